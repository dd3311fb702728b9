"""The page 期限と集計."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from kyodo_desktop.core.dates import fiscal_year_label, full
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.features.boards.service import Board, BoardService, Link, SumTable
from kyodo_desktop.features.boards.ui.board_cells import (
    DUE_HEADINGS,
    DUE_LETTERS,
    DUE_WORDS,
    BoardCell,
    due_rows,
    sum_rows,
)
from kyodo_desktop.features.boards.ui.board_table import BoardTable
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look

WIDE = 180
"""From this width on, in half-width letters, deadlines and sums stand side by side."""

LABEL, COUNT, AMOUNT = 26, 9, 11
"""Widths of the columns of sums in half-width letters."""


def build(place: Place) -> BoardPage:
    """Return the page 期限と集計."""
    return BoardPage(place, BoardService(place.office.slices, place.office.services))


class BoardPage(Page):
    """What is due over all registers, and the sums of a 年度; every number opens its list."""

    def __init__(self, place: Place, service: BoardService) -> None:
        super().__init__()
        self.place = place
        self.service = service
        self.board: Board | None = None
        self._year: int | None = None
        self.due = BoardTable("期限の一覧", DUE_HEADINGS, DUE_LETTERS, DUE_WORDS, self)
        self.due.opened.connect(self._open)
        self.years = QComboBox(self)
        self.years.setAccessibleName("集計する年度")
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.years.activated.connect(self._choose_year)
        self.day = QLabel(self)
        self.sums: list[BoardTable] = []
        self._headings: list[QLabel] = []
        self.splitter = QSplitter(self)
        self._lay_out()

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F5 reads anew; F6 and F8 print and write the list behind the cell under the cursor."""
        has_list = self._current().link is not None
        return {
            5: KeyAction(self._read, label="最新にする"),
            6: KeyAction(partial(self._with_list, self._print), has_list),
            8: KeyAction(partial(self._with_list, self._export), has_list),
        }

    def enter(self) -> None:
        """Read, and put the cursor into the deadlines."""
        self._read()
        self.due.setFocus()

    def refresh(self, changed: object) -> None:
        """Read again when a record was changed while the page is in front."""
        if self.isVisible() and getattr(changed, "records", {}):
            self._read()

    # ------------------------------------------------------------------------------------------------------- inside

    @Slot()
    def _read(self) -> None:
        self.place.tasks.read(partial(self.service.gather, self._year), self._show, key="boards", owner=self)

    def _show(self, board: Board) -> None:
        self.board = board
        self.day.setText(full(board.day))
        self.due.show_rows(due_rows(board, {each.name: each.tab.label for each in self.place.office.slices}))
        if [self.years.itemData(at) for at in range(self.years.count())] != list(board.years):
            self.years.clear()
            for year in board.years:
                self.years.addItem(fiscal_year_label(year), year)
        self.years.setCurrentIndex(board.years.index(board.year))
        if not self.sums:
            self._make_tables(board)
        for heading, table, sums in zip(self._headings, self.sums, board.tables, strict=True):
            heading.setText(sums.title if sums.rows else f"{sums.title}　記録がありません")
            table.show_rows(sum_rows(sums))
            table.setVisible(bool(sums.rows))
            table.setFixedHeight(table.needed_height())
        self.actions_changed.emit()

    def _make_tables(self, board: Board) -> None:
        for sums in board.tables:
            heading = QLabel(self._sheet)
            set_look(heading, "look", "heading")
            table = BoardTable(sums.title, ("", *sums.headings), _letters(sums), (0,), self._sheet)
            table.opened.connect(self._open)
            table.selectionModel().currentChanged.connect(self.actions_changed)
            self._column.addWidget(heading)
            self._column.addWidget(table)
            self._headings.append(heading)
            self.sums.append(table)
        self._column.addStretch(1)

    def _current(self) -> BoardCell:
        table = next((each for each in (self.due, *self.sums) if each.hasFocus()), self.due)
        return table.current()

    @Slot(object)
    def _open(self, cell: BoardCell) -> None:
        if cell.record is not None:
            self.place.open_record(*cell.record)
        elif cell.link is not None:
            page = self.place.go_to_tab(cell.link.slice_name)
            if page is not None:
                page.show_list(cell.link.filters)
                page.call_list(cell.link.words)

    def _with_list(self, act: object) -> None:
        link = self._current().link
        if link is not None and callable(act):
            service = self.place.office.service(link.slice_name)
            query = ListQuery(filters=link.filters)
            self.place.tasks.read(lambda: tuple(service.list_ids(query).ids), partial(act, link), owner=self)

    def _print(self, link: Link, ids: tuple[int, ...]) -> None:
        self.place.print_papers(link.slice_name, current=None, listed=ids, basket=())

    def _export(self, link: Link, ids: tuple[int, ...]) -> None:
        self.place.export_list(link.slice_name, ids)

    @Slot(int)
    def _choose_year(self, place: int) -> None:
        self._year = self.years.itemData(place)
        self._read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        left = QWidget(self.splitter)
        due_column = QVBoxLayout(left)
        due_column.setContentsMargins(0, 0, 0, 0)
        due_column.setSpacing(GRID // 2)
        set_look(self.day, "look", "heading")
        due_column.addWidget(self.day)
        due_column.addWidget(self.due, 1)
        right = QWidget(self.splitter)
        sum_column = QVBoxLayout(right)
        sum_column.setContentsMargins(0, 0, 0, 0)
        sum_column.setSpacing(GRID // 2)
        head = QHBoxLayout()
        label = QLabel("年度", right)
        label.setBuddy(self.years)
        head.addWidget(label)
        head.addWidget(self.years)
        hint = QLabel("数字を Enter で開く　F6・F8：その一覧を印刷・書出", right)
        set_look(hint, "look", "muted")
        head.addWidget(hint)
        head.addStretch(1)
        sum_column.addLayout(head)
        area = QScrollArea(right)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._sheet = QWidget(area)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID // 2)
        area.setWidget(self._sheet)
        sum_column.addWidget(area, 1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([5000, 5000])
        column.addWidget(self.splitter)
        self.due.selectionModel().currentChanged.connect(self.actions_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE * max(1, self.fontMetrics().horizontalAdvance("0"))
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)


def _letters(sums: SumTable) -> tuple[int, ...]:
    return (LABEL, *(COUNT if heading.endswith("件数") else AMOUNT for heading in sums.headings))
