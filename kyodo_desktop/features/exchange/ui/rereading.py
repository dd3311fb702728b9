"""What of the decisions about a table still holds when its file is read again."""

from __future__ import annotations

from collections.abc import Callable

from kyodo_desktop.spreadsheet.mapping import TableMapping, heading_keys
from kyodo_desktop.spreadsheet.sheets import cell_text
from kyodo_desktop.spreadsheet.tables import Table

NAME = "name"


def carry_mapping(before: Table, after: Table, mapping: TableMapping, proposed: TableMapping) -> TableMapping:
    """Return the mapping for a table that was read again: what each heading meant before, else what is proposed."""
    if (before.header, before.columns) == (after.header, after.columns):
        return mapping
    keys = heading_keys([match.heading for match in mapping.matches])
    meant = {key: match.target for key, match in zip(keys, mapping.matches, strict=True) if key}
    carried = proposed
    for key, match in zip(heading_keys(after.header), proposed.matches, strict=True):
        if key in meant and meant[key] != match.target:
            carried = carried.with_target(match.column, meant[key])
    return carried


def row_keeper(before: Table, after: Table, mapping: TableMapping) -> Callable[..., bool]:
    """Return a function that tells whether what was decided for a row number still means the same row.

    Rows may have been put in or taken out in between: a row is the same when its name is (the whole row where no
    column brings a name). With a column of the sheet it also tells whether that cell is as it was.
    """
    names = [match.column for match in mapping.matches if match.target and NAME in match.target.attributes]
    same_columns = before.columns == after.columns
    old = {row.number: row.cells for row in before.rows}
    new = {row.number: row.cells for row in after.rows}

    def keeps(number: int, column: int | None = None) -> bool:
        if not same_columns or number not in old or number not in new:
            return False
        one, other = old[number], new[number]
        places = names or range(len(one))
        if column is not None:
            places = [*places, before.columns.index(column)]
        return all(cell_text(one[place]) == cell_text(other[place]) for place in places)

    return keeps
