"""The sample office, which all tests of this folder only read, and an empty one for each that writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.application import Office, create_office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.features.office.settings import OfficeSettings


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root = tmp_path_factory.mktemp("papers") / "見本"
    clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
    create_sample(root, volunteers=300, clock=clock)
    with Office(root, clock) as office:
        yield office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    settings = OfficeSettings(
        town="汐見野市", office="市民活動センター", postal_code="050-0001", address="汐見野市港町1番1号"
    )
    create_office(tmp_path / "事務所", settings, clock)
    with Office(tmp_path / "事務所", clock) as opened:
        yield opened
