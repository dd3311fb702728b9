"""What SQLite and the disk say, in words a clerk can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlcipher3.dbapi2 as driver

from kyodo_desktop.core.errors import WorldError

SAID = (
    (
        "database or disk is full",
        "ディスクの空きがないため、保存できませんでした。",
        "不要なファイルを消すか、別のディスクに移してから、もう一度保存してください。",
    ),
    (
        "database is locked",
        "ほかのプログラムがデータベースを使っているため、保存できませんでした。",
        "バックアップや同期のソフトが動いていれば終わるのを待ち、もう一度保存してください。",
    ),
    (
        "readonly database",
        "このフォルダーには書き込めません。",
        "フォルダーの書き込み権限を確かめるか、閲覧だけで開いてください。",
    ),
    (
        "file is not a database",
        "office.db は協働デスクのデータベースではありません。",
        "フォルダーを選び直すか、バックアップから戻してください。",
    ),
    (
        "malformed",
        "データベースの一部が壊れています。",
        "そのまま使わずに、バックアップから新しいフォルダーに戻してください。",
    ),
    (
        "unable to open database file",
        "データベースを開けません。",
        "フォルダーがあるか、読み取りの権限があるかを確かめてください。",
    ),
    (
        "disk I/O error",
        "ディスクの読み書きに失敗しました。",
        "ディスクの空きと接続を確かめて、もう一度操作してください。",
    ),
)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what the world did into a WorldError; whatever is not known here is a bug and goes on as it is."""
    try:
        yield
    except driver.Error as error:
        known = what_happened(error)
        if known is None:
            raise
        raise known from error


def what_happened(error: BaseException | None) -> WorldError | None:
    """Return what the world did to the database by what SQLite says; None when it is nothing known."""
    words = str(error)
    for sign, happened, next_step in SAID:
        if sign in words:
            return WorldError(happened, safe="それまでに保存した内容は失われていません。", next_step=next_step)
    return None
