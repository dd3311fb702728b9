"""How the database keeps what it is given: related, on the disk before it says so, and gone when it is removed."""

from __future__ import annotations

from kyodo_desktop.application import Office

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
