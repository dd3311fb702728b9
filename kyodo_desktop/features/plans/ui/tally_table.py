"""The counts of a year: how many actions of each policy or department went how; every number opens its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from kyodo_desktop.core.slice import Filters
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.plans.rules.marks import PROGRESS, mark_of, offered
from kyodo_desktop.features.plans.rules.progress import WAITING, Tally
from kyodo_desktop.ui.theme import GRID, set_look


class TallyTable(QFrame):
    """One table of counts under a heading. ``open_list`` is called with the filters of the number that is pressed."""

    def __init__(self, heading: str, open_list: Callable[[Filters], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = heading
        self._open_list = open_list
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, GRID)
        self._grid.setHorizontalSpacing(GRID // 2)
        self._grid.setVerticalSpacing(0)

    def show_tallies(self, tallies: Sequence[Tally], year: int, words: Words) -> None:
        """Show these counts in place of those before."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        codes = [term.code for term in offered(words.taxonomy(PROGRESS))]
        names = [*(mark_of(code, words) for code in codes), "未入力", "計"]
        self._label(self._heading, 0, 0, "heading")
        for column, name in enumerate(names, start=1):
            self._label(name, 0, column, "muted", Qt.AlignmentFlag.AlignCenter)
        for row, tally in enumerate(tallies, start=1):
            self._label(tally.label, row, 0, "")
            counted = [*codes, WAITING]
            for column, code in enumerate(counted, start=1):
                self._number(tally, (row, column), (code,), year, names[column - 1])
            self._number(tally, (row, len(names)), tuple(counted), year, names[-1])
        self._grid.setColumnStretch(0, 1)

    def _number(self, tally: Tally, at: tuple[int, int], codes: Sequence[str], year: int, name: str) -> None:
        count = sum(tally.counts.get(code, 0) for code in codes)
        if not count:
            self._label("0", *at, "muted", Qt.AlignmentFlag.AlignCenter)
            return
        button = QPushButton(f"{count:,}", self)
        set_look(button, "button", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{tally.label} {name} {count}件")
        button.setToolTip("この取組の一覧を開きます。")
        filters = {"counted": tuple(f"{year}-{code}" for code in codes)}
        filters |= {attribute: (code,) for attribute, code in tally.codes}
        button.clicked.connect(partial(self._open_list, filters))
        self._grid.addWidget(button, *at, Qt.AlignmentFlag.AlignCenter)
        self.buttons.append(button)

    def _label(
        self,
        words: str,
        row: int,
        column: int,
        look: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(column == 0)
        label.setAlignment(align)
        set_look(label, "look", look)
        self._grid.addWidget(label, row, column)
