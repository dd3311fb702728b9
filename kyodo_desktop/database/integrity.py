"""Is everything what it should be? The database, its index, the files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from kyodo_desktop.database import attachments, search_index
from kyodo_desktop.database.searchable import entries, records


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right. ``what`` names the part, ``message`` says it in Japanese."""

    what: str
    message: str


def rebuild_index(connection: Connection) -> None:
    """Make the search index of every kind of record anew. The caller's transaction keeps it."""
    for table in sorted(records()):
        search_index.rebuild(connection, table, entries(connection, table))


def check(connection: Connection, attachment_folder: Path) -> list[Finding]:
    """Return everything that is wrong with an office; an empty list is a sound one."""
    findings = [
        Finding("database", f"データベースの検査：{row[0]}")
        for row in connection.exec_driver_sql("PRAGMA integrity_check(100)")
        if row[0] != "ok"
    ]
    findings += [
        Finding("database", f"つながりの切れた行：{row[0]} の {row[1]} 番")
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    for table in sorted(records()):
        findings += [
            Finding("index", f"検索の索引：{message}")
            for message in search_index.check(connection, table, entries(connection, table))
        ]
    findings += [
        Finding("attachments", f"添付「{attachment.file_name}」：{reason}")
        for attachment, reason in attachments.damaged(connection, attachment_folder)
    ]
    return findings
