"""実績 as a table: measures down, 年度 across; what may be typed is typed into its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.features.reports.counting import Cell, StatLine, Stats
from kyodo_desktop.features.reports.tables import ENTERED, UNKNOWN, with_figures
from kyodo_desktop.ui.colours import colours_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: the heading of a group (no ``line``), or one number of a measure."""

    heading: str
    line: StatLine | None = None


class FiguresModel(QAbstractTableModel):
    """``typed`` is called with a line, a year and the text that was typed into its cell."""

    def __init__(self, typed: Callable[[StatLine, int, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typed = typed
        self.stats: Stats | None = None
        self.rows: list[FigureRow] = []
        self.editable = True

    def show_stats(self, stats: Stats, *, everything: bool) -> None:
        """Show the measures that have a figure, or ``everything`` that may be entered."""
        self.beginResetModel()
        self.stats = stats
        self.rows = []
        for group, lines in stats.groups().items():
            shown = lines if everything else with_figures(lines)
            if shown:
                self.rows += [FigureRow(group), *(FigureRow(group, line) for line in shown)]
        self.endResetModel()

    def line(self, index: Index) -> StatLine | None:
        """Return the line of an index; None on a heading and outside."""
        return self.rows[index.row()].line if index.isValid() and index.row() < len(self.rows) else None

    def year(self, index: Index) -> int | None:
        """Return the year of an index; None outside."""
        at = index.column()
        return self.stats.years[at] if self.stats is not None and 0 <= at < len(self.stats.years) else None

    def cell(self, index: Index) -> Cell | None:
        """Return the number of an index, None where there is none."""
        line = self.line(index)
        return line.cells[index.column()] if line is not None else None

    def place_of(self, code: str, number: str, year: int) -> QModelIndex:
        """Return where a number stands, an invalid index where it is not shown."""
        if self.stats is None or year not in self.stats.years:
            return QModelIndex()
        for row, each in enumerate(self.rows):
            if each.line is not None and (each.line.measure.code, each.line.number) == (code, number):
                return self.index(row, self.stats.years.index(year))
        return QModelIndex()

    def texts(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the words of some rows, as they are copied."""
        columns = range(self.columnCount())
        return [
            [self.label(row).strip(), *(str(self.index(row, column).data() or "") for column in columns)]
            for row in rows
        ]

    def label(self, row: int) -> str:
        """Return the words before a row."""
        line = self.rows[row].line
        return self.rows[row].heading if line is None else f"　{line.measure.label}（{line.unit}）"

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.stats is None else len(self.stats.years)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.stats is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            shown = role == Qt.ItemDataRole.DisplayRole
            return fiscal_year_label(self.stats.years[section]).removesuffix("年度") if shown else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and self.rows[section].line is None:
            bold = QFont(QApplication.font())
            bold.setBold(True)
            return bold
        return self.label(section) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.editable and self.cell(index) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            ground = QColor(colours_of(QApplication.palette()).cell)
            return ground if role == Qt.ItemDataRole.BackgroundRole else None
        found: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                shown = UNKNOWN if cell.value is None else f"{cell.value:,}"
                found = f"{shown}{ENTERED}" if cell.is_entered else shown
            case Qt.ItemDataRole.AccessibleTextRole:
                found = f"{self.label(index.row())} {self.data(index)}"
            case Qt.ItemDataRole.EditRole:
                found = "" if cell.value is None else str(cell.value)
            case Qt.ItemDataRole.TextAlignmentRole:
                found = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if cell.behind is not None:
                found = QColor(colours_of(QApplication.palette()).accent_text)
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line, year = self.line(index), self.year(index)
        if role != Qt.ItemDataRole.EditRole or line is None or year is None:
            return False
        if str(value).strip() != (self.data(index, Qt.ItemDataRole.EditRole) or ""):
            self._typed(line, year, str(value))
        return True
