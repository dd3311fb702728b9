"""What was agreed on about a project, and who does what next: written below the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.schema import Draft, Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.child_table import ChildTable
from kyodo_desktop.ui.theme import GRID, set_look

ACTIONS = ("name", "owner", "department", "finish_by")
"""What is said of a next action: the attributes of an improvement."""

LINES = 4
"""The height of the agreement, in lines of text."""


class AgreementText(QPlainTextEdit):
    """The words of the agreement; Tab goes on to the next field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("話し合って合意したこと")
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + GRID * 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page goes back to its list
        else:
            super().keyPressEvent(event)


class AgreementPart(QWidget):
    """The agreement and the next actions of one project. ``edited`` is sent at each change by hand."""

    edited = Signal()

    def __init__(self, improvement: Schema, words: Words, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._loaded = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        heading = QLabel("話し合って合意したこと(&G)", self)
        set_look(heading, "look", "title")
        self.text = AgreementText(self)
        self.text.setReadOnly(not editable)
        heading.setBuddy(self.text)
        column.addWidget(heading)
        column.addWidget(self.text)
        next_heading = QLabel("次に取り組むこと（保存すると「改善の取組」になります）", self)
        set_look(next_heading, "look", "title")
        column.addWidget(next_heading)
        fields = {name: improvement.fields[name] for name in ACTIONS}
        self.next_actions = ChildTable(
            Schema("actions", "次に取り組むこと", fields), words, editable=editable, parent=self
        )
        column.addWidget(self.next_actions)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.told, "look", "muted")
        column.addWidget(self.told)
        self.text.textChanged.connect(self._tell_edit)
        self.next_actions.edited.connect(self.edited)

    def load(self, agreed: str, told: str, words: Words) -> None:
        """Show what was agreed on; from now on nothing is changed."""
        self._loaded = agreed
        self.text.setPlainText(agreed)
        self.next_actions.load((), words)
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def agreed(self) -> str:
        """Return the words of the agreement."""
        return self.text.toPlainText().strip()

    def is_agreement_changed(self) -> bool:
        """Return whether the words of the agreement differ from those that are kept."""
        return self.agreed() != self._loaded.strip()

    def is_dirty(self) -> bool:
        """Return whether something would be lost by leaving."""
        return self.is_agreement_changed() or self.next_actions.is_changed()

    def drafts(self) -> list[Draft]:
        """Return the next actions as they would be saved."""
        self.next_actions.view.commit()
        return self.next_actions.drafts()

    def problems(self) -> list[Problem]:
        """Return what cannot be read or is missing in the next actions, and mark it."""
        found = self.next_actions.model.problems("actions")
        self.next_actions.show_problems(found)
        return found

    def raw_state(self) -> dict[str, Any]:
        """Return what stands here as JSON can hold it."""
        return {"agreed": self.agreed(), "actions": self.next_actions.model.raw_state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Enter what :meth:`raw_state` returned."""
        self.text.setPlainText(str(state["agreed"]))
        self.next_actions.model.restore(state["actions"])

    @Slot()
    def _tell_edit(self) -> None:
        if self.is_agreement_changed():
            self.edited.emit()
