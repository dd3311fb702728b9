"""The profile of a town: its words and its rules for numbers, validity, seals and 教示.

A profile is laid in layers: ``common.toml``, the town's own file, and what the office changed in its settings. Each
layer names only what differs from the one below it. ``docs/profiles.md`` says how such a file is written.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kyodo_desktop.core.checked_toml import Section, read_file
from kyodo_desktop.core.dates import era_on
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.layered_words import lay
from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.measures import Measure
from kyodo_desktop.core.procedures import LEANS_ON, PARTS, Procedures, ReadOnUse, read_procedures
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.taxonomy import Taxonomy, Words

PROFILE_NAMES = ("standard", "muroran", "tomakomai", "ishioka", "nagaoka")
"""The shipped profiles, in the order in which they are offered."""

NUMBERED = (
    *("organizations", "volunteers", "projects", "grant_rounds", "grants"),
    *("evaluations", "improvements"),
    *("committees", "meetings", "plans", "plan_actions"),
    *("figures", "chronology", "cases", "annual_reports"),
)
"""The records that get a 整理番号."""

RENEWED = ("organizations", "volunteers", "insurance")
"""What is valid for a time."""

_PARTS = ("taxonomies", "renewal", "references", "seal", "appeal_notice")
_PATTERN = re.compile(r"[A-Z0-9-]*(\{(year|era)\}[A-Z0-9-]*)?\{number(:0[1-9])?\}")


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """Validity up to one day of the year, commonly the end of the fiscal year."""

    month: int
    day: int
    years: int

    def valid_until(self, start: dt.date) -> dt.date:
        """Return the last valid day of what begins on ``start``: the first such day from then on, or years later.

        A renewal begins on the day after the old end.
        """
        first = start.year if (start.month, start.day) <= (self.month, self.day) else start.year + 1
        return dt.date(first + self.years - 1, self.month, self.day)


@dataclass(frozen=True, slots=True)
class ReferencePattern:
    """How a 整理番号 is written: capitals, digits and hyphens with ``{number}``, and ``{year}`` or ``{era}``.

    With a year in it the numbers begin anew every fiscal year (April to March, named by its first year).
    """

    pattern: str

    @property
    def yearly(self) -> bool:
        """Whether the numbers begin anew every fiscal year."""
        return "{year}" in self.pattern or "{era}" in self.pattern

    def write(self, number: int, fiscal_year: int) -> str:
        """Return the 整理番号 of a number; ``{era}`` is the letter and year of the era (R8 for 2026)."""
        era = era_on(dt.date(fiscal_year, 5, 1))
        letter = f"{era.letter}{fiscal_year - era.first.year + 1}" if era else ""
        return self.pattern.format(number=number, year=fiscal_year, era=letter)


class Seal(enum.StrEnum):
    """What stands at the place of a seal."""

    STAMP = "stamp"
    SIGNATURE_OR_STAMP = "signature_or_stamp"
    OMITTED = "omitted"
    NONE = "none"

    @property
    def words(self) -> str:
        """What is printed there."""
        return _SEAL_WORDS[self]


_SEAL_WORDS = {
    Seal.STAMP: "印",
    Seal.SIGNATURE_OR_STAMP: "（自署又は記名押印）",
    Seal.OMITTED: "（公印省略）",
    Seal.NONE: "",
}


@dataclass(frozen=True, slots=True)
class SealRule:
    """The seals of the one who applies and of the office. ``forms`` names the forms where the applicant's differs."""

    applicant: Seal
    office: Seal
    forms: Mapping[str, Seal] = field(default_factory=dict)

    def of_applicant(self, form: str) -> Seal:
        """Return the applicant's seal on a form (the name of its template)."""
        return self.forms.get(form, self.applicant)


@dataclass(frozen=True, slots=True)
class AppealNotice:
    """教示: what a decision says of appeals. ``printed`` is the town's habit where a form leaves it open."""

    printed: bool
    text: str

    def write(self, town: str, head: str) -> str:
        """Return the paragraphs for a town (室蘭市) and its head's title (室蘭市長)."""
        return self.text.format(town=town, head=head)


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that differs between towns. ``label`` is what a person chooses (室蘭市型)."""

    name: str
    label: str
    taxonomies: Mapping[str, Taxonomy]
    renewal: Mapping[str, RenewalRule]
    """By :data:`RENEWED`."""
    references: Mapping[str, ReferencePattern]
    """By :data:`NUMBERED`."""
    seal: SealRule
    appeal_notice: AppealNotice
    lifecycles: Mapping[str, Lifecycle]
    """By name; the terms of ``collaboration_forms`` and ``grant_programmes`` say which is theirs. Read on use."""
    grant_rounds: Mapping[str, Section]
    """What a new round of a programme begins with, by the programme's code. Read on use."""
    evaluation_sheets: Mapping[str, EvaluationSheet]
    """By name, those of the town first. Read on use."""
    measures: Mapping[str, Measure]
    """What is counted for a year, by code, in the order of the profile. Read on use."""

    def words(self, today: dt.date) -> Words:
        """Return what fields need to read and show values on that day."""
        return Words(today, self.taxonomies)


def profile_labels() -> dict[str, str]:
    """Return the shipped profiles: name to label, in the order in which they are offered."""
    return {name: _file(name).text("label") for name in PROFILE_NAMES}


