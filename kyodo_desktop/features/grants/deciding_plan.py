"""The plan of an application as it was entered when it was decided on: kept with the decision, and put back from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.lifecycle import standing
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.assessment import Lines
from kyodo_desktop.features.grants.kept_decisions import ENTERED

DAYS = ("from_on", "until_on")
TEXTS = ("purpose", "activities")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "incomes": ("category", "description", "budget", "note"),
    "expenses": ("category", "description", "budget", "eligible", "note"),
}
"""What of the lines of a budget was planned; their results are no part of a plan."""

OF_RESULTS = ("settled", "settled_eligible")


def planned(values: Mapping[str, Any], lines: Lines) -> dict[str, Any]:
    """Return what was entered as the plan: texts, days, and the planned columns of the budget's lines."""
    kept: dict[str, Any] = {name: values.get(name) for name in (*TEXTS, *DAYS)}
    for inside, columns in COLUMNS.items():
        kept[inside] = [{name: line.get(name) for name in columns} for line in lines.get(inside, ())]
    return kept


def entered_plan(taken: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return what :func:`planned` kept of the plan that was decided on last; None where nothing was kept."""
    kept = [line["plan"] for line in standing(taken) if line.get("plan")]
    return kept[-1].get(ENTERED) if kept else None


def put_back(stored: Snapshot, entered: Mapping[str, Any]) -> Draft:
    """Return a draft by which what was ``entered`` for the decided plan stands again.

    Lines keep what they say of the result; one that the plan did not have goes, unless it says something of that.
    """
    values = {name: entered[name] for name in TEXTS}
    values |= {name: dt.date.fromisoformat(entered[name]) if entered[name] else None for name in DAYS}
    lines = {inside: _lines(stored.children[inside], entered[inside]) for inside in COLUMNS}
    return Draft(values, lines, stored.id, stored.version)


def _lines(present: Sequence[Snapshot], entered: Sequence[Mapping[str, Any]]) -> list[Draft]:
    """Return the lines of a plan, each in the place of the first one that is left of its 科目 or 費目."""
    left = list(present)
    lines = []
    for each in entered:
        line = next((line for line in left if line["category"] == each["category"]), None)
        if line is not None:
            left.remove(line)
        lines.append(Draft({**(line.values if line else {}), **each}, id=line.id if line else None))
    for line in left:
        if any(line.values.get(name) is not None for name in OF_RESULTS):
            unplanned = {name: None if name in ("budget", "eligible") else value for name, value in line.values.items()}
            lines.append(Draft(unplanned, id=line.id))
    return lines
