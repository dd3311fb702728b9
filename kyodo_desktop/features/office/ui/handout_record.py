"""設定: what was printed or written to files, when, by whom and about how many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QStandardPaths, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core import dates
from kyodo_desktop.core.number_fields import Count
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.office.handout_list import SCHEMA, TITLE, record_of, write_list
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, dress, set_look

if TYPE_CHECKING:
    from kyodo_desktop.database.handouts import HandedOut

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

ALL = "all"

LINES = 8
"""Lines in sight; the others are scrolled to."""

LETTERS = {"day": 11, "time": 7, "staff": 10, "document": 30, "people": 11}
"""The width of the columns in half-width letters; that of the destination is the rest."""


class HandoutModel(QAbstractTableModel):
    """One line for each print and each file."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._fields = tuple(SCHEMA.fields.items())
        self.lines: Sequence[HandedOut] = ()

    def show_lines(self, lines: Sequence[HandedOut]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def headings(self) -> list[str]:
        """Return the headings of the columns."""
        return [declared.label for _, declared in self._fields]

    def texts(self, row: int) -> list[str]:
        """Return a line as it is shown."""
        record = record_of(self.lines[row])
        shown = {name: declared.show(record[name], self._words) for name, declared in self._fields}
        return list((shown | {"day": dates.short(record["day"])}).values())

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._fields[section][1].label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(self._fields[index.column()][1], Count):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class HandoutView(QTableView):
    """The lines; Ctrl+C copies the selected ones with their headings, as Excel takes them."""

    def __init__(self, model: HandoutModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.handouts = model
        self.setModel(model)
        self.setAccessibleName(TITLE)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionResizeMode(list(SCHEMA.fields).index("destination"), header.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        dress(self)
        self._fit()

    def copy(self) -> None:
        """Put the selected lines on the clipboard, all of them where none is selected."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(self.handouts.rowCount())
        QGuiApplication.clipboard().setText(text_of([self.handouts.headings(), *map(self.handouts.texts, rows)]))

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        height = metrics.height() + GRID
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + LINES * height + 2 * self.frameWidth())
        for column, name in enumerate(SCHEMA.fields):
            if name in LETTERS:
                self.setColumnWidth(column, metrics.horizontalAdvance("0") * LETTERS[name])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the page goes on with it
        else:
            super().keyPressEvent(event)


class HandoutRecord(QWidget):
    """The handouts of a month or of all time, the newest first; they are copied, or written to a file."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.month = QComboBox(self)
        self.month.setAccessibleName("出力の記録の月")
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model = HandoutModel(place.words(), self)
        self.view = HandoutView(self.model, self)
        self.foot = QLabel(self)
        set_look(self.foot, "look", "muted")
        self.copy_button = QPushButton("コピー（Ctrl+C）", self)
        self.file_button = QPushButton("ファイルに書き出す…", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        head = QHBoxLayout()
        head.addWidget(self.month)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.addWidget(self.foot, 1)
        for button, act in ((self.copy_button, self._copy), (self.file_button, self._choose_file)):
            button.setAutoDefault(True)
            button.clicked.connect(act)
            row.addWidget(button)
        column.addLayout(row)
        self.month.currentIndexChanged.connect(self._read_lines)

    @Slot()
    def look(self) -> None:
        """Read the record anew; the chosen month stays."""
        self._place.tasks.read(
            self._read_months, self._show_months, key="handout months", label="出力の記録を読んでいます", owner=self
        )

    def write_to(self, path: Path) -> None:
        """Write what is shown to a file; that is recorded too."""
        office, staff, words, lines = self._place.office, self._place.staff(), self._place.words(), self.model.lines

        def write() -> int:
            written = write_list(path, lines, words)
            office.record_handout(staff, f"{TITLE}の書出", path.name, 0)
            return written

        self._place.tasks.write(
            write,
            lambda written: self._place.say(f"{written:,}件を「{path}」に書き出しました。"),
            label="書き出しています",
            owner=self,
        )

    def _read_months(self) -> dict[dt.date, int]:
        """Count the handouts of each month. Runs on the database thread."""
        from kyodo_desktop.database.handouts import months

        with self._place.office.database.read() as session:
            return months(session)

    def _show_months(self, found: dict[dt.date, int]) -> None:
        chosen = self.month.currentData()
        self.month.blockSignals(True)
        self.month.clear()
        self.month.addItem(f"すべて（{sum(found.values()):,}件）", ALL)
        for month, count in found.items():
            self.month.addItem(f"{dates.era_year(month)}{month.month}月（{count:,}件）", month.isoformat())
        newest = 1 if found and chosen is None else 0
        self.month.setCurrentIndex(max(newest, self.month.findData(chosen)))
        self.month.blockSignals(False)
        self._read_lines()

    @Slot()
    def _read_lines(self) -> None:
        self._place.tasks.read(
            partial(self._read, self._month()),
            self._show_lines,
            key="handouts",
            label="出力の記録を読んでいます",
            owner=self,
        )

    def _month(self) -> dt.date | None:
        """Return the first day of the chosen month, None for all of them."""
        chosen: str = self.month.currentData()
        return dt.date.fromisoformat(chosen) if chosen != ALL else None

    def _read(self, month: dt.date | None) -> list[HandedOut]:
        """Return the handouts of a month. Runs on the database thread."""
        from kyodo_desktop.database.handouts import handed_out

        with self._place.office.database.read() as session:
            return handed_out(session, month)

    def _show_lines(self, lines: list[HandedOut]) -> None:
        self.model.show_lines(lines)
        self.copy_button.setEnabled(bool(lines))
        self.file_button.setEnabled(bool(lines) and not self._place.read_only)
        people = sum(line.people for line in lines)
        self.foot.setText(f"{len(lines):,}件の出力、延べ{people:,}件" if lines else "まだ何も出力していません。")

    @Slot()
    def _copy(self) -> None:
        self.view.copy()
        self._place.say("出力の記録をコピーしました。Excelに貼り付けられます。")

    @Slot()
    def _choose_file(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        month = self._month()
        name = f"{TITLE}_{month:%Y%m}.xlsx" if month else f"{TITLE}.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(
            self, "書き出すファイル", str(folder / name), "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            path = Path(chosen)
            suffix = ".csv" if "csv" in kind and path.suffix.lower() != ".xlsx" else ".xlsx"
            self.write_to(path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(path.name + suffix))
