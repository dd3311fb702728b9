"""The page 審査: marks, ranking and decisions of one round, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants.review_service import Simulation
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.grants.ui import settling_words
from kyodo_desktop.features.grants.ui.marks_part import MarksPart
from kyodo_desktop.features.grants.ui.outcome_panel import OutcomePanel
from kyodo_desktop.features.grants.ui.rank_part import RankPart
from kyodo_desktop.features.grants.ui.review_reading import ReviewReading, read_outcome, read_review, read_rounds
from kyodo_desktop.features.grants.ui.round_decisions import RoundDecisions
from kyodo_desktop.features.grants.ui.score_file_keys import ScoreFiles
from kyodo_desktop.features.grants.ui.unsaved_marks import UnsavedMarks
from kyodo_desktop.ui.messages import Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID

RANKING = 250
"""Milliseconds after a key in which the ranking follows."""

WIDE = 150
"""From this width on, in half-width letters, marks and ranking stand side by side; below it one above the other."""

SCORE_SHEET = "grant-score-sheet"


def build(place: Place) -> ReviewPage:
    """Return the page 審査."""
    return ReviewPage(place, place.office.service("grants"))


class ReviewPage(Page):
    """One round at a time; what is typed stays until it is saved by F12, over a crash too."""

    def __init__(self, place: Place, grants: GrantService) -> None:
        super().__init__()
        self.place = place
        self.grants = grants
        self.round_id: int | None = None
        self.reading: ReviewReading | None = None
        self.order: dict[int, int] = {}
        self.is_writing = False
        self.rounds = QComboBox(self)
        self.rounds.setAccessibleName("募集回")
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.notices = NoticeBar(self)
        self.panel = OutcomePanel(self)
        self.marks = MarksPart(self)
        self.marks.model.read_only = place.read_only
        self.ranks = RankPart(self)
        self.splitter = QSplitter(self)
        self.decisions = RoundDecisions(self)
        self.files = ScoreFiles(self)
        self.unsaved = UnsavedMarks(self)
        self._ranking = QTimer(self)
        self._ranking.setSingleShot(True)
        self._ranking.setInterval(RANKING)
        self._ranking.timeout.connect(self.show_ranking)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------------------------------- what the shell calls

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F3 goes to the marks, F5 to the ranking; F6, F7 and F8 print, read and write score sheets; F12 saves."""
        has_rows = self.reading is not None and bool(self.reading.sheet.rows)
        return {
            3: KeyAction(self._go_to_marks, has_rows, "点数"),
            5: KeyAction(self.ranks.view.setFocus, has_rows, "順位表"),
            6: KeyAction(self._print_sheets, has_rows, "審査票"),
            7: KeyAction(self.files.bring_in, has_rows and self._may_write()),
            8: KeyAction(self.files.write_out, has_rows),
            12: KeyAction(self.unsaved.save, self._may_write() and self.unsaved.are_there),
        }

    def enter(self) -> None:
        """Read the rounds, and the one that is most likely meant when none was chosen yet."""
        self.place.tasks.read(partial(read_rounds, self.grants), self._show_rounds, key="review rounds", owner=self)
        self.marks.setFocus()

    def open_record(self, record_id: int) -> None:
        """Show a round; ask first when something typed would be lost."""
        if record_id == self.round_id:
            return
        if self.unsaved.are_there:
            self._choose_in_list()
            self.unsaved.ask_to_leave("破棄して別の回を開く", partial(self._open, record_id))
            return
        self._open(record_id)

    def refresh(self, changed: object) -> None:
        """Read the round again when it or an application was changed."""
        records: Mapping[str, frozenset[int]] = getattr(changed, "records", {})
        if self.round_id is not None and {"grants", "grant_rounds"} & records.keys():
            self._read()

    def may_leave(self) -> bool:
        """Return whether nothing typed would be lost; ask otherwise."""
        if not self.unsaved.are_there:
            return True
        self.unsaved.ask_to_leave("破棄して終了する", self._close)
        return False

    # --------------------------------------------------------------------------------------------------------- showing

    def _show_rounds(self, found: tuple[Sequence[Snapshot], int | None]) -> None:
        rounds, likely = found
        self.rounds.blockSignals(True)
        self.rounds.clear()
        for each in rounds:
            self.rounds.addItem(f"{each['reference']}　{each['name']}", each.id)
        self.rounds.blockSignals(False)
        if self.round_id is None and likely is not None:
            self._open(likely)
        elif not rounds:
            self.notices.show_notice(
                Notice(NoticeKind.INFORMATION, "募集回がまだありません。「募集回」の画面で F2 を押して始めてください。")
            )
        self._choose_in_list()

    def _choose_in_list(self) -> None:
        self.rounds.blockSignals(True)
        self.rounds.setCurrentIndex(self.rounds.findData(self.round_id))
        self.rounds.blockSignals(False)

    def _open(self, round_id: int) -> None:
        self.round_id = round_id
        self.reading = None
        self.order.clear()
        self.ranks.clear()
        self.notices.clear()
        self.decisions.leave()
        self._choose_in_list()
        self._read(then=self.unsaved.offer_draft)

    def _read(self, then: Callable[[], None] | None = None) -> None:
        def show(reading: ReviewReading) -> None:
            self._show(reading)
            if then is not None:
                then()

        assert self.round_id is not None
        self.place.tasks.read(
            partial(
                read_review,
                self.grants,
                self.round_id,
                self.ranks.trial(),
                dict(self.order),
                self.marks.model.changes() if self.reading is not None else [],
            ),
            show,
            key="review" if then is None else "",
            owner=self,
        )

    def _show(self, reading: ReviewReading) -> None:
        if reading.sheet.round_id != self.round_id:
            return
        begins = self.reading is None
        here = self.marks.view.currentIndex()
        place = (here.row(), here.column()) if here.isValid() else None
        self.reading = reading
        self.marks.model.load(reading.sheet)
        self.marks.show_sheet()
        if begins or place is None:
            self.marks.view.begin()
        else:
            self.marks.view.setCurrentIndex(self.marks.model.index(*place))
        self._show_outcome(reading.outcome)

    def _show_outcome(self, outcome: Simulation) -> None:
        assert self.reading is not None
        self.ranks.show_outcome(outcome, {row.application_id: row for row in self.reading.sheet.rows})
        unsaved = self.unsaved.are_there
        idle = self._may_write() and not unsaved
        rows, placings = self.reading.sheet.rows, outcome.present.placings
        missing = settling_words.missing(rows, placings, self.reading.before_review, unsaved=unsaved)
        self.ranks.missing.setText("".join(missing))
        self.ranks.settle_button.setEnabled(idle and not missing)
        self.ranks.decide_button.setEnabled(idle and bool(self.reading.to_decide))
        self.ranks.refuse_button.setEnabled(idle and bool(self.reading.to_refuse))
        self.actions_changed.emit()

    @Slot()
    def show_ranking(self) -> None:
        """Compute the ranking anew, with what is being typed and tried."""
        if self.round_id is None or self.reading is None:
            return
        changes = self.marks.model.changes()
        self.place.tasks.read(
            partial(read_outcome, self.grants, self.round_id, self.ranks.trial(), dict(self.order), changes),
            self._show_outcome,
            key="review outcome",
            label="順位を計算しています",
            owner=self,
        )

    # --------------------------------------------------------------------------------------------------------- typing

    @Slot()
    def _note_edit(self) -> None:
        self.unsaved.note_edit()
        self._ranking.start()
        self.actions_changed.emit()

    @Slot()
    def _print_sheets(self) -> None:
        ids = tuple(row.application_id for row in self.reading.sheet.rows) if self.reading is not None else ()
        self.place.print_papers("grants", current=None, listed=ids, basket=ids, form=SCORE_SHEET)

    @Slot(int)
    def _move_among_equals(self, by: int) -> None:
        """Set the application under the cursor before or behind its equal, as the committee decided."""
        key = self.ranks.view.current_key()
        if key is None or self.reading is None:
            return
        placings = self.ranks.placings()
        mine = next(placing for placing in placings if placing.key == key)
        total, frame = mine.total, mine.frame
        equals = [placing.key for placing in placings if (placing.total, placing.frame) == (total, frame)]
        at = equals.index(key)
        if len(equals) > 1 and 0 <= at + by < len(equals):
            equals[at], equals[at + by] = equals[at + by], equals[at]
            self.order |= {each: place for place, each in enumerate(equals, 1)}
            self.show_ranking()

    # --------------------------------------------------------------------------------------------------------- inside

    def _may_write(self) -> bool:
        return not self.place.read_only and not self.is_writing

    def write(self, write: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do a write of this page, one at a time; what refuses it is told above."""
        self.is_writing = True
        self.place.tasks.write(write, done, self._refused, on_finished=self._end_writing, owner=self)

    def _end_writing(self) -> None:
        self.is_writing = False
        self.actions_changed.emit()

    def _refused(self, error: KnownError) -> None:
        self.notices.show_notice(trouble(error, topic="saving"))
        if isinstance(error, InputError) and self.panel.isVisible():
            for problem in error.problems:
                if problem.attribute in self.panel.cells:
                    self.panel.cells[problem.attribute].mark(problem.message)

    def say(self, words: str, changes: Any) -> None:
        """Say what was done, with the way back."""
        operation = changes.operation_id
        self.place.say(words, ("grants", operation) if operation is not None else None)

    def _close(self) -> None:
        self.window().close()

    @Slot()
    def _go_to_marks(self) -> None:
        self.marks.view.setFocus()

    @Slot(int)
    def _choose_round(self, place: int) -> None:
        if place >= 0:
            self.open_record(self.rounds.itemData(place))

    def _connect(self) -> None:
        self.rounds.activated.connect(self._choose_round)
        self.marks.model.edited.connect(self._note_edit)
        self.marks.left.connect(self.ranks.view.setFocus)
        self.ranks.trial_changed.connect(self._ranking.start)
        self.ranks.settle_button.clicked.connect(self.decisions.ask_to_settle)
        self.ranks.decide_button.clicked.connect(self.decisions.ask_to_decide)
        self.ranks.refuse_button.clicked.connect(self.decisions.ask_to_refuse)
        self.ranks.view.moved.connect(self._move_among_equals)
        self.panel.act_asked.connect(self.decisions.act)
        self.panel.leave_asked.connect(self.decisions.leave)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID // 2)
        head = QHBoxLayout()
        label = QLabel("募集回", self)
        label.setBuddy(self.rounds)
        head.addWidget(label)
        head.addWidget(self.rounds)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.notices)
        column.addWidget(self.panel)
        self.splitter.addWidget(self.marks)
        self.splitter.addWidget(self.ranks)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 45)
        self.splitter.setStretchFactor(1, 55)
        self.splitter.setSizes([4500, 5500])
        column.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE * max(1, self.fontMetrics().horizontalAdvance("0"))
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self.decisions.leave()
        else:
            super().keyPressEvent(event)
