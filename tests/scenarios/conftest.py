"""A desk that is closed when its story ends, and the looks of the program as they were."""

from __future__ import annotations

import functools
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.database.office_database import OfficeDatabase
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
def open_desk(
    alone_on_the_screen: None,
    qapp: QApplication,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OpenDesk]:
    """Open a window on an office, or on that of last time; what is still open at the end is closed.

    The window never asks its database on its own thread: a list that is read there stops the keys.
    """
    opened: list[Desk] = []
    asked: list[str] = []
    for name in ("read_rows", "read", "write"):
        monkeypatch.setattr(OfficeDatabase, name, _watched(getattr(OfficeDatabase, name), opened, asked))

    def make(root: Path | None) -> Desk:
        opened.append(Desk(root, clock, preferences=tmp_path / "preferences.json"))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()
    theme.apply(qapp, Theme())
    assert asked == []


def _watched(door: Callable[..., Any], opened: Sequence[Desk], asked: list[str]) -> Callable[..., Any]:
    """Return a way into the database that notes who comes through it on the thread of the window."""

    @functools.wraps(door)
    def watched(database: OfficeDatabase, *given: Any, **named: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            counters = [desk.program.counter for desk in opened]
            if any(counter and counter.office and counter.office.database is database for counter in counters):
                asked.append("".join(traceback.format_stack(limit=12)))
        return door(database, *given, **named)

    return watched


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of an empty office."""
    return make_office(tmp_path / "office", clock)
