"""① of an import: the file, its sheet, its heading, and what of it does not enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.features.exchange.ui.import_work import ImportWork
from kyodo_desktop.features.exchange.ui.opened_file import OpenedFile
from kyodo_desktop.spreadsheet.delimited import ENCODING_NAMES
from kyodo_desktop.spreadsheet.rows import Dropped, DropReason
from kyodo_desktop.spreadsheet.sheets import column_name
from kyodo_desktop.spreadsheet.tables import Table
from kyodo_desktop.ui.theme import GRID, set_look

_ROWS = Qt.ItemDataRole.UserRole
_NEVER_KEPT = frozenset((DropReason.BLANK, DropReason.TITLE))
LINES_SHOWN = 6


class FilePart(QWidget):
    """One line for the file, one that sums up how it was read, and below it the list of that when it is opened."""

    wants_file = Signal()

    def __init__(self, work: ImportWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._showing = False
        self.name = QLabel(self)
        set_look(self.name, "look", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.choose = QPushButton("ファイルを選ぶ…（Ctrl+O）", self)
        self.reread = QPushButton("直したファイルを読み直す（F5）", self)
        self.sheet = QComboBox(self)
        self.sheet_label = QLabel("シート(&S)", self)
        self.first = self._row_box("見出しの最初の行")
        self.last = self._row_box("見出しの最後の行")
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.details = QPushButton("読み方の詳細(&D)", self)
        self.list = QListWidget(self)
        self.keep = QPushButton("選んだ行を、取り込む行に戻す(&K)", self)
        self._lay_out()
        self.choose.clicked.connect(self.wants_file)
        self.reread.clicked.connect(work.reread)
        self.sheet.currentTextChanged.connect(self._choose_sheet)
        self.first.editingFinished.connect(self._point)
        self.last.editingFinished.connect(self._point)
        self.details.toggled.connect(self._show_list)
        self.list.currentItemChanged.connect(self._offer_keep)
        self.list.itemActivated.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        work.table_found.connect(self._show_file)
        work.planned.connect(self._show_notes)

    def _row_box(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setSuffix("行目")
        box.setRange(1, 1)
        box.setAccessibleName(name)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        step = QLabel("① ファイル", self)
        set_look(step, "look", "heading")
        heading = QLabel("見出し(&H)", self)
        heading.setBuddy(self.first)
        self.sheet_label.setBuddy(self.sheet)
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet.setMaximumWidth(GRID * 28)
        row.addWidget(step)
        row.addWidget(self.name, 1)
        for each in (self.sheet_label, self.sheet, heading, self.first, QLabel("～", self), self.last):
            row.addWidget(each)
        for button in (self.reread, self.choose):
            button.setAutoDefault(True)
            row.addWidget(button)
        column.addLayout(row)
        second = QHBoxLayout()
        second.setSpacing(GRID)
        second.addWidget(self.summary, 1)
        self.details.setCheckable(True)
        self.details.setAutoDefault(True)
        set_look(self.details, "button", "link")
        second.addWidget(self.details, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(second)
        self.list.setAccessibleName("読み方の詳細：取り込まない行、失われた文字、読み替え")
        self.list.setWordWrap(True)
        self.list.hide()
        self.keep.setAutoDefault(True)
        self.keep.hide()
        column.addWidget(self.list)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _show_file(self) -> None:
        file = self._work.file
        assert file is not None
        self._showing = True  # what is set here was not chosen by a person
        self.name.setText(file.path.name)
        self.name.setToolTip(str(file.path))
        self.sheet.clear()
        self.sheet.addItems([sheet.name for sheet in file.sheets])
        self.sheet.setCurrentText(file.sheet.name)
        for widget in (self.sheet, self.sheet_label):
            widget.setVisible(len(file.sheets) > 1)
        for box, value in ((self.first, file.table.first_row), (self.last, file.table.last_row)):
            box.setMaximum(max(len(file.sheet.rows), 1))
            box.setValue(value)
        self._showing = False
        self._show_notes()

    @Slot()
    def _show_notes(self) -> None:
        file = self._work.file
        if file is None:
            return
        table, plan = file.table, self._work.plan
        notes = plan.notes if plan is not None and plan.table is table else table.notes
        self.summary.setText(_summary(file))
        set_look(self.summary, "tone", "" if table.certain else "late")
        self.list.clear()
        for dropped in table.dropped:
            item = QListWidgetItem(_dropped_line(dropped), self.list)
            if dropped.reason not in _NEVER_KEPT:
                item.setData(_ROWS, list(range(dropped.first_row, dropped.last_row + 1)))
        self.list.addItems(_lost_lines(table))
        self.list.addItems([f"※ {note}" for note in notes])
        if file.sheet.encoding:
            self.list.addItem(f"※ 文字コードは{ENCODING_NAMES[file.sheet.encoding]}として読みました。")
        self.details.setEnabled(self.list.count() > 0)
        line = self.list.fontMetrics().height() + GRID // 2
        self.list.setFixedHeight(min(self.list.count(), LINES_SHOWN) * line + GRID)
        self._offer_keep()

    @Slot(bool)
    def _show_list(self, shown: bool) -> None:
        self.list.setVisible(shown)
        self.keep.setVisible(shown)
        if shown:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    @Slot()
    def _offer_keep(self) -> None:
        item = self.list.currentItem()
        self.keep.setEnabled(item is not None and bool(item.data(_ROWS)))

    @Slot()
    def _keep(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(_ROWS):
            self._work.keep(item.data(_ROWS))

    @Slot(str)
    def _choose_sheet(self, name: str) -> None:
        if not self._showing and name:
            self._work.choose_sheet(name)

    @Slot()
    def _point(self) -> None:
        if self._showing or self._work.file is None:
            return
        if self.last.value() < self.first.value():
            self.last.setValue(self.first.value())
        self._work.point_heading(self.first.value(), self.last.value())


def _summary(file: OpenedFile) -> str:
    table = file.table
    parts = [f"{len(table.rows):,}行を読みました。"]
    if not table.certain:
        parts.insert(0, "■ 見出しの行を見分けられませんでした。見出しが何行目かを選んでください。")
    if rows := sum(each.last_row - each.first_row + 1 for each in table.dropped):
        parts.append(f"表題・合計・注記などの{rows:,}行は取り込みません。")
    if table.beside:
        parts.append(f"■ 右側の表（{table.beside}）は読んでいません。")
    if file.other_lists:
        names = "".join(f"「{name}」" for name in file.other_lists)
        parts.append(f"■ ほかのシート{names}の一覧は、シートを選び直して、別に取り込んでください。")
    if table.lost:
        parts.append(f"■ ファイルで失われた文字が{len(table.lost):,}か所あります。")
    return "".join(parts)


def _dropped_line(dropped: Dropped) -> str:
    last = "" if dropped.last_row == dropped.first_row else f"～{dropped.last_row}"
    text = f"：{dropped.text}" if dropped.text else ""
    return f"{dropped.first_row}{last}行目は取り込みません（{dropped.reason.label}）{text}"


def _lost_lines(table: Table) -> list[str]:
    return [
        f"■ {cell.row}行目 {column_name(cell.column)}列：{character.reason}（「{cell.text}」）"
        for cell in table.lost
        for character in cell.lost
    ]
