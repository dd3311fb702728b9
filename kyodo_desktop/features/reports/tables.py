"""The tables of a yearly report, the same on paper, in the workbook and on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kyodo_desktop.core.charts.chart import MOST_SERIES, Chart, Kind, Series
from kyodo_desktop.core.dates import fiscal_year_label, short
from kyodo_desktop.core.field import Cell
from kyodo_desktop.core.fields import Count, Field, Text
from kyodo_desktop.features.reports.counting import StatLine, Stats, total

ENTERED = "＊"
"""Behind a figure that was entered by hand."""

UNKNOWN = "－"

SUM = "計"

FEWEST_ADDED = 2
"""So many years with figures one line of a table must have for sums to stand in it."""

FEW, FEW_YEN = 5, 8
"""Up to so many numbers of a group stand side by side over the years; of more, the years do, unless they are amounts,
for which the columns of years are too narrow."""

FAR = 12
"""Times by which one line of a chart may be larger than another before the smaller one cannot be read."""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: its field says heading, width and kind of what stands in it.

    ``called`` is what it is called where the title of the table does not stand over it, in a workbook.
    """

    field: Field
    align: Literal["left", "center", "right"] = "left"
    called: str = ""

    @property
    def name(self) -> str:
        """What the column is called in a workbook, in one line."""
        return self.called or self.field.label.replace("\n", "")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with typed cells; ``marks`` are the places (row, column) of figures that were entered by hand.

    They are None in a table of anything but figures.
    """

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[str, ...] = ()
    marks: frozenset[tuple[int, int]] | None = None
    note: str = ""

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Return the cells as they are printed."""
        return tuple(
            tuple(self._text(cell, row, column) for column, cell in enumerate(cells))
            for row, cells in enumerate(self.rows)
        )

    def _text(self, cell: Cell, row: int, column: int) -> str:
        is_number = isinstance(self.columns[column].field, Count)
        shown = f"{cell:,}" if is_number and cell is not None else str(cell or "") or (UNKNOWN if is_number else "")
        return f"{shown}{ENTERED}" if self.marks and (row, column) in self.marks else shown


def with_figures(lines: Sequence[StatLine]) -> list[StatLine]:
    """Return the lines that have a figure in any year: more than 0, or entered."""
    return [line for line in lines if any(cell.value or cell.is_entered for cell in line.cells)]


def stat_tables(stats: Stats) -> list[ReportTable]:
    """Return a table for each group of measures that has any figures."""
    tables = []
    for group, all_lines in stats.groups().items():
        years, lines = since_first(stats.years, with_figures(all_lines))
        if lines:
            few = FEW_YEN if any(line.number == "yen" for line in lines) else FEW
            tables.append(_by_year(group, lines, years) if len(lines) <= few else _by_line(group, lines, years))
    return tables


def since_first(years: Sequence[int], lines: Sequence[StatLine]) -> tuple[tuple[int, ...], list[StatLine]]:
    """Return years and lines without the years before the first figure of any of the lines."""
    begins = next((at for at in range(len(years)) if any(line.values[at] is not None for line in lines)), 0)
    return tuple(years[begins:]), [replace(line, cells=line.cells[begins:]) for line in lines]


def _by_year(group: str, lines: Sequence[StatLine], years: Sequence[int]) -> ReportTable:
    """Return a table with a row for each year."""
    columns = [ReportColumn(Text("年度", width=26))]
    columns += [ReportColumn(Count(_heading(line), width=26), "right", _called(line)) for line in lines]
    rows = [(fiscal_year_label(year), *(line.cells[at].value for line in lines)) for at, year in enumerate(years)]
    if sums := _sums(lines):
        rows.append((SUM, *sums))
    marks = frozenset(
        (at, place) for at in range(len(years)) for place, line in enumerate(lines, 1) if line.cells[at].is_entered
    )
    return ReportTable(group, tuple(columns), tuple(rows), marks=marks, note=_note(lines))


def _sums(lines: Sequence[StatLine]) -> list[int | None]:
    """Return what the years of each line come to together: None for what stands at a day; none at all of few years."""
    added = [line for line in lines if not line.measure.stands]
    if not any(_known(line) >= FEWEST_ADDED for line in added):
        return []
    return [None if line.measure.stands else total(line.values) for line in lines]


def _by_line(group: str, lines: Sequence[StatLine], years: Sequence[int]) -> ReportTable:
    """Return a table with a row for each number; a unit that all of them have stands over them once."""
    has_one_unit = len({line.unit for line in lines}) == 1
    columns = [ReportColumn(Text(f"区分（{lines[0].unit}）" if has_one_unit else "区分", width=52))]
    columns += [ReportColumn(Count(fiscal_year_label(year).removesuffix("年度"), width=13), "right") for year in years]
    sums = _sums(lines)
    columns += [ReportColumn(Count(SUM, width=15), "right")] if sums else []
    rows = tuple(
        (
            line.measure.label if has_one_unit else _called(line),
            *line.values,
            *((sums[at],) if sums else ()),
        )
        for at, line in enumerate(lines)
    )
    marks = frozenset(
        (row, place) for row, line in enumerate(lines) for place, cell in enumerate(line.cells, 1) if cell.is_entered
    )
    return ReportTable(group, tuple(columns), rows, marks=marks, note=_note(lines))


