"""What a list is narrowed by that was opened from a number elsewhere, in a sentence, and the way back to all of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.ui.filter_bar import FilterBar
from kyodo_desktop.ui.list_reader import Listed, ListReader
from kyodo_desktop.ui.theme import GRID, set_look

PART = "条件に合うもの"
"""What a list is called whose filters nobody put into words."""


class NarrowedLine(QFrame):
    """「期限を過ぎた事業の手続」だけを表示しています（3件）　×解除. It is not seen while the list is that of the page.

    ``lifted`` is sent when a person went back to the list without what narrowed it.
    """

    lifted = Signal()

    def __init__(self, filters: FilterBar, lists: ListReader, parent: QWidget) -> None:
        super().__init__(parent)
        self._filters = filters
        self._narrowed: Filters = {}
        self._called = ""
        self._count = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        row.addWidget(self.text, 1)
        self.lift_button = QToolButton(self)
        self.lift_button.setText("× 解除（Esc）")
        self.lift_button.setToolTip("絞り込みをやめて、すべてを表示します")
        self.lift_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lift_button.clicked.connect(self.lift)
        row.addWidget(self.lift_button, 0, Qt.AlignmentFlag.AlignTop)
        set_look(self, "notice", "information")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()
        filters.query_changed.connect(self._follow)
        filters.beyond_told.connect(self._tell)
        lists.listed.connect(self._take_count)
        lists.completed.connect(self._take_count)

    @property
    def is_on(self) -> bool:
        """Whether the list is narrowed by what is said here."""
        return bool(self._narrowed or self._called)

    def begin(self, filters: Filters, called: str = "") -> None:
        """Say that the list is narrowed by these filters, until it is asked for without one of them.

        Without filters it is another list than that of the page, until it is asked for anything.
        """
        self._narrowed, self._called, self._count = dict(filters), called, ""
        self._tell()

    def call(self, words: str) -> None:
        """Call the list so that was just narrowed."""
        if self.is_on:
            self._called = words
            self._tell()

    def leave(self) -> bool:
        """Lift it when the hand is in the list that it stands above; return whether it was."""
        hand, above = self.window().focusWidget(), self.parentWidget()
        if not self.is_on or hand is None or above is None or not above.isAncestorOf(hand):
            return False
        self.lift()
        return True

    @Slot()
    def lift(self) -> None:
        """Ask for the list without these filters; the words, the other filters and the order stay."""
        query = self._filters.query
        left = {name: codes for name, codes in query.filters.items() if name not in self._narrowed}
        self._end()
        self._filters.set_query(replace(query, filters=left))
        self.lifted.emit()

    @Slot(object)
    def _follow(self, query: ListQuery) -> None:
        self._count = ""
        stays = self._narrowed and self._narrowed.items() <= dict(query.filters).items()
        if not stays:
            self._end()
            if beyond := self._filters.beyond():
                self.begin(beyond)
        self._tell()

    def _end(self) -> None:
        self._narrowed, self._called = {}, ""
        self._tell()

    @Slot(object)
    def _take_count(self, listed: Listed) -> None:
        self._count = f"（{listed.result.total:,}件{'以上' if listed.result.capped else ''}）"
        self._tell()

    @Slot()
    def _tell(self) -> None:
        called = self._called or self._filters.words() or PART
        self.text.setText(f"「{called}」だけを表示しています{self._count}。")
        self.lift_button.setAccessibleName(f"「{called}」の絞り込みを解除")
        self.setVisible(self.is_on)
