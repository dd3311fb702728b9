from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.duplicates import find_duplicates
from kyodo_desktop.database.engine import open_engine
from kyodo_desktop.database.search_index import Entry, driver_of

PEOPLE = "volunteers"


def person(record_id: int, name: str, furigana: str, *other: str, kind: str = PEOPLE) -> Entry:
    return Entry(kind, record_id, sort_key(furigana), f"V-{record_id:04d}", (name,), (furigana,), other)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(tmp_path / "office.db")
    with engine.connect() as connection:
        search_index.create(connection)
        search_index.put(
            connection,
            [
                person(1, "髙橋　太郎", "たかはし　たろう", "0143-25-2703", "室蘭市幸町1番2号"),
                person(2, "高橋　花子", "たかはし　はなこ", "090-1234-5678", "室蘭市幸町１－２"),
                person(3, "渡邉　健", "わたなべ　けん", "0143-25-2703", "室蘭市"),
                person(4, "佐々木　一", "ささき　はじめ", "01432527031"),
                person(5, "佐佐木　一郎", "ささき　いちろう"),
                person(6, "高橋　太郎丸", "たかはし　たろうまる"),
                person(1, "髙橋　太郎", "たかはし　たろう", kind="organizations"),
            ],
        )
        yield connection
    engine.dispose()


def candidates(
    connection: Connection, kind: str = PEOPLE, exclude_id: int | None = None, limit: int = 20, /, **typed: str
) -> list[tuple[int, tuple[str, ...]]]:
    found = find_duplicates(
        driver_of(connection),
        kind,
        name=typed.get("name", ""),
        furigana=typed.get("furigana", ""),
        phones=typed.get("phones", "").split(),
        address=typed.get("address", ""),
        exclude_id=exclude_id,
        limit=limit,
    )
    return [(candidate.record_id, candidate.reasons) for candidate in found]


def test_a_name_is_the_same_in_any_variant(connection: Connection) -> None:
    assert candidates(connection, name="高橋 太郎") == [(1, ("名前",))]
    assert candidates(connection, name="渡部　健") == []
    assert candidates(connection, name="渡邊　健") == [(3, ("名前",))]
    assert candidates(connection, name="佐佐木一") == [(4, ("名前",))]
    assert candidates(connection, name="佐々木一郎") == [(5, ("名前",))]


def test_a_reading_is_the_same_in_any_kana(connection: Connection) -> None:
    assert candidates(connection, furigana="ﾀｶﾊｼ ﾀﾛｳ") == [(1, ("ふりがな",))]
    assert candidates(connection, furigana="たかはし") == []


def test_a_number_is_the_same_only_as_a_whole(connection: Connection) -> None:
    assert candidates(connection, phones="０１４３（２５）２７０３") == [(1, ("電話番号",)), (3, ("電話番号",))]
    assert candidates(connection, phones="25-2703 09012345678") == [(2, ("電話番号",))]
    assert candidates(connection, phones="0001") == []


def test_an_address_needs_a_number(connection: Connection) -> None:
    assert candidates(connection, address="室蘭市幸町1-2") == [(2, ("住所",))]
    assert candidates(connection, address="室蘭市") == []


def test_who_shares_most_comes_first(connection: Connection) -> None:
    typed = {"name": "渡辺健", "furigana": "わたなべけん", "phones": "0143252703", "address": "室蘭市幸町1番2号"}
    assert candidates(connection, **typed) == [
        (3, ("名前", "ふりがな", "電話番号")),
        (1, ("電話番号", "住所")),
    ]
    assert candidates(connection, PEOPLE, 3, **typed) == [(1, ("電話番号", "住所"))]
    assert candidates(connection, PEOPLE, None, 1, **typed) == [(3, ("名前", "ふりがな", "電話番号"))]


def test_nothing_typed_is_like_nobody(connection: Connection) -> None:
    assert candidates(connection) == []
    assert candidates(connection, name="・", furigana="ー", phones="-", address="１") == []


def test_a_kind_has_its_own_duplicates(connection: Connection) -> None:
    assert candidates(connection, "organizations", name="高橋太郎", phones="0143252703") == [(1, ("名前",))]
    assert candidates(connection, "projects", name="高橋太郎") == []
