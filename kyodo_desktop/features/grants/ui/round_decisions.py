"""Deciding on a whole round: the results, then the grants and the refusals with their letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.outcome import Decision
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.ui.review_page import ReviewPage

DECISION_LETTER, REFUSAL_LETTER = "grant-decision", "grant-refusal"


@dataclass(frozen=True)
class Act:
    """What is done once its day was entered: the write, what is said then, and the letters that go out."""

    write: Callable[..., Any]
    said: str
    ids: tuple[int, ...] = ()
    letter: str = ""
    letter_words: str = ""


class RoundDecisions(QObject):
    """Asks on the page's panel, naming what will happen, and acts for all applications in one operation."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._act: Act | None = None

    @Slot()
    def ask_to_settle(self) -> None:
        """Ask for the day on which the ranking becomes the result."""
        page = self._page
        if page.reading is None or page.round_id is None:
            return
        waiting = {row.application_id for row in page.reading.sheet.rows if row.result is None}
        here = [placing for placing in page.ranks.placings() if placing.key in waiting]
        counts = {each: sum(placing.decision is each for placing in here) for each in Decision}
        granted = counts[Decision.ADOPTED] + counts[Decision.PARTIAL]
        spent = sum(placing.amount for placing in here)
        words = (
            f"{len(here)}件の審査結果を確定します。採択（内定） {granted}件 計{yen(spent)}、"
            f"次点 {counts[Decision.RUNNER_UP]}件、不採択 {counts[Decision.REJECTED]}件です。あとで元に戻せます。"
        )
        settle = page.grants.outcomes.settle_review
        write = partial(settle, page.place.staff(), page.round_id, order=dict(page.order))
        act = Act(write, f"{len(here)}件の審査結果を確定しました。")
        self._ask(words, f"{len(here)}件の結果を確定する", None, act)

    @Slot()
    def ask_to_decide(self) -> None:
        """Ask for the day and the first number of the decisions on all that were adopted."""
        page = self._page
        if page.reading is not None and page.round_id is not None:
            ids = page.reading.to_decide
            write = partial(page.grants.outcomes.decide, page.place.staff(), page.round_id)
            act = Act(write, f"{len(ids)}件の交付を決定しました。", ids, DECISION_LETTER, "交付決定通知書")
            words = f"採択した{len(ids)}件に、内定額で交付を決定します。決定の日と、最初の文書番号を入力してください。"
            self._ask_number(words, f"{len(ids)}件の交付を決定する", act)

    @Slot()
    def ask_to_refuse(self) -> None:
        """Ask for the day and the first number of the refusals of all that were rejected."""
        page = self._page
        if page.reading is not None and page.round_id is not None:
            ids = page.reading.to_refuse
            write = partial(page.grants.outcomes.refuse, page.place.staff(), page.round_id)
            act = Act(write, f"{len(ids)}件の不交付を決定しました。", ids, REFUSAL_LETTER, "不交付決定通知書")
            words = f"不採択の{len(ids)}件を、交付しないと決定します。決定の日と、最初の文書番号を入力してください。"
            self._ask_number(words, f"{len(ids)}件の不交付を決定する", act)

    @Slot()
    def act(self) -> None:
        """Do what was asked, unless something is wrong with what was entered."""
        page, act = self._page, self._act
        if act is None or page.is_writing or page.panel.problems():
            return
        asked = [page.panel.value("happened_on")]
        if "document_number" in page.panel.cells:
            asked.append(page.panel.value("document_number") or "")
        page.write(partial(act.write, *asked), partial(self._done, act))

    @Slot()
    def leave(self) -> None:
        """Take the question away."""
        if self._act is not None:
            self._act = None
            self._page.panel.hide()
            self._page.ranks.view.setFocus()

    def _ask_number(self, words: str, button: str, act: Act) -> None:
        def ask(number: str | None) -> None:
            self._ask(words, button, number or "", act)

        self._page.place.tasks.read(self._page.grants.next_document_number, ask, owner=self)

    def _ask(self, words: str, button: str, number: str | None, act: Act) -> None:
        self._act = act
        self._page.notices.clear()
        today = self._page.place.words()
        self._page.panel.ask(words, button, today.today, number, today)

    def _done(self, act: Act, changes: Any) -> None:
        page = self._page
        self.leave()
        page.order.clear()
        page.say(act.said, changes)
        if act.letter:
            print_letters = NextStep(f"{act.letter_words}を{len(act.ids)}件印刷する", partial(self._print, act))
            page.notices.show_notice(
                Notice(NoticeKind.INFORMATION, act.said, (print_letters,), topic="letters"),
            )
            page.notices.buttons[0].setFocus()

    def _print(self, act: Act) -> None:
        self._page.place.print_papers("grants", current=None, listed=act.ids, basket=act.ids, form=act.letter)
