"""Every row of a plan: what it would become, in whom it is found again, and what keeps it out."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import Cancelled
from kyodo_desktop.features.exchange.plan import Action, ImportPlan
from tests.unit.features.exchange.rosters import BODIES, body, only, person, plan_of, save

BORN = dt.date(1955, 4, 1)


def actions(plan: ImportPlan) -> list[str]:
    return [f"{row.action.value}{'' if row.is_clear else '?'}" for row in plan.rows]


def questions(plan: ImportPlan) -> list[str]:
    return [row.question for row in plan.rows if row.question]


# New rows


def test_into_an_empty_office_every_row_is_new(office: Office) -> None:
    plan = plan_of(office, [["氏名", "電話番号"], ["髙橋　一郎", "0143-22-1111"], ["鈴木　花子", ""]])
    assert actions(plan) == ["add", "add"]
    assert [row.number for row in plan.rows] == [2, 3]
    assert plan.rows[0].values == {"name": "髙橋　一郎", "phone": "0143-22-1111", "kind": "individual"}


def test_the_rules_of_the_slice_are_told_by_cell(office: Office) -> None:
    plan = plan_of(office, [["氏名", "生年月日", "登録日"], ["髙橋　一郎", "H25.4.1", "R8.4.1"]])
    [problem] = only(plan).problems
    assert (problem.attribute, problem.place) == ("guardian_consent_on", "「保護者同意日」")
    plan = plan_of(office, [["氏名", "生年月日"], ["髙橋　一郎", "R9.4.1"]])
    [problem] = only(plan).problems
    assert (problem.place, problem.text) == ("B列「生年月日」", "R9.4.1")


def test_a_required_attribute_that_some_rows_lack_is_asked_of_these(office: Office) -> None:
    plan = plan_of(office, [["団体名", "電話番号"], ["みどり町内会", ""], ["みどりの家", ""]], BODIES)
    assert actions(plan) == ["add", "add?"]
    assert plan.missing == ()
    [problem] = plan.rows[1].problems
    assert (problem.message, problem.attribute) == ("団体の種別を入力してください。", "kind")


def test_a_required_attribute_that_all_rows_lack_is_asked_once(office: Office) -> None:
    plan = plan_of(office, [["団体名", "電話番号"], ["みどりの家", ""], ["あおぞら", ""]], BODIES)
    [missing] = plan.missing
    assert (missing.attribute, missing.label) == ("kind", "団体の種別")
    assert "町内会・自治会" in missing.accepted
    assert actions(plan) == ["add", "add"]
    assert plan_of(office, [["団体名"], ["みどりの家"]], BODIES, kind="町内会").missing == ()


def test_what_records_hold_already_need_not_be_in_the_file(office: Office) -> None:
    stored = body(office, "みどりの家")
    plan = plan_of(office, [["登録番号", "電話番号"], [stored["reference"], "0143-22-1111"]], BODIES)
    assert (actions(plan), plan.missing) == (["update"], ())
    plan = plan_of(office, [["団体名", "種別", "電話番号"], ["みどりの家", "", "0143-22-1111"]], BODIES)
    assert actions(plan) == ["update"]


# Found again


def test_the_number_finds_its_record_and_only_changes_are_planned(office: Office) -> None:
    stored = person(office, phone="0143-22-1111", birth_on=BORN)
    heading = ["登録番号", "氏名", "電話番号", "生年月日"]
    row = only(plan_of(office, [heading, [stored["reference"].lower(), "高橋一郎", "0143-99-9999", "S30.4.1"]]))
    assert (row.action, row.match and row.match.reasons) == (Action.UPDATE, ("登録番号", "名前"))
    assert row.changes is not None
    assert row.changes.values == {"phone": "0143-99-9999"}
    assert [note.attribute for note in row.notes] == ["kind", "name"]
    assert "髙橋　一郎" in row.notes[1].message


def test_a_name_and_a_birthday_find_a_record_written_otherwise(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    row = only(plan_of(office, [["氏名", "生年月日"], ["高橋一郎", "昭和30年4月1日"]]))
    assert row.match is not None
    assert (row.match.record_id, row.match.reasons) == (stored.id, ("名前", "生年月日"))
    assert row.match.words == f"{stored['reference']} 髙橋　一郎（名前、生年月日が同じ）"
    assert row.action is Action.SKIP


def test_a_namesake_with_another_birthday_is_somebody_else(office: Office) -> None:
    person(office, birth_on=BORN)
    assert actions(plan_of(office, [["氏名", "生年月日"], ["髙橋　一郎", "H2.2.2"]])) == ["add"]


def test_who_may_have_moved_is_asked(office: Office) -> None:
    stored = person(office, phone="0143-22-1111")
    plan = plan_of(office, [["氏名", "フリガナ", "電話"], ["髙橋　一郎", "タカハシ　イチロウ", "0143-99-9999"]])
    assert actions(plan) == ["update?"]
    assert questions(plan) == [
        f"登録済みの「{stored['reference']} 髙橋　一郎」と名前、ふりがなが同じですが、同じ人か見分けられません。"
        "更新、追加、取り込まないのどれかを選んでください。"
    ]


def test_who_brings_nothing_new_is_not_asked_about(office: Office) -> None:
    person(office, furigana=None, notes="送迎可")
    person(office, furigana=None)
    assert actions(plan_of(office, [["氏名", "備考"], ["髙橋　一郎", ""], ["髙橋　一郎", "送迎可"]])) == [
        "skip",
        "skip",
    ]
    assert actions(plan_of(office, [["氏名", "備考"], ["髙橋　一郎", "自転車で来る"]])) == ["update?"]


def test_several_records_that_fit_are_all_named(office: Office) -> None:
    both = [person(office, phone="0143-22-1111") for _ in range(2)]
    plan = plan_of(office, [["氏名", "電話", "備考"], ["髙橋　一郎", "0143-22-1111", "送迎可"]])
    assert actions(plan) == ["update?"]
    assert all(f"「{each['reference']} 髙橋　一郎」" in questions(plan)[0] for each in both)


def test_a_number_that_is_somebody_elses_is_asked(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    plan = plan_of(office, [["登録番号", "氏名", "生年月日"], [stored["reference"], "鈴木　花子", "H2.2.2"]])
    assert actions(plan) == ["update?"]
    assert "名前が違います" in questions(plan)[0]


def test_a_new_surname_under_the_old_number_is_the_same_person(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    row = only(plan_of(office, [["登録番号", "氏名", "生年月日"], [stored["reference"], "鈴木　一郎", "S30.4.1"]]))
    assert row.match is not None
    assert (row.action, row.match.reasons) == (Action.UPDATE, ("登録番号", "生年月日"))
    assert row.changes is not None
    assert row.changes.values == {"name": "鈴木　一郎"}


def test_the_number_of_an_archived_record_is_not_given_again(office: Office) -> None:
    stored = person(office)
    office.service("volunteers").archive("窓口", stored.id, "保存年限")
    plan = plan_of(office, [["登録番号", "氏名"], [stored["reference"], "鈴木　花子"]])
    assert actions(plan) == ["add?"]
    assert "保管庫" in questions(plan)[0]
    assert plan.taken == {stored["reference"]}


def test_a_body_is_known_by_its_name_and_kind(office: Office) -> None:
    stored = body(office, phone="0143-22-1111", representative="髙橋　一郎")
    heading = ["団体名", "種別", "代表者", "電話番号"]
    row = only(plan_of(office, [heading, ["みどり 町内会", "町内会", "鈴木　花子", "0143-99-9999"]], BODIES))
    assert row.match is not None
    assert (row.match.record_id, row.match.reasons) == (stored.id, ("名前", "種別"))
    assert row.changes is not None
    assert row.changes.values == {"representative": "鈴木　花子", "phone": "0143-99-9999"}


def test_a_body_that_became_another_kind_is_asked(office: Office) -> None:
    body(office)
    plan = plan_of(office, [["団体名", "種別"], ["みどり町内会", "NPO法人"]], BODIES)
    assert actions(plan) == ["update?"]
    assert "同じ団体か" in questions(plan)[0]


def test_lines_of_tables_are_added_and_never_taken_away(office: Office) -> None:
    body(office, children={"officers": [{"title": "会長", "name": "髙橋　一郎"}]})
    rows = [["団体名", "種別", "役員"], ["みどり町内会", "町内会", "会長 高橋一郎、会計 鈴木花子"]]
    row = only(plan_of(office, rows, BODIES))
    assert row.changes is not None
    assert (row.changes.values, row.changes.lines) == ({}, {"officers": [{"title": "会計", "name": "鈴木花子"}]})


def test_a_further_programme_is_an_update(office: Office) -> None:
    save(
        office,
        kind="individual",
        name="髙橋　一郎",
        birth_on=BORN,
        children={"registrations": [{"programme": "paid_work"}]},
    )
    heading = ["氏名", "生年月日", "制度"]
    plan = plan_of(office, [heading, ["髙橋　一郎", BORN, "有償"], ["髙橋　一郎", BORN, "人材バンク、有償"]])
    assert actions(plan) == ["skip", "update"]
    assert plan.rows[1].changes is not None
    assert plan.rows[1].changes.lines == {"registrations": [{"programme": "talent_bank"}]}


# Twice in one file


def test_the_same_row_twice_enters_once(office: Office) -> None:
    rows = [["氏名", "生年月日"], ["髙橋　一郎", BORN], ["高橋 一郎", BORN]]
    plan = plan_of(office, rows)
    assert actions(plan) == ["add", "skip"]
    assert plan.rows[1].match is not None
    assert (plan.rows[1].match.record_id, plan.rows[1].match.row) == (None, 2)
    assert plan.rows[1].match.words.startswith("2行目の髙橋　一郎")


def test_rows_of_one_person_are_laid_together(office: Office) -> None:
    rows = [
        ["氏名", "生年月日", "電話", "制度"],
        ["髙橋　一郎", BORN, "", "有償"],
        ["髙橋　一郎", BORN, "0143-22-1111", "無償"],
    ]
    plan = plan_of(office, rows)
    assert actions(plan) == ["add", "update"]
    assert plan.rows[1].changes is not None
    assert plan.rows[1].changes.values == {"phone": "0143-22-1111"}


def test_rows_of_one_person_that_contradict_each_other_are_asked(office: Office) -> None:
    rows = [["氏名", "生年月日", "電話"], ["髙橋　一郎", BORN, "0143-22-1111"], ["髙橋　一郎", BORN, "0143-99-9999"]]
    plan = plan_of(office, rows)
    assert actions(plan) == ["add", "update?"]
    assert questions(plan) == [
        "2行目と同じ人のようですが、電話番号が違います。更新、追加、取り込まないのどれかを選んでください。"
    ]


def test_namesakes_in_one_list_are_two(office: Office) -> None:
    rows = [["氏名", "電話"], ["髙橋　一郎", "0143-22-1111"], ["髙橋　一郎", "0143-99-9999"]]
    assert actions(plan_of(office, rows)) == ["add", "add"]


def test_namesakes_whom_nothing_tells_apart_are_asked(office: Office) -> None:
    plan = plan_of(
        office, [["氏名", "ふりがな"], ["髙橋　一郎", "たかはし　いちろう"], ["髙橋　一郎", "たかはし　いちろう"]]
    )
    assert actions(plan) == ["add", "update?"]
    assert "2行目の「髙橋　一郎」" in questions(plan)[0]


def test_a_row_that_may_mean_several_others_names_their_places(office: Office) -> None:
    heading = ["氏名", "ふりがな", "電話", "生年月日"]
    reading = "たかはし　いちろう"
    rows = [
        ["髙橋　一郎", reading, "0143-22-1111", ""],
        ["髙橋　一郎", reading, "", BORN],
        ["髙橋　一郎", reading, "", ""],
    ]
    plan = plan_of(office, [heading, *rows])
    assert actions(plan) == ["add", "update?", "update?"]
    assert "2行目の「髙橋　一郎」、3行目の「髙橋　一郎」" in questions(plan)[1]


def test_one_person_under_two_numbers_is_noted(office: Office) -> None:
    rows = [["登録番号", "氏名", "生年月日"], ["A1", "髙橋　一郎", BORN], ["A2", "高橋一郎", BORN]]
    plan = plan_of(office, rows)
    assert actions(plan) == ["add", "add"]
    assert [note.message for note in plan.rows[1].notes if note.attribute == "name"] == [
        "2行目と名前と生年月日が同じですが、登録番号が違うため別の登録とします。"
    ]


def test_one_number_for_two_people_is_asked(office: Office) -> None:
    plan = plan_of(office, [["登録番号", "氏名"], ["A1", "髙橋　一郎"], ["A1", "鈴木　花子"], ["A1", "髙橋一郎"]])
    assert actions(plan) == ["add", "update?", "skip"]
    assert questions(plan) == [
        "登録番号「A1」は2行目の「髙橋　一郎」の番号ですが、名前が違います。"
        "更新するか、新しい番号で追加するか、取り込まないかを選んでください。"
    ]


def test_two_rows_about_one_stored_record_must_agree(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    heading = ["登録番号", "氏名", "生年月日", "電話"]
    rows = [heading, [stored["reference"], "髙橋　一郎", "", "0143-22-1111"], ["", "髙橋　一郎", BORN, "0143-99-9999"]]
    plan = plan_of(office, rows)
    assert actions(plan) == ["update", "update?"]
    assert questions(plan)[0].startswith("2行目と同じ人のようですが、電話番号が違います")


def test_a_row_is_found_through_an_earlier_one(office: Office) -> None:
    stored = person(office, birth_on=BORN)
    heading = ["登録番号", "氏名", "生年月日", "電話", "備考"]
    rows = [
        heading,
        [stored["reference"], "髙橋　一郎", BORN, "0143-22-1111", ""],
        ["", "髙橋　一郎", "", "0143-22-1111", "送迎可"],
    ]
    plan = plan_of(office, rows)
    assert actions(plan) == ["update", "update"]
    assert plan.rows[1].match is not None
    assert plan.rows[1].match.record_id == stored.id


# The rest


def test_a_row_with_an_unreadable_cell_is_still_recognised(office: Office) -> None:
    person(office, birth_on=BORN)
    row = only(plan_of(office, [["氏名", "生年月日", "電話"], ["髙橋　一郎", BORN, "2511"]]))
    assert (row.action, row.is_clear, row.match is not None) == (Action.UPDATE, False, True)
    assert [problem.place for problem in row.problems] == ["C列「電話」"]


def test_counts_tell_every_row_once(office: Office) -> None:
    person(office, birth_on=BORN)
    rows = [["氏名", "生年月日", "電話"], ["髙橋　一郎", BORN, ""], ["鈴木　花子", "", "2511"], ["佐藤　次郎", "", ""]]
    plan = plan_of(office, rows)
    assert plan.outcome({}).words == "追加 1件、更新 0件、変更なし 1件、要確認 1件"
    assert plan.outcome(plan.without_blocking({})).words == "追加 1件、更新 0件、変更なし 1件、除外 1件"


def test_planning_can_be_cancelled(office: Office) -> None:
    exchange = office.exchange
    plan = plan_of(office, [["氏名"], ["髙橋　一郎"]])
    read = exchange.interpret("volunteers", plan.table, plan.mapping)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        raise Cancelled

    with pytest.raises(Cancelled):
        exchange.plan("volunteers", read, progress=stop)
    assert seen == [(0, 1)]
