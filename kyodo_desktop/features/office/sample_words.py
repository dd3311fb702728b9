"""How the sample office finds its codes in whatever words an office has."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.fields import match_term
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
