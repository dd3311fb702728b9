from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from kyodo_desktop.core.text import common_shape, fold, sort_key
from kyodo_desktop.database import migrate, search_index
from kyodo_desktop.database.engine import open_engine
from kyodo_desktop.database.search_index import Entry, Hit, driver_of

PEOPLE = "volunteers"
BODIES = "organizations"

one_file = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
"""Examples may share a database file: each rolls back what it did."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(tmp_path_factory.mktemp("search") / "office.db")
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        search_index.create(connection)
        yield connection
        connection.rollback()


def person(record_id: int, name: str, furigana: str, *other: str, reference: str = "", kind: str = PEOPLE) -> Entry:
    return Entry(kind, record_id, sort_key(furigana), reference, (name,), (furigana,), other)


def found(connection: Connection, text: str, kind: str = PEOPLE) -> list[int]:
    return [hit.record_id for hit in search_index.find(driver_of(connection), text, (kind,))]


def labels(connection: Connection) -> dict[int, int]:
    rows = connection.exec_driver_sql("SELECT record_id, label FROM search_entries")
    return {row[0]: row[1] for row in rows}


# What is found


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("高橋", [1]),
        ("髙橋", [1]),
        ("ﾀｶﾊｼ", [1]),
        ("タカハシ", [1]),
        ("たかはし　たろう", [1]),
        ("ﾜﾀﾅﾍﾞ", [2]),
        ("渡辺", [2]),
        ("渡邊", [2]),
        ("邉", [2]),
        ("太", [1]),
        ("郎", [1]),
        ("子", [2]),
        ("０１４３", [1, 2]),
        ("0143-25", [1]),
        ("0143(25)", [1]),
        ("2703", [1]),
        ("703", [1]),
        ("03", [1, 3]),
        ("V-0002", [2]),
        ("v0002", [2]),
        ("港南", [2]),
        ("室蘭 子", [2]),
        ("室蘭 高橋", [1]),
        ("佐佐木", [3]),
        ("佐々木", [3]),
        ("橋太郎た", []),
        ("郎高", []),
        ("ん", []),
    ],
)
def test_any_part_in_any_writing_is_found(connection: Connection, text: str, ids: list[int]) -> None:
    search_index.put(
        connection,
        [
            person(1, "髙橋　太郎", "たかはし　たろう", "0143-25-2703", "室蘭市幸町1番2号", reference="V-0001"),
            person(2, "渡邉　優子", "わたなべ　ゆうこ", "0143-44-1111", "室蘭市港南町2丁目", reference="V-0002"),
            person(3, "佐々木　一", "ささき　はじめ", reference="V-0003"),
        ],
    )
    assert sorted(found(connection, text)) == ids
    assert search_index.count(driver_of(connection), text, (PEOPLE,)) == len(ids)
    assert sorted(search_index.record_ids(driver_of(connection), text, PEOPLE)) == ids


def test_best_come_first(connection: Connection) -> None:
    search_index.put(
        connection,
        [
            person(1, "会の山", "あいのやま"),
            person(2, "青木", "やまのかい"),
            person(3, "山田", "わかやま"),
            person(4, "やま会", "やまかい"),
            person(5, "無関係", "むかんけい", reference="山"),
            person(6, "鈴木", "すずき", "青山町"),
        ],
    )
    assert found(connection, "山") == [5, 3, 1, 6]
    assert found(connection, "やま") == [4, 2, 1, 3]


def test_kinds_come_merged_in_order_or_alone(connection: Connection) -> None:
    search_index.put(connection, [person(1, "あ会", "あかい"), person(2, "う会", "うかい")])
    search_index.put(connection, [person(1, "い会", "いかい", kind=BODIES), person(2, "え会", "えかい", kind=BODIES)])
    merged = [Hit(PEOPLE, 1), Hit(BODIES, 1), Hit(PEOPLE, 2), Hit(BODIES, 2)]
    assert search_index.find(driver_of(connection), "会") == merged
    assert search_index.find(driver_of(connection), "会", limit=3) == merged[:3]
    assert search_index.find(driver_of(connection), "会", (BODIES,)) == [Hit(BODIES, 1), Hit(BODIES, 2)]
    assert search_index.find(driver_of(connection), "会", ("projects",)) == []
    assert search_index.count(driver_of(connection), "会") == 4
    assert search_index.count(driver_of(connection), "会", (PEOPLE,)) == 2
    assert search_index.count(driver_of(connection), "会", cap=3) == 3
    assert list(search_index.record_ids(driver_of(connection), "会", PEOPLE, cap=1)) == [1]
    assert list(search_index.record_ids(driver_of(connection), "会", "projects")) == []


def test_a_long_number_inside_a_longer_word_is_one_piece(connection: Connection) -> None:
    search_index.put(
        connection,
        [
            person(1, "甲", "こう", reference="V-012345"),
            person(2, "乙", "おつ", "0123-45-6789", "v5"),
            person(3, "丙", "へい", "0123450123"),
        ],
    )
    assert found(connection, "V-01234") == [1]
    assert found(connection, "01234") == [2, 1, 3]
    assert found(connection, "50123") == [3]


@pytest.mark.parametrize("text", ["", " ", "・", "()*\"'", "---", "AND OR NOT", '"', "§«»¦", "x" * 5000, "あ " * 300])
def test_no_text_is_an_error_of_the_index(connection: Connection, text: str) -> None:
    search_index.put(connection, [person(1, "高橋", "たかはし")])
    assert search_index.find(driver_of(connection), text) == []
    assert search_index.count(driver_of(connection), text) == 0
    assert len(search_index.record_ids(driver_of(connection), text, PEOPLE)) == 0


# Against a plain scan

ALPHABET = "高髙橋佐々た゛タｶﾞが123１4０aＡ・-"
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=9)
ENTRIES = st.lists(
    st.builds(
        Entry,
        kind=st.sampled_from([PEOPLE, BODIES]),
        record_id=st.integers(1, 12),
        sort_key=st.text(alphabet="あかさ", max_size=2),
        reference=st.text(alphabet="v0123", max_size=6),
        names=st.tuples(TEXTS) | st.just(()),
        readings=st.tuples(TEXTS) | st.just(()),
        other=st.tuples(TEXTS) | st.tuples(TEXTS, TEXTS) | st.just(()),
    ),
    max_size=12,
)
QUERIES = st.text(alphabet=ALPHABET + "v  ", min_size=1, max_size=8)


def scan(entries: list[Entry], query: str) -> list[Hit]:
    """Return what a query should find, best first, by looking at every folded field."""
    words = [folded for word in query.split() if (folded := fold(word))]
    ranked = []
    for entry in {(entry.kind, entry.record_id): entry for entry in entries}.values():
        names = [shape for name in entry.names for shape in (fold(name), common_shape(name))]
        readings = [fold(reading) for reading in entry.readings]
        fields = [fold(entry.reference), *names, *readings, *map(fold, entry.other)]
        if words and all(any(word in field for field in fields) for word in words):
            marks = (
                fold(entry.reference) == "".join(words),
                any(name.startswith(words[0]) for name in names),
                any(reading.startswith(words[0]) for reading in readings),
            )
            rank = next((place for place, holds in enumerate(marks) if holds), len(marks))
            ranked.append((rank, entry.sort_key, entry.record_id, entry.kind))
    return [Hit(kind, record_id) for _, _, record_id, kind in sorted(ranked)]


@one_file
@given(ENTRIES, st.lists(QUERIES, min_size=1, max_size=5))
def test_what_is_found_is_what_a_scan_finds(engine: Engine, entries: list[Entry], queries: list[str]) -> None:
    with engine.connect() as connection:
        search_index.create(connection)
        search_index.put(connection, entries)
        for query in queries:
            expected = scan(entries, query)
            assert search_index.find(driver_of(connection), query, limit=100) == expected
            assert search_index.find(driver_of(connection), query, limit=2) == expected[:2]
            assert search_index.count(driver_of(connection), query) == len(expected)
        connection.rollback()


@one_file
@given(st.lists(ENTRIES | st.sets(st.integers(1, 12)), max_size=6), st.booleans(), QUERIES)
def test_whatever_happens_the_index_is_as_if_made_anew(
    engine: Engine, changes: list[list[Entry] | set[int]], at_once: bool, query: str
) -> None:
    records: dict[tuple[str, int], Entry] = {}
    with engine.connect() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "_MANY", 3 if at_once else 10_000)
        search_index.create(connection)
        for change in changes:
            if isinstance(change, set):
                search_index.remove(connection, PEOPLE, change)
                records = {key: entry for key, entry in records.items() if key[0] != PEOPLE or key[1] not in change}
            else:
                search_index.put(connection, change)
                records.update(((entry.kind, entry.record_id), entry) for entry in change)
        for kind in (PEOPLE, BODIES):
            of_kind = [entry for entry in records.values() if entry.kind == kind]
            assert search_index.check(connection, kind, of_kind) == []
        assert search_index.find(driver_of(connection), query, limit=100) == scan(list(records.values()), query)
        connection.rollback()


def test_of_two_entries_for_one_record_the_later_counts(connection: Connection) -> None:
    search_index.put(connection, [person(1, "古い名", "ふるいな"), person(1, "新しい名", "あたらしいな")])
    assert found(connection, "古い") == []
    assert found(connection, "新しい") == [1]


# The order


@pytest.mark.parametrize("backwards", [False, True])
def test_one_at_a_time_into_one_place_moves_only_neighbours(connection: Connection, backwards: bool) -> None:
    search_index.put(connection, [person(n, "林", "はやし") for n in (*range(1, 500), *range(2000, 2500))])
    before = labels(connection)
    between = list(range(1000, 1200))
    for n in reversed(between) if backwards else between:
        search_index.put(connection, [person(n, "林", "はやし")])
    after = labels(connection)
    assert sorted(after, key=after.__getitem__) == sorted(after)
    assert found(connection, "林")[:3] == [1, 2, 3]
    moved = [n for n in before if before[n] != after[n]]
    assert moved
    assert min(moved) > 300
    assert max(moved) < 2200


def test_many_into_one_place_move_only_neighbours(connection: Connection) -> None:
    search_index.put(connection, [person(n, "林", "はやし") for n in (*range(1, 2000), *range(9000, 11000))])
    before = labels(connection)
    search_index.put(connection, [person(n, "林", "はやし") for n in range(5000, 5500)])
    after = labels(connection)
    assert sorted(after, key=after.__getitem__) == sorted(after)
    assert after[1] == before[1]
    assert after[10999] == before[10999]


def test_a_new_reading_moves_the_record(connection: Connection) -> None:
    search_index.put(connection, [person(n, "森", reading) for n, reading in ((1, "あ"), (2, "い"), (3, "う"))])
    search_index.put(connection, [person(1, "森", "え")])
    assert list(search_index.record_ids(driver_of(connection), "森", PEOPLE)) == [2, 3, 1]


def test_the_index_made_anew_is_the_same(connection: Connection) -> None:
    people = [person(n, f"森{n}", "もり" * (n % 3 + 1)) for n in range(1, 40)]
    search_index.put(connection, [person(1, "団体", "だんたい", kind=BODIES)])
    search_index.put(connection, people[::2])
    search_index.put(connection, people[1::2])
    before = list(search_index.record_ids(driver_of(connection), "森", PEOPLE))
    search_index.rebuild(connection, PEOPLE, people)
    assert list(search_index.record_ids(driver_of(connection), "森", PEOPLE)) == before
    assert search_index.check(connection, PEOPLE, people) == []
    assert found(connection, "団体", BODIES) == [1]
    search_index.rebuild(connection, PEOPLE, [])
    assert found(connection, "森") == []
    assert found(connection, "団体", BODIES) == [1]


# Keeping it whole


def test_a_write_that_is_rolled_back_leaves_the_index_as_it_was(connection: Connection) -> None:
    search_index.put(connection, [person(1, "高橋", "たかはし")])
    with connection.begin_nested() as savepoint:
        search_index.put(connection, [person(1, "渡辺", "わたなべ"), person(2, "田中", "たなか")])
        savepoint.rollback()
    assert found(connection, "高橋") == [1]
    assert found(connection, "田中") == []
    assert search_index.check(connection, PEOPLE, [person(1, "高橋", "たかはし")]) == []


RECORDS = [person(1, "高橋", "たかはし"), person(2, "田中", "たなか")]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("DELETE FROM search_entries WHERE record_id = 1", "索引にない記録が1件あります。"),
        ("UPDATE search_entries SET text = '«別' WHERE record_id = 1", "内容が索引と違う記録が1件あります。"),
        (
            "UPDATE search_entries SET label = label + 10000 WHERE record_id = 1",
            "並び順が、ふりがなの順になっていません。",
        ),
        ("UPDATE search_entries SET record_id = 3 WHERE record_id = 1", "記録のない索引が1件あります。"),
        (
            "INSERT INTO search (rowid, tokens) VALUES ((1 << 40) + 1, '別物')",
            "索引の語句が、その元になった内容と違います。",
        ),
        (
            "DELETE FROM search WHERE rowid = (SELECT min(label) FROM search_entries)",
            "索引の語句が、その元になった内容と違います。",
        ),
    ],
)
def test_damage_is_told(connection: Connection, damage: str, message: str) -> None:
    search_index.put(connection, RECORDS)
    assert search_index.check(connection, PEOPLE, RECORDS) == []
    connection.exec_driver_sql(damage)
    assert message in search_index.check(connection, PEOPLE, RECORDS)


def test_a_kind_without_an_index_is_told(connection: Connection) -> None:
    assert search_index.check(connection, PEOPLE, []) == []
    assert search_index.check(connection, PEOPLE, RECORDS) == ["索引にない記録が2件あります。"]


def test_the_check_needs_no_right_to_write(tmp_path: Path) -> None:
    writer = open_engine(tmp_path / "office.db")
    with writer.begin() as connection:
        search_index.create(connection)
        search_index.put(connection, RECORDS)
    writer.dispose()
    reader = open_engine(tmp_path / "office.db", read_only=True)
    with reader.connect() as connection:
        assert search_index.check(connection, PEOPLE, RECORDS) == []
        assert found(connection, "高橋") == [1]
    reader.dispose()


def test_nothing_of_a_purged_record_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    engine = open_engine(path)
    kept = [person(n, "山田", "やまだ") for n in range(2, 50)]
    with engine.begin() as connection:
        search_index.create(connection)
        search_index.put(connection, [person(1, "龘靐", "とう", "07019"), *kept])
    traces = ["龘靐".encode(), b"7019"]
    _empty_journal(engine)
    assert all(trace in path.read_bytes() for trace in traces)
    with engine.begin() as connection:
        search_index.remove(connection, PEOPLE, [1])
        search_index.purge(connection)
    _empty_journal(engine)
    assert not any(trace in path.read_bytes() for trace in traces)
    with engine.connect() as connection:
        assert search_index.check(connection, PEOPLE, kept) == []
    engine.dispose()


def _empty_journal(engine: Engine) -> None:
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


def test_tables_go_as_they_came(connection: Connection) -> None:
    search_index.put(connection, RECORDS)
    search_index.drop(connection)
    remaining = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'search%'").all()
    assert remaining == []
    search_index.create(connection)
    assert found(connection, "高橋") == []


def test_the_migrations_make_the_same_tables(tmp_path: Path, connection: Connection) -> None:
    migrated = open_engine(tmp_path / "office.db")
    migrate.move(migrated, migrate.HEAD)
    statement = "SELECT name, sql FROM sqlite_master WHERE tbl_name LIKE 'search%' ORDER BY name"
    with migrated.connect() as other:
        assert other.exec_driver_sql(statement).all() == connection.exec_driver_sql(statement).all()
    migrated.dispose()
