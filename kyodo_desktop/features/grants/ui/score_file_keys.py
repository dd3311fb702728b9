"""審査票 as a workbook: F8 writes one for the reviewers to fill in, F7 brings their marks back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.features.grants.score_files import ScoreReading, read_score_sheets, write_score_sheets
from kyodo_desktop.ui.messages import Notice, NoticeKind, trouble

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.ui.review_page import ReviewPage

MOST = 8
"""Problems of a workbook that are told one by one."""


class ScoreFiles(QObject):
    """Reads and writes the workbooks of the round on a page; files are worked on off the UI thread."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page

    @Slot()
    def bring_in(self) -> None:
        """Choose a workbook and enter its marks; nothing is stored before F12."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._page, "審査票のファイルを選ぶ", "", "表計算のファイル (*.xlsx *.xls *.ods *.csv)"
        )
        if chosen and self._page.reading is not None:
            read = partial(read_score_sheets, Path(chosen), self._page.reading.sheet, self._page.place.words())
            self._page.place.tasks.compute(read, self._show, self._tell, label="審査票を読んでいます", owner=self)

    @Slot()
    def write_out(self) -> None:
        """Choose where to write the workbook, then write a sheet for each reviewer."""
        page = self._page
        if page.reading is None:
            return
        proposed = f"審査票_{page.reading.sheet.name.replace(' ', '_')}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(page, "審査票の書出し先", proposed, "Excel (*.xlsx)")
        if chosen:
            path = Path(chosen).with_suffix(".xlsx")
            write = partial(write_score_sheets, path, page.reading.sheet, page.place.words())
            done = partial(self._written, path)
            page.place.tasks.compute(write, done, self._tell, label="審査票を書き出しています", owner=self)

    def _show(self, found: ScoreReading) -> None:
        self._page.marks.model.enter(list(found.changes))
        self._page.marks.show_sheet()
        words = f"審査票から{len(found.changes)}件の評点を読みました。確かめて F12 で保存してください。"
        kind = NoticeKind.INFORMATION
        if found.problems:
            kind = NoticeKind.WARNING
            more = f"\nほか{len(found.problems) - MOST}件" if len(found.problems) > MOST else ""
            words += "\n読めなかったところ：\n" + "\n".join(found.problems[:MOST]) + more
        self._page.notices.show_notice(Notice(kind, words, topic="files"))

    def _written(self, path: Path, _nothing: None) -> None:
        self._page.place.say(f"審査票を「{path.name}」に書き出しました。")

    def _tell(self, error: KnownError) -> None:
        self._page.notices.show_notice(trouble(error, topic="files"))
