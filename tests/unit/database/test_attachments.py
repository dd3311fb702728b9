"""The store of files: what it says is kept is on the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kyodo_desktop.database import attachments


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes the names in a folder with the files themselves")
def test_a_kept_file_and_its_names_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, folder = tmp_path / "規約.txt", tmp_path / "office" / "attachments"
    source.write_text("第1条", encoding="utf-8")
    folder.parent.mkdir()
    written: list[int] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        fsync(descriptor)
        written.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "fsync", watched)
    sha256, size = attachments.keep(folder, source)
    stored = attachments.stored_path(folder, sha256)
    assert (stored.read_text(encoding="utf-8"), size) == ("第1条", 7)
    wanted = [stored, stored.parent, folder, folder.parent]
    assert written == [path.stat().st_ino for path in wanted], (
        "the file first, then its name, its folder's, the store's"
    )
