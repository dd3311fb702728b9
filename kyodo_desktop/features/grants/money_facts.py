"""What the papers of an application say of its money, each as it stood at the step that the paper goes out with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.fields import Field, Yen
from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.procedure import account_before, account_of, events
from kyodo_desktop.features.grants.proposals import advance_room
from kyodo_desktop.features.grants.rules.account import AccountState, EventKind
from kyodo_desktop.features.grants.rules.settlement import advance_ceiling

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.settling import Settling

FIELDS: Mapping[str, Field] = {
    "settlement_basis": Yen("実績から算出した額"),
    "settled_eligible_amount": Yen("決算の補助対象経費"),
    "settled_other_income": Yen("決算の他の収入"),
    "to_pay_amount": Yen("精算払の額"),
    "net_paid_amount": Yen("既払額"),
    "claim_amount": Yen("請求額"),
    "claimed_before_amount": Yen("請求までに受けた額"),
    "return_ordered_amount": Yen("返還を命じた額"),
    "settled_or_expected": Yen("確定額"),
    "unused_or_expected": Yen("不用額"),
    "return_or_expected": Yen("返還額"),
    "advance_decided_amount": Yen("概算払のときの交付決定額"),
    "advance_ceiling_amount": Yen("概算払の上限額"),
    "advance_before_amount": Yen("これまでに概算払を受けた額"),
    "advance_claim_amount": Yen("概算払の請求額"),
}


def result_is_told(record: Snapshot, life: Lifecycle, steps: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether there is a result to be settled: nobody has one before it is entered, or after a cancellation."""
    cancelled = account_of(life, steps).state is AccountState.CANCELLED
    return not cancelled and any(line["settled"] is not None for line in record.children["expenses"])


def of_money(
    case: Case, record: Snapshot, steps: Sequence[Mapping[str, Any]], settling: Settling | None
) -> dict[str, Any]:
    """Return what the papers say of the money, each as it stood at the step that it goes out with."""
    account, life = case.account, case.life
    if not account.decided:
        return {}
    found = settling.settlement if settling else None
    settled, unused = record["settled_amount"], record["unused_amount"]
    if account.state is AccountState.DECIDED:
        unused = None
    if found is not None and settled is None and not account.closed:
        settled, unused = found.determined, found.unused
    concluded = account_before(life, steps, EventKind.SETTLE, EventKind.CANCEL)
    left = (account.entitled if settled is None else settled) - concluded.net_paid
    paid = [event.amount for event in events(life, steps) if event.kind is EventKind.PAY]
    claimed = account if account.unpaid else account_before(life, steps, EventKind.PAY)
    return _of_advance(case, steps) | {
        "settled_or_expected": settled,
        "unused_or_expected": unused,
        "net_paid_amount": concluded.net_paid,
        "to_pay_amount": max(0, left) or None,
        "return_or_expected": max(0, -left) or None,
        "return_ordered_amount": account_before(life, steps, EventKind.RETURN).to_return or None,
        "claim_amount": account.unpaid or (paid[-1] if paid else None),
        "claimed_before_amount": claimed.net_paid,
        "settlement_basis": next((line.amount for line in found.lines if line.label == "実績から算出した額"), None)
        if found
        else None,
        "settled_other_income": settling.result.other_income if settling else None,
        "settled_eligible_amount": settling.result.eligible_total if settling else None,
    }


def _of_advance(case: Case, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what may be claimed before the settlement: what was paid at last then, else all that still may be."""
    paid = [event.amount for event in events(case.life, steps) if event.kind is EventKind.ADVANCE]
    before = account_before(case.life, steps, EventKind.ADVANCE) if paid else case.account
    open_yet = case.account.state is AccountState.DECIDED
    room = advance_room(case.account, case.grant_round) if open_yet else None
    unit = (case.grant_round["rounding"] if case.grant_round else None) or 1
    return {
        "advance_decided_amount": before.decided,
        "advance_ceiling_amount": advance_ceiling(before.decided, case.account.advance_permille, unit),
        "advance_before_amount": before.net_paid,
        "advance_claim_amount": paid[-1] if paid else room,
    }
