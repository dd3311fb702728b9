"""How the blocks of a chapter flow over pages: words by lines, tables by rows, charts as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.charts.chart import Chart, Kind
from kyodo_desktop.printing.charts import chart_drawing, chart_height, chart_items
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.layout import block_height, break_lines, text_of
from kyodo_desktop.printing.page import (
    A4,
    MM_PER_POINT,
    THICK,
    THIN,
    Box,
    Column,
    Item,
    Page,
    Rule,
    Table,
    Text,
    TextBox,
)
from kyodo_desktop.printing.roster_layout import (
    FONT,
    LEADING,
    LEAST_SIZE,
    PADDING,
    HeadedColumn,
    fit_columns,
    fit_headings,
    fit_rows,
    row_height,
)

WORDS_SIZE = 10.5
WORDS_LEADING = 1.75
FEWEST_LINES = 2
"""Of a paragraph that stay together at the end of a page, and at the head of the next."""

GAP = 4.0
"""Between two blocks, in mm."""

HEADING_HEIGHT = 9.0
BESIDE_GAP = 6.0
LEAST_CHART = 48.0
MOST_UPRIGHT = 62.0
"""Between these heights in mm stand charts whose bars or lines go upwards."""

MOST_CHART = 150.0
"""The height in mm beyond which a chart that grows with its rows is drawn no larger beside words."""

WHOLE = 0.45
"""A table that takes no more than this share of a page is not parted."""

FEWEST_ROWS = 3
"""Of a longer table, so many rows stand below its first head."""

_GREY = 0.5
_BAND = 0.92


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the words of a page stand, in mm."""

    left: float = 25.0
    right: float = A4[0] - 20.0
    top: float = 24.0
    foot: float = A4[1] - 22.0

    @property
    def width(self) -> float:
        return self.right - self.left


FRAME = Frame()

HALF = (FRAME.width - BESIDE_GAP) / 2
"""The width of what stands beside something else, in mm."""


def page_items(page: Page, running: str, heading: str, number: int, count: int) -> list[Item]:
    """Return the running head and the page number; a page that others composed gets its number alone."""
    foot = Text(page.width / 2, page.height - 10.0, f"{number}／{count}", 9, "gothic", "center")
    half = FRAME.width / 2
    if any(isinstance(item, (Text, TextBox)) and item.y < FRAME.top - 6.0 for item in page.items):
        return [foot]
    return [
        TextBox(FRAME.left, 11.0, half - 2, 5.0, running, size=8.5, font="gothic", grey=0.3),
        TextBox(FRAME.left + half + 2, 11.0, half - 2, 5.0, heading, size=8.5, font="gothic", align="right", grey=0.3),
        Rule(FRAME.left, 17.0, FRAME.right, 17.0, grey=_GREY),
        foot,
    ]


