"""All of it or nothing, one undo, and what a person chose."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import Cancelled, InputError, WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.exchange.plan import Action
from tests.unit.features.exchange.rosters import BODIES, PEOPLE, body, enter, everything, person, plan_of, save

BORN = dt.date(1955, 4, 1)


def names(office: Office, records: str = PEOPLE) -> list[str]:
    return [str(each["name"]) for each in everything(office, records)]


def test_rows_enter_in_one_operation_that_names_the_file(office: Office) -> None:
    imported = enter(office, [["氏名", "電話番号"], ["髙橋　一郎", "0143-22-1111"], ["鈴木　花子", ""]])
    assert (imported.outcome.added, imported.outcome.updated) == (2, 0)
    assert sorted(names(office)) == ["鈴木　花子", "髙橋　一郎"]
    [stored] = [each for each in everything(office) if each["name"] == "髙橋　一郎"]
    assert (stored["reference"], stored["phone"]) == ("V00001", "0143-22-1111")
    assert (stored["registered_on"], stored["valid_until"]) == (dt.date(2026, 11, 21), dt.date(2027, 3, 31))
    [entry] = office.service(PEOPLE).history(stored.id)
    assert (entry.staff, entry.action) == ("窓口", "ボランティアの取込（名簿.xlsx）")
    assert entry.operation_id == imported.changes.operation_id
    assert office.service(PEOPLE).search("高橋") == [stored.id]
    assert office.check() == []


def test_nothing_enters_while_one_row_cannot(office: Office) -> None:
    rows = [["氏名", "電話番号"], ["髙橋　一郎", "0143-22-1111"], ["鈴木　花子", "2511"], ["", "0143-22-3333"]]
    with pytest.raises(InputError) as refused:
        enter(office, rows)
    assert everything(office) == []
    assert [(problem.row, problem.attribute) for problem in refused.value.problems] == [(3, "phone"), (4, "name")]
    assert refused.value.problems[0].message.startswith("3行目 B列「電話番号」：")


def test_rows_with_problems_are_left_out_by_choice(office: Office) -> None:
    rows = [["氏名", "電話番号"], ["髙橋　一郎", "0143-22-1111"], ["鈴木　花子", "2511"]]
    plan = plan_of(office, rows)
    imported = office.exchange.carry_out("窓口", plan, plan.without_blocking({}))
    assert (imported.outcome.added, imported.outcome.left_out) == (1, 1)
    assert names(office) == ["髙橋　一郎"]


def test_no_choice_lets_an_unreadable_row_in(office: Office) -> None:
    with pytest.raises(InputError, match="2行目"):
        enter(office, [["氏名", "電話番号"], ["鈴木　花子", "2511"]], choices={2: Action.ADD})


def test_a_file_without_a_required_attribute_is_refused_once(office: Office) -> None:
    with pytest.raises(InputError) as refused:
        enter(office, [["団体名", "電話番号"], ["みどりの家", ""], ["あおぞら", ""]], BODIES)
    [problem] = refused.value.problems
    assert "「団体の種別」の列がありません" in problem.message
    assert "「団体名」「電話番号」" in problem.message
    assert "町内会・自治会、" in problem.message
    assert enter(office, [["団体名"], ["みどりの家"]], BODIES, kind="NPO法人").outcome.added == 1


def test_one_undo_takes_a_mixed_import_back(office: Office) -> None:
    body(office, children={"officers": [{"title": "会長", "name": "髙橋　一郎"}]}, phone="0143-22-1111")
    before = everything(office, BODIES)
    heading = ["団体名", "種別", "電話番号", "役員"]
    rows = [heading, ["みどり町内会", "町内会", "0143-99-9999", "会計 鈴木花子"], ["あおば会", "市民活動団体", "", ""]]
    imported = enter(office, rows, BODIES)
    assert (imported.outcome.added, imported.outcome.updated) == (1, 1)
    [changed] = [each for each in everything(office, BODIES) if each["name"] == "みどり町内会"]
    assert changed["phone"] == "0143-99-9999"
    assert [line["name"] for line in changed.children["officers"]] == ["髙橋　一郎", "鈴木花子"]
    assert imported.changes.operation_id is not None
    office.service(BODIES).undo("窓口", imported.changes.operation_id)
    after = everything(office, BODIES)
    assert [(each.id, each.values) for each in after] == [(each.id, each.values) for each in before]
    assert [line.values for each in after for line in each.children["officers"]] == [
        line.values for each in before for line in each.children["officers"]
    ]
    assert office.check() == []


def test_a_record_changed_meanwhile_stops_the_import(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    plan = plan_of(
        office, [["氏名", "生年月日", "電話番号"], ["髙橋　一郎", BORN, "0143-22-1111"], ["鈴木　花子", "", ""]]
    )
    office.service(PEOPLE).save("別の職員", Draft({"notes": "追記"}, id=stored.id, version=stored.version))
    with pytest.raises(InputError, match="変更されています"):
        office.exchange.carry_out("窓口", plan)
    assert names(office) == ["髙橋　一郎"]


def test_a_record_that_is_gone_meanwhile_stops_the_import(office: Office) -> None:
    service = office.service(PEOPLE)
    saved = service.save("窓口", Draft({"kind": "individual", "name": "髙橋　一郎", "birth_on": BORN}))
    plan = plan_of(
        office, [["氏名", "生年月日", "電話番号"], ["髙橋　一郎", BORN, "0143-22-1111"], ["鈴木　花子", "", ""]]
    )
    assert saved.changes.operation_id is not None
    service.undo("別の職員", saved.changes.operation_id)
    with pytest.raises(InputError, match="この記録は見つかりません"):
        office.exchange.carry_out("窓口", plan)
    assert everything(office) == []


def test_a_plan_can_be_carried_out_again_after_it_was_refused(office: Office) -> None:
    plan = plan_of(office, [["登録番号", "氏名"], ["A1", "髙橋　一郎"], ["", "鈴木　花子"]])
    taken = save(office, kind="individual", name="佐藤　次郎", reference="A1")
    with pytest.raises(InputError, match="すでに使われています"):
        office.exchange.carry_out("窓口", plan)
    assert plan.rows[1].values.get("reference") is None
    office.service(PEOPLE).save("窓口", Draft({"reference": "B1"}, id=taken.id, version=taken.version))
    assert office.exchange.carry_out("窓口", plan).outcome.added == 2


def test_a_plan_of_yesterday_is_checked_by_todays_rules(office: Office, clock: FixedClock) -> None:
    plan = plan_of(office, [["氏名", "登録日", "有効期限"], ["髙橋　一郎", "R8.11.21", "R8.11.21"]])
    assert plan.rows[0].is_clear
    rows = [["氏名", "生年月日"], ["鈴木　花子", "R8.11.21"]]
    clock.moment = dt.datetime(2026, 11, 20, 10, 0)
    young = plan_of(office, rows)
    assert [problem.attribute for problem in young.rows[0].problems] == ["birth_on"]
    clock.moment = dt.datetime(2026, 11, 23, 10, 0)
    assert office.exchange.carry_out("窓口", plan).outcome.added == 1


def test_entering_tells_how_far_it_is_and_can_be_cancelled(office: Office) -> None:
    rows = [["登録番号", "氏名", "備考"], *([f"A{number}", f"見本　{number}郎", "あ"] for number in range(600))]
    enter(office, rows)
    again = [[reference, name, "い"] for reference, name, _ in rows[1:]]
    plan = plan_of(office, [rows[0], *again, ["", "新人　一郎", ""]])
    told: list[tuple[int, int]] = []

    def stop_late(done: int, total: int) -> None:
        told.append((done, total))
        if done > 500:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.exchange.carry_out("窓口", plan, progress=stop_late)
    assert told == [(0, 601), (1, 601), (501, 601)]
    assert {each["notes"] for each in everything(office)} == {"あ"}
    assert office.exchange.carry_out("窓口", plan).outcome.updated == 600
    assert {each["notes"] for each in everything(office)} == {"い", None}
    assert office.check() == []


# Choices


def test_a_question_is_settled_by_adding(office: Office) -> None:
    stored = person(office, phone="0143-22-1111")
    rows = [["氏名", "電話番号"], ["髙橋　一郎", "0143-99-9999"]]
    with pytest.raises(InputError, match="見分けられません"):
        enter(office, rows)
    assert enter(office, rows, choices={2: Action.ADD}).outcome.added == 1
    assert {each["phone"] for each in everything(office)} == {"0143-99-9999", "0143-22-1111"}
    assert office.service(PEOPLE).load(stored.id).version == 1


def test_a_question_is_settled_by_updating(office: Office) -> None:
    stored = person(office, phone="0143-22-1111")
    rows = [["氏名", "電話番号"], ["髙橋　一郎", "0143-99-9999"]]
    assert enter(office, rows, choices={2: Action.UPDATE}).outcome.updated == 1
    assert office.service(PEOPLE).load(stored.id)["phone"] == "0143-99-9999"


def test_a_question_is_settled_by_leaving_the_row_out(office: Office) -> None:
    person(office, phone="0143-22-1111")
    rows = [["氏名", "電話番号"], ["髙橋　一郎", "0143-99-9999"]]
    imported = enter(office, rows, choices={2: Action.SKIP})
    assert (imported.outcome.left_out, imported.changes.operation_id) == (1, None)


def test_who_is_added_under_anothers_number_gets_a_new_one(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    rows = [["登録番号", "氏名", "生年月日"], [stored["reference"], "鈴木　花子", "H2.2.2"]]
    enter(office, rows, choices={2: Action.ADD})
    assert {each["name"]: each["reference"] for each in everything(office)} == {
        "髙橋　一郎": "V00001",
        "鈴木　花子": "V00002",
    }


def test_an_update_that_was_proposed_may_be_added_instead(office: Office) -> None:
    person(office, birth_on=BORN)
    rows = [["氏名", "生年月日", "電話番号"], ["髙橋　一郎", BORN, "0143-22-1111"]]
    assert enter(office, rows, choices={2: Action.ADD}).outcome.added == 1
    assert len(everything(office)) == 2


def test_what_was_chosen_is_checked_by_the_rules(office: Office) -> None:
    person(office, phone="0143-22-1111", registered_on=dt.date(2026, 4, 1))
    rows = [["氏名", "電話番号", "有効期限"], ["髙橋　一郎", "0143-99-9999", "R7.3.31"]]
    with pytest.raises(InputError, match=r"2行目.*有効期限が登録年月日より前"):
        enter(office, rows, choices={2: Action.UPDATE})
    assert everything(office)[0]["phone"] == "0143-22-1111"


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({9: Action.SKIP}, "9行目は、取り込む行にありません"),
        ({2: Action.UPDATE}, "2行目には、更新する登録がありません"),
    ],
)
def test_a_choice_that_a_row_does_not_allow_is_refused(office: Office, choices: dict[int, Action], said: str) -> None:
    with pytest.raises(InputError, match=said):
        enter(office, [["氏名"], ["髙橋　一郎"]], choices=choices)


# Rows that go together


def test_rows_of_one_person_become_one_record(office: Office) -> None:
    heading = ["氏名", "生年月日", "電話番号", "制度"]
    rows = [heading, ["髙橋　一郎", BORN, "", "有償"], ["高橋一郎", BORN, "0143-22-1111", "無償"]]
    imported = enter(office, rows)
    assert (imported.outcome.added, imported.outcome.updated) == (1, 1)
    [stored] = everything(office)
    assert (stored["name"], stored["phone"]) == ("髙橋　一郎", "0143-22-1111")
    assert [line["programme"] for line in stored.children["registrations"]] == ["paid_work", "free_work"]


def test_the_second_of_two_rows_stands_alone_when_the_first_is_left_out(office: Office) -> None:
    rows = [["氏名", "生年月日", "電話番号"], ["髙橋　一郎", BORN, ""], ["高橋一郎", BORN, "0143-22-1111"]]
    enter(office, rows, choices={2: Action.SKIP})
    [stored] = everything(office)
    assert (stored["name"], stored["phone"]) == ("高橋一郎", "0143-22-1111")


def test_all_further_rows_stay_together_when_the_first_is_left_out(office: Office) -> None:
    heading = ["氏名", "生年月日", "電話番号", "制度"]
    rows = [
        heading,
        ["髙橋　一郎", BORN, "2511", "有償"],
        ["髙橋　一郎", BORN, "0143-22-1111", "無償"],
        ["髙橋　一郎", BORN, "", "人材バンク"],
    ]
    plan = plan_of(office, rows)
    office.exchange.carry_out("窓口", plan, plan.without_blocking({}))
    [stored] = everything(office)
    assert stored["phone"] == "0143-22-1111"
    assert [line["programme"] for line in stored.children["registrations"]] == ["free_work", "talent_bank"]


def test_rows_that_contradict_each_other_may_be_laid_together_by_choice(office: Office) -> None:
    rows = [
        ["氏名", "生年月日", "電話番号"],
        ["髙橋　一郎", BORN, "0143-22-1111"],
        ["髙橋　一郎", BORN, "0143-99-9999"],
    ]
    with pytest.raises(InputError, match="電話番号が違います"):
        enter(office, rows)
    enter(office, rows, choices={3: Action.UPDATE})
    assert [each["phone"] for each in everything(office)] == ["0143-99-9999"]


def test_two_rows_update_one_record_together(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    heading = ["登録番号", "氏名", "生年月日", "電話番号", "備考"]
    rows = [heading, ["V00001", "髙橋　一郎", "", "0143-22-1111", ""], ["", "髙橋　一郎", BORN, "", "送迎可"]]
    assert enter(office, rows).outcome.updated == 2
    [after] = everything(office)
    assert (after.id, after["phone"], after["notes"]) == (stored.id, "0143-22-1111", "送迎可")


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    heading = ["氏名", "フリガナ", "生年月日", "電話番号", "制度", "得意なこと"]
    rows = [
        heading,
        ["髙橋　一郎", "ﾀｶﾊｼ ｲﾁﾛｳ", "S30.4.1", "0143-22-1111", "有償、無償", "囲碁"],
        ["鈴木花子", "スズキハナコ", "", "", "人材バンク", "書道\n華道"],
        ["みどりの会", "ミドリノカイ", "", "0143-33-3333", "美化", ""],
    ]
    enter(office, rows)
    again = enter(office, rows)
    assert (again.outcome.unchanged, again.outcome.updated, again.changes.operation_id) == (3, 0, None)


# The office learns


def test_what_a_person_taught_is_remembered_for_the_next_file(office: Office) -> None:
    exchange = office.exchange
    plan = plan_of(office, [["氏名", "たいせつなこと", "備考", "生年月日"], ["髙橋　一郎", "囲碁", "あ", BORN]])
    assert [match.target is None for match in plan.mapping.matches] == [False, True, False, False]
    [subjects] = [m.target for m in plan_of(office, [["できること"], ["囲碁"]]).mapping.matches]
    taught = plan.mapping.with_target(1, subjects).with_target(2, None)
    exchange.carry_out("窓口", exchange.plan(PEOPLE, exchange.interpret(PEOPLE, plan.table, taught)))
    [stored] = everything(office)
    assert (stored["subjects"], stored["notes"]) == ("囲碁", None)
    kept = json.loads((office.folder.root / "import-mappings.json").read_text(encoding="utf-8"))
    assert kept == {"volunteers": {"たいせつなこと": "subjects", "備考": ""}}
    proposed = exchange.propose(PEOPLE, plan.table)
    assert [str(match.target or "") for match in proposed.matches] == ["name", "subjects", "", "birth_on"]
    exchange.carry_out("窓口", exchange.plan(PEOPLE, exchange.interpret(PEOPLE, plan.table, plan.mapping)))
    kept = json.loads((office.folder.root / "import-mappings.json").read_text(encoding="utf-8"))
    assert kept == {"volunteers": {}}


def test_what_the_program_proposes_by_itself_is_not_kept(office: Office) -> None:
    enter(office, [["氏名", "電話番号"], ["髙橋　一郎", ""]])
    assert not (office.folder.root / "import-mappings.json").exists()


def test_an_import_has_entered_though_its_headings_cannot_be_remembered(office: Office) -> None:
    exchange = office.exchange
    plan = plan_of(office, [["氏名", "備考"], ["髙橋　一郎", "あ"]])
    taught = exchange.interpret(PEOPLE, plan.table, plan.mapping.with_target(1, None))
    (office.folder.root / "import-mappings.json").mkdir()
    imported = exchange.carry_out("窓口", exchange.plan(PEOPLE, taught))
    assert imported.remark.startswith("取り込みは終わりましたが、見出しの対応を次回のために覚えられませんでした。")
    assert names(office) == ["髙橋　一郎"]


@pytest.mark.parametrize("content", ["{", "[]", '{"volunteers": {"氏名": "no such:thing"}}', '{"volunteers": 3}'])
def test_a_broken_memory_is_named(office: Office, content: str) -> None:
    (office.folder.root / "import-mappings.json").write_text(content, encoding="utf-8")
    with pytest.raises(WorldError, match=r"import-mappings\.json.*削除"):
        plan_of(office, [["氏名"], ["髙橋　一郎"]])


def test_a_row_with_a_number_of_its_own_uses_none_of_the_office(office: Office) -> None:
    enter(office, [["登録番号", "氏名"], ["A1", "髙橋　一郎"], ["", "鈴木　花子"], ["A2", "岬　二郎"]])
    enter(office, [["氏名"], ["海野　三郎"]])
    assert {each["name"]: each["reference"] for each in everything(office)} == {
        "髙橋　一郎": "A1",
        "鈴木　花子": "V00001",
        "岬　二郎": "A2",
        "海野　三郎": "V00002",
    }
