"""A file is written whole or not at all, and is there after a power cut."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from kyodo_desktop.core.errors import WorldError, reason


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; one that was there before stays until the new one is whole.

    Raises WorldError when it cannot be written.
    """
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):  # what kept it from being written keeps it from being removed
            partial.unlink()
        raise WorldError(
            f"「{path}」に書き込めません（{reason(error)}）。",
            safe="もとのファイルは変わっていません。",
            next_step="フォルダーがあるか、同じ名前のファイルを開いていないかを確かめてください。",
        ) from error


def sync_folder(folder: Path) -> None:
    """Wait until the names of the files in a folder are on the disk. Windows writes them with the files themselves."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
