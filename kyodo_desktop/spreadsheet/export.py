"""What leaves the office in a file: which columns, and which cells of each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kyodo_desktop.core.fields import Cell, Disclosure, Field, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words

Progress = Callable[[int], None]
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

    ``withheld_columns`` are the labels of attributes that were left out as 非公開, ``withheld_cells`` counts the cells
    that single records keep 非公開 in a column that was written.
    """

    path: Path
    rows: int = 0
    withheld_columns: tuple[str, ...] = ()
    withheld_cells: int = 0
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
