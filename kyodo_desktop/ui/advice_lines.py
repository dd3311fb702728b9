"""Sentences above a record that block nothing: what to keep in mind, what is not yet confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.ui.theme import GRID, set_look

SEEN = 3
"""Sentences seen at once; the others come when they are asked for."""


class AdviceLines(QFrame):
    """The sentences one below the other, on the quiet ground of a notice. It is not seen while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences: tuple[str, ...] = ()
        self._shows_all = False
        self._is_aside = False
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID // 2, GRID, GRID // 2)
        column.setSpacing(0)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.text)
        self.more = QPushButton(self)
        set_look(self.more, "button", "link")
        self.more.setAutoDefault(True)
        self.more.clicked.connect(self._turn)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        set_look(self, "notice", "information")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that stand here, also those that are not seen at once."""
        return self._sentences

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these in place of those before."""
        if tuple(sentences) == self._sentences:
            return
        self._sentences = tuple(sentences)
        self._shows_all = False
        self._renew()

    def set_aside(self, aside: bool) -> None:
        """Take no room while something else needs it."""
        self._is_aside = aside
        self._renew()

    @Slot()
    def _turn(self) -> None:
        self._shows_all = not self._shows_all
        self._renew()

    def _renew(self) -> None:
        seen = self._sentences if self._shows_all else self._sentences[:SEEN]
        self.text.setText("\n".join(f"・{sentence}" for sentence in seen))
        self.setAccessibleName("留意点：" + "".join(self._sentences) if self._sentences else "")
        self.more.setVisible(len(self._sentences) > SEEN)
        self.more.setText(
            "主なものだけを表示する" if self._shows_all else f"ほか{len(self._sentences) - SEEN}件を表示する"
        )
        self.setVisible(bool(self._sentences) and not self._is_aside)
