"""A real office of the 室蘭市型 profile with a round and applications to it, for pages and stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.service import GrantService

PAPERS = ("application", "plan", "budget", "organization_profile", "rules", "member_list", "pledge")
REVIEWERS = ("秋山 次郎", "井上 花子")
RECEIVED = dt.date(2026, 10, 20)


def grants_of(office: Office) -> GrantService:
    service = office.service("grants")
    assert isinstance(service, GrantService)
    return service


def make_round(office: Office, *, budget: int = 500_000, **values: Any) -> Snapshot:
    """Register the first round of 令和8年度 with two reviewers and no special frames."""
    rounds = grants_of(office).rounds
    draft = rounds.begins_with("civic_activity", 2026, 1)
    draft.values |= {
        "budget": budget,
        "call_from": dt.date(2026, 10, 1),
        "call_until": dt.date(2026, 10, 30),
        "review_on": dt.date(2026, 11, 27),
        "decide_by": dt.date(2026, 12, 10),
        "must_be_registered": False,
        **values,
    }
    draft.children["frames"] = draft.children["frames"][:1]
    draft.children["reviewers"] = [Draft({"name": name}) for name in REVIEWERS]
    return rounds.save("窓口", draft).snapshot


def application(grant_round: Snapshot, name: str, *, cost: int = 400_000, requested: int = 200_000) -> Draft:
    """Return an application with all its papers and a balanced budget."""
    draft = Draft(
        {
            "round": grant_round["reference"],
            "name": name,
            "organization": f"{name}の会",
            "received_on": RECEIVED,
            "from_on": dt.date(2026, 12, 20),
            "until_on": dt.date(2027, 2, 20),
            "requested_amount": requested,
        }
    )
    draft.children = {
        "incomes": [
            Draft({"category": "grant", "budget": requested}),
            Draft({"category": "own_funds", "budget": cost - requested}),
        ],
        "expenses": [Draft({"category": "materials", "budget": cost})],
        "documents": [Draft({"kind": kind, "received_on": RECEIVED}) for kind in PAPERS],
    }
    return draft


def apply(office: Office, grant_round: Snapshot, *names: str, **amounts: int) -> list[int]:
    """Enter applications and return their ids."""
    grants = grants_of(office)
    return [grants.save("窓口", application(grant_round, name, **amounts)).snapshot.id for name in names]


def put_under_review(office: Office, ids: Sequence[int]) -> None:
    grants_of(office).take("窓口", [Taking(each, "review", {"happened_on": dt.date(2026, 11, 2)}) for each in ids])


def mark(office: Office, grant_round: Snapshot, marks: dict[int, int]) -> None:
    """Enter the same mark in every item for an application, by every reviewer."""
    items = len(grant_round.children["review_items"])
    changes = [MarkChange(each, name, (one,) * items) for each, one in marks.items() for name in REVIEWERS]
    grants_of(office).reviews.enter_marks("窓口", grant_round.id, changes)
