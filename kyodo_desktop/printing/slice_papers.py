"""What a slice declares of its prints, beside the form templates that name it as their record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.cards import CardContent

INDEX = "index"
"""The grouping of a roster by the 50-on index (あ行, か行 …)."""

Values = Mapping[str, Any]
"""The attributes of one record."""


@dataclass(frozen=True, slots=True)
class RosterPaper:
    """A roster as it is offered; a person may change columns, grouping and who is on it.

    ``columns`` name attributes of the record, or of the table ``lines`` inside it with its name before a point
    (``members.name``); ``headings`` are other words over some of them than their own. A roster with ``lines`` has a row
    for each of them; a record without any gets one row of its own where ``stand_ins`` says which of its attributes
    stand in. ``group`` is :data:`INDEX`, an attribute, or empty. ``only`` says who may be on it at all, ``filters`` who
    is when nobody chooses. A ``published`` roster shows only what each record publishes.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    unit: str = "名"
    headings: Mapping[str, str] = field(default_factory=dict)
    lines: str = ""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    group: str = INDEX
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confidential: bool = True
    published: bool = False
    page_for_each_group: bool = False
    paper: Literal["portrait", "landscape"] = "landscape"


@dataclass(frozen=True, slots=True)
class BrowsingPaper:
    """A list that visitors leaf through: of each record what it publishes, and nothing else.

    ``summary`` and ``details`` name attributes of the record, the latter with the words before them. An entry stands
    under each term of ``group``, a choice of several; ``filters`` and ``only`` as in :class:`RosterPaper`.
    """

    name: str
    title: str
    summary: str
    details: Mapping[str, str]
    group: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered for the forms of one record: values and rows by the names that :class:`Facts` declares."""

    values: Values
    tables: Mapping[str, Sequence[Values]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the forms of a slice may name beside its attributes: what is computed, or stands in another record.

    ``gather`` is given the service of the slice and the records that are printed, on the database thread, and answers
    for each of them in order.
    """

    fields: Mapping[str, Field]
    tables: Mapping[str, Schema]
    gather: Callable[[Any, Sequence[Snapshot]], Sequence[Gathered]]


@dataclass(frozen=True, slots=True)
class BundlePart:
    """A form in a bundle, filled with one record of the form's slice."""

    form: str
    record_id: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several forms bound into one PDF with contents: a dossier, the papers of a meeting.

    ``parts`` is given the service of the slice and the record that the bundle is about, on the database thread.
    """

    name: str
    title: str
    parts: Callable[[Any, Snapshot], Sequence[BundlePart]]


@dataclass(frozen=True, slots=True)
class SlicePapers:
    """The prints of a slice. ``addressee`` and ``cards`` read the attributes of a record.

    ``cards`` is given the record, the lines of the table ``card_lines`` inside it, the office's words and what is
    printed of the office; it is None where there are no cards.
    """

    rosters: tuple[RosterPaper | BrowsingPaper, ...]
    addressee: Callable[[Values], Addressee]
    cards: Callable[[Values, Sequence[Values], Words, Mapping[str, str]], Sequence[CardContent]] | None = None
    card_lines: str = ""
    facts: Facts | None = None
    bundles: tuple[Bundle, ...] = ()
