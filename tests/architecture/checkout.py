"""The project's own files, with or without git: a bare machine tests an unpacked archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kyodo_desktop"


def files(*suffixes: str) -> Iterator[Path]:
    """Yield the files that ``.gitignore`` does not leave out and whose names end so (all, when nothing is given)."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        folders[:] = [name for name in folders if name != ".git" and not ignored.match_file(f"{here / name}/")]
        for name in names:
            if name.endswith(suffixes or "") and not ignored.match_file(str(here / name)):
                yield ROOT / here / name


def texts() -> Iterator[tuple[Path, str]]:
    """Yield every file of text with its content."""
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8", errors="replace")
