"""今日: what a working day at the counter begins with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kyodo_desktop.core.slice import Slice
from kyodo_desktop.database.audit import Operation
from kyodo_desktop.database.backup import SUFFIX
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.database.undo import take_back
from kyodo_desktop.database.work import Changes

OLD_BACKUP_DAYS = 7
"""From how many days on the last backup is told as too old."""

LATEST = 12
"""How many of the latest operations are shown."""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of 今日: how many records of a slice wait, and the filters that list them."""

    label: str
    slice_name: str
    count: int
    filters: Mapping[str, tuple[str, ...]]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """What somebody began to type and never saved: in which slice, under which key, and how it is called."""

    slice_name: str
    key: str
    title: str
    kept_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Done:
    """One operation that somebody made, and whether it was taken back since."""

    operation_id: int
    happened_at: dt.datetime
    staff: str
    action: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that 今日 shows. ``last_backup`` is None when there has been none."""

    day: dt.date
    due: tuple[Due, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """What is in force, by slice; of the slices that are counted."""
    drafts: tuple[LeftDraft, ...] = ()
    """The latest first."""
    last_backup: dt.datetime | None = None
    latest: tuple[Done, ...] = ()
    """Newest first."""

    @property
    def backup_is_old(self) -> bool:
        """Whether a backup should be made today."""
        return self.last_backup is None or (self.day - self.last_backup.date()).days >= OLD_BACKUP_DAYS

    @property
    def is_beginning(self) -> bool:
        """Whether the office has no registration yet, so that the first steps are what a person needs."""
        return not any(self.counts.values()) and not any(due.count for due in self.due)


class TodayService:
    """Gathers 今日 from the slices' services."""

    def __init__(
        self,
        database: OfficeDatabase,
        slices: Sequence[Slice],
        services: Mapping[str, RecordService[Any]],
        drafts: Path,
        backups: Path,
    ) -> None:
        self.database = database
        self.slices = slices
        self.services = services
        self.drafts = drafts
        self.backups = backups

    def gather(self) -> Today:
        """Return what is due, what waits, what came in, and the last verified backup."""
        with self.database.read() as session:
            newest = select(Operation).order_by(Operation.id.desc()).limit(LATEST)
            latest = tuple(map(_done, session.scalars(newest)))
        due: list[Due] = []
        in_force: dict[str, int] = {}
        for each in self.slices:
            asked = [question.filters for question in each.questions]
            *waiting, stand = self.services[each.name].counts([*asked, each.in_force])
            due += (
                Due(question.label, each.name, count, question.filters, question.urgent)
                for question, count in zip(each.questions, waiting, strict=True)
            )
            if each.counted:
                in_force[each.name] = stand
        return Today(
            day=self.database.clock.now().date(),
            due=tuple(due),
            counts=in_force,
            drafts=self._left_drafts(),
            last_backup=max(map(_modified, _files(self.backups, SUFFIX)), default=None),
            latest=latest,
        )

    def undo(self, staff: str, operation_id: int) -> Changes:
        """Take one operation back, whichever slice it was in. Raises InputError when a later one changed the same."""
        return take_back(self.database, staff, operation_id)

    def _left_drafts(self) -> tuple[LeftDraft, ...]:
        """Return the drafts in the office's folder; the pages name their files ``SLICE-KEY.json``."""
        found = [draft for path in _files(self.drafts, ".json") if (draft := _left_draft(path)) is not None]
        known = [draft for draft in found if draft.slice_name in self.services]
        return tuple(sorted(known, key=lambda draft: draft.kept_at, reverse=True))


def _files(folder: Path, suffix: str) -> Iterable[Path]:
    return (path for path in folder.iterdir() if path.suffix == suffix) if folder.is_dir() else ()


def _done(operation: Operation) -> Done:
    undone = operation.undone_by_id is not None
    return Done(operation.id, operation.happened_at, operation.staff, operation.action, undone)


def _left_draft(path: Path) -> LeftDraft | None:
    """Return the draft in a file, None when its page could not read it either or has just removed it."""
    try:
        title = str(json.loads(path.read_text(encoding="utf-8"))["title"])
        slice_name, _, key = path.stem.rpartition("-")
        return LeftDraft(slice_name, key, title, _modified(path))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _modified(path: Path) -> dt.datetime:
    """Return when a file was written, on the office's wall clock."""
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).astimezone().replace(tzinfo=None)
