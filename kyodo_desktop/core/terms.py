"""Finds the terms of a taxonomy that a text names, by code, label or alias, in any width."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.core.text import fold, normalize_width

_MARKS = str.maketrans("〇◯oO●✕✖xX▲", "○○○○○××××△")
"""Signs that are written for the marks ○, △ and × of a list."""

_SEPARATOR = re.compile(r"[、,，;；\n\t/／]+|\s{2,}")


def match_term(plain: str, terms: Iterable[Term]) -> Term | None:
    """Return the term that a text names by code, label, alias or mark, in any width; None when it names none."""
    terms = tuple(terms)
    for term in terms:
        if plain in (term.code, term.label):
            return term
    if len(plain) == 1:
        mark = normalize_width(plain).translate(_MARKS)
        marked = next((term for term in terms if term.extra.get("mark") == mark), None)
        if marked is not None:
            return marked
    place = _places(_spellings(terms)).get(fold(plain))
    return None if place is None else terms[place]


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
    parts = _parts(plain)
    whole = _places_of_parts(_spellings(taxonomy.terms))
    codes = set()
    while parts:
        length = next((length for length in range(len(parts), 1, -1) if _folded(parts[:length]) in whole), 1)
        if length > 1:
            codes.add(taxonomy.terms[whole[_folded(parts[:length])]].code)
        else:
            codes.add(code_of(parts[0], taxonomy))
        del parts[:length]
    return codes


def _parts(plain: str) -> list[str]:
    return [part for part in map(str.strip, _SEPARATOR.split(plain)) if part]


def _folded(parts: list[str]) -> tuple[str, ...]:
    return tuple(map(fold, parts))


def _spellings(terms: tuple[Term, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((term.label, *term.aliases) for term in terms)


@functools.lru_cache(maxsize=64)
def _places(spellings: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Return folded spelling → place in the list; the first of two equal ones counts."""
    places: dict[str, int] = {}
    for place, spelled in enumerate(spellings):
        for spelling in filter(None, map(fold, spelled)):
            places.setdefault(spelling, place)
    return places


@functools.lru_cache(maxsize=64)
def _places_of_parts(spellings: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], int]:
    """Return the folded parts of each spelling that a separator would divide → place in the list."""
    places: dict[tuple[str, ...], int] = {}
    for place, spelled in enumerate(spellings):
        for parts in map(_parts, spelled):
            if len(parts) > 1:
                places.setdefault(_folded(parts), place)
    return places
