"""A real office of the standard profile in a real folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.features.office.settings import OfficeSettings


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    root = tmp_path / "事務所"
    create_office(root, OfficeSettings(town="汐見野市", office="市民活動センター"), clock)
    with Office(root, clock) as opened:
        yield opened
