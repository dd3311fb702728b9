"""The record that the cursor has come to: read when the cursor rests, and shown unless it has gone on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.ui.list_reader import RESTING
from kyodo_desktop.ui.record_source import RecordSource
from kyodo_desktop.ui.tasks import Tasks


class ComingRecord(QObject):
    """Reads one record at a time; of several asked for, only the last one is handed to ``show``."""

    def __init__(self, source: RecordSource, tasks: Tasks, show: Callable[[Snapshot], bool], parent: QObject) -> None:
        """``show`` returns whether it showed the record that has come."""
        super().__init__(parent)
        self.id: int | None = None
        """The record that is on its way."""
        self._source = source
        self._tasks = tasks
        self._show = show
        self._when_come: Callable[[], None] | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(RESTING)
        self._resting.timeout.connect(self._load)

    def rest_on(self, record_id: int | None) -> None:
        """Read a record once the cursor rests on it; None when it has come to none that is to be read."""
        self._resting.stop()
        self.id, self._when_come = record_id, None
        if record_id is not None:
            self._resting.start()

    def load(self, record_id: int, on_trouble: Callable[[KnownError], None] | None = None) -> None:
        """Read a record at once; trouble is told unless ``on_trouble`` takes it."""
        self._resting.stop()
        self.id = record_id
        self._tasks.read(
            partial(self._source.load, record_id),
            self._take,
            on_trouble,
            on_finished=partial(self._end, record_id),
            key=f"{self._source.schema.name} record",
            owner=self,
        )

    def when_come(self, act: Callable[[], None]) -> None:
        """Do something with the record under the cursor: at once, or when it is shown where it is on its way."""
        if self.id is None:
            act()
        else:
            self._when_come = act
            self.load(self.id)

    @Slot()
    def _load(self) -> None:
        if self.id is not None:
            self.load(self.id)

    def _take(self, snapshot: Snapshot) -> None:
        if snapshot.id != self.id:
            return  # the cursor has gone on while it was read
        act = self._when_come
        self.id = self._when_come = None
        if self._show(snapshot) and act is not None:
            act()

    def _end(self, record_id: int) -> None:
        """After trouble, which was told, that record is not on its way any more."""
        if record_id == self.id:
            self.id = self._when_come = None
