from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.features.grants.rules.account import Account, AccountState, Event, EventKind, after, allowed
from tests.unit.features.grants.replaying import replay

DAY = dt.date(2026, 6, 15)
DECIDE, CHANGE, ADVANCE, SETTLE, PAY, RETURN, CANCEL = EventKind


def replayed(*events: tuple[EventKind, int], permille: int = 800, may_raise: bool = False) -> Account:
    return replay([Event(kind, DAY, amount) for kind, amount in events], permille, may_raise=may_raise)


def test_a_life_that_ends_with_a_payment() -> None:
    account = replayed((DECIDE, 156_000), (ADVANCE, 100_000))
    assert (account.unpaid, account.to_return, account.advance_room) == (56_000, 0, 24_800)
    account = after(account, Event(SETTLE, DAY, 130_000))
    assert (account.unpaid, account.unused, account.closed) == (30_000, 26_000, False)
    assert allowed(account) == {PAY, CANCEL}
    account = after(account, Event(PAY, DAY, 30_000))
    assert (account.net_paid, account.unpaid, account.closed) == (130_000, 0, True)


def test_a_life_that_ends_with_a_repayment() -> None:
    account = replayed((DECIDE, 156_000), (CHANGE, 150_000), (ADVANCE, 120_000), (SETTLE, 90_000), (RETURN, 10_000))
    assert (account.to_return, account.closed, allowed(account)) == (20_000, False, {RETURN, CANCEL})
    account = after(account, Event(RETURN, DAY, 20_000))
    assert (account.closed, account.net_paid, account.paid, account.returned) == (True, 90_000, 120_000, 30_000)


def test_a_cancelled_grant_is_owed_whole() -> None:
    account = replayed((DECIDE, 156_000), (ADVANCE, 100_000), (SETTLE, 130_000), (CANCEL, 0))
    assert (account.state, account.to_return, account.unpaid, account.unused) == (
        AccountState.CANCELLED,
        100_000,
        0,
        156_000,
    )
    assert allowed(account) == {RETURN}
    assert replayed((DECIDE, 1_000), (CANCEL, 0)).closed


def test_a_return_makes_room_for_a_smaller_decision() -> None:
    account = replayed((DECIDE, 150_000), (ADVANCE, 100_000), (RETURN, 40_000), (CHANGE, 60_000))
    assert (account.net_paid, account.unpaid, account.to_return) == (60_000, 0, 0)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([(ADVANCE, 1)], "先に交付決定をしてください"),
        ([(DECIDE, 0)], "交付決定の額は1円以上"),
        ([(DECIDE, 1_000), (DECIDE, 1_000)], "交付決定済みのため、交付決定はできません"),
        ([(DECIDE, 1_000), (ADVANCE, 801)], "概算払はあと800円までです"),
        ([(DECIDE, 1_000), (ADVANCE, 800), (ADVANCE, 1)], "概算払できる額は残っていません"),
        ([(DECIDE, 1_000), (PAY, 1)], "概算払にしてください"),
        ([(DECIDE, 1_000), (SETTLE, 1_001)], "確定額は交付決定額（1,000円）以下"),
        ([(DECIDE, 1_000), (SETTLE, -1)], "額の確定の額は0円以上"),
        ([(DECIDE, 1_000), (CHANGE, 1_001)], "変更後の額は交付決定額（1,000円）以下"),
        ([(DECIDE, 1_000), (ADVANCE, 500), (CHANGE, 499)], "支払済みの額（500円）を下回る変更はできません"),
        ([(DECIDE, 1_000), (RETURN, 1)], "返還を受ける額はありません"),
        ([(DECIDE, 1_000), (ADVANCE, 500), (RETURN, 501)], "返還は500円以下"),
        ([(DECIDE, 1_000), (SETTLE, 900), (SETTLE, 900)], "額の確定済みのため、額の確定はできません"),
        ([(DECIDE, 1_000), (SETTLE, 900), (ADVANCE, 1)], "額の確定済みのため、概算払はできません"),
        ([(DECIDE, 1_000), (SETTLE, 900), (PAY, 901)], "精算払は未払の額（900円）以下"),
        ([(DECIDE, 1_000), (SETTLE, 900), (PAY, 900), (PAY, 1)], "未払の額はありません"),
        ([(DECIDE, 1_000), (ADVANCE, 800), (SETTLE, 700), (RETURN, 101)], "返還は100円以下"),
        ([(DECIDE, 1_000), (CANCEL, 5)], "取消には金額を付けません"),
        ([(DECIDE, 1_000), (CANCEL, 0), (PAY, 1)], "未払の額はありません"),
        ([(DECIDE, 1_000), (CANCEL, 0), (CHANGE, 1)], "取消済みのため、変更決定はできません"),
    ],
)
def test_what_leaves_money_unexplained_is_refused(events: list[tuple[EventKind, int]], words: str) -> None:
    replayed(*events[:-1])
    with pytest.raises(InputError, match=words):
        replayed(*events)