def _heading(line: StatLine) -> str:
    """Return what a number is called under its group (申請 under 補助金); the unit tells those of one measure apart."""
    return f"{line.measure.label.removeprefix(f'{line.measure.group}の')}\n（{line.unit}）"


def _called(line: StatLine) -> str:
    """Return what a number is called wherever it stands."""
    return f"{line.measure.label}（{line.unit}）"


def _note(lines: Sequence[StatLine]) -> str:
    notes = dict.fromkeys(f"{line.measure.label}：{line.measure.note}" for line in lines if line.measure.note)
    same = {line.measure.note for line in lines}
    if len(same) == 1 and len(notes) > 1:
        return f"※ {same.pop()}"
    return f"※ {'　'.join(notes)}" if notes else ""


MANY_YEARS = 4
"""From so many years with figures on, a chart shows how they went on; before that, the last year alone."""

LEAST_YEARS = 3
"""Of fewer years with figures the table says all; a line of them among longer ones is left to it as well."""


@dataclass(frozen=True, slots=True)
class StatChart:
    """A chart with the lines that it is made of: series over the years, or of :attr:`Kind.ROWS` the rows of a year."""

    chart: Chart
    lines: tuple[StatLine, ...]
    years: tuple[int, ...]

    def behind(self, series: int, category: int) -> tuple[StatLine, int]:
        """Return which number of which year a figure of the chart is."""
        if self.chart.kind is Kind.ROWS:
            return self.lines[category], self.years[-1]
        return self.lines[series], self.years[category]


def stat_charts(group: str, lines: Sequence[StatLine], years: Sequence[int]) -> list[StatChart]:
    """Return charts of a group: lines over the years that can be read on one scale, or rows of the last year."""
    begun, lines = since_first(years, with_figures(lines))
    charts = []
    for unit in dict.fromkeys(line.unit for line in lines):
        of_unit = [line for line in lines if line.unit == unit]
        known = sum(any(line.values[at] is not None for line in of_unit) for at in range(len(begun)))
        if known >= MANY_YEARS and not _are_parts(of_unit):
            of_unit = [line for line in of_unit if _known(line) >= LEAST_YEARS]
        if len(of_unit) == 1 and known < LEAST_YEARS:
            continue
        if len(of_unit) > MOST_SERIES or (known < MANY_YEARS and len(of_unit) > 1):
            charts += _last_year(group, of_unit, unit, begun)
        elif _are_parts(of_unit):
            charts.append(_parts(group, of_unit, unit, begun))
        else:
            charts += [_over_years(group, each, unit, begun) for each in _comparable(of_unit)]
    return charts


def _known(line: StatLine) -> int:
    return sum(value is not None for value in line.values)


def _last_year(group: str, lines: Sequence[StatLine], unit: str, years: tuple[int, ...]) -> list[StatChart]:
    shown = tuple(line for line in lines if line.values[-1])
    if not shown:
        return []
    names, values = tuple(line.measure.label for line in shown), tuple(line.values[-1] for line in shown)
    title = f"{group}　{fiscal_year_label(years[-1])}"
    return [StatChart(Chart(Kind.ROWS, names, (Series(group, values),), title, unit), shown, years)]


def _over_years(group: str, lines: Sequence[StatLine], unit: str, years: tuple[int, ...]) -> StatChart:
    title = f"{lines[0].measure.label if len(lines) == 1 else group}（{unit}）"
    kind = Kind.BARS if len(lines) == 1 else Kind.LINES
    return _chart(kind, lines, years, title, unit)


def _chart(kind: Kind, lines: Sequence[StatLine], years: tuple[int, ...], title: str, unit: str) -> StatChart:
    series = tuple(Series(line.measure.label, line.values) for line in lines)
    return StatChart(Chart(kind, tuple(map(short_year, years)), series, title, unit), tuple(lines), years)


def _are_parts(lines: Sequence[StatLine]) -> bool:
    """Return whether lines are the parts of a whole: one for each term of a list of which a record has one."""
    families = {line.measure.code.partition(".")[0] for line in lines if "." in line.measure.code}
    return len(lines) > 1 and len(families) == 1 and not any("activity_field" in line.measure.of for line in lines)


def _parts(group: str, lines: Sequence[StatLine], unit: str, years: tuple[int, ...]) -> StatChart:
    return _chart(Kind.STACKED, lines, years, f"{group}（{unit}）", unit)


def _comparable(lines: Sequence[StatLine]) -> list[list[StatLine]]:
    """Return the lines in groups whose greatest figures are not far from each other, in their order."""
    groups: list[list[StatLine]] = []
    for line in sorted(lines, key=_peak):
        if groups and _peak(line) <= FAR * max(_peak(groups[-1][0]), 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    order = {id(line): at for at, line in enumerate(lines)}
    kept = [sorted(group, key=lambda line: order[id(line)]) for group in groups]
    return sorted(kept, key=lambda group: order[id(group[0])])


def _peak(line: StatLine) -> int:
    return max((value for value in line.values if value is not None), default=0)


def short_year(year: int) -> str:
    """Return a 年度 as it stands below a chart: H26, R8."""
    return short(dt.date(year, 5, 1)).split(".")[0]
