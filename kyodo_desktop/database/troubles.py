"""What SQLite and the disk say, in words a clerk can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from kyodo_desktop.core.errors import InputError, WorldError

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
    ("disk I/O error", "ディスクの読み書きに失敗しました。", "ディスクの接続を確かめて、もう一度操作してください。"),
)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what the world did into a WorldError; whatever is not known here is a bug and goes on as it is."""
    try:
        yield
    except StaleDataError as error:
        raise InputError(
            "この記録は、開いた後に別の画面で変更されています。入力した内容は残っています。最新の内容を確かめてから、もう一度保存してください。"
        ) from error
    except (DBAPIError, driver.Error) as error:
        words = str(error.orig if isinstance(error, DBAPIError) else error)
        for sign, happened, next_step in SAID:
            if sign in words:
                raise WorldError(
                    happened, safe="それまでに保存した内容は失われていません。", next_step=next_step
                ) from error
        raise
