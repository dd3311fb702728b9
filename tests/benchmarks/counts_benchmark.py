"""Everything that ten years of a large town come to: 100,000 volunteers, 20,000 projects, and what was entered."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports.service import FigureService
from tests.benchmarks.measure import Measurement, cpu_milliseconds, medians, wall_milliseconds

LIMIT = 300.0
"""Milliseconds: the page stands there before a person wonders."""

_VOLUNTEERS, _PROJECTS, _YEARS = 100_000, 20_000, 10
_NOW = dt.datetime(2026, 11, 21, 10, 0)


def measure() -> Iterator[Measurement]:
    """Measure all measures of the profile for ten years, nothing kept from before."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "office"
        create_sample(root, volunteers=_VOLUNTEERS, clock=FixedClock(_NOW))
        with Office(root, FixedClock(_NOW)) as office:
            office.service("projects").save_all("窓口", "準備", projects(office), checked=True)
            figures = office.service("figures")
            assert isinstance(figures, FigureService)
            years = range(2027 - _YEARS, 2027)
            wall, cpu = medians(
                9,
                lambda: wall_milliseconds(lambda: figures.stats(years)),
                lambda: cpu_milliseconds(lambda: figures.stats(years)),
            )
    size = f"{_VOLUNTEERS:,} volunteers, {_PROJECTS:,} projects, {_YEARS} years"
    yield Measurement("counting ten years", wall, None, "ms", LIMIT, f"{size}; wall, {cpu:.0f} ms CPU")


def projects(office: Office) -> list[Draft]:
    """Return projects of every 形態 and 領域 over the years."""
    chance = Random(1)
    words = office.words()
    forms = [term.code for term in words.taxonomy("collaboration_forms").terms]
    domains = [term.code for term in words.taxonomy("collaboration_domains").terms]
    return [
        Draft(
            {
                "name": f"協働事業{number:05}",
                "form": chance.choice(forms),
                "domain": chance.choice(domains),
                "fiscal_year": 2026 - number % _YEARS,
                "participants_actual": chance.randrange(500),
            }
        )
        for number in range(_PROJECTS)
    ]
