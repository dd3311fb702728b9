"""One record over several rows: 役員 or 会員 listed below a name that is written once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.exchange.plan import Action, ImportPlan
from kyodo_desktop.spreadsheet.sheets import CellRange, RawCell, Sheet
from tests.unit.features.exchange.rosters import BODIES, PEOPLE, body, enter, everything, plan_of

Rows = Sequence[Sequence[RawCell]]

ROSTER: Rows = (
    ("No", "団体名", "団体の種別", "役職", "役員氏名", "電話番号"),
    (1, "みどり町内会", "町内会・自治会", "会長", "佐藤　一郎", "0143-22-1111"),
    ("", "", "", "副会長", "鈴木　花子", ""),
    ("", "", "", "会計", "田中　次郎", ""),
    (2, "浜の会", "市民活動団体", "代表", "髙橋　幸子", "0143-22-2222"),
    ("", "", "", "会計", "伊藤　誠", ""),
)
FIRST, SECOND = ["佐藤　一郎", "鈴木　花子", "田中　次郎"], ["髙橋　幸子", "伊藤　誠"]


def officers(record: Snapshot) -> list[str]:
    return [line["name"] for line in record.children["officers"]]


def by_name(office: Office, records: str = BODIES) -> dict[str, Snapshot]:
    return {record["name"]: record for record in everything(office, records)}


def test_the_lines_below_enter_with_their_record_and_leave_with_it(office: Office) -> None:
    plan = plan_of(office, ROSTER, BODIES)
    assert plan.outcome({}).words == "追加 2件、更新 3件、変更なし 0件"
    assert [row.match.words for row in plan.rows if row.match] == [
        "2行目のみどり町内会の続き",
        "2行目のみどり町内会の続き",
        "5行目の浜の会の続き",
    ]
    changes = office.exchange.carry_out("窓口", plan).changes
    stored = by_name(office)
    assert officers(stored["みどり町内会"]) == FIRST
    assert officers(stored["浜の会"]) == SECOND
    assert [line["title"] for line in stored["みどり町内会"].children["officers"]] == ["会長", "副会長", "会計"]
    assert stored["みどり町内会"]["representative_title"] is None
    assert plan_of(office, ROSTER, BODIES).outcome({}).words == "追加 0件、更新 0件、変更なし 5件"
    assert changes.operation_id is not None
    office.service(BODIES).undo("窓口", changes.operation_id)
    assert everything(office, BODIES) == []


def test_names_merged_downwards_mean_the_same(office: Office) -> None:
    merged = tuple(
        CellRange(first, column, last, column) for first, last in ((2, 4), (5, 6)) for column in (0, 1, 2, 5)
    )
    exchange = office.exchange
    table = exchange.table(BODIES, Sheet("名簿", ROSTER, merged))
    plan = exchange.plan(BODIES, exchange.interpret(BODIES, table, exchange.propose(BODIES, table)))
    exchange.carry_out("窓口", plan)
    assert [officers(each) for each in by_name(office).values()] in ([FIRST, SECOND], [SECOND, FIRST])
    assert by_name(office)["みどり町内会"]["phone"] == "0143-22-1111"


def test_lines_go_to_the_stored_record_of_the_row_above(office: Office) -> None:
    body(office, children={"officers": [{"title": "会計", "name": "田中　次郎"}]})
    plan = plan_of(office, ROSTER, BODIES)
    assert [row.action for row in plan.rows] == [Action.UPDATE, Action.UPDATE, Action.SKIP, Action.ADD, Action.UPDATE]
    office.exchange.carry_out("窓口", plan)
    assert sorted(officers(by_name(office)["みどり町内会"])) == sorted(FIRST)


def test_lines_enter_where_the_row_above_says_nothing_new(office: Office) -> None:
    body(office, phone="0143-22-1111", children={"officers": [{"title": "会長", "name": "佐藤　一郎"}]})
    plan = plan_of(office, ROSTER[:4], BODIES)
    assert [row.action for row in plan.rows] == [Action.SKIP, Action.UPDATE, Action.UPDATE]
    office.exchange.carry_out("窓口", plan)
    assert officers(by_name(office)["みどり町内会"]) == FIRST


def unsure(office: Office) -> ImportPlan:
    """Return a plan of which nobody knows whether the first row is the stored body of another kind."""
    body(office, kind="civic_group")
    plan = plan_of(office, ROSTER, BODIES)
    assert [row.number for row in plan.blocking({})] == [2]
    return plan


def test_lines_follow_what_is_chosen_for_the_row_above(office: Office) -> None:
    plan = unsure(office)
    office.exchange.carry_out("窓口", plan, {2: Action.UPDATE})
    [stored] = [each for each in everything(office, BODIES) if each["name"] == "みどり町内会"]
    assert officers(stored) == FIRST


def test_lines_follow_a_row_that_is_added_by_choice(office: Office) -> None:
    plan = unsure(office)
    office.exchange.carry_out("窓口", plan, {2: Action.ADD})
    known = [officers(each) for each in everything(office, BODIES) if each["name"] == "みどり町内会"]
    assert sorted(known, key=len) == [[], FIRST]


def test_lines_are_left_out_with_the_row_above(office: Office) -> None:
    plan = unsure(office)
    choices = plan.without_blocking({})
    assert plan.outcome(choices).words == "追加 1件、更新 1件、変更なし 0件、除外 3件"
    office.exchange.carry_out("窓口", plan, choices)
    assert [officers(each) for each in everything(office, BODIES) if each["name"] == "みどり町内会"] == [[]]
    assert officers(by_name(office)["浜の会"]) == SECOND


def test_a_line_alone_is_left_out_by_choice(office: Office) -> None:
    office.exchange.carry_out("窓口", plan_of(office, ROSTER, BODIES), {3: Action.SKIP})
    assert officers(by_name(office)["みどり町内会"]) == ["佐藤　一郎", "田中　次郎"]


def test_a_line_alone_makes_no_record(office: Office) -> None:
    with pytest.raises(InputError, match="3行目：団体名を入力してください。"):
        office.exchange.carry_out("窓口", plan_of(office, ROSTER, BODIES), {3: Action.ADD})


def test_what_goes_on_below_a_name_is_an_officers_and_else_the_bodys(office: Office) -> None:
    heading = ("団体名", "役職", "氏名", "住所", "電話番号")
    first = ("みどり町内会", "会長", "佐藤　一郎", "幸町1-1", "0143-22-1111")
    below = ("", "会計", "田中　次郎", "幸町2-2", "0143-22-1112")
    other = ("岬の会", "代表", "森　三郎", "幸町3-3", "0143-22-1113")

    def targets(*rows: Sequence[RawCell]) -> list[str]:
        table = office.exchange.table(BODIES, Sheet("名簿", (heading, *rows)))
        return [str(match.target or "") for match in office.exchange.propose(BODIES, table).matches]

    assert targets(first, below) == ["name", "officers[0].title", "officers[0].name", "", "officers[0].phone"]
    assert targets(first, other) == ["name", "representative_title", "representative", "address", "phone"]


def test_terms_beside_officers_are_theirs(office: Office) -> None:
    rows: Rows = (
        ("団体名", "団体の種別", "役職", "氏名", "任期"),
        ("浜の会", "市民活動団体", "代表", "髙橋　幸子", "令和7年4月～令和9年3月"),
        ("", "", "会計", "伊藤　誠", "R7.4.1〜R9.3.31"),
        ("", "", "監事", "森　三郎", "R9.3.31まで"),
    )
    plan = plan_of(office, rows, BODIES)
    assert [len(row.notes) for row in plan.rows] == [1, 0, 0]
    assert "令和7年4月1日～令和9年3月31日として" in plan.rows[0].notes[0].message
    office.exchange.carry_out("窓口", plan)
    [stored] = everything(office, BODIES)
    term = dt.date(2025, 4, 1), dt.date(2027, 3, 31)
    assert [(line["from_on"], line["until_on"]) for line in stored.children["officers"]] == [
        term,
        term,
        (None, dt.date(2027, 3, 31)),
    ]


def test_a_term_merged_over_all_officers_is_that_of_each(office: Office) -> None:
    rows: Rows = (
        ("団体名", "団体の種別", "役職", "氏名", "任期"),
        ("浜の会", "市民活動団体", "代表", "髙橋　幸子", "R7.4.1～R9.3.31"),
        ("", "", "会計", "伊藤　誠", ""),
    )
    merged = tuple(CellRange(2, column, 3, column) for column in (0, 1, 4))
    table = office.exchange.table(BODIES, Sheet("名簿", rows, merged))
    read = office.exchange.interpret(BODIES, table, office.exchange.propose(BODIES, table))
    office.exchange.carry_out("窓口", office.exchange.plan(BODIES, read))
    [stored] = everything(office, BODIES)
    assert [(line["name"], line["until_on"]) for line in stored.children["officers"]] == [
        ("髙橋　幸子", dt.date(2027, 3, 31)),
        ("伊藤　誠", dt.date(2027, 3, 31)),
    ]
    heading, head, _ = rows
    table = office.exchange.table(BODIES, Sheet("名簿", (heading, head)))
    assert office.exchange.propose(BODIES, table).matches[4].target is None  # the term of a representative has no place


def test_beside_members_only_what_goes_on_is_theirs(office: Office) -> None:
    heading = ("団体名", "役職", "代表者氏名", "会員氏名", "職業")
    first = ("浜の会", "会長", "髙橋　幸子", "伊藤　誠", "農業")
    table = office.exchange.table(BODIES, Sheet("名簿", (heading, first, ("", "", "", "森　三郎", "漁業"))))
    targets = [str(match.target or "") for match in office.exchange.propose(BODIES, table).matches]
    assert targets == ["name", "representative_title", "representative", "members[0].name", "members[0].occupation"]


def test_members_stand_below_their_group(office: Office) -> None:
    rows: Rows = (
        ("団体名", "代表者氏名", "構成員氏名", "生年月日"),
        ("浜の会", "髙橋　幸子", "髙橋　幸子", "S30.4.1"),
        ("", "", "伊藤　誠", "S40.5.2"),
    )
    enter(office, rows, PEOPLE)
    [group] = everything(office, PEOPLE)
    assert (group["kind"], group["birth_on"]) == ("group", None)
    assert [(line["name"], line["birth_on"].year) for line in group.children["members"]] == [
        ("髙橋　幸子", 1955),
        ("伊藤　誠", 1965),
    ]
