"""What every slice does with its records, by their declarations: list, open, save, archive, merge, look back.

A slice's service derives from :class:`RecordService` and adds its rules in :meth:`problems` and :meth:`derive`.
Everything that leaves is detached and whole; everything that enters is a :class:`Draft`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.fields import Furigana, Name, Phone
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.profiles import Profile
from kyodo_desktop.core.schema import Draft, Schema, Snapshot, missing
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import attachments, bulk, duplicates, history, listing, records, search_index, sequences
from kyodo_desktop.database.attachments import Attachment
from kyodo_desktop.database.base import Record, schema_of, table_of
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.undo import undo
from kyodo_desktop.database.work import Changes, Work

R = TypeVar("R", bound=Record)

_MANY = 500
"""From this many numbers on all records are looked through at once, rather than asked for by number."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A record as it was stored, and what the write changed."""

    snapshot: Snapshot
    changes: Changes


class RecordService(Generic[R]):
    """The service of one kind of record under the profile of the office."""

    mapped: type[R]
    conditions: ClassVar[Mapping[str, listing.Condition]] = {}
    """Filters by name, beside ``archived``."""

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

    # Reading

    def list_ids(self, query: ListQuery) -> ListResult:
        """Return the ids of the records that a query asks for, in its order."""
        with self.database.read() as session:
            return listing.list_ids(session, self.mapped, query, self.conditions, self.words())

    def rows(self, ids: Sequence[int], attributes: Sequence[str]) -> dict[int, tuple[Any, ...]]:
        """Return the named attributes of the records, by id."""
        with self.database.read() as session:
            return listing.rows(session, self.mapped, ids, attributes)

    def lines(self, inside: str, ids: Sequence[int], attributes: Sequence[str]) -> dict[int, list[dict[str, Any]]]:
        """Return the named attributes of the lines of one table inside the records, by record id, in order."""
        with self.database.read() as session:
            return listing.lines(session, self.mapped, inside, ids, attributes)

    def load(self, record_id: int) -> Snapshot:
        """Return a whole record. Raises InputError when there is none."""
        with self.database.read() as session:
            return records.snapshot(records.load(session, self.mapped, record_id))

    def load_many(self, ids: Sequence[int]) -> list[Snapshot]:
        """Return whole records in the order of ``ids``."""
        with self.database.read() as session:
            return [records.snapshot(record) for record in records.load_many(session, self.mapped, ids)]

    def find(self, reference: str) -> Snapshot:
        """Return the record of a 整理番号 as people write it. Raises InputError when there is none."""
        wanted = self.schema.fields["reference"].parse(reference, self.words())
        table = table_of(self.mapped)
        with self.database.read() as session:
            found = session.scalar(select(table.c.id).where(table.c.reference == wanted))
            if found is None:
                raise InputError(f"{self.schema.label}に「{reference}」番の登録はありません。番号を確かめてください。")
            return records.snapshot(records.load(session, self.mapped, found))

    def history(self, record_id: int) -> list[history.HistoryEntry]:
        """Return everything that happened to a record, newest first."""
        with self.database.read() as session:
            return history.of_record(session, self.mapped, record_id, self.words())

    def duplicates(
        self, values: Mapping[str, Any], exclude_id: int | None = None
    ) -> list[tuple[Snapshot, tuple[str, ...]]]:
        """Return stored records that may be the same as what is being typed, each with the reasons in Japanese."""
        fields = self.schema.fields
        phones = tuple(values[name] for name, field in fields.items() if isinstance(field, Phone) and values.get(name))
        with self.database.read() as session:
            candidates = duplicates.find_duplicates(
                session.connection(),
                self.mapped.__tablename__,
                name=values.get("name") or "",
                furigana=values.get("furigana") or "",
                phones=phones,
                address=values.get("address") or "",
                exclude_id=exclude_id,
            )
            reasons = {candidate.record_id: candidate.reasons for candidate in candidates}
            found = records.load_many(session, self.mapped, list(reasons))
            return [(records.snapshot(record), reasons[record.id]) for record in found]

    # Rules of the slice

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        """Return what the slice's rules refuse in a draft, beyond what its fields say."""
        return []

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return the values that follow from the draft (``derived`` attributes, defaults of a new record)."""
        return {}

    def check(self, draft: Draft, stored: Snapshot | None = None) -> list[Problem]:
        """Return everything that keeps a draft from being saved."""
        return [*missing(self.schema, draft), *self.problems(draft, stored)]

    # Writing

    def save(self, staff: str, draft: Draft) -> Saved:
        """Store a draft: a new record gets its 整理番号, a stored one must still be at the draft's version.

        Raises InputError with every problem, or when the record changed meanwhile.
        """
        stored = self.load(draft.id) if draft.id is not None else None
        if problems := self.check(draft, stored):
            raise InputError(problems)
        action = f"{self.schema.label}の{'変更' if stored else '登録'}"
        with self.database.write(staff, action) as work:
            self._complete(work, draft, stored)
            record = records.store(work, self.mapped, draft)
            record_id = record.id
        return Saved(self.load(record_id), work.changes)

    def save_all(self, staff: str, action: str, drafts: Iterable[Draft], *, checked: bool = False) -> Changes:
        """Store many drafts in one operation, all or none. New records are written in bulk.

        ``checked`` drafts passed :meth:`check` today and are not looked at again. Raises InputError with the problems
        of every draft; ``row`` is the draft's place from 0.
        """
        drafts = list(drafts)
        changed = [draft.id for draft in drafts if draft.id is not None]
        stored: dict[int | None, Snapshot] = {snapshot.id: snapshot for snapshot in self.load_many(changed)}
        if not checked and (problems := self._problems_of_all(drafts, stored)):
            raise InputError(problems)
        with self.database.write(staff, action) as work:
            new = [draft for draft in drafts if draft.id is None]
            self._number(work, [draft for draft in new if not draft.values.get("reference")])
            for draft in drafts:
                draft.values.update(self.derive(draft, stored.get(draft.id)))
            self._refuse_taken(work.session, drafts)
            bulk.insert_drafts(work, self.mapped, new)
            held = records.load_many(work.session, self.mapped, changed)  # the session lets go of what nobody holds
            for draft in drafts:
                if draft.id is not None:
                    records.store(work, self.mapped, draft)
            del held
        return work.changes

    def _problems_of_all(self, drafts: Sequence[Draft], stored: Mapping[int | None, Snapshot]) -> list[Problem]:
        return [
            Problem(f"{place + 1}件目：{problem.message}", problem.attribute, problem.child, place)
            for place, draft in enumerate(drafts)
            for problem in self.check(draft, stored.get(draft.id))
        ]

    def archive(self, staff: str, record_id: int, reason: str) -> Changes:
        """Take a record out of the lists; it stays readable in the archive until its 保存年限 is over."""
        with self.database.write(staff, f"{self.schema.label}の保管庫への移動") as work:
            record = records.load(work.session, self.mapped, record_id)
            record.archived_at, record.archived_reason = work.now, reason
        return work.changes

    def unarchive(self, staff: str, record_id: int) -> Changes:
        """Bring an archived record back into the lists."""
        with self.database.write(staff, f"{self.schema.label}の保管庫からの復帰") as work:
            record = records.load(work.session, self.mapped, record_id)
            record.archived_at = record.archived_reason = None
        return work.changes

    def merge(self, staff: str, kept_id: int, merged_id: int, values: Mapping[str, Any] | None = None) -> Saved:
        """Make two records one: what hangs on the second moves to the first, and the second goes to the archive.

        Empty attributes of the kept record are filled from the other; ``values`` override both. One undo takes it
        all back.
        """
        if kept_id == merged_id:
            raise InputError("同じ記録どうしは統合できません。別の記録を選んでください。")
        with self.database.write(staff, f"{self.schema.label}の統合") as work:
            kept = records.load(work.session, self.mapped, kept_id)
            merged = records.load(work.session, self.mapped, merged_id)
            for name in self.schema.fields:
                if name != "reference" and getattr(kept, name) in (None, "", ()):
                    setattr(kept, name, getattr(merged, name))
            for name, value in (values or {}).items():
                setattr(kept, name, value)
            self._move_lines(work.session, kept, merged)
            for attachment in attachments.of_record(work.session, self.mapped.__tablename__, merged_id):
                attachment.record_id = kept_id
            merged.archived_at = work.now
            merged.archived_reason = f"{kept.reference}（{kept.name}）に統合"
        return Saved(self.load(kept_id), work.changes)

    def undo(self, staff: str, operation_id: int) -> Changes:
        """Take one operation back as a new one. Raises InputError when a later one changed the same records."""
        with self.database.write(staff, "元に戻す") as work:
            operation = undo(work, operation_id)
            work.operation.action = f"元に戻す：{operation.action}"
        return work.changes

    def attach(self, staff: str, record_id: int, source: Path) -> Changes:
        """Keep a copy of a file with a record."""
        sha256, size = attachments.keep(self.attachment_folder, source)
        with self.database.write(staff, f"{self.schema.label}への添付") as work:
            work.session.add(
                Attachment(
                    record_table=self.mapped.__tablename__,
                    record_id=record_id,
                    sha256=sha256,
                    file_name=source.name,
                    size=size,
                    added_at=work.now,
                )
            )
        return work.changes

    def detach(self, staff: str, attachment_id: int) -> Changes:
        """Take a file off its record. The stored copy stays for the undo."""
        with self.database.write(staff, f"{self.schema.label}の添付の取消") as work:
            work.session.delete(work.session.get_one(Attachment, attachment_id))
        return work.changes

    def attachments(self, record_id: int) -> list[tuple[Attachment, Path]]:
        """Return the files of a record with where their copies are."""
        with self.database.read() as session:
            return [
                (attachment, attachments.stored_path(self.attachment_folder, attachment.sha256))
                for attachment in attachments.of_record(session, self.mapped.__tablename__, record_id)
            ]

    def search(self, text: str, limit: int = 50) -> list[int]:
        """Return the ids of the best matches, best first."""
        with self.database.read() as session:
            hits = search_index.find(session.connection(), text, (self.mapped.__tablename__,), limit=limit)
            return [hit.record_id for hit in hits]

    def _complete(self, work: Work, draft: Draft, stored: Snapshot | None) -> None:
        if stored is None and not draft.values.get("reference"):
            self._number(work, [draft])
        draft.values.update(self.derive(draft, stored))
        self._refuse_taken(work.session, [draft])

    def _number(self, work: Work, drafts: Sequence[Draft]) -> None:
        """Give each draft the next free 整理番号 of the office's pattern."""
        if not drafts:
            return
        pattern = self.profile.references[self.mapped.__tablename__]
        year = fiscal_year(work.now.date())
        sequence = f"{self.mapped.__tablename__}-{year}" if pattern.yearly else self.mapped.__tablename__
        taken = set(work.session.scalars(select(table_of(self.mapped).c.reference)))
        waiting = iter(drafts)
        left = len(drafts)
        while left:
            for number in sequences.take(work.session, sequence, left):
                reference = pattern.write(number, year)
                if reference not in taken:
                    next(waiting).values["reference"] = reference
                    left -= 1

    def _refuse_taken(self, session: Session, drafts: Sequence[Draft]) -> None:
        wanted: dict[str, Draft] = {}
        problems: list[Problem] = []
        for place, draft in enumerate(drafts):
            reference = draft.values.get("reference")
            if reference and reference in wanted:
                problems.append(Problem(f"登録番号「{reference}」が二つあります。", "reference", row=place))
            if reference:
                wanted[reference] = draft
        problems += [
            Problem(f"登録番号「{reference}」は、すでに使われています。別の番号か空欄にしてください。", "reference")
            for record_id, reference in self._holders(session, list(wanted))
            if wanted[reference].id != record_id
        ]
        if problems:
            raise InputError(problems)

    def _holders(self, session: Session, references: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the id and the number of each record that has one of these numbers."""
        table = table_of(self.mapped)
        numbers = select(table.c.id, table.c.reference)
        wanted = frozenset(references)
        if len(wanted) <= _MANY:
            numbers = numbers.where(table.c.reference.in_(wanted))
        yield from ((record_id, number) for record_id, number in session.execute(numbers) if number in wanted)

    def _move_lines(self, session: Session, kept: R, merged: R) -> None:
        for relation in inspect(self.mapped).relationships:
            lines = list(getattr(merged, relation.key))
            getattr(merged, relation.key).clear()
            own = getattr(kept, relation.key)
            for position, line in enumerate(lines, start=len(own)):
                line.position = position
                own.append(line)
        session.flush()


def proposal_fields(schema: Schema) -> dict[str, str]:
    """Return the furigana attributes by the name attribute that each is the reading of."""
    return {
        field.of: name
        for name, field in schema.fields.items()
        if isinstance(field, Furigana) and isinstance(schema.fields.get(field.of), Name)
    }
