"""Lists leave the office whole, in order, and without what is private."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import Cancelled, InputError
from kyodo_desktop.core.listing import ListQuery
from tests.unit.features.exchange.rosters import BODIES, PEOPLE, body, enter, everything, person

BORN = dt.date(1955, 4, 1)


def ids(office: Office, records: str = PEOPLE) -> list[int]:
    return list(office.service(records).list_ids(ListQuery()).ids)


def test_a_workbook_has_typed_cells_in_the_order_asked_for(office: Office, tmp_path: Path) -> None:
    person(office, birth_on=BORN, phone="0143-22-1111", skills=("music", "cooking"))
    person(office, "会田　花子", furigana="あいだ　はなこ")
    path = tmp_path / "名簿.xlsx"
    written = office.exchange.export(
        PEOPLE, ids(office), path, columns=["name", "birth_on", "phone", "skills"], include_private=True
    )
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["氏名・団体名", "生年月日", "電話番号", "特技・分野"],
        ["会田　花子", None, None, None],
        ["髙橋　一郎", dt.datetime(1955, 4, 1), "0143-22-1111", "音楽、料理"],
    ]
    assert (written.rows, sheet.title) == (2, "ボランティア名簿")


def test_what_is_private_stays_unless_asked_for(office: Office, tmp_path: Path) -> None:
    person(office, birth_on=BORN, phone="0143-22-1111", disclosure={"phone": "public", "name": "public"})
    path = tmp_path / "名簿.csv"
    written = office.exchange.export(PEOPLE, ids(office), path, columns=["name", "birth_on", "phone", "address"])
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["氏名・団体名,電話番号,住所", "髙橋　一郎,0143-22-1111,"]
    assert written.withheld_columns == ("生年月日",)


def test_what_cp932_cannot_carry_is_listed(office: Office, tmp_path: Path) -> None:
    person(office, "𠮷田　一郎")
    path = tmp_path / "名簿.csv"
    written = office.exchange.export(PEOPLE, ids(office), path, columns=["reference", "name"], encoding="cp932")
    assert list(csv.reader(path.read_text(encoding="cp932").splitlines()))[1][-1] == "〓田　一郎"
    assert [(each.row, each.character, each.text) for each in written.replaced] == [(2, "𠮷", "𠮷田　一郎")]


def test_what_was_written_comes_in_again_as_it_is(office: Office, tmp_path: Path) -> None:
    body(
        office,
        furigana="みどりちょうないかい",
        phone="0143-22-1111",
        households=120,
        join_rate=625,
        activities="清掃\n見守り",
        established_on=dt.date(1951, 5, 1),
        notes="=1+1",
    )
    body(office, "髙﨑の会", kind="volunteer_group", areas=("east", "west"))
    before = everything(office, BODIES)
    exchange = office.exchange
    for path in (tmp_path / "一覧.xlsx", tmp_path / "一覧.csv"):
        exchange.export(BODIES, ids(office, BODIES), path, include_private=True)
        table = exchange.table(BODIES, exchange.choose_sheet(BODIES, exchange.read(path)))
        read = exchange.interpret(BODIES, table, exchange.propose(BODIES, table))
        plan = exchange.plan(BODIES, read)
        assert plan.outcome({}).words == "追加 0件、更新 0件、変更なし 2件"
        by_number = {row.values["reference"]: row.values for row in plan.rows}
        for record in before:
            values = by_number[record["reference"]]
            assert {name: record[name] for name in values} == values


def test_a_long_list_is_read_in_batches_and_can_be_cancelled(office: Office, tmp_path: Path) -> None:
    enter(office, [["氏名"], *([f"髙橋　{number}"] for number in range(600))])
    told: list[int] = []
    office.exchange.export(PEOPLE, ids(office), tmp_path / "名簿.csv", progress=told.append)
    assert told == [0, 500]

    def stop(done: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        office.exchange.export(PEOPLE, ids(office), tmp_path / "中止.csv", progress=stop)
    assert [path.name for path in tmp_path.glob("*中止*")] == []


@pytest.mark.parametrize(
    ("name", "named", "said"),
    [
        ("名簿.pdf", {}, r"「名簿\.pdf」には書き出せません"),
        ("名簿.csv", {"columns": ["name", "colour"]}, "「colour」という項目はありません"),
        ("名簿.xlsx", {"tables": ["officers"]}, "「officers」という表はありません。registrations、members"),
    ],
)
def test_what_cannot_be_written_is_named(
    office: Office, tmp_path: Path, name: str, named: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        office.exchange.export(PEOPLE, [], tmp_path / name, **named)
    assert not (tmp_path / name).exists()


def test_a_register_without_tables_says_so(office: Office, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="この台帳の記録の中に表はありません"):
        office.exchange.export("figures", [], tmp_path / "実績.xlsx", tables=["members"])


def test_tables_are_sheets_beside_all_columns_and_only_when_named_beside_chosen_ones(
    office: Office, tmp_path: Path
) -> None:
    body(office, children={"officers": [{"title": "会長", "name": "岬　花子"}]})
    path = tmp_path / "一覧.xlsx"

    def sheets(**chosen: list[str]) -> list[str]:
        office.exchange.export(BODIES, ids(office, BODIES), path, include_private=True, **chosen)
        return openpyxl.load_workbook(path).sheetnames[1:]

    assert sheets() == ["役員", "会員", "提出書類", "経過", "公開区分"]
    assert sheets(columns=["name"]) == []
    assert sheets(columns=["name"], tables=["officers"]) == ["役員"]
    assert sheets(columns=["name"], tables=["disclosure"]) == ["公開区分"]
    assert sheets(tables=[]) == []
    written = office.exchange.export(BODIES, ids(office, BODIES), path)
    assert openpyxl.load_workbook(path).sheetnames == ["団体一覧"]
    assert written.withheld_columns[-5:] == ("役員", "会員", "提出書類", "経過", "公開区分")


def test_who_may_read_what_is_a_sheet_with_a_row_for_each_record(office: Office, tmp_path: Path) -> None:
    person(office, disclosure={"phone": "public", "name": "private"})
    path = tmp_path / "名簿.xlsx"
    office.exchange.export(PEOPLE, ids(office), path, columns=["name"], tables=["disclosure"], include_private=True)
    heading, row = openpyxl.load_workbook(path)["公開の同意"].iter_rows(values_only=True)
    levels = dict(zip(heading, row, strict=True))
    assert (levels["登録番号"], levels["電話番号"], levels["氏名・団体名"]) == ("V00001", "公開", "非公開")
    assert (levels["住所"], levels["特技・分野"]) == ("非公開", "公開"), "as the attributes are without a decision"


def test_a_csv_file_tells_which_tables_it_leaves_out(office: Office, tmp_path: Path) -> None:
    body(office)
    written = office.exchange.export(BODIES, ids(office, BODIES), tmp_path / "一覧.csv")
    assert written.left_out == ("役員", "会員", "提出書類", "経過", "公開区分")
