"""The list on the left of every page: rows that come as they are looked at, a foot with totals, an empty state."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.listing import ListResult
from kyodo_desktop.ui.basket import Basket
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.colours import Mark
from kyodo_desktop.ui.columns import Column, ListRow
from kyodo_desktop.ui.empty_state import EmptyState
from kyodo_desktop.ui.preferences import Preferences
from kyodo_desktop.ui.record_header import RecordHeader
from kyodo_desktop.ui.record_model import FetchRows, RecordTableModel
from kyodo_desktop.ui.record_rows import RecordRows
from kyodo_desktop.ui.row_delegate import RowDelegate
from kyodo_desktop.ui.tasks import Progress, Tasks
from kyodo_desktop.ui.theme import GRID, dress, set_look

COPIED_AT_ONCE = 500
"""Rows fetched in one question while many are copied."""


def _at_once(act: Callable[[], None]) -> None:
    act()


class RecordTable(QWidget):
    """A list of records.

    ``current_changed`` carries the id under the cursor (None for an empty list), ``opened`` the one on which Enter was
    pressed, ``sort_chosen`` an attribute and whether it descends, ``sought`` what was typed over the list.
    ``when_whole`` calls what is done with all the rows once the rest of a list has come, of which the beginning shows.
    """

    current_changed = Signal(object)
    opened = Signal(int)
    sort_chosen = Signal(str, bool)
    sought = Signal(str)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        fetch: FetchRows,
        *,
        tasks: Tasks,
        basket: Basket,
        preferences: Preferences,
        when_whole: Callable[[Callable[[], None]], None] = _at_once,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._fetch = fetch
        self._when_whole = when_whole
        self._actions: Sequence[QAction] = ()
        self._sums = ""
        self._result = ListResult(array("q"), 0)
        self.basket = basket
        self.model = RecordTableModel(columns, fetch, tasks, basket, self)
        self.view = RecordRows(self)
        self.header = RecordHeader(name, self.model, preferences, self.view)
        self.empty = EmptyState(self)
        self.foot = QLabel(self)
        self.basket_button = QToolButton(self)
        self._menu: QMenu | None = None
        self._prepare_view()
        self._lay_out()
        basket.changed.connect(self._tell_foot)
        self._tell_foot()

    # ------------------------------------------------------------------------------------------------- what is shown

    def show_result(
        self, result: ListResult, sums: str = "", current: int | None = None, first: Sequence[ListRow] = ()
    ) -> None:
        """Show a list with the cursor on ``current``, else where it was if that is still there, else on the first.

        ``sums`` are totals in words for the foot, such as ``会員数 計 1,234名``; ``first`` are the rows of the first
        page, where they came along.
        """
        before = current if current is not None else self.current_id()
        self._result = result
        self._sums = sums
        same = self.model.ids == result.ids and len(result.ids) > 0
        self.model.set_ids(result.ids, first)
        self._stack.setCurrentWidget(self.view if len(result.ids) else self.empty)
        self._tell_foot()
        if len(result.ids):
            self.model.row_at(0)  # asked for before the record under the cursor is
        if not same or current is not None or not self.view.currentIndex().isValid():
            row = self.model.row_of(before) if before is not None else -1
            self.go_to_row(max(row, 0))

    def show_beside(self, result: ListResult, sums: str, first: Sequence[ListRow]) -> None:
        """Show a list in which the record in front is not; see :meth:`go_beside`."""
        self.go_beside()
        self._result = result
        self._sums = sums
        self.model.set_ids(result.ids, first)
        self._stack.setCurrentWidget(self.view if len(result.ids) else self.empty)
        self._tell_foot()

    def go_beside(self) -> None:
        """Take the cursor off the rows; the arrows go on from where it was. Nothing is told of it."""
        current = self.view.currentIndex()
        if current.isValid():
            self.view.gap = current.row()
        self.view.selectionModel().reset()
        self.view.viewport().update()

    def show_rest(self, result: ListResult, sums: str = "", current: int | None = None) -> None:
        """Show a whole list of which the beginning is shown, with the cursor on ``current`` or else where it was.

        Where every row was selected, every row is. A list that begins otherwise is shown as another one.
        """
        known = len(self.model.ids)
        if not known or result.ids[:known] != self.model.ids:
            self.show_result(result, sums, current)
            return
        every_row = self._is_every_row_selected()
        self._result = result
        self._sums = sums
        self.model.extend(result.ids)
        self._tell_foot()
        if every_row:
            self.view.selectAll()
        elif current is not None:
            self.go_to(current)

    def current_id(self) -> int | None:
        """Return the record under the cursor."""
        row = self.view.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else None

    def go_to(self, id: int) -> bool:
        """Put the cursor on a record; return whether it is in the list."""
        row = self.model.row_of(id)
        if row >= 0:
            self.go_to_row(row)
        return row >= 0

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row, if there is one."""
        if 0 <= row < len(self.model.ids):
            index = self.model.index(row, 1)
            self.view.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.view.scrollTo(index)
        else:
            self.current_changed.emit(None)

    def selected_ids(self) -> array[int]:
        """Return the selected records in the order of the list."""
        chosen: array[int] = array("q")
        for top, bottom in self._selected_spans():
            chosen.extend(self.model.ids[top : bottom + 1])
        return array("q", dict.fromkeys(chosen))

    def set_menu_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these in the context menu: what the F-keys do."""
        self._actions = actions

    # -------------------------------------------------------------------------------------------------------- actions

    @Slot()
    def toggle_basket(self) -> None:
        """Put the selected records into the かご, or take them out if all are inside."""
        self._with_selected(lambda: self.basket.toggle(self.selected_ids()))

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard with their headings, as Excel takes them."""
        self._with_selected(self._copy)

    def _with_selected(self, act: Callable[[], None]) -> None:
        """Do something with the selected rows. All the rows of a list include those that have not come yet."""
        if self._is_every_row_selected():
            self._when_whole(act)
        else:
            act()

    def _copy(self) -> None:
        ids = self.selected_ids()
        if not ids:
            return
        shown = self.header.shown_attributes()
        columns = sorted(
            (column for column in self.model.columns if column.attribute in shown),
            key=lambda column: shown.index(column.attribute),
        )
        progress = Progress()
        self._tasks.read(
            partial(_table_text, self._fetch, ids, columns, progress),
            QGuiApplication.clipboard().setText,
            key=f"copy-{id(self)}",
            label="コピーしています",
            owner=self,
            progress=progress,
        )

    # --------------------------------------------------------------------------------------------------------- inside

    def _prepare_view(self) -> None:
        view = self.view
        view.setHorizontalHeader(self.header)
        view.setModel(self.model)
        view.setItemDelegate(RowDelegate(view, self.model))
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(view.verticalHeader().ResizeMode.Fixed)
        view.verticalHeader().setMinimumSectionSize(1)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setShowGrid(False)
        view.setAccessibleName("一覧")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.moved.connect(self._tell_current)
        view.ended.connect(self._go_to_end)
        view.opened.connect(self._open)
        view.doubleClicked.connect(self._open)
        view.toggled.connect(self.toggle_basket)
        view.copied.connect(self.copy)
        view.sought.connect(self.sought)
        self.header.sort_chosen.connect(self.sort_chosen)
        self.setFocusProxy(view)
        dress(view)
        self.header.arrange()
        self._fit()

    def _fit(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentWidget(self.empty)
        column.addLayout(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        set_look(self.foot, "look", "muted")
        row.addWidget(self.foot, 1)
        self.basket_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row.addWidget(self.basket_button)
        column.addLayout(row)

    def _selected_spans(self) -> list[tuple[int, int]]:
        """Return the first and last rows of what is selected, from above."""
        selection = self.view.selectionModel().selection()
        spans = (selection.at(place) for place in range(selection.count()))
        return sorted({(span.top(), span.bottom()) for span in spans})

    def _is_every_row_selected(self) -> bool:
        return self._selected_spans() == [(0, len(self.model.ids) - 1)]

    @Slot()
    def _go_to_end(self) -> None:
        self._when_whole(lambda: self.go_to_row(len(self.model.ids) - 1))

    @Slot()
    def _tell_foot(self) -> None:
        count = f"{self._result.total:,}件{'以上' if self._result.capped else ''}"
        self.foot.setText("　".join(part for part in (count, self._sums) if part))
        self.basket_button.setText(f"かご {len(self.basket):,}件")
        self.basket_button.setEnabled(len(self.basket) > 0)

    @Slot()
    def _tell_current(self) -> None:
        self.current_changed.emit(self.current_id())

    @Slot()
    def _open(self) -> None:
        current = self.current_id()
        if current is not None:
            self.opened.emit(current)

    @Slot()
    def open_menu(self) -> None:
        """Open the context menu at the row under the cursor."""
        self._open_menu(self.view.visualRect(self.view.currentIndex()).bottomLeft())

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._actions))
        menu.addSeparator()
        menu.addAction("かごに入れる・出す（スペース）").triggered.connect(self.toggle_basket)
        menu.addAction("コピー（Ctrl+C）").triggered.connect(self.copy)
        menu.addMenu(self.header.sort_menu(menu))
        menu.addMenu(self.header.columns_menu(menu))
        self._menu = menu
        menu.popup(self.view.viewport().mapToGlobal(place))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _table_text(fetch: FetchRows, ids: Sequence[int], columns: Sequence[Column], progress: Progress) -> str:
    """Return headings and rows as the clipboard takes them. Runs on the database thread."""
    rows: dict[int, ListRow] = {}
    for begin in range(0, len(ids), COPIED_AT_ONCE):
        progress.step(begin, len(ids))
        rows.update((row.id, row) for row in fetch(ids[begin : begin + COPIED_AT_ONCE]))
    lines = [[column.heading for column in columns]]
    for each in ids:
        if each in rows:
            lines.append([_plain(column.text(rows[each].values)) for column in columns])
    return text_of(lines)


def _plain(shown: str | Mark) -> str:
    return shown.word if isinstance(shown, Mark) else shown
