"""What of a record is searched, and how a text becomes the tokens of the index.

A record's search text is its folded fields one after another, each behind a mark that says what it is; fold drops
every sign, so no mark can stand in a field or in a query. The index holds the overlapping pairs of that text: a pair
reaches over no mark, so a phrase of pairs is found inside one field only, and a phrase that begins with a mark is found
at the beginning of a field only. A run of four and more digits is held once more in fours, because pairs of digits are
in nearly every record; references, and the fields that are neither names nor readings, once more as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import add
from zlib import crc32

from kyodo_desktop.core.text import common_shape, fold, fold_each

REFERENCE, NAME, READING, OTHER = MARKS = "§«»¦"

_FIELD = re.compile(f"[{MARKS}][^{MARKS}]+")
_FIELD_HELD_WHOLE = re.compile(f"[{REFERENCE}{OTHER}][^{MARKS}]+")
_LONG_NUMBER = re.compile("[0-9]{4,}")
_FOURS = re.compile("(?=([0-9]{3,4}))")
"""Every four digits in a row, and the last three, which keep a phrase from reaching into the next number."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record gives to the search, as it is written; ``kind`` is the name of its table.

    Results come in the order of ``sort_key`` (code points), then of ``record_id``. ``names`` and ``readings`` are
    found by their beginning before anything else is; ``other`` are addresses, phones and the like.
    """

    kind: str
    record_id: int
    sort_key: str
    reference: str = ""
    names: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def search_text(entry: Entry) -> str:
    """Return the search text of a record. A name with 々 is also found as it reads without (佐佐木 finds 佐々木)."""
    names = [fold(name) for name in entry.names]
    names += [common_shape(name) for name in entry.names if "々" in name]
    marked = (
        (REFERENCE, [fold(entry.reference)]),
        (NAME, names),
        (READING, map(fold, entry.readings)),
        (OTHER, map(fold, entry.other)),
    )
    return "".join([mark + field for mark, fields in marked for field in fields if field])


def search_texts(
    references: Sequence[str],
    names: Sequence[str],
    readings: Sequence[str | None],
    others: Sequence[Sequence[str | None]],
    inside: Sequence[Sequence[str]],
) -> list[str]:
    """Return what :func:`search_text` returns for each of many records, in a third of the time.

    They are given column by column, ``others`` being several columns; ``inside`` are each record's further texts.
    """
    columns = [_marked(REFERENCE, references), _marked(NAME, names)]
    if any("々" in name for name in names):
        columns.append([NAME + common_shape(name) if "々" in name else "" for name in names])
    columns += [_marked(READING, readings), *(_marked(OTHER, column) for column in others)]
    if any(inside):
        folded = iter(_marked(OTHER, [text for texts in inside for text in texts]))
        columns.append(["".join(islice(folded, len(texts))) for texts in inside])
    return list(map("".join, zip(*columns, strict=True)))


def _marked(mark: str, texts: Iterable[str | None]) -> list[str]:
    return [mark + folded if folded else "" for folded in fold_each(text or "" for text in texts)]


def fields_of(search_text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a search text as (mark, folded field)."""
    for field in _FIELD.findall(search_text):
        yield field[0], field[1:]


def tokens(search_texts: Sequence[str]) -> list[str]:
    """Return the tokens of each search text, set apart by spaces."""
    return [
        " ".join([paired, *_FOURS.findall(text), *map(whole, _FIELD_HELD_WHOLE.findall(text))])
        for text, paired in zip(search_texts, _pairs_of_each(search_texts), strict=True)
    ]


def _pairs_of_each(search_texts: Sequence[str]) -> list[str]:
    """Return the pairs of each search text with a mark after it.

    All texts are paired in one go by copying slices, with line breaks between them: 2.6 µs a record where
    :func:`pairs` takes 7.8.
    """
    if not search_texts:
        return []
    lines = "".join([f"\n{text}{OTHER}" for text in search_texts]) + "\n"
    characters = memoryview(lines.encode("utf-32-le")).cast("I")
    paired = memoryview(bytearray(" ".encode("utf-32-le") * 3 * (len(characters) - 1))).cast("I")
    paired[0::3] = characters[:-1]
    paired[1::3] = characters[1:]
    each = str(paired, "utf-32-le")[1:-2].split("\n \n")
    return [line[2:-2] for line in each]


def whole(marked: str) -> str:
    """Return the token of a whole field behind its mark: a checksum, which another field may share."""
    return f"{marked[0]}{crc32(marked.encode()):x}{marked[0]}"


def pairs(text: str) -> str:
    """Return the overlapping pairs of a text of two characters and more: 高橋太 gives ``高橋 橋太``."""
    return " ".join(map(add, text, text[1:]))


def fours(number: str) -> str:
    """Return the overlapping fours of a number of four digits and more: 01432 gives ``0143 1432``."""
    return " ".join([number[start : start + 4] for start in range(len(number) - 3)])


def long_numbers(text: str) -> list[str]:
    """Return the runs of four digits and more in a folded text."""
    return _LONG_NUMBER.findall(text)


def without_long_numbers(text: str) -> list[str]:
    """Return what stands around the runs of four digits and more."""
    return _LONG_NUMBER.split(text)
