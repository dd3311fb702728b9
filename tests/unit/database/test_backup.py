"""Backups are whole, verified and never put over an office."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database import backup


def fill(office: Office, tmp_path: Path) -> int:
    kind = office.words().taxonomy("organization_kinds").terms[0].code
    service = office.service("organizations")
    stored = service.save("窓口", Draft({"kind": kind, "name": "濵田の会"})).snapshot
    paper = tmp_path / "名簿.txt"
    paper.write_text("一郎", encoding="utf-8")
    service.attach("窓口", stored.id, paper)
    (office.folder.forms / "own.toml").write_text("title = '様式'", encoding="utf-8")
    return stored.id


def test_a_restored_office_is_the_office(office: Office, tmp_path: Path, clock: FixedClock) -> None:
    record_id = fill(office, tmp_path)
    made = office.back_up(tmp_path / f"控え{backup.SUFFIX}")
    backup.restore(made.path, tmp_path / "戻した")
    with Office(tmp_path / "戻した", clock) as restored:
        assert restored.check() == []
        assert restored.service("organizations").load(record_id).values == office.service("organizations").load(record_id).values
        [(_, path)] = restored.service("organizations").attachments(record_id)
        assert path.read_text(encoding="utf-8") == "一郎"
        assert (restored.folder.forms / "own.toml").exists()
        assert restored.settings == office.settings


def test_a_damaged_backup_is_refused_and_leaves_no_folder(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    content = bytearray(made.path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    made.path.write_bytes(content)
    with pytest.raises(InputError, match=r"壊れて|読めません"):
        backup.restore(made.path, tmp_path / "戻した")
    assert not (tmp_path / "戻した").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a database", "ただの文章".encode()])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "別.kyodo-backup"
    path.write_bytes(content)
    with pytest.raises(InputError, match="バックアップ"):
        backup.restore(path, tmp_path / "戻した")


def test_an_office_is_never_overwritten(office: Office, tmp_path: Path) -> None:
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    with pytest.raises(InputError, match="空のフォルダー"):
        backup.restore(made.path, office.folder.root)
