"""F7 取込: a window beside the main one, read from top to bottom: file, columns, rows, 取り込む."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.errors import Cancelled, InputError, KnownError
from kyodo_desktop.features.exchange.service import Imported
from kyodo_desktop.features.exchange.ui.file_part import FilePart
from kyodo_desktop.features.exchange.ui.import_work import ImportWork
from kyodo_desktop.features.exchange.ui.mapping_part import MappingPart
from kyodo_desktop.features.exchange.ui.preview_part import PreviewPart
from kyodo_desktop.ui.activity_line import ActivityLine
from kyodo_desktop.ui.empty_state import EmptyState
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, dress, set_look

FOLDER = "import.folder"
"""The preference in which the folder of the last file is remembered."""

_FILES = "表のファイル (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;すべてのファイル (*)"
_TOLD_AT_ONCE = 5


def open_import_dialog(place: Place, slice_name: str, *, parent: QWidget) -> ImportWindow:
    """Open the window in which a file is brought into a slice, or bring the one forward that is open already."""
    for window in parent.findChildren(ImportWindow):
        if window.work.slice_name == slice_name and window.isVisible():
            window.raise_()
            window.activateWindow()
            return window
    window = ImportWindow(place, slice_name, parent)
    window.show()
    window.empty.buttons[0].setFocus()
    return window


class ImportWindow(QWidget):
    """One import. It stands beside the main window, so that somebody at the counter can be served in between."""

    def __init__(self, place: Place, slice_name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._place = place
        self._leaving = False
        self._title = f"{place.office.exchange.sheets[slice_name].title}の取込"
        self.setWindowTitle(self._title)
        self.work = ImportWork(place, slice_name, self)
        self.notices = NoticeBar(self)
        self.file = FilePart(self.work, self)
        self.mapping = MappingPart(self.work, place.words(), place.tasks, self)
        self.preview = PreviewPart(self.work, place.words(), self)
        self.empty = EmptyState(self)
        self.activity = ActivityLine(self)
        self.counts = QLabel(self)
        self.reason = QLabel(self)
        self.enter_button = QPushButton("取り込む（F12）", self)
        self._lay_out()
        self._connect()
        dress(self)
        self._tell_state()
        self.resize(parent.size() * 0.96)
        self._splitter.setSizes([parent.width() * 3 // 10, parent.width() * 7 // 10])
        parent.window().installEventFilter(self)

    # ------------------------------------------------------------------------------------------------------- actions

    def open(self, path: Path) -> None:
        """Read a file."""
        self.notices.clear()
        self._place.preferences.set(FOLDER, str(path.parent))
        self.work.open(path)

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and read it."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._place.preferences.get(FOLDER, documents)
        chosen, _ = QFileDialog.getOpenFileName(self, "取り込むファイル", folder, _FILES)
        if chosen:
            self.open(Path(chosen))

    @Slot()
    def carry_out(self) -> None:
        """Enter what is chosen; while something stands against it, go there and say so."""
        refusal = self.work.refusal()
        if not refusal:
            self.notices.clear()
            self.work.carry_out()
        elif not self.work.is_busy:
            self._tell(refusal)
            if not self.preview.go_to_problem(1) and self.mapping.defaults:
                next(iter(self.mapping.defaults.values())).setFocus()

    # -------------------------------------------------------------------------------------------------------- inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.notices)
        column.addWidget(self.file)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(GRID * 2)
        self._splitter.addWidget(self.mapping)
        self._splitter.addWidget(self.preview)
        self._splitter.setStretchFactor(1, 1)
        choose = QAction("ファイルを選ぶ（Ctrl+O）", self)
        choose.triggered.connect(self.choose_file)
        set_icon(choose, "import")
        self.empty.show_state(
            "Excel・CSVのファイルを取り込みます",
            "ファイルを選ぶか、この窓の上に置いてください。取り込む前に、1行ずつ確かめられます。",
            [choose],
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._splitter)
        column.addLayout(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.counts)
        foot.addWidget(self.activity)
        self.reason.setWordWrap(True)
        self.reason.setAccessibleName("取り込めない理由")
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.reason, 1)
        close = QPushButton("閉じる（Esc）", self)
        close.clicked.connect(self.close)
        self.enter_button.clicked.connect(self.carry_out)
        for button in (close, self.enter_button):
            button.setAutoDefault(True)
        set_look(self.enter_button, "button", "primary")
        foot.addWidget(close)
        foot.addWidget(self.enter_button)
        column.addLayout(foot)

    def _connect(self) -> None:
        work = self.work
        self.file.wants_file.connect(self.choose_file)
        work.table_found.connect(self._show_table)
        work.state_changed.connect(self._tell_state)
        work.planned.connect(self._tell_state)
        work.chosen.connect(self._tell_state)
        work.troubled.connect(self._show_trouble)
        work.told.connect(self._tell)
        work.entered.connect(self._finish)
        self.preview.told.connect(self._tell)
        self._place.tasks.activity_changed.connect(self.activity.show_activity)
        for keys, run in (
            ("F12", self.carry_out),
            ("F5", work.reread),
            ("Ctrl+O", self.choose_file),
            ("F3", lambda: self.preview.go_to_problem(1)),
            ("Shift+F3", lambda: self.preview.go_to_problem(-1)),
            ("Esc", self.close),
        ):
            QShortcut(QKeySequence(keys), self, run)

    @Slot()
    def _show_table(self) -> None:
        if self._stack.currentWidget() is self.empty:
            self._stack.setCurrentWidget(self._splitter)
            self.preview.view.setFocus()
        self.notices.clear_topic("trouble")

    @Slot()
    def _tell_state(self) -> None:
        refusal = self.work.refusal()
        plan = self.work.plan
        self.counts.setText(f"{len(plan.rows):,}行：{self.work.outcome.words}" if plan else "")
        self.reason.setText(refusal)
        self.enter_button.setEnabled(not refusal)
        self.enter_button.setToolTip(refusal)
        self.enter_button.setAccessibleDescription(refusal)
        has_file = self.work.file is not None
        self.file.setVisible(has_file)
        self.file.reread.setEnabled(has_file and not self.work.is_busy)

    def _tell(self, words: str) -> None:
        self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="told"))

    def _show_trouble(self, error: KnownError) -> None:
        steps = [NextStep("もう一度確認する", self.work.understand)] if self.work.file is not None else []
        kind = NoticeKind.INFORMATION if isinstance(error, Cancelled) else NoticeKind.ERROR
        self.notices.show_notice(Notice(kind, _short(error), steps, topic="trouble"))
        self._tell_state()

    def _finish(self, imported: Imported) -> None:
        file = self.work.file
        assert file is not None
        operation = imported.changes.operation_id
        if operation is None:
            self._place.say(f"「{file.path.name}」で登録は変わりませんでした（{imported.outcome.words}）。")
        else:
            said = f"「{file.path.name}」を取り込みました（{imported.outcome.words}）。"
            self._place.say(said, (self.work.slice_name, operation))
        self._leaving = True
        self.close()

    def _may_close(self) -> bool:
        """Return whether nothing that was decided would be lost; ask otherwise."""
        if self.work.is_entering:
            self._tell("取り込んでいます。終わると、この窓は自動で閉じます。")
            return False
        if self._leaving or not self.work.is_decided:
            return True
        steps = (NextStep("取込に戻る", self.notices.clear), NextStep("取り込まずに閉じる", self._leave))
        text = "まだ何も取り込んでいません。閉じると、選んだ対応や手直しはなくなります。"
        self.notices.show_notice(Notice(NoticeKind.WARNING, text, steps, topic="closing", asks=True))
        return False

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        self.open(Path(path))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the main window open while it would take decisions with it, and show the question."""
        if event.type() == QEvent.Type.Close and self.isVisible() and not self._may_close():
            event.ignore()
            self.raise_()
            self.activateWindow()
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close():
            self.work.stop()
            event.accept()
        else:
            event.ignore()


def _short(error: KnownError) -> str:
    """Return the words of an error, the first few of many problems and how many more there are."""
    if not isinstance(error, InputError) or len(error.problems) <= _TOLD_AT_ONCE:
        return str(error)
    lines = [problem.message for problem in error.problems[:_TOLD_AT_ONCE]]
    return "\n".join([*lines, f"ほか{len(error.problems) - _TOLD_AT_ONCE:,}件"])
