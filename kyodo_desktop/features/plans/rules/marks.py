"""The signs of progress: what a kind of progress is shown as, and what a typed sign means."""

from __future__ import annotations

from kyodo_desktop.core.taxonomy import Taxonomy, Term, Words
from kyodo_desktop.core.terms import match_term

PROGRESS = "plan_progress"
"""The list of the kinds of progress."""


def mark_of(code: str | None, words: Words) -> str:
    """Return the sign of a progress (◎), its words where the profile gives it none; empty for none."""
    if not code:
        return ""
    term = words.taxonomy(PROGRESS).get(code)
    return str(term.extra.get("mark", term.label)) if term else code


def offered(taxonomy: Taxonomy) -> list[Term]:
    """Return the kinds of progress that may be entered, in the order of the profile."""
    return [term for term in taxonomy.terms if not term.retired]


def code_of_key(typed: str, taxonomy: Taxonomy) -> str | None:
    """Return the progress that a key means: its place in the list (1 …) or its sign; None for any other key."""
    terms, plain = offered(taxonomy), typed.strip()
    if plain.isdecimal() and 1 <= int(plain) <= len(terms):
        return terms[int(plain) - 1].code
    found = match_term(plain, terms) if len(plain) == 1 else None
    return found.code if found else None


def code_of_cell(text: str, taxonomy: Taxonomy) -> str | None:
    """Return the progress that a pasted cell means, by key, sign or words; None where it means none."""
    found = match_term(text.strip(), offered(taxonomy)) if text.strip() else None
    return code_of_key(text, taxonomy) or (found.code if found else None)
