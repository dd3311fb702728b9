"""What the steps of an application mean to its money, told by what they bring: a profile may name them as it likes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kyodo_desktop.core.lifecycle import Lifecycle, Step, standing
from kyodo_desktop.features.grants.rules.account import Account, AccountState, Event, EventKind

REVOKED = "revoked"
"""The state behind 交付決定の取消."""

RETURNING = "returning"
"""The state behind 返還命令."""

REFUSED = "refused"
"""The state behind 不交付決定."""

CHANGING = "changing"
"""The state while a change, or the end of the project, is asked for."""

STOPPED = "stopped"
"""The state behind 中止の承認."""

WITHDRAWN = "withdrawn"
"""The state behind 取下げ."""

_KINDS = {
    "advance_amount": EventKind.ADVANCE,
    "settled_amount": EventKind.SETTLE,
    "paid_amount": EventKind.PAY,
    "returned_amount": EventKind.RETURN,
}


def event_kind(step: Step, state: AccountState, closed: frozenset[str]) -> EventKind | None:
    """Return what a step does to an account in ``state``; None for one that moves no money and decides on none.

    Whoever closes the record, or orders the money back, before the amount was settled gives the whole decision up.
    """
    if decides(step):
        return EventKind.DECIDE if state is AccountState.UNDECIDED else EventKind.CHANGE
    if step.amount in _KINDS:
        return _KINDS[step.amount]
    decided = state in (AccountState.DECIDED, AccountState.SETTLED)
    if decided and step.to == REVOKED:
        return EventKind.CANCEL
    ends = step.to == RETURNING or step.to in closed
    return EventKind.CANCEL if state is AccountState.DECIDED and ends else None


def decides(step: Step) -> bool:
    """Return whether a step decides on a plan and its amount: the decision itself, or the approval of a change."""
    return step.amount == "decided_amount"


def change_was_refused(life: Lifecycle, taken: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the last step that led anywhere answered a change, and neither approved it nor ended anything."""
    state, account, was_refused = life.initial, AccountState.UNDECIDED, False
    for line in standing(taken):
        step = life.step(line["step"])
        if step is None:
            continue
        kind = event_kind(step, account, life.closed)
        if step.to:
            was_refused = state == CHANGING and step.to not in (CHANGING, STOPPED) and kind is None
        account = _STATES.get(kind, account) if kind else account
        state = step.to or state
    return was_refused


def may_raise(life: Lifecycle) -> bool:
    """Return whether an approved change may decide more than before: where no step's guard keeps it within."""
    changing = [step for step in life.steps if decides(step) and step.day != "decided_on"]
    return bool(changing) and all("within_decided" not in step.guards for step in changing)


def events(life: Lifecycle, taken: Iterable[Mapping[str, Any]]) -> Iterator[Event]:
    """Yield what the steps that stand did to the money, in their order."""
    state = AccountState.UNDECIDED
    for line in standing(taken):
        step = life.step(line["step"])
        kind = event_kind(step, state, life.closed) if step else None
        if kind is None or (line.get("amount") is None and kind is not EventKind.CANCEL):
            continue
        state = _STATES.get(kind, state)
        yield Event(kind, line["happened_on"], 0 if kind is EventKind.CANCEL else line["amount"])


_STATES = {
    EventKind.DECIDE: AccountState.DECIDED,
    EventKind.SETTLE: AccountState.SETTLED,
    EventKind.CANCEL: AccountState.CANCELLED,
}


def account_of(life: Lifecycle, taken: Iterable[Mapping[str, Any]], advance_permille: int = 1000) -> Account:
    """Return the account that the steps which stand lead to.

    Nothing is refused here: an older list may tell of payments that no rule of today would let through.
    """
    return account_after(events(life, taken), advance_permille)


def account_before(life: Lifecycle, taken: Iterable[Mapping[str, Any]], *kinds: EventKind) -> Account:
    """Return the account as it stood before the last event of one of these kinds; as it stands where there is none.

    A paper that goes out with a step speaks of the money as it was then, however late it is printed again.
    """
    happened = list(events(life, taken))
    places = [place for place, event in enumerate(happened) if event.kind in kinds]
    return account_after(happened[: places[-1]] if places else happened)


def account_after(happened: Iterable[Event], advance_permille: int = 1000) -> Account:
    """Return the account that these events lead to, none of them refused."""
    state, decided, determined, paid, returned, last_on = AccountState.UNDECIDED, 0, None, 0, 0, None
    for event in happened:
        state, last_on = _STATES.get(event.kind, state), event.on
        match event.kind:
            case EventKind.DECIDE | EventKind.CHANGE:
                decided = event.amount
            case EventKind.SETTLE:
                determined = event.amount
            case EventKind.ADVANCE | EventKind.PAY:
                paid += event.amount
            case EventKind.RETURN:
                returned += event.amount
    return Account(advance_permille, True, state, decided, determined, paid, returned, last_on)


def days_of_money(life: Lifecycle, taken: Iterable[Mapping[str, Any]]) -> dict[str, dt.date | None]:
    """Return from when money is to be paid (``payable_on``) or to come back (``returnable_on``).

    That is the day of the settlement or of the cancellation; None where nothing is to move that way, or not yet.
    """
    happened = list(events(life, taken))
    concluded = [each.on for each in happened if each.kind in (EventKind.SETTLE, EventKind.CANCEL)]
    account, day = account_after(happened, 1000), concluded[-1] if concluded else None
    return {
        "payable_on": day if account.unpaid else None,
        "returnable_on": day if account.to_return else None,
    }


def derived_money(account: Account) -> dict[str, int | None]:
    """Return the 不用額, 未払額 and 返還を求める額 of an application; empty until something is decided."""
    if account.state is AccountState.UNDECIDED:
        return dict.fromkeys(("unused_amount", "unpaid_amount", "return_due_amount"))
    return {
        "unused_amount": account.unused,
        "unpaid_amount": account.unpaid,
        "return_due_amount": account.to_return,
    }
