"""What follows from a row without being in a cell, and what is asked for."""

from __future__ import annotations

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.spreadsheet.sheets import RawCell
from tests.unit.features.exchange.rosters import BODIES, PEOPLE, only, plan_of


def kind_of(office: Office, headings: list[str], cells: list[RawCell], records: str = PEOPLE) -> str | None:
    kind: str | None = only(plan_of(office, [headings, cells], records)).values.get("kind")
    return kind


@pytest.mark.parametrize(
    ("headings", "cells", "kind"),
    [
        (["氏名・団体名", "生年月日"], ["髙橋　一郎", "S30.4.1"], "individual"),
        (["氏名・団体名", "性別"], ["髙橋　一郎", "男"], "individual"),
        (["氏名・団体名", "代表者"], ["みどり", "髙橋　一郎"], "group"),
        (["氏名・団体名", "人数"], ["みどり", 12], "group"),
        (["氏名", "電話番号"], ["室蘭清掃ボランティアの会", ""], "group"),
        (["氏名", "電話番号"], ["㈱みどり", ""], "group"),
        (["氏名", "電話番号"], ["髙橋　一郎", ""], "individual"),
        (["お名前", "電話番号"], ["会田　一郎", ""], "individual"),
        (["団体名", "電話番号"], ["みどり", ""], "group"),
        (["氏名・団体名", "電話番号"], ["みどり", ""], None),
        (["登録者名", "電話番号"], ["みどり", ""], None),
        (["氏名・団体名", "生年月日", "人数"], ["みどり", "S30.4.1", 12], None),
    ],
)
def test_a_person_or_a_group_where_the_row_says_so(
    office: Office, headings: list[str], cells: list[RawCell], kind: str | None
) -> None:
    assert kind_of(office, headings, cells) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("輪西町内会", "neighbourhood"),
        ("特定非営利活動法人みどり", "npo"),
        ("ＮＰＯ法人　みどり", "npo"),
        ("みどり株式会社", "company"),
        ("東老人クラブ", "local_group"),
        ("みどりの家", None),
        ("町内会", None),
        ("みどり法人", None),
    ],
)
def test_the_kind_of_a_body_where_its_name_says_so(office: Office, name: str, kind: str | None) -> None:
    assert kind_of(office, ["団体名"], [name], BODIES) == kind


def test_what_was_inferred_is_said_by_row_and_counted(office: Office) -> None:
    rows = [["氏名", "区分"], ["髙橋　一郎", ""], ["鈴木　花子", "個人"], ["佐藤　次郎", ""], ["みどりの会", ""]]
    plan = plan_of(office, rows)
    message = "見出しが「氏名」のため、「個人」として読みました。"
    assert [[note.message for note in row.notes] for row in plan.rows] == [
        [message],
        [],
        [message],
        ["名前に「の会」とあるため、「団体」として読みました。"],
    ]
    assert plan.notes == (
        f"個人・団体の別：{message}（2行）",
        "個人・団体の別：名前に「の会」とあるため、「団体」として読みました。（1行）",
    )
    assert all(row.is_clear for row in plan.rows)


def test_a_default_comes_before_what_would_follow(office: Office) -> None:
    plan = plan_of(office, [["氏名"], ["髙橋　一郎"]], kind="団体")
    assert only(plan).values["kind"] == "group"
    assert plan.notes == ("個人・団体の別は、すべての行を「団体」としました。",)


@pytest.mark.parametrize(
    ("defaults", "said"),
    [
        ({"kind": "宇宙人"}, "初期値の個人・団体の別：「宇宙人」は選択肢にありません"),
        ({"registrations.programme": "宇宙人"}, "初期値の制度：「宇宙人」は選択肢にありません"),
        ({"registrations.colour": "赤"}, "「registrations.colour」という項目はありません"),
        ({"colour": "赤"}, "「colour」という項目はありません"),
    ],
)
def test_a_default_that_means_nothing_is_refused(office: Office, defaults: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        plan_of(office, [["氏名"], ["髙橋　一郎"]], **defaults)


def test_a_word_that_the_profile_does_not_know_names_those_it_knows(office: Office) -> None:
    plan = plan_of(office, [["団体名", "種別"], ["みどりの家", "宇宙人の会"]], BODIES)
    [problem] = only(plan).problems
    assert (problem.place, problem.text) == ("B列「種別」", "宇宙人の会")
    for term in office.words().taxonomy("organization_kinds").terms:
        assert term.label in problem.message


@pytest.mark.parametrize("heading", ["制度", "登録制度", "パートナー種別"])
def test_the_programmes_of_a_volunteer_become_registrations(office: Office, heading: str) -> None:
    row = only(plan_of(office, [["氏名", heading], ["髙橋　一郎", "有償、人材バンク"]]))
    assert row.children == {"registrations": [{"programme": "paid_work"}, {"programme": "talent_bank"}]}


def test_a_period_of_registration_fills_both_days(office: Office) -> None:
    row = only(plan_of(office, [["氏名", "登録期間"], ["髙橋　一郎", "令和8年4月1日から令和9年3月31日まで"]]))
    assert [row.values[name].isoformat() for name in ("registered_on", "valid_until")] == ["2026-04-01", "2027-03-31"]


def test_corrections_stand_in_for_cells(office: Office) -> None:
    exchange = office.exchange
    plan = plan_of(office, [["氏名", "電話番号"], ["髙橋　一郎", "2511"]])
    assert not only(plan).is_clear
    read = exchange.interpret(PEOPLE, plan.table, plan.mapping, corrections={(2, 1): "0143-22-2511"})
    assert only(exchange.plan(PEOPLE, read)).values["phone"] == "0143-22-2511"


def test_what_a_cell_says_stays_where_another_that_is_required_is_empty(office: Office) -> None:
    row = only(plan_of(office, [["氏名・団体名", "個人・団体の別", "人数"], ["", "個人", 12]]))
    assert row.values["kind"] == "individual"
    assert [problem.attribute for problem in row.problems] == ["name"]
