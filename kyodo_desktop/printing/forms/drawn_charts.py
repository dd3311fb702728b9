"""Charts on a form: those in the rows of a table, beside each other at one height."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.printing.charts import chart_drawing, chart_items
from kyodo_desktop.printing.forms.strips import Sheet, Strip
from kyodo_desktop.printing.forms.template import Charts
from kyodo_desktop.printing.page import Item

CHART = "chart"
"""The name under which a row holds a chart."""

GAP = 4.0

SIZE = 9.0
"""Of the words on a chart, in points: no usual text of a form is smaller."""


def charts(block: Charts, sheet: Sheet) -> list[Strip]:
    """Return a strip for each row of charts; a form without any has none."""
    found = [row[CHART] for row in sheet.values.rows(block.child) if row.get(CHART)]
    return [_strip(block, sheet, found[at : at + block.columns]) for at in range(0, len(found), block.columns)]


def _strip(block: Charts, sheet: Sheet, found: Sequence[Chart]) -> Strip:
    width = (sheet.width - GAP * (len(found) - 1)) / len(found)

    def draw(top: float, height: float) -> list[Item]:
        drawn: list[Item] = []
        for place, chart in enumerate(found):
            drawing = chart_drawing(chart, width, height, sheet.fonts, size=SIZE)
            drawn += chart_items(drawing, sheet.left + place * (width + GAP), top, colour=block.colour)
        return drawn

    return Strip(block.height, draw, gap=4.0)
