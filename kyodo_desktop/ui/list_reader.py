"""Reads the lists of a page: the rows that show at once first, the other ids of a search when typing rests."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.ui.columns import Column, ListRow
from kyodo_desktop.ui.record_model import PAGE
from kyodo_desktop.ui.record_source import RecordPageDesign, RecordSource
from kyodo_desktop.ui.tasks import Tasks

RESTING = 150
"""Milliseconds without another key before the rest of a list, or the record under the cursor, is read."""


class Listed(NamedTuple):
    """A list as it comes from the database thread: its ids, totals in words, and the rows that show at once."""

    result: ListResult
    sums: str
    first: Sequence[ListRow]


class ListReader(QObject):
    """``listed`` carries a :class:`Listed` that can be painted, ``completed`` the whole one where only its first ids
    came before: a key has been typed, and of a thousand records that it finds thirty show. ``asked`` is sent when
    another list than the present one is asked for.
    """

    asked = Signal()
    listed = Signal(object)
    completed = Signal(object)

    def __init__(
        self,
        source: RecordSource,
        design: RecordPageDesign,
        columns: Sequence[Column],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._design = design
        self._attributes = tuple(dict.fromkeys(source for column in columns for source in column.sources))
        self._tasks = tasks
        self._key = f"{source.schema.name} list"
        self._is_whole = False
        self._is_coming = False
        """Whether a list, or the rest of one, is being read."""
        self._when_whole: list[Callable[[], None]] = []
        self._question = 0
        self._list_all: Callable[[], ListResult] = partial(source.list_ids, ListQuery())
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(RESTING)
        self._resting.timeout.connect(self._ask_whole)

    def ask(self, query: ListQuery, *, while_typing: bool = False) -> None:
        """Ask for a list; of several, only the last is delivered. While words are typed, its beginning comes first.

        What waits for the list that was asked for before is given up.
        """
        self._when_whole.clear()
        self.asked.emit()
        self._list_all = partial(self._source.list_ids, query)
        first = partial(self._source.list_ids, replace(query, limit=PAGE)) if while_typing and query.text else None
        self._begin(partial(self._read, first or self._list_all), self._take)

    def show_these(self, ids: array[int]) -> None:
        """Deliver these records as the list, until another is asked for."""
        self._when_whole.clear()
        self.asked.emit()
        self._list_all = lambda: ListResult(ids, len(ids))
        self.ask_again()

    def ask_again(self) -> None:
        """Read the present list anew, the whole of it; what waits for it goes on waiting."""
        self._begin(partial(self._read, self._list_all), self._take)

    def when_whole(self, act: Callable[[], None]) -> None:
        """Do something with the whole list: at once, or when all its ids have come.

        If they do not come, which is told, it is given up.
        """
        if self._is_whole:
            act()
            return
        self._when_whole.append(act)
        if not self._is_coming:
            self._ask_whole()

    def fetch(self, ids: Sequence[int]) -> Sequence[ListRow]:
        """Return the rows of ids. Runs on the database thread."""
        found = self._source.rows(ids, self._attributes)
        return [ListRow(id, dict(zip(self._attributes, values, strict=True))) for id, values in found.items()]

    def _begin(self, read: Callable[[], Listed], take: Callable[[Listed], None]) -> None:
        self._resting.stop()
        self._is_whole = False
        self._is_coming = True
        self._question += 1
        ended = partial(self._end, self._question)
        self._tasks.read(read, take, on_finished=ended, key=self._key, owner=self)

    def _end(self, question: int) -> None:
        """After trouble, which was told, nothing is on its way any more."""
        if question == self._question and self._is_coming:
            self._is_coming = False
            self._when_whole.clear()

    def _read(self, list_ids: Callable[[], ListResult]) -> Listed:
        result = list_ids()
        sums = self._design.sums(result) if _is_whole(result) else ""
        return Listed(result, sums, self.fetch(result.ids[:PAGE]))

    def _take(self, listed: Listed) -> None:
        self._is_coming = False
        self.listed.emit(listed)
        if _is_whole(listed.result):
            self._complete()
        elif self._when_whole:
            self._ask_whole()
        else:
            self._resting.start()

    @Slot()
    def _ask_whole(self) -> None:
        self._begin(partial(self._read_whole, self._list_all), self._take_whole)

    def _read_whole(self, list_ids: Callable[[], ListResult]) -> Listed:
        result = list_ids()
        return Listed(result, self._design.sums(result), ())

    def _take_whole(self, listed: Listed) -> None:
        self._is_coming = False
        self.completed.emit(listed)
        self._complete()

    def _complete(self) -> None:
        self._is_whole = True
        acts, self._when_whole = self._when_whole, []
        for act in acts:
            act()


def _is_whole(result: ListResult) -> bool:
    return len(result.ids) >= result.total
