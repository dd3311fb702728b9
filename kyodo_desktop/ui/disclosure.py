"""公開・一部公開・非公開 of one contact item, chosen beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from kyodo_desktop.core.fields import Privacy

SIGNS = {Privacy.PUBLIC: "○", Privacy.PARTIAL: "△", Privacy.PRIVATE: "●"}
"""The shape beside each word: open, half, closed."""


def disclosure_text(level: Privacy) -> str:
    """Return the level as sign and word."""
    return f"{SIGNS[level]}{level.label}"


class DisclosureButton(QToolButton):
    """Shows a level; a click opens the three, Ctrl+D in the field beside it steps through them.

    It is no stop for Tab: most records keep what is given, and each stop costs a keystroke.
    """

    edited = Signal()

    def __init__(self, label: str, given: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self.given = given
        self._level = given
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("公開の区分です。クリックで選ぶか、左の欄で Ctrl+D を押すと切り替わります。")
        self._fit()
        self._menu: QMenu | None = None
        self.pressed.connect(self._fill_menu)
        self.set_level(given)

    @property
    def level(self) -> Privacy:
        return self._level

    def set_level(self, level: Privacy) -> None:
        """Show a level, without sending ``edited``."""
        self._level = level
        self.setText(disclosure_text(level))
        self.setAccessibleName(f"{self._label}の公開区分 {level.label}")

    def step(self) -> None:
        """Go on to the next level by hand."""
        levels = list(Privacy)
        self._choose(levels[(levels.index(self._level) + 1) % len(levels)])

    @Slot(QAction)
    def _take(self, action: QAction) -> None:
        self._choose(Privacy(action.data()))

    def _choose(self, level: Privacy) -> None:
        self.set_level(level)
        self.edited.emit()

    def _fit(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(disclosure_text(level)) for level in Privacy)
        self.setFixedWidth(widest + self.fontMetrics().height() * 2)

    @Slot()
    def _fill_menu(self) -> None:
        """Make the menu when it is first wanted: a form has many of these buttons."""
        if self._menu is None:
            self._menu = QMenu(self)
            for level in Privacy:
                self._menu.addAction(disclosure_text(level)).setData(level.value)
            self._menu.triggered.connect(self._take)
            self.setMenu(self._menu)
            self.showMenu()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
