"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kyodo_desktop.core.errors import WorldError, reason

_DISK_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path beside the target to write to; at the end it takes the target's place, or leaves no trace.

    Raises WorldError when the folder cannot be written, the disk is full or another program holds the target.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.touch()
        yield beside
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise _world_error(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _world_error(path: Path, error: OSError) -> WorldError:
    safe = "書き出しは行われず、元のファイルもそのままです。"
    if error.errno in _DISK_FULL:
        return WorldError(
            f"空き容量が足りないため、「{path.name}」を書き出せません。",
            safe=safe,
            next_step="不要なファイルを削除するか、別の場所を選んでください。",
        )
    if isinstance(error, FileNotFoundError):
        return WorldError(
            f"「{path.parent}」というフォルダーがありません。",
            safe=safe,
            next_step="書き出す場所を選び直してください。",
        )
    if isinstance(error, PermissionError):
        return WorldError(
            f"「{path.name}」に書き込めません。Excelなどで開いているか、書き込む権限がありません。",
            safe=safe,
            next_step="開いているときは閉じてから、もう一度書き出してください。別の名前で書き出すこともできます。",
        )
    return WorldError(
        f"「{path.name}」を書き出せません（{reason(error)}）。",
        safe=safe,
        next_step="別の場所か、別の名前を選んでください。",
    )
