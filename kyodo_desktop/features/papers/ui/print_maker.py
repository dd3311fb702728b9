"""Makes the print that is asked for, off the UI thread. The latest request wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.features.papers.ui.paper_options import Order
from kyodo_desktop.ui.pdf_pages import PdfPages
from kyodo_desktop.ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from kyodo_desktop.features.papers.print_job import Print, PrintJob
    from kyodo_desktop.features.papers.service import PapersService

SETTLING = 200
"""Milliseconds without a change after which a print is made."""


@dataclass(frozen=True)
class Made:
    """A print with its pages."""

    print: Print
    pages: PdfPages


@dataclass(frozen=True)
class _Request:
    order: Order
    replace_missing: bool


class PrintMaker(QObject):
    """One print is made at a time; a newer request stops it and comes next.

    ``made`` carries a :class:`Made`, ``refused`` the KnownError that says why there is none (None after a bug, which
    was reported).
    """

    made = Signal(object)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, papers: Callable[[], PapersService], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._papers = papers
        self._asked: _Request | None = None
        self._running: _Request | None = None
        self._drawing = False
        self._progress = Progress()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLING)
        self._later.timeout.connect(self._begin)

    @property
    def is_settled(self) -> bool:
        """Whether the last request was answered."""
        return self._asked is None

    def ask(self, order: Order, *, replace_missing: bool = False) -> None:
        """Make this print when no other is asked for in a moment."""
        self._asked = _Request(order, replace_missing)
        self._progress.cancel()
        self._later.start()

    def drop(self) -> None:
        """Forget what was asked for; it is not answered."""
        self._asked = None
        self._later.stop()
        self._progress.cancel()

    @Slot()
    def _begin(self) -> None:
        request = self._asked
        if self._running is not None or request is None:
            return
        self._running = request
        self._drawing = False
        self._progress = Progress()
        papers = self._papers
        self._tasks.read(
            lambda: request.order(papers()),
            self._draw,
            self._refuse,
            on_finished=self._end_reading,
            label="印刷の内容を読み込んでいます",
            owner=self,
        )

    def _draw(self, job: PrintJob) -> None:
        if self._running is not self._asked:
            return  # something else was asked for while this was read
        progress = self._progress
        replace_missing = self._running is not None and self._running.replace_missing

        def make() -> Made:
            drawn = job.draw(
                replace_missing=replace_missing,
                progress=lambda done, total: progress.step(done, total, "印刷の内容を作成しています"),
            )
            return Made(drawn, PdfPages(drawn.pdf))

        self._drawing = True
        self._tasks.compute(
            make,
            self._deliver,
            self._refuse,
            on_finished=self._end,
            label="印刷の内容を作成しています",
            owner=self,
            progress=progress,
        )

    def _deliver(self, made: Made) -> None:
        if self._is_answered():
            self.made.emit(made)

    def _refuse(self, error: KnownError) -> None:
        if self._is_answered():
            self.refused.emit(error)

    def _is_answered(self) -> bool:
        """Return whether what has ended is what was asked for last; from now on it is answered."""
        wanted = self._running is self._asked
        if wanted:
            self._running = self._asked = None
        return wanted

    def _end_reading(self) -> None:
        if not self._drawing:
            self._end()

    def _end(self) -> None:
        ended, self._running = self._running, None
        if self._asked is None:
            return
        if self._asked is ended:  # neither made nor refused: a bug, which was reported
            self._asked = None
            self.refused.emit(None)
        elif not self._later.isActive():
            self._begin()
