"""A plan looks closer at those rows alone of which there is something to say: it must come to the same for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.exchange.plan import ImportPlan
from kyodo_desktop.features.exchange.planning import Planner
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet
from tests.unit.features.exchange.rosters import BODIES, PEOPLE, body, person

BORN, MINOR = dt.date(1955, 4, 1), dt.date(2015, 4, 1)
NAMES = ("髙橋　一郎", "高橋　一郎", "鈴木　花子", "岬　二郎", "海野　三郎", "")
PERSON = st.tuples(
    st.sampled_from(["", "V00001", "V00002", "V00003", *(f"N{number}" for number in range(12))]),
    st.sampled_from(NAMES),
    st.just("個人"),
    st.sampled_from([BORN, MINOR, ""]),
    st.sampled_from(["0143-22-1111", "0143-22-2222", "2511", ""]),
    st.sampled_from(["R9.3.31", "R3.3.31", ""]),
)
PEOPLE_HEADING = ("登録番号", "氏名", "個人・団体の別", "生年月日", "電話番号", "有効期限")
BODY = st.tuples(
    st.sampled_from(["みどり町内会", "浜の会", "青葉の会", ""]),
    st.sampled_from(["町内会", "NPO法人", ""]),
    st.sampled_from(["0143-22-1111", ""]),
    st.sampled_from(["R8.4.1", "R10.4.1"]),
    st.sampled_from(["佐藤　一郎", "鈴木　花子", ""]),
)
BODIES_HEADING = ("団体名", "団体の種別", "電話番号", "設立年月日", "役員氏名")


class EveryRow(Planner):
    """Looks closer at every row."""

    def _looked_at_closer(self, findings: Iterable[int]) -> set[int]:
        return set(range(len(self._rows)))


def planned(office: Office, rows: Sequence[Sequence[RawCell]], records: str, how: type[Planner]) -> ImportPlan:
    exchange = office.exchange
    table = exchange.table(records, Sheet("名簿", rows))
    read = exchange.interpret(records, table, exchange.propose(records, table))
    return how(exchange.services[records], exchange.sheets[records], read, "名簿.xlsx").plan()


def assert_alike(office: Office, rows: Sequence[Sequence[RawCell]], records: str) -> None:
    plan, whole = (planned(office, rows, records, how) for how in (Planner, EveryRow))
    assert len(whole.rows.apart) == len(whole.rows)
    assert list(plan.rows) == list(whole.rows)
    assert (plan.missing, plan.notes, plan.taken) == (whole.missing, whole.notes, whole.taken)
    assert plan.stored == whole.stored
    assert plan.outcome({}) == whole.outcome({})


@pytest.mark.parametrize("declared", [True, False])
def test_people_are_planned_as_if_each_was_looked_at(
    office: Office, monkeypatch: pytest.MonkeyPatch, declared: bool
) -> None:
    person(office, birth_on=BORN)
    person(office, "鈴木　花子", phone="0143-22-2222")
    office.service(PEOPLE).archive("窓口", person(office, "田中　四郎").id, "転出")
    if not declared:
        monkeypatch.setattr(type(office.service(PEOPLE)), "examined", None)

    @settings(max_examples=25)
    @given(st.lists(PERSON, min_size=1, max_size=6))
    def alike(rows: list[tuple[Any, ...]]) -> None:
        assert_alike(office, [PEOPLE_HEADING, *rows], PEOPLE)

    alike()


@pytest.mark.parametrize("stored", [True, False])
def test_bodies_are_planned_as_if_each_was_looked_at(office: Office, stored: bool) -> None:
    if stored:
        body(office, phone="0143-22-1111", children={"officers": [{"name": "佐藤　一郎"}]})
        body(office, "浜の会")

    @settings(max_examples=25)
    @given(st.lists(BODY, min_size=1, max_size=6))
    def alike(rows: list[tuple[Any, ...]]) -> None:
        assert_alike(office, [BODIES_HEADING, *rows], BODIES)

    alike()


def test_rows_that_share_a_name_and_a_birthday_are_told_without_a_closer_look(office: Office) -> None:
    twins = [("N1", "岬　二郎", "個人", BORN, "", ""), ("N2", "岬　二郎", "個人", BORN, "", "")]
    plan = planned(office, [PEOPLE_HEADING, *twins], PEOPLE, Planner)
    assert list(plan.rows.apart) == [1]
    [note] = plan.rows[1].notes
    assert note.message.startswith("2行目と名前と生年月日が同じですが、")
    assert_alike(office, [PEOPLE_HEADING, *twins], PEOPLE)


def test_a_required_attribute_without_a_column_is_missing_of_plain_rows(office: Office) -> None:
    rows = [["団体名", "電話番号"], ["青葉クラブ", "0143-22-1111"]]
    plan = planned(office, rows, BODIES, Planner)
    assert (dict(plan.rows.apart), [missing.attribute for missing in plan.missing]) == ({}, ["kind"])
    assert_alike(office, rows, BODIES)
    body(office, "青葉クラブ", phone="0143-22-1111")
    assert_alike(office, rows, BODIES)
    assert planned(office, rows, BODIES, Planner).missing == ()


def test_rules_are_asked_once_for_rows_that_are_alike(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    service = office.service(PEOPLE)
    asked: list[Draft] = []

    def problems(draft: Draft, stored: Snapshot | None) -> list[Any]:
        asked.append(draft)
        return []

    monkeypatch.setattr(service, "problems", problems)
    people = [(f"岬　{number}郎", BORN) for number in range(20)] + [("海野　花子", MINOR)]
    rows = [["氏名", "区分", "生年月日"], *([name, "個人", birth] for name, birth in people)]
    planned(office, rows, PEOPLE, Planner)
    assert len(asked) == 2
    assert {draft.values["birth_on"] for draft in asked} == {BORN, MINOR}
    monkeypatch.setattr(type(service), "examined", RecordService.examined)
    planned(office, rows, PEOPLE, Planner)
    assert len(asked) == 2 + 21, "who declares nothing is asked once for each row"
