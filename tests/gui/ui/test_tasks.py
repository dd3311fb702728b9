from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import Cancelled, InputError, KnownError, WorldError
from kyodo_desktop.ui import tasks as tasks_module
from kyodo_desktop.ui.tasks import Activity, Progress, Step, Tasks

from .conftest import Told

PATIENCE = 60
"""Seconds after which another thread will not come any more."""


class Gate:
    """A function that waits on its thread until the test opens it."""

    def __init__(self, result: object = None) -> None:
        self.opened = threading.Event()
        self.entered = threading.Event()
        self.result = result

    def __call__(self) -> object:
        self.entered.set()
        assert self.opened.wait(PATIENCE)
        return self.result


def test_results_arrive_on_the_ui_thread_and_reads_share_one_thread(qtbot: QtBot, tasks: Tasks) -> None:
    ui = threading.get_ident()
    seen: list[tuple[int, int]] = []
    for _ in range(3):
        tasks.read(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert {here for _, here in seen} == {ui}
    assert len({worker for worker, _ in seen}) == 1
    assert seen[0][0] != ui


def test_writes_and_reads_keep_their_order(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[str] = []
    tasks.write(lambda: order.append("write"))
    tasks.read(lambda: order.append("read"), lambda _: order.append("done"))
    qtbot.waitUntil(lambda: "done" in order)
    assert order == ["write", "read", "done"]


def test_only_the_last_read_of_a_key_is_delivered(qtbot: QtBot, tasks: Tasks) -> None:
    gate = Gate("first")
    begun: list[str] = []
    shown: list[object] = []

    def remember(word: str) -> Callable[[], object]:
        def read() -> str:
            begun.append(word)
            return word

        return read

    tasks.read(gate, shown.append, key="search")
    assert gate.entered.wait(PATIENCE)
    for word in ("second", "third", "last"):
        tasks.read(remember(word), shown.append, key="search")
    tasks.read(remember("other"), shown.append, key="list")
    gate.opened.set()
    qtbot.waitUntil(lambda: "other" in shown)
    assert shown == ["last", "other"]
    assert begun == ["last", "other"]


def test_known_errors_go_to_the_asker_or_else_to_the_handler(qtbot: QtBot, tasks: Tasks, told: Told) -> None:
    def fail() -> None:
        raise InputError("氏名を入力してください。")

    inline: list[KnownError] = []
    tasks.write(fail, on_error=inline.append)
    tasks.write(fail)
    qtbot.waitUntil(lambda: bool(told.troubles))
    assert [str(error) for error in inline] == ["氏名を入力してください。"]
    assert [str(error) for error in told.troubles] == ["氏名を入力してください。"]
    assert not told.bugs


def test_bugs_go_to_the_report_and_the_asker_learns_that_it_ended(qtbot: QtBot, tasks: Tasks, told: Told) -> None:
    ended: list[bool] = []
    inline: list[KnownError] = []
    tasks.write(lambda: 1 // 0, on_error=inline.append, on_finished=lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(told.bugs[0], ZeroDivisionError)
    assert told.bugs[0].__traceback__ is not None
    assert not inline
    assert not told.troubles


def test_nothing_is_called_once_the_owner_is_gone(qtbot: QtBot, tasks: Tasks, told: Told) -> None:
    class Page(QWidget):
        def fill(self, value: object) -> None:
            raise AssertionError("a destroyed page was filled")

    page = Page()
    gate = Gate()
    tasks.read(gate, page.fill)
    assert gate.entered.wait(PATIENCE)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    after: list[object] = []
    tasks.read(lambda: "after", after.append)
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(after))
    assert not told.bugs


def test_trouble_of_a_write_is_told_even_when_its_owner_is_gone(qtbot: QtBot, tasks: Tasks, told: Told) -> None:
    owner = QObject()
    gate = Gate()

    def write() -> None:
        gate()
        raise WorldError("ディスクがいっぱいです。")

    tasks.write(write, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(told.troubles))


def test_finished_writes_are_announced_with_what_they_returned(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.written) as signal:
        tasks.write(lambda: ("organizations", 7))
    assert signal.args == [("organizations", 7)]


def test_long_work_is_shown_and_can_be_cancelled(
    qtbot: QtBot, tasks: Tasks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "PATIENCE", 0.0)
    progress = Progress()
    shown: list[Activity | None] = []
    refused: list[KnownError] = []
    tasks.activity_changed.connect(shown.append)

    def import_rows() -> None:
        for row in range(10**9):
            progress.step(row, 10**9, "団体名簿.xlsx")

    tasks.write(import_rows, on_error=refused.append, label="取り込んでいます", progress=progress)
    qtbot.waitUntil(lambda: any(activity is not None and activity.step.done > 0 for activity in shown))
    activity = next(activity for activity in shown if activity is not None)
    assert activity.label == "取り込んでいます"
    assert activity.cancel is not None
    activity.cancel()
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Cancelled)
    assert shown[-1] is None


def test_quick_work_is_not_shown(qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_module, "PATIENCE", 3600.0)  # whatever this machine calls quick
    shown: list[object] = []
    done: list[object] = []
    tasks.activity_changed.connect(shown.append)
    tasks.read(lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not shown


def test_time_left_follows_the_pace() -> None:
    assert Activity("", Step(25, 100), 5.0, None).seconds_left == 15.0
    assert Activity("", Step(0, 100), 5.0, None).seconds_left is None
    assert Activity("", Step(40, 0), 5.0, None).seconds_left is None


def test_a_computation_runs_beside_the_database(qtbot: QtBot, tasks: Tasks) -> None:
    gate = Gate()
    shown: list[object] = []
    tasks.write(gate)
    tasks.compute(QThread.currentThread, shown.append)
    qtbot.waitUntil(lambda: bool(shown))
    assert not tasks.is_idle()
    gate.opened.set()
    qtbot.waitUntil(tasks.is_idle)


def test_closing_finishes_every_write_and_drops_reads(qtbot: QtBot, told: Told) -> None:
    tasks = Tasks(on_trouble=told.troubles.append, on_bug=told.bugs.append)
    done: list[str] = []
    shown: list[object] = []
    gate = Gate()

    class OpensWhenDropped(Progress):
        def cancel(self) -> None:
            super().cancel()
            gate.opened.set()

    tasks.write(gate)
    tasks.read(lambda: done.append("read"), shown.append)
    tasks.read(lambda: None, shown.append, progress=OpensWhenDropped())
    tasks.write(lambda: done.append("write"))
    tasks.close(lambda: done.append("last"))
    assert done == ["write", "last"]
    assert not shown
    tasks.read(lambda: done.append("late"), shown.append)
    with pytest.raises(RuntimeError):
        tasks.write(lambda: None)
    assert done == ["write", "last"]


def test_trouble_of_the_last_write_is_told(told: Told, qtbot: QtBot) -> None:
    tasks = Tasks(on_trouble=told.troubles.append, on_bug=told.bugs.append)

    def fail() -> None:
        raise WorldError("保存できませんでした。")

    tasks.write(fail)
    tasks.close()
    assert [str(error) for error in told.troubles] == ["保存できませんでした。"]


class Rubbish:
    """An object that only the collector of garbage finds, as a page that is gone: it points to itself."""

    def __init__(self) -> None:
        self.itself = self


def allocate() -> int:
    """Make so many objects that Python would look for garbage many times, were it not held back."""
    return len([[number] for number in range(100_000)])


@pytest.mark.parametrize("door", ["read", "write", "compute"])
def test_garbage_ends_on_the_ui_thread_alone(qtbot: QtBot, tasks: Tasks, door: str) -> None:
    """A widget that ended on another would wait for the interpreter with a lock that the UI thread waits for."""
    ended_on: list[int] = []
    done: list[int] = []
    kept: list[list[int]] = []

    def show(made: int) -> None:
        done.append(made)
        kept.extend([number] for number in range(2_000))  # so that there is something to look through

    weakref.finalize(Rubbish(), lambda: ended_on.append(threading.get_ident()))
    tasks.look_for_garbage()
    getattr(tasks, door)(allocate, show)
    qtbot.waitUntil(lambda: bool(ended_on))
    assert done
    assert ended_on == [threading.get_ident()]


def test_garbage_is_left_to_the_tasks_while_there_are_any(qtbot: QtBot, told: Told) -> None:
    gc.enable()
    tasks = Tasks(on_trouble=told.troubles.append, on_bug=told.bugs.append)
    assert not gc.isenabled()
    tasks.close()
    assert gc.isenabled()


def test_garbage_that_was_held_back_before_stays_so_until_it_is_asked_for(qtbot: QtBot, told: Told) -> None:
    gc.disable()  # as the start of the program does
    try:
        for asks in (False, True):
            tasks = Tasks(on_trouble=told.troubles.append, on_bug=told.bugs.append)
            if asks:
                tasks.look_for_garbage()
            tasks.close()
            assert gc.isenabled() == asks
    finally:
        gc.enable()


def test_what_came_along_with_a_task_ends_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    ended_on: list[int] = []

    class Page:
        def work(self) -> int:
            return 1

        def show(self, _result: object) -> None:
            done.append(1)

    done: list[int] = []
    page = Page()
    weakref.finalize(page, lambda: ended_on.append(threading.get_ident()))
    tasks.read(page.work, page.show)
    del page
    qtbot.waitUntil(lambda: bool(done) and tasks.is_idle())
    assert ended_on == [threading.get_ident()], "before the database thread comes to its next task"
