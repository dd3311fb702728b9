"""Rosters of members as offices keep them: a row for each person, the committee in its title or beside the name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.committees.sheets import committee_in
from kyodo_desktop.features.office.settings import OfficeSettings

ONE_COMMITTEE: list[list[object]] = [
    ["令和８年度　市民協働推進委員会　委員名簿"],
    [None, None, None, None, None, None, "令和8年4月1日現在"],
    ["No.", "区分", "役職", "氏名", "ふりがな", "所属・役職等", "任期", "備考"],
    [1, "学識経験者", "会長", "見本　一郎", "みほん　いちろう", "汐見野工科大学　教授", "R7.4.1～R9.3.31", None],
    [2, "団体推薦", "副会長", "髙橋　花子", "たかはし　はなこ", "町内会連合会", "〃", "新任"],
    [3, "〃", "委員", "見本　次郎", "みほん　じろう", "商工会議所", "〃", None],
    [4, "公募", "〃", "見本　三枝", "みほん　みえ", None, "〃", "欠席の連絡あり"],
    [None, "計", None, "４名"],
]

SEVERAL: list[list[object]] = [
    ["附属機関等の委員名簿（令和8年4月1日現在）"],
    ["会議体名", "担当課", "役職", "区分", "氏名", "所属", "委嘱日", "任期満了日"],
    ["市民協働推進委員会", "市民協働課", "会長", "学識経験者", "見本一郎", "工科大学", "R7.4.1", "R9.3.31"],
    ["〃", "〃", "委員", "公募", "見本三枝", None, "R7.4.1", "R9.3.31"],
    ["補助金審査会", "総務課", "委員長", "行政", "見本四郎", "総務部長", dt.date(2026, 4, 1), dt.date(2028, 3, 31)],
]

COMMITTEES: list[list[object]] = [
    ["名称", "ふりがな", "担当課", "任期", "備考"],
    ["市民協働推進委員会", "しみんきょうどうすいしんいいんかい", "市民協働課", "2年", "要綱による"],
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"))
    return tmp_path / "office"


def imported(root: Path, *lists: list[list[object]]) -> dict[str, Snapshot]:
    """Import lists one after the other and return the committees by name."""
    for rows in lists:
        book = openpyxl.Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        for row in rows:
            sheet.append(row)
        book.save(root.parent / "in.xlsx")
        assert main(["import", str(root), "committees", str(root.parent / "in.xlsx")]) == 0
    with Office(root, FixedClock(dt.datetime(2026, 11, 21, 10, 0))) as office:
        service = office.service("committees")
        return {each["name"]: each for each in service.load_many(service.list_ids(ListQuery()).ids)}


def test_a_roster_of_one_committee_takes_its_name_from_the_title(root: Path) -> None:
    (committee,) = imported(root, ONE_COMMITTEE).values()
    assert (committee["name"], committee["member_count"], committee["public_count"]) == ("市民協働推進委員会", 4, 1)
    assert (committee["furigana"], committee["notes"]) == (None, None), "they are the members' own"
    assert [line["note"] for line in committee.children["members"]] == [None, "新任", None, "欠席の連絡あり"]
    seen = ("name", "furigana", "role", "category", "affiliation")
    assert [tuple(line[name] for name in seen) for line in committee.children["members"]] == [
        ("見本　一郎", "みほん　いちろう", "chair", "expert", "汐見野工科大学 教授"),
        ("髙橋　花子", "たかはし　はなこ", "deputy", "organization", "町内会連合会"),
        ("見本　次郎", "みほん　じろう", "member", "organization", "商工会議所"),
        ("見本　三枝", "みほん　みえ", "member", "public", None),
    ]
    terms = {(line["appointed_on"], line["until_on"]) for line in committee.children["members"]}
    assert terms == {(dt.date(2025, 4, 1), dt.date(2027, 3, 31))}


def test_a_list_of_several_committees_gives_each_its_members(root: Path) -> None:
    found = imported(root, SEVERAL)
    assert {name: committee["member_count"] for name, committee in found.items()} == {
        "市民協働推進委員会": 2,
        "補助金審査会": 1,
    }
    (member,) = found["補助金審査会"].children["members"]
    assert (member["role"], member["category"], member["until_on"]) == ("chair", "government", dt.date(2028, 3, 31))
    assert found["補助金審査会"]["department"] == "総務課"


def test_the_same_roster_twice_adds_nobody(root: Path) -> None:
    (committee,) = imported(root, ONE_COMMITTEE, ONE_COMMITTEE).values()
    assert committee["member_count"] == 4


def test_another_remark_makes_no_other_member(root: Path) -> None:
    later = [[*row] for row in ONE_COMMITTEE]
    later[4][7], later[5][7] = "再任", "任期途中から"
    (committee,) = imported(root, ONE_COMMITTEE, later).values()
    assert committee["member_count"] == 4
    assert [line["note"] for line in committee.children["members"]] == [None, "再任", "任期途中から", "欠席の連絡あり"]


def test_a_list_of_committees_keeps_its_own_furigana_and_remarks(root: Path) -> None:
    (committee,) = imported(root, COMMITTEES).values()
    assert (committee["furigana"], committee["notes"]) == ("しみんきょうどうすいしんいいんかい", "要綱による")
    assert (committee["term_years"], committee["member_count"]) == (2, 0)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("令和8年度　市民協働推進委員会　委員名簿", "市民協働推進委員会"),
        ("汐見野市市民協働推進委員会委員名簿（令和8年4月1日現在）", "汐見野市市民協働推進委員会"),
        ("第5期 まちづくり協議会の構成員", "まちづくり協議会"),
        ("庁内連絡調整会議名簿", "庁内連絡調整会議"),
        ("委員名簿", None),
        ("Sheet1", None),
        ("令和8年4月1日現在", None),
    ],
)
def test_a_title_names_its_committee_or_none(title: str, name: str | None) -> None:
    assert committee_in(title) == name
