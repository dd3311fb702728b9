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
    document number become; where it ``adds``, the amounts of several such steps are summed. The amount is added to the
    attributes in ``also`` as well (an advance to all that was paid). ``sets`` are codes that it gives to attributes.
    ``fills`` are typed attributes that are asked for and saved along with it: they stay when it is taken back.
    ``papers`` are the forms that go with it, ``guards`` the checks of the slice that must hold.
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
    also: tuple[str, ...] = ()
    day: str = ""
    number: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    fills: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()

    def brings(self) -> tuple[str, ...]:
        """Return the attributes that the step fills and nobody types."""
        return tuple(name for name in (self.amount, *self.also, self.day, self.number, *self.sets) if name)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """What is due while a record is in one of ``states``: ``days`` after the day in the attribute ``of``.

    ``of`` may be ``due_on``: the day that a step named since the record came into its state. ``days_of`` names an
    attribute that holds the number of days where the record says it. ``move`` says which way a day off is left:
    ``before``, ``after`` or empty. With ``by_year_end`` it is never later than the 31 March after the day it counts
    from. Of several rules with one ``code`` the earliest day counts. ``until`` is the step after which it is not due
    any more, although the state stays: a 報告会 that was held. It is due again when the record comes back into them.
    """

    code: str
    label: str
    states: tuple[str, ...]
    of: str
    days: int = 0
    days_of: str = ""
    move: str = ""
    by_year_end: bool = False
    until: str = ""


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

    def way_to(self, state: str) -> tuple[Step, ...]:
        """Return the fewest steps that lead from the beginning to a state; none where nothing leads there."""
        ways: dict[str, tuple[Step, ...]] = {self.initial: ()}
        waiting = [self.initial]
        for here in waiting:
            waiting += [step.to for step in self.offered(here) if step.to and step.to not in ways]
            for step in self.offered(here):
                if step.to:
                    ways.setdefault(step.to, (*ways[here], step))
        return ways.get(state, ())

    def state_after(self, taken: Iterable[Mapping[str, Any]]) -> str:
        """Return the state behind the steps that stand, in the order in which they were taken."""
        state = self.initial
        for line in standing(taken):
            step = self.step(line["step"])
            state = (step.to if step else "") or state
        return state

    def brought(self) -> frozenset[str]:
        """Return the attributes that steps fill and nobody types."""
        return frozenset(name for step in self.steps for name in step.brings())

    def steps_from(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the steps that a record from an older list must have taken to have these values, in their order.

        Where the list has no day for a step, it is given that of the step before it, or of the receipt. Without any day
        there are no steps. An amount of 0 alone tells of no step. A step that sets another word than the list has is
        left out unless the list has its amount.
        """
        lines: list[dict[str, Any]] = []
        told: dict[str, Any] = {}
        for step in self.steps:
            amount, day, number = _untold(step, values, told)
            words = {name: code for name, code in step.sets.items() if values.get(name) == code != told.get(name)}
            contradicted = any(values.get(name) not in (None, code) for name, code in step.sets.items())
            happened_on = day or (lines[-1]["happened_on"] if lines else values.get("received_on"))
            if happened_on is None or not (amount or (not contradicted and (day or number or words))):
                continue
            line = {"step": step.code, "words": step.done, "happened_on": happened_on}
            line |= {"amount": amount, "document_number": number}
            _bring(step, line, told)
            lines.append(line)
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
        told: dict[str, Any] = {}
        due_on = None
        for line in standing(taken):
            step = self.step(line["step"])
            if step is None:
                continue
            _bring(step, line, told)
            due_on = line.get("due_on") or (None if step.to else due_on)
        state = self.state_after(taken)
        brought = dict.fromkeys(self.brought()) | told
        days = {**values, **brought, "due_on": due_on}
        due: dict[str, Deadline] = {}
        for rule in self.deadlines:
            if state in rule.states and days.get(rule.of) and not self._has_done(rule, taken):
                found = Deadline(rule.code, rule.label, _day_of(rule, days, moves))
                due[rule.code] = min(due.get(rule.code, found), found, key=lambda deadline: deadline.on)
        return Standing(state, brought, tuple(sorted(due.values(), key=lambda deadline: deadline.on)))

    def _has_done(self, rule: DeadlineRule, taken: Iterable[Mapping[str, Any]]) -> bool:
        """Return whether the step that ends a deadline was taken since the record came into one of its states."""
        done = False
        for line in standing(taken) if rule.until else ():
            step = self.step(line["step"])
            stays = step is None or not step.to or step.to in rule.states
            done = stays and (done or line["step"] == rule.until)
        return done


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


def _bring(step: Step, line: Mapping[str, Any], told: dict[str, Any]) -> None:
    """Lay what a step brought over what the steps before it did."""
    amount = line.get("amount")
    if amount is not None:
        if step.amount:
            told[step.amount] = amount + (told.get(step.amount) or 0 if step.adds else 0)
        for name in step.also:
            told[name] = amount + (told.get(name) or 0)
    if step.day:
        told[step.day] = line["happened_on"]
    if step.number and line.get("document_number"):
        told[step.number] = line["document_number"]
    told.update(step.sets)


def _untold(step: Step, values: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    """Return the amount, day and number that a step must have brought beyond what the steps before it did."""
    left = {name: value for name, value in values.items() if name not in told}
    amount, day, number = left.get(step.amount), left.get(step.day), left.get(step.number)
    if step.adds and step.amount in told:
        amount = max((values.get(step.amount) or 0) - told[step.amount], 0)
    return amount, day, number


def _day_of(rule: DeadlineRule, days: Mapping[str, Any], moves: Mapping[str, Move]) -> dt.date:
    start: dt.date = days[rule.of]
    later = days.get(rule.days_of) if rule.days_of else None
    day = start + dt.timedelta(days=rule.days if later is None else later)
    last = dt.date(start.year + (start.month > 3), 3, 31) if rule.by_year_end else dt.date.max
    moved = moves[rule.move](min(day, last)) if rule.move else min(day, last)
    return moved if moved <= last else moves["before"](last)
