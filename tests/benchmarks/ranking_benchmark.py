"""The review of a large round: 500 applications, marked by 10 reviewers on 5 items, scored, ranked and adopted."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from kyodo_desktop.features.grants.rules.ranking import Candidate, RankingRules, Tie, rank
from kyodo_desktop.features.grants.rules.review import Reviewer, ReviewItem, ReviewRules, Sheet, score
from tests.benchmarks.measure import Measurement, medians, wall_milliseconds

LIMIT = 50.0
"""Milliseconds: below it a simulation follows the hand that drags a budget."""
_APPLICATIONS, _REVIEWERS, _ITEMS = 500, 10, 5
_HIGHEST = 10


def measure() -> Iterator[Measurement]:
    """Measure from the sheets to the outcome, and a simulation (the same marks, another budget) alone."""
    rules, sheets = marked_round()
    candidates = scored(rules, sheets)
    ranking = RankingRules(budget=30_000_000, ties=(Tie.SMALLER_REQUEST, Tie.EARLIER_RECEIPT))
    whole, again = medians(
        11,
        lambda: wall_milliseconds(lambda: rank(ranking, scored(rules, sheets))),
        lambda: wall_milliseconds(lambda: rank(ranking, candidates)),
    )
    size = f"{_APPLICATIONS} applications × {_REVIEWERS} reviewers × {_ITEMS} items"
    yield Measurement("scoring and ranking a round", whole, None, "ms", LIMIT, size)
    yield Measurement("simulating another budget", again, None, "ms", LIMIT, size)


def marked_round() -> tuple[ReviewRules, list[list[Sheet]]]:
    """Return the rules of a round and the sheets of each application; every tenth sheet is one of 利害関係."""
    chance = random.Random(_APPLICATIONS)
    rules = ReviewRules(
        tuple(ReviewItem(f"item{number}", f"項目{number}", _HIGHEST) for number in range(_ITEMS)),
        tuple(Reviewer(f"reviewer{number}", f"審査員{number}") for number in range(_REVIEWERS)),
    )
    sheets = [
        [
            Sheet(
                reviewer.key,
                tuple(chance.randint(_HIGHEST // 2, _HIGHEST) for _ in rules.items),
                interest=(application + place) % 10 == 0,
            )
            for place, reviewer in enumerate(rules.reviewers)
        ]
        for application in range(_APPLICATIONS)
    ]
    return rules, sheets


def scored(rules: ReviewRules, sheets: list[list[Sheet]]) -> list[Candidate]:
    """Return the applications as they enter the ranking."""
    first = dt.date(2026, 5, 1)
    candidates = []
    for key, one in enumerate(sheets):
        found = score(rules, one)
        amount = 50_000 + key * 7 % 150 * 1_000
        received = first + dt.timedelta(days=key % 28)
        candidates.append(
            Candidate(key, amount, amount, found.total, found.full, found.counted, found.item_totals, received)
        )
    return candidates
