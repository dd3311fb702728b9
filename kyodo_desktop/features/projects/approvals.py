"""Earlier approvals of the same partner: the last one, which papers it makes needless, which reports are late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from kyodo_desktop.core.dates import era, years_later
from kyodo_desktop.core.taxonomy import Term

REGISTERS = frozenset({"endorsement", "joint"})
"""The registers of 後援 and 共催, in which one approval counts for the next."""

LOOKED_AT = ("reference", "name", "form", "state", "from_on", "until_on", "due_on", "approved_on", "reported_on")
"""What is looked at of the other projects of a partner."""


TOLD = ("reference", "name", "form", "approved_on")
"""What of them the other projects of the partner are told."""


def last_approved(others: Iterable[Mapping[str, Any]], before: dt.date) -> Mapping[str, Any] | None:
    """Return the latest of a partner's other projects that was approved on a day or before."""
    approved = [each for each in others if each["approved_on"] and each["approved_on"] <= before]
    return max(approved, key=lambda each: (each["approved_on"], each["reference"]), default=None)


def words_of(approved: Mapping[str, Any] | None) -> str | None:
    """Return an earlier approval as it stands in a record: R7-J003 夏まつり（令和7年7月1日承認）."""
    return f"{approved['reference']} {approved['name']}（{era(approved['approved_on'])}承認）" if approved else None


def waives(form: Term | None, approved: Mapping[str, Any] | None, received_on: dt.date) -> bool | None:
    """Return whether an earlier approval makes papers needless; None for a 形態 that waives none."""
    years = form.extra.get("waiver_years") if form else None
    if not isinstance(years, int):
        return None
    return approved is not None and received_on <= years_later(approved["approved_on"], years)


def report_is_late(project: Mapping[str, Any], closed: frozenset[str], today: dt.date) -> bool:
    """Return whether an approved project is over and its report should be here by now."""
    if not project["approved_on"] or project["reported_on"] or project["state"] in closed:
        return False
    due = project["due_on"] or project["until_on"] or project["from_on"]
    return due is not None and due < today
