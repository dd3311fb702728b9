"""The page 実績: what was reached year by year, with the list behind each number and a chart of its group."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.errors import FieldError, KnownError
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.reports import figure_sheets
from kyodo_desktop.features.reports.counting import StatLine, Stats
from kyodo_desktop.features.reports.service import FigureService
from kyodo_desktop.features.reports.tables import StatChart, stat_charts
from kyodo_desktop.features.reports.ui.figures_model import FiguresModel
from kyodo_desktop.features.reports.ui.figures_table import FiguresTable
from kyodo_desktop.ui.chart_view import ChartView
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look

SPANS = (5, 10, 15, 20, 25)
"""How many years are offered."""

YEARS, EVERYTHING, FOLDER = "figures.years", "figures.everything", "figures.folder"
"""What is remembered of the page."""

WIDE = 125
"""From this width on, in half-width letters, table and charts stand side by side."""


def build(place: Place) -> FiguresPage:
    """Return the page 実績."""
    service = place.office.service("figures")
    assert isinstance(service, FigureService)
    return FiguresPage(place, service)


class FiguresPage(Page):
    """Measures × years; typing enters a figure, Enter and a click open the list behind a number."""

    def __init__(self, place: Place, service: FigureService) -> None:
        super().__init__()
        self.place = place
        self.service = service
        self.stats: Stats | None = None
        self._wanted: tuple[str, str, int] | None = None
        self.model = FiguresModel(self._enter, self)
        self.model.editable = not place.read_only
        self.table = FiguresTable(self.model, self)
        self.span = QComboBox(self)
        self.span.setAccessibleName("表示する年数")
        for years in SPANS:
            self.span.addItem(f"直近{years}年", years)
        self.span.setCurrentIndex(max(0, self.span.findData(place.preferences.get(YEARS, 10))))
        self.everything = QCheckBox("数値のない項目も表示", self)
        self.everything.setChecked(bool(place.preferences.get(EVERYTHING, False)))
        self.notices = NoticeBar(self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.charts = [ChartView(self), ChartView(self)]
        self.splitter = QSplitter(self)
        self._charted: list[StatChart] = []
        self._lay_out()
        self._connect()

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F4 types a figure, F5 keeps the year, F7 and F8 bring figures in and write the table."""
        writes = not self.place.read_only
        cell = self.model.cell(self.table.currentIndex())
        return {
            4: KeyAction(self.table.edit_current, writes and cell is not None, "数値を入力"),
            5: KeyAction(self._ask_to_keep, writes and self.stats is not None, "年度を確定"),
            6: KeyAction(self._print, self.stats is not None),
            7: KeyAction(partial(self.place.import_file, self.service.schema.name), writes),
            8: KeyAction(self._export, self.stats is not None),
        }

    def enter(self) -> None:
        """Count, and put the cursor into the table."""
        self._read()
        self.table.setFocus()

    def open_record(self, record_id: int) -> None:
        """Go to the cell of an entered figure."""
        self.place.tasks.read(partial(self.service.load, record_id), self._go_to, owner=self)

    def refresh(self, changed: object) -> None:
        """Count again when a record was changed while the page is in front."""
        if self.isVisible() and getattr(changed, "records", {}):
            self._read()

    # ------------------------------------------------------------------------------------------------------- reading

    @Slot()
    def _read(self) -> None:
        latest = fiscal_year(self.place.words().today)
        years = range(latest - int(self.span.currentData()) + 1, latest + 1)
        self.place.tasks.read(
            partial(self.service.stats, tuple(years)),
            self._show,
            self._refused,
            key="figures",
            label="実績を集計しています",
            owner=self,
        )

    def _show(self, stats: Stats) -> None:
        here = self._here()
        self.stats = stats
        self.model.show_stats(stats, everything=self.everything.isChecked())
        wanted, self._wanted = self._wanted or here, None
        index = self.model.place_of(*wanted) if wanted else QModelIndex()
        if not index.isValid() and self.model.rows:
            index = self.model.index(min(1, len(self.model.rows) - 1), self.model.columnCount() - 1)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self._tell()

    def _here(self) -> tuple[str, str, int] | None:
        index = self.table.currentIndex()
        line, year = self.model.line(index), self.model.year(index)
        return (line.measure.code, line.number, year) if line is not None and year is not None else None

    def _go_to(self, figure: Snapshot) -> None:
        number = next((each for each in ("count", "people", "yen") if figure[each] is not None), "count")
        self._wanted = (figure["measure"], number, figure["fiscal_year"])
        latest = fiscal_year(self.place.words().today)
        needed = latest - figure["fiscal_year"] + 1
        if needed > int(self.span.currentData()):
            place = next((at for at, years in enumerate(SPANS) if years >= needed), len(SPANS) - 1)
            self.span.setCurrentIndex(place)
        self._read()

    # ------------------------------------------------------------------------------------------------------- telling

    @Slot()
    def _tell(self) -> None:
        """Say what the number under the cursor is, and draw its group."""
        index = self.table.currentIndex()
        line, cell, year = self.model.line(index), self.model.cell(index), self.model.year(index)
        self.actions_changed.emit()
        if line is None or self.stats is None:
            self.told.clear()
            return
        self._draw(line)
        if cell is None or year is None:
            self.told.setText(line.measure.note)
            return
        said = [f"{line.measure.label}　{fiscal_year_label(year)}"]
        said.append("数値がありません" if cell.value is None else f"{cell.value:,}{line.unit}")
        if cell.is_entered:
            said.append(f"入力した数値{f'（{cell.source}）' if cell.source else ''}")
            if cell.counted is not None and cell.counted != cell.value:
                said.append(f"台帳からの集計では {cell.counted:,}{line.unit}")
        elif cell.value is not None:
            said.append(f"台帳から集計{'（年度末、今年度は今日現在）' if line.measure.stands else ''}")
        if cell.value is None and line.measure.computed and not self.place.read_only:
            said.append("台帳に記録のない年度の数は、数字キーで入力します")
        elif cell.behind is not None:
            said.append("Enter で一覧を開きます")
        elif not self.place.read_only:
            said.append("数字キーで入力します")
        self.told.setText("　／　".join(said))

    def _draw(self, line: StatLine) -> None:
        assert self.stats is not None
        lines = self.stats.groups()[line.measure.group]
        charts = stat_charts(line.measure.group, lines, self.stats.years)
        charts.sort(key=lambda each: (each.chart.unit != line.unit, not _shows(each, line)))
        self._charted = charts[: len(self.charts)]
        for place, view in enumerate(self.charts):
            view.setVisible(place < len(self._charted))
            if place < len(self._charted):
                view.show_chart(self._charted[place].chart)

    def _open_charted(self, place: int, series: int, category: int) -> None:
        line, year = self._charted[place].behind(series, category)
        self._open_list(self.model.place_of(line.measure.code, line.number, year))

    @Slot(QModelIndex)
    def _open_list(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is None or cell.behind is None:
            return
        page = self.place.go_to_tab(cell.behind.slice_name)
        if page is not None:
            page.show_list(cell.behind.filters)
            page.call_list(cell.behind.words)

    # ------------------------------------------------------------------------------------------------------ entering

    def _enter(self, line: StatLine, year: int, text: str) -> None:
        """Store what was typed into a cell; what it cannot mean is said above the table."""
        field = self.service.schema.fields[line.number]
        try:
            value = field.parse(text.removesuffix(line.unit), self.place.words())
        except FieldError as error:
            self._refused(error)
            return
        self.notices.clear()
        write = partial(self.service.enter, self.place.staff(), line.measure.code, year, {line.number: value})
        words = f"{fiscal_year_label(year)}「{line.measure.label}」の数値を保存しました。"
        self._wanted = (line.measure.code, line.number, year)
        self.place.tasks.write(write, partial(self._written, words), self._refused, owner=self)

    def _written(self, words: str, changes: object) -> None:
        operation = getattr(changes, "operation_id", None)
        self.place.say(words, (self.service.schema.name, operation) if operation is not None else None)
        self._read()

    @Slot()
    def _ask_to_keep(self) -> None:
        """Ask, then keep a year as it stands."""
        year = self.model.year(self.table.currentIndex()) or fiscal_year(self.place.words().today)
        label = fiscal_year_label(year)

        def go() -> None:
            self.notices.clear()
            self.place.tasks.write(
                partial(self.service.keep_year, self.place.staff(), year),
                partial(self._written, f"{label}の実績を確定しました。"),
                self._refused,
                owner=self,
            )

        words = (
            f"{label}の、台帳から集計した数値を実績値として残します。あとで台帳の記録を直しても、この年度の数字は"
            "変わらなくなります。すでに入力した数値は、そのままです。"
        )
        steps = (NextStep("やめる", self.notices.clear), NextStep(f"{label}を確定する", go))
        self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="keeping", asks=True))

    def _refused(self, error: KnownError | FieldError) -> None:
        known = error if isinstance(error, KnownError) else KnownError(str(error))
        self.notices.show_notice(trouble(known, topic="figures"))

    # --------------------------------------------------------------------------------------------------- handing out

    @Slot()
    def _print(self) -> None:
        self.place.print_papers(self.service.schema.name, current=None, listed=(), basket=())

    @Slot()
    def _export(self) -> None:
        """Write the table as it is shown, as a workbook."""
        if self.stats is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(self.place.preferences.get(FOLDER, documents))
        proposed = folder / f"実績_{self.place.words().today:%Y%m%d}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "実績の表を書き出す", str(proposed), "Excel（*.xlsx）")
        if not chosen:
            return
        path = Path(chosen).with_suffix(".xlsx")
        self.place.preferences.set(FOLDER, str(path.parent))
        self.place.tasks.compute(
            partial(figure_sheets.write_stats, path, self.stats, self.place.words()),
            lambda _: self.place.say(f"実績の表を「{path}」に書き出しました。"),
            self._refused,
            label="実績の表を書き出しています",
            owner=self,
        )

    # -------------------------------------------------------------------------------------------------------- layout

    def _connect(self) -> None:
        self.table.opened.connect(self._open_list)
        self.table.selectionModel().currentChanged.connect(self._tell)
        self.span.activated.connect(self._choose_span)
        self.everything.toggled.connect(self._choose_everything)
        for place, view in enumerate(self.charts):
            view.opened.connect(partial(self._open_charted, place))

    @Slot()
    def _choose_span(self) -> None:
        self.place.preferences.set(YEARS, self.span.currentData())
        self._read()

    @Slot()
    def _choose_everything(self) -> None:
        self.place.preferences.set(EVERYTHING, self.everything.isChecked())
        if self.stats is not None:
            self._show(self.stats)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID // 2)
        head = QHBoxLayout()
        label = QLabel("年度", self)
        label.setBuddy(self.span)
        hint = QLabel("＊は入力した数値　Enter：一覧を開く　数字キー：入力　Delete：入力を消す", self)
        set_look(hint, "look", "muted")
        for each in (label, self.span, self.everything, hint):
            head.addWidget(each)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.notices)
        left = QWidget(self.splitter)
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.setSpacing(GRID // 2)
        left_column.addWidget(self.table, 1)
        left_column.addWidget(self.told)
        right = QWidget(self.splitter)
        self._charts_side = QBoxLayout(QBoxLayout.Direction.TopToBottom, right)
        self._charts_side.setContentsMargins(0, 0, 0, 0)
        for view in self.charts:
            self._charts_side.addWidget(view, 1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([6200, 3800])
        column.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE * max(1, self.fontMetrics().horizontalAdvance("0"))
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if orientation != self.splitter.orientation():
            self.splitter.setOrientation(orientation)
            directions = QBoxLayout.Direction
            self._charts_side.setDirection(directions.TopToBottom if wide else directions.LeftToRight)
            self.splitter.setSizes([6200, 3800] if wide else [5500, 4500])


def _shows(chart: StatChart, line: StatLine) -> bool:
    return any(each.measure.code == line.measure.code for each in chart.lines)
