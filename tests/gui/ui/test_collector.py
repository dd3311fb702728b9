"""Garbage is looked for on the UI thread, when nothing is under way, and through everything only now and then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui import collector as module
from kyodo_desktop.ui.collector import Collector


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The generations that were looked through."""
    generations: list[int] = []
    monkeypatch.setattr(module.gc, "collect", generations.append)
    return generations


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    parent = QObject()
    made = Collector(parent)
    yield made
    made.end()


def rest(collector: Collector) -> None:
    collector.rest()
    QCoreApplication.processEvents()


@pytest.mark.parametrize(
    ("counts", "wanted"), [((10, 0, 0), []), ((9999, 0, 0), [0]), ((9999, 11, 0), [1]), ((9999, 11, 11), [2])]
)
def test_as_much_is_looked_through_as_python_would(
    collector: Collector, looked: list[int], monkeypatch: pytest.MonkeyPatch, counts: tuple[int, ...], wanted: list[int]
) -> None:
    monkeypatch.setattr(module.gc, "get_count", lambda: counts)
    rest(collector)
    assert looked == wanted


def test_everything_is_not_looked_through_again_at_once(
    collector: Collector, looked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0

    def take_a_second(generation: int) -> None:
        nonlocal now
        looked.append(generation)
        now += 1.0

    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(module.gc, "collect", take_a_second)
    monkeypatch.setattr(module.gc, "get_count", lambda: (9999, 11, 11))
    rest(collector)
    rest(collector)
    now += 1 / module.SHARE
    rest(collector)
    assert looked == [2, 1, 2]


def test_what_was_held_back_before_is_looked_for_only_when_it_is_asked_for(qtbot: QtBot, looked: list[int]) -> None:
    gc.disable()  # as the start of the program does
    try:
        parent = QObject()
        held = Collector(parent)
        rest(held)
        assert looked == []
        held.end()
        assert not gc.isenabled()
    finally:
        gc.enable()
