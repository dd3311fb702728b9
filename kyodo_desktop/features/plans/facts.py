"""What the papers of a plan and of an action may name beside their attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.fields import Count, Field, Text
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.plans.rules.marks import PROGRESS, mark_of, offered
from kyodo_desktop.features.plans.rules.progress import WAITING, ActionYears, Tally, tallies
from kyodo_desktop.printing.slice_papers import Facts, Gathered

if TYPE_CHECKING:
    from kyodo_desktop.features.plans.plan_service import PlanService
    from kyodo_desktop.features.plans.service import PlanActionService

YEAR, DEPARTMENT = "year", "department_asked"
"""What the table of progress asks for at printing: of which 年度, and of which 担当課 alone."""

MARKS = 4
"""How many kinds of progress the tables count: those that the profile names first."""

_COUNTS: Mapping[str, Field] = {
    "label": Text("区分"),
    **{f"count_{place}": Count(f"{place}番目の進捗", unit="件") for place in range(1, MARKS + 1)},
    "waiting": Count("未入力", unit="件"),
    "total": Count("計", unit="件"),
}

PLAN_FIELDS: Mapping[str, Field] = {
    "progress_year": Text("進捗の年度"),
    "department_words": Text("担当課"),
    "legend": Text("記号の意味"),
}

PLAN_TABLES: Mapping[str, Schema] = {
    "progress": Schema(
        "progress",
        "進捗",
        {
            "policy": Text("方針"),
            "reference": Text("取組番号"),
            "name": Text("取組名"),
            "department": Text("担当課"),
            "target": Text("目標"),
            "result": Text("実績"),
            "mark": Text("進捗の記号"),
            "progress": Text("進捗"),
            "issues": Text("課題・次の予定"),
        },
    ),
    "by_policy": Schema("by_policy", "方針ごとの件数", _COUNTS),
    "by_department": Schema("by_department", "担当課ごとの件数", _COUNTS),
}

ACTION_FIELDS: Mapping[str, Field] = {"period": Text("取組の期間")}

ACTION_TABLES: Mapping[str, Schema] = {
    "by_year": Schema(
        "by_year",
        "年度ごとの進捗",
        {
            "year": Text("年度"),
            "target": Text("目標"),
            "result": Text("実績"),
            "mark": Text("進捗の記号"),
            "progress": Text("進捗"),
            "issues": Text("課題・次の予定"),
        },
    )
}


def gather_plans(
    service: PlanService, records: Sequence[Snapshot], given: Mapping[str, Any] | None = None
) -> list[Gathered]:
    """Return the progress of the actions in a 年度 (the last one unless another is given) for each of the plans."""
    asked = given or {}
    words = service.words()
    year = asked.get(YEAR) or fiscal_year(words.today) - 1
    department = asked.get(DEPARTMENT) or ""
    actions = [
        each
        for each in service.actions.action_years()
        if each.counted_as(year) and (not department or each.department == department)
    ]
    policies = [(term.code, term.label) for term in words.taxonomy("policies").terms]
    departments = [(name, name or "（担当課なし）") for name in sorted({each.department for each in actions})]
    values = {
        "progress_year": fiscal_year_label(year),
        "department_words": department or "すべての担当課",
        "legend": "　".join(f"{mark} {label}" for mark, label in _legend(words)),
    }
    tables = {
        "progress": _rows(actions, year, dict(policies), words),
        "by_policy": [_counted(each, words) for each in tallies(actions, year, "policy", policies)],
        "by_department": [_counted(each, words) for each in tallies(actions, year, "department", departments)],
    }
    return [Gathered(values, tables) for _ in records]


def gather_actions(service: PlanActionService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of actions, in order."""
    words = service.words()
    found = []
    for record in records:
        lines = sorted((line.values for line in record.children["years"]), key=lambda line: line["fiscal_year"])
        rows = [{**_entered(line, words), "year": fiscal_year_label(line["fiscal_year"])} for line in lines]
        found.append(Gathered({"period": period(record.values)}, {"by_year": rows}))
    return found


def period(values: Mapping[str, Any]) -> str:
    """Return from which 年度 until which an action runs."""
    begins, ends = values.get("from_year"), values.get("until_year")
    if begins and begins == ends:
        return fiscal_year_label(begins)
    from_words = f"{fiscal_year_label(begins)}から" if begins else ""
    return from_words + (f"{fiscal_year_label(ends)}まで" if ends else "")


def _legend(words: Words) -> list[tuple[str, str]]:
    return [(mark_of(term.code, words), term.label) for term in offered(words.taxonomy(PROGRESS))]


def _rows(actions: Sequence[ActionYears], year: int, policies: Mapping[str, str], words: Words) -> list[dict[str, Any]]:
    """Return the lines of the table, each with its policy: on a further sheet nothing else would tell it."""
    return [
        {
            "policy": policies.get(each.policy, each.policy),
            "reference": each.reference,
            "name": each.name,
            "department": each.department,
            **_entered(each.lines.get(year, {}), words),
        }
        for each in actions
    ]


def _entered(line: Mapping[str, Any], words: Words) -> dict[str, Any]:
    code = line.get("progress")
    return {
        "target": line.get("target"),
        "result": line.get("result"),
        "mark": mark_of(code, words),
        "progress": words.taxonomy(PROGRESS).label_of(code) if code else "",
        "issues": line.get("issues"),
    }


def _counted(tally: Tally, words: Words) -> dict[str, Any]:
    codes = [term.code for term in words.taxonomy(PROGRESS).terms][:MARKS]
    counts = {f"count_{place}": tally.counts.get(code, 0) for place, code in enumerate(codes, start=1)}
    return {"label": tally.label, **counts, "waiting": tally.counts.get(WAITING, 0), "total": tally.total}


FACTS = Facts(ACTION_FIELDS, ACTION_TABLES, gather_actions)
PLAN_FACTS = Facts(PLAN_FIELDS, PLAN_TABLES, gather_plans, gather_plans)
