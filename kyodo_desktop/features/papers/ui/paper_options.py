"""What every kind of paper has in common when its options are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.ui.theme import GRID, dress, set_look

if TYPE_CHECKING:
    from kyodo_desktop.features.papers.print_job import PrintJob
    from kyodo_desktop.features.papers.service import PapersService

Order = Callable[["PapersService"], "PrintJob"]
"""Reads what is to be printed; called on the database thread, so it holds values and no widget."""


class PaperOptions(QWidget):
    """The options of one paper. ``changed`` is sent at each change, ``went_on`` when Enter leaves the last of them."""

    changed = Signal()
    went_on = Signal()

    def order(self, ids: Sequence[int] | None) -> Order:
        """Return what to print for these records; None leaves them to the roster."""
        raise NotImplementedError

    def take_people(self, count: int) -> None:
        """Learn for how many it is printed."""

    def state(self) -> Mapping[str, Any]:
        """Return what is remembered for the next time, as JSON can hold it."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose what was remembered, as far as there still is such a thing."""

    def is_typed(self) -> bool:
        """Return whether something was typed that exists nowhere else."""
        return False

    def forget_typed(self) -> None:
        """Ask no more about what was typed so far: it was printed, or given up."""

    def printer(self) -> str:
        """Return the printer that the options hold for; empty when they hold for any."""
        return ""

    def begin(self) -> None:
        """Put the cursor into the first of them."""
        self.focusNextChild()


class PlainOptions(PaperOptions):
    """A paper that has nothing to choose; ``make`` reads it, ``words`` say what it is."""

    def __init__(
        self, make: Callable[[PapersService, Sequence[int] | None], PrintJob], words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel(words, self)
        label.setWordWrap(True)
        set_look(label, "look", "muted")
        column.addWidget(label)
        column.addStretch(1)

    def order(self, ids: Sequence[int] | None) -> Order:
        make = self._make
        return lambda papers: make(papers, ids)


class OptionSheet(PaperOptions):
    """Options below each other, each under its words; it scrolls where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        self.sheet = QWidget(area)
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(2, 0, GRID, GRID)
        self.column.setSpacing(GRID // 2)
        area.setWidget(self.sheet)
        dress(self.sheet)

    def add(self, words: str, control: QWidget) -> None:
        """Put a control under its words."""
        label = QLabel(words, self.sheet)
        label.setBuddy(control)
        set_look(label, "look", "heading")
        control.setAccessibleName(control.accessibleName() or words)
        if self.column.count():
            self.column.addSpacing(GRID // 2)
        self.column.addWidget(label)
        self.column.addWidget(control)

    def add_choice(self, words: str, choices: Mapping[str, str]) -> QComboBox:
        """Put a list of choices (code to words) under its words."""
        box = QComboBox(self.sheet)
        for code, choice in choices.items():
            box.addItem(choice, code)
        box.setMinimumContentsLength(8)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(self.changed)
        self.add(words, box)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        else:
            super().keyPressEvent(event)


def choose(box: QComboBox, code: object) -> None:
    """Choose what was remembered, if there still is such a choice."""
    place = box.findData(code)
    if place >= 0:
        box.setCurrentIndex(place)
