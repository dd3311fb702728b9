"""What a review leads to: 内定, 次点 and 不採択 for a whole round, then all its decisions in one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.references import counted_up
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.kept_decisions import kept_placing
from kyodo_desktop.features.grants.placings import RESULTS
from kyodo_desktop.features.grants.procedure import REFUSED, event_kind
from kyodo_desktop.features.grants.rules.account import AccountState, EventKind
from kyodo_desktop.features.grants.rules.outcome import Placing

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes
    from kyodo_desktop.features.grants.service import GrantService


@dataclass(frozen=True, slots=True)
class _Run:
    """One kind of decision for many: what it is called, whose result is waited for, and which step it is."""

    words: str
    result: str
    step: Callable[[Step], bool]


def _decides(step: Step) -> bool:
    return event_kind(step, AccountState.UNDECIDED, frozenset()) is EventKind.DECIDE


def _refuses(step: Step) -> bool:
    return step.to == REFUSED


def _gives_result(step: Step) -> bool:
    return step.sets.get("result") in RESULTS.values() and not step.day


DECIDE = _Run("交付決定", "adopted", _decides)
REFUSE = _Run("不交付決定", "rejected", _refuses)


class OutcomeService:
    """Writes down what became of the applications of a round."""

    def __init__(self, grants: GrantService) -> None:
        self.grants = grants

    def settle_review(
        self, staff: str, round_id: int, when: dt.date, *, order: Mapping[int, int] | None = None
    ) -> Changes:
        """Make the ranking the result: 内定, 次点 or 不採択 for every application, in one operation.

        Raises InputError while marks are missing or the committee has to decide between equals (``order``), and for
        applications that are not under review.
        """
        ranking = self.grants.reviews.ranking(round_id, order=order)
        rows = self.grants.reviews.applications(round_id)
        waiting = [placing for placing in ranking.placings if rows[placing.key]["result"] is None]
        undecided = [placing for placing in waiting if placing.decision not in RESULTS]
        if undecided:
            raise InputError([Problem(_said(rows[each.key], each.reason or each.decision.label)) for each in undecided])
        if not waiting:
            raise InputError("結果の決まっていない申請がありません。")
        stored = {each.id: each for each in self.grants.load_many([placing.key for placing in waiting])}
        takings = [self._result(stored[placing.key], placing, when) for placing in waiting]
        return self.grants.take(staff, takings, action="審査結果の決定")

    def before_review(self, round_id: int) -> tuple[int, ...] | None:
        """Return the applications without a result whose state offers none: they were not put to the review yet.

        None for a programme whose life has no review.
        """
        life = self.grants.lifecycle(self.grants.reviews.round(round_id).values)
        offering = {state for state in life.states() if any(map(_gives_result, life.offered(state)))}
        if not offering:
            return None
        rows = self.grants.reviews.applications(round_id)
        return tuple(each for each in rows if rows[each]["result"] is None and rows[each]["state"] not in offering)

    def _result(self, stored: Snapshot, placing: Placing, when: dt.date) -> Taking:
        result = RESULTS[placing.decision]
        step = self._offered(
            stored, lambda each: _gives_result(each) and each.sets["result"] == result, "審査の結果を記録できる状態"
        )
        line: dict[str, Any] = {"happened_on": when, "note": placing.reason or None}
        if "amount" in step.asks:
            line["amount"] = placing.amount
        return Taking(
            stored.id,
            step.code,
            line,
            {"marks_total": placing.total, "rank": placing.rank, "placing": kept_placing(placing)},
        )

    # Decisions for all in one run

    def decide(
        self,
        staff: str,
        round_id: int,
        on: dt.date,
        first_document_number: str = "",
        ids: Collection[int] | None = None,
    ) -> Changes:
        """Decide on all that were adopted, or on those with ``ids``, in one operation, with what was allotted to each.

        The last number in ``first_document_number`` is counted up in the order of rank and 整理番号.
        """
        return self._run(staff, DECIDE, round_id, on, first=first_document_number, ids=ids)

    def refuse(
        self,
        staff: str,
        round_id: int,
        on: dt.date,
        first_document_number: str = "",
        ids: Collection[int] | None = None,
    ) -> Changes:
        """Refuse all that were rejected, or those with ``ids``, in one operation, numbered as :meth:`decide` does."""
        return self._run(staff, REFUSE, round_id, on, first=first_document_number, ids=ids)

    def waiting_for_decision(self, round_id: int) -> tuple[int, ...]:
        """Return the adopted applications on which nothing was decided yet."""
        return tuple(self._waiting(DECIDE, self.grants.reviews.applications(round_id)))

    def waiting_for_refusal(self, round_id: int) -> tuple[int, ...]:
        """Return the rejected applications that were not refused yet."""
        return tuple(self._waiting(REFUSE, self.grants.reviews.applications(round_id)))

    def _run(
        self, staff: str, run: _Run, round_id: int, on: dt.date, *, first: str, ids: Collection[int] | None
    ) -> Changes:
        rows = self.grants.reviews.applications(round_id)
        chosen = self._waiting(run, rows) if ids is None else [each for each in rows if each in ids]
        if not chosen:
            raise InputError(f"{run.words}をする申請がありません。")
        if len(chosen) > 1 and first and counted_up(first, 1) == first:
            raise InputError([Problem("文書番号に数字がないため、続き番号を付けられません。", "document_number")])
        chosen.sort(key=lambda record_id: (rows[record_id]["rank"] or len(rows) + 1, rows[record_id]["reference"]))
        takings = []
        for place, record in enumerate(self.grants.load_many(chosen)):
            step = self._offered(record, run.step, f"{run.words}のできる状態")
            line = {**self.grants.proposal(record, step), "happened_on": on}
            line["document_number"] = counted_up(first, place) if first else None
            takings.append(Taking(record.id, step.code, line))
        return self.grants.take(staff, takings, action=f"{run.words}（{len(takings)}件）")

    def _waiting(self, run: _Run, rows: Mapping[int, Mapping[str, Any]]) -> list[int]:
        """Return the applications for which a kind of decision has still to be made."""
        closed = {each.code for each in self.grants.words().taxonomy("states").terms if each.extra.get("closed")}
        return [each for each in rows if rows[each]["result"] == run.result and self._waits(rows[each], closed)]

    @staticmethod
    def _waits(values: Mapping[str, Any], closed: Collection[str]) -> bool:
        """Return whether nothing was decided on an application yet."""
        return values["state"] not in closed and values["decided_amount"] is None

    # Inside

    def _offered(self, stored: Snapshot, wanted: Callable[[Step], bool], what: str) -> Step:
        """Return the step that is offered now. Raises InputError that names the application when none is."""
        for step in self.grants.offered(stored):
            if wanted(step):
                return step
        state = self.grants.words().taxonomy("states").label_of(stored["state"] or "")
        raise InputError(f"{_said(stored.values, f'{what}ではありません（いまの状態は「{state}」）')}。")


def _said(values: Mapping[str, Any], sentence: str) -> str:
    return f"{values['reference']} {values['name']}：{sentence}"
