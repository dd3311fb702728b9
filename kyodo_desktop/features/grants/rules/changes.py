"""変更承認: whether a change of a granted project needs an approval, and what the grant may become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.amount import GrantAmount
from kyodo_desktop.features.grants.rules.budget import Budget, ExpenseLine
from kyodo_desktop.features.grants.rules.derivation import Line
from kyodo_desktop.features.grants.rules.findings import Finding, Level
from kyodo_desktop.features.grants.rules.terms import share_text


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """When a change needs an approval: more than a share (permille) of one 費目 or of the total costs.

    None does not look at that. ``may_raise`` lets a change decide more than was decided before.
    """

    category_permille: int | None = 200
    total_permille: int | None = 200
    purpose_needs: bool = True
    period_needs: bool = True
    may_raise: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What was approved, or what is wanted instead. ``grant`` is the 補助額 in yen."""

    budget: Budget
    grant: int
    purpose: str = ""
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One 費目 or the total before and after in yen; ``permille`` of before (cut), None where there was nothing."""

    label: str
    before: int
    after: int
    difference: int
    permille: int | None
    needs_approval: bool


@dataclass(frozen=True, slots=True)
class ChangeVerdict:
    """Whether the change needs 変更承認, the table, and the reasons."""

    needs_approval: bool
    lines: tuple[ChangeLine, ...]
    findings: tuple[Finding, ...]


def check_change(rules: ChangeRules, before: Plan, after: Plan) -> ChangeVerdict:
    """Return what a change of plan needs.

    A change of exactly the share needs no approval, one yen more does; so does a 費目 that was not planned. A grant
    that is changed at all is never changed without a decision.
    """
    costs = _category_lines(rules.category_permille, before.budget.expenses, after.budget.expenses)
    lines = (*costs, _total_line(rules, before, after))
    findings = (*_cost_findings(rules, lines), *_other_findings(rules, before, after))
    if not findings:
        findings = (Finding("minor", Level.OK, "軽微な変更です。変更承認の申請は要りません。"),)
    needs = any(finding.level is not Level.OK for finding in findings)
    return ChangeVerdict(needs, lines, findings)


def amount_after_change(rules: ChangeRules, decided: int, recomputed: GrantAmount) -> GrantAmount:
    """Return the grant after a change: the recomputed amount, never more than decided unless the programme says so."""
    if rules.may_raise:
        return recomputed
    amount = min(decided, recomputed.amount)
    held = decided < recomputed.amount
    computed = (replace(line, decisive=line.decisive and not held) for line in recomputed.lines[:-1])
    lines = (
        *computed,
        replace(recomputed.lines[-1], label="変更後に算出した額"),
        Line("変更前の交付決定額", "", decided, decisive=held),
        Line("変更後の補助額", "", amount),
    )
    return GrantAmount(amount, lines, recomputed.reason)


def _category_lines(
    permille: int | None, before: Sequence[ExpenseLine], after: Sequence[ExpenseLine]
) -> Iterator[ChangeLine]:
    """Yield each 費目 once, in the order of the old plan, then what the new one adds."""
    labels = {cost.category: cost.label for cost in (*after, *before)}
    order = dict.fromkeys(cost.category for cost in (*before, *after))
    for category in order:
        old = sum(cost.total for cost in before if cost.category == category)
        new = sum(cost.total for cost in after if cost.category == category)
        yield _line(labels[category], old, new, permille)


def _total_line(rules: ChangeRules, before: Plan, after: Plan) -> ChangeLine:
    return _line("合計", before.budget.expense_total, after.budget.expense_total, rules.total_permille)


def _line(label: str, before: int, after: int, limit: int | None) -> ChangeLine:
    difference = after - before
    over = limit is not None and abs(difference) * 1000 > limit * before
    return ChangeLine(label, before, after, difference, abs(difference) * 1000 // before if before else None, over)


def _cost_findings(rules: ChangeRules, lines: Sequence[ChangeLine]) -> Iterator[Finding]:
    for row, line in enumerate(lines):
        if not line.needs_approval:
            continue
        is_total = row == len(lines) - 1
        limit = rules.total_permille if is_total else rules.category_permille
        moved = f"{yen(abs(line.difference))}{'増え' if line.difference > 0 else '減り'}"
        if line.permille is None:
            sentence = f"予算になかった「{line.label}」に{yen(line.after)}を使います。変更承認が必要です。"
        else:
            sentence = f"「{line.label}」が{moved}、{share_text(limit or 0)}を超える変更です。変更承認が必要です。"
        yield Finding("total" if is_total else "category", Level.LOOK, sentence, line.difference, row)


def _other_findings(rules: ChangeRules, before: Plan, after: Plan) -> Iterator[Finding]:
    if rules.purpose_needs and before.purpose != after.purpose:
        yield Finding("purpose", Level.LOOK, "事業の目的や内容が変わります。変更承認が必要です。")
    if rules.period_needs and (before.begins_on, before.ends_on) != (after.begins_on, after.ends_on):
        yield Finding("period", Level.LOOK, "事業の期間が変わります。変更承認が必要です。")
    difference = after.grant - before.grant
    if difference > 0 and not rules.may_raise:
        sentence = f"補助額は交付決定額（{yen(before.grant)}）より増やせません。{yen(difference)}減らしてください。"
        yield Finding("raise", Level.REFUSED, sentence, difference)
    elif difference:
        moved = f"{yen(abs(difference))}{'増え' if difference > 0 else '減り'}"
        yield Finding("grant", Level.LOOK, f"補助額が{moved}ます。変更の決定が必要です。", difference)
