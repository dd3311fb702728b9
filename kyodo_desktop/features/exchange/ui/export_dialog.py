"""F8 書出: which columns of a list go into which file, and what that file could not carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.features.exchange.exporting import Encoding, tables_words
from kyodo_desktop.features.exchange.service import ExchangeService
from kyodo_desktop.features.exchange.ui.column_list import ColumnList
from kyodo_desktop.features.exchange.ui.written_view import WrittenView
from kyodo_desktop.spreadsheet.export import Written, further_label, further_names
from kyodo_desktop.ui.activity_line import ActivityLine
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Progress, Task
from kyodo_desktop.ui.theme import GRID, dress, set_look

FOLDER = "export.folder"
"""The preference in which the folder of the last export is remembered."""

_WARNING = (
    "住所・電話番号・生年月日など、公開していない個人情報が入ります。渡す相手と使う目的を確かめ、"
    "「取扱注意」として保管してください。書き出したことは記録に残ります。"
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that a list is written as."""

    words: str
    suffix: str
    encoding: Encoding


KINDS = (
    FileKind("Excel（.xlsx）", ".xlsx", "utf-8"),
    FileKind("CSV：Excelで開く（Shift_JIS）", ".csv", "cp932"),
    FileKind("CSV：ほかのシステムへ渡す（UTF-8）", ".csv", "utf-8"),
)
UTF8 = KINDS[2]


def open_export_dialog(place: Place, slice_name: str, ids: Sequence[int], *, parent: QWidget) -> ExportDialog:
    """Open the window in which these records, in this order, are written to a file."""
    dialog = ExportDialog(place, slice_name, ids, parent)
    dialog.open()
    return dialog


def proposed_name(title: str, day: dt.date, suffix: str) -> str:
    """Return the name of a file by what it lists and the day: 団体一覧_R081121.xlsx."""
    era = dates.era_on(day)
    year = f"{era.letter}{day.year - era.first.year + 1:02}" if era else str(day.year)
    return f"{title}_{year}{day:%m%d}{suffix}"


