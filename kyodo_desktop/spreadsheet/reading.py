"""Reading the records of a table: every row as it would enter, and what is wrong in which cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.continuing import NAME, continuing_rows
from kyodo_desktop.spreadsheet.mapping import ColumnMatch, TableMapping
from kyodo_desktop.spreadsheet.records import Reading
from kyodo_desktop.spreadsheet.table_reader import TableReader
from kyodo_desktop.spreadsheet.tables import Table, TableRows

Progress = Callable[[int, int], None]


def read_rows(
    schema: Schema,
    table: Table,
    mapping: TableMapping,
    words: Words,
    *,
    corrections: Mapping[tuple[int, int], str] | None = None,
    constants: Mapping[str, str] | None = None,
    spellings: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Return every record of a table with its problems and notes.

    ``corrections`` are texts that a person typed over cells, by row number and column of the sheet. ``constants`` are
    texts for attributes that no column brings, or where a column's cell is empty (団体の種別：町内会); one of a table
    inside is named ``registrations.programme`` and makes a row of it where a record has none. ``progress`` is
    called with the columns done and their number and may raise Cancelled. ``spellings`` are signs that stand for words,
    by attribute. Raises FieldError when a constant cannot be read.
    """
    rows = _corrected(table, corrections or {})
    matches = [match for match in mapping.matches if match.target]
    continues = continuing_rows(table, rows, matches, (corrections or {}).keys())
    reader = TableReader(schema, table, words, rows, spellings=spellings or {}, continues=continues)
    for done, match in enumerate(matches):
        if progress:
            progress(done, len(matches))
        reader.read(match)
    for attribute, text in (constants or {}).items():
        reader.fill(attribute, text)
    reader.carry()
    reader.require()
    reader.say_lost(mapping)
    joined = _joined_words(schema, matches, len(continues)) if continues else ()
    return Reading(reader.rows(), (*table.notes, *reader.notes, *joined))


def _joined_words(schema: Schema, matches: Sequence[ColumnMatch], rows: int) -> tuple[str]:
    """Return what is said of rows that go on with the record above them."""
    inner = dict.fromkeys(match.target.child for match in matches if match.target and match.target.child)
    tables = "・".join(schema.children[child].label for child in inner)
    label = schema.fields[NAME].label
    return (
        f"{label}の空いた行（上のセルと結合された行を含みます）{rows:,}行は、上の行の続きとして、{tables}だけを"
        f"その記録に入れます。別の記録の行があれば、その{label}を入力してください。",
    )


def _corrected(table: Table, corrections: Mapping[tuple[int, int], str]) -> TableRows:
    if not corrections:
        return table.rows
    places = {column: index for index, column in enumerate(table.columns)}
    typed: dict[int, dict[int, str]] = {}
    for (number, column), text in corrections.items():
        typed.setdefault(number, {})[places[column]] = text
    rows = table.rows
    cells = [
        [typed[number].get(index, cell) for index, cell in enumerate(row)] if number in typed else row
        for number, row in zip(rows.numbers, rows.cells, strict=True)
    ]
    return TableRows(rows.numbers, cells, rows.notes)
