"""Files that belong to records, kept by their SHA-256 in the office folder: the same file is stored once."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kyodo_desktop.core.errors import WorldError, reason
from kyodo_desktop.database.base import Audited
from kyodo_desktop.database.mapping import NEVER_AGAIN, Base

CHUNK = 1 << 20
LARGEST = 100 * CHUNK
"""100 MiB: a scanned application is a few; more is a film that belongs elsewhere."""


class Attachment(Audited, Base):
    """One file of one record."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_record", "record_table", "record_id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_table: Mapped[str]
    record_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[dt.datetime]

    def owner(self) -> tuple[str, int]:
        return self.record_table, self.record_id


def keep(folder: Path, source: Path) -> tuple[str, int]:
    """Copy a file into the store and return its SHA-256 and size in bytes. It is on disk when this returns."""
    try:
        size = source.stat().st_size
        if size > LARGEST:
            raise WorldError(
                f"「{source.name}」は大きすぎるため、添付できません（{size // CHUNK} MB）。",
                next_step=f"{LARGEST // CHUNK} MB までのファイルを選んでください。",
            )
        folder.mkdir(exist_ok=True)
        digest = hashlib.sha256()
        with source.open("rb") as reader, tempfile.TemporaryDirectory(dir=folder, prefix=".") as unfinished:
            copy = Path(unfinished, "copy")
            with copy.open("wb") as writer:
                while chunk := reader.read(CHUNK):
                    digest.update(chunk)
                    writer.write(chunk)
                writer.flush()
                os.fsync(writer.fileno())
            stored = stored_path(folder, digest.hexdigest())
            stored.parent.mkdir(exist_ok=True)
            copy.replace(stored)
    except OSError as error:
        raise WorldError(
            f"「{source.name}」を添付できませんでした（{reason(error)}）。",
            safe="記録は変わっていません。",
            next_step="ファイルがあるか、ディスクに空きがあるかを確かめてください。",
        ) from error
    return digest.hexdigest(), size


def stored_path(folder: Path, sha256: str) -> Path:
    """Return where the store keeps the file of this digest."""
    return folder / sha256[:2] / sha256


def of_record(session: Session, table: str, record_id: int) -> list[Attachment]:
    """Return the files of a record, oldest first."""
    return list(
        session.scalars(
            select(Attachment)
            .where(Attachment.record_table == table, Attachment.record_id == record_id)
            .order_by(Attachment.id)
        )
    )


def damaged(session: Session, folder: Path) -> Iterator[tuple[Attachment, str]]:
    """Yield each attachment whose file is missing or is no longer what was stored, with the reason in Japanese."""
    for attachment in session.scalars(select(Attachment).order_by(Attachment.id)):
        path = stored_path(folder, attachment.sha256)
        if not path.is_file():
            yield attachment, "ファイルがありません"
        elif _digest(path) != attachment.sha256:
            yield attachment, "ファイルの内容が変わっています"


def _digest(path: Path) -> str:
    with path.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()
