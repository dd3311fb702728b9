"""The page 並べて見る: every party's judgement of one project side by side, the agreement and what is done next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.features.evaluations.comparing import Evaluated
from kyodo_desktop.features.evaluations.comparison import Comparison
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.evaluations.ui.comparison_view import ComparisonView
from kyodo_desktop.ui.draft_keeper import DraftKeeper
from kyodo_desktop.ui.empty_state import EmptyState
from kyodo_desktop.ui.fitting_area import FittingArea
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes

LIST_SHARE = 28
"""Percent of the width that the list of projects takes."""

KEEPING = 800
"""Milliseconds of typing after which the draft is written."""

SIDE_BY_SIDE = "evaluation-side-by-side"
"""The form that prints the comparison."""


def build(place: Place) -> ComparisonPage:
    """Return the page 並べて見る."""
    return ComparisonPage(place, place.office.service("evaluations"))


class ComparisonPage(Page):
    """A year's projects left, their sheets side by side right, all by keyboard."""

    def __init__(self, place: Place, evaluations: EvaluationService) -> None:
        super().__init__()
        self.place = place
        self.evaluations = evaluations
        self.compared: Comparison | None = None
        self._found: Sequence[Evaluated] = ()
        self._shown: Evaluated | None = None
        self._typed_about = ""
        self._saving = False
        self._keeper = DraftKeeper(place.office.folder.drafts, "comparison", place.tasks, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEPING)
        self._later.timeout.connect(self._keep)
        self._lay_out()

    # ------------------------------------------------------------------------------------------------- the shell asks

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return what the F-keys do: F3 to the year, F4 to the agreement, F5 anew, F6 print, F12 save."""
        shown = self.compared is not None
        return {
            3: KeyAction(self.year.setFocus, label="年度"),
            4: KeyAction(self._write_agreement, shown and not self.place.read_only, "合意を書く"),
            5: KeyAction(self._read_years, label="最新にする"),
            6: KeyAction(self.print, shown),
            12: KeyAction(self.save, shown and self.view.agreement.is_dirty()),
        }

    def enter(self) -> None:
        self._read_years()
        self.projects.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self, changed: object) -> None:
        records: Mapping[str, Any] = getattr(changed, "records", {})
        if self.isVisible() and {"evaluations", "improvements"} & records.keys():
            self._read_years()

    def may_leave(self) -> bool:
        if not self.view.agreement.is_dirty():
            return True
        steps = (
            NextStep("入力に戻る", self.view.agreement.text.setFocus),
            NextStep("破棄して終了する", self._give_up_and_close),
        )
        words = "保存していない合意や取組があります。"
        self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="leaving", asks=True))
        return False

    @Slot()
    def print(self) -> None:
        """Print the comparison that is shown."""
        if self.compared is not None:
            ids = tuple(party.evaluation_id for party in self.compared.parties)
            self.place.print_papers("evaluations", current=ids[0], listed=ids, basket=(), form=SIDE_BY_SIDE)

    @Slot()
    def save(self) -> None:
        """Keep the agreement and the next actions."""
        agreement, compared = self.view.agreement, self.compared
        if compared is None or self._saving:
            return
        drafts = agreement.drafts()
        if problems := agreement.problems():
            words = "\n".join(problem.message for problem in problems)
            self.notices.show_notice(Notice(NoticeKind.ERROR, words, topic="saving"))
            return
        agreed = agreement.agreed() if agreement.is_agreement_changed() else None
        told = ["合意したことを保存しました。"] if agreed is not None else []
        if drafts:
            told.append(f"改善の取組を{len(drafts)}件登録しました。")
        comparing = self.evaluations.comparing
        self._write(partial(comparing.conclude, self.place.staff(), compared, agreed, drafts), "".join(told))

    # -------------------------------------------------------------------------------------------------------- reading

    @Slot()
    def _read_years(self) -> None:
        self.place.tasks.read(self.evaluations.comparing.years, self._show_years, key="comparison years", owner=self)

    def _show_years(self, years: Sequence[int]) -> None:
        chosen = self.year.currentData()
        self.year.blockSignals(True)
        self.year.clear()
        for each in years:
            self.year.addItem(fiscal_year_label(each), each)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))
        self.year.blockSignals(False)
        self._tell_whether_empty(bool(years))
        self._read_projects()

    @Slot()
    def _read_projects(self) -> None:
        year = self.year.currentData()
        if year is not None:
            found = partial(self.evaluations.comparing.evaluated, year)
            self.place.tasks.read(found, self._show_projects, key="comparison projects", owner=self)

    def _show_projects(self, found: Sequence[Evaluated]) -> None:
        before = self._shown
        self._found = found
        self.projects.blockSignals(True)
        self.projects.clear()
        for each in found:
            self.projects.addItem(_line(each, kept=self._keeper.has(_key(each))))
        at = next((at for at, each in enumerate(found) if before is not None and set(each.ids) & set(before.ids)), 0)
        self.projects.setCurrentRow(at)
        self.projects.blockSignals(False)
        self._go_to(at)

    @Slot(int)
    def _go_to(self, at: int) -> None:
        if not 0 <= at < len(self._found):
            return
        if self.view.agreement.is_dirty():
            self._later.stop()
            if self._shown is not None and _key(self._shown) == _key(self._found[at]):
                self._shown = self._found[at]  # what is being typed stays in its fields
                return
            self._keep()
        self._shown = each = self._found[at]
        self.place.tasks.read(
            partial(self.evaluations.comparing.comparison, each.ids),
            partial(self._show_comparison, each),
            key="comparison",
            owner=self,
        )

    def _show_comparison(self, each: Evaluated, compared: Comparison) -> None:
        if self._shown is not each:
            return
        self.compared = compared
        typing = self._typed_about == _key(each) and self.view.agreement.is_dirty()
        self._typed_about = _key(each)
        self.view.show_comparison(compared, self.place.words(), typing=typing)
        if typing:  # the same project came in once more under the hand
            self.actions_changed.emit()
            return
        self.notices.clear()
        kept = next((draft for draft in self._keeper.kept() if draft.key == _key(each)), None)
        if kept is not None:
            self.view.agreement.restore(kept.state)
            words = "保存していなかった入力の続きです。保存（F12）するまで、記録にはなりません。"
            self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="draft"))
        self.area.verticalScrollBar().setValue(0)
        self.actions_changed.emit()

    def _tell_whether_empty(self, any_there: bool) -> None:
        self.empty.setVisible(not any_there)
        self.splitter.setVisible(any_there)
        if not any_there:
            words = "「評価シート」のページで、団体や担当課の評価を登録すると、ここに並びます（Ctrl+1）。"
            self.empty.show_state("評価シートはまだありません。", words)

    # -------------------------------------------------------------------------------------------------------- writing

    def _write(self, write: Callable[[], Changes], words: str) -> None:
        def done(changes: Changes) -> None:
            operation = changes.operation_id
            self.place.say(words, ("evaluations", operation) if operation is not None else None)

        self._saving = True
        self.place.tasks.write(write, done, self._refused, on_finished=self._end_saving, owner=self)

    def _end_saving(self) -> None:
        self._saving = False
        notice = self.notices.notice
        if notice is None or notice.topic != "saving":
            if self._shown is not None:
                self._keeper.forget(_key(self._shown))
            if self.compared is not None:
                self.view.agreement.load(self.view.agreement.agreed(), "", self.place.words())
            self.projects.setFocus()
            self._read_years()

    def _refused(self, error: KnownError) -> None:
        self.notices.show_notice(trouble(error, topic="saving"))
        if isinstance(error, InputError):
            self.view.agreement.text.setFocus()

    @Slot()
    def _note_edit(self) -> None:
        self.actions_changed.emit()
        self.notices.clear_topic("saving")
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _keep(self) -> None:
        if self._shown is not None and self.view.agreement.is_dirty():
            self._keeper.keep(_key(self._shown), self._shown.name, self.view.agreement.raw_state())

    def _give_up_and_close(self) -> None:
        self._later.stop()
        if self._shown is not None:
            self._keeper.forget(_key(self._shown))
        self.view.agreement.load("", "", self.place.words())
        self.window().close()

    def _write_agreement(self) -> None:
        self.view.agreement.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _open_sheet(self, evaluation_id: int) -> None:
        self.place.open_record("evaluations", evaluation_id)

    # --------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        left = QWidget(self.splitter)
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        label = QLabel("年度(&Y)", left)
        self.year = QComboBox(left)
        self.year.setAccessibleName("年度")
        label.setBuddy(self.year)
        row.addWidget(label)
        row.addWidget(self.year, 1)
        list_column.addLayout(row)
        self.projects = QListWidget(left)
        self.projects.setAccessibleName("評価のある事業")
        self.projects.setWordWrap(True)
        self.projects.setSpacing(GRID // 2)
        list_column.addWidget(self.projects, 1)
        hint = QLabel("↑↓で事業を選び、Enterで表へ進みます。", left)
        hint.setWordWrap(True)
        set_look(hint, "look", "muted")
        list_column.addWidget(hint)
        right = QWidget(self.splitter)
        record_column = QVBoxLayout(right)
        record_column.setContentsMargins(0, 0, 0, 0)
        self.notices = NoticeBar(right)
        schema = self.evaluations.improvements.schema
        self.view = ComparisonView(schema, self.place.words(), editable=not self.place.read_only)
        self.area = FittingArea(self.view, right)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        record_column.addWidget(self.notices)
        record_column.addWidget(self.area, 1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setSizes([LIST_SHARE * 100, (100 - LIST_SHARE) * 100])
        column.addWidget(self.splitter, 1)
        self.empty = EmptyState(self)
        self.empty.hide()
        column.addWidget(self.empty, 1)
        self.year.currentIndexChanged.connect(self._read_projects)
        self.projects.currentRowChanged.connect(self._go_to)
        self.projects.itemActivated.connect(self._enter_table)
        self.view.table.opened.connect(self._open_sheet)
        self.view.agreement.edited.connect(self._note_edit)

    @Slot()
    def _enter_table(self) -> None:
        self.view.table.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.projects.setFocus()
        else:
            super().keyPressEvent(event)


def _key(each: Evaluated) -> str:
    """Return under what the draft of a project's agreement is kept: its first sheet stays when others come."""
    return str(min(each.ids))


def _line(each: Evaluated, *, kept: bool) -> QListWidgetItem:
    told = [f"{each.stage}　{each.parties}者"]
    if each.gaps:
        told.append(f"▲ 差のある項目 {each.gaps}")
    if each.agreed:
        told.append("● 合意あり")
    if kept:
        told.append("◆ 下書きあり")
    return QListWidgetItem(f"{each.name}\n{'　'.join(told)}")
