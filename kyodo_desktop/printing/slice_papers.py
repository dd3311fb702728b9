"""What a slice declares of its prints, beside the form templates that name it as their record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.lifecycle import Lifecycle, standing
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.cards import CardContent
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import Document

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
    stand in: of several the first one that is filled in. ``group`` is :data:`INDEX`, an attribute, or empty. ``only``
    says who may be on it at all, ``filters`` who is when nobody chooses. A ``published`` roster shows only what each
    record publishes.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    unit: str = "名"
    headings: Mapping[str, str] = field(default_factory=dict)
    lines: str = ""
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group: str = INDEX
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confidential: bool = True
    published: bool = False
    page_for_each_group: bool = False
    paper: Literal["portrait", "landscape"] = "landscape"
    sort: str = ""
    """The attribute that orders it where nobody chooses an order; the 50-on order if empty."""


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
    for each of them in order. ``gather_for`` stands in its place where the facts hang on what the form asks for at
    printing (the 年度 of a table): it is given those parameters, too, of which none may be there.
    """

    fields: Mapping[str, Field]
    tables: Mapping[str, Schema]
    gather: Callable[[Any, Sequence[Snapshot]], Sequence[Gathered]]
    gather_for: Callable[[Any, Sequence[Snapshot], Mapping[str, Any]], Sequence[Gathered]] | None = None

    def gathered(self, service: Any, records: Sequence[Snapshot], given: Mapping[str, Any]) -> Sequence[Gathered]:
        """Return the facts of each record, for what was ``given`` at printing."""
        return self.gather_for(service, records, given) if self.gather_for else self.gather(service, records)


@dataclass(frozen=True, slots=True)
class BundlePart:
    """A form in a bundle, filled with one record of the form's slice.

    ``title`` is what the contents call it, else the form's own. ``row`` names the one row for which a form is made
    that every row of a table gets (one reviewer's 審査票); it is compared with the ``name`` of the rows.
    """

    form: str
    record_id: int
    title: str = ""
    row: str = ""


Binder = Callable[[Sequence[Document], FontBook, Mapping[str, str]], Document]
"""Makes one document of the filled forms of a bundle; is given the fonts and what is printed of the office too."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several forms bound into one PDF with contents: a dossier, the papers of a meeting.

    ``parts`` is given the service of the slice, the record that the bundle is about and the answer to ``asks`` (empty
    where nothing was said), on the database thread. It raises InputError for an answer that it cannot use.

    ``binder`` is given the service and the record, on the same thread, and gathers what a report says between the
    forms; without one the forms are bound behind a page of contents.
    """

    name: str
    title: str
    parts: Callable[[Any, Snapshot, str], Sequence[BundlePart]]
    asks: str = ""
    """The words for what a person may say at printing (審査員の氏名); empty where there is nothing to say."""
    binder: Callable[[Any, Snapshot], Binder] | None = None


def papers_of_steps(life: Lifecycle, taken: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the forms that go with the steps of a record which stand, each once.

    A record begins with its application: the forms of a first step that leads nowhere are there before it is taken.
    """
    first = [life.steps[0]] if not life.steps[0].to else []
    steps = [*first, *(life.step(line["step"]) for line in standing(taken))]
    return tuple(dict.fromkeys(paper for step in steps if step is not None for paper in step.papers))


@dataclass(frozen=True, slots=True)
class SlicePapers:
    """The prints of a slice. ``addressee`` and ``cards`` read the attributes of a record.

    Without an ``addressee`` its records have no address, and no post goes to them. ``cards`` is given the record, the
    lines of the table ``card_lines`` inside it, the office's words and what is printed of the office; it is None where
    there are no cards.
    """

    rosters: tuple[RosterPaper | BrowsingPaper, ...]
    addressee: Callable[[Values], Addressee] | None = None
    cards: Callable[[Values, Sequence[Values], Words, Mapping[str, str]], Sequence[CardContent]] | None = None
    card_lines: str = ""
    facts: Facts | None = None
    bundles: tuple[Bundle, ...] = ()
