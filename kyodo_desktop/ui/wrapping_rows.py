"""Controls beside each other in as many rows as they need, so that none has to shorten its words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kyodo_desktop.ui.theme import GRID

GAP = GRID // 2


class WrappingRows:
    """The layout of ``owner``, which calls :meth:`arrange` whenever its width or what it holds changes.

    The owner may become narrower than what stands in a row now: then that goes to a further one. ``first`` begins the
    first row and takes what room the others leave there, never less than its smallest width.
    """

    def __init__(self, owner: QWidget, first: QWidget) -> None:
        self._owner = owner
        self._first = first
        self._parts: list[QWidget] = []
        self._arranged: list[list[QWidget]] = []
        self._rows: list[QHBoxLayout] = []
        self._column = QVBoxLayout(owner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def add(self, part: QWidget) -> None:
        """Let a control stand behind those that are there."""
        self._parts.append(part)
        self.arrange()

    def arrange(self) -> None:
        """Put each control where it has room."""
        wanted = self._wanted()
        if wanted == self._arranged:
            return
        self._arranged = wanted
        for row in self._rows:
            while row.count():
                row.takeAt(0)
        for place, parts in enumerate(wanted):
            row = self._row(place)
            for part in parts:
                row.addWidget(part, 1 if part is self._first else 0)
            if self._first not in parts:
                row.addStretch(1)

    def _wanted(self) -> list[list[QWidget]]:
        rows, room = [[self._first]], self._owner.width() - self._first.minimumWidth()
        for part in self._parts:
            needed = GAP + part.sizeHint().width() if not part.isHidden() else 0
            if needed > room:
                rows.append([])
                room = self._owner.width() + GAP
            rows[-1].append(part)
            room -= needed
        return rows

    def _row(self, place: int) -> QHBoxLayout:
        while len(self._rows) <= place:
            row = QHBoxLayout()
            row.setSpacing(GAP)
            self._rows.append(row)
            self._column.addLayout(row)
        return self._rows[place]
