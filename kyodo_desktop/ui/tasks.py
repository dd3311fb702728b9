"""Work off the UI thread: one thread that owns the database, and a pool for work without a database.

The three doors are :meth:`Tasks.read`, :meth:`Tasks.write` and :meth:`Tasks.compute`. A function is called without
arguments on another thread; what it returns or raises comes back on the UI thread through a queued signal.

Widgets end on the UI thread alone: what came along with a task is let go of there, and garbage is looked for there, see
:mod:`kyodo_desktop.ui.collector`.
"""

from __future__ import annotations

import enum
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTimer, Signal, Slot

from kyodo_desktop.core.errors import Cancelled, KnownError
from kyodo_desktop.ui.collector import Collector

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds that work may take before the window says what it is doing."""

_REFRESH = 100
"""Milliseconds between two looks at how far the work is."""


class Step(NamedTuple):
    """How far a function is: ``done`` of ``total`` (0 when unknown), and what it is doing."""

    done: int = 0
    total: int = 0
    words: str = ""


class Progress:
    """Shared by a long function, which steps it, and the window, which shows it and may cancel.

    Stepping costs two assignments and takes no lock, so it may be done for every row.
    """

    def __init__(self) -> None:
        self._step = Step()
        self._cancelled = False

    def step(self, done: int = 0, total: int = 0, words: str = "") -> None:
        """Tell how far the work is. Raises Cancelled when 中止 was pressed; the caller lets it roll back its work."""
        if self._cancelled:
            raise Cancelled
        self._step = Step(done, total, words)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    @property
    def latest(self) -> Step:
        return self._step

    @property
    def cancelled(self) -> bool:
        return self._cancelled


class Kind(enum.Enum):
    """What a task may do."""

    READ = "read"
    WRITE = "write"
    COMPUTE = "compute"


@dataclass(frozen=True)
class Activity:
    """What the window shows of work that takes long. ``cancel`` is None when the work cannot be stopped."""

    label: str
    step: Step
    seconds: float
    cancel: Callable[[], None] | None

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds that the rest will take at the pace so far, None while that is unknown."""
        done, total, _ = self.step
        return self.seconds / done * (total - done) if 0 < done <= total else None


@dataclass(eq=False)
class Task:
    """One function on its way through another thread."""

    kind: Kind
    label: str
    function: Callable[[], Any]
    on_done: Callable[[Any], None] | None
    on_error: Callable[[KnownError], None] | None
    on_finished: Callable[[], None] | None
    owner: QObject | None
    progress: Progress | None
    key: str = ""
    begun: float = field(default_factory=time.monotonic)
    dropped: bool = False
    result: Any = None
    error: BaseException | None = None

    def __post_init__(self) -> None:
        if self.owner is None:
            bound = getattr(self.on_done, "__self__", None)
            self.owner = bound if isinstance(bound, QObject) else None

    def drop(self) -> None:
        """Forget the result: nobody waits for it any more."""
        self.dropped = True
        if self.progress is not None:
            self.progress.cancel()

    def run(self) -> None:
        """Call the function on the present thread and keep what it returned or raised."""
        if self.dropped:
            return
        try:
            if self.progress is not None and self.progress.cancelled:
                raise Cancelled
            self.result = self.function()
        except BaseException as error:  # noqa: BLE001 - it travels to the UI thread, where it is told or reported
            self.error = error

    def let_go(self) -> None:
        """Forget everything that came along, on the UI thread: another one still has the task, and may be its last."""
        self.function = _nothing
        self.on_done = self.on_error = self.on_finished = self.owner = self.result = self.error = None

    def is_orphan(self) -> bool:
        """Return whether the widget that asked is gone."""
        return self.owner is not None and not shiboken6.isValid(self.owner)


def _nothing() -> None:
    """What is left to do of a task that is over."""


