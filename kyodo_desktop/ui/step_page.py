"""A page of records whose state follows from steps: F5 takes one, the side tells which are offered and what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import RecordPageDesign, Written
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.register_source import OfferedForm
from kyodo_desktop.ui.shared_steps import shared_steps
from kyodo_desktop.ui.side_panel import Link, LinkBlock
from kyodo_desktop.ui.step_panel import StepPanel
from kyodo_desktop.ui.step_source import StepSource

SOON = 7
"""Days before a deadline from which on it is told in the colour of what is near."""


class Offer(NamedTuple):
    """What may be done with records now: the records, the steps that all of them offer, and the last one taken."""

    records: Sequence[Snapshot]
    steps: Sequence[Step]
    last: Snapshot | None = None


class StepPage(RegisterPage):
    """The page of one slice whose records have the table ``steps``, ``due_on`` and ``due_what``."""

    def __init__(self, place: Place, source: StepSource, design: RecordPageDesign, drafts: Path | None = None) -> None:
        super().__init__(place, source, design, drafts)
        self.steps_source = source
        self._offer: Offer | None = None
        self._taking = False
        self.steps = StepPanel(self.schema, self.panel)
        self.panel.put_above(self.steps)
        self.steps.chosen.connect(self._enter_step)
        self.steps.act_asked.connect(self.take)
        self.steps.other_asked.connect(self._choose_another)
        self.steps.leave_asked.connect(self.leave_steps)

    # ------------------------------------------------------------------------------------- what every page is asked

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every register, and 手続; while a step is entered, F12 takes it."""
        actions = super().actions_by_key()
        idle = not self.place.read_only and not self.editing.is_active and not self.steps.is_open
        actions[5] = KeyAction(self.begin_steps, idle and bool(self.chosen_ids()), "手続")
        if self.steps.is_open:
            for key in (2, 4, 7, 9):
                actions[key] = KeyAction(actions[key].run, enabled=False)
            words = "手続の取消" if self.steps.takes_back else "手続を行う"
            actions[12] = KeyAction(self.take, self.steps.is_entering, words)
        return actions

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return 手続 first, then the forms and the files."""
        return (self._steps_block(snapshot), *super().links_of(snapshot))

    def read_papers(self) -> Sequence[OfferedForm]:
        """Return the forms in the order in which the steps of the lives need them."""
        lives = self.place.office.profile.lifecycles.values()
        named = [form for life in lives for step in life.steps for form in step.papers]
        places = {form: place for place, form in reversed(list(enumerate(named)))}
        return sorted(super().read_papers(), key=lambda form: places.get(form.id, len(named)))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a record, then the steps that it offers; one that is being entered for another stays until asked."""
        if self._offer is not None and self._offer.records[0].id != snapshot.id:
            self._offer = None
        super().show_snapshot(snapshot)
        self.place.tasks.read(
            partial(self._read_offer, snapshot),
            self._show_offer,
            key=f"{self.schema.name} steps",
            owner=self,
        )
        entered = self.steps.records if self.steps.is_open else ()
        if len(entered) == 1 and entered[0].id != snapshot.id:
            self._leave_steps_for(self.table.setFocus, partial(self._return_to, entered[0].id))

    def open_record(self, record_id: int) -> None:
        self._leave_steps_for(partial(super().open_record, record_id))

    def enter(self) -> None:
        super().enter()
        if self.steps.is_open:
            self.steps.return_focus()

    def may_leave(self) -> bool:
        if not self.steps.is_dirty:
            return super().may_leave()
        self._ask_to_leave("破棄して終了する", self.window().close)
        return False

    # -------------------------------------------------------------------------------------------------------- taking

    @Slot()
    def begin_steps(self) -> None:
        """Offer the steps of the record under the cursor, or those that all records in the かご have in common."""
        if len(self.basket):
            self.place.tasks.read(partial(self._read_shared, self.basket.ids), self._open_steps, owner=self)
        else:
            self.when_come(self._begin_with_shown)

    @Slot()
    def take(self) -> None:
        """Take the step that was entered, or take the last one back; what is wrong is marked beside its field."""
        if not self.steps.is_entering or self._taking:
            return
        entry = self.steps.entry
        if problems := entry.problems():
            self._show_problems(InputError(problems))
            return
        self._taking = True
        staff = self.place.staff()
        if self.steps.takes_back:
            record = self.steps.records[0]
            write: Callable[[], Written] = partial(self.steps_source.take_back, staff, record.id, entry.reason())
            done = partial(self._taken_back, str(record["name"]))
        else:
            assert self.steps.step is not None
            write = partial(self.steps_source.take, staff, entry.takings())
            done = partial(self._taken, self.steps.step, tuple(self.steps.records))
        self.steps.act_button.setFocus()  # keys that are pressed now must not fall into the fields
        self.place.tasks.write(write, done, self._refused, on_finished=self._end_taking, owner=self)

    @Slot()
    def leave_steps(self) -> None:
        """Close the panel; ask when something typed would be lost."""
        self._leave_steps_for(self.table.setFocus)

    def take_back(self) -> None:
        """Ask why the last step of the shown record is taken back."""
        offer = self._offer
        if offer is not None and offer.last is not None and not self.editing.is_active:
            self._leave_steps_for(partial(self._begin_taking_back, offer.records[0], offer.last))

    # -------------------------------------------------------------------------------------------------------- inside

    def _begin_with_shown(self) -> None:
        if self.snapshot is not None:
            self.place.tasks.read(partial(self._read_offer, self.snapshot), self._open_steps, owner=self)

    def _begin_step(self, offer: Offer, step: Step) -> None:
        """Begin a step that was chosen beside the record."""
        if not self.editing.is_active:
            self._leave_steps_for(partial(self._open_at, offer, step))

    def _open_at(self, offer: Offer, step: Step) -> None:
        self._open_steps(offer)
        self._enter_step(step)

    def _begin_taking_back(self, record: Snapshot, last: Snapshot) -> None:
        self.notices.clear()
        self.steps.show_taking_back(record, last, self.place.words())
        self._tell_open()

    def _read_offer(self, snapshot: Snapshot) -> Offer:
        """Return what a record offers. Runs on the database thread."""
        source = self.steps_source
        return Offer((snapshot,), tuple(source.offered(snapshot)), source.last_step(snapshot))

    def _read_shared(self, ids: Sequence[int]) -> Offer:
        """Return what records have in common. Runs on the database thread."""
        records = tuple(self.steps_source.load_many(ids))
        return Offer(records, shared_steps([self.steps_source.offered(record) for record in records]))

    def _show_offer(self, offer: Offer) -> None:
        if self.snapshot is not None and self.snapshot.id == offer.records[0].id:
            self._offer = offer
            self.panel.side.show_links(self.links_of(self.snapshot))

    def _open_steps(self, offer: Offer) -> None:
        if self.editing.is_active:
            return
        if not offer.steps:
            several = "かごの記録に共通してできる手続がありません。状態のそろったものだけをかごに入れてください。"
            one = f"「{self.shown_name()}」に、いまできる手続はありません。"
            self.tell(several if len(offer.records) != 1 else one)
            return
        self.notices.clear()
        self.steps.show_steps(offer.records, offer.steps)
        self._tell_open()
        if unread := self.steps.missing_readings():
            self.place.tasks.compute(
                partial(_readings, unread), self.steps.set_readings, label="ふりがなを調べています", owner=self
            )

    @Slot(object)
    def _enter_step(self, step: Step) -> None:
        records = tuple(self.steps.records)
        self.place.tasks.read(
            partial(self._read_proposals, records, step.code),
            partial(self._show_entry, step, records),
            key=f"{self.schema.name} proposals",
            owner=self,
        )

    def _read_proposals(self, records: Sequence[Snapshot], code: str) -> dict[int, Mapping[str, Any]]:
        """Return what the inputs of a step begin with for each record. Runs on the database thread."""
        source = self.steps_source
        own = {record.id: step for record in records for step in source.offered(record) if step.code == code}
        return {record.id: source.proposal(record, own[record.id]) for record in records if record.id in own}

    def _show_entry(self, step: Step, records: Sequence[Snapshot], proposals: Mapping[int, Mapping[str, Any]]) -> None:
        if self.steps.is_open and self.steps.records == records:
            self.steps.show_entry(step, records, proposals, self.place.staff(), self.place.words())
            self._tell_open()

    def _tell_open(self) -> None:
        """Let keys and buttons follow: while a step is entered the record is not edited."""
        self.panel.edit_button.setEnabled(not self.place.read_only and not self.steps.is_open)
        self.panel.advice.set_aside(self.steps.is_open)
        self.actions_changed.emit()

    def _close_steps(self) -> None:
        self.steps.hide()
        self.notices.clear()
        self._tell_open()

    def _taken(self, step: Step, records: Sequence[Snapshot], changes: Written) -> None:
        whom = f"「{records[0]['name']}」" if len(records) == 1 else f"{len(records):,}件"
        self._close_steps()
        self.table.setFocus()
        emptied = len(self.basket) > 0 and set(self.basket.ids) == {record.id for record in records}
        if emptied:
            self.basket.clear()  # else the next step would be taken for all of them again, unasked
        self._say(f"{whom}の手続「{step.done}」を記録しました。{'かごは空にしました。' if emptied else ''}", changes)
        titles = {form.id: form.title for form in self.papers}
        ids = tuple(record.id for record in records)
        papers = [
            NextStep(f"{titles[form]}を印刷する", partial(self._print_for, ids, form))
            for form in step.papers
            if form in titles
        ]
        words = f"{whom}の「{step.done}」を記録しました。{'続けて書類を印刷できます。' if papers else ''}"
        if emptied:
            papers.append(NextStep(f"同じ{len(ids):,}件をかごに戻す", partial(self._fill_basket, ids)))
        if papers:
            self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, papers, topic="papers"))

    def _fill_basket(self, ids: Sequence[int]) -> None:
        """Put records into the かご again, for a further step or a list of them."""
        self.basket.put(ids)
        self.notices.clear()
        self.table.setFocus()

    def _taken_back(self, name: str, changes: Written) -> None:
        self._close_steps()
        self.table.setFocus()
        self._say(f"「{name}」の直前の手続を取り消しました。", changes)

    def _say(self, words: str, changes: Written) -> None:
        operation = changes.operation_id
        self.place.say(words, (self.schema.name, operation) if operation is not None else None)

    def _print_for(self, ids: tuple[int, ...], form: str) -> None:
        alone = ids[0] if len(ids) == 1 else None
        basket = () if alone is not None else ids
        self.place.print_papers(self.schema.name, current=alone, listed=ids, basket=basket, form=form)

    def _refused(self, error: KnownError) -> None:
        if isinstance(error, InputError) and self.steps.is_entering:
            self._show_problems(error)
        else:
            self.notices.show_notice(trouble(error, topic="steps"))

    def _show_problems(self, error: InputError) -> None:
        homeless = self.steps.entry.show_problems(error.problems)
        count = len(error.problems) - len(homeless)
        words = [f"手続を行う前に、印の付いた{count}か所を確かめてください。"] if count else []
        told = "\n".join([*words, *(problem.message for problem in homeless)])
        self.notices.show_notice(Notice(NoticeKind.ERROR, told, topic="steps"))
        if not count:
            self.steps.return_focus()

    def _end_taking(self) -> None:
        self._taking = False

    @Slot()
    def _choose_another(self) -> None:
        if self.steps.is_dirty:
            self._ask_to_leave("破棄して選び直す", self._choose_again)
        else:
            self._choose_again()

    def _choose_again(self) -> None:
        self.steps.choose_again()
        self._tell_open()

    def _leave_steps_for(self, then: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        if not self.steps.is_open:
            then()
        elif not self.steps.is_dirty:
            self._close_steps()
            then()
        else:
            self._ask_to_leave("破棄して閉じる", then, back)

    def _ask_to_leave(self, words: str, then: Callable[[], object], back: Callable[[], None] | None = None) -> None:
        def give_up() -> None:
            self._close_steps()
            then()

        steps = (NextStep("入力に戻る", back or self.steps.return_focus), NextStep(words, give_up))
        self.notices.show_notice(
            Notice(NoticeKind.WARNING, "手続の入力が途中です。", steps, topic="leaving", asks=True)
        )

    def _return_to(self, record_id: int) -> None:
        """Put the cursor of the list back on the record whose step is being entered."""
        self.table.go_to(record_id)
        self.steps.return_focus()

    def _steps_block(self, snapshot: Snapshot) -> LinkBlock:
        words = self.place.words()
        mark = self.design.mark(snapshot.values, words)
        told: list[str | Mark] = [mark] if mark is not None else []
        if snapshot.values.get("due_on") is not None:
            told.append(due_mark(str(snapshot["due_what"] or "期限"), snapshot["due_on"], words.today))
        links = []
        offer = self._offer
        if offer is not None and not self.place.read_only:
            links = [Link(step.label, partial(self._begin_step, offer, step)) for step in offer.steps]
            if offer.last is not None:
                links.append(Link("直前の手続を取り消す…", self.take_back, str(offer.last["words"])))
        return LinkBlock("手続", links, told=told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.steps.is_open:
            self.leave_steps()
        else:
            super().keyPressEvent(event)


def due_mark(what: str, on: dt.date, today: dt.date) -> Mark:
    """Return how a deadline is told: its day, how far it is, and the colour of what is late or near."""
    days = (on - today).days
    if days < 0:
        return Mark(f"{what}　{dates.short(on)}（{-days:,}日経過）", Tone.LATE)
    far = "今日" if days == 0 else f"あと{days:,}日"
    return Mark(f"{what}　{dates.short(on)}（{far}）", Tone.SOON if days <= SOON else Tone.QUIET)


def _readings(words: Mapping[str, str]) -> dict[str, str]:
    """Return the readings of words by the same keys. Runs on a thread of the pool."""
    from kyodo_desktop.core import readings

    return {key: readings.propose(text) for key, text in words.items()}
