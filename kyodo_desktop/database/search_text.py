"""What of a record is searched, and how a text becomes the tokens of the index.

A record's search text is its folded fields one after another, each behind a mark that says what it is; fold drops
every sign, so no mark can stand in a field or in a query. At each character of that text the index holds one token: the
character with the next one, or with the next two where all three are digits, because pairs of digits are in nearly
every record. A token reaches over no mark, so a phrase of tokens is found inside one field only, and a phrase that
begins or ends with a mark at the beginning or the end of a field only. References and addresses, in which every pair is
common, are held once more as a whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from zlib import crc32

from kyodo_desktop.core.text import common_shape, fold_each

REFERENCE, NAME, READING, OTHER = MARKS = "§«»¦"

_FIELD = re.compile(f"[{MARKS}][^{MARKS}]+")
_IN_FIELD = f"[^{MARKS}\n]"
_IN_WORDS = f"[^{MARKS}\n0-9]"
_HELD_WHOLE = re.compile(
    f"{REFERENCE}{_IN_FIELD}+"
    f"|{OTHER}(?={_IN_FIELD}){_IN_WORDS}*+(?:[0-9]{{1,3}}+(?![0-9]){_IN_WORDS}*+)*+(?!{_IN_FIELD})"
)
"""A reference, or a further field without a long number, which alone would tell it from nearly all others."""
_HELD_WHOLE_OR_END = re.compile(f"\n|{_HELD_WHOLE.pattern}")
_TOKEN = re.compile("(?=([0-9]{3}|..))")
_DIGITS = b"0123456789"
_IS_DIGIT = bytes(255 if code in _DIGITS else 0 for code in range(256))
_END = f"{OTHER}\n"
"""Stands behind each search text of many: the mark behind its last field, and the end of its line."""
_WIDTH = 4
"""Characters that a token takes among others: itself, filled up with spaces, and one space more."""


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


def entry_texts(entries: Sequence[Entry]) -> list[str]:
    """Return the search text of each entry. A name with 々 is also found as it reads without (佐佐木 finds 佐々木)."""
    marks = []
    texts: list[str] = []
    for entry in entries:
        names = (*entry.names, *(common_shape(name) for name in entry.names if "々" in name))
        texts += (entry.reference, *names, *entry.readings, *entry.other)
        marks.append(REFERENCE + NAME * len(names) + READING * len(entry.readings) + OTHER * len(entry.other))
    folded = zip("".join(marks), fold_each(texts), strict=True)
    fields = (mark + field if field else "" for mark, field in folded)
    return ["".join(islice(fields, len(each))) for each in marks]


def search_texts(
    references: Sequence[str],
    names: Sequence[str],
    readings: Sequence[str | None],
    others: Sequence[Sequence[str | None]],
    inside: Sequence[Sequence[str]],
) -> list[str]:
    """Return what :func:`entry_texts` returns, in half of the time.

    The records come column by column, ``others`` being several columns; ``inside`` are each record's further texts.
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
    """Return the tokens of each search text, set apart by spaces.

    Pairs and threes are made in one go by copying slices of bytes, in a third of the time of :func:`tokens_of`.
    """
    lines = "".join([f"{text}{_END}" for text in search_texts])
    size, encoding = 2, "utf-16-le"
    characters = lines.encode(encoding)
    if len(characters) > size * len(lines):  # some character, a rare kanji, takes two of these
        size, encoding = 4, "utf-32-le"
        characters = lines.encode(encoding)
    step = _WIDTH * size
    laid = bytearray((" " * _WIDTH * len(lines)).encode(encoding))
    for octet in range(size):
        laid[octet::step] = characters[octet::size]
        laid[size + octet : -step : step] = characters[size + octet :: size]
    laid[2 * size :: step] = _third_digits(lines)
    held = laid.decode(encoding)
    each = []
    start, after = 0, _WIDTH * len(_END)
    for text, wholes in zip(search_texts, _wholes_of_each(lines), strict=True):
        end = start + _WIDTH * len(text)
        each.append(f"{held[start:end]} {wholes}")
        start = end + after
    return each


def _wholes_of_each(lines: str) -> list[str]:
    """Return the tokens of the whole fields of each line."""
    fields = _HELD_WHOLE_OR_END.findall(lines)
    written = _written()
    checksums = map(crc32, map(str.encode, fields))
    tokens = [
        field if field == "\n" else written[field[0]][checksum & _CHECKSUM]
        for field, checksum in zip(fields, checksums, strict=True)
    ]
    return " ".join(tokens).split("\n")[:-1]


def _third_digits(text: str) -> bytes:
    """Return for each character the one after the next where all three are digits, else a space."""
    octets = text.encode("latin-1", "replace")
    digits = int.from_bytes(octets.translate(_IS_DIGIT), "little")
    threes = digits & digits >> 8 & digits >> 16
    third = int.from_bytes(octets[2:], "little") & threes | int.from_bytes(b" " * len(octets), "little") & ~threes
    return third.to_bytes(len(octets), "little")


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text at each character but its last: 高橋123 gives 高橋, 橋1, 123, 23."""
    return _TOKEN.findall(text)


def is_held_whole(field: str) -> bool:
    """Return whether a field behind its mark is in the index as a whole, too."""
    return _HELD_WHOLE.fullmatch(field) is not None


def whole_tokens(fields: Iterable[str]) -> list[str]:
    """Return the token of each whole field behind its mark: a checksum of 12 bits, which some other fields share.

    It is short: a token for each reference and each address of a town would make the index slow to write.
    """
    written = _written()
    return [written[field[0]][crc32(field.encode()) & _CHECKSUM] for field in fields]


_CHECKSUM = 0xFFF


@functools.cache
def _written() -> dict[str, list[str]]:
    """Return the tokens of all checksums by mark."""
    return {mark: [f"{mark}{checksum:x}{mark}" for checksum in range(_CHECKSUM + 1)] for mark in (REFERENCE, OTHER)}
