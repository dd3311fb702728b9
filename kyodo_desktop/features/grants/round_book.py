"""Which 募集回 a text means: its number, its name, or programme, 年度 and 回 as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.core.dates import ERAS, fiscal_year_label
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Taxonomy
from kyodo_desktop.core.text import fold, normalize_width

_ERA_YEAR = re.compile(r"(令和|平成|昭和|(?<![A-Z])[RHS])\s*(元|[0-9]{1,2})", re.IGNORECASE)
_WESTERN_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年?")
_NUMBER = re.compile(r"第?\s*([0-9]{1,2})\s*(?:回|次)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text says of a round: the programme's code, the year in which the 年度 begins, the number of the 回."""

    programme: str | None = None
    fiscal_year: int | None = None
    number: int | None = None


def round_name(programme: str, fiscal_year: int, number: int, programmes: Taxonomy) -> str:
    """Return what a round is called: 令和8年度 第1回 まちづくり活動支援補助金."""
    return f"{fiscal_year_label(fiscal_year)} 第{number}回 {programmes.label_of(programme)}"


def meaning(text: str, programmes: Taxonomy) -> Meaning:
    """Return what a text says of a round; the longest name of a programme in it counts."""
    plain = normalize_width(text)
    number = _NUMBER.search(plain)
    folded = fold(text)
    called = [
        (len(fold(name)), term.code)
        for term in programmes.terms
        for name in (term.label, *term.aliases)
        if fold(name) and fold(name) in folded
    ]
    return Meaning(max(called)[1] if called else None, _year(plain), int(number[1]) if number else None)


def years_in(text: str) -> frozenset[int]:
    """Return the years of all 年度 that a text names."""
    plain = normalize_width(text)
    named = {_year(found[0]) for found in _ERA_YEAR.finditer(plain)}
    return frozenset(year for year in named | {int(found[1]) for found in _WESTERN_YEAR.finditer(plain)} if year)


def _year(plain: str) -> int | None:
    """Return the western year in which the 年度 of a text begins."""
    if found := _ERA_YEAR.search(plain):
        named = next(era for era in ERAS if found[1].upper() in (era.letter, era.name))
        return named.first.year - 1 + (1 if found[2] == "元" else int(found[2]))
    western = _WESTERN_YEAR.search(plain)
    return int(western[1]) if western else None


class RoundBook:
    """The rounds of the office, to be found by what a clerk types."""

    def __init__(self, rounds: Sequence[Snapshot], programmes: Taxonomy, archived: Sequence[Snapshot] = ()) -> None:
        self.rounds = tuple(sorted(rounds, key=lambda each: (-each["fiscal_year"], -each["number"], each.id)))
        self.archived = tuple(archived)
        self.programmes = programmes
        self._by_id = {each.id: each for each in (*archived, *rounds)}

    def of(self, round_id: int | None) -> Snapshot | None:
        """Return the round of an id; an archived one too, whose applications still stand by its rules."""
        return self._by_id.get(round_id or 0)

    def find(self, text: str | None) -> Snapshot | None:
        """Return the only round that a text means: by number or name, else by what it says of programme and year."""
        folded = fold(text or "")
        if not folded:
            return None
        exact = [each for each in self.rounds if folded in (fold(each["reference"]), fold(each["name"]))]
        if not exact:
            said = meaning(text or "", self.programmes)
            exact = [each for each in self.rounds if self._fits(each, said)] if said.fiscal_year else []
        return exact[0] if len(exact) == 1 else None

    def matching(self, text: str, today: dt.date) -> list[Snapshot]:
        """Return the rounds that a text being typed may mean, those whose call is open today first."""
        folded = fold(text)
        found = [each for each in self.rounds if folded in fold(f"{each['reference']}{each['name']}")]
        if not found:
            said = meaning(text, self.programmes)
            found = [each for each in self.rounds if said != Meaning() and self._fits(each, said)]
        return sorted(found, key=lambda each: not _is_open(each, today))

    @staticmethod
    def _fits(grant_round: Snapshot, said: Meaning) -> bool:
        return all(
            wanted is None or wanted == grant_round[name]
            for name, wanted in (
                ("programme", said.programme),
                ("fiscal_year", said.fiscal_year),
                ("number", said.number),
            )
        )


def _is_open(grant_round: Snapshot, today: dt.date) -> bool:
    begins, ends = grant_round["call_from"], grant_round["call_until"]
    return bool(begins and ends and begins <= today <= ends)
