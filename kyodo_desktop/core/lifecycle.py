"""The life of a record as data: the steps that each state offers, what a step brings, what is due meanwhile.

A profile declares it (``[lifecycles.…]``). Nothing of a record's state is typed: the state, the amounts, the days and
the document numbers that its steps brought follow from the steps themselves, so a step that is taken back takes with it
all that it had brought.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.errors import Problem

ASKS = ("document_number", "amount", "due_on", "note")
"""What a step may ask for beside its day and the person."""

STEPS = "steps"
"""The table inside a record that holds its steps."""

ANY = "*"
"""In :attr:`Step.from_states`: every state that is not closed."""

Move = Callable[[dt.date], dt.date]
"""Moves a day to an office day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be done with a record in some states.

    ``label`` is what a person chooses (交付を決定する), ``done`` what it is called afterwards (交付決定). ``asks`` are
    of :data:`ASKS`, ``needs`` those of them that may not stay empty. ``to`` is the state behind it, empty where the
    state stays. ``amount``, ``day`` and ``number`` name the attributes of the record that the step's amount, day and
    document number become; where it ``adds``, the amounts of several such steps are summed. ``papers`` are the forms
    that go out with it, ``guards`` the checks of the slice that must hold.
    """

    code: str
    label: str
    done: str
    from_states: tuple[str, ...]
    to: str = ""
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    amount: str = ""
    adds: bool = False
    day: str = ""
    number: str = ""
    papers: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """What is due while a record is in one of ``states``: ``days`` after the day in the attribute ``of``.

    ``of`` may be ``due_on``: the day that the last step named. ``move`` says which way a day off is left: ``before``,
    ``after`` or empty. With ``by_year_end`` it is never later than the 31 March after the day it counts from.
    """

    code: str
    label: str
    states: tuple[str, ...]
    of: str
    days: int = 0
    move: str = ""
    by_year_end: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due on a day."""

    code: str
    label: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands: its state, what its steps brought, and what is due, the nearest first."""

    state: str
    values: Mapping[str, Any] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The life of one kind of record. ``closed`` are the states in which nothing is left to do."""

    name: str
    label: str
    initial: str
    steps: tuple[Step, ...]
    deadlines: tuple[DeadlineRule, ...] = ()
    closed: frozenset[str] = frozenset()

    def step(self, code: str) -> Step | None:
        """Return a step by its code; None for one that the profile no longer has."""
        return next((step for step in self.steps if step.code == code), None)

    def states(self) -> tuple[str, ...]:
        """Return every state of this life, in the order in which the steps reach them."""
        return tuple(dict.fromkeys([self.initial, *(step.to for step in self.steps if step.to)]))

    def offered(self, state: str) -> tuple[Step, ...]:
        """Return the steps that may be taken in a state."""
        open_states = (state,) if state in self.closed else (state, ANY)
        return tuple(step for step in self.steps if any(each in step.from_states for each in open_states))

    def state_after(self, taken: Iterable[Mapping[str, Any]]) -> str:
        """Return the state behind the steps that stand, in the order in which they were taken."""
        state = self.initial
        for line in standing(taken):
            step = self.step(line["step"])
            state = (step.to if step else "") or state
        return state

    def brought(self) -> frozenset[str]:
        """Return the attributes that steps fill and nobody types."""
        return frozenset(name for step in self.steps for name in (step.amount, step.day, step.number) if name)

    def steps_from(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the steps that a record from an older list must have taken to have these values, in their order.

        Where the list has no day for a step, it is given that of the step before it, or of the receipt. Without any day
        there are no steps.
        """
        lines: list[dict[str, Any]] = []
        for step in self.steps:
            told = {name: values.get(name) for name in (step.amount, step.day, step.number) if name}
            day = told.get(step.day) or (lines[-1]["happened_on"] if lines else values.get("received_on"))
            if day is None or all(value is None for value in told.values()):
                continue
            line = {"step": step.code, "words": step.done, "happened_on": day}
            lines.append(line | {"amount": told.get(step.amount), "document_number": told.get(step.number)})
        return lines

    def standing(
        self,
        taken: Sequence[Mapping[str, Any]],
        values: Mapping[str, Any],
        moves: Mapping[str, Move],
    ) -> Standing:
        """Return where a record with ``values`` stands after the steps in its table.

        ``moves`` says how a day is moved ``before`` or ``after`` to an office day. What no step brings is None.
        """
        brought: dict[str, Any] = dict.fromkeys(self.brought())
        lines = standing(taken)
        for line in lines:
            step = self.step(line["step"])
            if step is None:
                continue
            if step.amount and line.get("amount") is not None:
                brought[step.amount] = line["amount"] + ((brought[step.amount] or 0) if step.adds else 0)
            if step.day:
                brought[step.day] = line["happened_on"]
            if step.number and line.get("document_number"):
                brought[step.number] = line["document_number"]
        state = self.state_after(taken)
        days = {**values, **brought, "due_on": lines[-1].get("due_on") if lines else None}
        due = [
            Deadline(rule.code, rule.label, _day_of(rule, days[rule.of], moves))
            for rule in self.deadlines
            if state in rule.states and days.get(rule.of)
        ]
        return Standing(state, brought, tuple(sorted(due, key=lambda deadline: deadline.on)))


@dataclass(frozen=True, slots=True)
class Taking:
    """A step to be taken with one record: its day, person and what it asks for, and values to save along with it."""

    record_id: int
    step: str
    line: Mapping[str, Any]
    values: Mapping[str, Any] = field(default_factory=dict)


def standing(taken: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the steps that were not taken back."""
    return [line for line in taken if not line.get("taken_back_on")]


def refused(step: Step, line: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Return what is wrong with a step as it was entered; ``before`` are the steps that stand already."""
    problems = []
    for name in step.needs:
        if line.get(name) in (None, ""):
            problems.append(Problem(f"{_WORDS[name]}を入力してください。", name))
    amount = line.get("amount")
    if amount is not None and amount < 0:
        problems.append(Problem("金額は0円以上で入力してください。", "amount"))
    day, last = line.get("happened_on"), max((each["happened_on"] for each in before), default=None)
    if day is None:
        problems.append(Problem("年月日を入力してください。", "happened_on"))
    elif last is not None and day < last:
        problems.append(Problem("前の手続の日より前の日付です。日付を確かめてください。", "happened_on"))
    return problems


_WORDS = {"document_number": "文書番号", "amount": "金額", "due_on": "期限", "note": "内容"}


def _day_of(rule: DeadlineRule, start: dt.date, moves: Mapping[str, Move]) -> dt.date:
    day = start + dt.timedelta(days=rule.days)
    if rule.by_year_end:
        day = min(day, dt.date(start.year + (start.month > 3), 3, 31))
    return moves[rule.move](day) if rule.move else day
