"""A real office of the 室蘭市型 profile with a project that is evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.evaluations.improvement_service import ImprovementService
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.office.settings import OfficeSettings

Fill = Callable[..., Snapshot]

ITEMS = 16
"""How many items the sheet of the profile has: 7 principles, 4 of the process, 5 of the result."""


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def evaluations(office: Office) -> EvaluationService:
    service = office.service("evaluations")
    assert isinstance(service, EvaluationService)
    return service


@pytest.fixture
def improvements(office: Office) -> ImprovementService:
    service = office.service("improvements")
    assert isinstance(service, ImprovementService)
    return service


@pytest.fixture
def project(office: Office) -> Snapshot:
    values = {
        "name": "港の花いっぱい運動",
        "form": "subsidy",
        "fiscal_year": 2026,
        "organization": "浜の会",
        "department": "市民協働課",
        "received_on": dt.date(2026, 5, 1),
    }
    return office.service("projects").save("窓口", Draft(values)).snapshot


@pytest.fixture
def fill(evaluations: EvaluationService, project: Snapshot) -> Fill:
    """Save a sheet with these marks; a low one gets a reason unless ``reasons`` says otherwise."""

    def filled(
        marks: tuple[int | None, ...] = (), *, reason: str | None = "人手が足りなかった。", **values: Any
    ) -> Snapshot:
        lines = [
            Draft({"mark": mark, "reason": reason if mark is not None and mark <= 2 else None})
            for mark in [*marks, *[None] * (ITEMS - len(marks))]
        ]
        draft = Draft(
            {"name": project["name"], "fiscal_year": 2026, "stage": "final", "kind": "self", "sheet": "collaboration"}
            | values,
            {"marks": lines} if marks else {},
        )
        return evaluations.save("窓口", draft).snapshot

    return filled
