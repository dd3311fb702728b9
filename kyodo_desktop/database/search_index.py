"""The search index: kept with the records in their transaction, asked while a person types.

This module is its face; questions are in ``search_query``, changes in ``search_upkeep``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from sqlalchemy import Connection

from kyodo_desktop.database.search_query import Hit, count, find, record_ids
from kyodo_desktop.database.search_tables import CREATE, DROP, create, driver_of, drop, kind_numbers, label_range
from kyodo_desktop.database.search_text import Entry, entry_texts, tokens
from kyodo_desktop.database.search_upkeep import BATCH, Row, Upkeep, batches, purge

__all__ = [
    "CREATE",
    "DROP",
    "Entry",
    "Hit",
    "check",
    "count",
    "create",
    "driver_of",
    "drop",
    "find",
    "purge",
    "put",
    "put_new",
    "rebuild",
    "record_ids",
    "remove",
]

_MANY = 256
"""From this many new records on it is asked whether the labels of all are better laid anew."""

_SHARE = 4
"""So they are where fewer than this many old records come to each new one: an old one costs a quarter of a new one."""


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Enter records into the index, or bring it up to date where they are in it already.

    What is as it was costs one look. Of two entries for one record the later counts.
    """
    by_kind: dict[str, dict[int, Row]] = defaultdict(dict)
    for kind, row in _made(entries):
        by_kind[kind][row[1]] = row
    for kind, rows in by_kind.items():
        _put(connection, _numbered(connection, kind), rows)


def put_new(connection: Connection, kind: str, rows: Sequence[Row]) -> None:
    """Enter many records of one kind that are not in the index, and whose search texts were made at once."""
    number = _numbered(connection, kind)
    upkeep = Upkeep(connection, number)
    _insert(connection, number, upkeep, rows)


def remove(connection: Connection, kind: str, ids: Collection[int]) -> None:
    """Take records out of the index; ids that are not in it are passed over.

    Their tokens stay in the file, found by nobody, until that part of the index is merged: see :func:`purge`.
    """
    number = kind_numbers(driver_of(connection)).get(kind)
    if number is not None:
        upkeep = Upkeep(connection, number)
        upkeep.remove([label for label, _ in _stored(connection, number, ids)])
        upkeep.finish()


def rebuild(connection: Connection, kind: str, entries: Iterable[Entry]) -> None:
    """Make the index of one kind anew from all its records."""
    Upkeep(connection, _numbered(connection, kind)).load(sorted(row for _, row in _made(entries)))


def check(connection: Connection, kind: str, entries: Iterable[Entry]) -> list[str]:
    """Return what is wrong with the index of a kind whose records give these entries, in Japanese.

    The structure of the full-text index is looked at by SQLite itself (``PRAGMA integrity_check``).
    """
    number = kind_numbers(driver_of(connection)).get(kind)
    indexed = {} if number is None else {row[1]: row for row in _rows(connection, number)}
    messages = []
    if list(indexed.values()) != sorted(indexed.values()):
        messages.append("並び順が、ふりがなの順になっていません。")
    missing = changed = 0
    for _, row in _made(entries):
        held = indexed.pop(row[1], None)
        missing += held is None
        changed += held not in (None, row)
    if missing:
        messages.append(f"索引にない記録が{missing:,}件あります。")
    if changed:
        messages.append(f"内容が索引と違う記録が{changed:,}件あります。")
    if indexed:
        messages.append(f"記録のない索引が{len(indexed):,}件あります。")
    if number is not None and _expected_terms(connection, number) != _held_terms(connection, number):
        messages.append("索引の語句が、その元になった内容と違います。")
    return messages


def _made(entries: Iterable[Entry]) -> Iterator[tuple[str, Row]]:
    """Yield the kind and the row of each entry."""
    waiting = iter(entries)
    while batch := list(islice(waiting, BATCH)):
        for entry, text in zip(batch, entry_texts(batch), strict=True):
            yield entry.kind, (entry.sort_key, entry.record_id, text)


