"""A real office for the pages of 事業, and the desk on which they are worked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.gui.features.counter_desk import CounterDesk


@pytest.fixture
def muroran(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """An empty office of the 室蘭市型 profile."""
    root = tmp_path / "muroran"
    create_office(root, OfficeSettings(town="汐見野市", profile="muroran", staff=("窓口",)), clock)
    with Office(root, clock) as opened:
        yield opened


@pytest.fixture
def counter_desk(qtbot: QtBot, muroran: Office) -> Iterator[CounterDesk]:
    desk = CounterDesk(muroran, qtbot)
    yield desk
    desk.tasks.close()
