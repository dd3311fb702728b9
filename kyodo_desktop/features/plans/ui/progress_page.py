"""The page 進捗の表: all actions with their progress year by year, entered with one key each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.features.plans.rules.marks import PROGRESS, mark_of, offered
from kyodo_desktop.features.plans.rules.progress import ActionYears, tallies, years_of
from kyodo_desktop.features.plans.service import Entry, PlanActionService
from kyodo_desktop.features.plans.ui.progress_model import ProgressModel
from kyodo_desktop.features.plans.ui.progress_view import ProgressView
from kyodo_desktop.features.plans.ui.tally_table import TallyTable
from kyodo_desktop.ui.empty_state import EmptyState
from kyodo_desktop.ui.messages import Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look

RESTING = 600
"""Milliseconds without another key before what was entered is stored: one operation for a run of typing."""

ALL = "すべて"
NO_DEPARTMENT = "（担当課なし）"

SHEET = "plan-progress"
"""The form 進捗管理表."""


class Progress(NamedTuple):
    """What the page reads: the actions, and the plan on whose 進捗管理表 they are printed."""

    actions: Sequence[ActionYears]
    plan: int | None


def build(place: Place) -> ProgressPage:
    """Return the page 進捗の表."""
    return ProgressPage(place, place.office.service("plan_actions"))


class ProgressPage(Page):
    """A grid of actions and years; beside it the counts of one year. What is entered is stored when typing rests."""

    def __init__(self, place: Place, source: PlanActionService) -> None:
        super().__init__()
        self.place = place
        self.source = source
        self.all_actions: Sequence[ActionYears] = ()
        self._plan: int | None = None
        self._pending: dict[tuple[int, int], str | None] = {}
        self._writing = 0
        self._wanted: int | None = None
        self._has_read = False
        self.model = ProgressModel(place.words(), self)
        self.view = ProgressView(self.model, self)
        self.view.read_only = place.read_only
        self.notices = NoticeBar(self)
        self.department, self.policy, self.year = (QComboBox(self) for _ in range(3))
        self.legend = QLabel(self)
        self.told = QLabel(self)
        self.empty = EmptyState(self)
        self.by_policy = TallyTable("方針ごと", self._open_list, self)
        self.by_department = TallyTable("担当課ごと", self._open_list, self)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(RESTING)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------------------------------ what the shell calls

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F3 goes to the filters, F4 opens the action, F6 prints, F8 writes the list, F12 stores at once."""
        has_actions = bool(self.model.actions)
        return {
            3: KeyAction(self.department.setFocus, label="絞り込み"),
            4: KeyAction(self._open_current, has_actions, "取組を開く"),
            6: KeyAction(self._print, has_actions),
            8: KeyAction(self._export, has_actions),
            12: KeyAction(self.store, bool(self._pending)),
        }

    def enter(self) -> None:
        """Read the actions when the page is first shown; put the cursor into the grid."""
        if not self._has_read:
            self._has_read = True
            self._read()
        self.view.setFocus()

    def open_record(self, record_id: int) -> None:
        """Put the cursor on an action."""
        self._wanted = record_id
        self._has_read = True
        self._read()

    def refresh(self, changed: object) -> None:
        """Read the actions again when one of them, or a plan, was changed; not while something waits to be stored."""
        records: Mapping[str, frozenset[int]] = getattr(changed, "records", {})
        if self._has_read and not self._pending and not self._writing and {"plan_actions", "plans"} & records.keys():
            self._read()

    def may_leave(self) -> bool:
        """Store what was entered; nothing is lost."""
        self.store()
        return True

    # ---------------------------------------------------------------------------------------------------- entering

    @Slot()
    def store(self) -> None:
        """Store what was entered since the last time, in one operation."""
        self._resting.stop()
        if not self._pending:
            return
        entries: list[Entry] = [(record_id, year, code) for (record_id, year), code in self._pending.items()]
        self._pending.clear()
        self._writing += 1
        self.place.tasks.write(
            partial(self.source.enter_progress, self.place.staff(), entries),
            partial(self._stored, len(entries)),
            self._refused,
            on_finished=self._finished,
            owner=self,
        )
        self.actions_changed.emit()

    def _stored(self, count: int, changes: Any) -> None:
        operation = changes.operation_id
        words = f"進捗を{count}か所保存しました。"
        self.place.say(words, ("plan_actions", operation) if operation is not None else None)

    def _refused(self, error: KnownError) -> None:
        self.notices.show_notice(trouble(error, topic="refused"))
        self._read()

    def _finished(self) -> None:
        self._writing -= 1

    @Slot(int, int, object)
    def _entered(self, record_id: int, year: int, code: str | None) -> None:
        self._pending[record_id, year] = code
        self.notices.clear()
        by_id = {each.id: each for each in self.model.actions}
        self.all_actions = [by_id.get(each.id, each) for each in self.all_actions]
        self._tell_counts()
        self._resting.start()
        self.actions_changed.emit()

    # ------------------------------------------------------------------------------------------------------- reading

    def _read(self) -> None:
        self.place.tasks.read(self._read_progress, self._show, key="plan progress", owner=self)

    def _read_progress(self) -> Progress:
        """Return the actions, and the plan in force that was adopted last. Runs on the database thread."""
        plans = self.place.office.service("plans")
        query = ListQuery(filters={"active": ("yes",)}, sort="adopted_on", descending=True)
        return Progress(self.source.action_years(), next(iter(plans.list_ids(query).ids), None))

    def _show(self, read: Progress) -> None:
        if self._pending:
            return
        self.all_actions, self._plan = read
        words = self.place.words()
        present = fiscal_year(words.today)
        years = years_of(self.all_actions, present)
        self._offer(self.year, [(fiscal_year_label(year), year) for year in reversed(years)], present - 1)
        departments = sorted({each.department for each in self.all_actions})
        self._offer(self.department, [(ALL, None), *((name or NO_DEPARTMENT, name) for name in departments)], None)
        used = {each.policy for each in self.all_actions}
        policies = [(term.label, term.code) for term in words.taxonomy("policies").terms if term.code in used]
        self._offer(self.policy, [(ALL, None), *policies], None)
        keys = [f"{place} {mark_of(term.code, words)} {term.label}" for place, term in _numbered(self.place)]
        self.legend.setText(f"キー：{'　'.join(keys)}　0 消す　Enter 取組を開く")
        self._show_table()

    def _show_table(self) -> None:
        """Show the actions that the filters leave, with the cursor where it was."""
        words = self.place.words()
        wanted, year = self._wanted or self.view.current_action(), self.view.current_year()
        department, policy = self.department.currentData(), self.policy.currentData()
        shown = [
            each for each in self.all_actions if department in (None, each.department) and policy in (None, each.policy)
        ]
        self.model.show_actions(shown, years_of(self.all_actions, fiscal_year(words.today)), words)
        self._wanted = None
        if wanted is not None:
            self.view.go_to(wanted, year)
        if not self.view.currentIndex().isValid():
            self.view.begin(self.counted_year())
        self.view.setVisible(bool(self.all_actions))
        self.empty.setVisible(not self.all_actions)
        if not self.all_actions:
            self._tell_empty()
        self._tell_counts()
        self._tell_current()
        self.actions_changed.emit()

    def counted_year(self) -> int:
        """Return the 年度 that is counted beside the grid."""
        year: int | None = self.year.currentData()
        return year if year is not None else fiscal_year(self.place.words().today) - 1

    def _offer(self, choice: QComboBox, offered_items: Sequence[tuple[str, Any]], first: Any) -> None:
        """Offer these items; the chosen one stays where it still is there, else the first choice is made."""
        before = choice.currentData() if choice.count() else first
        choice.blockSignals(True)
        choice.clear()
        for label, data in offered_items:
            choice.addItem(label, data)
        place = choice.findData(before)
        choice.setCurrentIndex(place if place >= 0 else max(0, choice.findData(first)))
        choice.blockSignals(False)

    # ------------------------------------------------------------------------------------------------------- telling

    @Slot()
    def _tell_counts(self) -> None:
        words, year = self.place.words(), self.counted_year()
        shown = {each.id for each in self.model.actions}
        actions = [each for each in self.all_actions if each.id in shown]
        policies = [(term.code, term.label) for term in words.taxonomy("policies").terms]
        departments = [(name, name or NO_DEPARTMENT) for name in sorted({each.department for each in actions})]
        self.by_policy.show_tallies(tallies(actions, year, "policy", policies), year, words)
        self.by_department.show_tallies(tallies(actions, year, "department", departments), year, words)

    @Slot()
    def _tell_current(self) -> None:
        """Tell what was entered of the action and year under the cursor."""
        row, year = self.view.currentIndex().row(), self.view.current_year()
        if year is None or not 0 <= row < len(self.model.actions):
            self.told.clear()
            return
        action = self.model.actions[row]
        line = action.lines.get(year, {})
        parts = [
            f"{label}：{' '.join(str(line[name]).split())}"
            for name, label in (("target", "目標"), ("result", "実績"), ("issues", "課題・次の予定"))
            if line.get(name)
        ]
        said = "　".join(parts) or "目標と実績は、まだ入力されていません。"
        self.told.setText(f"{action.name}（{fiscal_year_label(year)}）　{said}")

    def _tell_empty(self) -> None:
        begin = QAction("取組を登録する", self.empty)
        begin.triggered.connect(partial(self.place.go_to_tab, "plan_actions"))
        self.empty.show_state(
            "推進計画の取組はまだ登録されていません。",
            "取組を登録すると、年度ごとの進捗をここで入力できます。",
            [begin],
        )

    def _tell(self, words: str) -> None:
        self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="told"))

    # ------------------------------------------------------------------------------------------------------- opening

    def _open_list(self, filters: Filters) -> None:
        page = self.place.go_to_tab("plan_actions")
        if page is not None:
            page.show_list(filters)

    @Slot()
    def _open_current(self) -> None:
        record_id = self.view.current_action()
        if record_id is not None:
            self._open(record_id)

    @Slot(int)
    def _open(self, record_id: int) -> None:
        self.place.open_record("plan_actions", record_id)

    @Slot()
    def _print(self) -> None:
        self.store()
        if self._plan is None:
            self._tell("進捗管理表は「指針・計画」ごとに印刷します。先に指針・計画を1件登録してください。")
            return
        self.place.print_papers("plans", current=self._plan, listed=(self._plan,), basket=(), form=SHEET)

    @Slot()
    def _export(self) -> None:
        self.store()
        self.place.export_list("plan_actions", tuple(each.id for each in self.model.actions))

    # -------------------------------------------------------------------------------------------------------- inside

    def _connect(self) -> None:
        self.model.entered.connect(self._entered)
        self._resting.timeout.connect(self.store)
        self.view.refused.connect(self._tell)
        self.view.opened.connect(self._open)
        self.view.moved.connect(self._tell_current)
        self.department.currentIndexChanged.connect(self._show_table)
        self.policy.currentIndexChanged.connect(self._show_table)
        self.year.currentIndexChanged.connect(self._tell_counts)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        choices = ((self.department, "担当課(&D)"), (self.policy, "方針(&P)"), (self.year, "数える年度(&Y)"))
        for choice, words in choices:
            label = QLabel(words, self)
            label.setBuddy(choice)
            choice.setAccessibleName(words.partition("(")[0])
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(label)
            row.addWidget(choice)
        row.addStretch(1)
        column.addLayout(row)
        for label, look in ((self.legend, "muted"), (self.told, "")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_look(label, "look", look)
        column.addWidget(self.notices)
        body = QHBoxLayout()
        body.setSpacing(GRID * 2)
        grid = QVBoxLayout()
        grid.setSpacing(GRID // 2)
        grid.addWidget(self.legend)
        grid.addWidget(self.view, 1)
        grid.addWidget(self.empty, 1)
        grid.addWidget(self.told)
        body.addLayout(grid, 7)
        body.addWidget(self._counts(), 3)
        column.addLayout(body, 1)
        self.empty.hide()
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing())  # the grid stays where it is

    def _counts(self) -> QWidget:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget(area)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addWidget(self.by_policy)
        column.addWidget(self.by_department)
        column.addStretch(1)
        area.setWidget(sheet)
        return area

    def hideEvent(self, event: QHideEvent) -> None:
        """Store at once what was entered when another page comes to the front."""
        super().hideEvent(event)
        self.store()


def _numbered(place: Place) -> list[tuple[int, Any]]:
    return list(enumerate(offered(place.words().taxonomy(PROGRESS)), start=1))
