"""Backups are whole, verified and never put over an office."""

from __future__ import annotations

import contextlib
import filecmp
import os
import threading
import tracemalloc
from pathlib import Path

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import Cancelled, InputError, WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database import backup
from kyodo_desktop.database.connection import open_connection


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
        assert (
            restored.service("organizations").load(record_id).values
            == office.service("organizations").load(record_id).values
        )
        [(_, path)] = restored.service("organizations").attachments(record_id)
        assert path.read_text(encoding="utf-8") == "一郎"
        assert (restored.folder.forms / "own.toml").exists()
        assert restored.settings == office.settings


def test_a_restored_office_holds_its_files_once_and_is_backed_up_again(
    office: Office, tmp_path: Path, clock: FixedClock
) -> None:
    fill(office, tmp_path)
    made = office.back_up(tmp_path / f"控え{backup.SUFFIX}")
    place = tmp_path / "空の場所"
    place.mkdir()
    backup.restore(made.path, place)
    with Office(place, clock) as restored:
        with restored.database.read_rows() as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert backup.FILES not in tables
        again = restored.back_up(tmp_path / "まだない" / "ところ" / f"控え{backup.SUFFIX}")
        backup.verify(again.path)


def test_no_large_file_is_held_in_memory(office: Office, tmp_path: Path) -> None:
    large, empty = office.folder.attachments / "large", office.folder.attachments / "empty"
    large.write_bytes(bytes(range(256)) * (backup.PIECE // 256) * 12 + b"rest")
    empty.touch()
    tracemalloc.start()
    try:
        made = office.back_up(tmp_path / f"控え{backup.SUFFIX}")
        backup.restore(made.path, tmp_path / "戻した")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * backup.PIECE
    for path in (large, empty):
        restored = tmp_path / "戻した" / path.relative_to(office.folder.root)
        assert filecmp.cmp(restored, path, shallow=False)


def test_a_damaged_office_makes_no_backup(office: Office, tmp_path: Path, clock: FixedClock) -> None:
    fill(office, tmp_path)
    root = office.folder.root
    office.close()
    with contextlib.closing(open_connection(root / backup.DATABASE, journal=False)) as connection:
        question = "SELECT rootpage FROM sqlite_master WHERE name = 'organizations'"
        (page,) = connection.execute(question).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with (root / backup.DATABASE).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\0" * size)
    with pytest.raises(WorldError, match="データベースの傷が見つかりました"):
        backup.back_up(root, tmp_path / "控え.kyodo-backup", clock.now())
    assert not list(tmp_path.glob("控え*"))


def test_a_backup_is_on_the_disk_before_it_has_its_name(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, flushed = tmp_path / "控え.kyodo-backup", []

    def flush(descriptor: int) -> None:
        if threading.current_thread() is threading.main_thread():
            flushed.append(target.exists())
        fsync(descriptor)

    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", flush)
    office.back_up(target)
    assert flushed == [False, True], "first the content, then the folder with the name"


def test_a_damaged_backup_is_refused_and_leaves_no_folder(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    content = bytearray(made.path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    made.path.write_bytes(content)
    with pytest.raises(InputError, match=r"壊れて|読めません"):
        backup.restore(made.path, tmp_path / "戻した")
    assert not (tmp_path / "戻した").exists()


def test_a_backup_with_a_strange_file_name_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    with contextlib.closing(open_connection(made.path, journal=False)) as connection:
        connection.execute(f"UPDATE {backup.FILES} SET name = '../外' WHERE name = 'settings.toml'")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match="受け付けられません"):
        backup.restore(made.path, tmp_path / "戻した")
    assert sorted(tmp_path.iterdir()) == before


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


def test_what_is_attached_while_the_copy_runs_is_whole(
    office: Office, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES", 5)
    record_id = fill(office, tmp_path)
    late = tmp_path / "あとから.txt"
    late.write_text("二郎", encoding="utf-8")
    told: list[int] = []

    def attach_once(done: int, _total: int) -> None:
        if not told:
            office.service("organizations").attach("窓口", record_id, late)
        told.append(done)

    made = office.back_up(tmp_path / "控え.kyodo-backup", attach_once)
    backup.restore(made.path, tmp_path / "戻した")
    with Office(tmp_path / "戻した", clock) as restored:
        assert restored.check() == []
        assert len(restored.service("organizations").attachments(record_id)) == 2


def test_a_cancelled_backup_leaves_nothing(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "PAGES", 5)
    before = sorted(tmp_path.iterdir())

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        office.back_up(tmp_path / "控え.kyodo-backup", cancel)
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_holds_drafts_and_what_imports_have_taught(office: Office, tmp_path: Path, clock: FixedClock) -> None:
    kept = {"drafts/organizations-new.json": '{"title": "書きかけ"}', "import-mappings.json": "{}"}
    for name, content in kept.items():
        path = office.folder.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    backup.restore(made.path, tmp_path / "戻した")
    for name, content in kept.items():
        assert (tmp_path / "戻した" / name).read_text(encoding="utf-8") == content
    assert not list((tmp_path / "戻した").glob("office.lock*"))


def test_backup_and_restored_office_are_for_the_owner_alone(office: Office, tmp_path: Path) -> None:
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    backup.restore(made.path, tmp_path / "戻した")
    assert made.path.stat().st_mode & 0o077 == 0
    assert (tmp_path / "戻した").stat().st_mode & 0o077 == 0


def test_reading_a_backup_leaves_nothing_beside_it(office: Office, tmp_path: Path) -> None:
    made = office.back_up(tmp_path / "控え.kyodo-backup")
    backup.verify(made.path)
    assert {path.name for path in tmp_path.iterdir()} == {"事務所", "控え.kyodo-backup"}


@pytest.mark.parametrize("name", ["office.db", "settings.toml", "attachments/控え.kyodo-backup"])
def test_no_backup_is_written_over_the_office_itself(office: Office, name: str) -> None:
    with pytest.raises(InputError, match="backups のほか"):
        office.back_up(office.folder.root / name)
    assert office.check() == []


def test_a_place_that_is_no_folder_is_named_in_japanese(office: Office, tmp_path: Path) -> None:
    (tmp_path / "ファイル").write_text("", encoding="utf-8")
    with pytest.raises(WorldError, match="もとのデータは変わっていません"):
        office.back_up(tmp_path / "ファイル" / "控え.kyodo-backup")
