"""Gathers what a year's report says, chapter by chapter, from the registers. Runs on the database thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.fields import Text, Yen
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.reports import chapters_told, sections
from kyodo_desktop.features.reports.chapters_told import Told
from kyodo_desktop.features.reports.counting import Stats
from kyodo_desktop.features.reports.tables import ReportColumn, ReportTable, stat_charts, stat_tables

if TYPE_CHECKING:
    from kyodo_desktop.features.reports.service import AnnualReportService

NOTHING = "この年度に載せる内容は、まだありません。"

_GRANT = ("frame", "organization", "name", "requested_amount", "decided_amount", "state")


@dataclass(frozen=True, slots=True)
class Section:
    """What one chapter holds: its words, its tables each with the charts that go with it, and cases."""

    code: str
    heading: str
    words: str
    tables: tuple[tuple[ReportTable, tuple[Chart, ...]], ...] = ()
    cases: tuple[Snapshot, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was gathered for it."""
        return not self.tables and not self.cases


@dataclass(frozen=True, slots=True)
class Annual:
    """One year's report with everything that is in it."""

    title: str
    year: int
    sections: tuple[Section, ...]

    def tables(self) -> list[ReportTable]:
        """Return all tables in the order of the report."""
        return [table for section in self.sections for table, _ in section.tables]


def gather(service: AnnualReportService, report: Draft) -> Annual:
    """Return the report of a year with the chapters that a draft of it names, as the registers stand."""
    year = report.values["fiscal_year"]
    years = range(year - (report.values.get("years") or sections.YEARS) + 1, year + 1)
    stats = service.figures.stats([each for each in years if each <= fiscal_year(service.words().today)])
    gathered = []
    for chapter in sections.chapters(report, service.words()):
        make = _GATHERED.get(chapter.code)
        tables, cases = make(service, year, stats) if make else ((), ())
        gathered.append(Section(chapter.code, chapter.heading, chapter.words, tuple(tables), tuple(cases)))
    return Annual(report.values["name"], year, tuple(gathered))


def empty_chapters(service: AnnualReportService, year: int) -> frozenset[str]:
    """Return which of the chapters that other registers fill have nothing to say of a 年度."""
    nothing = Stats((), ())
    made = {code: _GATHERED[code](service, year, nothing) for code in (sections.EVALUATIONS, sections.PLANS)}
    return frozenset(code for code, (tables, _) in made.items() if not tables)


Gathered = tuple[Told, Sequence[Snapshot]]


def _chronology(service: AnnualReportService, year: int, _stats: Stats) -> Gathered:
    kinds = service.words().taxonomy("chronology_kinds")
    rows = [
        (each["when_words"], kinds.label_of(each["kind"]) if each["kind"] else "", _told(each))
        for each in service.chronology.until(year)
    ]
    columns = (ReportColumn(Text("年月", width=30)), ReportColumn(Text("区分", width=16)), _text("できごと", 110))
    return _table("年表", columns, rows), ()


def _told(entry: Snapshot) -> str:
    return "\n".join(filter(None, (entry["name"], entry["text"])))


def _figures(_service: AnnualReportService, _year: int, stats: Stats) -> Gathered:
    groups = stats.groups()
    found = []
    for table in stat_tables(stats):
        charts = stat_charts(table.title, groups[table.title], stats.years)
        found.append((table, tuple(each.chart for each in charts)))
    return found, ()


def _grants(service: AnnualReportService, year: int, _stats: Stats) -> Gathered:
    grants = service.figures.grants
    ids = grants.list_ids(ListQuery(filters={"fiscal_year": (str(year),)}, sort="reference")).ids
    found = grants.rows(ids, _GRANT)
    states = service.words().taxonomy("states")
    rows: list[tuple[Any, ...]] = []
    groups = []
    by_frame = sorted((found[each] for each in ids), key=lambda row: row[0] or "")
    for frame, organization, name, requested, decided, state in by_frame:
        groups.append(frame or "一般")
        rows.append((organization, name, requested, decided, states.label_of(state) if state else ""))
    if not rows:
        return (), ()
    totals = tuple(sum(row[at] or 0 for row in rows) for at in (2, 3))
    columns = (
        _text("団体名", 42),
        _text("事業名", 50),
        ReportColumn(Yen("申請額（円）", width=24), "right"),
        ReportColumn(Yen("交付決定額（円）", width=26), "right"),
        _text("状態", 20),
    )
    decided = sum(1 for row in rows if row[3])
    note = f"計　申請 {len(rows)}件 {totals[0]:,}円　交付決定 {decided}件 {totals[1]:,}円"
    table = ReportTable(
        f"{fiscal_year_label(year)}の補助金",
        columns,
        tuple(rows),
        tuple(groups) if len(set(groups)) > 1 else (),
        note=note,
    )
    return [(table, ())], ()


def _evaluations(service: AnnualReportService, year: int, stats: Stats) -> Gathered:
    return chapters_told.evaluations(service, year, max(len(stats.years), 1)), ()


def _plans(service: AnnualReportService, year: int, _stats: Stats) -> Gathered:
    return chapters_told.plans(service, year), ()


def _cases(service: AnnualReportService, year: int, _stats: Stats) -> Gathered:
    cases = service.cases.by_pattern(year)
    patterns = service.words().taxonomy("collaboration_forms")
    rows = [
        (each["name"], "、".join(line["name"] for line in each.children["partners"]), each["summary"]) for each in cases
    ]
    columns = (_text("事例", 55), _text("主体", 50), _text("ひとことで", 60))
    groups = tuple(patterns.label_of(each["pattern"]) for each in cases)
    table = ReportTable(f"{fiscal_year_label(year)}の事例", columns, tuple(rows), groups)
    return ([(table, ())] if rows else []), cases


def _text(label: str, width: float) -> ReportColumn:
    return ReportColumn(Text(label, width=width))


def _table(title: str, columns: tuple[ReportColumn, ...], rows: Sequence[tuple[Any, ...]]) -> Told:
    return [(ReportTable(title, columns, tuple(rows)), ())] if rows else []


_GATHERED: dict[str, Callable[[AnnualReportService, int, Stats], Gathered]] = {
    sections.CHRONOLOGY: _chronology,
    sections.FIGURES: _figures,
    sections.GRANTS: _grants,
    sections.EVALUATIONS: _evaluations,
    sections.CASES: _cases,
    sections.PLANS: _plans,
}
