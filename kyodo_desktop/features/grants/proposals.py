"""What the inputs of a step begin with, where the rules of the round say it."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.office_days import office_day_from
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants import changing
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.procedure import RETURNING, event_kind
from kyodo_desktop.features.grants.rules.account import Account, AccountState, EventKind
from kyodo_desktop.features.grants.rules.settlement import advance_ceiling

CORRECTION_DAYS = 14
"""Within which 補正 is asked for: two weeks, which leave a group one meeting."""

RETURN_DAYS = 20
"""Within which money is to be paid back after 返還命令, as many 交付要綱 have it."""


def due_on(step: Step, day: dt.date) -> dt.date | None:
    """Return until when what a step asks for is due, on an office day; None for a step that asks for no day."""
    if "due_on" not in step.asks:
        return None
    return office_day_from(day + dt.timedelta(days=RETURN_DAYS if step.to == RETURNING else CORRECTION_DAYS))


def amount(step: Step, case: Case) -> int | None:
    """Return the yen that a step is for; None where no rule says it."""
    if "amount" not in step.asks:
        return None
    account, values = case.account, case.values
    computed = _first(values["computed_amount"], values["requested_amount"])
    kind = event_kind(step, account.state, case.life.closed)
    if step.amount == "allotted_amount":
        return computed
    if kind is EventKind.DECIDE:
        return _first(values["allotted_amount"], computed)
    return _after_decision(kind, case)


def _after_decision(kind: EventKind | None, case: Case) -> int | None:
    account = case.account
    match kind:
        case EventKind.CHANGE:
            change = changing.asked(case)
            return change.amount.amount if change and change.amount else account.decided
        case EventKind.SETTLE:
            told = any(line.get("settled") is not None for line in case.lines.get("expenses", ()))
            found = case.settled() if told else None
            return found.settlement.determined if found else account.decided
        case EventKind.RETURN:
            return account.to_return or account.net_paid
        case EventKind.ADVANCE:
            return advance_room(account, case.grant_round)
        case _:
            before = account.state is AccountState.DECIDED
            return advance_room(account, case.grant_round) if before else account.unpaid


def advance_room(account: Account, grant_round: Snapshot | None) -> int:
    """Return the yen that may still be paid before the settlement."""
    unit = (grant_round["rounding"] if grant_round else None) or 1
    return max(0, advance_ceiling(account.decided, account.advance_permille, unit) - account.net_paid)


def _first(*amounts: int | None) -> int | None:
    return next((each for each in amounts if each is not None), None)
