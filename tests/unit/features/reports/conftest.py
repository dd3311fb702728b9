"""A real office of the 室蘭市型 profile for what a year is reported with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.reports.service import AnnualReportService, CaseService, ChronologyService, FigureService


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def figures(office: Office) -> FigureService:
    service = office.service("figures")
    assert isinstance(service, FigureService)
    return service


@pytest.fixture
def chronology(office: Office) -> ChronologyService:
    service = office.service("chronology")
    assert isinstance(service, ChronologyService)
    return service


@pytest.fixture
def cases(office: Office) -> CaseService:
    service = office.service("cases")
    assert isinstance(service, CaseService)
    return service


@pytest.fixture
def reports(office: Office) -> AnnualReportService:
    service = office.service("annual_reports")
    assert isinstance(service, AnnualReportService)
    return service
