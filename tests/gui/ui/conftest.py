"""What every test of the toolkit shares: tasks that end with the test, and what their handlers were told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.ui.tasks import Tasks


class Told:
    """What the two handlers of the tasks were told."""

    def __init__(self) -> None:
        self.troubles: list[KnownError] = []
        self.bugs: list[BaseException] = []


class Remembered:
    """Preferences that last as long as the test."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, name: str, default: Any) -> Any:
        return self.values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        self.values[name] = value


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def tasks(qtbot: QtBot, told: Told) -> Iterator[Tasks]:
    made = Tasks(on_trouble=told.troubles.append, on_bug=told.bugs.append)
    yield made
    made.close()