class Tasks(QObject):
    """The only way from the UI thread to the database and to long work.

    ``on_trouble`` is told each :class:`KnownError` that the asker does not handle, ``on_bug`` every other exception,
    with its traceback. Both are called on the UI thread. ``written`` carries what each finished write returned, so
    that open pages refresh by it. ``activity_changed`` carries an :class:`Activity` while work takes longer than
    ``PATIENCE``, and None afterwards.
    """

    written = Signal(object)
    activity_changed = Signal(object)
    _ended = Signal(object)

    def __init__(
        self,
        *,
        on_trouble: Callable[[KnownError], None],
        on_bug: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.on_trouble = on_trouble
        self.on_bug = on_bug
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._pool = QThreadPool(self)
        self._unfinished: dict[Task, None] = {}
        self._latest: dict[str, Task] = {}
        self._showing = False
        self._closed = False
        self._collector = Collector(self)
        self._watch = QTimer(self)
        self._watch.setInterval(_REFRESH)
        self._watch.timeout.connect(self._look)
        self._ended.connect(self._deliver)

    def read(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[KnownError], None] | None = None,
        *,
        on_finished: Callable[[], None] | None = None,
        key: str = "",
        label: str = "読み込んでいます",
        owner: QObject | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """Call ``function`` on the database thread, after the reads and writes asked before it.

        Of several reads with the same ``key`` only the last is delivered, and those that have not begun are never
        begun. ``on_finished`` is called after ``on_done``, ``on_error`` or a bug. Nothing is called once ``owner`` is
        destroyed; without an owner it is the QObject whose method ``on_done`` is.
        """
        task = Task(Kind.READ, label, function, on_done, on_error, on_finished, owner, progress, key)
        if key:
            previous = self._latest.get(key)
            if previous is not None:
                previous.drop()
            self._latest[key] = task
        return self._submit(task)

    def write(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[KnownError], None] | None = None,
        *,
        on_finished: Callable[[], None] | None = None,
        label: str = "保存しています",
        owner: QObject | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """Call ``function``, which changes records, on the database thread; it runs even if its owner goes away.

        Raises RuntimeError after :meth:`close`: what was to be written would be lost.
        """
        if self._closed:
            raise RuntimeError(f"a write was asked for after the tasks were closed: {label}")
        return self._submit(Task(Kind.WRITE, label, function, on_done, on_error, on_finished, owner, progress))

    def compute(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[KnownError], None] | None = None,
        *,
        on_finished: Callable[[], None] | None = None,
        label: str = "処理しています",
        owner: QObject | None = None,
        progress: Progress | None = None,
    ) -> Task:
        """Call ``function``, which needs no database (a PDF, a spreadsheet), on a thread of the pool."""
        return self._submit(Task(Kind.COMPUTE, label, function, on_done, on_error, on_finished, owner, progress))

    def tell(self, error: BaseException) -> None:
        """Tell an error that came up beside the tasks as theirs are told: trouble in a sentence, a bug in a report."""
        if isinstance(error, KnownError):
            self.on_trouble(error)
        else:
            self.on_bug(error)

    def look_for_garbage(self) -> None:
        """Look for garbage whenever nothing is under way, although it was held back so far."""
        self._collector.begin()

    def is_idle(self) -> bool:
        """Return whether nothing is under way and everything was delivered."""
        return not self._unfinished

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Drop reads and computations, finish every write, call ``last`` on the database thread and end the threads.

        Blocks until all is done. Trouble of the last writes is still told. Reads asked for afterwards are ignored.
        """
        if self._closed:
            return
        for task in list(self._unfinished):
            if task.kind is not Kind.WRITE:
                task.drop()
        if last is not None:
            self.write(last, label="終了しています")
        self._closed = True
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
        self._pool.waitForDone()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        self._watch.stop()
        self._collector.end()

    def _submit(self, task: Task) -> Task:
        if self._closed:
            task.drop()
            return task
        self._collector.hold()
        self._unfinished[task] = None
        if not self._watch.isActive():
            self._watch.start()
        if task.kind is Kind.COMPUTE:
            self._pool.start(lambda: self._run(task))
        else:
            self._queue.put(task)
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve_database, name="database", daemon=True)
                self._thread.start()
        return task

    def _serve_database(self) -> None:
        while (task := self._queue.get()) is not None:
            self._run(task)

    def _run(self, task: Task) -> None:
        task.run()
        self._ended.emit(task)

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        self._unfinished.pop(task, None)
        if self._latest.get(task.key) is task:
            del self._latest[task.key]
        self._look()
        try:
            self._hand_over(task)
        finally:
            task.let_go()
            if not self._unfinished:
                self._collector.rest()

    def _hand_over(self, task: Task) -> None:
        try:
            self._tell(task)
        finally:
            if task.on_finished is not None and not task.dropped and not task.is_orphan():
                task.on_finished()
        if task.kind is Kind.WRITE and task.error is None:
            self.written.emit(task.result)

    def _tell(self, task: Task) -> None:
        error = task.error
        listens = not task.dropped and not task.is_orphan()
        if error is not None and not isinstance(error, KnownError):
            self.on_bug(error)
        elif error is None:
            if listens and task.on_done is not None:
                task.on_done(task.result)
        elif listens and task.on_error is not None:
            task.on_error(error)
        elif listens or task.kind is Kind.WRITE:
            self.on_trouble(error)

    @Slot()
    def _look(self) -> None:
        """Show the oldest work that has taken longer than a person notices."""
        waiting = [task for task in self._unfinished if not task.dropped]
        if not self._unfinished:
            self._watch.stop()
        now = time.monotonic()
        if waiting and now - waiting[0].begun >= PATIENCE:
            task = waiting[0]
            progress = task.progress
            self._showing = True
            self.activity_changed.emit(
                Activity(
                    task.label,
                    progress.latest if progress is not None else Step(),
                    now - task.begun,
                    progress.cancel if progress is not None else None,
                )
            )
        elif self._showing:
            self._showing = False
            self.activity_changed.emit(None)
