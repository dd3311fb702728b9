"""A table of a file as rows of values: the half of an import that needs no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kyodo_desktop.core.errors import FieldError, InputError
from kyodo_desktop.core.fields import Choice
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.plan import Missing
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.reading import Progress, read_rows
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, RowReading
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets
from kyodo_desktop.spreadsheet.tables import Table
from kyodo_desktop.spreadsheet.targets import importable_fields


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The rows of a table as they are understood. ``lacking`` are the required attributes that no column, default or
    inference brings for any row."""

    table: Table
    mapping: TableMapping
    rows: tuple[RowReading, ...]
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
    reading = read_rows(schema, table, mapping, words, corrections=corrections, constants=defaults, progress=progress)
    rows, notes = _inferred(schema, sheets, _headings(mapping), words, reading.rows)
    brought = _headings(mapping).keys() | defaults.keys()
    lacking = tuple(
        missing_of(schema, name, words)
        for name in schema.required
        if name not in brought and rows and all(row.values.get(name) is None for row in rows)
    )
    return Interpretation(table, mapping, rows, lacking, (*reading.notes, *notes))


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
        known = "、".join(importable_fields(schema))
        raise InputError(f"「{attribute}」という項目はありません。{known} から選んでください。")
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


def _inferred(
    schema: Schema,
    sheets: SliceSheets,
    headings: Mapping[str, str],
    words: Words,
    rows: tuple[RowReading, ...],
) -> tuple[tuple[RowReading, ...], list[str]]:
    """Return the rows with what follows from them where a required attribute is empty, and what is said of that."""
    required = schema.required
    said: Counter[str] = Counter()
    remarks: dict[tuple[str, str], CellRemark] = {}
    filled: list[RowReading] = []
    for row in rows:
        if None not in map(row.values.get, required):
            filled.append(row)
            continue
        inference = sheets.infer(row.values, headings, words)
        if inference is None or row.values.get(inference.attribute) is not None:
            filled.append(row)
            continue
        declared = schema.fields[inference.attribute]
        message = f"{inference.reason}、「{declared.show(inference.value, words)}」として読みました。"
        remark = remarks.setdefault(
            (inference.attribute, message), CellRemark(NO_COLUMN, declared.label, "", message, inference.attribute)
        )
        said[f"{declared.label}：{message}"] += 1
        row.values[inference.attribute] = inference.value
        problems = tuple(each for each in row.problems if not is_unfilled(each, inference.attribute))
        filled.append(replace(row, problems=problems, notes=(*row.notes, remark)))
    return tuple(filled), [f"{message}（{count:,}行）" for message, count in said.most_common()]


def is_unfilled(problem: CellRemark, attribute: str = "") -> bool:
    """Return whether a problem says no more than that a required cell (of that attribute, or any) is empty."""
    return not problem.text.strip() and problem.attribute != "" and attribute in ("", problem.attribute)
