"""かご: records put aside from one search to the next, for labels, mail and rosters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Basket(QObject):
    """The ids put aside, in the order in which they came."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[int, None] = {}

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(self._ids)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def put(self, ids: Iterable[int]) -> None:
        """Put records aside."""
        self._ids.update(dict.fromkeys(ids))
        self.changed.emit()

    def take_out(self, ids: Iterable[int]) -> None:
        """Take records out again; those that are not inside are passed over."""
        for each in ids:
            self._ids.pop(each, None)
        self.changed.emit()

    def toggle(self, ids: Iterable[int]) -> None:
        """Put records aside; if all of them are inside already, take them out."""
        wanted = tuple(ids)
        if all(each in self._ids for each in wanted):
            self.take_out(wanted)
        else:
            self.put(wanted)

    def clear(self) -> None:
        """Empty it."""
        self._ids.clear()
        self.changed.emit()
