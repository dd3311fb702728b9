"""What a page of records needs to know of its records, and from whom it gets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kyodo_desktop.core.listing import ListQuery, ListResult, Sort
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.slice import View
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.ui.colours import Mark
from kyodo_desktop.ui.columns import Column, columns_of


class Happening(Protocol):
    """One line of 経過. ``lines`` say what changed; ``undone`` strikes it through."""

    @property
    def happened_at(self) -> dt.datetime: ...
    @property
    def staff(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def lines(self) -> tuple[str, ...]: ...
    @property
    def undone(self) -> bool: ...


class Written(Protocol):
    """What a write changed; ``operation_id`` can be taken back, None when nothing changed."""

    @property
    def operation_id(self) -> int | None: ...
    @property
    def records(self) -> Mapping[str, frozenset[int]]: ...


class SavedRecord(Protocol):
    """A record as it was stored, and what the write changed."""

    @property
    def snapshot(self) -> Snapshot: ...
    @property
    def changes(self) -> Written: ...


class RecordSource(Protocol):
    """Keeps the records. Everything but ``schema`` is called on the database thread."""

    @property
    def schema(self) -> Schema: ...

    def list_ids(self, query: ListQuery) -> ListResult:
        """Return the ids that a query asks for, in its order."""
        ...

    def rows(self, ids: Sequence[int], attributes: Sequence[str]) -> Mapping[int, tuple[Any, ...]]:
        """Return the named attributes of the records that still exist, by id."""
        ...

    def load(self, record_id: int) -> Snapshot:
        """Return a whole record. Raises InputError when there is none."""
        ...

    def history(self, record_id: int) -> Sequence[Happening]:
        """Return what happened to a record, newest first."""
        ...

    def duplicates(
        self, values: Mapping[str, Any], exclude_id: int | None = None
    ) -> Sequence[tuple[Snapshot, tuple[str, ...]]]:
        """Return stored records that may be the one being typed, each with what is the same."""
        ...

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        """Return what may be meant by a text that is being typed into a ``suggested`` attribute, best first."""
        ...

    def save(self, staff: str, draft: Draft) -> SavedRecord:
        """Store a draft. Raises InputError with what is wrong with it."""
        ...


@dataclass(frozen=True)
class Filter:
    """A row of choices above the list; of those chosen in one filter any fits, and every filter has to.

    ``terms`` are either those of ``taxonomy`` or computed (状態, 年度).
    """

    name: str
    label: str
    taxonomy: str = ""
    terms: Callable[[Words], Sequence[Term]] | None = None

    def offered(self, words: Words) -> tuple[Term, ...]:
        """Return the choices, retired ones too: old records still have them."""
        return tuple(self.terms(words)) if self.terms is not None else words.taxonomy(self.taxonomy).terms


@dataclass(frozen=True)
class RecordPageDesign:
    """How a page shows its kind of records.

    ``extra_fields`` returns the attributes that only this kind of record has, ``mark`` its state, both from its values
    as they stand in the form or the list (those in ``mark_reads``). ``columns`` replaces those derived from the fields.
    ``sums`` gives totals in words for the foot of the list, such as ``会員数 計 1,234名``; it is called on the database
    thread. ``looked_alike`` are the attributes after which a possible duplicate is looked for. ``begins_with`` gives
    what a new record begins with. ``advice`` returns sentences that stand above the record, read or edited, and block
    nothing: what to keep in mind, what is not yet confirmed. ``sort`` is the order of the list unless a person chooses
    another (furigana where it is None), ``views`` are the filters that the page offers under a name.
    """

    filters: tuple[Filter, ...] = ()
    extra_fields: Callable[[Mapping[str, Any], Words], Collection[str]] = field(default=lambda _values, _words: ())
    mark: Callable[[Mapping[str, Any], Words], Mark | None] = field(default=lambda _values, _words: None)
    mark_reads: tuple[str, ...] = ()
    mark_sort: str = ""
    columns: Callable[[Schema, Words], Sequence[Column]] = columns_of
    sums: Callable[[ListResult], str] = field(default=lambda _result: "")
    looked_alike: tuple[str, ...] = ("name", "furigana", "phone", "mobile", "address")
    copied_without: frozenset[str] = frozenset({"reference"})
    begins_with: Callable[[Words], Mapping[str, Any]] = field(default=lambda _words: {})
    advice: Callable[[Mapping[str, Any], Words], Sequence[str]] = field(default=lambda _values, _words: ())
    sort: Sort | None = None
    views: tuple[View, ...] = ()


STATE = "state"
"""The column of the mark. Where a record has an attribute of this name, the mark tells it."""


def list_columns(design: RecordPageDesign, schema: Schema, words: Words) -> tuple[Column, ...]:
    """Return the columns of the list: those of the design, and 状態 behind the first four where there is one."""
    columns = list(design.columns(schema, words))
    if design.mark_reads:
        columns = [column for column in columns if column.attribute != STATE]

        def state(*values: Any) -> str | Mark:
            return design.mark(dict(zip(design.mark_reads, values, strict=True)), words) or ""

        places = [place for place, column in enumerate(columns) if column.listed][:3]
        behind = places[-1] + 1 if places else 0
        columns.insert(behind, Column(STATE, "状態", 16, state, design.mark_reads, sort=design.mark_sort))
    return tuple(columns)
