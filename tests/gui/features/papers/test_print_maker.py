"""The latest request wins, whatever the earlier ones are doing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.features.papers.print_job import PrintJob, Progress
from kyodo_desktop.features.papers.service import PapersService
from kyodo_desktop.features.papers.ui.print_maker import Made, PrintMaker
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import A4, Document, Page
from kyodo_desktop.ui.tasks import Tasks

PAPERS = cast(PapersService, object())


class Bench:
    """A maker with what it answered, and papers that wait until they are let go."""

    def __init__(self, tasks: Tasks) -> None:
        self.tasks = tasks
        self.maker = PrintMaker(tasks, lambda: PAPERS, tasks)
        self.made: list[str] = []
        self.refused: list[KnownError | None] = []
        self.composed: list[str] = []
        self.gate = threading.Event()
        self.begun = threading.Event()
        self.maker.made.connect(self._keep)
        self.maker.refused.connect(self.refused.append)

    def _keep(self, made: Made) -> None:
        self.made.append(made.print.title)

    def order(self, title: str, *, waits: bool = False) -> Callable[[PapersService], PrintJob]:
        def compose(_progress: Progress) -> Document:
            self.composed.append(title)
            self.begun.set()
            if waits:
                assert self.gate.wait(60)
            return Document(title, [Page(*A4, [])])

        return lambda _papers: PrintJob(title, compose, FontBook())


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bugs: list[Any] = []
    tasks = Tasks(on_trouble=bugs.append, on_bug=bugs.append)
    made = Bench(tasks)
    made.bugs = bugs  # type: ignore[attr-defined]  # for the tests that expect one
    yield made
    made.gate.set()
    tasks.close()


def settle(bench: Bench, bot: QtBot) -> None:
    bot.waitUntil(lambda: bench.maker.is_settled and bench.tasks.is_idle())


def test_several_changes_in_a_moment_make_one_print(bench: Bench, qtbot: QtBot) -> None:
    for title in ("一", "二", "三"):
        bench.maker.ask(bench.order(title))
    settle(bench, qtbot)
    assert bench.composed == ["三"]
    assert bench.made == ["三"]


def test_a_newer_request_replaces_the_one_that_is_being_drawn(bench: Bench, qtbot: QtBot) -> None:
    bench.maker.ask(bench.order("古い", waits=True))
    qtbot.waitUntil(bench.begun.is_set)
    bench.maker.ask(bench.order("新しい"))
    bench.gate.set()
    settle(bench, qtbot)
    assert bench.composed == ["古い", "新しい"]
    assert bench.made == ["新しい"]
    assert bench.refused == []


def test_what_is_dropped_is_not_answered(bench: Bench, qtbot: QtBot) -> None:
    bench.maker.ask(bench.order("古い", waits=True))
    qtbot.waitUntil(bench.begun.is_set)
    bench.maker.drop()
    bench.gate.set()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert bench.made == []
    assert bench.refused == []
    bench.maker.ask(bench.order("次"))
    settle(bench, qtbot)
    assert bench.made == ["次"]


def test_what_cannot_be_read_is_told_and_the_next_is_made(bench: Bench, qtbot: QtBot) -> None:
    def refuse(_papers: PapersService) -> PrintJob:
        raise InputError("住所がありません。")

    bench.maker.ask(refuse)
    settle(bench, qtbot)
    assert [str(error) for error in bench.refused] == ["住所がありません。"]
    bench.maker.ask(bench.order("次"))
    settle(bench, qtbot)
    assert bench.made == ["次"]


@pytest.mark.parametrize("reading", [True, False])
def test_a_bug_leaves_nothing_waiting(bench: Bench, qtbot: QtBot, reading: bool) -> None:
    def fail(_progress: Progress) -> Document:
        raise ZeroDivisionError

    def order(_papers: PapersService) -> PrintJob:
        if reading:
            raise ZeroDivisionError
        return PrintJob("壊れている", fail, FontBook())

    bench.maker.ask(order)
    settle(bench, qtbot)
    assert bench.refused == [None]
    assert [type(bug) for bug in bench.bugs] == [ZeroDivisionError]  # type: ignore[attr-defined]  # set by the fixture
    bench.maker.ask(bench.order("次"))
    settle(bench, qtbot)
    assert bench.made == ["次"]
