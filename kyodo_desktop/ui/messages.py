"""What the program tells a person inside the page: a notice, trouble, or a question whose buttons say what happens."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.theme import GRID, set_look


class NoticeKind(enum.StrEnum):
    """How a notice looks; the word before its text says the same."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"

    @property
    def word(self) -> str:
        return {"information": "お知らせ", "warning": "確認", "error": "エラー"}[self.value]


@dataclass(frozen=True)
class NextStep:
    """A button of a notice: what happens when it is pressed, in words (破棄して閉じる)."""

    words: str
    run: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """A sentence, and what a person may do about it, the likeliest first.

    ``topic`` lets its owner take away just this one. A notice that ``asks`` takes the focus and goes only by one of
    its buttons; the first, which Enter and Esc press, is the one that loses nothing.
    """

    kind: NoticeKind
    text: str
    steps: Sequence[NextStep] = ()
    topic: str = ""
    asks: bool = False


def trouble(error: KnownError, steps: Sequence[NextStep] = (), topic: str = "") -> Notice:
    """Return the notice of an error that a person can act on."""
    return Notice(NoticeKind.ERROR, str(error), steps, topic)


class NoticeBar(QFrame):
    """One notice at a time, above what it is about, until it is dealt with. ``closed`` is sent when it goes."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(GRID // 2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        column.addLayout(row)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(GRID)
        self._steps.addStretch(1)
        column.addLayout(self._steps)
        self.kind = QLabel(self)
        set_look(self.kind, "look", "title")
        row.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        self.buttons: list[QPushButton] = []
        self.close_button = QToolButton(self)
        self.close_button.setToolTip("このお知らせを閉じます。")
        self.close_button.setAccessibleName("お知らせを閉じる")
        set_icon(self.close_button, "close")
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(self.clear)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """The notice that is shown, None when there is none."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before, and read it out to a screen reader."""
        self._drop_buttons()
        self._notice = notice
        set_look(self, "notice", notice.kind.value)
        self.kind.setText(notice.kind.word)
        self.text.setText(notice.text)
        self.close_button.setVisible(not notice.asks)
        for place, step in enumerate(notice.steps):
            button = QPushButton(step.words, self)
            button.setAutoDefault(True)
            button.clicked.connect(self._press)
            if notice.asks and place == 0:
                set_look(button, "button", "primary")
            self.buttons.append(button)
            self._steps.insertWidget(place, button)
        self.setAccessibleName(f"{notice.kind.word} {notice.text}")
        self.show()
        _read_out(self)
        if notice.asks and self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def clear(self) -> None:
        """Take the notice away."""
        if self._notice is not None:
            self._notice = None
            self._drop_buttons()
            self.hide()
            self.closed.emit()

    def dismiss(self) -> None:
        """Do what Esc does: answer a question with its first button, which changes nothing; take others away."""
        if self._notice is not None and self._notice.asks:
            self._take(0)
        else:
            self.clear()

    def clear_topic(self, topic: str) -> None:
        """Take the notice away if it is about this, but for a question that a person has before them.

        A reading that is worked out behind a form, say, changes the form while the question about leaving it is read.
        """
        if self._notice is not None and self._notice.topic == topic and not self._is_asking():
            self.clear()

    @Slot()
    def _press(self) -> None:
        pressed = next(place for place, button in enumerate(self.buttons) if button is self.sender())
        self._take(pressed)

    def _take(self, place: int) -> None:
        if self._notice is not None:
            step = self._notice.steps[place]
            self.clear()
            step.run()

    def _is_asking(self) -> bool:
        """Return whether the cursor is on the buttons of a question; it leaves them when a person types elsewhere."""
        asks = self._notice is not None and self._notice.asks
        return asks and any(button.hasFocus() for button in self.buttons)

    def _drop_buttons(self) -> None:
        for button in self.buttons:
            self._steps.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._notice is not None:
            colours = colours_of(QApplication.palette())
            stripe = {"information": colours.accent_text, "warning": colours.soon, "error": colours.late}
            painter = QPainter(self)
            painter.fillRect(0, 0, GRID // 2, self.height(), QColor(stripe[self._notice.kind.value]))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape and self._notice is not None:
            self.dismiss()
        elif event.key() in moves and self.buttons:
            here = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), 0)
            self.buttons[(here + moves[Qt.Key(event.key())]) % len(self.buttons)].setFocus()
        else:
            super().keyPressEvent(event)


def _read_out(widget: QWidget) -> None:
    """Have a screen reader say the name of a widget."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # 3 ms of enums, of which the start has no need

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
