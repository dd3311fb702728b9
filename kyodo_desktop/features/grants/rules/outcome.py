"""審査結果: what a ranking decided, and how two of them differ (simulation of another budget)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from kyodo_desktop.core.money import yen


class Decision(enum.StrEnum):
    """What the marks and the budget make of an application."""

    ADOPTED = "adopted"
    PARTIAL = "partial"
    RUNNER_UP = "runner_up"
    REJECTED = "rejected"
    UNDECIDED = "undecided"
    UNSCORED = "unscored"

    @property
    def label(self) -> str:
        return {
            "adopted": "採択",
            "partial": "一部採択",
            "runner_up": "次点",
            "rejected": "不採択",
            "undecided": "委員会で決定",
            "unscored": "審査未了",
        }[self.value]

    @property
    def granted(self) -> bool:
        """Whether money goes with it."""
        return self in (Decision.ADOPTED, Decision.PARTIAL)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an application came out.

    ``rank`` counts within its frame, equal ones share it (``tied``); None without marks or when refused beforehand.
    ``total`` is of ``full`` marks. ``amount`` is what is granted, ``cumulative`` the sum granted in its frame down to
    here, ``left`` the rest after it.
    """

    key: int
    frame: str
    rank: int | None
    tied: bool
    total: int | None
    full: int
    decision: Decision
    amount: int
    cumulative: int
    left: int
    reason: str


@dataclass(frozen=True, slots=True)
class Pot:
    """One budget of a round in yen: budget + flowed_in = spent + left + flowed_out."""

    key: str
    label: str
    budget: int
    flowed_in: int
    spent: int
    left: int
    flowed_out: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome of a round: applications pot by pot and by rank, and what became of each budget."""

    placings: tuple[Placing, ...]
    pots: tuple[Pot, ...]

    @property
    def by_key(self) -> dict[int, Placing]:
        """Every placing by the key of its application."""
        return {placing.key: placing for placing in self.placings}

    @property
    def budget(self) -> int:
        return sum(pot.budget for pot in self.pots)

    @property
    def spent(self) -> int:
        return sum(pot.spent for pot in self.pots)

    @property
    def left(self) -> int:
        return self.budget - self.spent

    @property
    def adopted(self) -> tuple[Placing, ...]:
        return tuple(placing for placing in self.placings if placing.decision.granted)

    @property
    def undecided(self) -> tuple[Placing, ...]:
        """What the committee has to settle before letters can go out."""
        return tuple(one for one in self.placings if one.decision in (Decision.UNDECIDED, Decision.UNSCORED))


@dataclass(frozen=True, slots=True)
class Move:
    """One application whose decision, amount or rank is not the same in two outcomes; None where it takes no part."""

    key: int
    before: Placing | None
    after: Placing | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a second outcome differs from a first: who moves, in the second's order, and what it comes to in words."""

    moves: tuple[Move, ...]
    sentence: str


def compare(before: Ranking, after: Ranking) -> Comparison:
    """Return what another budget, ceiling or rule changes."""
    first, second = before.by_key, after.by_key
    keys = [*second, *(key for key in first if key not in second)]
    moves = [Move(key, first.get(key), second.get(key)) for key in keys]
    difference = after.spent - before.spent
    sign = {True: "＋", False: "－"}[difference > 0]
    changed = f"{sign}{yen(abs(difference))}" if difference else "増減なし"
    return Comparison(
        moves=tuple(move for move in moves if _decided(move.before) != _decided(move.after)),
        sentence=(
            f"採択は{len(before.adopted)}件から{len(after.adopted)}件、"
            f"補助額の合計は{yen(before.spent)}から{yen(after.spent)}（{changed}）になります。"
        ),
    )


def _decided(placing: Placing | None) -> tuple[Decision, int, int | None] | None:
    return (placing.decision, placing.amount, placing.rank) if placing else None
