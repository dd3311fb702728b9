"""手続: choosing a step, entering what it asks for and taking it, above the record and without leaving the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.core import dates
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.fitting_area import FittingArea
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.step_chooser import StepChooser
from kyodo_desktop.ui.step_entry import StepEntry
from kyodo_desktop.ui.theme import GRID, set_look


class StepPanel(QFrame):
    """One panel for the three things a person does: choose a step, enter it, or take the last one back.

    ``chosen`` carries the step, ``act_asked`` is sent to take what was entered, ``other_asked`` to choose anew,
    ``leave_asked`` to close.
    """

    chosen = Signal(object)
    act_asked = Signal()
    other_asked = Signal()
    leave_asked = Signal()

    def __init__(self, schema: Schema, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records: Sequence[Snapshot] = ()
        self.step: Step | None = None
        self.takes_back = False
        self._steps: Sequence[Step] = ()
        self._readings: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        column.setSpacing(GRID // 2)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        set_look(self.title, "look", "heading")
        column.addWidget(self.title)
        self.chooser = StepChooser(self)
        column.addWidget(self.chooser)
        self.entry = StepEntry(schema)
        self._area = FittingArea(self.entry, self)
        column.addWidget(self._area)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        self.act_button = QPushButton(self)
        set_look(self.act_button, "button", "primary")
        self.other_button = QPushButton("別の手続を選ぶ", self)
        self.leave_button = QPushButton("やめる（Esc）", self)
        set_icon(self.leave_button, "close")
        for button in (self.act_button, self.other_button, self.leave_button):
            button.setAutoDefault(True)
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.chooser.chosen.connect(self.chosen)
        self.entry.end_reached.connect(self.act_button.setFocus)
        self.act_button.clicked.connect(self.act_asked)
        self.other_button.clicked.connect(self.other_asked)
        self.leave_button.clicked.connect(self.leave_asked)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the panel is in use."""
        return not self.isHidden()

    @property
    def is_entering(self) -> bool:
        """Whether something can be taken: a step is being entered, or the reason of one that is taken back."""
        return self.is_open and not self._area.isHidden()

    @property
    def is_dirty(self) -> bool:
        """Whether something typed would be lost by closing."""
        return self.is_entering and self.entry.is_dirty

    def show_steps(self, records: Sequence[Snapshot], steps: Sequence[Step]) -> None:
        """Let a person choose one of the steps that all of the records offer."""
        self.records, self._steps, self.step, self.takes_back = records, steps, None, False
        self.title.setText(f"{self._whose()}の手続を選んでください")
        self.chooser.offer(steps, self._readings)
        self._show(choosing=True)
        self.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_again(self) -> None:
        """Go back to the steps that were offered."""
        self.show_steps(self.records, self._steps)

    def show_entry(
        self,
        step: Step,
        records: Sequence[Snapshot],
        proposals: Mapping[int, Mapping[str, Any]],
        staff: str,
        words: Words,
    ) -> None:
        """Ask for what a step needs."""
        self.records, self.step, self.takes_back = records, step, False
        self.title.setText(f"{self._whose()}：{step.label}")
        self.act_button.setText("この手続を行う（F12）")
        self._show(choosing=False)
        self.entry.begin(step, records, proposals, staff, words)

    def show_taking_back(self, record: Snapshot, line: Snapshot, words: Words) -> None:
        """Ask why the last step is taken back."""
        self.records, self._steps, self.step, self.takes_back = (record,), (), None, True
        self.title.setText(
            f"{self._whose()}の手続「{line['words']}」（{dates.short(line['happened_on'])}）を取り消します。"
            "この手続で決まった状態・金額・番号も元に戻ります。"
        )
        self.act_button.setText("手続を取り消す（F12）")
        self._show(choosing=False)
        self.entry.begin_reason(words)

    def set_readings(self, readings: Mapping[str, str]) -> None:
        """Take the readings of steps by their codes, so that kana find them."""
        self._readings |= readings
        self.chooser.set_readings(self._readings)

    def missing_readings(self) -> dict[str, str]:
        """Return the words of the offered steps whose readings are not known yet, by their codes."""
        return {step.code: step.label for step in self._steps if step.code not in self._readings}

    def return_focus(self) -> None:
        """Put the cursor back to where something is to be entered."""
        if self.is_entering:
            self.entry.return_focus()
        else:
            self.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, choosing: bool) -> None:
        self.chooser.setVisible(choosing)
        self._area.setVisible(not choosing)
        self.act_button.setVisible(not choosing)
        self.other_button.setVisible(not choosing and len(self._steps) > 1)
        self.setAccessibleName(self.title.text())
        self.show()

    def _whose(self) -> str:
        if len(self.records) > 1:
            return f"かごの{len(self.records):,}件"
        return f"「{self.records[0]['name']}」"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)
