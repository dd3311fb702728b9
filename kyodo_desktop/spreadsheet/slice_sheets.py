"""What a slice declares of the files that people keep of its records, beside its attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.arranging import Arrange, as_it_lies
from kyodo_desktop.spreadsheet.candidates import SplitRule


@dataclass(frozen=True, slots=True)
class Inference:
    """A value that no cell holds and that follows from the rest of its row.

    ``reason`` says in Japanese from what, to stand before the value: 生年月日があるため.
    """

    attribute: str
    value: Any
    reason: str


@dataclass(frozen=True, slots=True)
class RowSays:
    """What a row and its file say: the values that were read, the heading between the rows that it stands under, the
    texts above the table, and the attributes for which the file has a column, filled or not."""

    values: Mapping[str, Any]
    titles: tuple[str, ...]
    section: str = ""
    brought: frozenset[str] = frozenset()


Complete = Callable[[RowSays, Words], Sequence[Inference]]
"""Returns the values that stand elsewhere in the file, or are written otherwise than the record keeps them."""


def nothing_missing(_says: RowSays, _words: Words) -> tuple[Inference, ...]:
    """Return nothing: of records that their own row tells in full."""
    return ()


Infer = Callable[[Mapping[str, Any], Mapping[str, str], Words], Inference | None]
"""Is given the values of a row and the headings by attribute; None where nothing follows for certain."""


def nothing_follows(_values: Mapping[str, Any], _headings: Mapping[str, str], _words: Words) -> None:
    """Return None: of records whose required attributes every file brings."""


@dataclass(frozen=True, slots=True)
class SliceSheets:
    """The files of a slice.

    ``title`` heads a list that is written. ``rules`` are its own headings for columns that hold several attributes or a
    table inside the record. ``is_body`` tells a record that is known by its name alone (a body) from a person, of whom
    there may be namesakes. ``infer`` fills a required attribute that a file does not bring, ``complete`` any attribute
    that the file says elsewhere. ``spellings`` are signs that files use for words, by attribute (○ for 採択).
    ``told_by`` names the attributes in which two records of one name differ: the same project comes again every year.
    ``arrange`` lays a table that lies otherwise (years across) row by row.
    """

    title: str
    is_body: Callable[[Mapping[str, Any]], bool]
    infer: Infer = nothing_follows
    rules: tuple[SplitRule, ...] = ()
    complete: Complete = nothing_missing
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    told_by: tuple[str, ...] = ()
    arrange: Arrange = as_it_lies
