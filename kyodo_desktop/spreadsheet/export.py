"""What leaves the office in a file: which columns, and which cells of each record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kyodo_desktop.core.fields import Cell, Disclosure, Field, Privacy, Text
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words

Progress = Callable[[int], None]
NUMBER = "reference"
"""The attribute by which the lines of a table inside are told whose they are."""

_REPORTED_ROWS = 500
_LEVEL_WIDTH = 20.0
"""Of a column of 公開・一部公開・非公開, in mm."""

_RISKY = "=+-@\t\r\n＝＋－＠"
_DASHES = frozenset("-－ー‐―")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A character that the encoding of a file cannot carry, and what stands there instead.

    ``row`` is the row of the file (the heading is row 1), ``text`` the whole text as the office keeps it.
    """

    row: int
    heading: str
    character: str
    replacement: str
    text: str


@dataclass(slots=True)
class Written:
    """What an export wrote, and what it did not.

    ``withheld_columns`` are the labels of attributes that were left out as 非公開, of a table inside with its label
    before them (委員の連絡先), of a whole table its label alone. ``withheld_cells`` counts the cells that single
    records keep 非公開 in a column that was written. ``tables`` are the further sheets by label, with their rows;
    ``left_out`` the labels of those that the file has no place for.
    """

    path: Path
    rows: int = 0
    withheld_columns: tuple[str, ...] = ()
    withheld_cells: int = 0
    tables: dict[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    replaced: list[Replaced] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Export:
    """The columns of an export in their order, and which of them each record may keep to itself."""

    columns: Mapping[str, Field]
    withheld: tuple[str, ...]
    disclosure: str
    guarded: bool
    """Whether 非公開 cells are left out; False when everything was asked for."""

    def cells(self, record: Mapping[str, Any], words: Words, written: Written) -> Iterator[Cell]:
        """Yield the cells of one record, None where the record keeps an attribute 非公開."""
        levels = record.get(self.disclosure) or {}
        for name, declared in self.columns.items():
            value = record[name]
            if self.guarded and declared.disclosable and levels.get(name, declared.privacy) == Privacy.PRIVATE:
                written.withheld_cells += value is not None
                yield None
            else:
                yield declared.cell(value, words)


@dataclass(frozen=True, slots=True)
class FurtherSheet:
    """A sheet beside the list: before each of its rows stands the number of the record that it is about.

    ``rows`` yields the cells of a record's rows, without that number.
    """

    label: str
    columns: Mapping[str, Field]
    numbers: Field
    """What the number of a record is called."""
    rows: Callable[[Mapping[str, Any], Words], Iterator[Iterable[Cell]]]

    def headed(self) -> dict[str, Field]:
        """Return the columns of the sheet."""
        return {NUMBER: self.numbers, **self.columns}

    def cells(self, record: Mapping[str, Any], words: Words) -> Iterator[list[Cell]]:
        """Yield the rows of a record, which brings the lines of its tables under their names."""
        for cells in self.rows(record, words):
            yield [record[NUMBER], *cells]


def further_names(schema: Schema) -> tuple[str, ...]:
    """Return what may have a sheet of its own: the tables inside the records, and their 公開区分."""
    return (*schema.children, *(name for name in (disclosure_of(schema),) if name))


def further_label(schema: Schema, name: str) -> str:
    """Return what such a sheet is called."""
    return schema.children[name].label if name in schema.children else schema.fields[name].label


def further_sheets(
    schema: Schema, names: Iterable[str], *, include_private: bool
) -> tuple[dict[str, FurtherSheet], tuple[str, ...]]:
    """Return the sheets of the names by name, and the labels of what of them is 非公開 and left out.

    A table of which everything is 非公開 has no sheet. The 公開区分 of the records is for the office alone.
    """
    found: dict[str, FurtherSheet] = {}
    withheld: list[str] = []
    for name in names:
        if name not in schema.children:
            if include_private:
                found[name] = _openness_sheet(schema, name)
            else:
                withheld.append(schema.fields[name].label)
            continue
        inner = schema.children[name]
        kept = {
            attribute: declared
            for attribute, declared in inner.shown().items()
            if include_private or declared.privacy is not Privacy.PRIVATE
        }
        if kept:
            found[name] = _lines_sheet(schema, name, kept)
            hidden = [declared.label for attribute, declared in inner.shown().items() if attribute not in kept]
            withheld += [f"{inner.label}の{label}" for label in hidden]
        else:
            withheld.append(inner.label)
    return found, tuple(withheld)


def _lines_sheet(schema: Schema, name: str, columns: Mapping[str, Field]) -> FurtherSheet:
    """Return the sheet of a table inside: a row for each of its lines."""

    def rows(record: Mapping[str, Any], words: Words) -> Iterator[Iterable[Cell]]:
        for line in record[name]:
            yield (declared.cell(line[attribute], words) for attribute, declared in columns.items())

    return FurtherSheet(schema.children[name].label, columns, schema.fields[NUMBER], rows)


def _openness_sheet(schema: Schema, name: str) -> FurtherSheet:
    """Return the sheet of 公開区分: a row for each record, a column for each attribute that it may keep to itself."""
    columns = {
        attribute: Text(declared.label, width=_LEVEL_WIDTH)
        for attribute, declared in schema.fields.items()
        if declared.disclosable
    }

    def rows(record: Mapping[str, Any], _words: Words) -> Iterator[Iterable[Cell]]:
        levels = record[name] or {}
        yield (Privacy(levels.get(attribute, schema.fields[attribute].privacy)).label for attribute in columns)

    return FurtherSheet(schema.fields[name].label, columns, schema.fields[NUMBER], rows)


def disclosure_of(schema: Schema) -> str:
    """Return the attribute that says who may read the others of its record; empty where there is none."""
    return next((name for name, declared in schema.fields.items() if isinstance(declared, Disclosure)), "")


def export_of(schema: Schema, attributes: Sequence[str] | None, *, include_private: bool) -> Export:
    """Return the export of a schema, of all its attributes or of those named, in that order.

    Without ``include_private`` an attribute that is 非公開 for every record is left out as a column; one that each
    record may disclose stays, and only its 非公開 cells are empty.
    """
    wanted = {
        name: schema.fields[name]
        for name in (schema.fields if attributes is None else attributes)
        if not isinstance(schema.fields[name], Disclosure) and not schema.fields[name].hidden
    }
    kept = {
        name: declared
        for name, declared in wanted.items()
        if include_private or declared.disclosable or declared.privacy is not Privacy.PRIVATE
    }
    withheld = tuple(declared.label for name, declared in wanted.items() if name not in kept)
    return Export(kept, withheld, disclosure_of(schema), not include_private)


def counted(records: Iterable[Mapping[str, Any]], progress: Progress | None) -> Iterator[Mapping[str, Any]]:
    """Yield records, telling every 500 how many have gone; ``progress`` may raise Cancelled."""
    for done, record in enumerate(records):
        if progress and done % _REPORTED_ROWS == 0:
            progress(done)
        yield record


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet might take a text for a formula: it begins with = + - @, a tab or a line break.

    Japanese versions of Excel take the full-width signs too. Dashes alone (－) are no formula.
    """
    return text[:1] != "" and text[0] in _RISKY and not _DASHES.issuperset(text)


def sheet_name(title: str) -> str:
    """Return a title as Excel accepts it for a sheet: at most 31 signs, none of []:*?/\\, no ' at an end."""
    return re.sub(r"[\[\]:*?/\\]", "_", title)[:31].strip("'") or "一覧"
