"""A table of a file as rows of values: the half of an import that needs no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.core.errors import FieldError, InputError
from kyodo_desktop.core.fields import Choice
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.plan import Missing
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.reading import Progress, read_rows
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, ReadRows, RowReading
from kyodo_desktop.spreadsheet.rows import DropReason
from kyodo_desktop.spreadsheet.sheets import cell_text
from kyodo_desktop.spreadsheet.slice_sheets import Inference, RowSays, SliceSheets, nothing_missing
from kyodo_desktop.spreadsheet.tables import SECTION_HEADING, Table
from kyodo_desktop.spreadsheet.targets import importable_fields, labels_of

YEAR = "fiscal_year"
"""The 年度 of a record."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The rows of a table as they are understood. ``lacking`` are the required attributes that no column, default or
    inference brings for any row."""

    table: Table
    mapping: TableMapping
    rows: ReadRows
    lacking: tuple[Missing, ...]
    notes: tuple[str, ...]


def interpret(
    schema: Schema,
    sheets: SliceSheets,
    table: Table,
    mapping: TableMapping,
    words: Words,
    *,
    defaults: Mapping[str, str],
    corrections: Mapping[tuple[int, int], str],
    progress: Progress | None = None,
) -> Interpretation:
    """Read the rows of a table, with what follows from them.

    Raises InputError for a default that names no attribute or is no value of it.
    """
    for attribute, text in defaults.items():
        _check_default(schema, attribute, text, words)
    reading = read_rows(
        schema,
        table,
        mapping,
        words,
        corrections=corrections,
        constants=defaults,
        spellings=sheets.spellings,
        progress=progress,
    )
    said = _Said(schema, words)
    empty = _empty_years(schema, mapping, reading.rows)
    brought = _headings(mapping).keys() | defaults.keys()
    completed = _completed(sheets, table, said, reading.rows, frozenset(brought))
    rows = _inferred(sheets, _headings(mapping), words, said, completed)
    lacking = tuple(
        missing_of(schema, name, words)
        for name in schema.required
        if name not in brought and rows and not any(value is not None for value in rows.column(name))
    )
    return Interpretation(table, mapping, rows, lacking, (*reading.notes, *empty, *said.notes()))


def missing_of(schema: Schema, attribute: str, words: Words) -> Missing:
    """Return a required attribute that a file does not bring, with the words that it takes."""
    declared = schema.fields[attribute]
    terms = words.taxonomy(declared.taxonomy).terms if isinstance(declared, Choice) else ()
    return Missing(attribute, declared.label, tuple(term.label for term in terms if not term.retired))


def _check_default(schema: Schema, attribute: str, text: str, words: Words) -> None:
    child, _, name = attribute.rpartition(".")
    inner = schema.children.get(child) if child else schema
    declared = importable_fields(inner).get(name) if inner else None
    if declared is None:
        known = "、".join(labels_of(schema))
        raise InputError(f"「{attribute}」という項目はありません。次から選んでください：{known}")
    try:
        declared.parse(text, words)
    except FieldError as error:
        raise InputError(f"初期値の{declared.label}：{error}") from error


def _headings(mapping: TableMapping) -> dict[str, str]:
    return {
        attribute: match.heading
        for match in mapping.matches
        if match.target and not match.target.child
        for attribute in match.target.attributes
    }


def _empty_years(schema: Schema, mapping: TableMapping, rows: ReadRows) -> list[str]:
    """Return what is said of a column of 年度 in which only some cells are filled.

    An empty cell may mean the year above as well as a year that nobody knew, so that it is never filled unasked.
    """
    if YEAR not in _headings(mapping):
        return []
    empty = sum(
        row.values.get(YEAR) is None
        and not row.continues
        and all(problem.attribute != YEAR or not problem.text.strip() for problem in row.problems)
        for row in rows
    )
    if not 0 < empty < len(rows):
        return []
    label = schema.fields[YEAR].label
    return [
        f"{label}の空いた行が{empty:,}行あります。上の行の{label}は写さず、その行の日付から読みます。"
        f"上と同じ{label}なら、そのセルに「〃」を入れてください。"
    ]


class _Said:
    """What is said of values that no cell of their row holds: one remark for all rows alike, and how many they are."""

    def __init__(self, schema: Schema, words: Words) -> None:
        self.schema = schema
        self.words = words
        self._count: Counter[str] = Counter()
        self._remarks: dict[tuple[str, str], CellRemark] = {}

    def fill(self, row: RowReading, inference: Inference) -> RowReading:
        """Return a row with the value, and with a note unless it only says otherwise what its cell says."""
        declared = self.schema.fields[inference.attribute]
        row.values[inference.attribute] = inference.value
        problems = tuple(each for each in row.problems if not is_unfilled(each, inference.attribute))
        if not inference.reason:
            return row._replace(problems=problems)
        message = f"{inference.reason}、「{declared.show(inference.value, self.words)}」として読みました。"
        remark = CellRemark(NO_COLUMN, declared.label, "", message, inference.attribute)
        remark = self._remarks.setdefault((inference.attribute, message), remark)
        self._count[f"{declared.label}：{message}"] += 1
        return row._replace(problems=problems, notes=(*row.notes, remark))

    def notes(self) -> list[str]:
        """Return what is said of the file as a whole."""
        return [f"{message}（{count:,}行）" for message, count in self._count.most_common()]


def _completed(sheets: SliceSheets, table: Table, said: _Said, rows: ReadRows, brought: frozenset[str]) -> ReadRows:
    """Return the rows with what the file says elsewhere: above the table, or in another cell of the row."""
    if sheets.complete is nothing_missing:
        return rows
    titles = (*(each.text for each in table.dropped if each.reason is DropReason.TITLE), table.sheet)
    has_sections = SECTION_HEADING in table.header
    completed: dict[int, RowReading] = {}
    for index, row in enumerate(rows):
        if row.continues:
            continue
        section = cell_text(row.cells[-1]) if has_sections else ""
        for inference in sheets.complete(RowSays(row.values, titles, section, brought), said.words):
            row = completed[index] = said.fill(row, inference)  # noqa: PLW2901  # laid over the row with those before
    return rows.changed(completed)


def _inferred(sheets: SliceSheets, headings: Mapping[str, str], words: Words, said: _Said, rows: ReadRows) -> ReadRows:
    """Return the rows with what follows from them where a required attribute is empty."""
    required = [rows.column(name) for name in said.schema.required]
    lacking = {index for column in required if None in column for index, value in enumerate(column) if value is None}
    filled: dict[int, RowReading] = {}
    for index in sorted(lacking):
        row = rows.make(index)
        inference = None if row.continues else sheets.infer(row.values, headings, words)
        if inference is not None and row.values.get(inference.attribute) is None:
            filled[index] = said.fill(row, inference)
    return rows.changed(filled)


def is_unfilled(problem: CellRemark, attribute: str = "") -> bool:
    """Return whether a problem says no more than that a required cell (of that attribute, or any) is empty."""
    return not problem.text.strip() and problem.attribute != "" and attribute in ("", problem.attribute)
