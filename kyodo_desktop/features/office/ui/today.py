"""今日: the first page of a working day. Every line opens its list; what was done can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.slice import Filters, Slice
from kyodo_desktop.features.office.service import LATEST, Done, Due, LeftDraft, Today
from kyodo_desktop.features.office.ui.backing_up import BackingUp
from kyodo_desktop.ui.colours import Tone
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look

NEW = 2
"""The F-key that begins a new record."""

LETTERS = 76
"""The greatest width of what was done, in half-width letters, so that the eye finds the way back beside it."""

TITLE = 18
"""How many letters of a draft's title are shown."""


def build(place: Place) -> TodayPage:
    """Return the tab 今日."""
    return TodayPage(place)


class TodayPage(Page):
    """What is due, what was left, what was done, and the last backup."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._backing_up = BackingUp(place, self._backed_up, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notices = NoticeBar(self)
        outer.addWidget(self.notices)
        outer.addWidget(self.area)
        self.lines: list[QPushButton] = []

    def enter(self) -> None:
        """Read the day anew each time the page comes to the front, and put the cursor on its first line."""
        (self.lines[0] if self.lines else self).setFocus(Qt.FocusReason.ShortcutFocusReason)
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
        cursor = self._cursor()
        self.lines = []
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(GRID * 4, GRID * 2, GRID * 4, GRID * 2)
        page.setSpacing(GRID)
        day = QLabel(dates.full(today.day), content)
        set_look(day, "look", "title")
        page.addWidget(day)
        columns = QHBoxLayout()
        columns.setSpacing(GRID * 6)
        page.addLayout(columns)
        page.addStretch(1)
        columns.addLayout(self._waiting(today))
        latest = QWidget(content)
        latest.setLayout(self._latest(today))
        latest.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * LETTERS)
        columns.addWidget(latest, 1)
        columns.addStretch(0)
        self.area.setWidget(content)
        if cursor is not None:
            self.lines[min(cursor, len(self.lines) - 1)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _cursor(self) -> int | None:
        """Return the line on which the cursor is; None when it is not on the page or answers a question."""
        focus = self.window().focusWidget()
        if focus is self:
            return 0
        return next((place for place, line in enumerate(self.lines) if line is focus), None)

    def _waiting(self, today: Today) -> QGridLayout:
        """Return what waits and what the office has; one grid, so that all numbers stand in one column."""
        grid = _grid()
        if today.is_beginning and not self._place.read_only:
            _add_heading(grid, "はじめの一歩")
            self._add_first_steps(grid)
        else:
            _add_heading(grid, "することのある登録")
            self._add_due(grid, today)
        if today.drafts:
            _add_heading(grid, "保存していない下書き")
            self._add_drafts(grid, today)
        _add_heading(grid, "事務所")
        self._add_office(grid, today)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _add_first_steps(self, grid: QGridLayout) -> None:
        for each in filter(attrgetter("counted"), self._place.office.slices):
            words = self._place.office.service(each.name).schema.label
            self._add_line(grid, f"{words}の一覧を Excel から取り込む", "", None, partial(self._bring_in, each.name))
            self._add_line(grid, f"{words}を1件登録する", "", None, partial(self._begin_new, each.name))

    def _add_due(self, grid: QGridLayout, today: Today) -> None:
        waiting = [due for due in today.due if due.count]
        for due in waiting:
            tone = Tone.LATE if due.urgent else Tone.SOON
            self._add_line(grid, due.label, f"{due.count:,}件", tone, partial(self._open, due))
        if not waiting:
            _add_sentence(grid, "期限や書類で待っている登録はありません。")

    def _add_drafts(self, grid: QGridLayout, today: Today) -> None:
        labels = self._labels()
        for draft in today.drafts:
            title = draft.title if len(draft.title) <= TITLE else f"{draft.title[: TITLE - 1]}…"
            words = f"「{title}」（{labels[draft.slice_name]}）"
            kept = _moment(draft.kept_at, today.day)
            self._add_line(grid, words, kept, Tone.WAITING, partial(self._resume, draft))

    def _add_office(self, grid: QGridLayout, today: Today) -> None:
        counted = [each for each in self._place.office.slices if today.counts.get(each.name)]
        for pair in (counted[place : place + 2] for place in range(0, len(counted), 2)):
            self._add_counts(grid, [(each, today.counts[each.name]) for each in pair])
        tone = Tone.LATE if today.backup_is_old else Tone.GOOD
        self._add_line(grid, "バックアップを作る", _last_backup(today), tone, self._backing_up.begin)

    def _add_counts(self, grid: QGridLayout, counts: Sequence[tuple[Slice, int]]) -> None:
        """Add one line with what is in force of a few slices; each number opens its list."""
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        for each, count in counts:
            words = f"{each.counted} {count:,}件"
            button = _link(words, words, partial(self._open_list, each.name, each.in_force, each.counted))
            self.lines.append(button)
            row.addWidget(button)
        row.addStretch(1)
        grid.addLayout(row, grid.rowCount(), 0, 1, 3)

    def _latest(self, today: Today) -> QGridLayout:
        grid = _grid()
        grid.setColumnStretch(2, 1)
        _add_heading(grid, f"最近の操作（{LATEST}件まで）")
        if not today.latest:
            _add_sentence(grid, "まだありません。")
        for done in today.latest:
            row = grid.rowCount()
            words = f"{done.action}（元に戻しました）" if done.undone else done.action
            for place, text in enumerate((_moment(done.happened_at, today.day), done.staff, words)):
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(place == 2)
                set_look(label, "look", "muted" if place < 2 or done.undone else "")
                grid.addWidget(label, row, place)
            if not done.undone and not self._place.read_only:
                back = _link("元に戻す…", f"{words}を元に戻す", partial(self._ask_undo, done, today.day))
                grid.addWidget(back, row, 3)
                self.lines.append(back)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _add_line(
        self, grid: QGridLayout, label: str, value: str, tone: Tone | None, act: Callable[[], object]
    ) -> None:
        """Add a button as wide as the line; its value lies over it and lets the mouse through."""
        button = _link(label, f"{label} {value}".strip(), act)
        row = grid.rowCount()
        grid.addWidget(button, row, 0, 1, 2)
        self.lines.append(button)
        grid.setColumnMinimumWidth(0, max(grid.columnMinimumWidth(0), button.sizeHint().width()))
        if tone is not None:
            words = QLabel(f"{tone.shape} {value}")
            set_look(words, "tone", tone.value)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.setContentsMargins(GRID * 2, 0, GRID, 0)
            grid.addWidget(words, row, 1)

    def _labels(self) -> dict[str, str]:
        return {each.name: each.tab.label for each in self._place.office.slices}

    def _open(self, due: Due) -> None:
        self._open_list(due.slice_name, due.filters, due.label)

    def _open_list(self, name: str, filters: Filters, called: str) -> None:
        page = self._place.go_to_tab(name)
        if page is not None:
            page.show_list(filters)
            page.call_list(called)

    def _resume(self, draft: LeftDraft) -> None:
        from kyodo_desktop.ui.record_page import RecordPage  # the first page of the window must not wait for it

        page = self._place.go_to_tab(draft.slice_name)
        if isinstance(page, RecordPage):
            page.editing.resume(draft.key)

    def _begin_new(self, name: str) -> None:
        page = self._place.go_to_tab(name)
        if page is not None:
            page.actions_by_key()[NEW].run()

    def _bring_in(self, name: str) -> None:
        self._place.go_to_tab(name)
        self._place.import_file(name)

    def _ask_undo(self, done: Done, today: dt.date) -> None:
        words = f"「{done.action}」（{_moment(done.happened_at, today)}、{done.staff}）を元に戻します。"
        steps = (
            NextStep("やめる", self.notices.clear),
            NextStep("元に戻す", partial(self._undo, done)),
        )
        self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="undo", asks=True))

    def _undo(self, done: Done) -> None:
        undo = partial(self._place.office.today_service.undo, self._place.staff(), done.operation_id)
        self._place.tasks.write(undo, self._undone, self._refuse, label="元に戻しています", owner=self)

    def _undone(self, _changes: object) -> None:
        self.setFocus()
        self._place.say("元に戻しました。")

    def _refuse(self, error: KnownError) -> None:
        self.notices.show_notice(trouble(error, topic="undo"))

    def _backed_up(self, made: object) -> None:
        self._place.say("バックアップを作り、検査しました。")
        self._read()


def _link(words: str, spoken: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words.replace("&", "&&"))
    set_look(button, "button", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(True)
    button.setAccessibleName(spoken)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GRID * 2)
    grid.setVerticalSpacing(GRID)
    return grid


def _add_heading(grid: QGridLayout, words: str) -> None:
    heading = QLabel(words)
    heading.setContentsMargins(0, GRID * 2, 0, 0)
    set_look(heading, "look", "heading")
    grid.addWidget(heading, grid.rowCount(), 0, 1, 3)


def _add_sentence(grid: QGridLayout, words: str) -> None:
    sentence = QLabel(words)
    set_look(sentence, "look", "muted")
    grid.addWidget(sentence, grid.rowCount(), 0, 1, 3)


def _moment(at: dt.datetime, today: dt.date) -> str:
    """Return 10:30 for a time of today, else 11月20日 10:30, with the year when it is another one."""
    if at.date() == today:
        return f"{at:%H:%M}"
    day = dates.month_day(at.date()) if at.year == today.year else dates.short(at.date())
    return f"{day} {at:%H:%M}"


def _last_backup(today: Today) -> str:
    if today.last_backup is None:
        return "まだ作っていません"
    days = (today.day - today.last_backup.date()).days
    ago = f"（{days}日前）" if days > 0 else ""
    return f"最後は{_moment(today.last_backup, today.day)}{ago}"
