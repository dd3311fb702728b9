"""手続 as a profile declares them: the lists of projects and grants, the lives of records, and what a new round has.

They stand in files of their own (``muroran-procedures.toml``), because the window opens without them: they are read
when one of them is first asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.evaluation_sheets import EvaluationSheet, read_sheets, sheet_terms
from kyodo_desktop.core.layered_words import lay
from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.lifecycle_files import read_lifecycles
from kyodo_desktop.core.measures import Measure, measure_terms, read_measures
from kyodo_desktop.core.taxonomy import Taxonomy

PARTS = ("taxonomies", "lifecycles", "grant_rounds", "evaluation_sheets", "measures")
"""The tables of such a file."""

LEANS_ON = ("states", "collaboration_domains", "principles", "volunteer_programmes")
"""The lists of the profile itself that these files speak of."""

LIVING = ("collaboration_forms", "grant_programmes")
"""The lists whose terms say which life is theirs."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Procedures:
    """What the files say: lists of choices, lives and sheets by name, rounds by the code of their programme."""

    taxonomies: Mapping[str, Taxonomy]
    lifecycles: Mapping[str, Lifecycle]
    grant_rounds: Mapping[str, Section]
    evaluation_sheets: Mapping[str, EvaluationSheet]
    measures: Mapping[str, Measure]
    """What is counted for a year, by its code."""


class ReadOnUse(Mapping[str, T]):
    """A mapping of which the part that is not ``ready`` is read when something beyond that is first asked for."""

    def __init__(self, read: Callable[[], Mapping[str, T]], ready: Mapping[str, T] | None = None) -> None:
        self._read = read
        self._ready = ready or {}

    @functools.cached_property
    def _whole(self) -> Mapping[str, T]:
        return {**self._ready, **self._read()}

    def __getitem__(self, name: str) -> T:
        return self._ready[name] if name in self._ready else self._whole[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def read_procedures(layers: Sequence[Section], lists: dict[str, Taxonomy]) -> Procedures:
    """Return what the layers of files declare, the lowest first; ``lists`` are those that the profile itself has.

    Raises WorldError, which names file and key.
    """
    for layer in layers:
        layer.allow(PARTS)
    words = [layer.section("taxonomies") for layer in layers]
    taxonomies = lay(words, lists)
    lifecycles = read_lifecycles([layer.section("lifecycles") for layer in layers], lists["states"])
    _check_lives(words, taxonomies, lifecycles)
    rounds = _rounds([layer.section("grant_rounds") for layer in layers], taxonomies["grant_programmes"])
    sheets = read_sheets(
        [layer.section("evaluation_sheets") for layer in layers],
        lists["principles"],
        taxonomies["evaluation_kinds"],
    )
    measures = read_measures([layer.section("measures") for layer in layers], {**lists, **taxonomies})
    chosen = (sheet_terms(list(sheets.values())), measure_terms(list(measures.values())))
    return Procedures({**taxonomies, **{each.name: each for each in chosen}}, lifecycles, rounds, sheets, measures)


def _check_lives(
    words: Sequence[Section], taxonomies: Mapping[str, Taxonomy], lifecycles: Mapping[str, Lifecycle]
) -> None:
    for name in LIVING:
        for term in taxonomies[name].terms:
            if "lifecycle" in term.extra and term.extra["lifecycle"] not in lifecycles:
                said = [layer.section(name).section("terms").section(term.code) for layer in reversed(words)]
                place = next(section for section in said if "lifecycle" in section)
                place.fail("lifecycle", f"ここに書けるのは {'、'.join(lifecycles)} です。つづりを確かめてください。")


def _rounds(layers: Sequence[Section], programmes: Taxonomy) -> dict[str, Section]:
    """Return each programme's table; a lower layer may speak of a programme that the layers above it dropped."""
    rounds: dict[str, Section] = {}
    for layer in layers:
        for code, section in layer.sections():
            if programmes.get(code):
                rounds[code] = section.over(rounds[code]) if code in rounds else section
            elif layer is layers[-1]:
                layer.fail(code, f"「{code}」は「{programmes.label}」（taxonomies.grant_programmes）にありません。")
    return rounds
