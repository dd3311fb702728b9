"""手続 as a profile declares them: the lives of records, and what a new round of a grant programme begins with.

They stand in files of their own (``muroran-procedures.toml``), because the window opens without them: they are read
when the first record with a life is asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.lifecycle_files import read_lifecycles
from kyodo_desktop.core.taxonomy import Taxonomy

PARTS = ("lifecycles", "grant_rounds")
"""The tables of such a file."""

LIVING = ("collaboration_forms", "grant_programmes")
"""The lists whose terms say which life is theirs."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Procedures:
    """What the files say: lives by name, rounds by the code of their programme."""

    lifecycles: Mapping[str, Lifecycle]
    grant_rounds: Mapping[str, Section]


class ReadOnUse(Mapping[str, T]):
    """A mapping that is read when it is first looked into."""

    def __init__(self, read: Callable[[], Mapping[str, T]]) -> None:
        self._read = read

    @functools.cached_property
    def _found(self) -> Mapping[str, T]:
        return self._read()

    def __getitem__(self, name: str) -> T:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def read_procedures(
    layers: Sequence[Section], words: Sequence[Section], taxonomies: Mapping[str, Taxonomy]
) -> Procedures:
    """Return what the layers of files declare, the lowest first.

    ``words`` are the ``[taxonomies]`` tables that the lists were made of, to name the place of a term whose life there
    is not. Raises WorldError, which names file and key.
    """
    for layer in layers:
        layer.allow(PARTS)
    lifecycles = read_lifecycles([layer.section("lifecycles") for layer in layers], taxonomies["states"])
    _check_lives(words, taxonomies, lifecycles)
    rounds = _rounds([layer.section("grant_rounds") for layer in layers], taxonomies["grant_programmes"])
    return Procedures(lifecycles, rounds)


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
