"""The bar of F-keys: what each does on the page in front. The same keys everywhere, learned once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.theme import GRID

WORDS = {
    1: "手引き",
    2: "新規",
    3: "検索",
    4: "編集",
    5: "更新",
    6: "印刷",
    7: "取込",
    8: "書出",
    9: "複写",
    10: "メニュー",
    12: "保存",
}
"""The keys and their words. F11 is left to the window system."""


class FunctionKeyBar(QWidget):
    """One button a key; a key that does nothing here is grey and silent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions: dict[int, KeyAction] = {}
        self._always: dict[int, KeyAction] = {}
        self._page: Page | None = None
        self.buttons: dict[int, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 2, GRID, 2)
        row.setSpacing(2)
        for key, words in WORDS.items():
            button = QToolButton(self)
            button.setText(f"F{key} {words}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setEnabled(False)
            button.clicked.connect(lambda _checked=False, key=key: self.press(key))
            QShortcut(QKeySequence(f"F{key}"), self.window(), lambda key=key: self.press(key))
            row.addWidget(button)
            self.buttons[key] = button

    def always(self, key: int, action: KeyAction) -> None:
        """Let a key do the same on every page that does not use it (F1 手引き)."""
        self._always[key] = action
        self._renew()

    def show_actions(self, page: Page) -> None:
        """Offer what a page does, and follow its changes."""
        if self._page is not None:
            self._page.actions_changed.disconnect(self._renew)
        self._page = page
        page.actions_changed.connect(self._renew)
        self._renew()

    def press(self, key: int) -> None:
        """Do what a key does here; nothing when it is grey."""
        action = self._actions.get(key)
        if action is not None and action.enabled:
            action.run()

    @Slot()
    def _renew(self) -> None:
        self._actions = self._always | (self._page.actions_by_key() if self._page is not None else {})
        for key, button in self.buttons.items():
            action = self._actions.get(key)
            button.setEnabled(action is not None and action.enabled)
            button.setText(f"F{key} {(action.label if action else '') or WORDS[key]}")
