"""From whom a page of records that have files, an archive and a merge gets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.record_source import RecordSource, SavedRecord, Written


class AttachedFile(Protocol):
    """One file of a record."""

    @property
    def id(self) -> int: ...
    @property
    def file_name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def added_at(self) -> dt.datetime: ...


class OfferedForm(Protocol):
    """A form that is offered beside a record which it fits."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...

    def fits(self, values: Mapping[str, Any], words: Words) -> bool:
        """Return whether the form is for a record with these values."""
        ...


class RegisterSource(RecordSource, Protocol):
    """Keeps records with their files. Everything is called on the database thread."""

    def archive(self, staff: str, record_id: int, reason: str) -> Written:
        """Take a record out of the lists."""
        ...

    def unarchive(self, staff: str, record_id: int) -> Written:
        """Bring an archived record back into the lists. Raises InputError for one that is not archived."""
        ...

    def merge(self, staff: str, kept_id: int, merged_id: int) -> SavedRecord:
        """Make two records one."""
        ...

    def attach(self, staff: str, record_id: int, source: Path) -> Written:
        """Keep a copy of a file with a record."""
        ...

    def detach(self, staff: str, attachment_id: int) -> Written:
        """Take a file off its record."""
        ...

    def attachments(self, record_id: int) -> Sequence[tuple[AttachedFile, Path]]:
        """Return the files of a record with where their copies are."""
        ...
