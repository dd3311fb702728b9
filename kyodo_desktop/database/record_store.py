"""Whole records of one kind in the database: open, find, save, archive, merge, attach, look back.

The rules of the slice are its service's, :mod:`kyodo_desktop.database.record_service`, which is the door to this.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, select

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.fields import Phone
from kyodo_desktop.core.new_records import NewRecords
from kyodo_desktop.core.profiles import Profile
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import attachments, bulk, duplicates, history, merging, records, search_index, sequences
from kyodo_desktop.database.attachments import Attachment
from kyodo_desktop.database.base import Record, schema_of, table_of
from kyodo_desktop.database.deriving import Derive, Deriving
from kyodo_desktop.database.mapping import map_declared
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.undo import take_back
from kyodo_desktop.database.work import Changes, Work

R = TypeVar("R", bound=Record)

_MANY = 500
"""From this many numbers on all records are looked through at once, rather than asked for by number."""

Progress = Callable[[int, int], None]
"""Is told how many are done of how many, and may raise Cancelled."""

Check = Callable[[Draft, Snapshot | None], Sequence[Problem]]
"""Returns what keeps a draft from being saved over what is stored."""


Follow = Callable[[Work, Snapshot | None, Snapshot], None]
"""Writes what follows for other records from one that was saved, within the same operation."""

Absorb = Callable[[Work, Snapshot], None]
"""Writes what follows for the records that name one by now which another was merged into."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that is stored before many new records, in their operation.

    ``said`` tells a person of it beforehand; ``forget`` is called when the operation is over, well or not.
    """

    said: str
    store: Callable[[Work], None]
    forget: Callable[[], None]


class RecordStore(Generic[R]):
    """The records of one declared class."""

    def __init__(self, database: OfficeDatabase, mapped: type[R], profile: Profile, attachment_folder: Path) -> None:
        self.database = database
        self.mapped = mapped
        self.profile = profile
        self.attachment_folder = attachment_folder
        self._kind = mapped.__tablename__
        map_declared()

    @property
    def schema(self) -> Schema:
        """The declared attributes of the record."""
        return schema_of(self.mapped)

    # Reading

    def load(self, record_id: int) -> Snapshot:
        """Return a whole record. Raises InputError when there is none."""
        with self.database.read() as session:
            return records.read(session.connection(), self.mapped, record_id).snapshot()

    def load_many(self, ids: Sequence[int]) -> list[Snapshot]:
        """Return whole records in the order of ``ids``."""
        with self.database.read() as session:
            return [each.snapshot() for each in records.read_many(session.connection(), self.mapped, ids)]

    def find(self, reference: str, words: Words) -> Snapshot:
        """Return the record of a 整理番号 as people write it. Raises InputError when there is none."""
        wanted = self.schema.fields["reference"].parse(reference, words)
        table = table_of(self.mapped)
        with self.database.read() as session:
            found = session.scalar(select(table.c.id).where(table.c.reference == wanted))
            if found is None:
                raise InputError(f"{self.schema.label}に「{reference}」番の登録はありません。番号を確かめてください。")
            return records.read(session.connection(), self.mapped, found).snapshot()

    def search(self, text: str, limit: int) -> list[int]:
        """Return the ids of the best matches, best first."""
        with self.database.read_rows() as connection:
            hits = search_index.find(connection, text, (self._kind,), limit=limit)
            return [hit.record_id for hit in hits]

    def called(self, text: str) -> list[int]:
        """Return the ids of the records whose number or whole name is this text, however it is written."""
        with self.database.read_rows() as connection:
            return duplicates.called(connection, self._kind, text)

    def history(self, record_id: int, words: Words) -> list[history.HistoryEntry]:
        """Return everything that happened to a record, newest first."""
        with self.database.read() as session:
            return history.of_record(session, self.mapped, record_id, words)

    def duplicates(self, values: Mapping[str, Any], exclude_id: int | None) -> list[tuple[Snapshot, tuple[str, ...]]]:
        """Return stored records that may be the same as what is being typed, each with the reasons in Japanese."""
        fields = self.schema.fields
        phones = tuple(values[name] for name, field in fields.items() if isinstance(field, Phone) and values.get(name))
        with self.database.read() as session:
            candidates = duplicates.find_duplicates(
                search_index.driver_of(session.connection()),
                self._kind,
                name=values.get("name") or "",
                furigana=values.get("furigana") or "",
                phones=phones,
                address=values.get("address") or "",
                exclude_id=exclude_id,
            )
            reasons = {candidate.record_id: candidate.reasons for candidate in candidates}
            found = records.read_many(session.connection(), self.mapped, list(reasons))
            return [(each.snapshot(), reasons[each.id]) for each in found]

    def attachments(self, record_id: int) -> list[tuple[Attachment, Path]]:
        """Return the files of a record with where their copies are."""
        with self.database.read() as session:
            return [
                (attachment, attachments.stored_path(self.attachment_folder, attachment.sha256))
                for attachment in attachments.of_record(session.connection(), (self._kind, record_id))
            ]

    # Writing

    def save(self, staff: str, draft: Draft, check: Check, derive: Derive, follow: Follow) -> tuple[Snapshot, Changes]:
        """Store a draft that passes ``check``; a new record gets its 整理番号. The record is read once for all."""
        action = f"{self.schema.label}の{'登録' if draft.id is None else '変更'}"
        with self.database.write(staff, action) as work:
            stored = None if draft.id is None else records.read(work.connection, self.mapped, draft.id)
            known = None if stored is None else stored.snapshot()
            if problems := check(draft, known):
                raise InputError(problems)
            if stored is not None:
                records.refuse_outdated(draft, stored)
            elif not draft.values.get("reference"):
                [draft.values["reference"]] = self._numbers(work, 1)
            draft.values.update(derive(draft, known))
            new, changed = ([draft], []) if known is None else ([], [draft])
            self._refuse_taken(work.connection, NewRecords.of(new), changed, {draft.id: known} if known else {})
            saved = records.store(work, self.mapped, draft, stored).snapshot()
            follow(work, known, saved)
        return saved, work.changes

    def save_all(
        self,
        staff: str,
        action: str,
        new: NewRecords | Sequence[Draft],
        changed: Sequence[Draft],
        stored: Mapping[int | None, Snapshot],
        *,
        derive: Derive,
        derived_from: Sequence[str] | None = None,
        follow: Follow | None = None,
        progress: Progress | None = None,
        beside: Sequence[Beside] = (),
    ) -> Changes:
        """Store new records and checked drafts of ``stored`` ones in one operation, all or none.

        Drafts of new records are read when ``beside``, which may fill something in, is stored. ``derived_from`` names
        all that ``derive`` looks at in a new record, None where it may look at anything. ``follow`` is told of each
        record that was changed; None where nothing follows from any.
        """
        with contextlib.ExitStack() as over, self.database.write(staff, action) as work:
            for each in beside:
                over.callback(each.forget)
                each.store(work)
            new = new if isinstance(new, NewRecords) else NewRecords.of(new)
            count, deriving = new.count, Deriving(derive, derived_from)
            for draft in changed:
                draft.values.update(derive(draft, stored.get(draft.id)))
            brought = self._refuse_taken(work.connection, new, changed, stored)

            def told(done: int) -> None:
                if progress:
                    progress(done, count + len(changed))

            def complete(batch: NewRecords) -> NewRecords:
                return deriving.over(self._numbered(work, batch, brought))

            told(0)
            bulk.insert_new(work, self.mapped, new, complete)
            told(count)
            records.store_many(work, self.mapped, changed, lambda done: told(count + done))
            if follow is not None:
                ids = [draft.id for draft in changed if draft.id is not None]
                for saved in records.read_many(work.connection, self.mapped, ids):
                    follow(work, stored[saved.id], saved.snapshot())
        return work.changes

    def insert(self, work: Work, draft: Draft, derive: Derive) -> Snapshot:
        """Store a new record within an operation, under the next number."""
        [draft.values["reference"]] = self._numbers(work, 1)
        draft.values.update(derive(draft, None))
        return records.store(work, self.mapped, draft, None).snapshot()

    def archive(self, staff: str, record_id: int, reason: str) -> Changes:
        """Take a record out of the lists."""
        with self.database.write(staff, f"{self.schema.label}の保管庫への移動") as work:
            stored = records.read(work.connection, self.mapped, record_id)
            records.change(work, stored, {"archived_at": work.now, "archived_reason": reason})
        return work.changes

    def unarchive(self, staff: str, record_id: int) -> Changes:
        """Bring an archived record back into the lists. Raises InputError for one that is not archived."""
        with self.database.write(staff, f"{self.schema.label}の保管庫からの復帰") as work:
            stored = records.read(work.connection, self.mapped, record_id)
            if stored.row["archived_at"] is None:
                raise InputError(f"「{stored.row['name']}」は保管庫に入っていません。条件の「保管庫」で一覧できます。")
            records.change(work, stored, {"archived_at": None, "archived_reason": None})
        return work.changes

    def merge(
        self, staff: str, kept_id: int, merged_id: int, own: Collection[str], *, derive: Derive, absorb: Absorb
    ) -> tuple[Snapshot, Changes]:
        """Make two records one: what hangs on the second moves to the first, and the second goes to the archive."""
        with self.database.write(staff, f"{self.schema.label}の統合") as work:
            kept = records.read(work.connection, self.mapped, kept_id)
            merged = records.read(work.connection, self.mapped, merged_id)
            became = merging.merge(work, kept, merged, own, derive).snapshot()
            absorb(work, became)
        return became, work.changes

    def undo(self, staff: str, operation_id: int) -> Changes:
        """Take one operation back as a new one. Raises InputError when a later one changed the same records."""
        return take_back(self.database, staff, operation_id)

    def attach(self, staff: str, record_id: int, source: Path) -> Changes:
        """Keep a copy of a file with a record."""
        sha256, size = attachments.keep(self.attachment_folder, source)
        with self.database.write(staff, f"{self.schema.label}への添付") as work:
            attachments.add(work, (self._kind, record_id), source.name, sha256, size)
        return work.changes

    def detach(self, staff: str, attachment_id: int) -> Changes:
        """Take a file off its record. The stored copy stays for the undo."""
        with self.database.write(staff, f"{self.schema.label}の添付の取消") as work:
            attachments.take_off(work, attachment_id)
        return work.changes

    # Inside

    def _numbered(self, work: Work, new: NewRecords, brought: Collection[str]) -> NewRecords:
        """Return new records with the next number for each that brings none."""
        references = new.columns.get("reference") or [None] * new.count
        if all(references):
            return new
        given = iter(self._numbers(work, new.count - sum(map(bool, references)), brought))
        return replace(new, columns={**new.columns, "reference": [each or next(given) for each in references]})

    def _numbers(self, work: Work, count: int, brought: Collection[str] = ()) -> list[str]:
        """Return the next 整理番号 of the office's pattern that are free, and not among those brought along."""
        pattern = self.profile.references[self._kind]
        year = fiscal_year(work.now.date())
        sequence = f"{self._kind}-{year}" if pattern.yearly else self._kind
        numbers: list[str] = []
        while left := count - len(numbers):
            written = [pattern.write(number, year) for number in sequences.take(work.connection, sequence, left)]
            taken = {reference for _, reference in self._holders(work.connection, frozenset(written))}
            numbers += [each for each in written if each not in taken and each not in brought]
        return numbers

    def _refuse_taken(
        self,
        connection: Connection,
        new: NewRecords,
        changed: Sequence[Draft],
        stored: Mapping[int | None, Snapshot],
    ) -> Collection[str]:
        """Return the new numbers that records bring. Raises InputError for those that are taken."""
        brought = list(filter(None, new.columns.get("reference", ())))
        wanted: dict[str, int | None] = dict.fromkeys(brought)
        twice = [each for each, count in Counter(brought).items() if count > 1] if len(wanted) < len(brought) else []
        for draft in changed:
            reference = draft.values.get("reference")
            if not reference or (draft.id in stored and stored[draft.id]["reference"] == reference):
                continue
            if reference in wanted:
                twice.append(reference)
            wanted[reference] = draft.id
        problems = [
            Problem(f"登録番号「{reference}」が二つあります。片方を別の番号か空欄にしてください。", "reference")
            for reference in twice
        ]
        problems += [
            Problem(f"登録番号「{reference}」は、すでに使われています。別の番号か空欄にしてください。", "reference")
            for record_id, reference in self._holders(connection, wanted.keys())
            if wanted[reference] != record_id
        ]
        if problems:
            raise InputError(problems)
        return wanted.keys()

    def _holders(self, connection: Connection, wanted: Set[str]) -> Iterator[tuple[int, str]]:
        """Yield the id and the number of each record that has one of these numbers."""
        if not wanted:
            return
        table = table_of(self.mapped)
        numbers = select(table.c.id, table.c.reference)
        if len(wanted) <= _MANY:
            numbers = numbers.where(table.c.reference.in_(wanted))
        yield from ((record_id, number) for record_id, number in connection.execute(numbers) if number in wanted)
