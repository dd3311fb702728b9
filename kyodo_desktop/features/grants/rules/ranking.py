"""審査結果: applications in order of their marks, adopted while the budget lasts.

The outcome depends on what the applications are, never on the order in which they are handed over.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.amount import GrantAmount
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing, Pot, Ranking
from kyodo_desktop.features.grants.rules.review import passing_total
from kyodo_desktop.features.grants.rules.terms import Frame, cut


class Tie(enum.StrEnum):
    """What goes first among equal marks. Rules are tried in turn; what is equal after the last is the committee's."""

    SMALLER_REQUEST = "smaller_request"
    HIGHER_ITEM = "higher_item"
    EARLIER_RECEIPT = "earlier_receipt"


class Rest(enum.StrEnum):
    """What becomes of the budget's rest when the next application does not fit whole.

    TAKES_REST: the 次点 takes it, if that applicant accepts part of the amount; otherwise it stays. PASSES_ON: who does
    not accept, or would get less than the least amount, is passed over and the next is asked (so that a larger budget
    may leave out who was adopted before). DECLINES: the 次点 is named and takes nothing. NONE: there is no 次点.
    """

    TAKES_REST = "takes_rest"
    PASSES_ON = "passes_on"
    DECLINES = "declines"
    NONE = "none"


class Basis(enum.StrEnum):
    """What is compared: the total of all reviewers, or the average of those who were counted."""

    TOTAL = "total"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One application as it enters the ranking.

    ``amount`` is the 補助額 that was computed, ``requested`` the 申請額 (yen). ``total`` is None until reviewed,
    ``full`` are full marks of the ``counted`` reviewers. ``frame`` is the key of its special frame, "" the general
    budget. ``committee_order`` is the place (from 1) that the committee gave it among equals; ``refused`` the sentence
    why it cannot be adopted whatever its marks.
    """

    key: int
    amount: int
    requested: int
    total: int | None
    full: int
    counted: int = 1
    item_totals: tuple[int, ...] = ()
    received_on: dt.date | None = None
    frame: str = ""
    accepts_rest: bool = True
    committee_order: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class RankingRules:
    """How a round ranks and spends. ``budget`` is the general one in yen; each frame has its own.

    ``tie_item`` is the place of the item that HIGHER_ITEM compares. A part that is granted is cut to ``unit`` and not
    less than ``least_amount`` yen. ``runner_ups`` is how many 次点 are named, one that takes the rest included.
    """

    budget: int
    floor_permille: int = 700
    basis: Basis = Basis.TOTAL
    ties: tuple[Tie, ...] = (Tie.SMALLER_REQUEST,)
    tie_item: int = 0
    rest: Rest = Rest.TAKES_REST
    least_amount: int = 0
    unit: int = 1000
    runner_ups: int = 1
    frames: tuple[Frame, ...] = ()


def priced(candidate: Candidate, found: GrantAmount) -> Candidate:
    """Return the candidate with an amount computed anew, as a simulation of another ceiling or rate does."""
    return replace(candidate, amount=found.amount, refused=candidate.refused or found.reason)


GENERAL = "一般枠"
"""The label of the general budget, where a round has special frames beside it."""


def rank(rules: RankingRules, candidates: Sequence[Candidate], settled: Sequence[Placing] = ()) -> Ranking:
    """Return every application's place and decision, and what becomes of each budget.

    Within a pot, applications are adopted in order of rank while their whole amount fits; the first that does not fit
    ends the adoption (``Rest`` says what becomes of the rest). Equal ones that do not fit together are left to the
    committee. What was ``settled`` before stands as it was, and its money is spent. Raises ValueError for an unknown
    frame and for two applications of one key.
    """
    by_frame: dict[str, list[Candidate]] = {"": [], **{frame.key: [] for frame in rules.frames}}
    settled_by_frame: dict[str, list[Placing]] = {key: [] for key in by_frame}
    keys = [*(one.key for one in candidates), *(one.key for one in settled)]
    if len(set(keys)) != len(keys):
        raise ValueError("each application takes part once")
    for named in dict.fromkeys([*(one.frame for one in candidates), *(one.frame for one in settled)]):
        if named not in by_frame:
            raise ValueError(f"the round has no frame {named!r}")
    for one in candidates:
        by_frame[one.frame].append(one)
    for placing in settled:
        settled_by_frame[placing.frame].append(placing)
    firsts = [frame for frame in rules.frames if frame.first]
    lasts = [frame for frame in rules.frames if not frame.first]
    pots: dict[str, Pot] = {}
    placings: list[Placing] = []

    def fill(key: str, label: str, budget: int, sources: Sequence[str]) -> None:
        """Spend one budget with what the sources leave."""
        flowed_in = 0
        for source in sources:
            flowed_in += pots[source].left
            pots[source] = replace(pots[source], left=0, flowed_out=pots[source].left)
        found = _placed(rules, _Spending(rules, key, budget + flowed_in, settled_by_frame[key]), by_frame[key])
        spent = sum(placing.amount for placing in found)
        pots[key] = Pot(key, label, budget, flowed_in, spent, budget + flowed_in - spent, 0)
        placings.extend(found)

    for frame in firsts:
        fill(frame.key, frame.label, frame.budget, ())
    fill("", GENERAL, rules.budget, [frame.key for frame in firsts if frame.flows_over])
    upstream = ""
    for frame in lasts:
        fill(frame.key, frame.label, frame.budget, (upstream,) if frame.flows_over else ())
        upstream = frame.key if frame.flows_over else upstream
    return Ranking(tuple(placings), tuple(pots.values()))


def _placed(rules: RankingRules, spending: _Spending, candidates: Sequence[Candidate]) -> list[Placing]:
    """Return the placings of one pot: settled ones, others by rank, those without marks, those refused beforehand."""
    refused = sorted((one for one in candidates if one.refused), key=lambda one: one.key)
    unscored = sorted((one for one in candidates if not one.refused and one.total is None), key=lambda one: one.key)
    ranked = _ranked(rules, [one for one in candidates if not one.refused and one.total is not None])
    for group in ranked:
        spending.take(group)
    for one in unscored:
        spending.place(one, Decision.UNSCORED, "点数がそろっていません。")
    for one in refused:
        spending.place(one, Decision.REJECTED, one.refused)
    return spending.placings


def _ranked(rules: RankingRules, candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the candidates best first; who is equal by every rule stands together, in the order of the keys."""
    common = math.lcm(*(one.counted for one in candidates)) if rules.basis is Basis.AVERAGE else 0

    def order(one: Candidate) -> tuple[object, ...]:
        total = one.total or 0
        best = total * common // one.counted if common else total
        return (-best, *(_tie_key(rules, tie, one) for tie in rules.ties), one.committee_order or math.inf)

    keyed = sorted(((order(one), one) for one in candidates), key=lambda pair: (pair[0], pair[1].key))
    return [[one for _, one in group] for _, group in groupby(keyed, key=lambda pair: pair[0])]


