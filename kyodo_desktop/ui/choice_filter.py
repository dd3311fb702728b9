"""Which choices a few keystrokes mean: by number, by words, by kana or by rōmaji."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.core.text import fold, normalize_width


def offered(taxonomy: Taxonomy, present: str | None = None) -> tuple[Term, ...]:
    """Return the terms to choose from: those in use, and the ``present`` code even when it is retired."""
    return tuple(term for term in taxonomy.terms if not term.retired or term.code == present)


def matching(terms: Sequence[Term], typed: str) -> list[Term]:
    """Return the terms that ``typed`` means, best first, all of them in order when nothing is typed.

    A number is the place in the list (from 1). Otherwise first the labels that begin so, then the readings that do
    (in kana of any width or in rōmaji, Hepburn or Kunrei, even when the last syllable is not finished), then the
    labels and aliases that contain it.
    """
    plain = normalize_width(typed).strip().lower()
    if not plain:
        return list(terms)
    if plain.isdigit() and 1 <= int(plain) <= len(terms):
        return [terms[int(plain) - 1]]
    wanted = fold(plain)
    if not wanted:
        return []
    romaji = plain if plain.isascii() and plain.isalpha() else ""
    ranked = [(rank, term) for term in terms if (rank := _rank(term, wanted, romaji)) is not None]
    return [term for _, term in sorted(ranked, key=lambda pair: pair[0])]


def _rank(term: Term, wanted: str, romaji: str) -> int | None:
    label, reading = fold(term.label), fold(term.furigana)
    if label == wanted:
        return 0
    if label.startswith(wanted):
        return 1
    if reading and (reading.startswith(wanted) or (romaji and _begins_in_romaji(term.furigana, romaji))):
        return 2
    if any(wanted in spelling for spelling in (label, reading, *map(fold, term.aliases))):
        return 3
    return None


def _begins_in_romaji(furigana: str, romaji: str) -> bool:
    import jaconv  # it costs 20 ms, and only the first Latin letter needs it

    if jaconv.kana2alphabet(furigana).startswith(romaji):
        return True
    syllables = romaji.rstrip("bcdfghjkmnpqrstvwxyz")
    return bool(syllables) and fold(furigana).startswith(fold(jaconv.alphabet2kana(syllables)))
