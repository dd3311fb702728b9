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
from kyodo_desktop.features.evaluations import rules, yearly
from kyodo_desktop.features.evaluations.comparison import REMARKS, Comparison
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.evaluations.yearly import Yearly
from kyodo_desktop.features.plans.rules import progress
from kyodo_desktop.features.plans.rules.progress import WAITING, ActionYears
from kyodo_desktop.features.plans.service import PlanActionService
from kyodo_desktop.features.reports.tables import UNKNOWN, ReportColumn, ReportTable

if TYPE_CHECKING:
    from kyodo_desktop.features.reports.service import AnnualReportService

Told = Sequence[tuple[ReportTable, tuple[Chart, ...]]]
"""Tables in their order, each with its charts."""

_IMPROVED = ("name", "project", "department", "finish_by", "state", "outcome", "reference")


# --------------------------------------------------------------------------------------------------------- evaluations


def evaluations(service: AnnualReportService, year: int, years: int) -> Told:
    """Return the scores of a year side by side with their charts, what the parties say, what was agreed and is done.

    ``years`` is how many years the scores are followed back.
    """
    sheets = EvaluationService(service.database, service.profile, service.attachment_folder)
    found = yearly.of_year(sheets, year, years)
    if not found.compared:
        return []
    label = fiscal_year_label(year)
    told = [(_scores(found, label), found.charts())]
    told += [(table, ()) for table in (_remarks(found, label), _agreements(found), _improvements(sheets, year))]
    return [(table, charts) for table, charts in told if table.rows]


def _scores(found: Yearly, label: str) -> ReportTable:
    columns = [_text("事業", 58), _text("相手方", 46)]
    columns += [ReportColumn(Text(f"{kind}\n（点）", width=19), "right") for kind in found.kinds]
    columns += [
        ReportColumn(Count("差のある\n項目", width=16), "right"),
        ReportColumn(Text("合意", width=12), "center"),
    ]
    rows = []
    for each in found.compared:
        scores = [found.score(each, kind) for kind in found.kinds]
        given = [UNKNOWN if score is None else rules.decimal(score) for score in scores]
        rows.append((_name(each, found), each.organization, *given, len(each.wide), "○" if each.agreed else ""))
    note = (
        f"※ 評価点は100点満点。差のある項目は、評点の差が{rules.GAP}以上の項目の数。合意の○は、話し合って合意したもの。"
    )
    return ReportTable(f"{label}の評価点", tuple(columns), tuple(rows), note=note)


def _name(compared: Comparison, found: Yearly) -> str:
    """Return the name of a project, with the stage where it was evaluated more than once in the year."""
    times = sum(each.name == compared.name for each in found.compared)
    return f"{compared.name}（{compared.stage}）" if times > 1 else compared.name


def _remarks(found: Yearly, label: str) -> ReportTable:
    columns = (_text("評価した者", 26), _text("良かった点", 48), _text("課題", 48), _text("次への要望", 48))
    rows, groups = [], []
    for each in found.compared:
        for party in each.parties:
            if any(party.remarks[name] for name in REMARKS):
                rows.append((party.label, *("　".join(party.remarks[name].splitlines()) for name in REMARKS)))
                groups.append(_name(each, found))
    return ReportTable(f"{label}の評価の内容", columns, tuple(rows), tuple(groups))


def _agreements(found: Yearly) -> ReportTable:
    rows = tuple((_name(each, found), each.agreed) for each in found.compared if each.agreed)
    return ReportTable("話し合って合意したこと", (_text("事業", 55), _text("合意したこと", 115)), rows)


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
    summary, chart = _tally(service, actions, year)
    if any(each.mark(year) for each in actions):
        told.append((summary, (chart,)))
    return [*told, (_actions(service, actions, year), ())]


def _tally(service: AnnualReportService, actions: Sequence[ActionYears], year: int) -> tuple[ReportTable, Chart]:
    words = service.words()
    policies = [(term.code, term.label) for term in words.taxonomy("policies").terms]
    terms = [term for term in words.taxonomy("plan_progress").terms if not term.retired]
    codes = [*(term.code for term in terms), WAITING]
    labels = [str(term.extra.get("mark", term.label)) for term in terms]
    tallies = progress.tallies(actions, year, "policy", policies)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (each.label, *(each.counts.get(code, 0) for code in codes), each.total) for each in tallies
    )
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
    return ReportTable(f"{fiscal_year_label(year)}の方針ごとの進捗", columns, rows, note=_marks(service)), chart


def _actions(service: AnnualReportService, actions: Sequence[ActionYears], year: int) -> ReportTable:
    words = service.words()
    policies, terms = words.taxonomy("policies"), words.taxonomy("plan_progress")
    rows = []
    for each in actions:
        line = each.lines[year]
        term = terms.get(line["progress"] or "")
        mark = str(term.extra.get("mark", term.label)) if term else ""
        rows.append((each.name, each.department, line["target"], line["result"], mark))
    columns = (
        _text("取組", 44),
        _text("担当", 24),
        _text("目標", 42),
        _text("実績", 42),
        ReportColumn(Text("進捗", width=12), "center"),
    )
    groups = tuple(policies.label_of(each.policy) for each in actions)
    title = f"{fiscal_year_label(year)}の取組の進捗"
    return ReportTable(title, columns, tuple(rows), groups, note=_marks(service))


def _marks(service: AnnualReportService) -> str:
    terms = service.words().taxonomy("plan_progress").terms
    return "　".join(f"{term.extra.get('mark', '')} {term.label}" for term in terms if not term.retired)


def _text(label: str, width: float) -> ReportColumn:
    return ReportColumn(Text(label, width=width))
