"""The one search box: what is typed is looked for over everything, and Enter opens what is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from kyodo_desktop.core.listing import Found
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import GRID

ROWS = 10

LETTERS = 76
"""The width that the answers take where the window has it, in half-width letters: name, reading, number, address."""

NOTHING = "見つかりませんでした。読みがなや電話番号の一部でも探せます。"


class SearchBox(QLineEdit):
    """A line over the whole window. ``opened`` carries the :class:`Found` that a person chose.

    ``given_up`` is sent by Esc when nothing is left in the line: the person wants to go on with what was before.
    """

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("すべてから検索（Ctrl+K）　名前・ふりがな・住所・電話・番号")
        self.setAccessibleName("すべてから検索")
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._ask)
        self._tasks: Tasks | None = None
        self._search: Callable[[str], Sequence[Found]] | None = None
        self._found: list[Found] = []
        self._popup: QFrame | None = None
        self._list = QListView()
        self._model = QStandardItemModel(self._list)

    def connect_to(self, tasks: Tasks, search: Callable[[str], Sequence[Found]]) -> None:
        """Say who searches; until then typing is kept and not answered."""
        self._tasks, self._search = tasks, search
        if self.text():
            self._ask(self.text())

    @Slot(str)
    def _ask(self, text: str) -> None:
        if not text.strip():
            self._hide()
        elif self._tasks is not None and self._search is not None:
            search = self._search
            self._tasks.read(lambda: list(search(text)), self._show, key="search over everything", owner=self)

    def _show(self, found: list[Found]) -> None:
        if not self.text().strip():
            return
        self._found = found
        self._model.clear()
        for each in found:
            item = QStandardItem(f"{each.title}\n{each.kind}　{each.detail}")
            item.setEditable(False)
            self._model.appendRow(item)
        if not found:
            item = QStandardItem(NOTHING)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(item)
        popup = self._popup or self._make_popup()
        lines = sum(max(self._list.sizeHintForRow(row), 1) for row in range(min(self._model.rowCount(), ROWS)))
        below = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        most = self.window().width() - 2 * GRID
        width = min(most, max(self.width(), self.fontMetrics().horizontalAdvance("0") * LETTERS))
        popup.setGeometry(min(below.x(), GRID + most - width), below.y(), width, lines + 8)
        popup.raise_()
        popup.show()
        self._list.setCurrentIndex(self._model.index(0, 0) if found else QModelIndex())

    def _make_popup(self) -> QFrame:
        popup = QFrame(self.window())
        popup.setFrameShape(QFrame.Shape.Box)
        popup.setAutoFillBackground(True)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._list)
        self._list.setModel(self._model)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAlternatingRowColors(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setStyleSheet(f"QListView::item {{ padding: {GRID // 2}px {GRID}px; }}")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("検索の結果")
        self._list.clicked.connect(self._open)
        self._popup = popup
        self.window().installEventFilter(self)
        return popup

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            found = self._found[index.row()]
            self._hide()
            self.clear()
            self.opened.emit(found)

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def is_open(self) -> bool:
        """Return whether answers are shown."""
        return self._popup is not None and self._popup.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self._hide()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if self.is_open() and event.key() in steps and self._found:
            row = self._list.currentIndex().row() + steps[Qt.Key(event.key())]
            self._list.setCurrentIndex(self._model.index(max(0, min(len(self._found) - 1, row)), 0))
        elif self.is_open() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and (self.is_open() or self.text()):
            self._hide()
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
