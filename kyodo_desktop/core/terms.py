"""Finds the terms of a taxonomy that a text names, by code, label or alias, in any width."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.core.text import fold

_SEPARATOR = re.compile(r"[、,，;；\n\t/／]+|\s{2,}")


def match_term(plain: str, terms: Iterable[Term]) -> Term | None:
    """Return the term that a text names by code, label or alias, in any width; None when it names none."""
    terms = tuple(terms)
    for term in terms:
        if plain in (term.code, term.label):
            return term
    place = _places(tuple((term.label, *term.aliases) for term in terms)).get(fold(plain))
    return None if place is None else terms[place]


@functools.lru_cache(maxsize=64)
def _places(spellings: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Return folded spelling → place in the list; the first of two equal ones counts."""
    places: dict[str, int] = {}
    for place, spelled in enumerate(spellings):
        for spelling in filter(None, map(fold, spelled)):
            places.setdefault(spelling, place)
    return places


def code_of(plain: str, taxonomy: Taxonomy) -> str:
    """Return the code of the term that a text names. Raises FieldError, which lists what may be chosen."""
    term = match_term(plain, taxonomy.terms)
    if term is None:
        accepted = "、".join(term.label for term in taxonomy.terms if not term.retired)
        raise FieldError(f"「{plain}」は選択肢にありません。次から選んでください：{accepted}")
    return term.code


def codes_of(plain: str, taxonomy: Taxonomy) -> set[str]:
    """Return the codes of the terms that a text names, set apart by commas, slashes, wide spaces or line breaks.

    A label that holds such a sign itself (学術、文化) is taken whole. Raises FieldError for a part that names none.
    """
    ends = [found.span() for found in _SEPARATOR.finditer(plain)]
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(plain)]
    codes, at = set(), 0
    while at < len(starts):
        for last in range(len(stops) - 1, at, -1):
            whole = match_term(plain[starts[at] : stops[last]].strip(), taxonomy.terms)
            if whole:
                codes.add(whole.code)
                at = last
                break
        else:
            part = plain[starts[at] : stops[at]].strip()
            if part:
                codes.add(code_of(part, taxonomy))
        at += 1
    return codes
