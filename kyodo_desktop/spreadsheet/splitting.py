"""Cells that hold several attributes: a period, a name with its reading, a postcode with its address …

Each rule turns one cell into as many raw cells as its target has attributes; those are then read as if they had stood
in columns of their own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
from collections.abc import Callable

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Choice, Field
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.terms import codes_of
from kyodo_desktop.core.text import is_reading, normalize_width, tidy_furigana
from kyodo_desktop.spreadsheet.persons import split_title
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text
from kyodo_desktop.spreadsheet.targets import Rule

Splitter = Callable[[RawCell], tuple[RawCell, ...]]

_IN_BRACKETS = re.compile(r"(?P<name>[^(（\[［〔]+)[(（\[［〔](?P<reading>[^)）\]］〕]+)[)）\]］〕]")
_CODE = "〒?\\s*(?P<code>[0-9０-９]{3}[-－‐―ー−]?[0-9０-９]{4})"
_POSTCODE = re.compile(rf"[(（]?\s*{_CODE}(?![0-9０-９])\s*[)）]?[\s、,，]*(?P<address>.*)", re.DOTALL)
_POSTCODE_LAST = re.compile(rf"(?P<address>.+?)\s*[(（]\s*{_CODE}\s*[)）]", re.DOTALL)
_NO_ADDRESS = re.compile("[0-9０-９]{5,6}")
_WEEKDAY = re.compile(r"\s*[(]\s*[日月火水木金土](?:[・,、]?[祝休])?\s*[)]")
_SHORT_END = re.compile(
    r"(?P<first>.+?[0-9]日?)\s*(?:[~〜]|から|-|・)\s*(?:(?P<month>[0-9]{1,2})[月./])?(?P<day>[0-9]{1,2})日?(?:まで)?"
)
"""Days of which the last leaves out what it shares with the first: R8.1.10～1.18, 10月4日・5日."""
_FAX_WORD = "(?:fax|ファックス|ファクス|ファクシミリ|f(?=[::.]))"
_PHONE_WORD = "(?:tel|電話番号|電話|携帯電話|携帯|℡|t(?=[::.]))"
_NUMBER = re.compile(r"\+?[0-9(][0-9()\-‐－ー−.\s]{4,}[0-9]")
_LABELS = re.compile(rf"{_FAX_WORD}|{_PHONE_WORD}|番号|兼用?|共通|同じ?|共|[\s/／、,，;；・:：.()&＆]", re.IGNORECASE)
_BETWEEN_TERMS = re.compile(r"[・･\s]+")
_SHARED = re.compile(r"兼|同|共")
_CROSSED = re.compile(r"[^\s×✕✖✗☓][(（\s]*[×✕✖✗☓]|[×✕✖✗☓]\s*\w")
CROSSED = "×の付いたものがあります。当てはまるものだけを「、」で区切って入力してください。"
"""What is said of a cell of several terms of which one is crossed out (規約○、名簿×): it says that this one is not."""


def is_crossed(text: str) -> bool:
    """Return whether a cell crosses something out that it names."""
    return _CROSSED.search(text) is not None


def names_both_numbers(cell: RawCell) -> bool:
    """Return whether a cell says itself that it holds a telephone and a fax number.

    Two numbers alone do not: they may as well be those of the home and of the pocket.
    """
    text = normalize_width(cell_text(cell))
    return re.search(_FAX_WORD, text, re.IGNORECASE) is not None


def splitter_of(rule: Rule, today: dt.date) -> Splitter:
    """Return the function that takes a cell apart by a rule other than VALUE, PERSONS and TERMS.

    It returns one raw cell for each attribute of the target, the empty text where the cell says nothing of it, and
    raises FieldError when the cell cannot be taken apart.
    """
    if rule in _SPLITTERS_OF_DAYS:
        return functools.partial(_SPLITTERS_OF_DAYS[rule], today)
    return _SPLITTERS[rule]


def split_period(today: dt.date, cell: RawCell) -> tuple[RawCell, ...]:
    """Return the first and the last day of a period; a day alone is refused, since it may be either."""
    first, last = dates.parse_period(_period_text(cell), today)
    return first or "", last or ""


def _period_text(cell: RawCell) -> str:
    """Return the text of a period whose ends may stand on two lines."""
    text = "～".join(line for line in cell_text(cell).splitlines() if line.strip())
    return re.sub("([～〜~]){2,}", r"\1", text)


def days_taken(rule: Rule, cell: RawCell, parts: tuple[RawCell, ...]) -> str:
    """Return what is to be said of a period that names no days: which were taken; empty for any other."""
    if rule not in _SPLITTERS_OF_DAYS or not isinstance(cell, str) or not dates.names_no_day(_period_text(cell)):
        return ""
    days = [dates.era(part) for part in parts if isinstance(part, dt.date)]
    return f"日が書かれていないため、初めの日と終わりの日を補い、{'～'.join(days)}として読みました。"


def split_days(today: dt.date, cell: RawCell) -> tuple[RawCell, ...]:
    """Return the first and the last day of an event; the last one may leave out the year and the month of the first.

    A single day is both. The day of the week in brackets says nothing new.
    """
    if isinstance(cell, dt.date):
        return cell, cell
    text = _WEEKDAY.sub("", normalize_width(cell_text(cell))).strip()
    with contextlib.suppress(FieldError):
        day = dates.parse_date(text, today)
        return day or "", day or ""
    if found := _SHORT_END.fullmatch(text):
        first = dates.parse_date(found["first"], today)
        if first is not None:
            with contextlib.suppress(ValueError):
                last = first.replace(month=int(found["month"] or first.month), day=int(found["day"]))
                return first, last if last >= first else last.replace(year=first.year + 1)
    return split_period(today, text)


def split_until(today: dt.date, cell: RawCell) -> tuple[RawCell, ...]:
    """Return the last day of a period, or a day that stands alone; nothing for a period without end."""
    if isinstance(cell, dt.date):
        return (cell,)
    try:
        return (dates.parse_date(cell_text(cell), today) or "",)
    except FieldError:
        return (split_period(today, cell)[1],)


def split_reading(cell: RawCell) -> tuple[RawCell, ...]:
    """Return a name and the reading that stands in brackets behind it or on a line of its own."""
    text = cell_text(cell).strip()
    found = _IN_BRACKETS.fullmatch(text)
    if found and _is_reading(found["reading"]):
        return found["name"].strip(), found["reading"].strip()
    lines = [line.strip("()（） \u3000") for line in text.splitlines() if line.strip()]
    if len(lines) == 2:
        readings = [line for line in lines if _is_reading(line)]
        names = [line for line in lines if not _is_reading(line)]
        if len(readings) == 1:
            return names[0], readings[0]
    return text, ""


def split_postcode(cell: RawCell) -> tuple[RawCell, ...]:
    """Return the postcode before (or in brackets behind) an address, and the address."""
    text = cell_text(cell).strip()
    found = _POSTCODE_LAST.fullmatch(text) or _POSTCODE.fullmatch(text)
    if found:
        return found["code"], found["address"].strip()
    if _NO_ADDRESS.fullmatch(text):
        return text, ""  # a postcode that lost its zero is no address
    return "", text


def split_phone_fax(cell: RawCell) -> tuple[RawCell, ...]:
    """Return a telephone and a fax number: by the word before each, else the telephone first.

    A single number that says 兼 or 同じ is both.
    """
    text = normalize_width("/".join(cell_text(cell).split("\n"))).strip()
    phone = fax = ""
    end = 0
    for found in _NUMBER.finditer(text):
        before, end = text[end : found.start()], found.end()
        said_fax = re.search(_FAX_WORD, before, re.IGNORECASE) is not None
        said_phone = re.search(_PHONE_WORD, before, re.IGNORECASE) is not None
        if said_fax and said_phone and not phone and not fax:
            phone = fax = found[0]
        elif (said_fax or (phone and not said_phone)) and not fax:
            fax = found[0]
        elif not phone and not said_fax:
            phone = found[0]
        else:
            raise FieldError(f"「{text}」から電話番号とファクス番号を読み分けられません。1つずつの列に分けてください。")
    rest = _NUMBER.sub("", text)
    if _LABELS.sub("", rest):
        raise FieldError(f"「{text}」から電話番号とファクス番号を読み分けられません。1つずつの列に分けてください。")
    if _SHARED.search(rest) and bool(phone) != bool(fax):
        phone = fax = phone or fax
    return phone, fax


def split_title_and_name(cell: RawCell) -> tuple[RawCell, ...]:
    """Return the title and the name of a person."""
    person = split_title(cell_text(cell))
    return person.title, person.name


def split_terms(declared: Field, text: str, words: Words) -> tuple[str, ...]:
    """Return the codes of the terms that a cell names, in the order of the taxonomy; none for a blank one.

    ・ and a space divide terms where what stands around it names no single one. Raises FieldError for a part that names
    none, and for a part that is crossed out (名簿×).
    """
    if is_crossed(text):
        raise FieldError(CROSSED)
    taxonomy = words.taxonomy(declared.taxonomy if isinstance(declared, Choice) else "")
    try:
        found = codes_of(text, taxonomy)
    except FieldError:
        if not _BETWEEN_TERMS.search(text.strip()):
            raise
        found = codes_of(_BETWEEN_TERMS.sub("、", text), taxonomy)
    return tuple(term.code for term in taxonomy.terms if term.code in found)


def _is_reading(text: str) -> bool:
    return is_reading(tidy_furigana(text))


_SPLITTERS_OF_DAYS: dict[Rule, Callable[[dt.date, RawCell], tuple[RawCell, ...]]] = {
    Rule.PERIOD: split_period,
    Rule.DAYS: split_days,
    Rule.UNTIL: split_until,
}
_SPLITTERS: dict[Rule, Splitter] = {
    Rule.READING: split_reading,
    Rule.POSTCODE: split_postcode,
    Rule.PHONE_FAX: split_phone_fax,
    Rule.TITLE: split_title_and_name,
}
