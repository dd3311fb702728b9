"""The table of 並べて見る: an item a row, a party a column, the comments below each item."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from kyodo_desktop.features.evaluations import rules
from kyodo_desktop.features.evaluations.comparison import ComparedItem, Comparison
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.colours import Mark, Tone, colours_of
from kyodo_desktop.ui.heading_view import HeadingView
from kyodo_desktop.ui.theme import GRID

MARK_LETTERS = 12
"""The width of a column of marks, in half-width letters."""

MARKS_SHARE = 0.5
"""The columns of marks are wide enough for their headings up to this share of the table."""

GAP_LETTERS = 10
"""The width of the column of gaps."""

EMPTY = "－"
"""What stands where no mark was given."""


class ComparisonTable(QTableWidget):
    """Marks side by side. ``opened`` is sent with the id of the sheet whose mark is asked for (Enter, double click)."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Comparison | None = None
        self._seen: list[int] = []
        self.setAccessibleName("評点を並べた表")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.setHorizontalHeader(HeadingView(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cellDoubleClicked.connect(self._open)

    def show_comparison(self, compared: Comparison) -> None:
        """Show the sheets of one project."""
        self._compared = compared
        self._fill()

    def _fill(self) -> None:
        compared = self._compared
        if compared is None:
            return
        here = self.currentRow(), self.currentColumn()
        self._seen = compared.seen()
        parties = [compared.parties[at] for at in self._seen]
        self.clear()
        self.clearSpans()
        self.setRowCount(0)
        self.setColumnCount(len(parties) + 2)
        self.setHorizontalHeaderLabels(["項目", *(party.label for party in parties), "差"])
        part = ""
        for item in compared.items:
            if item.part != part:
                part = item.part
                self._add_spanning(part, bold=True)
            self._add_item(item)
            comments = [
                f"{party.label}：{reason}"
                for party, reason in zip(compared.parties, item.reasons, strict=True)
                if reason
            ]
            if comments:
                self._add_spanning("\n".join(comments))
        for label, means in compared.means:
            self._add_row([f"平均　{label}", *(rules.decimal(means[at]) or EMPTY for at in self._seen), ""], bold=True)
        scores = [f"{party.score / 10:.1f}点" if party.score is not None else EMPTY for party in parties]
        self._add_row(["評価点", *scores, ""], bold=True)
        self._fit()
        if self.hasFocus():  # the same project read again: the cursor stays where it was
            self.setCurrentCell(min(here[0], self.rowCount() - 1), min(here[1], self.columnCount() - 1))

    def _add_item(self, item: ComparedItem) -> None:
        marks = [EMPTY if item.marks[at] is None else str(item.marks[at]) for at in self._seen]
        gap: str | Mark = Mark(str(item.gap), Tone.SOON) if item.is_wide else str(item.gap)
        for cell in self._add_row([item.label, *marks, str(gap)], bold=item.is_wide):
            cell.setToolTip(item.question)
            if item.is_wide:
                cell.setForeground(QColor(colours_of(self.palette()).soon))
                cell.setToolTip(f"{item.question}\n評点の差が{item.gap}あります。話し合って確かめましょう。")

    def _add_row(self, texts: list[str], *, bold: bool = False) -> list[QTableWidgetItem]:
        row = self.rowCount()
        self.insertRow(row)
        cells = []
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            if column:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if bold:
                font = QFont(self.font())
                font.setBold(True)
                cell.setFont(font)
            self.setItem(row, column, cell)
            cells.append(cell)
        return cells

    def _add_spanning(self, text: str, *, bold: bool = False) -> None:
        (cell,) = self._add_row([text], bold=bold)
        self.setSpan(cell.row(), 0, 1, self.columnCount())
        if not bold:
            cell.setForeground(QColor(colours_of(self.palette()).muted))

    def _fit(self) -> None:
        """Give the marks what they need and the items the rest; be as high as all rows."""
        letter = self.fontMetrics().horizontalAdvance("0")
        last = self.columnCount() - 1
        most = round(self.width() * MARKS_SHARE / max(last - 1, 1))
        for column in range(1, last):
            heading = self.horizontalHeaderItem(column)
            wanted = self.fontMetrics().horizontalAdvance(heading.text()) + GRID * 2 if heading else 0
            self.setColumnWidth(column, max(letter * MARK_LETTERS + GRID, min(wanted, most)))
        self.setColumnWidth(last, letter * GAP_LETTERS)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFixedHeight(self.fontMetrics().lineSpacing() * 3 + GRID)
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + GRID // 2)
        height = self.horizontalHeader().height() + sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(height + 2 * self.frameWidth())

    def _open(self, _row: int, column: int) -> None:
        compared = self._compared
        if compared is not None and 0 < column <= len(self._seen):
            self.opened.emit(compared.parties[self._seen[column - 1]].evaluation_id)

    def copy(self) -> None:
        """Put the whole table on the clipboard as Excel takes it."""
        columns = range(self.columnCount())
        heads = [cell.text() if (cell := self.horizontalHeaderItem(column)) is not None else "" for column in columns]
        rows = [
            [cell.text() if (cell := self.item(row, column)) is not None else "" for column in columns]
            for row in range(self.rowCount())
        ]
        QGuiApplication.clipboard().setText(text_of([heads, *rows]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 1 and self.rowCount() > 1:
            self.setCurrentCell(1, 1)  # the first mark, below the heading of its part

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.columnCount():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() == control:
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
