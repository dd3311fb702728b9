"""今日: the first page of a working day. Every line opens its list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core import dates
from kyodo_desktop.features.office.service import LATEST, Due, Today
from kyodo_desktop.ui.colours import Tone
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look


def build(place: Place) -> TodayPage:
    """Return the tab 今日."""
    return TodayPage(place)


class TodayPage(Page):
    """What is due, what was done, and the last backup."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        outer.addWidget(self._area)
        self._lines: list[QPushButton] = []

    def enter(self) -> None:
        """Read the day anew each time the page comes to the front."""
        self._read()

    def refresh(self, changed: object) -> None:
        """Read the day anew when something was written and the page is in front."""
        if changed and self.isVisible():
            self._read()

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F5 reads anew."""
        return {5: KeyAction(self._read, label="最新にする")}

    def _read(self) -> None:
        service = self._place.office.today_service
        self._place.tasks.read(service.gather, self._show, key="today", owner=self)

    def _show(self, today: Today) -> None:
        focused = next((i for i, line in enumerate(self._lines) if line.hasFocus()), 0)
        self._lines = []
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(GRID * 4, GRID * 2, GRID * 4, GRID * 2)
        page.setSpacing(GRID * 2)
        title = QLabel(dates.full(today.day), content)
        set_look(title, "look", "title")
        page.addWidget(title)
        columns = QHBoxLayout()
        columns.setSpacing(GRID * 5)
        page.addLayout(columns)
        left, right = QVBoxLayout(), QVBoxLayout()
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self._show_due(left, today)
        self._show_office(left, today)
        self._show_latest(right, today)
        left.addStretch(1)
        right.addStretch(1)
        page.addStretch(1)
        self._area.setWidget(content)
        if self._lines:
            self._lines[min(focused, len(self._lines) - 1)].setFocus()

    def _show_due(self, column: QVBoxLayout, today: Today) -> None:
        waiting = [due for due in today.due if due.count]
        grid = _section(column, "することのある登録")
        if not waiting:
            grid.addWidget(QLabel("期限や書類で待っている登録はありません。"), 0, 0)
        for row, due in enumerate(waiting):
            tone = Tone.LATE if due.urgent else Tone.SOON
            self._add_line(grid, row, due.label, f"{due.count:,}件", tone, partial(self._open, due))

    def _show_office(self, column: QVBoxLayout, today: Today) -> None:
        grid = _section(column, "事務所")
        labels = {each.name: each.tab.label for each in self._place.office.slices}
        for row, (name, count) in enumerate(today.counts.items()):
            act = partial(self._place.go_to_tab, name)
            self._add_line(grid, row, f"登録中の{labels[name]}", f"{count:,}", Tone.QUIET, act)
        row = len(today.counts)
        if today.drafts:
            words = f"{today.drafts}件"
            self._add_line(grid, row, "保存していない下書き", words, Tone.WAITING, lambda: None)
            row += 1
        taken = f"{today.last_backup:%Y/%m/%d %H:%M}" if today.last_backup else "まだありません"
        tone = Tone.LATE if today.backup_is_old else Tone.GOOD
        self._add_line(grid, row, "最後のバックアップ（押すと作ります）", taken, tone, self._back_up)

    def _show_latest(self, column: QVBoxLayout, today: Today) -> None:
        grid = _section(column, f"最近の操作（{LATEST}件まで）")
        for row, (at, staff, action) in enumerate(today.latest):
            when = f"{at:%H:%M}" if at.date() == today.day else f"{at.month}/{at.day} {at:%H:%M}"
            for place, words in enumerate((when, staff, action)):
                label = QLabel(words)
                set_look(label, "look", "muted" if place < 2 else "")
                grid.addWidget(label, row, place)
        grid.setColumnStretch(2, 1)

    def _add_line(
        self, grid: QGridLayout, row: int, label: str, value: str, tone: Tone, act: Callable[[], object]
    ) -> None:
        button = QPushButton(label)
        button.setFlat(True)
        button.setStyleSheet("text-align: left;")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAutoDefault(True)
        button.setAccessibleName(f"{label} {value}")
        button.clicked.connect(lambda _checked=False: act())
        words = QLabel(f"{tone.shape} {value}")
        set_look(words, "tone", tone.value)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(button, row, 0)
        grid.addWidget(words, row, 1)
        self._lines.append(button)

    def _open(self, due: Due) -> None:
        page = self._place.go_to_tab(due.slice_name)
        if page is not None:
            page.show_list(due.filters)

    @Slot()
    def _back_up(self) -> None:
        office = self._place.office
        self._place.tasks.compute(office.back_up, self._backed_up, label="バックアップを作っています", owner=self)

    def _backed_up(self, made: object) -> None:
        self._place.say("バックアップを作り、検査しました。")
        self._read()


def _section(column: QVBoxLayout, heading: str) -> QGridLayout:
    label = QLabel(heading)
    set_look(label, "look", "heading")
    column.addWidget(label)
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID * 3)
    grid.setVerticalSpacing(GRID // 2)
    grid.setColumnStretch(0, 1)
    column.addLayout(grid)
    return grid
