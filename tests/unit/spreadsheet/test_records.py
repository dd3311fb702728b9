"""The rows of a table, kept attribute by attribute beside those that are something else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kyodo_desktop.spreadsheet.records import ReadRows, RowReading
from kyodo_desktop.spreadsheet.tables import TableRow, TableRows

NUMBERS, CELLS = (3, 4, 7), (["a", ""], ["b", "2"], ["c", "3"])
LINES = [{"officers": [{"name": "岬　花子"}]}, {"officers": []}, {}]


def read(apart: Mapping[int, RowReading] | None = None, *, tables: bool = False) -> ReadRows:
    columns = {"name": ["a", "b", "c"], "phone": [None, "2", "3"]}
    return ReadRows(TableRows(NUMBERS, CELLS), columns, LINES if tables else (), apart or {})


def plain(place: int, *, tables: bool = False) -> RowReading:
    values = {"name": "abc"[place], "phone": (None, "2", "3")[place]}
    return RowReading(NUMBERS[place], CELLS[place], values, LINES[place] if tables else {}, (), ())


OTHER = RowReading(4, ["b", "2"], {"name": "別", "kind": "npo"}, {"papers": []}, (), (), 3)


@pytest.mark.parametrize("tables", [False, True])
def test_rows_are_put_together_from_their_attributes(tables: bool) -> None:
    rows = read(tables=tables)
    assert list(rows) == [plain(place, tables=tables) for place in range(3)]
    assert (len(rows), list(rows.numbers), rows[-1].number) == (3, [3, 4, 7], 7)


def test_a_row_that_is_something_else_stands_at_its_place() -> None:
    rows = read({1: OTHER})
    assert list(rows) == [plain(0), OTHER, plain(2)]
    assert rows[1] is OTHER
    assert rows.plain(1) == plain(1)


def test_values_of_a_row_are_its_own() -> None:
    rows = read()
    rows[0].values["name"] = "別"
    assert rows[0] == plain(0)
    assert rows.columns["name"] == ["a", "b", "c"]


def test_an_attribute_is_told_of_every_row() -> None:
    rows = read({1: OTHER})
    assert {name: list(rows.column(name)) for name in ("name", "phone", "kind", "fax")} == {
        "name": ["a", "別", "c"],
        "phone": [None, None, "3"],
        "kind": [None, "npo", None],
        "fax": [None, None, None],
    }
    assert rows.columns["name"] == ["a", "b", "c"], "the cells still say what they said"
    assert list(read().column("fax")) == [None, None, None]


def test_rows_are_changed_over_those_that_were_changed() -> None:
    rows = read({1: OTHER})
    last, again = plain(2)._replace(values={}), OTHER._replace(number=4, values={})
    assert list(rows.changed({2: last})) == [plain(0), OTHER, last]
    assert list(rows.changed({1: again})) == [plain(0), again, plain(2)]
    assert list(rows) == [plain(0), OTHER, plain(2)]
    assert rows.changed({}) is rows


def test_tables_are_those_that_any_row_has() -> None:
    assert read().table_names() == []
    assert read(tables=True).table_names() == ["officers"]
    assert read({1: OTHER}, tables=True).table_names() == ["officers", "papers"]
    assert read({1: OTHER}).table_names() == ["papers"]


def test_rows_of_a_table_bring_their_notes() -> None:
    rows = TableRows(NUMBERS, CELLS, {2: "東地区"})
    assert list(rows) == [TableRow(3, ["a", ""]), TableRow(4, ["b", "2"]), TableRow(7, ["c", "3"], "東地区")]
    assert rows.columns == [["a", "b", "c"], ["", "2", "3"]]
    assert TableRows((), ()).columns == []


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1000])
def test_cells_of_any_number_of_rows_come_column_by_column(count: int) -> None:
    rows = TableRows(range(count), [[str(row), row] for row in range(count)])
    assert rows.columns == [list(map(str, range(count))), list(range(count))]
