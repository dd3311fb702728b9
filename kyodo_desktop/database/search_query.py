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
from kyodo_desktop.database.search_text import (
    MARKS,
    NAME,
    OTHER,
    READING,
    REFERENCE,
    is_held_whole,
    tokens_of,
    whole_tokens,
)

LONGEST_QUERY = 200
"""Characters of a query that are looked at; nobody types more, but a page may be pasted into the search box."""

_TWO_DIGITS = re.compile("[0-9]{2}")
_THREE_DIGITS = re.compile("[0-9]{3}")
_LAST_DIGITS = re.compile("[0-9]{6}$")
_END = 7
"""Characters at the end of a field, the mark behind it included, that are looked up."""
_SAMPLE = 100
_COMMON = 0.4
"""The share of sampled records that have a letter, from which on it is looked for in search texts one after the other.

There it is soon found often enough, where the full-text index would put long lists together first. Letters of fewer
records may all stand far down in the order of the furigana.
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    kind: str
    record_id: int


@dataclass(frozen=True, slots=True)
class Match:
    """A condition on records: an expression of the full-text index, and what their search text must contain.

    That is one of ``contained`` and all of ``letters``. Without an expression every record is looked at.
    """

    expression: str
    contained: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


def find(connection: Any, text: str, kinds: Collection[str] | None = None, limit: int = 50) -> list[Hit]:
    """Return the best matches of a query among all kinds, or those named.

    The exact reference comes first, then names that begin with the first word, then readings that do, then the rest;
    each in the order of the sort key. A query without a letter or digit finds nothing.
    """
    words = _words(text)
    numbers = _numbers(connection, kinds)
    found: dict[Hit, None] = {}
    if not words:
        return []
    asked = [_best_first(words, _common_letters(connection, number, words)) for number in numbers.values()]
    for matches in zip(*asked, strict=True):
        rows: list[tuple[str, int, str]] = []
        for (kind, number), match in zip(numbers.items(), matches, strict=True):
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
    total = 0
    for number in _numbers(connection, kinds).values() if words else ():
        matches = [_all_of(words, _common_letters(connection, number, words))]
        if len("".join(words)) == 1:
            # Often enough records already begin with the letter, and they are found sooner than all that contain it.
            matches = [_all_of(words, (), NAME), _all_of(words, (), READING), *matches]
        total += _most(connection, matches, number, cap - total)
    return total


def _most(connection: Any, matches: Sequence[Match], number: int, cap: int) -> int:
    """Return how many records fulfil the last condition, which holds wherever another does; at most ``cap``."""
    counted = 0
    for match in matches:
        statement = f"SELECT count(*) FROM (SELECT 1 {_source(match)} LIMIT ?)"
        (counted,) = connection.execute(statement, (*_parameters(match, number), cap)).fetchone()
        if counted == cap:
            break
    return int(counted)


def record_ids(connection: Any, text: str, kind: str, cap: int | None = None) -> array[int]:
    """Return the ids of the records of one kind that match, in the order of the sort key; at most ``cap``.

    They come as one JSON text: as rows they would take two to four times as long.
    """
    words = _words(text)
    number = kind_numbers(connection).get(kind)
    if not words or number is None:
        return array("q")
    match = _all_of(words, _common_letters(connection, number, words))
    statement, parameters = _entries(("record_id",), match, number, cap)
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
        return Match(_phrase(whole_tokens([mark + field])), wholes)
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


def _common_letters(connection: Any, number: int, words: Sequence[str]) -> frozenset[str]:
    """Return the words of one letter that very many records of a kind have."""
    letters = {word for word in words if len(word) == 1}
    if not letters:
        return frozenset()
    entries = "FROM search_entries WHERE label BETWEEN ? AND ?"
    ends = f"SELECT (SELECT min(label) {entries}), (SELECT max(label) {entries})"  # both in one would read them all
    first, last = connection.execute(ends, label_range(number) * 2).fetchone()
    if first is None:
        return frozenset()
    step = max(1, (last - first) // _SAMPLE)
    sampled = connection.execute(
        "WITH RECURSIVE place(label) AS (VALUES (?) UNION ALL SELECT label + ? FROM place WHERE label + ? <= ?) "
        "SELECT (SELECT text FROM search_entries WHERE label >= place.label ORDER BY label LIMIT 1) FROM place",
        (first, step, step, last),
    )
    texts = [text for (text,) in sampled]
    return frozenset(letter for letter in letters if sum(letter in text for text in texts) >= _COMMON * len(texts))


def _all_of(words: Sequence[str], common: Collection[str], mark: str = "") -> Match:
    """Return the condition that all words are found, the first one behind a mark."""
    first, *others = words
    marked = [mark + first] if mark else []
    looked_for = others if mark else words
    expressions = [_expression(word) for word in (*marked, *looked_for) if word not in common]
    letters = tuple(word for word in looked_for if word in common)
    return Match(" AND ".join(expressions), letters=letters)


def _best_first(words: Sequence[str], common: Collection[str]) -> Iterator[Match]:
    yield field_match(REFERENCE, "".join(words))
    yield _all_of(words, common, NAME)
    yield _all_of(words, common, READING)
    yield _all_of(words, common)


def _numbers(connection: Any, kinds: Collection[str] | None) -> dict[str, int]:
    numbers = kind_numbers(connection)
    return numbers if kinds is None else {kind: number for kind, number in numbers.items() if kind in kinds}


def _entries(columns: Sequence[str], match: Match, number: int, limit: int | None) -> tuple[str, tuple[str | int, ...]]:
    """Return the statement that selects entries in their order, and its parameters."""
    chosen = ", ".join(f"entry.{column}" for column in columns)
    statement = f"SELECT {chosen} {_source(match, joined=True)} ORDER BY {_leading(match)} LIMIT ?"
    return statement, (*_parameters(match, number), -1 if limit is None else limit)


def _source(match: Match, *, joined: bool = False) -> str:
    conditions = ["search MATCH ?"] if match.expression else []
    conditions.append(f"{_leading(match)} BETWEEN ? AND ?")
    if match.contained:
        containing = " OR ".join([f"instr(entry.text || '{OTHER}', ?)"] * len(match.contained))
        conditions.append(f"({containing})")
    conditions += ["instr(entry.text, ?)"] * len(match.letters)
    tables = "search_entries AS entry"
    if match.expression:
        # CROSS JOIN keeps SQLite from turning the join round: matches lead, in the order of their labels.
        asked = joined or match.contained or match.letters
        tables = f"search CROSS JOIN {tables} ON entry.label = search.rowid" if asked else "search"
    return f"FROM {tables} WHERE {' AND '.join(conditions)}"


def _leading(match: Match) -> str:
    """Return the labels in whose order records are looked at."""
    return "search.rowid" if match.expression else "entry.label"


def _parameters(match: Match, number: int) -> tuple[str | int, ...]:
    expression = (match.expression,) if match.expression else ()
    return (*expression, *label_range(number), *match.contained, *match.letters)
