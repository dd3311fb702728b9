"""A round at a glance: how many and how much at each stage, each with the filters that list what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.slice import Filters
from kyodo_desktop.features.grants.procedure import WITHDRAWN

SEEN = (
    *("state", "result", "requested_amount", "allotted_amount", "decided_amount", "paid_amount", "unpaid_amount"),
    *("settled_amount", "unused_amount", "return_due_amount", "returned_amount"),
)
"""What is looked at of every application."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One line: its name, how many applications, their yen, and the filters of the list behind it."""

    code: str
    label: str
    count: int
    amount: int
    filters: Filters


@dataclass(frozen=True, slots=True)
class Glance:
    """A round at a glance. ``budget`` is the general one with those of the frames, ``remaining`` what nobody was given.

    Amounts are yen. ``of_frames`` is what of the budget belongs to 特別枠.
    """

    stages: tuple[Stage, ...]
    budget: int
    of_frames: int
    remaining: int

    def __getitem__(self, code: str) -> Stage:
        return next(stage for stage in self.stages if stage.code == code)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One stage: the amount that is summed, and what tells the applications that came to it."""

    code: str
    label: str
    amount: str
    filters: Filters = field(default_factory=dict)
    holds: Callable[[Mapping[str, Any]], bool] = lambda _values: True


def _of_result(code: str, label: str, amount: str, result: str) -> _Kind:
    return _Kind(code, label, amount, {"result": (result,)}, lambda values: values["result"] == result)


def _of_money(code: str, label: str, amount: str) -> _Kind:
    return _Kind(code, label, amount, {"money": (amount,)}, lambda values: (values[amount] or 0) > 0)


STAGES = (
    _Kind("applied", "申請", "requested_amount"),
    _Kind(
        "withdrawn",
        "取下げ",
        "requested_amount",
        {"state": (WITHDRAWN,)},
        lambda values: bool(values["state"] == WITHDRAWN),
    ),
    _of_result("adopted", "採択", "allotted_amount", "adopted"),
    _of_result("runner_up", "次点", "requested_amount", "runner_up"),
    _of_result("rejected", "不採択", "requested_amount", "rejected"),
    _of_money("decided", "交付決定", "decided_amount"),
    _of_money("paid", "支払", "paid_amount"),
    _of_money("unpaid", "未払", "unpaid_amount"),
    _of_money("settled", "額の確定", "settled_amount"),
    _of_money("return_due", "返還を求めるもの", "return_due_amount"),
    _of_money("returned", "返還", "returned_amount"),
)


def glance(round_id: int, general: int, of_frames: int, rows: Iterable[Mapping[str, Any]]) -> Glance:
    """Return a round at a glance by its budgets in yen; ``rows`` hold :data:`SEEN` of its applications."""
    rows = list(rows)
    of_the_round: Filters = {"round": (str(round_id),)}
    stages = []
    for kind in STAGES:
        found = [row[kind.amount] or 0 for row in rows if kind.holds(row)]
        stages.append(Stage(kind.code, kind.label, len(found), sum(found), {**of_the_round, **kind.filters}))
    budget = general + of_frames
    return Glance(tuple(stages), budget, of_frames, budget - sum(map(_given, rows)))


def _given(values: Mapping[str, Any]) -> int:
    """Return the yen of the budget that an application takes up: what it may keep, else what was allotted to it.

    One that was withdrawn after it was adopted takes up nothing.
    """
    if values["state"] == WITHDRAWN:
        return 0
    decided: int | None = values["decided_amount"]
    if decided is not None:
        return decided - (values["unused_amount"] or 0)
    return (values["allotted_amount"] or 0) if values["result"] == "adopted" else 0