class ExportDialog(QDialog):
    """One list on its way into one file. It closes by itself when the file could carry everything."""

    def __init__(self, place: Place, slice_name: str, ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._place = place
        self._exchange: ExchangeService = place.office.exchange
        self._slice = slice_name
        self._ids = ids
        self._title = self._exchange.sheets[slice_name].title
        self._task: Task | None = None
        self.setWindowTitle(f"{self._title}の書出")
        self._pages = QStackedLayout(self)
        asking = QWidget(self)
        self.notices = NoticeBar(asking)
        self.kinds = QButtonGroup(self)
        schema = self._exchange.schema(slice_name)
        self._tables = "、".join(further_label(schema, name) for name in further_names(schema))
        self.columns = ColumnList(schema, asking)
        self.without_tables = QLabel(f"別のシートに出す表（{self._tables}）は、CSVには入りません。", asking)
        self.private = QCheckBox("非公開の項目も出す(&P)", asking)
        self.warning = QLabel(f"▲ {_WARNING}", asking)
        self.path = QLineEdit(asking)
        self.write_button = QPushButton("書き出す（F12）", asking)
        self.activity = ActivityLine(asking)
        self._lay_out(asking)
        self.written = WrittenView(self)
        self._pages.addWidget(asking)
        self._pages.addWidget(self.written)
        self._connect()
        dress(self)
        self._tell_state()
        self.resize(GRID * 84, GRID * 80)
        self.kinds.button(0).setFocus()

    @property
    def kind(self) -> FileKind:
        """The chosen kind of file."""
        return KINDS[self.kinds.checkedId()]

    @Slot()
    def write(self) -> None:
        """Write the file, after a question when there is one of that name."""
        if not self.write_button.isEnabled():
            return
        path = self._target()
        if path is None:
            self._tell("書き出すファイルの名前を入力してください。", self.path)
        elif not self.columns.chosen():
            self._tell("書き出す項目を1つ以上選んでください。", self.columns.list)
        elif path.exists():
            steps = (
                NextStep("別の名前にする", self._rename),
                NextStep("置き換える", lambda: self._write_to(path)),
            )
            text = f"「{path}」というファイルがすでにあります。置き換えると、前の内容はなくなります。"
            self.notices.show_notice(Notice(NoticeKind.WARNING, text, steps, asks=True))
        else:
            self._write_to(path)

    # -------------------------------------------------------------------------------------------------------- inside

    def _lay_out(self, asking: QWidget) -> None:
        column = QVBoxLayout(asking)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        what = QLabel(f"{self._title}　{len(self._ids):,}件を書き出します。", asking)
        set_look(what, "look", "title")
        column.addWidget(what)
        whence = QLabel("かごに入れたものがあればその分、なければ一覧に出ているすべてです。", asking)
        set_look(whence, "look", "muted")
        column.addWidget(whence)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        column.addLayout(grid, 1)
        self._lay_out_choices(grid, asking)
        column.addWidget(self.notices)
        self.reason = QLabel(asking)
        self.reason.setWordWrap(True)
        set_look(self.reason, "look", "muted")
        column.addWidget(self.reason)
        foot = QHBoxLayout()
        foot.addWidget(self.activity)
        foot.addStretch(1)
        cancel = QPushButton("やめる", asking)
        cancel.clicked.connect(self.reject)
        set_look(self.write_button, "button", "primary")
        self.write_button.setDefault(True)
        foot.addWidget(cancel)
        foot.addWidget(self.write_button)
        column.addLayout(foot)

    def _lay_out_choices(self, grid: QGridLayout, asking: QWidget) -> None:
        kinds = QVBoxLayout()
        kinds.setSpacing(GRID // 2)
        for place, kind in enumerate(KINDS):
            button = QRadioButton(kind.words, asking)
            button.setChecked(place == 0)
            self.kinds.addButton(button, place)
            kinds.addWidget(button)
        items = QLabel("項目(&I)", asking)
        items.setBuddy(self.columns.list)
        name = QLabel("ファイル(&N)", asking)
        name.setBuddy(self.path)
        self.warning.setWordWrap(True)
        set_look(self.warning, "tone", "late")
        self.warning.hide()
        self.without_tables.setWordWrap(True)
        set_look(self.without_tables, "look", "muted")
        self.without_tables.hide()
        self.path.setText(str(self._folder() / proposed_name(self._title, self._place.words().today, ".xlsx")))
        self.path.setAccessibleName("書き出すファイル")
        choose = QPushButton("選ぶ…(&B)", asking)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(QLabel("形式", asking), 0, 0, top)
        grid.addLayout(kinds, 0, 1)
        grid.addWidget(items, 1, 0, top)
        grid.addWidget(self.columns, 1, 1)
        grid.addWidget(self.without_tables, 2, 1)
        grid.addWidget(self.private, 3, 1)
        grid.addWidget(self.warning, 4, 1)
        grid.addWidget(name, 5, 0)
        grid.addLayout(row, 5, 1)
        grid.setRowStretch(1, 1)

    def _connect(self) -> None:
        self.kinds.idToggled.connect(self._follow_kind)
        self.private.toggled.connect(self.columns.allow_private)
        self.private.toggled.connect(self.warning.setVisible)
        self.write_button.clicked.connect(self.write)
        self.written.closed.connect(self.accept)
        self.written.wants_utf8.connect(self._write_again)
        self._place.tasks.activity_changed.connect(self.activity.show_activity)
        QShortcut(QKeySequence("F12"), self, self.write)

    def _tell_state(self) -> None:
        """Offer to write only when the writing can be recorded and there is something to write."""
        reason = ""
        if self._place.read_only:
            reason = "閲覧のみで開いているため、書き出した記録を残せません。ふつうに開き直してから書き出してください。"
        elif not self._ids:
            reason = "書き出すものがありません。一覧の条件を変えるか、かごに入れてください。"
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.write_button.setEnabled(not reason and self._task is None)
        self.write_button.setToolTip(reason)

    def _folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = Path(self._place.preferences.get(FOLDER, documents))
        return last if last.is_dir() else Path.home()

    def _target(self) -> Path | None:
        """Return the file that is named, with the ending of the chosen kind; None when nothing is."""
        typed = self.path.text().strip()
        if not typed:
            return None
        path = self._folder() / Path(typed).expanduser()
        wanted = self.kind.suffix
        if path.suffix.lower() in (".xlsx", ".xls", ".csv"):
            return path.with_suffix(wanted)
        return path.with_name(path.name + wanted)

    @Slot()
    def _follow_kind(self) -> None:
        path = self._target()
        if path is not None:
            self.path.setText(str(path))
        has_sheets = self.kind.suffix == ".xlsx"
        self.columns.allow_tables(has_sheets)
        self.without_tables.setVisible(bool(self._tables) and not has_sheets)

    @Slot()
    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "書き出すファイル",
            self.path.text(),
            f"*{self.kind.suffix}",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.path.setText(chosen)
            self._follow_kind()

    def _rename(self) -> None:
        self.path.setFocus()
        name = Path(self.path.text())
        self.path.setSelection(len(str(name)) - len(name.name), len(name.stem))

    def _tell(self, words: str, where: QWidget) -> None:
        self.notices.show_notice(Notice(NoticeKind.WARNING, words))
        where.setFocus()

    def _write_to(self, path: Path) -> None:
        office, staff, kind = self._place.office, self._place.staff(), self.kind
        columns, tables, private = self.columns.chosen(), self.columns.chosen_tables(), self.private.isChecked()
        progress = Progress()

        def export() -> Written:
            written = self._exchange.export(
                self._slice,
                self._ids,
                path,
                columns=columns,
                tables=tables,
                include_private=private,
                encoding=kind.encoding,
                progress=lambda done: progress.step(done, len(self._ids)),
            )
            office.record_handout(staff, f"{self._title}の書出", path.name, written.rows)
            return written

        self.notices.clear()
        self._place.preferences.set(FOLDER, str(path.parent))
        self._task = self._place.tasks.write(
            export,
            self._show_written,
            self._refused,
            on_finished=self._finish,
            label="書き出しています",
            owner=self,
            progress=progress,
        )
        self._tell_state()

    def _show_written(self, written: Written) -> None:
        said = f"{written.rows:,}件を「{written.path}」に書き出しました。{tables_words(written)}"
        if written.withheld_cells:
            said += f"本人が非公開としている{written.withheld_cells:,}か所は空欄です。"
        self._place.say(said)
        if written.replaced:
            self.written.show_written(said, written)
            self._pages.setCurrentWidget(self.written)
            self.written.close_button.setFocus()
        else:
            self.accept()

    def _refused(self, error: KnownError) -> None:
        self.notices.show_notice(trouble(error))

    def _finish(self) -> None:
        self._task = None
        self._tell_state()

    @Slot()
    def _write_again(self) -> None:
        self._pages.setCurrentIndex(0)
        self.kinds.button(KINDS.index(UTF8)).setChecked(True)
        path = self._target()
        assert path is not None
        self._write_to(path)

    @Slot()
    def reject(self) -> None:
        """Stop what is under way, or close."""
        if self._task is not None and self._task.progress is not None:
            self._task.progress.cancel()
        else:
            super().reject()
