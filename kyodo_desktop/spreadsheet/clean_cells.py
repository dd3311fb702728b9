"""Cells that their field would keep just as they are, told for a whole run of them by one search.

Reading a hundred thousand rows cell by cell through ``Field.parse`` takes seconds; nearly all cells of a well-kept list
need none of it. What counts as clean here is narrower than what a field keeps, never wider: the tests hold every shape
against ``Field.parse``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from kyodo_desktop.core.fields import Address, Email, EraDate, Field, Furigana, Name, Phone, PostalCode, Reference, Text
from kyodo_desktop.spreadsheet.persons import SEPARATORS, is_person, may_be_person
from kyodo_desktop.spreadsheet.sheets import RawCell

CleanTest = Callable[[Sequence[RawCell]], bool]

_UNSEEN = "\x00-\x08\x0e-\x1f\x7f\x85\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_VOICING = "\u3099\u309a"
_WIDE = "\u3000"

_SPACES = "\t\v\f\r\xa0\u1680\u2000-\u200a\u202f\u205f"
"""What separates words, but for the line break, the plain space and the wide one."""


def _at_edge(space: str) -> str:
    """Return a pattern of a space that has no word before or behind it; it begins with a letter, to be found fast."""
    return rf"{space}(?:(?=[{space}\n]|\Z)|(?<![^\n]{space}))"


# Several searches, each for one class of signs, are done in half of the time of one for all of them.
_NAME = (
    re.compile(rf"[ {_SPACES}{_UNSEEN}{_VOICING}]"),
    re.compile(rf"{_at_edge(_WIDE)}|{_WIDE}(?<=[!-~]{_WIDE})(?=[!-~])"),
)
_PERSON_OR_BODY = (*_NAME, re.compile(rf"[{SEPARATORS.strip()}(（]"))
_PERSON = (*_PERSON_OR_BODY, re.compile(rf"{_WIDE}(?=[^\n{_WIDE}]*{_WIDE})"), re.compile("[0-9０-９()（）]"))
_LINE = (
    re.compile(rf"[{_WIDE}{_SPACES}{_UNSEEN}{_VOICING}\uff61-\uff9f０-９Ａ-Ｚａ-ｚ]"),
    re.compile(_at_edge(" ")),
    re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\uff70](?<=[0-9].)(?=[0-9])"),
)
_PARAGRAPHS = (re.compile(rf"[\t\r\v\f{_UNSEEN}]"), re.compile(rf"[ {_WIDE}{_SPACES}](?=\n|\Z)"))

_READING = "[ぁ-ゖ][ぁ-ゖゝゞー・]*(?:\u3000[ぁ-ゖゝゞー・]+)*"
_POSTAL_CODE = "[0-9]{3}-[0-9]{4}"
_REFERENCE = "[0-9A-Z][0-9A-Z-]*"
_EMAIL = r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,6}"
_PHONE = (
    "(?!0[5-9]0|020|0120|0570|0990)"
    "(?:0[1-9]-[0-9]{4}|0[1-9][0-9]-[0-9]{3}|0[1-9][0-9]{2}-[0-9]{2}|0[1-9][0-9]{3}-[0-9])-[0-9]{4}"
    "|0[5-9]0-[0-9]{4}-[0-9]{4}"
)


_SHAPES: dict[type[Field], str] = {
    Furigana: _READING,
    PostalCode: _POSTAL_CODE,
    Phone: _PHONE,
    Email: _EMAIL,
    Reference: _REFERENCE,
}


def clean_test(declared: Field) -> CleanTest | None:
    """Return a function that tells whether the field keeps each cell of a run as it is, empty ones aside.

    None for kinds that change every cell, or of which that cannot be told at once.
    """
    if type(declared) is EraDate:
        return _all_days
    shape = _SHAPES.get(type(declared))
    if shape is not None:
        return _shaped(shape)
    unclean = _unclean(declared)
    return _free_of(unclean) if unclean else None


def _unclean(declared: Field) -> tuple[re.Pattern[str], ...]:
    """Return what makes a text of a kind unclean, nothing for a kind that changes even plain texts."""
    if type(declared) is Name:
        return _PERSON if is_person(declared) else _PERSON_OR_BODY if may_be_person(declared) else _NAME
    if type(declared) is Text:
        return _PARAGRAPHS if declared.lines > 1 else _LINE
    return _LINE if type(declared) is Address else ()


def _all_days(cells: Sequence[RawCell]) -> bool:
    return all(kind is dt.date for kind in set(map(type, cells)))


def _free_of(unclean: tuple[re.Pattern[str], ...]) -> CleanTest:
    def test(cells: Sequence[RawCell]) -> bool:
        joined = _joined(cells)
        return joined is not None and not any(pattern.search(joined) for pattern in unclean)

    return test


def _shaped(shape: str) -> CleanTest:
    whole = re.compile(rf"(?:(?:{shape})?\n)*+(?:{shape})?")

    def test(cells: Sequence[RawCell]) -> bool:
        joined = _joined(cells)
        return joined is not None and whole.fullmatch(joined) is not None

    return test


def _joined(cells: Sequence[RawCell]) -> str | None:
    """Return the cells one a line, or None unless all of them are texts of one line."""
    try:
        joined = "\n".join(cells)  # type: ignore[arg-type]  # what is no text is what the except is for
    except TypeError:
        return None
    return joined if joined.count("\n") == len(cells) - 1 else None
