"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.on_demand import OnDemand
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.exchange.combining import Addition
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.records import CellRemark, ReadRows, RowReading
from kyodo_desktop.spreadsheet.tables import Table


class Action(enum.StrEnum):
    """What becomes of a row."""

    ADD = "add"
    UPDATE = "update"
    SKIP = "skip"

    @property
    def label(self) -> str:
        """The action in the words of the counter."""
        return {"add": "追加", "update": "更新", "skip": "取り込まない"}[self.value]


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row is taken for: a stored record, or (without ``record_id``) the one that an earlier row brings.

    ``row`` is the number of that earlier row, also where both mean the same stored record. ``reasons`` are the things
    that are the same, none for a row that goes on with the one above.
    """

    record_id: int | None
    reference: str
    name: str
    reasons: tuple[str, ...]
    row: int | None = None

    @property
    def words(self) -> str:
        """Whom, for a person: V0012 山田　太郎（名前、電話番号が同じ）."""
        who = f"{self.row}行目の{self.name}" if self.record_id is None else f"{self.reference} {self.name}"
        return f"{who}（{'、'.join(self.reasons)}が同じ）" if self.reasons else f"{who}の続き"


class PlannedRow(NamedTuple):
    """One row of a file and what would become of it.

    ``changes`` is what it would change in whom it matches, None for a row that is new. ``problems`` keep the row out
    until the file, the mapping or a correction makes them good; ``question`` (empty for none) keeps it out until
    somebody chooses what to do.
    """

    source: RowReading
    action: Action
    match: Match | None = None
    changes: Addition | None = None
    problems: tuple[CellRemark, ...] = ()
    question: str = ""
    notes: tuple[CellRemark, ...] = ()

    @property
    def number(self) -> int:
        """The row's number in the file, as Excel shows it."""
        return self.source.number

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the record itself as the row would enter."""
        return self.source.values

    @property
    def children(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The lines of the tables inside as the row would enter."""
        return self.source.children

    @property
    def is_clear(self) -> bool:
        """Whether the row may go as proposed."""
        return not self.problems and not self.question


class PlannedRows(OnDemand[PlannedRow]):
    """The rows of a plan. Those that are not ``apart``, by their place from 0, are added just as they were read."""

    def __init__(self, read: ReadRows, apart: Mapping[int, PlannedRow]) -> None:
        self.read = read
        self.apart = apart

    def __len__(self) -> int:
        return len(self.read)

    def make(self, index: int) -> PlannedRow:
        apart = self.apart.get(index)
        return apart if apart is not None else PlannedRow(self.read.plain(index), Action.ADD)

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows in the file."""
        return self.read.numbers

    @functools.cached_property
    def places(self) -> dict[int, int]:
        """The place of each row by its number in the file."""
        return {number: place for place, number in enumerate(self.numbers)}


@dataclass(frozen=True, slots=True)
class Missing:
    """A required attribute that no column and no default brings. ``accepted`` are the words that it takes."""

    attribute: str
    label: str
    accepted: tuple[str, ...]


_OUTCOMES = {Action.ADD: "added", Action.UPDATE: "updated", Action.SKIP: "unchanged"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows of a file become what: a new record, an update, nothing because all of it is there, nothing because
    it was chosen so; ``blocked`` rows wait for a correction or a choice and keep the others out."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    blocked: int = 0

    @property
    def words(self) -> str:
        """The numbers for a person."""
        said = [("追加", self.added), ("更新", self.updated), ("変更なし", self.unchanged)]
        said += [("除外", self.left_out)] * bool(self.left_out) + [("要確認", self.blocked)] * bool(self.blocked)
        return "、".join(f"{label} {count:,}件" for label, count in said)


Choices = Mapping[int, Action]
"""What somebody chose, by row number; a row without choice goes as proposed."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Nothing was changed yet.

    ``source`` names the file in the history. ``stored`` holds the matched records by id, with those tables inside them
    that the file adds to; ``taken`` are the numbers in the file that are somebody's already. ``missing`` stops the
    whole file; ``notes`` tell how it was understood. The rows that were left out before are ``table.dropped``, the
    characters that the file lost ``table.lost``.
    """

    slice_name: str
    source: str
    table: Table
    mapping: TableMapping
    rows: PlannedRows
    stored: Mapping[int, Snapshot]
    taken: frozenset[str]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]
    today: dt.date

    def choice_of(self, row: PlannedRow, choices: Choices) -> Action | None:
        """Return what was chosen for a row, None for nothing; one that goes on with a row left out is left out too."""
        chosen = choices.get(row.number)
        if chosen is None and choices.get(row.source.continues) is Action.SKIP:
            return Action.SKIP
        return chosen

    def action_of(self, row: PlannedRow, choices: Choices) -> Action:
        """Return what becomes of a row: what was chosen for it, else what is proposed."""
        return self.choice_of(row, choices) or row.action

    def blocks(self, row: PlannedRow, choices: Choices) -> bool:
        """Return whether a row keeps the import from being carried out."""
        if choices and (chosen := self.choice_of(row, choices)):
            return bool(row.problems) and chosen is not Action.SKIP
        return bool(row.problems or row.question)

    def blocking(self, choices: Choices) -> list[PlannedRow]:
        """Return the rows that keep the import from being carried out."""
        return [row for row in self.rows.apart.values() if self.blocks(row, choices)]

    def without_blocking(self, choices: Choices) -> dict[int, Action]:
        """Return the choices with every blocking row left out."""
        return dict(choices) | {row.number: Action.SKIP for row in self.blocking(choices)}

    def outcome(self, choices: Choices) -> Outcome:
        """Return how many rows become what."""
        rows, apart = self.rows, self.rows.apart
        chosen = (rows.places.get(number) for number in choices)
        looked_at = [*apart.values(), *(rows[place] for place in chosen if place is not None and place not in apart)]
        count = Counter(
            "blocked"
            if self.blocks(row, choices)
            else "left_out"
            if choices and self.choice_of(row, choices) is Action.SKIP
            else _OUTCOMES[self.action_of(row, choices)]
            for row in looked_at
        )
        count["added"] += len(rows) - len(looked_at)
        return Outcome(**count)

    def allows(self, number: int, action: Action) -> bool:
        """Return whether an action may be chosen for a row: there must be such a row, and whom it would update."""
        place = self.rows.places.get(number)
        return place is not None and (action is not Action.UPDATE or self.rows[place].match is not None)

    def check(self, choices: Choices) -> None:
        """Raise InputError for a choice that a row does not allow."""
        for number, action in choices.items():
            if number not in self.rows.places:
                raise InputError(f"{number}行目は、取り込む行にありません。行の番号を確かめてください。")
            if not self.allows(number, action):
                raise InputError(f"{number}行目には、更新する登録がありません。追加か取り込まないを選んでください。")
