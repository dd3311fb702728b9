"""What the papers of a change may name: the plan as it was decided on beside the one that is asked for or approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.fields import EraDate, Field, Text, Yen
from kyodo_desktop.core.lifecycle import STEPS, standing
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.features.grants import changing
from kyodo_desktop.features.grants.assessment import cost_rules
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.changing import Changing
from kyodo_desktop.features.grants.procedure import STOPPED, events
from kyodo_desktop.features.grants.rules.account import EventKind
from kyodo_desktop.features.grants.rules.costs import count_costs
from kyodo_desktop.printing.slice_papers import Values

PROCEDURE = "change_procedure"
"""What is asked for, as 補助事業変更（中止）承認申請書 has it to be ticked."""

CHANGE, STOP = "変更", "中止"

FIELDS: Mapping[str, Field] = {
    PROCEDURE: Text("変更・中止の申請の区分"),
    "amount_before_change": Yen("変更前の交付決定額"),
    "amount_after_change": Yen("変更後の交付決定額"),
    "asked_before_amount": Yen("変更を申請したときの交付決定額"),
    "asked_amount": Yen("変更後の申請額"),
    "approval_needed": Text("変更承認の要否"),
    "applied_total_expense": Yen("申請のときの総事業費"),
    "applied_eligible_amount": Yen("申請のときの補助対象経費"),
    "applied_from_on": EraDate("申請のときの実施期間の始め"),
    "applied_until_on": EraDate("申請のときの実施期間の終わり"),
}

_CHANGED = {
    "side": Text("区分"),
    "label": Text("科目・費目"),
    "before": Yen("変更前"),
    "after": Yen("変更後"),
    "difference": Yen("増減"),
    "mark": Text("承認の要る増減"),
}

TABLES = (
    Schema("asked_changes", "経費の配分の変更（申請）", _CHANGED),
    Schema("approved_changes", "経費の配分の変更（承認）", _CHANGED),
)


def facts_of(case: Case) -> tuple[dict[str, Any], dict[str, Sequence[Values]]]:
    """Return the amounts before and after a change, and both plans side by side.

    The application of a change that was approved still speaks of that change, until another one is asked for.
    """
    approved, change = changing.approved(case), changing.standing_of(case)
    asked = change.asked
    if asked is None or not asked.is_one:
        asked = None if change.is_pending else approved
    needed = ""
    if asked is not None:
        needed = "変更承認が必要です。" if asked.verdict.needs_approval else "軽微な変更です。"
    before, after = (approved.before.grant, approved.after.grant) if approved else _amounts(case)
    values = {
        PROCEDURE: _procedure(case, asked, is_pending=change.is_pending),
        "amount_before_change": before,
        "amount_after_change": after,
        "asked_before_amount": asked.before.grant if asked else case.account.decided or None,
        "asked_amount": asked.after.grant if asked else None,
        "approval_needed": needed,
    }
    values |= _as_applied(case)
    return values, {"asked_changes": list(_rows(asked)), "approved_changes": list(_rows(approved))}


def _procedure(case: Case, asked: Changing | None, *, is_pending: bool) -> str | None:
    """Return what was asked for, as far as the record tells; None while a request is there and no plan differs yet."""
    taken = [case.life.step(line["step"]) for line in standing(case.lines[STEPS])]
    if any(step is not None and step.to == STOPPED for step in taken):
        return STOP
    was_approved = any(event.kind is EventKind.CHANGE for event in events(case.life, case.lines[STEPS]))
    return CHANGE if asked is not None or (was_approved and not is_pending) else None


def _as_applied(case: Case) -> dict[str, Any]:
    """Return on what the decision was made, whatever was changed since: its papers may be printed again later."""
    kept, values = changing.kept_plans(case.lines[STEPS]), case.values
    if not kept:
        names = ("total_expense", "eligible_amount", "from_on", "until_on")
        return {f"applied_{name}": values.get(name) for name in names}
    rules = cost_rules(case.grant_round, case.words) if case.grant_round else []
    first = kept[0]
    return {
        "applied_total_expense": first.budget.expense_total,
        "applied_eligible_amount": count_costs(first.budget.expenses, rules).counted_total,
        "applied_from_on": first.begins_on,
        "applied_until_on": first.ends_on,
    }


def _amounts(case: Case) -> tuple[int | None, int | None]:
    """Return the decided yen before and after the last approved change; after a decision alone both are the same."""
    decided = [
        event.amount
        for event in events(case.life, case.lines[STEPS])
        if event.kind in (EventKind.DECIDE, EventKind.CHANGE)
    ]
    return (decided[-2:][0], decided[-1]) if decided else (None, None)


def _rows(found: Changing | None) -> Iterator[Values]:
    """Yield what changes of the incomes and of the expenses, each with its total; nothing where neither does."""
    if found is None or not found.moves_money:
        return
    for line in found.incomes:
        if line.difference or line.total:
            yield _row("収入", line.label, line.budgeted, line.actual)
    for each in found.verdict.lines:
        if each.difference or each is found.verdict.lines[-1]:
            yield _row("支出", each.label, each.before, each.after, "○" if each.needs_approval else "")


def _row(side: str, label: str, before: int, after: int, mark: str = "") -> Values:
    return {"side": side, "label": label, "before": before, "after": after, "difference": after - before, "mark": mark}
