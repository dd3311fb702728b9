"""The page 期限と集計 of a large office: 10,000 projects over ten years, a quarter of them late."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.boards.service import BoardService
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.benchmarks.measure import Measurement, medians, wall_milliseconds

LIMIT = 100.0
"""Milliseconds: below it a page stands there when the key is let go."""

_PROJECTS, _YEARS = 10_000, 10
_NOW = dt.datetime(2026, 11, 21, 10, 0)


def measure() -> Iterator[Measurement]:
    """Measure everything that the page reads, deadlines and sums together."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "office"
        create_office(root, OfficeSettings(town="汐見野市", profile="muroran"), FixedClock(_NOW))
        with Office(root, FixedClock(_NOW)) as office:
            office.service("projects").save_all("窓口", "準備", projects(office), checked=True)
            service = BoardService(office.slices, office.services)
            (found,) = medians(11, lambda: wall_milliseconds(service.gather))
    yield Measurement("deadlines and sums", found, None, "ms", LIMIT, f"{_PROJECTS:,} projects of {_YEARS} years")


def projects(office: Office) -> list[Draft]:
    """Return projects of every 形態; those of the last year are open, the others long over."""
    forms = [term.code for term in office.words().taxonomy("collaboration_forms").terms]
    drafts = []
    for number in range(_PROJECTS):
        year = 2026 - number % _YEARS
        begins = dt.date(year, 5, 1) + dt.timedelta(days=number % 200)
        values = {
            "name": f"協働事業{number:05}",
            "form": forms[number % len(forms)],
            "fiscal_year": year,
            "organization": f"団体{number % 700:03}",
            "from_on": begins,
            "until_on": begins + dt.timedelta(days=200),
            "received_on": begins - dt.timedelta(days=40),
            "budget": 100_000 + number,
        }
        drafts.append(Draft(values))
    return drafts
