"""The line above the tabs: which office, the one search box, who is at the counter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from kyodo_desktop.shell.search_box import SearchBox
from kyodo_desktop.ui.theme import GRID, dress, set_look


class Header(QWidget):
    """``staff_changed`` carries the name under which changes are kept from now on."""

    staff_changed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        row.setSpacing(GRID * 2)
        self.office = QLabel("協働デスク", self)
        set_look(self.office, "look", "title")
        row.addWidget(self.office)
        row.addStretch(1)
        self.search = SearchBox(self)
        self.search.setMinimumWidth(GRID * 50)
        dress(self.search)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        label = QLabel("担当(&T)", self)
        self.staff = QComboBox(self)
        self.staff.setAccessibleName("担当")
        self.staff.setMinimumWidth(GRID * 14)
        label.setBuddy(self.staff)
        row.addWidget(label)
        row.addWidget(self.staff)
        self.staff.currentTextChanged.connect(self.staff_changed)

    def show_office(self, town: str, office: str, staff: Sequence[str], *, note: str = "") -> None:
        """Show whose counter this is. ``note`` stands behind the name (閲覧のみ, 見本)."""
        self.office.setText(f"{office or town}{f'　［{note}］' if note else ''}")
        chosen = self.staff.currentText()
        self.staff.clear()
        self.staff.addItems(list(staff))
        self.staff.setCurrentText(chosen)
