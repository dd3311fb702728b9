"""Texts with placeholders: ``{name}``, ``{established_on|short}``, ``{office.town}``.

A placeholder names a declared attribute of the record, a parameter of the form, a word of the office or of the form
(``{form.title}``, ``{form.number}``, ``{form.rule}``), or ``{today}``. Behind ``|`` stands a filter of :data:`FILTERS`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core import dates, money
from kyodo_desktop.core.fields import Count, EraDate, Field, Hours, Percent, PostalCode
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")

OFFICE_WORDS: Mapping[str, str] = {
    "town": "市町村の名前（室蘭市）",
    "head_title": "首長の職名（室蘭市長）",
    "head_name": "首長の氏名",
    "name": "窓口の名前（市民活動センター）",
    "department": "担当の課（市民協働課）",
    "postal_code": "窓口の郵便番号",
    "address": "窓口の所在地",
    "phone": "窓口の電話番号",
    "email": "窓口の電子メール",
}
"""The words of the office that a form may use as ``{office.town}`` and so on."""

TODAY, TITLE, NUMBER, RULE = "today", "form.title", "form.number", "form.rule"
FORM_WORDS = (TODAY, TITLE, NUMBER, RULE)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for a value. ``name`` may be dotted (``office.town``); ``filter`` is empty for the field's own words."""

    name: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text cut into what is printed as it stands and what is filled in."""

    parts: tuple[str | Placeholder, ...] = ()

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placeholder))


NOTHING = Phrase()


def parse(text: str) -> Phrase:
    """Return a text with its placeholders. Raises ValueError, in Japanese, for a brace without its partner."""
    parts: list[str | Placeholder] = []
    at = 0
    for found in _PART.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
        if found[0] in ("{{", "}}"):
            parts.append(found[0][0])
        elif found[1] is None:
            raise ValueError("「{」と「}」の組が合っていません。記号そのものを印刷するときは「{{」「}}」と書きます。")
        else:
            name, _, filter_name = found[1].partition("|")
            parts.append(Placeholder(name.strip(), filter_name.strip()))
    parts.append(text[at:])
    return Phrase(tuple(part for part in parts if part != ""))


def _western(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DATE_FILTERS: Mapping[str, Callable[[dt.date], str]] = {
    "era": dates.era,
    "short": dates.short,
    "western": _western,
    "full": dates.full,
}
NUMBER_FILTERS: Mapping[str, Callable[[int], str]] = {
    "yen": money.formal_yen,
    "number": "{:,}".format,
    "change": lambda number: f"△{-number:,}" if number < 0 else f"{number:,}",
}


def filters_of(declared: Field) -> tuple[str, ...]:
    """Return the filters that suit a kind of field."""
    if isinstance(declared, EraDate):
        return tuple(DATE_FILTERS)
    return tuple(NUMBER_FILTERS) if isinstance(declared, Count) else ()


def show(declared: Field, value: Any, words: Words, filter_name: str = "") -> str:
    """Return a value as the form prints it."""
    if filter_name in DATE_FILTERS:
        return DATE_FILTERS[filter_name](value)
    if filter_name in NUMBER_FILTERS:
        return NUMBER_FILTERS[filter_name](value)
    return declared.show(value, words)


DATE_SPACE = "　　　　年　　月　　日"
"""Where a date is to be written by hand."""


FORMAL_YEN_SPACE = "金　　　　　　　　円"
"""Where an amount of a letter is to be written by hand."""


def blank(declared: Field, filter_name: str = "") -> str:
    """Return what a form shows where a value is to be written by hand; empty for a kind that needs no help."""
    if filter_name in NUMBER_FILTERS:
        return FORMAL_YEN_SPACE if filter_name == "yen" else ""
    if isinstance(declared, Count):
        return f"　　　　　{declared.unit}"
    return next((space for kind, space in _SPACES.items() if isinstance(declared, kind)), "")


_SPACES: Mapping[type[Field], str] = {
    EraDate: DATE_SPACE,
    PostalCode: "　　　－　　　　",
    Hours: "　　　時間　　分",
    Percent: "　　　　％",
}


_INLINE_SPACE = "　" * 8


@dataclass(frozen=True, slots=True)
class Values:
    """What the placeholders of a form mean. ``values`` is None for a blank form.

    ``fields`` declares the attributes and ``tables`` the tables inside the record, whose rows ``children`` holds;
    ``texts`` is what stands fast (the office's words, the title, the rule).
    """

    fields: Mapping[str, Field]
    tables: Mapping[str, Schema]
    texts: Mapping[str, str]
    words: Words
    values: Mapping[str, Any] | None = None
    children: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    """What an empty place shows where its kind says nothing."""
    in_list: bool = False
    """Whether these are the values of a row in a list, where an empty place stays empty."""

    @property
    def blank(self) -> bool:
        return self.values is None

    def value(self, name: str) -> Any:
        """Return the value of an attribute; None on a blank form and where nothing was entered."""
        return None if self.values is None else self.values.get(name)

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a table inside the record; none on a blank form."""
        return self.children.get(table, ())

    def of_row(self, table: str, row: Mapping[str, Any] | None) -> Values:
        """Return what the placeholders mean inside one row of a table; None is a row to be written by hand."""
        return Values(self.tables[table].fields, {}, self.texts, self.words, row, in_list=True)

    def write(self, phrase: Phrase, *, running: bool = False) -> str:
        """Return a phrase with its values; in ``running`` text an empty place of a blank form is left wide open.

        Where a record leaves a place empty, the full-width space behind it goes too: it parts two words.
        """
        texts: list[str] = []
        for part in phrase.parts:
            text = part if isinstance(part, str) else self._place(part, running)
            nothing_before = isinstance(part, str) and texts and not texts[-1] and not self.blank
            texts.append(text.removeprefix("\u3000") if nothing_before else text)
        return "".join(texts)

    def _place(self, place: Placeholder, running: bool) -> str:
        fixed = self.texts.get(f"{place.name}|{place.filter}" if place.filter else place.name)
        if fixed is not None:
            return fixed
        declared = self.fields[place.name]
        value = self.value(place.name)
        if value not in (None, "", ()):
            return show(declared, value, self.words, place.filter)
        if self.in_list:
            return ""
        hint = self.hints.get(place.name, "") if self.blank else ""
        return hint or blank(declared, place.filter) or (_INLINE_SPACE if running and self.blank else "")

    def lacks(self, phrase: Phrase) -> bool:
        """Return whether a record leaves every place of a phrase empty, so that there is nothing to say."""
        places = [place for place in phrase.placeholders if place.name in self.fields]
        return not self.blank and bool(places) and all(self.value(place.name) in (None, "", ()) for place in places)
