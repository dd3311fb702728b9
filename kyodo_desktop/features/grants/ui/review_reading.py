"""What the page 審査 reads of a round in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants.review import ReviewSheet
from kyodo_desktop.features.grants.review_service import MarkChange, Simulation
from kyodo_desktop.features.grants.service import GrantService

UNDER_REVIEW = "reviewing"
"""The state of a round whose applications are under review."""


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """A round under review: its sheet as it is stored, the outcome with what is typed, who waits for a letter.

    ``before_review`` are the applications that were not put to the review yet, None in a programme without one.
    """

    sheet: ReviewSheet
    outcome: Simulation
    to_decide: tuple[int, ...]
    to_refuse: tuple[int, ...]
    before_review: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Trial:
    """Another budget and ceiling in yen; None leaves what the round has."""

    budget: int | None = None
    ceiling: int | None = None

    @property
    def is_tried(self) -> bool:
        """Whether one of them is tried."""
        return self.budget is not None or self.ceiling is not None


def read_rounds(grants: GrantService) -> tuple[tuple[Snapshot, ...], int | None]:
    """Return the rounds, the newest first, and the one that a clerk most likely means: that under review."""
    rounds = grants.rounds.book().rounds
    under_review = [each.id for each in rounds if each["state"] == UNDER_REVIEW]
    return rounds, next(iter([*under_review, *(each.id for each in rounds)]), None)


def read_review(
    grants: GrantService, round_id: int, trial: Trial, order: Mapping[int, int], unsaved: Sequence[MarkChange]
) -> ReviewReading:
    """Return everything that the page shows of a round."""
    return ReviewReading(
        grants.reviews.review(round_id),
        read_outcome(grants, round_id, trial, order, unsaved),
        grants.outcomes.waiting_for_decision(round_id),
        grants.outcomes.waiting_for_refusal(round_id),
        grants.outcomes.before_review(round_id),
    )


def read_outcome(
    grants: GrantService, round_id: int, trial: Trial, order: Mapping[int, int], unsaved: Sequence[MarkChange]
) -> Simulation:
    """Return the outcome with marks that are being typed."""
    return grants.reviews.simulate(
        round_id, budget=trial.budget, ceiling=trial.ceiling, order=order, unsaved=tuple(unsaved)
    )
