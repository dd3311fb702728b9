"""Changes of the search index: rows of ``search_entries`` at once, the full-text index at the end.

The full-text index takes rows of rising number far faster than any other, so what happens to it is collected, and
written in the order of the labels.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from kyodo_desktop.database.indexing import indexed_afterwards
from kyodo_desktop.database.search_labels import has_room, spread, stretch
from kyodo_desktop.database.search_tables import driver_of, label_range
from kyodo_desktop.database.search_text import tokens

Row = tuple[str, int, str]
"""The sort key, the id and the search text of a record; rows are sorted as labels are."""

BATCH = 500
"""Rows that are handed over at once: what is made of them on the way stays in the processor's cache."""

_SETTING = "INSERT INTO search (search, rank) VALUES (?, ?)"
_LOADING = [("hashsize", 1 << 26), ("automerge", 8), ("crisismerge", 64)]
_LOADED = [("hashsize", 1 << 20)]
"""Settings of the full-text index. The more bytes it holds back before it writes (hashsize), the less it merges
afterwards. The two others stay: with the defaults (4 and 16), one save in some hundreds after a load merged the whole
index before it returned (2 s at 100,000 records)."""


class Upkeep:
    """Changes to the entries of one kind. Nothing of them is found before :meth:`finish`."""

    def __init__(self, connection: Connection, kind: int) -> None:
        self._connection = connection
        self._kind = kind
        self._lowest, self._highest = label_range(kind)
        self._gone: set[int] = set()
        self._texts: dict[int, str] = {}

    def remove(self, labels: Collection[int]) -> None:
        """Take entries out."""
        self._many("DELETE FROM search_entries WHERE label = ?", zip(labels))
        for label in labels:
            if self._texts.pop(label, None) is None:
                self._gone.add(label)

    def replace_text(self, label: int, text: str) -> None:
        """Give an entry another search text at the same place."""
        self._connection.exec_driver_sql("UPDATE search_entries SET text = ? WHERE label = ?", (text, label))
        self._gone.add(label)
        self._texts[label] = text

    def insert(self, rows: Sequence[Row]) -> None:
        """Enter sorted rows between those that are there."""
        start = 0
        while start < len(rows):
            low, high, key = self._gap(rows[start])
            end = len(rows) if key is None else bisect.bisect_left(rows, key, lo=start, key=lambda row: row[:2])
            if has_room(low, high, end - start):
                self._lay(low, high, rows[start:end])
            else:
                self._make_room(low, high, rows[start:end])
            start = end

    def finish(self) -> None:
        """Bring the full-text index up to date."""
        self._many("DELETE FROM search WHERE rowid = ?", zip(sorted(self._gone)))
        labels = sorted(self._texts)
        for batch in batches(range(len(labels))):
            self._index(labels[batch], [self._texts[label] for label in labels[batch]])

    def load(self, rows: Sequence[Row]) -> None:
        """Replace everything by sorted rows, with labels laid anew; written through at once."""
        within = (self._lowest, self._highest)
        alone = "SELECT NOT EXISTS (SELECT 1 FROM search_entries WHERE label < ? OR label > ?)"
        if self._connection.exec_driver_sql(alone, within).scalar_one():
            self._connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
        else:
            self._connection.exec_driver_sql("DELETE FROM search WHERE rowid BETWEEN ? AND ?", within)
        self._connection.exec_driver_sql("DELETE FROM search_entries WHERE label BETWEEN ? AND ?", within)
        labels = spread(None, None, len(rows), self._centre)
        self._many(_SETTING, _LOADING)
        with indexed_afterwards(self._connection, "search_entries", len(rows)):
            for batch in batches(range(len(rows))):
                self._enter(labels[batch], rows[batch])
                self._index(labels[batch], [row[2] for row in rows[batch]])
        self._many(_SETTING, _LOADED)
        purge(self._connection)

    @property
    def _centre(self) -> int:
        return (self._lowest + self._highest + 1) // 2

    def _many(self, statement: str, parameters: Iterable[tuple[object, ...]]) -> None:
        driver_of(self._connection).executemany(statement, parameters)

    def _gap(self, row: Row) -> tuple[int | None, int | None, tuple[str, int] | None]:
        """Return the labels on either side of a row's place, and the order of the one after it."""
        after = self._connection.exec_driver_sql(
            "SELECT label, sort_key, record_id FROM search_entries WHERE kind = ? AND (sort_key, record_id) > (?, ?) "
            "ORDER BY sort_key, record_id LIMIT 1",
            (self._kind, row[0], row[1]),
        ).first()
        low = self._connection.exec_driver_sql(
            "SELECT max(label) FROM search_entries WHERE label >= ? AND label < ?",
            (self._lowest, after.label if after else self._highest),
        ).scalar()
        return (low, after.label, (after.sort_key, after.record_id)) if after else (low, None, None)

    def _lay(self, low: int | None, high: int | None, rows: Sequence[Row]) -> None:
        labels = spread(low, high, len(rows), self._centre)
        self._enter(labels, rows)
        self._texts.update((label, row[2]) for label, row in zip(labels, rows, strict=True))

    def _enter(self, labels: Sequence[int], rows: Sequence[Row]) -> None:
        columns = "(kind, label, sort_key, record_id, text)"
        statement = f"INSERT INTO search_entries {columns} VALUES ({self._kind}, ?, ?, ?, ?)"
        self._many(statement, ((label, *row) for label, row in zip(labels, rows, strict=True)))

    def _index(self, labels: Sequence[int], texts: Sequence[str]) -> None:
        self._many("INSERT INTO search (rowid, tokens) VALUES (?, ?)", zip(labels, tokens(texts), strict=True))

    def _make_room(self, low: int | None, high: int | None, rows: Sequence[Row]) -> None:
        """Lay rows into a gap that is too narrow, and as many of their neighbours anew as it takes."""
        for level in itertools.count():
            reach, gap = stretch(level)
            before = self._neighbours("label BETWEEN ? AND ? ORDER BY label DESC", self._lowest, low, reach)
            after = self._neighbours("label BETWEEN ? AND ? ORDER BY label", high, self._highest, reach)
            left = before.pop()[0] if len(before) > reach else None
            right = after.pop()[0] if len(after) > reach else None
            if has_room(left, right, len(before) + len(rows) + len(after), gap):
                self.remove([label for label, _ in before + after])
                self._lay(left, right, [*(row for _, row in reversed(before)), *rows, *(row for _, row in after)])
                return

    def _neighbours(self, where: str, first: int | None, last: int | None, reach: int) -> list[tuple[int, Row]]:
        """Return up to ``reach`` entries, and the one beyond them."""
        statement = f"SELECT label, sort_key, record_id, text FROM search_entries WHERE {where} LIMIT ?"
        found = self._connection.exec_driver_sql(statement, (first, last, reach + 1))
        return [(label, (sort_key, record_id, text)) for label, sort_key, record_id, text in found]


def purge(connection: Connection) -> None:
    """Merge the full-text index into one piece, in which nothing of removed records is left."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")


def batches(whole: range) -> Iterator[slice]:
    """Yield the slices that keep the memory of one statement small."""
    for start in whole[::BATCH]:
        yield slice(start, start + BATCH)
