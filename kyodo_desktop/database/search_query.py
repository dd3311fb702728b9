"""Questions to the search index.

The words of a query are all wanted. A word is found as it stands, folded, inside one field. Questions are asked of the
driver's connection, as lists are (:mod:`kyodo_desktop.database.listing`): a key asks seven, and SQLAlchemy would take
as long as SQLite for each.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.text import fold
from kyodo_desktop.database.search_tables import kind_numbers, label_range
from kyodo_desktop.database.search_text import MARKS, NAME, OTHER, READING, REFERENCE, is_held_whole, tokens_of, whole

LONGEST_QUERY = 200
"""Characters of a query that are looked at; nobody types more, but a page may be pasted into the search box."""

_TWO_DIGITS = re.compile("[0-9]{2}")
_THREE_DIGITS = re.compile("[0-9]{3}")
_LAST_DIGITS = re.compile("[0-9]{6}$")
_END = 7
"""Characters at the end of a field, the mark behind it included, that are looked up."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    kind: str
    record_id: int


@dataclass(frozen=True, slots=True)
class Match:
    """A condition on records: an expression of the full-text index, and texts of which their own must contain one."""

    expression: str
    contained: tuple[str, ...] = ()


def find(connection: Any, text: str, kinds: Collection[str] | None = None, limit: int = 50) -> list[Hit]:
    """Return the best matches of a query among all kinds, or those named.

    The exact reference comes first, then names that begin with the first word, then readings that do, then the rest;
    each in the order of the sort key. A query without a letter or digit finds nothing.
    """
    words = _words(text)
    numbers = _numbers(connection, kinds)
    found: dict[Hit, None] = {}
    for match in _best_first(words) if words else ():
        rows: list[tuple[str, int, str]] = []
        for kind, number in numbers.items():
            selected = select_entries(connection, ("sort_key", "record_id"), match, number, limit)
            rows += [(sort_key, record_id, kind) for sort_key, record_id in selected]
        if len(numbers) > 1:
            rows.sort()
        found.update((Hit(kind, record_id), None) for _, record_id, kind in rows)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def count(connection: Any, text: str, kinds: Collection[str] | None = None, cap: int = 1001) -> int:
    """Return how many records match; ``cap`` when it is that many or more."""
    words = _words(text)
    if not words:
        return 0
    match = _all_of(words)
    total = 0
    for number in _numbers(connection, kinds).values():
        statement = f"SELECT count(*) FROM (SELECT 1 {_source(match)} LIMIT ?)"
        parameters = (*_parameters(match, number), cap - total)
        total += connection.execute(statement, parameters).fetchone()[0]
    return total


def record_ids(connection: Any, text: str, kind: str, cap: int | None = None) -> array[int]:
    """Return the ids of the records of one kind that match, in the order of the sort key; at most ``cap``.

    They come as one JSON text: as rows they would take two to four times as long.
    """
    words = _words(text)
    number = kind_numbers(connection).get(kind)
    if not words or number is None:
        return array("q")
    statement, parameters = _entries(("record_id",), _all_of(words), number, cap)
    (found,) = connection.execute(f"SELECT json_group_array(record_id) FROM ({statement})", parameters).fetchone()
    return array("q", json.loads(found))


def select_entries(
    connection: Any, columns: Sequence[str], match: Match, number: int, limit: int
) -> Sequence[Sequence[Any]]:
    """Return columns of ``search_entries`` of the records of one kind that match, in their order."""
    found: Sequence[Sequence[Any]] = connection.execute(*_entries(columns, match, number, limit)).fetchall()
    return found


def field_match(mark: str, field: str) -> Match:
    """Return the condition that a folded text is a whole field.

    What follows a field is its own mark or one of those after it. Fields of many records begin alike (an area code),
    so the end is looked up where there is no token for the field, and the whole is asked of what that finds. Of a long
    number that is its last threes of digits: with the pair and the mark behind them, which a tenth of all records have,
    it would take three times as long.
    """
    wholes = tuple(mark + field + end for end in MARKS[MARKS.index(mark) :])
    if is_held_whole(mark + field):
        return Match(_phrase([whole(mark + field)]), wholes)
    if digits := _LAST_DIGITS.search(field):
        return Match(_phrase(tokens_of(digits[0])[:-1]), wholes)
    return Match(" OR ".join(_phrase(tokens_of(each[-_END:])) for each in wholes), wholes)


def _expression(text: str) -> str:
    """Return the expression that finds a text, whatever stands behind it."""
    if len(text) == 1:
        return f'"{text}" *'
    *before, last = tokens_of(text)
    if not _TWO_DIGITS.fullmatch(last):
        return _phrase([*before, last])
    if before and _THREE_DIGITS.fullmatch(before[-1]):
        return _phrase(before)
    return f"({' OR '.join(_phrase([*before, last + third]) for third in ('', *'0123456789'))})"


def _phrase(tokens: Sequence[str]) -> str:
    return f'"{" ".join(tokens)}"'


def _words(text: str) -> list[str]:
    return [folded for word in text[:LONGEST_QUERY].split() if (folded := fold(word))]


def _all_of(words: Sequence[str], mark: str = "") -> Match:
    return Match(" AND ".join([_expression(mark + words[0]), *map(_expression, words[1:])]))


def _best_first(words: Sequence[str]) -> Iterator[Match]:
    yield field_match(REFERENCE, "".join(words))
    yield _all_of(words, NAME)
    yield _all_of(words, READING)
    yield _all_of(words)


def _numbers(connection: Any, kinds: Collection[str] | None) -> dict[str, int]:
    numbers = kind_numbers(connection)
    return numbers if kinds is None else {kind: number for kind, number in numbers.items() if kind in kinds}


def _entries(columns: Sequence[str], match: Match, number: int, limit: int | None) -> tuple[str, tuple[str | int, ...]]:
    """Return the statement that selects entries in their order, and its parameters."""
    chosen = ", ".join(f"entry.{column}" for column in columns)
    statement = f"SELECT {chosen} {_source(match, joined=True)} ORDER BY search.rowid LIMIT ?"
    return statement, (*_parameters(match, number), -1 if limit is None else limit)


def _source(match: Match, *, joined: bool = False) -> str:
    # CROSS JOIN keeps SQLite from turning the join round: matches lead, in the order of their labels.
    entries = "CROSS JOIN search_entries AS entry ON entry.label = search.rowid " if joined or match.contained else ""
    containing = " OR ".join([f"instr(entry.text || '{OTHER}', ?)"] * len(match.contained))
    contained = f" AND ({containing})" if match.contained else ""
    return f"FROM search {entries}WHERE search MATCH ? AND search.rowid BETWEEN ? AND ?{contained}"


def _parameters(match: Match, number: int) -> tuple[str | int, ...]:
    return (match.expression, *label_range(number), *match.contained)
