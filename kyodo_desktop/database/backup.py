"""Verified copies of an office: taken while it is open, checked before they count, put back only into a new folder.

A backup is one file: a copy of the database with one table more, which holds the other files of the folder (settings,
attachments, the office's own forms, drafts). What reads SQLite reads it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from kyodo_desktop.core.errors import InputError, WorldError, reason
from kyodo_desktop.core.whole_file import sync_folder
from kyodo_desktop.database.connection import open_connection
from kyodo_desktop.database.troubles import translated

PAGES = 2000
PIECE = 1 << 20
"""Bytes of a file beside the database that are in memory at once."""
SUFFIX = ".kyodo-backup"
DATABASE = "office.db"
BACKUPS = "backups"
LOCK = "office.lock"
PARTIAL = ".part"
FILES = "backup_files"
MAPPED = "mmap_size=1073741824"
"""Reading through the page cache instead of copying every page halves copy and check."""

Progress = Callable[[int, int], None]
"""Told the pages copied and the pages in all; raises Cancelled to stop."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy: where it is, how many bytes, and when it was taken."""

    path: Path
    size: int
    taken_at: dt.datetime


def back_up(office: Path, target: Path, now: dt.datetime, progress: Progress | None = None) -> Backup:
    """Write everything of the office folder except its backups into one verified file.

    The database is stored as it is at this moment although people go on working. Raises InputError for a target among
    the office's own files, WorldError when the disk fails or the copy is not sound; a half copy never stays behind.
    """
    place, root = target.resolve(), office.resolve()
    if place.is_relative_to(root) and not place.is_relative_to(root / BACKUPS):
        raise InputError(
            "事務所のフォルダーの中では、backups のほかにバックアップを作れません。別の場所を指定してください。"
        )
    with _new_file(target, "バックアップを書き込めませんでした") as partial:
        partial.touch(mode=0o600)
        _copy(office, partial, progress)
    return Backup(target, target.stat().st_size, now)


def _copy(office: Path, target: Path, progress: Progress | None) -> None:
    """Copy the database page by page with the other files inside, verify it and flush it to disk."""
    with (
        translated(),
        _connection(office / DATABASE, read_only=True) as reader,
        _connection(target) as writer,
        _Flusher(target) as flusher,
    ):
        for pragma in ("journal_mode=OFF", "synchronous=OFF", MAPPED):
            writer.execute(f"PRAGMA {pragma}")
        reader.execute(f"PRAGMA {MAPPED}")

        def told(_status: int, left: int, total: int) -> None:
            flusher.flush_soon()
            if progress:
                progress(total - left, total)

        reader.backup(writer, pages=PAGES, progress=told)
        writer.execute("PRAGMA journal_mode=DELETE")  # of one that stays in WAL, each reader leaves two files beside it
        writer.execute(f"CREATE TABLE {FILES} (name TEXT PRIMARY KEY, content BLOB NOT NULL)")
        for path in _beside(office):  # looked for now, because a file is stored before the record that names it
            with contextlib.suppress(FileNotFoundError):  # a draft that has just been saved
                _pack(writer, path.relative_to(office).as_posix(), path)
            flusher.flush_soon()
        if writer.execute("PRAGMA quick_check(5)").fetchall() != [("ok",)]:
            raise WorldError(
                "バックアップの検査で、データベースの傷が見つかりました。",
                safe="これまでのバックアップは残っています。",
                next_step="古いバックアップから新しいフォルダーに戻してください。",
            )


