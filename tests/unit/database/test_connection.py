"""How the database keeps what it is given: related, on the disk before it says so, and gone when it is removed."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.database.connection import open_connection

KEPT = {
    "foreign_keys": 1,
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a power cut takes nothing that was called saved
    "secure_delete": 1,
}


def test_every_way_into_the_database_has_the_same_care(office: Office) -> None:
    with office.database.read_rows() as connection:
        assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in KEPT} == KEPT
    with office.database.read() as session:
        asked = session.connection()
        assert {name: asked.exec_driver_sql(f"PRAGMA {name}").scalar() for name in KEPT} == KEPT
    with office.database.write("窓口", "何もしない") as work:
        assert {name: work.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in KEPT} == KEPT


def made(path: Path) -> Path:
    with closing(open_connection(path)) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    return path


@pytest.mark.parametrize(("sealed", "beside"), [(os.ST_RDONLY, []), (0, ["office.db-shm", "office.db-wal"])])
def test_a_database_on_a_disk_that_takes_no_writing_is_read_without_a_file_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sealed: int, beside: list[str]
) -> None:
    path = made(tmp_path / "office.db")
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=sealed))
    with closing(open_connection(path, read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
        assert sorted(each.name for each in tmp_path.iterdir() if each != path) == beside


def test_a_log_that_was_not_written_back_is_read_also_on_such_a_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "office.db")
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    with closing(open_connection(path)) as writer:
        writer.execute("INSERT INTO people VALUES ('山田')")
        with closing(open_connection(path, read_only=True)) as reader:
            assert reader.execute("SELECT name FROM people").fetchall() == [("山田",)]
