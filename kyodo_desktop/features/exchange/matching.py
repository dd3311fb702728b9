"""Who is who: whether a row of a file means a record that is stored, or the same as an earlier row.

``docs/import.md`` gives the rules in words. The same number, or the same name in its common shape together with
something that two people seldom share, make one; a birthday that differs makes two. Where neither can be told, it is
asked and never guessed.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.fields import Phone
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.text import fold, normalize_width

NAME, READING, BIRTH, PHONE, ADDRESS, KIND = "名前", "ふりがな", "生年月日", "電話番号", "住所", "種別"
REFERENCE = "登録番号"


class Verdict(enum.Enum):
    """Whether two are one."""

    SAME = "same"
    PERHAPS = "perhaps"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one person or body from another of the same name; empty or None where it is not known."""

    body: bool
    kind: str | None
    reading: str
    birth_on: dt.date | None
    phones: frozenset[str]
    address: str
    told_by: tuple[tuple[str, Any], ...] = ()
    """What tells apart records that share a name every year, each with its label; empty where the name is enough."""

    @property
    def mask(self) -> int:
        """Which of the things that people of one name seldom share are known, as bits."""
        return bool(self.birth_on) | bool(self.phones) << 1 | bool(self.address) << 2


Reader = Callable[[Mapping[str, Any]], Traits]


def traits_reader(schema: Schema, is_body: Callable[[Mapping[str, Any]], bool], told_by: Sequence[str] = ()) -> Reader:
    """Return the function that reads traits off the values of a record; ``told_by`` are those of ``SliceSheets``.

    Numbers that are not searched (of a guardian, for an emergency) are other people's and do not count.
    """
    phones = tuple(name for name, field in schema.fields.items() if isinstance(field, Phone) and field.searchable)

    def read(values: Mapping[str, Any]) -> Traits:
        return Traits(
            is_body(values),
            values.get("kind"),
            fold(values.get("furigana") or ""),
            values.get("birth_on"),
            frozenset(number for name in phones if (number := values.get(name))),
            address_shape(values.get("address") or ""),
            tuple((schema.fields[name].label, _shape(values.get(name))) for name in told_by),
        )

    return read


def _shape(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


_PREFECTURE = re.compile("^(北海道|東京都|(京都|大阪)府|.{2,3}県)")
_CITY = re.compile("^[^0-9]{1,6}?市(?=.)")
_BETWEEN_NUMBERS = re.compile("(?<=[0-9])(丁目|番地の|番地|番|の|-)(?=[0-9])")
_NUMBERED = re.compile(r"(?P<place>[^0-9]+)(?P<number>[0-9]+(?:-[0-9]+)*)")
_CHOME = re.compile("([一二三四五六七八九])丁目")
_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))


def address_shape(address: str) -> str:
    """Return what two writings of an address share, empty for one without a number.

    Prefecture, city, and what stands behind the number (a building) do not count; 1丁目2番3号 and 1-2-3 are alike.
    """
    plain = "".join(normalize_width(address).split())
    plain = _CITY.sub("", _PREFECTURE.sub("", plain))
    plain = _CHOME.sub(lambda found: f"{_DIGITS[found[1]]}丁目", plain)
    found = _NUMBERED.match(_BETWEEN_NUMBERS.sub("-", plain))
    return f"{fold(found['place'])}{found['number']}" if found else ""


def compare(row: Traits, other: Traits, *, stored: bool) -> tuple[Verdict, tuple[str, ...]]:
    """Return whether a row and a record (or an earlier row) of the same name are one, and what is the same of them."""
    if row.body != other.body:
        return Verdict.OTHER, ()
    if row.told_by:
        return _compare_told(row, other)
    return _compare_bodies(row, other) if row.body else _compare_people(row, other, stored=stored)


def _compare_bodies(row: Traits, other: Traits) -> tuple[Verdict, tuple[str, ...]]:
    """Bodies of one name and kind are one: their representatives change, and with them telephone and address."""
    agree = _agreements(row, other)
    if row.kind == other.kind:
        return Verdict.SAME, (NAME, KIND, *agree)
    return (Verdict.SAME if agree or row.kind is None else Verdict.PERHAPS), (NAME, *agree)


def _compare_told(row: Traits, other: Traits) -> tuple[Verdict, tuple[str, ...]]:
    """Records of one name differ in one of these attributes; the first two must be known for them to be the same."""
    pairs = [(label, mine, theirs) for (label, mine), (_, theirs) in zip(row.told_by, other.told_by, strict=True)]
    if any(mine != theirs for _, mine, theirs in pairs if mine and theirs):
        return Verdict.OTHER, ()
    known = all(mine and theirs for _, mine, theirs in pairs[:_TOLD_AT_LEAST])
    reasons = (NAME, *(label for label, mine, theirs in pairs if mine and theirs))
    return (Verdict.SAME if known else Verdict.PERHAPS), reasons


