"""Where applications came out when their results were settled: kept then, and never computed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.kept_decisions import kept_placing, placing_of_kept
from kyodo_desktop.features.grants.review import ReviewRow
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing, Ranking

RESULTS: Mapping[Decision, str] = {
    Decision.ADOPTED: "adopted",
    Decision.PARTIAL: "adopted",
    Decision.RUNNER_UP: "runner_up",
    Decision.REJECTED: "rejected",
}
"""The code of ``grant_results`` that a decision of the ranking becomes."""

DECISIONS = {"adopted": Decision.ADOPTED, "runner_up": Decision.RUNNER_UP, "rejected": Decision.REJECTED}
"""The decision that a result tells of, where nobody kept whether it was for a part of the amount."""


def settled_placing(record_id: int, values: Mapping[str, Any], row: ReviewRow, frame: str) -> Placing | None:
    """Return where an application came out when its result was settled; None for one without a result.

    Of a result from an older list, what the list said is all that is known. ``frame`` is the budget it is paid from.
    """
    decision = DECISIONS.get(values["result"] or "")
    if decision is None:
        return None
    if values["placing"]:
        return replace(placing_of_kept(values["placing"]), key=record_id, frame=frame)
    amount = (given_amount(values) or 0) if decision.granted else 0
    full = row.score.full if values["marks_total"] is not None else 0
    return Placing(
        record_id, frame, values["rank"], False, values["marks_total"], full, decision, amount, amount, 0, reason=""
    )


def given_amount(values: Mapping[str, Any]) -> int | None:
    """Return the yen of the budget that were given to an adopted application: what was allotted, else decided."""
    allotted: int | None = values["allotted_amount"]
    decided: int | None = values["decided_amount"]
    return decided if allotted is None else allotted


def kept(
    draft: Draft, stored: Snapshot | None, values: Mapping[str, Any], ranked: Callable[[], Placing | None]
) -> dict[str, Any]:
    """Return what an application keeps of its placing when a step gives it a result, or takes that back.

    ``values`` are those after the step. ``ranked`` computes where the application stands now; it is asked only when a
    result comes that no settled review brings.
    """
    if stored is None or "placing" in draft.values:
        return {}
    before = placing_of_kept(stored["placing"]) if stored["placing"] else None
    if values["result"] is None:
        return dict.fromkeys(("placing", "marks_total", "rank")) if before else {}
    decision = DECISIONS.get(values["result"])
    if decision is not None and before is not None:
        after = _moved(before, decision, stored, values)
        return {} if after == before else {"placing": kept_placing(after)}
    is_new = values["result"] != stored["result"] and values["marks_total"] is None
    now = ranked() if decision is not None and is_new else None
    if decision is None or now is None or now.total is None:
        return {}
    amount = (given_amount(values) or 0) if decision.granted else 0
    settled = replace(now, decision=decision, amount=amount, reason="")
    return {"placing": kept_placing(settled), "marks_total": settled.total, "rank": settled.rank}


def _moved(before: Placing, decision: Decision, stored: Snapshot, values: Mapping[str, Any]) -> Placing:
    """Return a kept placing after a step: a 次点 may be adopted later, and the decision may give another amount."""
    if stored["decided_amount"] is None and values["decided_amount"] is not None:
        amount = values["decided_amount"]
    else:
        amount = before.amount if before.decision.granted else given_amount(values) or 0
    amount = amount if decision.granted else 0
    if RESULTS.get(before.decision) == RESULTS[decision]:
        return replace(before, amount=amount)
    return replace(before, decision=decision, amount=amount, reason="")


def differing(rows: Iterable[ReviewRow], ranking: Ranking) -> tuple[str, ...]:
    """Return the 整理番号 of the applications whose marks give another score by now than the one that was settled."""
    placed = ranking.by_key
    return tuple(
        row.reference
        for row in rows
        if row.result in DECISIONS
        and row.application_id in placed
        and any(mark is not None for cell in row.cells for mark in cell.marks)
        and (row.score.total, row.score.full) != (placed[row.application_id].total, placed[row.application_id].full)
    )


def difference_words(references: tuple[str, ...]) -> str:
    """Return the sentence about scores that are not those of the settled result; empty where all are."""
    if not references:
        return ""
    return (
        f"結果を決めた後に評点か審査の決まりが変わり、いまの得点と異なる申請が{len(references)}件あります"
        f"（{'、'.join(references)}）。順位・得点・配分額は、結果を決めたときのものです。"
    )
