"""A file is written whole or not at all, and is there after a power cut."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kyodo_desktop.core.errors import WorldError, reason

_DISK_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as :func:`replacing` does, and raise what that does."""
    with replacing(path) as beside:
        beside.write_bytes(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path beside the target to write to; at the end it takes the target's place, or leaves no trace.

    A file that was there before stays until the new one is whole. Raises WorldError when the folder cannot be written,
    the disk is full or another program holds the target.
    """
    beside = path.with_name(path.name + ".part")
    try:
        beside.touch()
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # what kept it from being written keeps it from being removed
            beside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Wait until the names of the files in a folder are on the disk. Windows writes them with the files themselves."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refused(path: Path, error: OSError) -> WorldError:
    safe = "もとのファイルは変わっていません。"
    if error.errno in _DISK_FULL:
        return WorldError(
            f"空き容量が足りないため、「{path.name}」に書き込めません。",
            safe=safe,
            next_step="不要なファイルを削除するか、別の場所を選んでください。",
        )
    if isinstance(error, FileNotFoundError):
        return WorldError(
            f"「{path.name}」に書き込めません。「{path.parent}」というフォルダーがありません。",
            safe=safe,
            next_step="書き込む場所を選び直してください。",
        )
    if isinstance(error, PermissionError):
        return WorldError(
            f"「{path.name}」に書き込めません。Excelなどで開いているか、書き込む権限がありません。",
            safe=safe,
            next_step="開いているときは閉じてから、もう一度書き込んでください。別の名前で書き込むこともできます。",
        )
    return WorldError(
        f"「{path.name}」に書き込めません（{reason(error)}）。",
        safe=safe,
        next_step="別の場所か、別の名前を選んでください。",
    )
