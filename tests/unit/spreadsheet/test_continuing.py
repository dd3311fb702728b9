"""A row goes on with the one above when it brings lines and says nothing of a record of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.spreadsheet.continuing import headings_below
from kyodo_desktop.spreadsheet.mapping import propose_mapping
from kyodo_desktop.spreadsheet.reading import read_rows
from kyodo_desktop.spreadsheet.records import Reading, RowReading
from kyodo_desktop.spreadsheet.sheets import CellRange, RawCell, Sheet
from kyodo_desktop.spreadsheet.tables import Table, find_table
from tests.unit.spreadsheet.office_schema import GROUPS, WORDS

HEADING = ("団体名", "種別", "電話番号", "役員1 氏名")
HEAD = ("あすなろ会", "市民活動団体", "0143-22-1111", "髙橋　一郎")


def table_of(*rows: Sequence[RawCell], heading: Sequence[RawCell] = HEADING, merged: Sequence[CellRange] = ()) -> Table:
    return find_table(Sheet("名簿", [list(heading), *(list(row) for row in rows)], tuple(merged)), GROUPS)


def read(table: Table, constants: dict[str, str] | None = None) -> Reading:
    return read_rows(GROUPS, table, propose_mapping(GROUPS, table, WORDS), WORDS, constants=constants)


def heads(reading: Reading) -> list[int]:
    return [row.continues for row in reading.rows]


def officers(row: RowReading) -> list[str]:
    return [line["name"] for line in row.children.get("officers", ())]


def test_a_row_without_a_name_brings_nothing_but_its_lines() -> None:
    reading = read(table_of(HEAD, ("", "", "", "佐藤　花子"), ("　", "", "", "鈴木　次郎")))
    assert heads(reading) == [0, 2, 2]
    assert [officers(row) for row in reading.rows] == [["髙橋　一郎"], ["佐藤　花子"], ["鈴木　次郎"]]
    assert [(row.values, row.problems, row.notes) for row in reading.rows[1:]] == [({}, (), ())] * 2
    assert any("2行は、上の行の続きとして、役員だけをその記録に入れます" in note for note in reading.notes)


@pytest.mark.parametrize("mark", ["〃", "同上", " 〃 "])
def test_a_mark_for_the_cell_above_says_nothing_of_its_own(mark: str) -> None:
    assert heads(read(table_of(HEAD, (mark, "〃", "", "佐藤　花子")))) == [0, 2]


def test_cells_merged_with_those_above_say_nothing_of_their_own() -> None:
    merged = [CellRange(2, column, 3, column) for column in range(3)]
    table = table_of(HEAD, ("", "", "", "佐藤　花子"), ("岬の会", "市民活動団体", "", "鈴木　次郎"), merged=merged)
    assert table.spanned == {(3, 0), (3, 1), (3, 2)}
    reading = read(table)
    assert heads(reading) == [0, 2, 0]
    assert reading.rows[1].values == {}


def test_what_is_typed_over_a_merged_cell_begins_a_record() -> None:
    merged = [CellRange(2, column, 3, column) for column in range(3)]
    table = table_of(HEAD, ("", "", "", "佐藤　花子"), merged=merged)
    mapping = propose_mapping(GROUPS, table, WORDS)
    again = read_rows(GROUPS, table, mapping, WORDS, corrections={(3, 0): "岬の会"})
    assert heads(again) == [0, 0]
    assert again.rows[1].values["name"] == "岬の会"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([HEAD, ("", "", "0143-22-3333", "佐藤　花子")], [0, 0], id="a telephone number of its own"),
        pytest.param([HEAD, ("あすなろ会", "", "", "佐藤　花子")], [0, 0], id="a name, not merged"),
        pytest.param([HEAD, ("", "市民活動団体", "", "")], [0, 0], id="no line"),
        pytest.param([HEAD, ("", "", "", ""), ("", "", "", "佐藤　花子")], [0, 0], id="a blank row between"),
        pytest.param([("", "", "", "佐藤　花子"), HEAD], [0, 0], id="nothing above"),
        pytest.param([HEAD, ("", "", "0143-22-3333", "森　一"), ("", "", "", "鈴木　次郎")], [0, 0, 0], id="unclear"),
    ],
)
def test_any_other_row_is_a_record_or_a_problem(rows: list[Sequence[RawCell]], expected: list[int]) -> None:
    reading = read(table_of(*rows, ("岬の会", "市民活動団体", "0143-22-2222", "森　三郎")))
    assert heads(reading) == [*expected, 0]


def test_a_default_fills_no_row_that_goes_on() -> None:
    table = table_of(HEAD, ("", "", "", "佐藤　花子"), ("岬の会", "", "", "鈴木　次郎"))
    reading = read(table, {"kind": "町内会"})
    assert [row.values.get("kind") for row in reading.rows] == ["npo", None, "town"]


def test_what_is_wrong_in_a_line_is_said_of_its_row_alone() -> None:
    heading = (*HEADING, "役員1 就任日")
    table = table_of((*HEAD, ""), ("", "", "", "佐藤　花子", "きのう"), ("", "", "", "", "R5.4.1"), heading=heading)
    first, second, third = read(table).rows
    assert first.problems == ()
    assert [problem.heading for problem in second.problems] == ["役員1就任日"]
    assert [problem.message for problem in third.problems] == ["役員1の氏名を入力してください。"]


@given(sizes=st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_every_line_belongs_to_the_last_name_above_it(sizes: list[int]) -> None:
    rows = [
        (
            f"第{number}あすなろ会" if line == 0 else "",
            "市民活動団体" if line == 0 else "",
            "",
            f"役員　{number}の{line}",
        )
        for number, size in enumerate(sizes)
        for line in range(size)
    ]
    reading = read(table_of(*rows))
    starts = [sum(sizes[:number]) + 2 for number in range(len(sizes))]
    expected = [start if line else 0 for start, size in zip(starts, sizes, strict=True) for line in range(size)]
    assert heads(reading) == expected


def test_a_column_goes_on_when_a_good_part_of_it_stands_below_a_name() -> None:
    heading = ("団体名", "種別", "電話番号", "氏名", "備考")
    rows: list[Sequence[RawCell]] = [
        ("あすなろ会", "市民活動団体", "0143-22-1111", "髙橋　一郎", "総会は4月"),
        ("", "", "", "佐藤　花子", ""),
    ]
    assert headings_below(GROUPS, table_of(*rows, heading=heading)) == {"氏名"}
    many = [(f"第{number}の会", "市民活動団体", "", "森　三郎", "") for number in range(9)]
    assert headings_below(GROUPS, table_of(*rows, *many, heading=heading)) == frozenset()
    assert headings_below(GROUPS, table_of(*many, heading=heading)) == frozenset()