_TOLD_AT_LEAST = 2


def _compare_people(row: Traits, other: Traits, *, stored: bool) -> tuple[Verdict, tuple[str, ...]]:
    agree = _agreements(row, other)
    reading = (READING,) if row.reading and row.reading == other.reading else ()
    reasons = (NAME, *reading, *agree)
    if row.birth_on and other.birth_on and row.birth_on != other.birth_on:
        return (Verdict.PERHAPS if agree else Verdict.OTHER), reasons
    if agree:
        return Verdict.SAME, reasons
    if row.reading and other.reading and not reading:
        return Verdict.OTHER, ()
    if row.mask & other.mask:  # a telephone number or an address that differs: moved, or a namesake
        return (Verdict.PERHAPS if stored else Verdict.OTHER), reasons
    return (Verdict.SAME if stored and reading else Verdict.PERHAPS), reasons


def _agreements(row: Traits, other: Traits) -> tuple[str, ...]:
    return tuple(
        reason
        for reason, same in (
            (BIRTH, row.birth_on is not None and row.birth_on == other.birth_on),
            (PHONE, not row.phones.isdisjoint(other.phones)),
            (ADDRESS, row.address != "" and row.address == other.address),
        )
        if same
    )


@dataclass(frozen=True, eq=False)
class Known:
    """Somebody who is stored (``record_id``) or whom an earlier row brings (``row``)."""

    record_id: int | None
    row: int | None
    reference: str
    name: str
    values: Mapping[str, Any]
    read: Reader

    @functools.cached_property
    def traits(self) -> Traits:
        """What tells this one apart; of those who are known by their number nobody asks it."""
        return self.read(self.values)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whom a row means, how surely, and why. ``others`` are more who fit as well."""

    known: Known
    verdict: Verdict
    reasons: tuple[str, ...]
    others: tuple[Known, ...] = ()


def best(findings: Sequence[Finding]) -> Finding | None:
    """Return the one with most in common; where two have as much, it is only perhaps the one."""
    ranked = [finding for finding in findings if finding.verdict is Verdict.SAME] or [
        finding for finding in findings if finding.verdict is Verdict.PERHAPS
    ]
    if not ranked:
        return None
    most = max(len(finding.reasons) for finding in ranked)
    most_alike = [finding for finding in ranked if len(finding.reasons) == most]
    first, *rest = {(finding.known.record_id, finding.known.row): finding for finding in most_alike}.values()
    if not rest:
        return first
    return Finding(first.known, Verdict.PERHAPS, first.reasons, tuple(finding.known for finding in rest))


_A_BODY = "body"


class EarlierRows:
    """The rows of one file so far, found by what they share; each costs the same however many namesakes there are."""

    def __init__(self) -> None:
        self._by_trait: defaultdict[tuple[str, object], list[Known]] = defaultdict(list)
        self._by_mask: defaultdict[str, dict[int, dict[str, Known]]] = defaultdict(dict)

    def find(self, shape: str, traits: Traits) -> Finding | None:
        """Return whom among the earlier rows of this name a row means."""
        known = dict.fromkeys(each for key in _keys(shape, traits) for each in self._by_trait.get(key, ()))
        if not traits.body:
            known |= dict.fromkeys(self._indistinct(shape, traits))
        return best([Finding(each, *compare(traits, each.traits, stored=False)) for each in known])

    def add(self, shape: str, known: Known) -> None:
        """Remember somebody whom a row brings."""
        for key in _keys(shape, known.traits):
            self._by_trait[key].append(known)
        if not known.traits.body:
            self._by_mask[shape].setdefault(known.traits.mask, {}).setdefault(known.traits.reading, known)

    def _indistinct(self, shape: str, traits: Traits) -> Iterator[Known]:
        """Yield rows that share no kind of trait with this one, so that nothing tells the two apart."""
        for mask, by_reading in self._by_mask.get(shape, {}).items():
            if not mask & traits.mask:
                alike = (traits.reading, "") if traits.reading else tuple(by_reading)
                yield from (by_reading[reading] for reading in alike[:2] if reading in by_reading)


def _keys(shape: str, traits: Traits) -> Iterator[tuple[str, object]]:
    if traits.body:
        yield shape, _A_BODY
        return
    if traits.birth_on:
        yield shape, traits.birth_on
    for phone in traits.phones:
        yield shape, phone
    if traits.address:
        yield shape, traits.address
