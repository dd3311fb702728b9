"""What a slice declares of the files that people keep of its records, beside its attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.candidates import SplitRule


@dataclass(frozen=True, slots=True)
class Inference:
    """A value that no cell holds and that follows from the rest of its row.

    ``reason`` says in Japanese from what, to stand before the value: 生年月日があるため.
    """

    attribute: str
    value: Any
    reason: str


Infer = Callable[[Mapping[str, Any], Mapping[str, str], Words], Inference | None]
"""Is given the values of a row and the headings by attribute; None where nothing follows for certain."""


def nothing_follows(_values: Mapping[str, Any], _headings: Mapping[str, str], _words: Words) -> None:
    """Return None: of records whose required attributes every file brings."""


@dataclass(frozen=True, slots=True)
class SliceSheets:
    """The files of a slice.

    ``title`` heads a list that is written. ``rules`` are its own headings for columns that hold several attributes or a
    table inside the record. ``is_body`` tells a record that is known by its name alone (a body) from a person, of whom
    there may be namesakes. ``infer`` fills a required attribute that a file does not bring.
    """

    title: str
    is_body: Callable[[Mapping[str, Any]], bool]
    infer: Infer = nothing_follows
    rules: tuple[SplitRule, ...] = ()