class Flow:
    """Fills pages from the top down. ``pages`` are the items of each."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self.pages: list[list[Item]] = [[]]
        self.y = FRAME.top

    @property
    def room(self) -> float:
        """Millimetres that are left on this page."""
        return FRAME.foot - self.y

    def break_page(self) -> None:
        """Go on at the top of a new page."""
        self.pages.append([])
        self.y = FRAME.top

    def title(self, text: str) -> None:
        """Write the title of the chapter."""
        self._put(
            TextBox(FRAME.left, self.y, FRAME.width, 11.0, text, size=17, font="gothic-bold"),
            Rule(FRAME.left, self.y + 12.5, FRAME.right, self.y + 12.5, width=0.7),
        )
        self.y += 12.5 + GAP

    def heading(self, text: str, needed: float) -> int:
        """Write a heading on one page with ``needed`` mm of what follows; return that page (from 0)."""
        if self.room < HEADING_HEIGHT + GAP + needed:
            self.break_page()
        self._gap(GAP / 2)
        self._put(
            Box(FRAME.left, self.y + 1.2, 1.8, HEADING_HEIGHT - 2.4, line=0, fill=0.35),
            TextBox(FRAME.left + 4, self.y, FRAME.width - 4, HEADING_HEIGHT, text, size=12.5, font="gothic-bold"),
        )
        self.y += HEADING_HEIGHT + 1.5
        return len(self.pages) - 1

    def words(self, text: str) -> None:
        """Write paragraphs, over pages where they are long."""
        if not text.strip():
            return
        lines, _ = break_lines(text, FRAME.width, WORDS_SIZE, self.fonts.widths("mincho"))
        step = WORDS_SIZE * WORDS_LEADING * MM_PER_POINT
        while lines:
            fits = max(0, int((self.room - WORDS_SIZE * MM_PER_POINT) / step) + 1)
            if fits < min(FEWEST_LINES, len(lines)):
                self.break_page()
                continue
            taken, lines = lines[:fits], lines[fits:]
            height = block_height(len(taken), WORDS_SIZE, WORDS_LEADING)
            self._put(
                TextBox(
                    FRAME.left,
                    self.y,
                    FRAME.width,
                    height,
                    text_of(taken),
                    size=WORDS_SIZE,
                    align="justify",
                    valign="top",
                    overflow="wrap",
                    leading=WORDS_LEADING,
                )
            )
            self.y += height
        self._gap(GAP)

    def grid(
        self,
        columns: Sequence[HeadedColumn],
        rows: Sequence[Sequence[str]],
        groups: Sequence[str] = (),
        note: str = "",
    ) -> None:
        """Write a table; its head stands on every page, and a group that goes on says so."""
        if self.room < self.first_height(columns, rows, bands=len(set(groups))):
            self.break_page()
        table = self._table(columns, rows)
        fitted, heights = fit_rows(rows, table, self.fonts)
        band = _band_height(table)
        begun = ""
        top: float | None = None
        for at, (row, height) in enumerate(zip(fitted, heights, strict=True)):
            heading = groups[at] if groups else ""
            opens = bool(heading) and heading != begun
            needed = height + (band if opens else 0.0)
            if top is not None and self.room < needed:
                self._close(table, top)
                self.break_page()
                top = None
            if top is None:
                if self.room < table.header_height + needed + band:
                    self.break_page()
                top = self.y
                self._put(replace(table, y=self.y))
                self.y += table.header_height
                if heading:
                    self._band(table, f"{heading}（続き）" if heading == begun else heading, band)
            elif opens:
                self._band(table, heading, band)
            begun = heading
            self._row(table, row, height)
        if top is None:
            return
        self._close(table, top)
        self._note(note)
        self._gap(GAP)

    def grid_beside(
        self, columns: Sequence[HeadedColumn], rows: Sequence[Sequence[str]], chart: Chart, note: str = ""
    ) -> None:
        """Write a table into the left half of the page and draw a chart into the right one, at the same height."""
        table = self._table(columns, rows, HALF)
        fitted, heights = fit_rows(rows, table, self.fonts)
        height = self.beside_height(columns, rows)
        if self.room < height:
            self.break_page()
        top = self.y
        self._put(replace(table, y=top))
        self.y += table.header_height
        for row, each in zip(fitted, heights, strict=True):
            self._row(table, row, each)
        self._close(table, top)
        self._put(*chart_items(chart_drawing(chart, HALF, height, self.fonts), FRAME.left + HALF + BESIDE_GAP, top))
        self.y = top + height
        self._note(note)
        self._gap(GAP)

    def charts(self, charts: Sequence[Chart]) -> None:
        """Draw charts beside each other, as a whole on one page."""
        width = FRAME.width if len(charts) == 1 else HALF
        height = self.charts_height(charts)
        if self.room < height:
            self.break_page()
        for place, chart in enumerate(charts):
            drawing = chart_drawing(chart, width, height, self.fonts)
            self._put(*chart_items(drawing, FRAME.left + place * (width + BESIDE_GAP), self.y))
        self.y += height
        self._gap(GAP)

    # ------------------------------------------------------------------------------------------------------- heights

    def first_height(self, columns: Sequence[HeadedColumn], rows: Sequence[Sequence[str]], *, bands: int = 0) -> float:
        """Return how much of a table stands together: all of a short one, else its head with the first rows."""
        table = self._table(columns, rows)
        heights = fit_rows(rows, table, self.fonts)[1]
        whole = table.header_height + sum(heights) + bands * _band_height(table)
        if whole <= WHOLE * (FRAME.foot - FRAME.top):
            return whole
        return table.header_height + min(bands, 1) * _band_height(table) + sum(heights[:FEWEST_ROWS])

    def beside_height(self, columns: Sequence[HeadedColumn], rows: Sequence[Sequence[str]]) -> float:
        """Return the height of a table that stands beside a chart."""
        table = self._table(columns, rows, HALF)
        return max(table.header_height + sum(fit_rows(rows, table, self.fonts)[1]), LEAST_CHART)

    def charts_height(self, charts: Sequence[Chart]) -> float:
        """Return the height of charts beside each other."""
        width = FRAME.width if len(charts) == 1 else HALF
        most = MOST_CHART if charts[0].kind is Kind.ROWS else MOST_UPRIGHT
        return max(min(chart_height(chart, width, self.fonts), most) for chart in charts)

    # -------------------------------------------------------------------------------------------------------- inside

    def _put(self, *items: Item) -> None:
        self.pages[-1] += items

    def _note(self, note: str) -> None:
        if note:
            self._put(TextBox(FRAME.left, self.y + 0.8, FRAME.width, 4.5, note, size=8.5, font=FONT, valign="top"))
            self.y += 5.0

    def _gap(self, height: float) -> None:
        if self.y > FRAME.top:
            self.y += height

    def _table(
        self, columns: Sequence[HeadedColumn], rows: Sequence[Sequence[str]], width: float = FRAME.width
    ) -> Table:
        headings = [column.heading for column in columns]
        fitted = fit_columns([column.width for column in columns], headings, rows, width, self.fonts)
        broken, height = fit_headings(headings, fitted, self.fonts)
        return Table(
            FRAME.left,
            self.y,
            tuple(Column(width, column.align) for width, column in zip(fitted.widths, columns, strict=True)),
            (),
            header=broken,
            header_height=height,
            size=fitted.size,
            font=FONT,
            padding=PADDING,
            frame=0.0,
            rules_grey=_GREY,
            leading=LEADING,
            least_size=LEAST_SIZE,
        )

    def _row(self, table: Table, row: Sequence[str], height: float) -> None:
        last = self.pages[-1][-1]
        if isinstance(last, Table) and not last.header and last.row_height == height:
            self.pages[-1][-1] = replace(last, rows=[*last.rows, row])
        else:
            self._put(replace(table, y=self.y, rows=[row], row_height=height, header=()))
        self.y += height

    def _band(self, table: Table, heading: str, height: float) -> None:
        self._put(
            Box(table.x, self.y, table.width, height, line=THIN, fill=_BAND, grey=_GREY),
            TextBox(
                table.x + PADDING, self.y, table.width - 2 * PADDING, height, heading, size=9.5, font="gothic-bold"
            ),
        )
        self.y += height

    def _close(self, table: Table, top: float) -> None:
        self._put(Box(table.x, top, table.width, self.y - top, line=THICK))


def _band_height(table: Table) -> float:
    return row_height(table.size) + 0.4
