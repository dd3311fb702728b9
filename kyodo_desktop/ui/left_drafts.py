"""The drafts of a page that were never saved: each is offered, and goes on or is given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kyodo_desktop.ui.draft_keeper import DraftKeeper, KeptDraft
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind

if TYPE_CHECKING:
    from kyodo_desktop.ui.record_page import RecordPage


class LeftDrafts(QObject):
    """Finds drafts on the disk, off the UI thread; ``go_on`` opens the form of the page on one of them."""

    def __init__(self, page: RecordPage, keeper: DraftKeeper, go_on: Callable[[KeptDraft], None]) -> None:
        super().__init__(page)
        self._page = page
        self._keeper = keeper
        self._go_on = go_on

    def has(self, key: str) -> bool:
        """Return whether there is a draft under this key."""
        return self._keeper.has(key)

    def offer(self) -> None:
        """Say how many drafts there are, and offer them one after the other, the latest first."""
        self._read(self._offer)

    def find(self, key: str, otherwise: Callable[[], None]) -> None:
        """Go on with the draft under this key; do something else when there is none that can be read."""

        def found(kept: list[KeptDraft]) -> None:
            draft = next((draft for draft in kept if draft.key == key), None)
            if draft is None:
                otherwise()
            else:
                self._go_on(draft)

        self._read(found)

    def drop(self, draft: KeptDraft) -> None:
        """Give one draft up, and offer those that are left."""
        self._keeper.forget(draft.key)
        self.offer()

    def tell_gone(self) -> None:
        """Say that a draft that was offered elsewhere is no more."""
        words = "この下書きは残っていません。すでに保存したか、捨てたものです。"
        self._page.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="drafts"))

    def _read(self, tell: Callable[[list[KeptDraft]], None]) -> None:
        if not self._page.place.read_only:
            self._page.place.tasks.compute(self._keeper.kept, tell, label="下書きを確かめています", owner=self)

    def _offer(self, kept: Sequence[KeptDraft], place: int = 0) -> None:
        if not kept or self._page.editing.is_active:
            return
        draft, count = kept[place], len(kept)
        which, this, steps = "", "", [NextStep("続きを入力する", partial(self._go_on, draft))]
        if count > 1:
            which, this = f"（{place + 1}件目）", "この"
            steps.append(NextStep("次の下書きを見る", partial(self._offer_next, kept, (place + 1) % count)))
        steps.append(NextStep(f"{this}下書きを捨てる", partial(self._drop, kept, place)))
        words = f"保存していない下書きが{count}件あります{which}：「{draft.title}」"
        self._page.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="drafts"))

    def _offer_next(self, kept: Sequence[KeptDraft], place: int) -> None:
        """Offer another draft, and leave the cursor on the way to the one after it."""
        self._offer(kept, place)
        self._page.notices.buttons[1].setFocus()

    def _drop(self, kept: Sequence[KeptDraft], place: int) -> None:
        self._keeper.forget(kept[place].key)
        self._offer([*kept[place + 1 :], *kept[:place]])