def load_profile(name: str, changes: Mapping[str, object] | None = None, source: str = "settings.toml") -> Profile:
    """Return the profile of that name with an office's changes laid over it.

    ``changes`` is what the office's settings hold; of it only the tables of a profile are looked at. ``source`` is the
    name of the file that they come from.

    Raises InputError for a name that is not among :data:`PROFILE_NAMES`, and WorldError, which names file and key,
    for a file or a change that is wrong. The files of procedures are read when a life or a round is first asked for,
    and at once where the office changes what they say.
    """
    if name not in PROFILE_NAMES:
        raise InputError(f"「{name}」という型はありません。{'、'.join(PROFILE_NAMES)} から選んでください。")
    town = _file(name)
    layers = [_file(town.text("extends")), town]
    own, later = _own(changes or {}, source, layers[0].section("taxonomies"))
    if own.data:
        layers.append(own)
    for layer in layers:
        layer.allow(("extends", "label", *_PARTS))
    lists = lay(_parts(layers, "taxonomies"))

    @functools.cache
    def procedures() -> Procedures:
        files = [_file(f"{each}-procedures") for each in (town.text("extends"), name)]
        return read_procedures([*files, later] if later.data else files, lists)

    if later.data or any(each in own.section("taxonomies") for each in LEANS_ON):
        procedures()
    return Profile(
        name=name,
        label=town.text("label"),
        taxonomies=ReadOnUse(lambda: procedures().taxonomies, lists),
        renewal=_renewal(_parts(layers, "renewal")),
        references=_references(_parts(layers, "references")),
        seal=_seal(_parts(layers, "seal")),
        appeal_notice=_appeal_notice(_parts(layers, "appeal_notice")),
        lifecycles=ReadOnUse(lambda: procedures().lifecycles),
        grant_rounds=ReadOnUse(lambda: procedures().grant_rounds),
        evaluation_sheets=ReadOnUse(lambda: procedures().evaluation_sheets),
        measures=ReadOnUse(lambda: procedures().measures),
    )


def _own(changes: Mapping[str, object], source: str, lists: Section) -> tuple[Section, Section]:
    """Return an office's changes in two tables: what lies over the profile, and what over the files of procedures.

    ``lists`` are those that the profile itself declares.
    """
    own = {part: changes[part] for part in _PARTS if part in changes}
    later = {part: changes[part] for part in PARTS if part in changes}
    words = Section(source, own).section("taxonomies").data
    for parts, inside in ((own, True), (later, False)):
        parts.pop("taxonomies", None)
        if chosen := {name: table for name, table in words.items() if (name in lists) is inside}:
            parts["taxonomies"] = chosen
    return Section(source, own), Section(source, later)


def _file(name: str) -> Section:
    return read_file(shipped("resources", "profiles", f"{name}.toml"))


def _parts(layers: Iterable[Section], name: str) -> list[Section]:
    return [layer.section(name) for layer in layers]


def _upper(layers: Sequence[Section], key: str) -> Section:
    """Return the uppermost layer that names the key; the lowest, which then lacks it, when none does."""
    return next((layer for layer in reversed(layers) if key in layer), layers[0])


def _renewal(layers: Sequence[Section]) -> dict[str, RenewalRule]:
    for layer in layers:
        layer.allow(RENEWED)
    rules = {}
    for what in RENEWED:
        tables = _parts(layers, what)
        for table in tables:
            table.allow(("month", "day", "years"))
        month = _upper(tables, "month").number("month", 1, 12)
        days = 28 if month == 2 else calendar.monthrange(2000, month)[1]
        day = _upper(tables, "day").number("day", 1, days)
        rules[what] = RenewalRule(month, day, _upper(tables, "years").number("years", 1, 20))
    return rules


def _references(layers: Sequence[Section]) -> dict[str, ReferencePattern]:
    for layer in layers:
        layer.allow(NUMBERED)
    patterns = {}
    for what in NUMBERED:
        layer = _upper(layers, what)
        pattern = layer.text(what)
        if not _PATTERN.fullmatch(pattern):
            layer.fail(
                what,
                "半角の英大文字・数字・ハイフンと {number:04} で書いてください（例：{era}-{number:03}）。",
            )
        patterns[what] = ReferencePattern(pattern)
    return patterns


def _seal(layers: Sequence[Section]) -> SealRule:
    forms: dict[str, Seal] = {}
    for layer in layers:
        layer.allow(("applicant", "office", "forms"))
        forms |= {form: _one_seal(layer.section("forms"), form) for form in layer.section("forms").data}
    return SealRule(
        applicant=_one_seal(_upper(layers, "applicant"), "applicant"),
        office=_one_seal(_upper(layers, "office"), "office"),
        forms=forms,
    )


def _one_seal(section: Section, key: str) -> Seal:
    value = section.text(key)
    if value not in tuple(Seal):
        section.fail(key, f"{'、'.join(Seal)} のどれかを書いてください。")
    return Seal(value)


def _appeal_notice(layers: Sequence[Section]) -> AppealNotice:
    for layer in layers:
        layer.allow(("printed", "text"))
    layer = _upper(layers, "text")
    text = layer.text("text")
    if re.search(r"[{}]", re.sub(r"\{(town|head)\}", "", text)):
        layer.fail("text", "波かっこは {town}（市町村の名前）と {head}（市町村長の職名）にだけ使えます。")
    return AppealNotice(_upper(layers, "printed").flag("printed"), text)
