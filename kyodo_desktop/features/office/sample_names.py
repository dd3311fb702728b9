"""People and addresses of the sample office's town, which does not exist.

Names are put together by chance from ``resources/sample``, always with their reading. Nothing can reach anybody: the
postcodes begin with 009, which Japan Post does not use, local telephone numbers with 0 and mobile ones with 0900 or
0700, which the numbering plan does not assign, and mail goes to example.jp, which is kept free for examples.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from kyodo_desktop.core.checked_toml import Section, read_file
from kyodo_desktop.core.resources import shipped

T = TypeVar("T")

RARE_SURNAMES = 0.05
"""Share of surnames in rare shapes (髙 﨑 邉 𠮷, IVS): more than in life, so that every list shows some."""

FOREIGN_NAMES = 0.006
"""Share of names in katakana."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name with its reading, its parts set apart by full-width spaces."""

    name: str
    furigana: str

    def family(self) -> Called:
        """Return the first part of a person's name."""
        return Called(self.name.split("　")[0], self.furigana.split("　")[0])


@dataclass(frozen=True, slots=True)
class District:
    """A 町 of the town: its code in the list of areas, its postcode, and how many 丁目 it has."""

    called: Called
    area: str
    postal_code: str
    blocks: int


def sample_file(name: str) -> Section:
    """Return a file of ``resources/sample``."""
    return read_file(shipped("resources", "sample", f"{name}.toml"))


def called(section: Section, key: str) -> tuple[Called, ...]:
    """Return a list of ``表記 よみ``."""
    return tuple(Called(*words.split()) for words in section.texts(key))


class Inhabitants:
    """Makes up the people of the town, the same ones for the same random numbers."""

    def __init__(self, random: Random) -> None:
        self._random = random
        names = sample_file("names")
        self._surnames = called(names, "surnames")
        self._rare = called(names, "rare_surnames")
        self._given = {
            (woman, age): called(names.section("women" if woman else "men"), age)
            for woman in (True, False)
            for age in ("elder", "middle", "younger")
        }
        foreign = names.section("foreign")
        self._foreign = called(foreign, "family"), called(foreign, "given")
        town = sample_file("town")
        self._town = town.text("name")
        self._buildings = town.texts("buildings")
        self._occupations = town.texts("occupations")
        relatives = town.section("relatives")
        self._relatives = {age: [line.split() for line in relatives.texts(age)] for age in ("younger", "elder")}
        self.districts = tuple(_district(line) for line in town.texts("districts"))

    def surname(self) -> Called:
        """Return a surname; those at the head of the list are the frequent ones."""
        chance = self._random.random
        if chance() < RARE_SURNAMES:
            return self._rare[int(chance() * len(self._rare))]
        return self._surnames[int(chance() ** 2 * len(self._surnames))]

    def person(self, birth_year: int, woman: bool, relative: Called | None = None) -> Called:
        """Return the name of a person born in that year, of the same family as ``relative`` if one is given."""
        if relative is None and self._random.random() < FOREIGN_NAMES:
            surname, given = self.one_of(self._foreign[0]), self.one_of(self._foreign[1])
        else:
            surname = relative.family() if relative else self.surname()
            age = "elder" if birth_year < 1955 else "middle" if birth_year < 1988 else "younger"
            given = self.one_of(self._given[woman, age])
        return Called(f"{surname.name}　{given.name}", f"{surname.furigana}　{given.furigana}")

    def adult(self, today: dt.date) -> Called:
        """Return the name of somebody between 35 and 84."""
        chance = self._random.random
        return self.person(today.year - 35 - int(chance() * 50), chance() < 0.5)

    def district(self) -> District:
        """Return one of the 町."""
        return self.one_of(self.districts)

    def address(self, district: District) -> str:
        """Return an address in a 町; one in eight is a flat."""
        chance = self._random.random
        street = (
            f"{self._town}{district.called.name}{1 + int(chance() * district.blocks)}丁目"
            f"{1 + int(chance() * 30)}番{1 + int(chance() * 20)}号"
        )
        if chance() < 0.125:
            floor, room = 1 + int(chance() * 5), 1 + int(chance() * 8)
            return f"{street} {self.one_of(self._buildings)}{floor}{room:02}号室"
        return street

    def phone(self) -> str:
        """Return a number of the town that cannot be dialled."""
        number = int(self._random.random() * 100_000)
        return f"0143-0{number // 10_000}-{number % 10_000:04}"

    def mobile(self) -> str:
        """Return a mobile number that cannot be dialled."""
        number = int(self._random.random() * 10_000_000)
        return f"0{self.one_of('97')}0-0{number // 10_000:03}-{number % 10_000:04}"

    def occupation(self) -> str:
        """Return what somebody lives on."""
        return self.one_of(self._occupations)

    def relative(self, person: Called, birth_year: int, woman: bool, elder: bool) -> tuple[Called, str]:
        """Return somebody of a person's family with what they are to the person (配偶者, 長男 …)."""
        relation, years, gender = self.one_of(self._relatives["elder" if elder else "younger"])
        return self.person(birth_year + int(years), gender == "w" or (gender == "o" and not woman), person), relation

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of the things, all with the same chance."""
        return things[int(self._random.random() * len(things))]


def _district(line: str) -> District:
    name, furigana, area, postal_code, blocks = line.split()
    return District(Called(name, furigana), area, postal_code, int(blocks))
