"""A list of records for a table: all the ids, and only those rows that were looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kyodo_desktop.ui.basket import Basket
from kyodo_desktop.ui.colours import Mark, colours_of
from kyodo_desktop.ui.columns import Column, ListRow
from kyodo_desktop.ui.tasks import Tasks

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

PAGE = 50
"""Rows fetched at once: as many as most screens show, 1 ms of database."""

PAGES_IN_SIGHT = 3
"""So many show at once on the largest screen."""

PAGES_KEPT = 200
"""10,000 rows are kept; those looked at longest ago are dropped first."""

_CHECKED = Qt.ItemDataRole.CheckStateRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ALIGNED = Qt.ItemDataRole.TextAlignmentRole
_COLOURED = Qt.ItemDataRole.ForegroundRole
_TEXT = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole})
_ANSWERED = _TEXT | {_CHECKED, _SPOKEN, _ALIGNED, _COLOURED}
"""Qt asks for every role of every cell that it paints; those that have no answer are passed over first."""

_CELL_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_BOX_FLAGS = _CELL_FLAGS | Qt.ItemFlag.ItemIsUserCheckable

FetchRows = Callable[[Sequence[int]], Sequence[ListRow]]
"""Returns the rows of ids, in any order, without those that are gone. Called on the database thread."""


class RecordTableModel(QAbstractTableModel):
    """Column 0 is the かご; the others are the given columns. A row that has not come yet shows ``…``."""

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: FetchRows,
        tasks: Tasks,
        basket: Basket,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ids: array[int] = array("q")
        self.basket = basket
        self._fetch = fetch
        self._tasks = tasks
        self._pages: OrderedDict[int, list[ListRow | None]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._asking = False
        self._failed = False
        self._question = 0
        basket.changed.connect(self._show_basket)

    def set_ids(self, ids: array[int], first: Sequence[ListRow] = ()) -> None:
        """Show these records in this order. The same ids as before keep their rows until newer ones come.

        ``first`` are the rows of the first :data:`PAGE` ids, where they came along with them.
        """
        same = ids == self.ids and len(ids) > 0
        if not same:
            self.beginResetModel()
            self.ids = ids
            self._pages.clear()
        self._forget_questions()
        self._stale = set(self._pages)
        if first:
            self._keep(0, first)
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns)))
        else:
            self.endResetModel()

    def extend(self, ids: array[int]) -> None:
        """Show the whole list of which the present ids are the beginning; another one if they are not."""
        known = len(self.ids)
        if ids[:known] != self.ids:
            self.set_ids(ids)
        elif len(ids) > known:
            self.beginInsertRows(NOWHERE, known, len(ids) - 1)
            self.ids = ids
            self.endInsertRows()

    def refresh(self) -> None:
        """Ask for the rows in sight again; the old ones stay until the new ones come."""
        self.set_ids(self.ids)

    def row_at(self, row: int) -> ListRow | None:
        """Return a row that has come, None otherwise; asks for it."""
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._want(page)
        else:
            self._pages.move_to_end(page)
        return rows[place] if rows is not None else None

    def shown(self, row: int, columns: Sequence[Column]) -> list[str | Mark]:
        """Return what stands in cells of a row; ``…`` where the row has not come."""
        come = self.row_at(row)
        if come is None:
            return ["…" if row // PAGE not in self._pages and not self._failed else ""] * len(columns)
        return [column.text(come.values) for column in columns]

    def has_row(self, row: int) -> bool:
        """Return whether a row has come."""
        return row // PAGE in self._pages

    def row_of(self, id: int) -> int:
        """Return where a record stands, -1 when it is not in the list."""
        try:
            return self.ids.index(id)
        except ValueError:
            return -1

    def _forget_questions(self) -> None:
        self._question += 1
        self._stale.clear()
        self._wanted.clear()
        self._asking = False
        self._failed = False

    def _want(self, page: int) -> None:
        self._wanted.pop(page, None)
        self._wanted[page] = None
        self._ask()

    def _ask(self) -> None:
        """Ask for the pages looked at last: what scrolled past is not needed."""
        if self._asking or self._failed or not self._wanted:
            return
        pages = sorted(list(self._wanted)[-PAGES_IN_SIGHT:])
        self._wanted.clear()
        self._asking = True
        ids = [id for page in pages for id in self.ids[page * PAGE : (page + 1) * PAGE]]
        self._question += 1
        self._tasks.read(
            partial(self._fetch, ids),
            partial(self._take, self._question, pages),
            on_finished=partial(self._finish, self._question),
            owner=self,
        )

    def _take(self, question: int, pages: Sequence[int], rows: Sequence[ListRow]) -> None:
        if question != self._question:
            return
        self._asking = False
        for page in pages:
            self._keep(page, rows)
            last = min((page + 1) * PAGE, len(self.ids)) - 1
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns)))
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        self._ask()

    def _keep(self, page: int, rows: Sequence[ListRow]) -> None:
        by_id = {row.id: row for row in rows}
        self._pages[page] = [by_id.get(id) for id in self.ids[page * PAGE : (page + 1) * PAGE]]
        self._pages.move_to_end(page)
        self._stale.discard(page)

    def _finish(self, question: int) -> None:
        """After trouble, which was told, stop asking until the list is refreshed: painting would ask again at once."""
        if question == self._question and self._asking:
            self._asking = False
            self._failed = True

    @Slot()
    def _show_basket(self) -> None:
        if len(self.ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0))

    def _basket_data(self, id: int, role: int) -> Any:
        if role == _CHECKED:
            return Qt.CheckState.Checked if id in self.basket else Qt.CheckState.Unchecked
        if role == _SPOKEN:
            return "かごに入っています" if id in self.basket else "かごに入っていません"
        return None

    def _cell_data(self, row: int, column: Column, role: int) -> Any:
        [shown] = self.shown(row, [column])
        if role == _COLOURED:
            return QColor(colours_of(QApplication.palette()).of(shown.tone)) if isinstance(shown, Mark) else None
        return str(shown) or None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _BOX_FLAGS if index.column() == 0 else _CELL_FLAGS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if section == 0:
            words = {
                Qt.ItemDataRole.DisplayRole: "かご",
                Qt.ItemDataRole.ToolTipRole: "検索をまたいで取っておく印です（スペースキー）。",
            }
            return words.get(Qt.ItemDataRole(role))
        column = self.columns[section - 1]
        return column.heading if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        place = index.column()
        if place == 0:
            return self._basket_data(self.ids[index.row()], role)
        column = self.columns[place - 1]
        if role == _ALIGNED:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in _TEXT or role == _COLOURED:
            return self._cell_data(index.row(), column, role)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != 0:
            return False
        self.basket.toggle([self.ids[index.row()]])
        return True
