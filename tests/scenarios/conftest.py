"""A desk that is closed when its story ends, and the looks of the program as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.theme import Theme
from tests import screen
from tests.scenarios.desk import Desk, make_office

OpenDesk = Callable[[Path | None], Desk]


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> None:
    """Show every window as the program does."""
    screen.dress(qapp)


@pytest.fixture
def alone_on_the_screen(qapp: QApplication, looks: None) -> Iterator[None]:
    with screen.alone(qapp):
        yield


@pytest.fixture
def open_desk(alone_on_the_screen: None, qapp: QApplication, clock: FixedClock, tmp_path: Path) -> Iterator[OpenDesk]:
    """Open a window on an office, or on that of last time; what is still open at the end is closed."""
    opened: list[Desk] = []

    def make(root: Path | None) -> Desk:
        opened.append(Desk(root, clock, preferences=tmp_path / "preferences.json"))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()
    theme.apply(qapp, Theme())


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of an empty office."""
    return make_office(tmp_path / "office", clock)
