"""What leaves the office in a file: which columns, and which cells of each record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kyodo_desktop.core.fields import Cell, Disclosure, Field, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words

Progress = Callable[[int], None]
NUMBER = "reference"
"""The attribute by which the lines of a table inside are told whose they are."""

_REPORTED_ROWS = 500
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
    records keep 非公開 in a column that was written. ``tables`` are the tables inside that have a sheet of their own,
    by label, with their lines; ``left_out`` the labels of those that the file has no place for.
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
class InnerExport:
    """One table inside the records as a sheet of its own: the number of the record, then the columns of the table."""

    label: str
    columns: Mapping[str, Field]
    numbers: Field
    """What the number of a record is called."""

    def headed(self) -> dict[str, Field]:
        """Return the columns of the sheet."""
        return {NUMBER: self.numbers, **self.columns}

    def cells(self, number: str | None, line: Mapping[str, Any], words: Words) -> Iterator[Cell]:
        """Yield the cells of one line of the record with this number."""
        yield number
        for name, declared in self.columns.items():
            yield declared.cell(line[name], words)


def inner_exports(
    schema: Schema, tables: Iterable[str], *, include_private: bool
) -> tuple[dict[str, InnerExport], tuple[str, ...]]:
    """Return the sheets of the named tables by name, and the labels of what of them is 非公開 and left out.

    A table of which everything is 非公開 has no sheet.
    """
    found: dict[str, InnerExport] = {}
    withheld: list[str] = []
    for name in tables:
        inner = schema.children[name]
        kept = {
            attribute: declared
            for attribute, declared in inner.shown().items()
            if include_private or declared.privacy is not Privacy.PRIVATE
        }
        if kept:
            found[name] = InnerExport(inner.label, kept, schema.fields[NUMBER])
            hidden = [declared.label for attribute, declared in inner.shown().items() if attribute not in kept]
            withheld += [f"{inner.label}の{label}" for label in hidden]
        else:
            withheld.append(inner.label)
    return found, tuple(withheld)


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
    disclosure = next((name for name, declared in schema.fields.items() if isinstance(declared, Disclosure)), "")
    return Export(kept, withheld, disclosure, not include_private)


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
