"""交付決定通知書 for all applications of a large round, as one PDF."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.benchmarks.measure import Measurement, medians, wall_milliseconds

LIMIT = 3000.0
"""Milliseconds: as long as a person looks at a printer that has not begun yet."""

LETTERS = 200
_PAPERS = ("application", "plan", "budget", "organization_profile", "rules", "member_list", "pledge")
_COSTS = (("honoraria", 60_000), ("supplies", 90_000), ("printing", 42_000), ("rent", 30_000), ("insurance", 12_000))
_DECIDED = dt.date(2026, 6, 5)


def measure() -> Iterator[Measurement]:
    """Measure from the database to the finished PDF, all facts of every application gathered on the way."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(dt.datetime(2026, 6, 5, 10, 0))
        root = Path(folder, "office")
        create_office(root, OfficeSettings(town="汐見野市", profile="muroran"), clock)
        with Office(root, clock) as office:
            ids = decided_round(office)
            (whole,) = medians(3, lambda: wall_milliseconds(lambda: letters(office, ids)))
    yield Measurement("decision letters of a round", whole, None, "ms", LIMIT, f"{LETTERS} letters, one PDF")


def letters(office: Office, ids: list[int]) -> bytes:
    """Return the letters as one PDF."""
    return office.papers.filled_form("grant-decision", ids).draw().pdf


def decided_round(office: Office) -> list[int]:
    """Make a round in which every application was adopted and decided on, and return its applications."""
    rounds: Any = office.service("grant_rounds")
    grants: Any = office.service("grants")
    organizations = office.service("organizations")
    grant_round = rounds.save("窓口", rounds.begins_with("civic_activity", 2026, 1)).snapshot
    groups = [Draft({"name": f"花と緑の会{number:03}", "kind": "civic_group"}) for number in range(LETTERS)]
    organizations.save_all("窓口", "団体", groups)
    names = organizations.rows(organizations.list_ids(ListQuery()).ids, ("name",))
    drafts = [_application(grant_round["name"], group_id, name) for group_id, (name,) in names.items()]
    grants.save_all("窓口", "申請", drafts)
    ids = list(grants.list_ids(ListQuery()).ids)
    for step, line in (
        ("review", {}),
        ("allot", {"amount": 117_000}),
        ("decide", {"amount": 117_000, "document_number": "汐協第31号"}),
    ):
        taking = [Taking(each, step, {"happened_on": _DECIDED, **line}) for each in ids]
        grants.take("窓口", taking)
    return ids


def _application(round_name: str, organization_id: int, organization: str) -> Draft:
    total = sum(amount for _, amount in _COSTS)
    values = {
        "round": round_name,
        "frame": "一般",
        "name": "駅前花いっぱい大作戦",
        "organization": organization,
        "organization_id": organization_id,
        "representative_title": "会長",
        "representative": "髙橋　𠮷美",
        "received_on": dt.date(2026, 4, 20),
        "from_on": dt.date(2026, 6, 15),
        "until_on": dt.date(2026, 11, 30),
        "requested_amount": total // 2,
    }
    income = [Draft({"category": "grant", "budget": total // 2}), Draft({"category": "dues", "budget": total // 2})]
    expenses = [Draft({"category": category, "budget": amount}) for category, amount in _COSTS]
    papers = [Draft({"kind": kind, "received_on": dt.date(2026, 4, 20)}) for kind in _PAPERS]
    return Draft(values, {"incomes": income, "expenses": expenses, "documents": papers})