def test_days_do_not_go_back() -> None:
    account = after(Account(), Event(DECIDE, DAY, 1_000))
    with pytest.raises(InputError, match="概算払の日（令和8年6月14日）が、前の手続の日（令和8年6月15日）より前です"):
        after(account, Event(ADVANCE, DAY - dt.timedelta(days=1), 1))


def test_a_programme_may_raise_what_it_decided() -> None:
    assert replayed((DECIDE, 1_000), (CHANGE, 1_500), may_raise=True).decided == 1_500


class GrantLife(RuleBasedStateMachine):
    """Any events in any order: each is either refused and changes nothing, or leaves every yen explained."""

    def __init__(self) -> None:
        super().__init__()
        self.account = Account(800)
        self.events: list[Event] = []
        self.day = DAY

    def book(self, kind: EventKind, amount: int) -> bool:
        event = Event(kind, self.day, amount)
        try:
            booked = after(self.account, event)
        except InputError:
            return False
        assert kind in allowed(self.account)
        self.account = booked
        self.events.append(event)
        return True

    @rule(kind=st.sampled_from(EventKind), amount=st.integers(-1, 12))
    def anything(self, kind: EventKind, amount: int) -> None:
        self.book(kind, amount * 1_000)

    @precondition(lambda self: self.account.state is AccountState.UNDECIDED)
    @rule(amount=st.integers(1, 10))
    def decide(self, amount: int) -> None:
        assert self.book(DECIDE, amount * 1_000)

    @precondition(lambda self: self.account.advance_room)
    @rule(data=st.data())
    def advance(self, data: st.DataObject) -> None:
        room = self.account.advance_room
        assert self.book(ADVANCE, data.draw(st.integers(1, room)))
        assert self.account.advance_room == room - self.events[-1].amount

    @precondition(lambda self: self.account.state is AccountState.DECIDED)
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        decided, paid = self.account.decided, self.account.net_paid
        determined = data.draw(st.integers(0, decided))
        assert self.book(SETTLE, determined)
        assert self.account.to_return == max(0, paid - determined)
        assert self.account.unpaid == max(0, determined - paid)

    @precondition(lambda self: self.account.state in (AccountState.SETTLED, AccountState.CANCELLED))
    @rule()
    def finish(self) -> None:
        """What is owed either way can be moved at once, and then nothing is left."""
        if self.account.unpaid:
            assert self.book(PAY, self.account.unpaid)
        if self.account.to_return:
            assert self.book(RETURN, self.account.to_return)
        assert self.account.closed
        assert self.account.net_paid == self.account.entitled

    @precondition(lambda self: self.account.state in (AccountState.DECIDED, AccountState.SETTLED))
    @rule()
    def cancel(self) -> None:
        held = self.account.net_paid
        assert self.book(CANCEL, 0)
        assert self.account.to_return == held

    @rule(days=st.integers(0, 40))
    def wait(self, days: int) -> None:
        self.day += dt.timedelta(days=days)

    @invariant()
    def every_yen_is_explained(self) -> None:
        one = self.account
        amounts = (one.decided, one.determined or 0, one.paid, one.returned, one.net_paid, one.unpaid, one.to_return)
        assert min(*amounts, one.unused, one.entitled) >= 0
        assert one.paid == sum(event.amount for event in self.events if event.kind in (ADVANCE, PAY))
        assert one.returned == sum(event.amount for event in self.events if event.kind is RETURN)
        assert one.entitled == one.net_paid + one.unpaid - one.to_return
        assert not (one.unpaid and one.to_return)
        assert one.entitled + one.unused == one.decided
        if one.determined is not None:
            assert one.determined <= one.decided
        if one.state is AccountState.DECIDED:
            assert one.decided == one.net_paid + one.unpaid

    @invariant()
    def the_events_tell_the_same(self) -> None:
        assert replay(self.events, 800) == self.account


TestGrantLife = GrantLife.TestCase
TestGrantLife.settings = settings(max_examples=60, stateful_step_count=20)
