"""The money of one grant over its whole life: decided, changed, advanced, settled, paid, returned, cancelled.

What an account holds always adds up: before the settlement 決定 = 支払済 + 未払, after it 確定 ≤ 決定 and 返還 = 支払 −
確定 where more was paid; nothing is ever negative. An event that would break this is refused.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, replace

from kyodo_desktop.core.dates import era
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.money import yen


class EventKind(enum.StrEnum):
    """What happens to the money. DECIDE, CHANGE and SETTLE name a new amount; ADVANCE, PAY and RETURN what moved."""

    DECIDE = "decide"
    CHANGE = "change"
    ADVANCE = "advance"
    SETTLE = "settle"
    PAY = "pay"
    RETURN = "return"
    CANCEL = "cancel"

    @property
    def label(self) -> str:
        return {
            "decide": "交付決定",
            "change": "変更決定",
            "advance": "概算払",
            "settle": "額の確定",
            "pay": "精算払",
            "return": "返還",
            "cancel": "交付決定の取消",
        }[self.value]


class AccountState(enum.StrEnum):
    """How far an account has come."""

    UNDECIDED = "undecided"
    DECIDED = "decided"
    SETTLED = "settled"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"undecided": "決定前", "decided": "交付決定済み", "settled": "額の確定済み", "cancelled": "取消済み"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Event:
    """One event on a day; yen, 0 for CANCEL."""

    kind: EventKind
    on: dt.date
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """The standing of one grant in yen. ``paid`` and ``returned`` are sums of what moved.

    ``advance_permille`` of the decided amount may be paid before the settlement; ``may_raise`` lets a change decide
    more than before. ``determined`` is None until settled, ``last_on`` the day of the latest event.
    """

    advance_permille: int = 1000
    may_raise: bool = False
    state: AccountState = AccountState.UNDECIDED
    decided: int = 0
    determined: int | None = None
    paid: int = 0
    returned: int = 0
    last_on: dt.date | None = None

    @property
    def entitled(self) -> int:
        """What the receiver may keep: the decided amount, after the settlement the determined one, 0 when cancelled."""
        if self.state is AccountState.CANCELLED:
            return 0
        return self.decided if self.determined is None else self.determined

    @property
    def net_paid(self) -> int:
        """What the receiver holds: paid less returned."""
        return self.paid - self.returned

    @property
    def unpaid(self) -> int:
        """未払額: what is still to be paid."""
        return max(0, self.entitled - self.net_paid)

    @property
    def to_return(self) -> int:
        """返還を求める額 that has not come back yet."""
        return max(0, self.net_paid - self.entitled)

    @property
    def unused(self) -> int:
        """不用額: 0 until settled or cancelled."""
        return self.decided - self.entitled

    @property
    def advance_room(self) -> int:
        """What may still be paid before the settlement."""
        if self.state is not AccountState.DECIDED:
            return 0
        return max(0, self.decided * self.advance_permille // 1000 - self.net_paid)

    @property
    def closed(self) -> bool:
        """Whether the grant is settled or cancelled and nothing is left to pay or to return."""
        final = self.state in (AccountState.SETTLED, AccountState.CANCELLED)
        return final and not self.unpaid and not self.to_return


def after(account: Account, event: Event) -> Account:
    """Return the account after an event.

    Raises InputError, in Japanese, for an event that does not fit the state, comes before the latest one, or would
    leave money unexplained.
    """
    refusal = _refusal(account, event)
    if refusal:
        raise InputError(refusal)
    account = replace(account, last_on=event.on)
    match event.kind:
        case EventKind.DECIDE:
            return replace(account, state=AccountState.DECIDED, decided=event.amount)
        case EventKind.CHANGE:
            return replace(account, decided=event.amount)
        case EventKind.SETTLE:
            return replace(account, state=AccountState.SETTLED, determined=event.amount)
        case EventKind.ADVANCE | EventKind.PAY:
            return replace(account, paid=account.paid + event.amount)
        case EventKind.RETURN:
            return replace(account, returned=account.returned + event.amount)
        case EventKind.CANCEL:
            return replace(account, state=AccountState.CANCELLED)


def allowed(account: Account) -> frozenset[EventKind]:
    """Return the kinds of event that can come next with some amount."""
    match account.state:
        case AccountState.UNDECIDED:
            return frozenset({EventKind.DECIDE})
        case AccountState.DECIDED:
            kinds = {EventKind.CHANGE, EventKind.SETTLE, EventKind.CANCEL}
            kinds |= {EventKind.ADVANCE} if account.advance_room else set()
            return frozenset(kinds | ({EventKind.RETURN} if account.net_paid else set()))
        case AccountState.SETTLED:
            kinds = {EventKind.CANCEL}
            kinds |= {EventKind.PAY} if account.unpaid else set()
            return frozenset(kinds | ({EventKind.RETURN} if account.to_return else set()))
        case AccountState.CANCELLED:
            return frozenset({EventKind.RETURN} if account.to_return else set())


def _refusal(account: Account, event: Event) -> str:
    """Return the sentence why an event is refused, empty when it is not."""
    if account.last_on and event.on < account.last_on:
        return f"{event.kind.label}の日（{era(event.on)}）が、前の手続の日（{era(account.last_on)}）より前です。"
    if event.kind not in allowed(account):
        return _out_of_place(account, event.kind)
    least = 0 if event.kind in (EventKind.CHANGE, EventKind.SETTLE, EventKind.CANCEL) else 1
    if event.amount < least:
        return f"{event.kind.label}の額は{least}円以上で入力してください。"
    if event.kind is EventKind.CHANGE:
        return _change_refusal(account, event.amount)
    limit, words = _limit(account, event.kind)
    return words if limit is not None and event.amount > limit else ""


def _limit(account: Account, kind: EventKind) -> tuple[int | None, str]:
    """Return the most that an event may be (None: no limit), and the sentence for more."""
    match kind:
        case EventKind.SETTLE:
            return account.decided, f"確定額は交付決定額（{yen(account.decided)}）以下で入力してください。"
        case EventKind.ADVANCE:
            return account.advance_room, f"概算払はあと{yen(account.advance_room)}までです。"
        case EventKind.PAY:
            return account.unpaid, f"精算払は未払の額（{yen(account.unpaid)}）以下で入力してください。"
        case EventKind.RETURN:
            limit = account.net_paid if account.state is AccountState.DECIDED else account.to_return
            return limit, f"返還は{yen(limit)}以下で入力してください。"
        case EventKind.CANCEL:
            return 0, "取消には金額を付けません。支払った額の全額が返還になります。"
        case EventKind.DECIDE | EventKind.CHANGE:
            return None, ""


def _out_of_place(account: Account, kind: EventKind) -> str:
    if account.state is AccountState.UNDECIDED:
        return f"交付決定の前に{kind.label}はできません。先に交付決定をしてください。"
    if kind is EventKind.PAY and account.state is AccountState.DECIDED:
        return "精算払は額の確定の後です。確定の前に支払うときは、概算払にしてください。"
    nothing = {
        EventKind.ADVANCE: "概算払できる額は残っていません。",
        EventKind.PAY: "未払の額はありません。",
        EventKind.RETURN: "返還を受ける額はありません。",
    }
    in_time = kind is not EventKind.ADVANCE or account.state is AccountState.DECIDED
    return nothing[kind] if kind in nothing and in_time else f"{account.state.label}のため、{kind.label}はできません。"


def _change_refusal(account: Account, amount: int) -> str:
    if amount > account.decided and not account.may_raise:
        return f"変更後の額は交付決定額（{yen(account.decided)}）以下で入力してください。"
    if amount < account.net_paid:
        paid = yen(account.net_paid)
        return f"支払済みの額（{paid}）を下回る変更はできません。先に差額の返還を受けるか、額の確定で精算してください。"
    return ""
