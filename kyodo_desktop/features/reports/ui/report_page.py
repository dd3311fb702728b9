"""The page 年次報告: the chapters of a year's report, their order and words, and the report itself beside them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.reports import annual, figure_sheets, sections
from kyodo_desktop.features.reports.annual_book import file_title
from kyodo_desktop.features.reports.documents import ANNUAL_REPORT
from kyodo_desktop.features.reports.service import AnnualReportService
from kyodo_desktop.features.reports.ui.section_list import SectionList
from kyodo_desktop.ui.messages import NoticeBar, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.pdf_pages import PdfPages
from kyodo_desktop.ui.pdf_view import PdfView
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, dress, set_look

SETTLING = 700
"""Milliseconds after the last key until what was typed is kept."""

FOLDER = "annual_reports.folder"
OFFERED = 12
"""How many years back a report may be begun for."""

BEGINS = "{year}の年次報告は、まだ作り始めていません。「作り始める」（F2）を押すと、昨年度の章と文章を写して始めます。"


def build(place: Place) -> ReportPage:
    """Return the page 年次報告."""
    service = place.office.service("annual_reports")
    assert isinstance(service, AnnualReportService)
    return ReportPage(place, service)


class ReportPage(Page):
    """One year's report. What is typed is kept at once, the preview follows."""

    def __init__(self, place: Place, service: AnnualReportService) -> None:
        super().__init__()
        self.place = place
        self.service = service
        self.report: Draft | None = None
        self._kept: Snapshot | None = None
        self._dirty = False
        self._saving = False
        self.years = QComboBox(self)
        self.years.setAccessibleName("年度")
        self.title = QLineEdit(self)
        self.span = QSpinBox(self)
        self.sections = SectionList(self)
        self.heading = QLineEdit(self)
        self.words = QPlainTextEdit(self)
        self.begin = QPushButton("作り始める（F2）", self)
        self.notices = NoticeBar(self)
        self.view = PdfView(place.tasks, self)
        self._editor = QWidget(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLING)
        self._later.timeout.connect(self._save)
        self._lay_out()
        self._fill_years()
        self._connect()

    @property
    def year(self) -> int:
        """The 年度 whose report is shown."""
        return int(self.years.currentData())

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F2 begins the report of the year, F6 prints it, F8 writes its tables, F12 keeps what was typed at once."""
        kept, writes = self._kept is not None, not self.place.read_only
        return {
            2: KeyAction(self._begin, writes and not kept, "作り始める"),
            5: KeyAction(self._preview, kept, "最新にする"),
            6: KeyAction(self._print, kept),
            8: KeyAction(self._export, kept),
            12: KeyAction(self._save, writes and kept),
        }

    def enter(self) -> None:
        """Read the report of the year that is chosen."""
        self._read()
        self.years.setFocus()

    def open_record(self, record_id: int) -> None:
        """Show the report of a record."""
        self.place.tasks.read(partial(self.service.load, record_id), self._open, owner=self)

    def refresh(self, changed: object) -> None:
        """Draw the report again when a record was changed while the page is in front."""
        records = getattr(changed, "records", {})
        if self.isVisible() and records and set(records) != {self.service.schema.name}:
            self._preview()

    def may_leave(self) -> bool:
        """Keep what was typed; nothing is ever asked."""
        if self._dirty:
            self._save()
        return True

    # ------------------------------------------------------------------------------------------------------- reading

    def _fill_years(self) -> None:
        latest = fiscal_year(self.place.words().today)
        for year in range(latest, latest - OFFERED, -1):
            self.years.addItem(fiscal_year_label(year), year)
        self.years.setCurrentIndex(1)  # a year is reported when it has ended

    def _open(self, report: Snapshot) -> None:
        place = self.years.findData(report["fiscal_year"])
        if place < 0:
            self.years.addItem(fiscal_year_label(report["fiscal_year"]), report["fiscal_year"])
            place = self.years.count() - 1
        self.years.setCurrentIndex(place)
        self._read()

    @Slot()
    def _read(self) -> None:
        if self._dirty:
            self._save()
        self.place.tasks.read(partial(self.service.of_year, self.year), self._show, key="annual", owner=self)

    def _show(self, kept: Snapshot | None) -> None:
        self._kept = kept
        self.report = Draft.of(kept) if kept is not None else None
        self._dirty = False
        self._editor.setEnabled(kept is not None and not self.place.read_only)
        self.begin.setVisible(kept is None and not self.place.read_only)
        self.title.setText(kept["name"] if kept else "")
        self.title.setCursorPosition(0)  # a long title shows its beginning
        self.span.setValue((kept["years"] if kept else None) or sections.YEARS)
        lines = self.report.children["sections"] if self.report else []
        self.sections.show_sections([line.values for line in lines], self.place.words())
        self.actions_changed.emit()
        if kept is None:
            self.view.show_nothing(BEGINS.format(year=fiscal_year_label(self.year)))
        else:
            self._preview()

    @Slot()
    def _begin(self) -> None:
        """Store a new report of the year: from last year's where there is one."""
        year, staff = self.year, self.place.staff()

        def begin() -> Any:
            return self.service.save(staff, self.service.begun(year))

        self.place.tasks.write(begin, lambda saved: self._show(saved.snapshot), self._refused, owner=self)

    # ------------------------------------------------------------------------------------------------------- editing

    @Slot()
    def _choose_section(self) -> None:
        """Show heading and words of the chapter under the cursor."""
        values = self.sections.current()
        for part in (self.heading, self.words):
            part.blockSignals(True)
        self.heading.setText((values or {}).get("heading") or "")
        self.words.setPlainText((values or {}).get("words") or "")
        for part in (self.heading, self.words):
            part.blockSignals(False)
            part.setEnabled(values is not None)
        code = (values or {}).get("section")
        self.words.setPlaceholderText("表題の下に入る言葉" if code == sections.COVER else "この章のはじめに入る文章")
        if code == sections.CONTENTS:
            self.words.setEnabled(False)

    @Slot()
    def _type(self) -> None:
        """Take over what was typed; it is kept when the hand rests."""
        values = self.sections.current()
        if values is not None:
            values["heading"] = self.heading.text().strip() or None
            values["words"] = self.words.toPlainText().strip() or None
            self.sections.renew_current()
        self._changed()

    @Slot()
    def _changed(self) -> None:
        if self.report is not None and not self.place.read_only:
            self._dirty = True
            self._later.start()

    @Slot()
    def _save(self) -> None:
        """Keep the report as it stands in the window."""
        self._later.stop()
        if self.report is None or not self._dirty or self._saving:
            return
        self.report.values["name"] = self.title.text().strip() or None
        self.report.values["years"] = self.span.value()
        self.report.children["sections"] = [Draft(dict(values)) for values in self.sections.all()]
        self._dirty, self._saving = False, True
        self.place.tasks.write(
            partial(self.service.save, self.place.staff(), self.report),
            self._saved,
            self._refused,
            on_finished=self._end_saving,
            owner=self,
        )

    def _saved(self, saved: Any) -> None:
        self.notices.clear()
        self._kept = saved.snapshot
        self.report = Draft.of(saved.snapshot)
        self.place.say(
            f"{fiscal_year_label(self.year)}の年次報告を保存しました。",
            (self.service.schema.name, saved.changes.operation_id) if saved.changes.operation_id is not None else None,
        )
        self._preview()

    def _end_saving(self) -> None:
        self._saving = False
        if self._dirty:
            self._later.start()

    # ----------------------------------------------------------------------------------------------------- the paper

    @Slot()
    def _preview(self) -> None:
        if self._kept is None:
            return
        record = self._kept.id
        self.place.tasks.read(
            lambda: self.place.office.papers.bundle(ANNUAL_REPORT, record),
            self._draw,
            self._refused,
            key="annual preview",
            label="年次報告の内容を集めています",
            owner=self,
        )

    def _draw(self, job: Any) -> None:
        self.place.tasks.compute(
            lambda: PdfPages(job.draw().pdf),
            self._show_pages,
            self._refused,
            label="年次報告のページを作っています",
            owner=self,
        )

    def _show_pages(self, pages: PdfPages) -> None:
        if self._kept is not None:
            self.view.show_pages(pages)

    @Slot()
    def _print(self) -> None:
        if self._kept is not None:
            self.may_leave()
            self.place.print_papers(
                self.service.schema.name, current=self._kept.id, listed=(self._kept.id,), basket=(), form=ANNUAL_REPORT
            )

    @Slot()
    def _export(self) -> None:
        """Write all tables of the report as a workbook."""
        if self.report is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(self.place.preferences.get(FOLDER, documents))
        proposed = str(folder / f"{file_title(self.year)}.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, "年次報告の表を書き出す", proposed, "Excel（*.xlsx）")
        if not chosen:
            return
        path, report, words = Path(chosen).with_suffix(".xlsx"), self.report, self.place.words()
        self.place.preferences.set(FOLDER, str(path.parent))

        def write() -> None:
            figure_sheets.write_tables(path, annual.gather(self.service, report).tables(), words)

        self.place.tasks.read(
            write,
            lambda _: self.place.say(f"年次報告の表を「{path}」に書き出しました。"),
            self._refused,
            label="年次報告の表を書き出しています",
            owner=self,
        )

    def _refused(self, error: KnownError) -> None:
        self.notices.show_notice(trouble(error, topic="report"))

    # -------------------------------------------------------------------------------------------------------- layout

    def _connect(self) -> None:
        self.years.activated.connect(self._read)
        self.begin.clicked.connect(self._begin)
        self.sections.chosen.connect(self._choose_section)
        self.sections.changed.connect(self._changed)
        self.title.textEdited.connect(self._changed)
        self.span.valueChanged.connect(self._changed_span)
        self.heading.textEdited.connect(self._type)
        self.words.textChanged.connect(self._type)

    @Slot(int)
    def _changed_span(self, years: int) -> None:
        if self._kept is not None and years != self._kept["years"]:
            self._changed()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.notices)
        splitter = QSplitter(self)
        left = QWidget(splitter)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, GRID, 0)
        inside.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.addWidget(self._label("年度", self.years, left))
        head.addWidget(self.years)
        head.addWidget(self.begin)
        head.addStretch(1)
        inside.addLayout(head)
        editor = QVBoxLayout(self._editor)
        editor.setContentsMargins(0, 0, 0, 0)
        editor.setSpacing(GRID // 2)
        top = QHBoxLayout()
        top.addWidget(self._label("表題", self.title, self._editor))
        top.addWidget(self.title, 1)
        top.addWidget(self._label("表の年数", self.span, self._editor))
        self.span.setRange(1, 30)
        self.span.setSuffix("年")
        top.addWidget(self.span)
        editor.addLayout(top)
        editor.addWidget(self._label("章（Space：載せる・載せない　Alt+↑↓：順番）", self.sections, self._editor))
        editor.addWidget(self.sections, 3)
        row = QHBoxLayout()
        row.addWidget(self._label("見出し", self.heading, self._editor))
        row.addWidget(self.heading, 1)
        editor.addLayout(row)
        editor.addWidget(self._label("文章", self.words, self._editor))
        self.words.setTabChangesFocus(True)
        editor.addWidget(self.words, 4)
        for each in (self.words, self.title, self.heading):
            dress(each)
        inside.addWidget(self._editor, 1)
        splitter.addWidget(left)
        splitter.addWidget(self.view)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([4000, 6000])
        column.addWidget(splitter, 1)
        set_look(self.begin, "button", "primary")

    def _label(self, words: str, buddy: QWidget, parent: QWidget) -> QLabel:
        label = QLabel(words, parent)
        label.setBuddy(buddy)
        if not buddy.accessibleName():
            buddy.setAccessibleName(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
