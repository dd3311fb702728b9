"""Who may be in the office's records already, while somebody is being typed in. Asks the driver's connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.text import common_shape, fold
from kyodo_desktop.database.search_query import field_match, select_entries
from kyodo_desktop.database.search_tables import kind_numbers
from kyodo_desktop.database.search_text import NAME, OTHER, READING, REFERENCE, fields_of

_MOST = 50
"""Records looked at for one reason: what so many share tells nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored record that may be the one being typed. ``reasons`` are the things that are the same, in Japanese."""

    record_id: int
    reasons: tuple[str, ...]


def find_duplicates(
    connection: Any,
    kind: str,
    *,
    name: str,
    furigana: str,
    phones: Sequence[str],
    address: str,
    exclude_id: int | None = None,
    limit: int = 20,
) -> list[Candidate]:
    """Return the records of a kind that share a whole name, reading, telephone number or address with what is typed.

    Writing does not count (width, kana, variants of kanji, hyphens, 々). Those with most in common come first, then
    in the order of their furigana; ``exclude_id`` is the record being edited. The reasons are among ``名前``,
    ``ふりがな``, ``電話番号`` and ``住所``, in this order; an address without a number is none.
    """
    number = kind_numbers(connection).get(kind)
    if number is None:
        return []
    reasons: dict[int, dict[str, None]] = {}
    places: dict[int, int] = {}
    for reason, mark, field in _shared(name, furigana, phones, address):
        if not field:
            continue
        columns = ("label", "record_id", "text")
        for label, record_id, text in select_entries(connection, columns, field_match(mark, field), number, _MOST):
            if record_id != exclude_id and (mark, field) in fields_of(text):
                reasons.setdefault(record_id, {})[reason] = None
                places[record_id] = label
    ordered = sorted(reasons, key=lambda record_id: (-len(reasons[record_id]), places[record_id]))
    return [Candidate(record_id, tuple(reasons[record_id])) for record_id in ordered[:limit]]


def called(connection: Any, kind: str, text: str) -> list[int]:
    """Return the ids of the records of a kind whose number or whole name is this text; writing does not count."""
    number, folded = kind_numbers(connection).get(kind), fold(text)
    if number is None or not folded:
        return []
    found: dict[int, None] = {}
    for mark in (REFERENCE, NAME):
        match = field_match(mark, folded)
        for record_id, written in select_entries(connection, ("record_id", "text"), match, number, _MOST):
            if (mark, folded) in fields_of(written):
                found[record_id] = None
    return list(found)


def _shared(name: str, furigana: str, phones: Sequence[str], address: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a duplicate would have: the reason, and the field of its search text."""
    for shape in dict.fromkeys((fold(name), common_shape(name))):
        yield "名前", NAME, shape
    yield "ふりがな", READING, fold(furigana)
    for phone in phones:
        yield "電話番号", OTHER, fold(phone)
    if any(character.isnumeric() for character in address):
        yield "住所", OTHER, fold(address)
