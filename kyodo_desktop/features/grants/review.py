"""審査 of a round as one sheet: applications by reviewers, with marks, interests, totals, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.text import common_shape
from kyodo_desktop.features.grants.assessment import frame_line
from kyodo_desktop.features.grants.rules.outcome import Placing
from kyodo_desktop.features.grants.rules.ranking import Basis, Candidate, RankingRules, Rest, Tie
from kyodo_desktop.features.grants.rules.review import (
    Reviewer,
    ReviewItem,
    ReviewRules,
    Score,
    Sheet,
    Vacancy,
    score,
)
from kyodo_desktop.features.grants.rules.terms import Frame

COMMITTEE = "committee"
"""The tie rule of rounds whose committee decides between equals."""

_SEPARATED = re.compile(r"[、,，;；\n／/]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One reviewer's sheet of one application, in the order of the items; ``proposed`` says that nobody entered it.

    ``interest`` holds already where it is only proposed, from what the round says of the reviewer; ``denied`` that a
    person said there is none.
    """

    reviewer: str
    marks: tuple[int | None, ...]
    interest: bool = False
    proposed: bool = False
    remark: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One application of a round with its sheets, reviewer by reviewer, and the score that they give.

    Amounts are yen; ``amount`` is the 算定額, else what was asked for.
    """

    application_id: int
    reference: str
    name: str
    organization: str
    frame: str
    requested: int
    amount: int
    state: str
    result: str | None
    cells: tuple[Cell, ...]
    score: Score


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The whole review of a round."""

    round_id: int
    name: str
    rules: ReviewRules
    rows: tuple[ReviewRow, ...]

    @property
    def items(self) -> tuple[ReviewItem, ...]:
        return self.rules.items

    @property
    def reviewers(self) -> tuple[Reviewer, ...]:
        return self.rules.reviewers

    @property
    def missing(self) -> tuple[str, ...]:
        """What has still to be entered, application by application."""
        return tuple(f"{row.reference} {row.name}：{said}" for row in self.rows for said in row.score.missing)

    @property
    def complete(self) -> bool:
        return not self.missing


def review_rules(grant_round: Snapshot) -> ReviewRules:
    """Return items, reviewers and rules of a round; its reviewers are told by their names."""
    leaves_out = grant_round["interest_rule"] == Vacancy.LEAVES_OUT
    return ReviewRules(
        tuple(
            ReviewItem(str(place), line["name"], line["points"], line["weight"] or 1)
            for place, line in enumerate(grant_round.children["review_items"])
        ),
        tuple(Reviewer(line["name"], line["name"]) for line in grant_round.children["reviewers"]),
        interest=Vacancy.LEAVES_OUT if leaves_out else Vacancy.AVERAGES,
        floor_permille=grant_round["floor_share"] or 0,
    )


def ranking_rules(grant_round: Snapshot, budget: int | None = None) -> RankingRules:
    """Return how a round ranks and spends; ``budget`` tries another general budget in yen."""
    frames = [line.values for line in grant_round.children["frames"]]
    general = [line["floor"] or 0 for line in frames if not line["budget"]]
    tie, rest = grant_round["tie_rule"], grant_round["runner_up_rule"]
    leaves_out = grant_round["interest_rule"] == Vacancy.LEAVES_OUT
    return RankingRules(
        budget=(grant_round["budget"] or 0) if budget is None else budget,
        floor_permille=grant_round["floor_share"] or 0,
        basis=Basis.AVERAGE if leaves_out else Basis.TOTAL,
        ties=() if tie in (None, COMMITTEE) else (Tie(tie),),
        rest=Rest(rest) if rest else Rest.DECLINES,
        least_amount=min(general, default=0),
        unit=grant_round["rounding"] or 1,
        frames=tuple(
            Frame(
                line["name"],
                line["name"],
                budget=line["budget"],
                first=grant_round["frames_first"] is not False,
                flows_over=grant_round["frames_flow_over"] is True,
            )
            for line in frames
            if line["budget"]
        ),
    )


def pot_of(grant_round: Snapshot, frame: str | None) -> str:
    """Return the budget from which a 部門・枠 is paid: its own, or "" for the general one."""
    line = frame_line(grant_round, frame)
    return str(line["name"]) if line and line["budget"] else ""


def has_interest(said: str | None, organization: str, reference: str | None) -> bool:
    """Return whether a reviewer's 利害関係のある団体 name an applicant, by name or by 登録番号."""
    named = {common_shape(part) for part in _SEPARATED.split(said or "")} - {""}
    return bool(named & {common_shape(organization), common_shape(reference or "")})


def cells_of(
    grant_round: Snapshot, scores: Sequence[Mapping[str, Any]], organization: str, reference: str | None
) -> tuple[Cell, ...]:
    """Return the sheets of one application, one for each reviewer of the round."""
    maxima = [line["points"] for line in grant_round.children["review_items"]]
    entered = {common_shape(line["reviewer"]): line for line in scores}
    return tuple(
        _cell(reviewer.values, entered.get(common_shape(reviewer["name"])), maxima, organization, reference)
        for reviewer in grant_round.children["reviewers"]
    )


def _cell(
    reviewer: Mapping[str, Any],
    line: Mapping[str, Any] | None,
    maxima: Sequence[int],
    organization: str,
    reference: str | None,
) -> Cell:
    said = line["interest"] if line else None
    interest = has_interest(reviewer["interests"], organization, reference) if said is None else said
    given = (line["marks"] or ()) if line else ()
    # A mark above what its item gives by now counts as not entered: it has to be looked at again.
    marks = tuple(
        mark if mark is not None and mark <= most else None for mark, most in zip_longest(given[: len(maxima)], maxima)
    )
    remark = (line["remark"] or "") if line else ""
    return Cell(reviewer["name"], marks, interest, said is None and interest, remark, denied=said is False)


def score_of(rules: ReviewRules, cells: Sequence[Cell]) -> Score:
    """Return the score that the sheets of one application give."""
    return score(rules, [Sheet(cell.reviewer, cell.marks, cell.interest) for cell in cells])


def candidate(
    grant_round: Snapshot, row: ReviewRow, values: Mapping[str, Any], order: int, settled: Placing | None = None
) -> Candidate:
    """Return an application as it enters the ranking; ``order`` is its place among equals by the committee.

    One that asks for no amount of its own asks for what is computed. Where a result was settled and another budget is
    tried, its score is the settled one, and what was given to it stays its amount, whatever a later plan computes.
    """
    requested = values["requested_amount"]
    total, full = (row.score.total, row.score.full) if settled is None else (settled.total, settled.full)
    return Candidate(
        key=row.application_id,
        amount=max(row.amount, settled.amount if settled else 0),
        requested=row.amount if requested is None else requested,
        total=total,
        full=full,
        counted=row.score.counted,
        item_totals=row.score.item_totals,
        received_on=values["received_on"],
        frame=pot_of(grant_round, row.frame),
        accepts_rest=values["accepts_part"] is not False,
        committee_order=order,
    )