def _numbered(connection: Connection, kind: str) -> int:
    """Return the number of a kind, given at its first entry."""
    number = kind_numbers(driver_of(connection)).get(kind)
    if number is None:
        statement = "INSERT INTO search_kinds (name) VALUES (?) RETURNING number"
        number = connection.exec_driver_sql(statement, (kind,)).scalar_one()
    return int(number)


def _put(connection: Connection, number: int, rows: dict[int, Row]) -> None:
    upkeep = Upkeep(connection, number)
    new = dict(rows)
    moved = []
    for label, (sort_key, record_id, text) in _stored(connection, number, rows):
        row = rows[record_id]
        if row[0] != sort_key:
            moved.append(label)
            continue
        del new[record_id]
        if row[2] != text:
            upkeep.replace_text(label, row[2])
    upkeep.remove(moved)
    _insert(connection, number, upkeep, new.values())


def _insert(connection: Connection, number: int, upkeep: Upkeep, rows: Collection[Row]) -> None:
    """Enter rows that are not in the index of a kind, and bring that up to date."""
    if len(rows) >= _MANY and _count(connection, number) < _SHARE * len(rows):
        upkeep.load(_in_order([*_rows(connection, number), *rows]))
    else:
        upkeep.insert(sorted(rows))
        upkeep.finish()


def _in_order(rows: list[Row]) -> list[Row]:
    """Return rows as ``sorted`` would, first by id and then by key, which takes half as long as by tuples."""
    return sorted(sorted(rows, key=itemgetter(1)), key=itemgetter(0))


def _stored(connection: Connection, number: int, ids: Iterable[int]) -> list[tuple[int, Row]]:
    """Return the entries of the records with these ids, by label."""
    found = connection.exec_driver_sql(
        "SELECT label, sort_key, record_id, text FROM search_entries "
        "WHERE kind = ? AND record_id IN (SELECT value FROM json_each(?))",
        (number, json.dumps(list(ids))),
    )
    return [(label, (sort_key, record_id, text)) for label, sort_key, record_id, text in found]


def _rows(connection: Connection, number: int) -> list[Row]:
    """Return all entries of a kind in the order of their labels."""
    statement = "SELECT sort_key, record_id, text FROM search_entries WHERE label BETWEEN ? AND ? ORDER BY label"
    found = connection.exec_driver_sql(statement, label_range(number))
    return [(sort_key, record_id, text) for sort_key, record_id, text in found]


def _count(connection: Connection, number: int) -> int:
    statement = "SELECT count(*) FROM search_entries WHERE kind = ?"
    return int(connection.exec_driver_sql(statement, (number,)).scalar_one())


def _expected_terms(connection: Connection, number: int) -> dict[str, tuple[int, int]]:
    """Return how often each token should stand in the index of a kind, and the sum of the places it stands at."""
    lowest, _ = label_range(number)
    statement = "SELECT label - ?, text FROM search_entries WHERE kind = ?"
    times: dict[str, int] = defaultdict(int)
    places: dict[str, int] = defaultdict(int)
    found = connection.exec_driver_sql(statement, (lowest, number)).all()
    for batch in batches(range(len(found))):
        for (place, _), held in zip(found[batch], tokens([text for _, text in found[batch]]), strict=True):
            for token in held.split():
                times[token] += 1
                places[token] += place
    return {token: (times[token], places[token]) for token in times}


def _held_terms(connection: Connection, number: int) -> dict[str, tuple[int, int]]:
    """Return how often each token stands in the index of a kind, and the sum of the places it stands at."""
    lowest, highest = label_range(number)
    connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab('main', 'search', 'instance')")
    statement = "SELECT term, count(*), sum(doc - ?) FROM temp.search_terms WHERE doc BETWEEN ? AND ? GROUP BY term"
    found = connection.exec_driver_sql(statement, (lowest, lowest, highest))
    held = {term: (times, places) for term, times, places in found}
    connection.exec_driver_sql("DROP TABLE temp.search_terms")
    return held
