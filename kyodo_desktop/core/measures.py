"""実績の項目 as a profile declares them (``[measures.CODE]``): what is counted, in which units, and from where.

A measure without ``computed`` is entered by hand, because the program keeps no records of it (yet). Where ``each``
names an argument, the measure stands for one measure to each term of the list behind that argument.
``docs/profiles.md`` says how such a table is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.taxonomy import Taxonomy, Term
from kyodo_desktop.core.text import fold

LISTS = {
    "programme": {
        "registrations": "volunteer_programmes",
        "activities": "volunteer_programmes",
        "grants": "grant_programmes",
    },
    "kind": {"organizations": "organization_kinds"},
    "activity_field": {"organizations": "activity_fields"},
    "form": {"projects": "collaboration_forms"},
    "domain": {"projects": "collaboration_domains"},
}
"""The list of choices behind an argument, by computation; an argument without one is a text."""

COMPUTATIONS: Mapping[str, tuple[str, ...]] = {
    "registrations": ("programme", "counts"),
    "activities": ("programme", "counts"),
    "organizations": ("kind", "activity_field"),
    "projects": ("form", "domain"),
    "grants": ("programme", "frame", "stage"),
}
"""What can be counted from the records, with the arguments that narrow it."""

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "counts": {"registrations": ("groups", "works"), "activities": ("volunteers", "times", "hours")},
    "stage": {"grants": ("applied", "decided")},
}
"""The words that an argument may have which names no list, by computation: 団体 or 事業, 申請 or 交付決定."""

STANDING = ("registrations", "organizations")
"""What is counted as it stands at a day; the others happen within a year, so that years can be added up."""

NUMBERS = ("count", "people", "yen")
"""The numbers that a measure may have, in the order in which they are read."""

_CODE = re.compile("[a-z][a-z0-9_]*")
_KEYS = ("label", "furigana", "group", "computed", "each", "of", "note", "retired", *NUMBERS)


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted. ``units`` are the words behind its numbers, by :data:`NUMBERS`."""

    code: str
    label: str
    group: str
    units: Mapping[str, str]
    furigana: str = ""
    """How its label is read."""
    computed: str = ""
    of: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def stands(self) -> bool:
        """Whether its figures are those of a day (年度末), which cannot be added up over years."""
        return self.computed in STANDING


def read_measures(layers: Sequence[Section], lists: Mapping[str, Taxonomy]) -> dict[str, Measure]:
    """Return the measures that ``[measures]`` tables declare, the lowest layer first.

    The keys of an upper layer replace those of a measure of the same code; measures that only an upper layer has come
    behind the others. One that speaks of a term which the town's lists do not have is left out. Raises WorldError,
    which names file and key.
    """
    found: dict[str, Section] = {}
    for layer in layers:
        for code, section in layer.sections():
            if not _CODE.fullmatch(code):
                layer.fail(code, "半角の英小文字で始まる英小文字・数字・_ の名前（例：town_talks）を書いてください。")
            found[code] = section.over(found[code]) if code in found else section
    measures = [each for code, section in found.items() for each in _measures(code, section, lists)]
    return {each.code: each for each in measures}


def measure_terms(measures: Sequence[Measure]) -> Taxonomy:
    """Return the measures as a list of choices; where two have one label, the group tells them apart.

    A reading that no other has means its measure as well (えんとーく for en（えん）とーく); ``extra`` has the units.
    """
    seen = Counter(each.label for each in measures)
    labels = [each.label if seen[each.label] == 1 else f"{each.group}（{each.label}）" for each in measures]
    spelt = Counter(fold(spelling) for spelling in (*labels, *(each.furigana for each in measures)))
    terms = tuple(
        Term(
            each.code,
            label,
            (each.furigana,) if each.furigana and spelt[fold(each.furigana)] == 1 else (),
            furigana=each.furigana,
            extra=dict(each.units),
        )
        for each, label in zip(measures, labels, strict=True)
    )
    return Taxonomy("measures", "実績の項目", terms)


def _measures(code: str, section: Section, lists: Mapping[str, Taxonomy]) -> Iterator[Measure]:
    section.allow(_KEYS)
    if section.flag("retired"):
        return
    units = {number: section.text(number) for number in NUMBERS if number in section}
    if not units:
        section.fail("count", f'単位を {"、".join(NUMBERS)} の1つ以上に書いてください（例：count = "団体"）。')
    computed = section.text("computed") if "computed" in section else ""
    if computed and computed not in COMPUTATIONS:
        section.fail("computed", f"{'、'.join(COMPUTATIONS)} のどれかを書くか、この行を消してください。")
    of, named = _arguments(section, computed, lists)
    if of is None:
        return
    group = section.text("group")
    note = section.text("note") if "note" in section else ""
    if "each" not in section:
        label = section.text("label", named.label if named else None)
        furigana = section.text("furigana", named.furigana if named else None)
        yield Measure(code, label, group, units, furigana, computed, of, note)
        return
    over = section.text("each")
    known = LISTS.get(over, {}).get(computed)
    if known is None or over in of:
        section.fail("each", "of に書いていない、選択肢のある項目（form、domain、kind など）を書いてください。")
    for term in lists[known].terms:
        if not term.retired:
            chosen = {**of, over: term.code}
            yield Measure(f"{code}.{term.code}", term.label, group, units, term.furigana, computed, chosen, note)


def _arguments(
    section: Section, computed: str, lists: Mapping[str, Taxonomy]
) -> tuple[dict[str, str] | None, Term | None]:
    """Return the arguments, None where the town lacks a term that they name; and that term."""
    table = section.section("of")
    table.allow(COMPUTATIONS.get(computed, ()))
    of: dict[str, str] = {}
    named = None
    for name in table.data:
        value = table.text(name)
        words = WORDS.get(name, {}).get(computed, ())
        if words and value not in words:
            table.fail(name, f"{'、'.join(words)} のどれかを書いてください。")
        if (known := LISTS.get(name, {}).get(computed)) is not None:
            named = lists[known].get(value)
            if named is None or named.retired:
                return None, None
        of[name] = value
    return of, named
