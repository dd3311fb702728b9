"""A round at a glance: how many and how much at each stage; every number opens the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.core.money import yen
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.features.grants.glance import Glance, Stage
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.side_panel import LinkButton
from kyodo_desktop.ui.theme import GRID, set_look

ALWAYS = frozenset({"applied", "decided", "paid", "settled"})
"""The stages that are shown although nothing came to them yet."""

LETTERS = 33
"""The width of one number in half-width letters."""


class GlanceBar(QFrame):
    """The numbers of one round above its record. ``open_list`` is called with the filters behind the one pressed."""

    def __init__(self, open_list: Callable[[Filters], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_list = open_list
        self._shown: Glance | None = None
        self._columns = 0
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        self.budget = QLabel(self)
        self.budget.setTextFormat(Qt.TextFormat.PlainText)
        self.budget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.budget)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(0)
        column.addLayout(self._grid)
        set_look(self, "notice", "information")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def has_glance(self) -> bool:
        """Whether there is something to show."""
        return self._shown is not None

    def show_glance(self, glance: Glance) -> None:
        """Show the numbers in place of those before."""
        self._shown = glance
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        left = f"残り {yen(glance.remaining)}" if glance.remaining >= 0 else f"{yen(-glance.remaining)}の超過"
        mark = Mark(left, Tone.GOOD if glance.remaining >= 0 else Tone.LATE)
        frames = f"（うち特別枠 {yen(glance.of_frames)}）" if glance.of_frames else ""
        self.budget.setText(f"予算 {yen(glance.budget)}{frames}　{mark}")
        set_look(self.budget, "tone", mark.tone.value)
        self.buttons = [self._button(stage) for stage in glance.stages if stage.count or stage.code in ALWAYS]
        self._columns = 0
        self._place()
        self.show()

    def clear(self) -> None:
        """Show no round."""
        self._shown = None
        self.hide()

    def _button(self, stage: Stage) -> QPushButton:
        button = LinkButton(f"{stage.label} {stage.count:,}件　{yen(stage.amount)}", "この申請の一覧を開きます。", self)
        button.clicked.connect(partial(self._open_list, stage.filters))
        return button

    def _place(self) -> None:
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        columns = max(1, self.width() // (LETTERS * letter))
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self.buttons):
            self._grid.addWidget(button, at // columns, at % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
