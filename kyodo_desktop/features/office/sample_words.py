"""How the sample office finds its codes and numbers in whatever words an office has."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.fields import match_term
from kyodo_desktop.core.profiles import ReferencePattern
from kyodo_desktop.core.taxonomy import Term, Words


def offered(words: Words, taxonomy: str) -> tuple[Term, ...]:
    """Return the terms that can be chosen today."""
    return tuple(term for term in words.taxonomy(taxonomy).terms if not term.retired)


def known(words: Words, taxonomy: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return those of the codes that the office offers, in its order."""
    return tuple(term.code for term in offered(words, taxonomy) if term.code in codes)


def first_named(words: Words, taxonomy: str, spellings: Sequence[str]) -> Term:
    """Return the term of the first spelling that the office knows, or its last term when it knows none."""
    terms = offered(words, taxonomy)
    found = (match_term(spelling, terms) for spelling in spellings)
    return next((term for term in found if term), terms[-1])


def programme(words: Words, **wanted: object) -> Term:
    """Return the volunteer programme of which the profile says most of what is wanted (``kind="work", paid=True``)."""
    terms = offered(words, "volunteer_programmes")
    return max(terms, key=lambda term: [term.extra.get(name) == value for name, value in wanted.items()])


class OldReferences:
    """The 整理番号 of records from years before this one; those of the present year are the office's sequence's."""

    def __init__(self, pattern: ReferencePattern, today: dt.date) -> None:
        self._pattern = pattern
        self._year = fiscal_year(today)
        self._last: Counter[int] = Counter()

    def values(self, day: dt.date) -> dict[str, str]:
        """Return the next ``reference`` of the 年度 of a day; nothing for the present one."""
        year = fiscal_year(day)
        if year >= self._year or not self._pattern.yearly:
            return {}
        self._last[year] += 1
        return {"reference": self._pattern.write(self._last[year], year)}
