"""Python's search for garbage, on the UI thread alone.

Python looks for circular garbage on whichever thread happens to make objects. A widget that is found there on another
thread than its own ends with a lock of Qt's and waits for the interpreter, while the UI thread, which has the
interpreter, waits for that lock: neither ever goes on. Nor may a widget end while one is being painted. As long as
there are other threads, garbage is therefore looked for from the event loop, whenever nothing is under way.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

SHARE = 0.02
"""Of the time, how much a search through everything may take: with very many objects it is made less often."""


class Collector(QObject):
    """Looks for garbage in place of Python itself, from its making to :meth:`end`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = gc.isenabled()
        self._next_whole = 0.0
        gc.disable()

    def begin(self) -> None:
        """Look for garbage from now on, although it was held back when this was made, as the start does."""
        self._looks = True

    def hold(self) -> None:
        """Keep Python from looking by itself: work on another thread begins."""
        gc.disable()

    def rest(self) -> None:
        """Look for garbage as soon as the event loop comes to it: nothing is under way."""
        if self._looks:
            QTimer.singleShot(0, self._collect)

    def end(self) -> None:
        """Leave it to Python again: there are no other threads any more."""
        if self._looks:
            gc.enable()
        self._looks = False

    @Slot()
    def _collect(self) -> None:
        """Look through as much as Python itself would by now."""
        if not self._looks:
            return
        now = time.monotonic()
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [generation for generation in (2, 1, 0) if counts[generation] > thresholds[generation]]
        if due[:1] == [2] and now < self._next_whole:
            due.remove(2)
        if due:
            gc.collect(due[0])
        if due[:1] == [2]:
            after = time.monotonic()
            self._next_whole = after + (after - now) / SHARE
