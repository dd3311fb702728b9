"""Marks that were typed and not saved: kept over a crash, saved by F12, and asked about before they would be lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from kyodo_desktop.ui.draft_keeper import DraftKeeper
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.ui.review_page import ReviewPage

KEEPING = 800
"""Milliseconds of typing after which the draft is written."""


class UnsavedMarks(QObject):
    """What was typed on a page and is not stored yet."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._keeper = DraftKeeper(page.place.office.folder.drafts, "grant-review", page.place.tasks, self)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEPING)
        self._keeping.timeout.connect(self._keep)

    @property
    def are_there(self) -> bool:
        """Whether anything would be lost."""
        return self._page.marks.model.is_dirty()

    @Slot()
    def note_edit(self) -> None:
        """Write the draft in a moment; a question about leaving is over."""
        self._page.notices.clear_topic("leaving")
        if not self._keeping.isActive():
            self._keeping.start()

    def offer_draft(self) -> None:
        """Enter again what was typed before a crash."""
        page, key = self._page, str(self._page.round_id)
        if page.place.read_only or not self._keeper.has(key):
            return
        draft = next((each for each in self._keeper.kept() if each.key == key), None)
        if draft is None:
            return
        page.marks.model.restore(draft.state)
        page.marks.show_sheet()
        steps = (NextStep("下書きを捨てる", self.give_up),)
        words = "保存していなかった点数の続きです。F12 で保存できます。"
        page.notices.show_notice(Notice(NoticeKind.INFORMATION, words, steps, topic="draft"))

    @Slot()
    def save(self) -> None:
        """Store everything that was typed, of all reviewers, in one operation."""
        page, model = self._page, self._page.marks.model
        page.marks.view.setFocus()  # closes a cell that is being typed in
        if page.is_writing or not model.is_dirty() or page.round_id is None:
            return
        if (wrong := model.wrong()) is not None:
            page.marks.go_to(*wrong)
            words = f"点数として読めない所が{model.count_wrong()}か所あります。直してから保存してください。"
            page.notices.show_notice(Notice(NoticeKind.ERROR, words, topic="saving"))
            return
        changes = model.changes()
        page.write(
            partial(page.grants.reviews.enter_marks, page.place.staff(), page.round_id, changes),
            partial(self._saved, len(changes)),
        )

    def ask_to_leave(self, words: str, then: Callable[[], None]) -> None:
        """Ask whether what was typed may be lost; ``words`` name what is done ``then``."""
        steps = (NextStep("入力に戻る", self._page.marks.setFocus), NextStep(words, partial(self._leave, then)))
        self._page.notices.show_notice(
            Notice(NoticeKind.WARNING, "保存していない点数があります。", steps, topic="leaving", asks=True)
        )

    def give_up(self) -> None:
        """Throw away what was typed."""
        self._forget()
        self._page.show_ranking()
        self._page.marks.show_sheet()

    # ------------------------------------------------------------------------------------------------------- inside

    def _leave(self, then: Callable[[], None]) -> None:
        self.give_up()
        then()

    @Slot()
    def _keep(self) -> None:
        page = self._page
        if page.round_id is not None and self.are_there and page.reading is not None:
            self._keeper.keep(str(page.round_id), page.reading.sheet.name, page.marks.model.raw_state())

    def _saved(self, count: int, changes: Any) -> None:
        self._forget()
        self._page.say(f"評点を{count}件保存しました。", changes)
        self._page.actions_changed.emit()

    def _forget(self) -> None:
        self._keeping.stop()
        self._keeper.forget(str(self._page.round_id))
        self._page.marks.model.forget()
        self._page.notices.clear()
