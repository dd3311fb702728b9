"""What follows from the steps of a record, and that a step taken back leaves nothing of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.lifecycle import ANY, DeadlineRule, Lifecycle, Standing, Step, refused
from kyodo_desktop.core.office_days import MOVES
from kyodo_desktop.core.profiles import load_profile

APRIL, MAY, JUNE, JULY = (dt.date(2026, month, 1) for month in (4, 5, 6, 7))

LIFE = Lifecycle(
    "short",
    "短い手続",
    "received",
    (
        Step("ask", "補正を求める", "補正の依頼", ("received",), "correcting", ("due_on",), ("due_on",)),
        Step("remind", "催促する", "催促", ("correcting",)),
        Step("correct", "補正を受け付ける", "補正", ("correcting",), "received"),
        Step(
            "decide",
            "決定する",
            "決定",
            ("received",),
            "decided",
            ("amount", "document_number"),
            ("amount",),
            amount="decided_amount",
            day="decided_on",
            number="decision_number",
            sets={"result": "adopted"},
        ),
        Step("refuse", "断る", "不決定", ("received",), "closed", day="decided_on", sets={"result": "rejected"}),
        Step(
            "advance",
            "概算払をする",
            "概算払",
            ("decided",),
            asks=("amount",),
            amount="advance_amount",
            adds=True,
            also=("paid_amount",),
        ),
        Step("pay", "支払う", "支払", ("decided",), asks=("amount",), amount="paid_amount", adds=True),
        Step("change", "変更する", "変更", ("decided",), asks=("amount",), amount="decided_amount", day="changed_on"),
        Step("close", "終える", "完了", (ANY,), "closed", day="closed_on"),
    ),
    (
        DeadlineRule("correct", "補正の期限", ("correcting",), "due_on"),
        DeadlineRule("report", "報告の期限", ("decided",), "until_on", days=30, days_of="report_days", move="before"),
        DeadlineRule("report", "報告の期限", ("decided",), "report_by"),
        DeadlineRule("settle", "精算の期限", ("decided",), "until_on", days=300, by_year_end=True),
    ),
    frozenset({"closed"}),
)


def line(step: str, day: dt.date = APRIL, **entered: Any) -> dict[str, Any]:
    return {"step": step, "happened_on": day, **entered}


def standing(*taken: Mapping[str, Any], **values: Any) -> Standing:
    return LIFE.standing(taken, values, MOVES)


def codes(steps: Sequence[Step]) -> list[str]:
    return [step.code for step in steps]


# ---------------------------------------------------------------------------------------------------- what follows


def test_a_state_offers_its_own_steps_and_those_of_any_state_until_it_is_closed() -> None:
    assert codes(LIFE.offered("received")) == ["ask", "decide", "refuse", "close"]
    assert codes(LIFE.offered("correcting")) == ["remind", "correct", "close"]
    assert codes(LIFE.offered("closed")) == []
    assert LIFE.states() == ("received", "correcting", "decided", "closed")


def test_the_shortest_way_leads_to_a_state() -> None:
    assert codes(LIFE.way_to("decided")) == ["decide"]
    assert codes(LIFE.way_to("closed")) == ["refuse"]
    assert LIFE.way_to("received") == ()


def test_without_steps_a_record_is_in_the_first_state_and_has_nothing_that_steps_bring() -> None:
    found = standing(decided_amount=5)
    assert found.state == "received"
    assert found.values.keys() == LIFE.brought()
    assert set(found.values.values()) == {None}


def test_a_step_brings_its_day_number_amount_and_words() -> None:
    found = standing(line("decide", MAY, amount=200_000, document_number="第12号"))
    assert found.state == "decided"
    assert {name: value for name, value in found.values.items() if value is not None} == {
        "decided_amount": 200_000,
        "decided_on": MAY,
        "decision_number": "第12号",
        "result": "adopted",
    }


def test_amounts_that_add_are_summed_and_others_replaced() -> None:
    found = standing(
        line("decide", amount=200_000),
        line("advance", amount=50_000),
        line("advance", amount=30_000),
        line("change", MAY, amount=150_000),
        line("pay", amount=70_000),
    )
    brought = {name: found.values[name] for name in ("decided_amount", "advance_amount", "paid_amount", "changed_on")}
    assert brought == {
        "decided_amount": 150_000,
        "advance_amount": 80_000,
        "paid_amount": 150_000,
        "changed_on": MAY,
    }


def test_a_change_without_a_new_amount_leaves_the_decided_one() -> None:
    found = standing(line("decide", amount=200_000), line("change", MAY))
    assert found.values["decided_amount"] == 200_000


def test_a_step_that_was_taken_back_or_that_the_profile_dropped_brings_nothing() -> None:
    found = standing(line("decide", amount=1, taken_back_on=MAY), line("dance", amount=9))
    assert found == standing()


# ------------------------------------------------------------------------------------------------------- deadlines


def test_a_due_day_holds_until_the_state_is_left() -> None:
    asked = line("ask", due_on=JUNE)
    assert [(due.code, due.on) for due in standing(asked).deadlines] == [("correct", JUNE)]
    assert [due.on for due in standing(asked, line("remind")).deadlines] == [JUNE]
    assert [due.on for due in standing(asked, line("remind", due_on=JULY)).deadlines] == [JULY]
    assert standing(asked, line("correct")).deadlines == ()
    assert standing(asked, line("correct"), line("ask")).deadlines == ()


def test_the_earliest_rule_of_one_code_counts_and_the_nearest_deadline_comes_first() -> None:
    decided = line("decide", amount=1)
    # Thirty days after 1 October is Saturday, 31 October; the office day before it is the 30th.
    found = standing(decided, until_on=dt.date(2026, 10, 1))
    assert [(due.code, due.on) for due in found.deadlines] == [
        ("report", dt.date(2026, 10, 30)),
        ("settle", dt.date(2027, 3, 31)),
    ]
    earlier = standing(decided, until_on=dt.date(2026, 10, 1), report_by=dt.date(2026, 10, 20))
    assert earlier.deadlines[0].on == dt.date(2026, 10, 20)
    later = standing(decided, until_on=dt.date(2026, 10, 1), report_by=dt.date(2026, 12, 1))
    assert later.deadlines[0].on == dt.date(2026, 10, 30)


def test_a_deadline_may_end_with_a_step_that_leaves_the_state() -> None:
    hearing = (
        Step("hear", "意見を聴く", "意見聴取", ("received", "correcting")),
        Step("reopen", "審査に戻す", "差戻し", ("decided",), "received"),
    )
    rule = DeadlineRule("hear", "意見を聴く期限", ("received", "correcting"), "heard_by", until="hear")
    life = replace(LIFE, steps=(*LIFE.steps, *hearing), deadlines=(rule,))

    def due(*taken: Mapping[str, Any]) -> list[str]:
        return [due.code for due in life.standing(taken, {"heard_by": JUNE}, MOVES).deadlines]

    assert due() == due(line("ask")) == ["hear"]
    assert due(line("hear")) == due(line("ask"), line("hear")) == due(line("hear"), line("ask")) == []
    assert due(line("hear", taken_back_on=MAY)) == ["hear"]
    again = (line("hear"), line("decide", amount=1), line("reopen"))
    assert due(*again) == ["hear"]
    assert due(*again, line("hear")) == []


def test_a_record_may_say_the_number_of_days() -> None:
    for days, on in ((14, dt.date(2026, 10, 15)), (0, dt.date(2026, 10, 1)), (None, dt.date(2026, 10, 30))):
        found = standing(line("decide", amount=1), until_on=dt.date(2026, 10, 1), report_days=days)
        assert found.deadlines[0].on == on


@pytest.mark.parametrize(
    ("until_on", "on"),
    [
        (dt.date(2026, 4, 1), dt.date(2027, 1, 26)),
        (dt.date(2026, 9, 1), dt.date(2027, 3, 31)),
        (dt.date(2027, 3, 31), dt.date(2027, 3, 31)),
        (dt.date(2027, 4, 1), dt.date(2028, 1, 26)),
    ],
)
def test_a_deadline_may_end_with_the_fiscal_year(until_on: dt.date, on: dt.date) -> None:
    deadlines = {due.code: due.on for due in standing(line("decide", amount=1), until_on=until_on).deadlines}
    assert deadlines["settle"] == on


def test_an_office_day_after_a_deadline_lies_in_the_same_fiscal_year() -> None:
    """31 March 2029 is a Saturday."""
    rule = DeadlineRule("report", "報告の期限", ("open",), "until_on", days=30, by_year_end=True, move="after")
    life = Lifecycle("short", "短い手続", "open", (), (rule,))
    found = life.standing([], {"until_on": dt.date(2029, 3, 15)}, MOVES)
    assert found.deadlines[0].on == dt.date(2029, 3, 30)


# --------------------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("entered", "attribute"),
    [
        ({"happened_on": APRIL}, "amount"),
        ({"happened_on": APRIL, "amount": -1}, "amount"),
        ({"amount": 1}, "happened_on"),
        ({"happened_on": APRIL - dt.timedelta(1), "amount": 1}, "happened_on"),
    ],
)
def test_a_step_is_refused_without_what_it_needs_or_before_the_last_one(
    entered: dict[str, Any], attribute: str
) -> None:
    decide = LIFE.step("decide")
    assert decide
    problems = refused(decide, entered, [line("ask", APRIL)])
    assert [problem.attribute for problem in problems] == [attribute]
    assert refused(decide, {"happened_on": APRIL, "amount": 0}, [line("ask", APRIL)]) == []


# --------------------------------------------------------------------------------------------------- older lists


def steps_of(**values: Any) -> list[tuple[str, dt.date, int | None]]:
    return [(each["step"], each["happened_on"], each["amount"]) for each in LIFE.steps_from(values)]


def test_an_older_record_is_given_the_steps_that_its_values_tell_of() -> None:
    assert steps_of(received_on=APRIL, decided_on=MAY, decided_amount=100, advance_amount=60, paid_amount=100) == [
        ("decide", MAY, 100),
        ("advance", MAY, 60),
        ("pay", MAY, 40),
    ]
    assert steps_of(decided_on=MAY, decided_amount=100, changed_on=JUNE, closed_on=JULY) == [
        ("decide", MAY, 100),
        ("change", JUNE, None),
        ("close", JULY, None),
    ]


def test_a_step_without_a_day_of_its_own_takes_that_of_the_receipt() -> None:
    assert steps_of(received_on=APRIL, decided_amount=100) == [("decide", APRIL, 100)]
    assert steps_of(decided_amount=100) == []


def test_an_amount_of_nothing_tells_of_no_step() -> None:
    assert steps_of(received_on=APRIL, decided_amount=0, advance_amount=0, paid_amount=0) == []


def test_the_words_of_a_list_say_which_of_two_steps_was_taken() -> None:
    assert steps_of(received_on=APRIL, result="rejected") == [("refuse", APRIL, None)]
    assert steps_of(received_on=APRIL, result="rejected", decided_on=MAY) == [("refuse", MAY, None)]
    assert steps_of(received_on=APRIL, result="adopted") == [("decide", APRIL, None)]
    assert steps_of(received_on=APRIL, result="runner_up", decided_amount=5) == [("decide", APRIL, 5)]
    assert steps_of(received_on=APRIL, result="runner_up") == []


GRANT = load_profile("muroran").lifecycles["grant"]
YEN = st.none() | st.integers(1, 10**7)
DAY = st.none() | st.dates(dt.date(2006, 4, 1), dt.date(2030, 3, 31))
NUMBER = st.none() | st.text("第号0123456789", min_size=1, max_size=6)


@given(
    st.fixed_dictionaries(
        {
            "received_on": st.dates(dt.date(2006, 4, 1), dt.date(2030, 3, 31)),
            "decided_amount": YEN,
            "decided_on": DAY,
            "decision_number": NUMBER,
            "advance_amount": YEN,
            "reported_on": DAY,
            "settled_amount": YEN,
            "settled_on": DAY,
            "settlement_number": NUMBER,
            "returned_amount": YEN,
            "closed_on": DAY,
        }
    ),
    YEN,
)
def test_what_an_older_list_tells_is_kept(values: dict[str, Any], paid: int | None) -> None:
    if paid is not None:
        values["paid_amount"] = paid + (values["advance_amount"] or 0)
    found = GRANT.standing(GRANT.steps_from(values), values, MOVES)
    brought = {name: found.values[name] for name, value in values.items() if value and name in found.values}
    assert brought == {name: value for name, value in values.items() if value and name in found.values}


def test_an_older_list_tells_of_a_withdrawal_before_or_after_the_decision() -> None:
    values = {"received_on": MAY, "result": "withdrawn"}
    assert [each["step"] for each in GRANT.steps_from(values)] == ["withdraw"]
    later = GRANT.steps_from(values | {"decided_on": JUNE, "decided_amount": 100_000})
    assert [(each["step"], each["happened_on"]) for each in later] == [("decide", JUNE), ("withdraw", JUNE)]
    found = GRANT.standing(later, values, MOVES)
    assert (found.state, found.values["result"], found.values["decided_amount"]) == ("withdrawn", "withdrawn", 100_000)


# ---------------------------------------------------------------------------------------------------- whole lives

LIVES = list(load_profile("tomakomai").lifecycles.values())


@given(st.sampled_from(LIVES), st.data())
def test_a_step_taken_and_taken_back_leaves_the_standing_as_it_was(life: Lifecycle, data: st.DataObject) -> None:
    values = {"received_on": APRIL, "from_on": MAY, "until_on": JUNE, "term_until_on": JULY, "report_days": 30}
    taken: list[dict[str, Any]] = []
    before = life.standing(taken, values, MOVES)
    for place in range(12):
        offered = life.offered(before.state)
        if not offered:
            assert before.state in life.closed
            break
        step = data.draw(st.sampled_from(offered))
        entered = {name: ENTERED[name] for name in step.asks if name in step.needs or data.draw(st.booleans())}
        taken.append(line(step.code, APRIL + dt.timedelta(place), **entered))
        after = life.standing(taken, values, MOVES)
        assert after.state == (step.to or before.state)
        back = [*taken[:-1], {**taken[-1], "taken_back_on": JULY, "taken_back_reason": "誤り"}]
        assert life.standing(back, values, MOVES) == before
        if data.draw(st.integers(0, 9)):
            before = after
        else:
            taken = back


ENTERED = {"amount": 10_000, "document_number": "第1号", "due_on": dt.date(2026, 8, 3), "note": "内容"}
