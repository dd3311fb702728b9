"""A real office of the 室蘭市型 profile with a round of its grant programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.office.settings import OfficeSettings

PAPERS = ("application", "plan", "budget", "organization_profile", "rules", "member_list", "pledge")
"""What the programme of the round asks for."""

Apply = Callable[..., Snapshot]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def grants(office: Office) -> GrantService:
    service = office.service("grants")
    assert isinstance(service, GrantService)
    return service


@pytest.fixture
def rounds(office: Office) -> GrantRoundService:
    service = office.service("grant_rounds")
    assert isinstance(service, GrantRoundService)
    return service


@pytest.fixture
def grant_round(rounds: GrantRoundService) -> Snapshot:
    """The first round of 令和8年度, with a calendar and three reviewers."""
    draft = rounds.begins_with("civic_activity", 2026, 1)
    draft.values |= {
        "call_from": dt.date(2026, 4, 6),
        "call_until": dt.date(2026, 5, 15),
        "review_on": dt.date(2026, 5, 29),
        "decide_by": dt.date(2026, 6, 12),
        "finish_by": dt.date(2027, 3, 31),
        "report_by": dt.date(2027, 3, 19),
    }
    draft.children["reviewers"] = [
        Draft({"name": "秋山 次郎"}),
        Draft({"name": "井上 花子", "interests": "青葉の会、D0009"}),
        Draft({"name": "上田 三郎"}),
    ]
    return rounds.save("窓口", draft).snapshot


@pytest.fixture
def organization(office: Office) -> Snapshot:
    draft = Draft({"name": "青葉の会", "kind": "civic_group", "registered_on": dt.date(2024, 4, 1)})
    draft.values["valid_until"] = dt.date(2027, 3, 31)
    return office.service("organizations").save("窓口", draft).snapshot


@pytest.fixture
def apply(grants: GrantService, grant_round: Snapshot) -> Apply:
    """Enter an application whose papers are there and whose budget is balanced."""

    def entered(
        name: str = "花いっぱい事業", *, cost: int = 400_000, requested: int = 200_000, **values: Any
    ) -> Snapshot:
        draft = Draft(
            {
                "round": grant_round["reference"],
                "frame": "一般",
                "name": name,
                "organization": f"{name}の会",
                "received_on": dt.date(2026, 4, 20),
                "from_on": dt.date(2026, 7, 1),
                "until_on": dt.date(2026, 12, 20),
                "requested_amount": requested,
                **values,
            }
        )
        draft.children = {
            "incomes": [
                Draft({"category": "grant", "budget": requested}),
                Draft({"category": "own_funds", "budget": cost - requested}),
            ],
            "expenses": [Draft({"category": "materials", "budget": cost})],
            "documents": [Draft({"kind": kind, "received_on": dt.date(2026, 4, 20)}) for kind in PAPERS],
        }
        return grants.save("窓口", draft).snapshot

    return entered


def take(grants: GrantService, record: Snapshot, step: str, on: dt.date, **asked: Any) -> Snapshot:
    """Take one step with what is asked for; ``values`` are saved along with it."""
    values = asked.pop("values", {})
    grants.take("窓口", [Taking(record.id, step, {"happened_on": on, **asked}, values)])
    return grants.load(record.id)