def _pack(writer: Any, name: str, path: Path) -> None:
    """Store a file in the copy, a piece at a time: a scanned application has a hundred million bytes."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        row = writer.execute(f"INSERT INTO {FILES} VALUES (?, zeroblob(?))", (name, size)).lastrowid
        with writer.open_blob(FILES, "content", row, False) as blob:
            while size and (piece := file.read(min(PIECE, size))):
                blob.write(piece)
                size -= len(piece)
    if size:
        raise OSError(errno.EIO, "a file became shorter while it was copied")


def _unpack(reader: Any, row: int, path: Path) -> None:
    """Write a stored file to ``path``, a piece at a time."""
    with path.open("wb") as file, reader.open_blob(FILES, "content", row, True) as blob:
        while piece := blob.read(PIECE):
            file.write(piece)


class _Flusher:
    """Hands what is written to the disk while the copy goes on, and waits for all of it at the end."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb+")
        self._pool = ThreadPoolExecutor(1)
        self._pending: Future[None] | None = None

    def __enter__(self) -> _Flusher:
        return self

    def flush_soon(self) -> None:
        """Begin to flush, unless a flush is under way."""
        if self._pending is None or self._pending.done():
            self._raise()
            self._pending = self._pool.submit(os.fsync, self._file.fileno())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._pool.shutdown()
        with self._file:
            if kind is None:
                self._raise()
                os.fsync(self._file.fileno())

    def _raise(self) -> None:
        if self._pending is not None:
            self._pending.result()


def restore(source: Path, target: Path) -> None:
    """Put a backup back into a new folder; an existing office is never overwritten.

    Raises InputError when the file is no sound backup or the folder is in use, WorldError when the disk fails.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"「{target}」は空のフォルダーではありません。新しいフォルダーを指定してください。")
    verify(source)
    with _new_file(target, "バックアップを戻せませんでした") as partial:
        partial.mkdir(mode=0o700)  # names and addresses are nobody's business but the counter's
        shutil.copyfile(source, partial / DATABASE)
        with translated(), _connection(partial / DATABASE) as copy:
            for row, name in copy.execute(f"SELECT rowid, name FROM {FILES}").fetchall():
                path = partial / name
                if not path.resolve().is_relative_to(partial.resolve()):
                    raise InputError(f"「{source.name}」の中のファイル名「{name}」は受け付けられません。")
                path.parent.mkdir(parents=True, exist_ok=True)
                _unpack(copy, row, path)
            copy.execute(f"DROP TABLE {FILES}")
            copy.execute("VACUUM")
        if target.exists():
            target.rmdir()


def verify(path: Path) -> None:
    """Raise InputError unless the file is a backup whose every page is sound."""
    if not path.is_file():
        happened = "はフォルダーです。バックアップの" if path.is_dir() else "がありません。"
        raise InputError(f"「{path}」{happened}ファイルを選び直してください。")
    try:
        with _connection(path, read_only=True) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            sound = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except driver.Error as error:
        raise InputError(
            f"「{path.name}」は協働デスクのバックアップとして読めません。ファイルを選び直してください。"
        ) from error
    if not {FILES, "operations"} <= tables:
        raise InputError(f"「{path.name}」は協働デスクのバックアップではありません。ファイルを選び直してください。")
    if not sound:
        raise InputError(f"「{path.name}」は壊れています。別のバックアップを選んでください。")


@contextlib.contextmanager
def _connection(path: Path, *, read_only: bool = False) -> Iterator[Any]:
    connection = open_connection(path, read_only=read_only, journal=False)
    try:
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def _new_file(target: Path, failed: str) -> Iterator[Path]:
    """Give a path beside ``target`` to write to, and put it in the target's place only when all went well."""
    partial = target.with_name(target.name + PARTIAL)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _discard(partial)
        yield partial
        partial.replace(target)
        sync_folder(target.parent)  # before what an older office is changed into is written
    except OSError as error:
        raise WorldError(
            f"{failed}（{reason(error)}）。",
            safe="もとのデータは変わっていません。",
            next_step="ディスクの空きと接続を確かめて、もう一度操作してください。",
        ) from error
    finally:
        with contextlib.suppress(OSError):  # what kept it from being written keeps it from being removed
            _discard(partial)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _beside(office: Path) -> Iterator[Path]:
    """Yield the files in the folder but the database, the lock, the backups and unfinished ones."""
    for path in sorted(office.rglob("*")):
        inside = path.relative_to(office)
        ours = inside.parts[0] == BACKUPS or inside.name.startswith((DATABASE, LOCK))
        unfinished = path.suffix == PARTIAL or any(part.startswith(".") for part in inside.parts)
        if not ours and not unfinished and path.is_file():
            yield path
