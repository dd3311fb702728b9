"""The words of one town: lists of choices that a profile brings and an office may change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """One choice. ``code`` is stored, ``label`` is read; ``aliases`` are other spellings found in people's files.

    ``extra`` holds what a profile says of this term beyond its words (such as ``fields = ["households"]``).
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    furigana: str = ""
    retired: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """An ordered list of choices under one name (``organization_kinds``, ``areas`` …)."""

    name: str
    label: str
    terms: tuple[Term, ...]

    def get(self, code: str) -> Term | None:
        """Return the term of ``code`` (retired ones too), or None."""
        return next((term for term in self.terms if term.code == code), None)

    def label_of(self, code: str) -> str:
        """Return the words of ``code``; a code that the profile no longer has is shown as it is."""
        term = self.get(code)
        return term.label if term else code


@dataclass(frozen=True, slots=True)
class Words:
    """What a field needs to know beside the text it reads: the office's taxonomies and the day."""

    today: dt.date
    taxonomies: Mapping[str, Taxonomy] = field(default_factory=dict)

    def taxonomy(self, name: str) -> Taxonomy:
        """Return the taxonomy of ``name``; one that the profile does not have is empty, so every list stays usable."""
        return self.taxonomies.get(name) or Taxonomy(name, name, ())
