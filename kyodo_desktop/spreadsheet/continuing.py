"""Rows that go on with the record above them: 役員 or 会員 listed below a 団体名 that is written once.

The cells of the record itself are blank there, merged with those above, or say 〃.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.repeats import MARKS
from kyodo_desktop.spreadsheet.sheets import RawCell
from kyodo_desktop.spreadsheet.tables import Table, TableRow, TableRows

if TYPE_CHECKING:
    from kyodo_desktop.spreadsheet.mapping import ColumnMatch

NAME = "name"
"""The attribute without which a row is no record of its own."""

_FEW = 0.2
"""The share of a column's filled cells that stand in rows without a name, from which on it is one of the lines."""


def continuing_rows(
    table: Table,
    rows: TableRows,
    matches: Sequence[ColumnMatch],
    typed: Collection[tuple[int, int]] = (),
) -> dict[int, int]:
    """Return, by its index, the number of the row with whose record each row that goes on goes on.

    Such a row stands directly below, fills a column of a table inside, and says nothing of the record itself.
    ``typed`` are the cells of ``rows`` that a person typed over, by row number and column of the sheet: they say
    something, merged or not.
    """
    if typed:
        table = replace(table, spanned=table.spanned.difference(typed))
    own = [match for match in matches if match.target and not match.target.child and table.columns[match.column] >= 0]
    inner = [match.column for match in matches if match.target and match.target.child]
    named = next((match.column for match in own if match.target and NAME in match.target.attributes), None)
    if named is None or not inner or not _may_go_on(table, rows, named):
        return {}
    columns = [match.column for match in own]
    found: dict[int, int] = {}
    head = before = 0
    for index, row in enumerate(rows):
        if (
            head
            and row.number == before + 1
            and all(_says_nothing(table, row, column) for column in columns)
            and any(not _is_blank(row.cells[column]) for column in inner)
        ):
            found[index] = head
        else:
            head = 0 if _is_blank(row.cells[named]) else row.number
        before = row.number
    return found


def headings_below(schema: Schema, table: Table) -> frozenset[str]:
    """Return the folded headings of the columns that go on below a name that is written once.

    A column counts when a good part of what it holds stands in rows without a name of their own.
    """
    spellings = {fold_heading(each) for each in (schema.fields[NAME].label, *schema.fields[NAME].aliases)}
    folded = [fold_heading(heading) for heading in table.header]
    named = next((column for column, heading in enumerate(folded) if heading in spellings), None)
    if named is None or not _may_go_on(table, table.rows, named):
        return frozenset()
    nameless = [row for row in table.rows if _says_nothing(table, row, named)]
    return frozenset(
        heading
        for column, heading in enumerate(folded)
        if heading and column != named and _goes_on(table, column, nameless)
    )


def _goes_on(table: Table, column: int, nameless: Sequence[TableRow]) -> bool:
    below = sum(not _says_nothing(table, row, column) for row in nameless)
    return below > 0 and below >= _FEW * sum(not _is_blank(row.cells[column]) for row in table.rows)


def _may_go_on(table: Table, rows: TableRows, named: int) -> bool:
    """Return whether any row may be without a name of its own; of most lists none is."""
    if table.spanned:
        return True
    names = rows.columns[named] if rows else []
    return not MARKS.isdisjoint(names) or _any_blank(names)


def _says_nothing(table: Table, row: TableRow, column: int) -> bool:
    cell = row.cells[column]
    return _is_blank(cell) or cell in MARKS or (row.number, table.columns[column]) in table.spanned


def _any_blank(cells: Sequence[RawCell]) -> bool:
    try:
        return not all(map(str.strip, cells))  # type: ignore[arg-type]  # what is no text is what the except is for
    except TypeError:
        return any(map(_is_blank, cells))


def _is_blank(cell: RawCell) -> bool:
    return isinstance(cell, str) and not cell.strip()