def _tie_key(rules: RankingRules, tie: Tie, one: Candidate) -> int | dt.date:
    match tie:
        case Tie.SMALLER_REQUEST:
            return one.requested
        case Tie.HIGHER_ITEM:
            return -one.item_totals[rules.tie_item]
        case Tie.EARLIER_RECEIPT:
            return one.received_on or dt.date.max


def _is_better(settled: Placing, one: Candidate) -> bool:
    """Return whether a settled application had the larger share of its full marks."""
    return (settled.total or 0) * one.full > (one.total or 0) * settled.full


class _Spending:
    """Spends one budget, group of equals by group of equals."""

    def __init__(self, rules: RankingRules, frame: str, budget: int, settled: Sequence[Placing]) -> None:
        self._rules = rules
        self._frame = frame
        self._budget = budget
        self._settled = sorted(settled, key=lambda one: (one.rank or math.inf, one.key))
        self._left = budget - sum(one.amount for one in settled)
        self._ended = False
        self._open = False
        named = sum(one.decision is Decision.RUNNER_UP for one in settled)
        self._runner_ups = 0 if rules.rest is Rest.NONE else max(0, rules.runner_ups - named)
        self._taken = 0
        self._rank = 1
        self.placings: list[Placing] = list(self._settled)

    def take(self, group: Sequence[Candidate]) -> None:
        """Decide on the next group of equals."""
        tied = len(group) > 1
        self._rank = 1 + self._taken + sum(_is_better(one, group[0]) for one in self._settled)
        able = [one for one in group if self._may_be_adopted(one, tied=tied)]
        if able:
            self._spend(able, tied=tied)
        self._taken += len(group)

    def place(
        self,
        one: Candidate,
        decision: Decision,
        reason: str = "",
        amount: int = 0,
        rank: int | None = None,
        *,
        tied: bool = False,
    ) -> None:
        """Write down what was decided on one application."""
        self._left -= amount
        spent = self._budget - self._left
        self.placings.append(
            Placing(one.key, self._frame, rank, tied, one.total, one.full, decision, amount, spent, self._left, reason)
        )

    def _may_be_adopted(self, one: Candidate, *, tied: bool) -> bool:
        passing = passing_total(one.full, self._rules.floor_permille)
        if one.total is not None and one.total < passing:
            reason = f"得点（{one.total}点）が基準点（{passing}点）に達していません。"
        elif one.amount <= 0:
            reason = "補助額が0円のため、採択できません。"
        else:
            return True
        self.place(one, Decision.REJECTED, reason, rank=self._rank, tied=tied)
        return False

    def _spend(self, group: Sequence[Candidate], *, tied: bool) -> None:
        if self._open:
            self._place_all(group, Decision.UNDECIDED, "上の順位の決定を待っています。", tied=tied)
        elif self._ended:
            self._below_the_line(group, tied=tied)
        elif sum(one.amount for one in group) <= self._left:
            for one in group:
                self.place(one, Decision.ADOPTED, "", one.amount, self._rank, tied=tied)
        elif len(group) > 1 and any(one.amount <= self._left or self._takes_part(one) for one in group):
            self._leave_budget_to_committee(group)
        else:
            self._end_adoption(group, tied=tied)

    def _part(self) -> int:
        """Return what an application that does not fit could be given."""
        return cut(self._left, self._rules.unit)

    def _takes_part(self, one: Candidate) -> bool:
        gives = self._rules.rest in (Rest.TAKES_REST, Rest.PASSES_ON)
        return gives and one.accepts_rest and self._part() >= max(1, self._rules.least_amount)

    def _leave_budget_to_committee(self, group: Sequence[Candidate]) -> None:
        reason = (
            f"同じ順位の{len(group)}件の全部では予算の残り（{yen(self._left)}）に収まりません。委員会で決めてください。"
        )
        self._place_all(group, Decision.UNDECIDED, reason, tied=True)
        # Whoever of the group is left out is the 次点; only a second one, or a rest passed on, reaches further.
        self._open = self._rules.rest is Rest.PASSES_ON or self._runner_ups > 1
        self._ended, self._runner_ups = True, 0

    def _end_adoption(self, group: Sequence[Candidate], *, tied: bool) -> None:
        """Decide on what does not fit: one application, or equals of which none fits or takes a part."""
        one, part = group[0], self._part()
        least = min(one.amount for one in group)
        lacking = f"予算の残り（{yen(self._left)}）が補助額（{yen(least)}）に足りません。"
        if self._takes_part(one):
            self._ended = True
            self._runner_ups = max(0, self._runner_ups - 1)
            self.place(one, Decision.PARTIAL, f"{lacking}残りの額で採択します。", part, self._rank, tied=tied)
        else:
            self._ended = self._rules.rest is not Rest.PASSES_ON
            self._below_the_line(group, lacking, tied=tied)

    def _below_the_line(self, group: Sequence[Candidate], reason: str = "", *, tied: bool) -> None:
        reason = reason or "上の順位までで予算に達しました。"
        if len(group) <= self._runner_ups:
            self._runner_ups -= len(group)
            self._place_all(group, Decision.RUNNER_UP, reason, tied=tied)
        elif self._runner_ups:
            reason = f"同じ順位の{len(group)}件は次点の数（{self._runner_ups}件）を超えます。委員会で決めてください。"
            self._runner_ups = 0
            self._place_all(group, Decision.UNDECIDED, reason, tied=tied)
        else:
            self._place_all(group, Decision.REJECTED, reason, tied=tied)

    def _place_all(self, group: Sequence[Candidate], decision: Decision, reason: str, *, tied: bool) -> None:
        for one in group:
            self.place(one, decision, reason, rank=self._rank, tied=tied)
