"""The plan and the placing that were decided on, from and to the plain values that are kept of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kyodo_desktop.features.grants.rules.budget import Budget, ExpenseLine, IncomeKind, IncomeLine
from kyodo_desktop.features.grants.rules.changes import Plan
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing

ENTERED = "entered"
"""Under which a kept plan holds what was entered in the application, word by word."""


def kept_plan(plan: Plan, entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plan, and what was ``entered`` for it, as plain values.

    The labels of the plan are among them: a profile may call a 費目 otherwise later.
    """
    return _plain({**asdict(plan), ENTERED: entered})


def plan_of_kept(kept: Mapping[str, Any]) -> Plan:
    """Return the plan that :func:`kept_plan` kept."""
    budget = Budget(
        tuple(IncomeLine(**{**line, "kind": IncomeKind(line["kind"])}) for line in kept["budget"]["incomes"]),
        tuple(ExpenseLine(**line) for line in kept["budget"]["expenses"]),
    )
    begins, ends = (dt.date.fromisoformat(day) if day else None for day in (kept["begins_on"], kept["ends_on"]))
    return Plan(budget, kept["grant"], kept["purpose"], begins, ends)


def kept_placing(placing: Placing) -> dict[str, Any]:
    """Return a placing as plain values."""
    return _plain(asdict(placing))


def placing_of_kept(kept: Mapping[str, Any]) -> Placing:
    """Return the placing that :func:`kept_placing` kept."""
    return Placing(**{**kept, "decision": Decision(kept["decision"])})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return what the values are once they were stored: lists for tuples, texts for days and codes."""
    plain: dict[str, Any] = json.loads(json.dumps(values, default=dt.date.isoformat))
    return plain
