"""Files that belong to records, kept by their SHA-256 in the office folder: the same file is stored once."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Index, Integer, Select, String, Table, select

from kyodo_desktop.core.errors import InputError, WorldError, reason
from kyodo_desktop.core.whole_file import sync_folder
from kyodo_desktop.database.mapping import NEVER_AGAIN, Base
from kyodo_desktop.database.work import Owner, Work

CHUNK = 1 << 20
LARGEST = 100 * CHUNK
"""100 MiB: a scanned application is a few; more is a film that belongs elsewhere."""


TABLE = Table(
    "attachments",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("record_table", String, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("file_name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Index("ix_attachments_record", "record_table", "record_id"),
    **NEVER_AGAIN,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of one record; ``size`` in bytes."""

    id: int
    record_table: str
    record_id: int
    sha256: str
    file_name: str
    size: int
    added_at: dt.datetime


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
            for changed in (stored.parent, folder, folder.parent):
                sync_folder(changed)
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


def of_record(connection: Connection, record: Owner) -> list[Attachment]:
    """Return the files of a record, oldest first."""
    return [Attachment(*row) for row in connection.execute(_of(record))]


def add(work: Work, record: Owner, file_name: str, sha256: str, size: int) -> None:
    """Enter a file that the store keeps as one of a record."""
    values = {"sha256": sha256, "file_name": file_name, "size": size, "added_at": work.now}
    work.insert(TABLE, {"record_table": record[0], "record_id": record[1], **values}, record)


def take_off(work: Work, attachment_id: int) -> None:
    """Take a file off its record. Raises InputError when it is off already."""
    row = work.connection.execute(select(TABLE).where(TABLE.c.id == attachment_id)).mappings().first()
    if row is None:
        raise InputError("この添付は、すでに外されています。記録を開き直してください。")
    work.delete(TABLE, dict(row), (row["record_table"], row["record_id"]))


def move(work: Work, source: Owner, target: Owner) -> None:
    """Give the files of one record to another of its kind; one that it has already stays where it is."""
    held = {each.sha256 for each in of_record(work.connection, target)}
    for row in work.connection.execute(_of(source)).mappings().all():
        if row["sha256"] in held:
            continue  # it stays with the archived record, as a line that both have does
        held.add(row["sha256"])
        work.update(TABLE, dict(row), {"record_id": target[1]}, target)


def damaged(connection: Connection, folder: Path) -> Iterator[tuple[Attachment, str]]:
    """Yield each attachment whose file is missing or is no longer what was stored, with the reason in Japanese."""
    for row in connection.execute(select(TABLE).order_by(TABLE.c.id)):
        attachment = Attachment(*row)
        path = stored_path(folder, attachment.sha256)
        if not path.is_file():
            yield attachment, "ファイルがありません"
        elif _digest(path) != attachment.sha256:
            yield attachment, "ファイルの内容が変わっています"


def _of(record: Owner) -> Select[Any]:
    chosen = select(TABLE).where(TABLE.c.record_table == record[0], TABLE.c.record_id == record[1])
    return chosen.order_by(TABLE.c.id)


def _digest(path: Path) -> str:
    with path.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()
