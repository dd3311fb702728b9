"""What every slice does with its records, by their declarations: list, open, save, archive, merge, look back.

A slice's service derives from :class:`RecordService` and adds its rules in :meth:`problems` and :meth:`derive`.
Everything that leaves is detached and whole; everything that enters is a :class:`Draft`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.profiles import Profile
from kyodo_desktop.core.schema import Draft, Schema, Snapshot, missing
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import listing, tallies
from kyodo_desktop.database.base import Record, lines_of, schema_of
from kyodo_desktop.database.conditions import Condition
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.tallies import Group

if TYPE_CHECKING:
    from kyodo_desktop.core.new_records import NewRecords
    from kyodo_desktop.database.attachments import Attachment
    from kyodo_desktop.database.history import HistoryEntry
    from kyodo_desktop.database.record_store import Beside, Progress, RecordStore
    from kyodo_desktop.database.work import Changes, Work

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Saved:
    """A record as it was stored, and what the write changed."""

    snapshot: Snapshot
    changes: Changes


Recogniser = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Is given the values of a row from a list and returns those that stored records call otherwise."""


class RecordService(Generic[R]):
    """The service of one kind of record under the profile of the office."""

    mapped: type[R]
    conditions: ClassVar[Mapping[str, Condition]] = {}
    """Filters by name, beside ``archived``."""
    own: ClassVar[frozenset[str]] = frozenset({"reference"})
    """Attributes that a merge never fills from the other record: an empty one means something, or must be unique."""

    examined: ClassVar[tuple[str, ...] | None] = None
    """All that :meth:`problems` looks at in a new record, so that it is asked once of all alike; None: anything."""
    derived_from: ClassVar[tuple[str, ...] | None] = None
    """All that :meth:`derive` looks at in a new record, likewise."""

    def __init__(self, database: OfficeDatabase, profile: Profile, attachment_folder: Path) -> None:
        self.database = database
        self.profile = profile
        self.attachment_folder = attachment_folder
        self._words = profile.words(database.clock.now().date())

    def words(self) -> Words:
        """Return the office's words today."""
        today = self.database.clock.now().date()
        if self._words.today != today:
            self._words = self.profile.words(today)
        return self._words

    @property
    def schema(self) -> Schema:
        """The declared attributes of the record."""
        return schema_of(self.mapped)

    @functools.cached_property
    def store(self) -> RecordStore[R]:
        """The whole records; SQLAlchemy is imported here, which a list does without."""
        from kyodo_desktop.database.record_store import RecordStore

        return RecordStore(self.database, self.mapped, self.profile, self.attachment_folder)

    # Reading

    def list_ids(self, query: ListQuery) -> ListResult:
        """Return the ids of the records that a query asks for, in its order."""
        if not (query.text.strip() or any(query.filters.values())):
            with self.database.read_rows() as connection:
                return listing.list_ids(connection, self.mapped, query)
        from kyodo_desktop.database import search_listing

        if search_listing.is_search(query):
            with self.database.read_rows() as connection:
                return search_listing.list_ids(connection, self.mapped, query)
        from kyodo_desktop.database import filtered_listing

        with self.database.read() as session:
            return filtered_listing.list_ids(session, self.mapped, query, self.conditions, self.words())

    def counts(self, filters: Sequence[Filters]) -> list[int]:
        """Return how many records a list under each of these filters would have."""
        from kyodo_desktop.database import filtered_listing

        with self.database.read() as session:
            return filtered_listing.counts(session, self.mapped, filters, self.conditions, self.words())

    def rows(self, ids: Sequence[int], attributes: Sequence[str]) -> dict[int, tuple[Any, ...]]:
        """Return the named attributes of the records, by id."""
        with self.database.read_rows() as connection:
            return listing.rows(connection, self.mapped, ids, attributes)

    def lines(self, inside: str, ids: Sequence[int], attributes: Sequence[str]) -> dict[int, list[dict[str, Any]]]:
        """Return the named attributes of the lines of one table inside the records, by record id, in order."""
        with self.database.read_rows() as connection:
            return listing.lines(connection, lines_of(self.mapped)[inside], ids, attributes)

    def stamp(self) -> tuple[int, ...]:
        """Return what differs whenever one of the records was added, changed or archived: read again then."""
        with self.database.read_rows() as connection:
            return listing.stamp(connection, self.mapped)

    def ids_with(self, attribute: str, value: object) -> list[int]:
        """Return the ids of the records with a value (a number or a text) in an attribute, the oldest first.

        A save asks this: it takes a tenth of what a filtered list takes.
        """
        with self.database.read_rows() as connection:
            return listing.ids_with(connection, self.mapped, attribute, value)

    def last_operation(self) -> int:
        """Return the number of the last write of the office: what was read before holds while it stays the same."""
        with self.database.read_rows() as connection:
            return listing.last_operation(connection)

    def used(self, attribute: str, limit: int = 200) -> list[str]:
        """Return the texts that records have in an attribute, the commonest first."""
        with self.database.read_rows() as connection:
            return listing.used(connection, self.mapped, attribute, limit)

    def grouped(self, attributes: Sequence[str], amounts: Sequence[str] = ()) -> list[Group]:
        """Return how many records share the same values in some attributes, with the sums of amounts."""
        with self.database.read_rows() as connection:
            return tallies.grouped(connection, self.mapped, attributes, amounts)

    def load(self, record_id: int) -> Snapshot:
        """Return a whole record. Raises InputError when there is none."""
        return self.store.load(record_id)

    def load_many(self, ids: Sequence[int]) -> list[Snapshot]:
        """Return whole records in the order of ``ids``."""
        return self.store.load_many(ids)

    def find(self, reference: str) -> Snapshot:
        """Return the record of a 整理番号 as people write it. Raises InputError when there is none."""
        return self.store.find(reference, self.words())

    def search(self, text: str, limit: int = 50) -> list[int]:
        """Return the ids of the best matches, best first."""
        return self.store.search(text, limit)

    def history(self, record_id: int) -> list[HistoryEntry]:
        """Return everything that happened to a record, newest first."""
        return self.store.history(record_id, self.words())

    def duplicates(
        self, values: Mapping[str, Any], exclude_id: int | None = None
    ) -> list[tuple[Snapshot, tuple[str, ...]]]:
        """Return stored records that may be the same as what is being typed, each with the reasons in Japanese."""
        return self.store.duplicates(values, exclude_id)

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        """Return what may be meant by a text that is being typed into a ``suggested`` attribute; best first."""
        return ()

    def attachments(self, record_id: int) -> list[tuple[Attachment, Path]]:
        """Return the files of a record with where their copies are."""
        return self.store.attachments(record_id)

    def beside(self, drafts: Iterable[Draft]) -> Sequence[Beside]:
        """Return what new records from a list want stored first, in the same operation: their past rounds."""
        return ()

    def recogniser(self) -> Recogniser | None:
        """Return what knows the words of what is stored, as the round that a text means; None where no row needs it."""
        return None

    def recognise_lines(self, values: Mapping[str, Any], tables: dict[str, list[dict[str, Any]]]) -> Sequence[str]:
        """Give the lines of a record from a list what they do not say themselves; return what was left out of them."""
        return ()

    # Rules of the slice

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        """Return what the slice's rules refuse in a draft, beyond what its fields say."""
        return []

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return the values that follow from the draft (``derived`` attributes, defaults of a new record)."""
        return {}

    def follow(self, work: Work, before: Snapshot | None, after: Snapshot) -> None:
        """Write what follows for other records from one that was saved, within the same operation."""

    def absorb(self, work: Work, became: Snapshot) -> None:
        """Write what follows for the records that name ``became`` by now, into which another was merged."""

    def check(self, draft: Draft, stored: Snapshot | None = None) -> list[Problem]:
        """Return everything that keeps a draft from being saved."""
        problems = [*missing(self.schema, draft), *self.problems(draft, stored)]
        if stored is not None and not draft.values.get("reference", stored["reference"]):
            problems.append(Problem(f"登録番号を入力してください（これまでは {stored['reference']}）。", "reference"))
        return problems

    # Writing

    def save(self, staff: str, draft: Draft) -> Saved:
        """Store a draft: a new record gets its 整理番号, a stored one must still be at the draft's version.

        Raises InputError with every problem, or when the record changed meanwhile.
        """
        return Saved(*self.store.save(staff, draft, self.check, self.derive, self.follow))

    def save_all(
        self,
        staff: str,
        action: str,
        drafts: Iterable[Draft],
        *,
        checked: bool = False,
        progress: Progress | None = None,
        beside: Sequence[Beside] = (),
    ) -> Changes:
        """Store many drafts in one operation, all or none. New records are written in bulk.

        ``checked`` drafts passed :meth:`check` today and are not looked at again. ``progress`` is told the records
        stored and their number before and after the new ones, then every 500; when it raises Cancelled nothing is
        stored. ``beside`` is stored first. Raises InputError with the problems of every draft; ``row`` is the draft's
        place from 0.
        """
        drafts = list(drafts)
        new = [draft for draft in drafts if draft.id is None]
        changed = [draft for draft in drafts if draft.id is not None]
        stored = self._stored(changed)
        if not checked and (problems := self._problems_of_all(drafts, stored)):
            raise InputError(problems)
        return self._enter(staff, action, new, changed, stored, progress=progress, beside=beside)

    def store_all(
        self,
        staff: str,
        action: str,
        new: NewRecords,
        changed: Sequence[Draft],
        *,
        progress: Progress | None = None,
        beside: Sequence[Beside] = (),
    ) -> Changes:
        """Store new records and changes of stored ones as :meth:`save_all` does; all passed :meth:`check` today."""
        return self._enter(staff, action, new, changed, self._stored(changed), progress=progress, beside=beside)

    def _enter(
        self,
        staff: str,
        action: str,
        new: NewRecords | Sequence[Draft],
        changed: Sequence[Draft],
        stored: Mapping[int | None, Snapshot],
        *,
        progress: Progress | None,
        beside: Sequence[Beside],
    ) -> Changes:
        follow = None if type(self).follow is RecordService.follow else self.follow
        return self.store.save_all(
            staff,
            action,
            new,
            changed,
            stored,
            derive=self.derive,
            derived_from=self.derived_from,
            follow=follow,
            progress=progress,
            beside=beside,
        )

    def _stored(self, changed: Sequence[Draft]) -> dict[int | None, Snapshot]:
        return {each.id: each for each in self.load_many([draft.id for draft in changed if draft.id is not None])}

    def archive(self, staff: str, record_id: int, reason: str) -> Changes:
        """Take a record out of the lists; it stays readable in the archive until its 保存年限 is over."""
        return self.store.archive(staff, record_id, reason)

    def unarchive(self, staff: str, record_id: int) -> Changes:
        """Bring an archived record back into the lists."""
        return self.store.unarchive(staff, record_id)

    def merge(self, staff: str, kept_id: int, merged_id: int) -> Saved:
        """Make two records one: what hangs on the second moves to the first, and the second goes to the archive.

        Empty attributes of the kept record are filled from the other, but not those in :attr:`own`. One undo takes it
        all back. Raises InputError when one of the two is archived.
        """
        if kept_id == merged_id:
            raise InputError("同じ記録どうしは統合できません。別の記録を選んでください。")
        return Saved(*self.store.merge(staff, kept_id, merged_id, self.own, derive=self.derive, absorb=self.absorb))

    def undo(self, staff: str, operation_id: int) -> Changes:
        """Take one operation back as a new one. Raises InputError when a later one changed the same records."""
        return self.store.undo(staff, operation_id)

    def attach(self, staff: str, record_id: int, source: Path) -> Changes:
        """Keep a copy of a file with a record."""
        return self.store.attach(staff, record_id, source)

    def detach(self, staff: str, attachment_id: int) -> Changes:
        """Take a file off its record. The stored copy stays for the undo."""
        return self.store.detach(staff, attachment_id)

    def _problems_of_all(self, drafts: Sequence[Draft], stored: Mapping[int | None, Snapshot]) -> list[Problem]:
        return [
            Problem(f"{place + 1}件目：{problem.message}", problem.attribute, problem.child, place)
            for place, draft in enumerate(drafts)
            for problem in self.check(draft, stored.get(draft.id))
        ]
