"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.core.errors import WorldError, reason


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; one that was there before stays until the new one is whole.

    Raises WorldError when it cannot be written.
    """
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise WorldError(
            f"「{path}」に書き込めません（{reason(error)}）。",
            next_step="フォルダーがあるか、同じ名前のファイルを開いていないかを確かめてください。",
        ) from error
