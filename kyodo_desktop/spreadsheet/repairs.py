"""What a cell that cannot be read might have meant: offered to the person who imports, never taken on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import (
    Choice,
    Choices,
    Count,
    Email,
    EraDate,
    Field,
    Phone,
    PostalCode,
    Url,
)
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold, normalize_width
from kyodo_desktop.spreadsheet.structure import IS_END

_IN_BRACKETS = re.compile(r"\(.*?\)")
_ROUGHLY = re.compile(r"(頃|ごろ|ころ|くらい|ぐらい|上旬|中旬|下旬|設立|発足|結成|現在|以降|~|〜|から)+$")
_YEAR_MONTH = re.compile(r"(?P<year>[^\d元]*(?:\d{1,4}|元)(?:年度?|[./-]))(?P<month>\d{1,2})月?")
_PHONE_NUMBER = re.compile(r"\+?\(?0[0-9()\-. ]{8,}[0-9]")
_INTEGER = re.compile(r"[0-9][0-9,]*")
_ADDRESSES = re.compile(r"[^\s、,;/()]+@[^\s、,;/()]+|https?://[^\s、,;()]+")
NO_ERA = re.compile(r"[0-9]{1,2}[年./・-][0-9]{1,2}[月./・-][0-9]{1,2}日?|[0-9]{6}")
"""A date whose year has one or two digits and no era."""
_LIVING_ERAS = 3
_BETWEEN_TERMS = re.compile(r"[、,;\s/・]+")
_NEAR = 75.0
_SHORTEST_PART = 2
"""A sign or digit that stands for a term (2 for おおむね進んだ) is in many texts that do not mean it (2月実施)."""


def proposal(declared: Field, text: str, words: Words) -> str:
    """Return a text that the field reads and that the given one may have meant, empty when none is at hand."""
    for candidate in map(str.strip, _candidates(declared, normalize_width(text).strip(), words)):
        if candidate and candidate != text and reads(declared, candidate, words):
            return candidate
    return ""


def reads(declared: Field, text: str, words: Words) -> bool:
    """Return whether a text means a value of an attribute."""
    try:
        return declared.parse(text, words) is not None
    except FieldError:
        return False


def _candidates(declared: Field, plain: str, words: Words) -> Iterator[str]:
    for kind, candidates in _BY_KIND:
        if isinstance(declared, kind):
            yield from candidates(plain)
    if isinstance(declared, EraDate):
        yield from _end_of_period(declared, plain, words)
        yield from _with_era(plain, words)
    if isinstance(declared, Choice):
        yield _IN_BRACKETS.sub("", plain).strip()
        yield from _near_term(declared.taxonomy, plain, words)
    if isinstance(declared, Choices):
        near = [next(_near_term(declared.taxonomy, part, words), "") for part in _BETWEEN_TERMS.split(plain) if part]
        if all(near):
            yield "、".join(dict.fromkeys(near))


def _end_of_period(declared: EraDate, plain: str, words: Words) -> Iterator[str]:
    """Yield the last day of a period where an attribute is the end of one (有効期限), else its first."""
    try:
        first, last = dates.parse_period("".join(plain.split()), words.today)
    except FieldError:
        return
    day = last if IS_END.search(declared.label) else first
    if day:
        yield dates.short(day)


def _with_era(plain: str, words: Words) -> Iterator[str]:
    """Yield a date without era in the one era of living memory in which it lies in the past (50.4.1 → S50.4.1)."""
    short = "".join(plain.split())
    if not NO_ERA.fullmatch(short):
        return
    past = []
    for era in dates.ERAS[:_LIVING_ERAS]:
        try:
            day = dates.parse_date(f"{era.letter}{short}", words.today)
        except FieldError:
            continue
        if day and day <= words.today:
            past.append(day)
    if len(past) == 1:
        yield dates.short(past[0])


def _days(plain: str) -> Iterator[str]:
    short = _ROUGHLY.sub("", "".join(_IN_BRACKETS.sub("", plain).split()))
    yield short
    found = _YEAR_MONTH.fullmatch(short)
    if found:
        separator = found["year"][-1]
        yield f"{found['year']}{found['month']}月1日" if separator in "年度" else f"{short}{separator}1"


def _phones(plain: str) -> Iterator[str]:
    if plain[:1] in tuple("123456789"):
        yield f"0{plain}"
    yield _IN_BRACKETS.sub("", plain)
    yield from _PHONE_NUMBER.findall(plain)


def _postcodes(plain: str) -> Iterator[str]:
    """Yield a postcode with the zeros that a spreadsheet took from its head put back."""
    digits = re.sub("[^0-9]", "", plain)
    if len(digits) in (5, 6):
        yield digits.zfill(7)


def _numbers(plain: str) -> Iterator[str]:
    yield _IN_BRACKETS.sub("", plain)
    found = _INTEGER.search(plain)
    if found:
        yield found[0]


def _electronic_addresses(plain: str) -> Iterator[str]:
    yield from _ADDRESSES.findall(plain)
    yield "".join(plain.split())


_BY_KIND: tuple[tuple[type[Field], Callable[[str], Iterator[str]]], ...] = (
    (EraDate, _days),
    (Phone, _phones),
    (PostalCode, _postcodes),
    (Count, _numbers),
    (Email, _electronic_addresses),
    (Url, _electronic_addresses),
)


def _near_term(taxonomy: str, plain: str, words: Words) -> Iterator[str]:
    """Yield the label of the term that a text is, is a part of, holds (中央地区 → 中央), or is spelt much like."""
    from rapidfuzz import fuzz, process

    wanted = fold(plain)
    terms = [term for term in words.taxonomy(taxonomy).terms if not term.retired]
    spellings = [(fold(spelling), term.label) for term in terms for spelling in (term.label, *term.aliases)]
    same = {label for spelling, label in spellings if spelling == wanted}
    holding = {
        label
        for spelling, label in spellings
        if len(spelling) >= _SHORTEST_PART and (spelling in wanted or wanted in spelling)
    }
    if same or len(holding) == 1:
        yield from same or holding
        return
    found = process.extractOne(wanted, [folded for folded, _ in spellings], scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found:
        yield spellings[found[2]][1]
