"""What the yearly report says of evaluations and of the plan: their tables, each with the charts that go with it.

Only what is 公開 stands in it: neither who filled in a sheet nor who does what is improved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.core.dates import era, fiscal_year_label
from kyodo_desktop.core.field import Cell
from kyodo_desktop.core.fields import Count, Text
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.plans.service import PlanActionService
from kyodo_desktop.features.reports.tables import UNKNOWN, ReportColumn, ReportTable

if TYPE_CHECKING:
    from kyodo_desktop.features.reports.service import AnnualReportService

Told = Sequence[tuple[ReportTable, tuple[Chart, ...]]]
"""Tables in their order, each with its charts."""


def _text(label: str, width: float) -> ReportColumn:
    return ReportColumn(Text(label, width=width))


_REMARKS = (_text("評価した者", 26), _text("良かった点", 48), _text("課題", 48), _text("次への要望", 48))
_AGREEMENTS = (_text("事業", 55), _text("合意したこと", 115))
_ACTIONS = (
    _text("取組", 44),
    _text("担当", 24),
    _text("目標", 42),
    _text("実績", 42),
    ReportColumn(Text("進捗", width=12), "center"),
)
_IMPROVED = ("name", "project", "department", "finish_by", "state", "outcome", "reference")


# --------------------------------------------------------------------------------------------------------- evaluations


def evaluations(service: AnnualReportService, year: int, years: int) -> Told:
    """Return the scores of a year side by side with their charts, what the parties say, what was agreed and is done.

    ``years`` is how many years the scores are followed back.
    """
    sheets = EvaluationService(service.database, service.profile, service.attachment_folder)
    found = sheets.yearly(year, years)
    label = fiscal_year_label(year)
    scores, remarks, remarked, agreements = [], [], [], []
    for each in found.compared:
        name = found.name(each)
        given = [words or UNKNOWN for words in found.score_words(each)]
        scores.append((name, each.organization, *given, len(each.wide), "○" if each.agreed else ""))
        for party in each.parties:
            if any(party.remarks.values()):
                remarks.append((party.label, *("　".join(said.splitlines()) for said in party.remarks.values())))
                remarked.append(name)
        if each.agreed:
            agreements.append((name, each.agreed))
    told = [
        (_scores(label, found.kinds, found.gap, scores), found.charts()),
        (ReportTable(f"{label}の評価の内容", _REMARKS, tuple(remarks), tuple(remarked)), ()),
        (ReportTable("話し合って合意したこと", _AGREEMENTS, tuple(agreements)), ()),
        (_improvements(sheets, year), ()),
    ]
    return [(table, charts) for table, charts in told if table.rows]


def _scores(label: str, kinds: Sequence[str], gap: int, rows: Sequence[tuple[Cell, ...]]) -> ReportTable:
    columns = (
        _text("事業", 58),
        _text("相手方", 46),
        *(ReportColumn(Text(f"{kind}\n（点）", width=19), "right") for kind in kinds),
        ReportColumn(Count("差のある\n項目", width=16), "right"),
        ReportColumn(Text("合意", width=12), "center"),
    )
    note = f"※ 評価点は100点満点。差のある項目は、評点の差が{gap}以上の項目の数。合意の○は、話し合って合意したもの。"
    return ReportTable(f"{label}の評価点", columns, tuple(rows), note=note)


def _improvements(sheets: EvaluationService, year: int) -> ReportTable:
    service = sheets.improvements
    states = service.words().taxonomy("states")
    ids = service.list_ids(ListQuery(filters={"fiscal_year": (str(year),)}, sort="reference")).ids
    rows, groups = [], []
    for name, project, department, day, state, outcome, _ in sorted(
        service.rows(ids, _IMPROVED).values(), key=lambda row: (row[1] or "", row[-1])
    ):
        until = era(day) if day else ""
        rows.append((name, department, until, states.label_of(state) if state else "", outcome))
        groups.append(project or "そのほか")
    columns = (_text("取組", 48), _text("担当課・団体", 32), _text("期限", 30), _text("状態", 18), _text("結果", 45))
    return ReportTable("改善の取組", columns, tuple(rows), tuple(groups))


# ---------------------------------------------------------------------------------------------------------------- plan


def plans(service: AnnualReportService, year: int) -> Told:
    """Return how many actions of each policy went how in a year, and each of them with its target and result."""
    plan = PlanActionService(service.database, service.profile, service.attachment_folder)
    actions = [each for each in plan.action_years() if year in each.lines]
    if not actions:
        return []
    told: list[tuple[ReportTable, tuple[Chart, ...]]] = []
    if any(each.mark(year) for each in actions):
        told.append(_tally(service, plan, year))
    words = service.words()
    policies, terms = words.taxonomy("policies"), words.taxonomy("plan_progress")
    rows = []
    for each in actions:
        line = each.lines[year]
        term = terms.get(line["progress"] or "")
        mark = str(term.extra.get("mark", term.label)) if term else ""
        rows.append((each.name, each.department, line["target"], line["result"], mark))
    groups = tuple(policies.label_of(each.policy) for each in actions)
    title = f"{fiscal_year_label(year)}の取組の進捗"
    return [*told, (ReportTable(title, _ACTIONS, tuple(rows), groups, note=_marks(service)), ())]


def _tally(service: AnnualReportService, plan: PlanActionService, year: int) -> tuple[ReportTable, tuple[Chart, ...]]:
    terms = [term for term in service.words().taxonomy("plan_progress").terms if not term.retired]
    labels = [str(term.extra.get("mark", term.label)) for term in terms]
    tallies = plan.tallies(year)
    rows: list[tuple[Cell, ...]] = []
    for each in tallies:
        counts = [each.counts.get(term.code, 0) for term in terms]
        rows.append((each.label, *counts, each.total - sum(counts), each.total))
    columns = (
        _text("方針", 60),
        *(ReportColumn(Count(label, width=16), "right") for label in (*labels, "未入力", "計")),
    )
    groups = [each for each in tallies if each.codes]
    series = tuple(
        Series(f"{mark} {term.label}", tuple(each.counts.get(term.code, 0) for each in groups))
        for mark, term in zip(labels, terms, strict=True)
    )
    chart = Chart(Kind.STACKED, tuple(each.label for each in groups), series, "方針ごとの進捗（取組の数）", unit="件")
    title = f"{fiscal_year_label(year)}の方針ごとの進捗"
    return ReportTable(title, columns, tuple(rows), note=_marks(service)), (chart,)


def _marks(service: AnnualReportService) -> str:
    terms = service.words().taxonomy("plan_progress").terms
    return "　".join(f"{term.extra.get('mark', '')} {term.label}" for term in terms if not term.retired)
