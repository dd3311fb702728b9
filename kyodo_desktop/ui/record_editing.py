"""Editing on a page: new, change, copy, save, leave. Nothing typed is lost without a question that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.ui.draft_keeper import NEW, DraftKeeper, KeptDraft, as_new
from kyodo_desktop.ui.left_drafts import LeftDrafts
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind, trouble
from kyodo_desktop.ui.record_source import SavedRecord
from kyodo_desktop.ui.typing_aids import TypingAids

if TYPE_CHECKING:
    from kyodo_desktop.ui.record_form import RecordForm
    from kyodo_desktop.ui.record_page import RecordPage

KEEPING = 800
"""Milliseconds of typing after which the draft is written."""

LOCKING = 500
"""Milliseconds of saving after which the form is greyed; nearly every save is done long before."""


class RecordEditing(QObject):
    """The state of the form on a :class:`RecordPage`: whether it is open, for which record, and how it is left.

    ``changed`` is sent when the form opens or closes.
    """

    changed = Signal()

    def __init__(self, page: RecordPage, drafts: Path | None) -> None:
        super().__init__(page)
        self._page = page
        self._tasks = page.place.tasks
        self._keeper = DraftKeeper(drafts, page.schema.name, self._tasks, self) if drafts is not None else None
        self._left = LeftDrafts(page, self._keeper, self._resume) if self._keeper is not None else None
        self._record: Snapshot | None = None
        self._key = ""
        self._resumed = False
        self._begun: Mapping[str, Any] = {}
        self._saving = False
        self._aids = TypingAids(page, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEPING)
        self._later.timeout.connect(self._keep)
        self._lock = QTimer(self)
        self._lock.setSingleShot(True)
        self._lock.setInterval(LOCKING)
        self._lock.timeout.connect(self._lock_form)
        page.panel.form_made.connect(self._wire)

    @property
    def is_active(self) -> bool:
        """Whether the form is open."""
        return self._page.panel.is_editing

    @property
    def record_id(self) -> int | None:
        """The record that is being edited, None for a new one."""
        return self._record.id if self._record is not None else None

    # ----------------------------------------------------------------------------------------------------- beginning

    @Slot()
    def begin_new(self) -> None:
        """Open an empty form."""
        self.leave_for(partial(self._begin, None, self._page.design.begins_with(self._page.place.words())))

    @Slot()
    def begin_edit(self) -> None:
        """Open the form on the record under the cursor."""
        self._page.when_come(self._begin_edit)

    def _begin_edit(self) -> None:
        shown = self._page.snapshot
        if shown is not None and not self.is_active and not self._page.place.read_only:
            begin = partial(self._begin, shown, {})
            if self._left is not None and self._left.has(str(shown.id)):
                self._left.find(str(shown.id), begin)  # else what is typed now would take its place
            else:
                begin()

    @Slot()
    def begin_copy(self) -> None:
        """Open a form for a new record that begins with what the one under the cursor has."""
        self._page.when_come(self._begin_copy)

    def _begin_copy(self) -> None:
        shown = self._page.snapshot
        if shown is not None:
            design = self._page.design
            values = dict(design.begins_with(self._page.place.words()))
            values |= {
                name: value
                for name, value in shown.values.items()
                if name not in design.copied_without and value is not None
            }
            self.leave_for(partial(self._begin, None, values))

    def begin_with(self, draft: Draft) -> None:
        """Open a form for a new record that begins with a draft, the lines of its tables too."""
        self.leave_for(partial(self._begin_with, draft))

    def _begin_with(self, draft: Draft) -> None:
        self._begin(None, draft.values)
        for name, lines in draft.children.items():
            self._page.panel.form.tables[name].model.fill([line.values for line in lines])
        self._begun = self._page.panel.form.raw_state()
        self._page.panel.form.focus_first()

    def offer_drafts(self) -> None:
        """Say which drafts were never saved, and offer to go on with each of them."""
        if self._left is not None:
            self._left.offer()

    def resume(self, key: str) -> None:
        """Open the form on the draft under this key; ask first when something typed would be lost."""
        if self.is_active and key == self._key:
            self._page.panel.form.return_focus()
        elif self._left is not None:
            self._left.find(key, self._left.tell_gone)

    def _begin(self, record: Snapshot | None, values: Mapping[str, Any], key: str = "") -> None:
        page = self._page
        self._record = record
        self._key = key or (str(record.id) if record is not None else self._keeper.new_key() if self._keeper else NEW)
        self._resumed = bool(key)
        form = page.panel.form
        form.load(record, page.place.words())
        form.fill(values)
        self._begun = form.raw_state()
        self._show_extra()
        label = page.schema.label
        page.panel.show_form(f"{record.values.get('name') or label}" if record is not None else f"新しい{label}")
        page.notices.clear()
        form.focus_first()
        self.changed.emit()

    def _resume(self, draft: KeptDraft) -> None:
        self.leave_for(partial(self._open_draft, draft))

    def _open_draft(self, draft: KeptDraft) -> None:
        record_id = draft.state["id"]
        if record_id is None:
            self._restore(draft.state, draft.key, None)
        else:
            self._tasks.read(
                partial(self._page.source.load, record_id),
                partial(self._restore, draft.state, draft.key),
                partial(self._tell_gone, draft),
                owner=self,
            )

    def _tell_gone(self, draft: KeptDraft, error: KnownError) -> None:
        """Offer what was typed into a record that is no more as a new one."""
        if not isinstance(error, InputError):
            self._page.notices.show_notice(trouble(error))
            return
        steps = [NextStep("新しい記録として入力を続ける", partial(self._go_on_as_new, draft))]
        if draft.key and self._left is not None:
            steps.append(NextStep("この下書きを捨てる", partial(self._left.drop, draft)))
        words = f"「{draft.title}」の記録は、元に戻す操作などで消えています。入力した内容は残っています。"
        self._page.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="drafts"))

    def _go_on_as_new(self, draft: KeptDraft) -> None:
        if not draft.key:
            self._forget()  # what is in the form goes on under another key
        self._restore(as_new(draft.state, draft.title), draft.key, None)

    def _restore(self, state: Mapping[str, Any], key: str, record: Snapshot | None) -> None:
        """Open the form on a record, or a new one, and enter again what was typed; ``key`` is that of its draft."""
        self._begin(record, {}, key)
        self._page.panel.form.restore(state)
        self._show_extra()
        changed = record is not None and record.version != state["version"]
        steps = [NextStep("下書きを捨てて最初から", self._start_over)] if key else []
        if changed:
            words = "この記録は、入力を始めた後に変更されています。入力していない項目には最新の内容が出ています。"
            self._page.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="version"))
        elif key:
            words = "保存していなかった入力の続きです。"
            self._page.notices.show_notice(Notice(NoticeKind.INFORMATION, words, steps, topic="version"))

    def _start_over(self) -> None:
        self._forget()
        self._begin(
            self._record, self._page.design.begins_with(self._page.place.words()) if self._record is None else {}
        )

    # -------------------------------------------------------------------------------------------------------- saving

    @Slot()
    def save(self) -> None:
        """Store what was entered, if it can be; the record stays in front."""
        if not self.is_active or self._saving:
            return
        form = self._page.panel.form
        form.commit()
        problems = form.problems()
        if problems:
            self._show_problems(InputError(problems))
            return
        draft = form.draft()
        self._saving = True
        self._later.stop()
        self._page.panel.save_button.setFocus()  # keys that are pressed now must not fall into the form
        self._lock.start()
        self._tasks.write(
            partial(self._page.source.save, self._page.place.staff(), draft),
            self._saved,
            self._refused,
            on_finished=self._end_saving,
            owner=self,
        )

    def _saved(self, saved: SavedRecord) -> None:
        page = self._page
        self._forget()
        page.notices.clear()
        page.stay_on(saved.snapshot.id)
        page.show_snapshot(saved.snapshot)
        self._record = None
        page.table.setFocus()
        self.changed.emit()
        operation = saved.changes.operation_id
        words = f"「{saved.snapshot.values.get('name') or page.schema.label}」を保存しました。"
        page.place.say(words, (page.schema.name, operation) if operation is not None else None)
        self._offer_others()

    def _refused(self, error: KnownError) -> None:
        self._unlock()
        if isinstance(error, InputError) and self.is_active and any(problem.attribute for problem in error.problems):
            self._show_problems(error)
        else:
            steps = [NextStep("最新の内容に重ねて入力を続ける", self._reload)] if self._record is not None else []
            self._page.notices.show_notice(trouble(error, steps, topic="saving"))
            self._page.panel.form.return_focus()

    def _end_saving(self) -> None:
        """Open the form again if it is still there: the save was refused, or met a bug."""
        self._saving = False
        self._unlock()
        self._keep()

    @Slot()
    def _lock_form(self) -> None:
        """Let nothing be typed that the save under way would not hold."""
        self._page.panel.form.setEnabled(False)

    def _unlock(self) -> None:
        self._lock.stop()
        self._page.panel.form.setEnabled(True)

    def _show_problems(self, error: InputError) -> None:
        homeless = self._page.panel.form.show_problems(error.problems)
        count = len(error.problems)
        told = "\n".join(problem.message for problem in homeless)
        rest = count - len(homeless)
        words = f"保存する前に、印の付いた{rest}か所を確かめてください。" if rest else ""
        self._page.notices.show_notice(
            Notice(NoticeKind.ERROR, "\n".join(part for part in (words, told) if part), topic="problems")
        )

    def _reload(self) -> None:
        """Take the record as it is stored now, and enter over it again what was typed."""
        if self._record is not None:
            typed = KeptDraft("", str(self._page.panel.form.value("name") or ""), self._page.panel.form.raw_state())
            self._tasks.read(
                partial(self._page.source.load, self._record.id),
                partial(self._restore, typed.state, ""),
                partial(self._tell_gone, typed),
                owner=self,
            )

    # ------------------------------------------------------------------------------------------------------- leaving

    @Slot()
    def leave(self) -> None:
        """Close the form; ask when something typed would be lost."""
        self.leave_for(self._return_to_list)

    def leave_for(self, then: Callable[[], None], back: Callable[[], None] | None = None) -> None:
        """Do something that needs the form closed; ask first when something typed would be lost.

        ``back`` is done when the person goes on editing.
        """
        if not self.is_active:
            then()
        elif not self._is_typed():
            self._forget()  # of what was typed and taken out again
            self._close()
            then()
        else:
            self._ask("破棄して閉じる", then, back)

    def _is_typed(self) -> bool:
        """Return whether the form holds what a person entered: not just what it began with."""
        return self._page.panel.form.raw_state() != self._begun

    def may_close(self) -> bool:
        """Return whether the window may close; else ask, and close it when the person gives up what was typed."""
        if not self.is_active or not self._is_typed():
            return True
        self._ask("破棄して終了する", self._close_window, None)
        return False

    def _ask(self, words: str, then: Callable[[], None], back: Callable[[], None] | None) -> None:
        def give_up() -> None:
            self._forget()
            self._close()
            then()

        self._page.notices.show_notice(
            Notice(
                NoticeKind.WARNING,
                "保存していない入力があります。",
                (
                    NextStep("編集に戻る", back or self._return_to_form),
                    NextStep(words, give_up),
                ),
                topic="leaving",
                asks=True,
            )
        )

    def _close(self) -> None:
        self._later.stop()
        self._record = None
        page = self._page
        page.notices.clear()
        if page.snapshot is not None:
            page.show_snapshot(page.snapshot)
        else:
            page.panel.show_nothing()
        self.changed.emit()
        self._offer_others()

    def _offer_others(self) -> None:
        """After a draft of the time before, offer those that are left."""
        if self._resumed:
            self._resumed = False
            self.offer_drafts()

    def _return_to_form(self) -> None:
        self._page.panel.form.return_focus()

    def _close_window(self) -> None:
        self._page.window().close()

    def _return_to_list(self) -> None:
        self._page.table.setFocus()

    # -------------------------------------------------------------------------------------------------- while typing

    @Slot(object)
    def _wire(self, form: RecordForm) -> None:
        form.edited.connect(self._note_edit)
        form.field_left.connect(self._leave_field)
        form.end_reached.connect(self._page.panel.save_button.setFocus)
        self._aids.come_to(form)

    @Slot()
    def _note_edit(self) -> None:
        self._page.notices.clear_topic("leaving")
        if self._keeper is not None and not self._later.isActive():
            self._later.start()

    @Slot(str, object)
    def _leave_field(self, _attribute: str, _value: Any) -> None:
        self._show_extra()
        if self._later.isActive():
            self._later.stop()
            self._keep()

    def _show_extra(self) -> None:
        form, design, words = self._page.panel.form, self._page.design, self._page.place.words()
        values = form.values()
        form.set_extra_visible(design.extra_fields(values, words))
        self._page.panel.advice.show_sentences(design.advice(values, words))

    @Slot()
    def _keep(self) -> None:
        form = self._page.panel.form
        if self._keeper is not None and self.is_active and self._is_typed():
            title = str(form.value("name") or f"新しい{self._page.schema.label}")
            self._keeper.keep(self._key, title, form.raw_state())

    def _forget(self) -> None:
        self._later.stop()
        if self._keeper is not None:
            self._keeper.forget(self._key)
