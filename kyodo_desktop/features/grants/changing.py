"""変更: the plan as it was decided on beside the plan as it stands, and what the grant becomes by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kyodo_desktop.core.lifecycle import STEPS, Lifecycle, standing
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.assessment import PLAN, Columns, assess, budget_of, cost_rules
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.deciding_plan import entered_plan, planned
from kyodo_desktop.features.grants.kept_decisions import kept_plan, plan_of_kept
from kyodo_desktop.features.grants.procedure import CHANGING, change_was_refused, decides, may_raise
from kyodo_desktop.features.grants.rules.account import AccountState
from kyodo_desktop.features.grants.rules.amount import GrantAmount, grant_amount
from kyodo_desktop.features.grants.rules.changes import (
    ChangeRules,
    ChangeVerdict,
    Plan,
    amount_after_change,
    check_change,
)
from kyodo_desktop.features.grants.rules.result_table import ComparisonLine, compare_incomes


@dataclass(frozen=True, slots=True)
class Changing:
    """A change of a granted project: what it needs, its incomes side by side, and the grant after it.

    ``amount`` is None where the round is not registered, or where the change was approved already.
    """

    rules: ChangeRules
    before: Plan
    after: Plan
    verdict: ChangeVerdict
    incomes: tuple[ComparisonLine, ...]
    amount: GrantAmount | None

    @property
    def is_one(self) -> bool:
        """Whether anything differs."""
        return bool(
            (self.before.purpose, self.before.begins_on, self.before.ends_on, self.before.grant)
            != (self.after.purpose, self.after.begins_on, self.after.ends_on, self.after.grant)
            or self.moves_money
        )

    @property
    def moves_money(self) -> bool:
        """Whether any income or expense differs."""
        return any(each.difference for each in self.incomes) or any(each.difference for each in self.verdict.lines)


@dataclass(frozen=True, slots=True)
class ChangeStanding:
    """Where a change of a granted project stands: what it changes, and whether it is being asked for or was refused.

    ``is_unknown`` says that it cannot be compared because the plan of the decision was not kept: so it is with
    decisions from before plans were kept, and with those of a list. ``can_be_put_back`` says that the decided plan can
    take the place of the present one.
    """

    asked: Changing | None
    is_pending: bool
    was_refused: bool
    is_unknown: bool
    can_be_put_back: bool


def plan_of(case: Case, grant: int, columns: Columns = PLAN) -> Plan | None:
    """Return the plan, or the result, of an application as it stands; None where no budget was entered."""
    rules = cost_rules(case.grant_round, case.words) if case.grant_round else ()
    budget = budget_of(case.lines, rules, case.words, columns)
    if not (budget.incomes or budget.expenses):
        return None
    values = case.values
    purpose = "\n".join(filter(None, (values.get("purpose"), values.get("activities"))))
    return Plan(budget, grant, purpose, values.get("from_on"), values.get("until_on"))


def kept_plans(taken: Iterable[Mapping[str, Any]]) -> list[Plan]:
    """Return the plans that were decided on by the steps that stand, the first decision's first."""
    return [plan_of_kept(line["plan"]) for line in standing(taken) if line.get("plan")]


def change_rules(grant_round: Snapshot | None, life: Lifecycle) -> ChangeRules:
    """Return when a change needs an approval. A round that names no share looks at none."""
    share = grant_round["change_share"] if grant_round else None
    return ChangeRules(share, share, may_raise=may_raise(life))


def keep_plan(draft: Draft, case: Case) -> None:
    """Let the step of a draft that decides now keep the plan on which it decides.

    Of several at once, as a list of past years brings them, only the last one is known to stand on this plan.
    """
    deciding = [line for line in draft.children.get(STEPS, ()) if _decides(line.values, case.life)]
    if deciding and deciding[-1].id is None and not deciding[-1].values.get("plan"):
        plan = plan_of(case, case.account.decided)
        deciding[-1].values["plan"] = kept_plan(plan, planned(case.values, case.lines)) if plan else None


def _decides(line: Mapping[str, Any], life: Lifecycle) -> bool:
    step = life.step(line["step"])
    return step is not None and decides(step)


def standing_of(case: Case) -> ChangeStanding:
    """Return where a change of the plan that was decided on stands."""
    taken = case.lines.get(STEPS, ())
    is_pending = case.life.state_after(taken) == CHANGING
    is_decided = case.account.state is AccountState.DECIDED
    has_plan = plan_of(case, case.account.decided) is not None
    return ChangeStanding(
        asked(case),
        is_pending=is_pending,
        was_refused=change_was_refused(case.life, taken),
        is_unknown=is_decided and not kept_plans(taken) and (has_plan or is_pending),
        can_be_put_back=is_decided and not is_pending and entered_plan(taken) is not None,
    )


def asked(case: Case) -> Changing | None:
    """Return what the plan as it stands would change of the one that was decided on last.

    None where nothing was decided on, where the plan of the decision was not kept, and after the settlement.
    """
    kept, decided = kept_plans(case.lines.get(STEPS, ())), case.account.decided
    after = plan_of(case, decided)
    if not kept or after is None or case.account.state is not AccountState.DECIDED:
        return None
    before, rules = replace(kept[-1], grant=decided), change_rules(case.grant_round, case.life)
    amount = None if _same(before, after) else _recomputed(case, rules)
    if amount is not None:
        raised = after.budget.grant > max(decided, before.budget.grant)
        after = replace(after, grant=after.budget.grant if raised else amount.amount)
    return _compared(rules, before, after, amount)


def approved(case: Case) -> Changing | None:
    """Return the change that was approved last; None where there was none or a plan of it was not kept."""
    kept = kept_plans(case.lines.get(STEPS, ()))
    if len(kept) < 2:
        return None
    before, after = kept[-2:]
    return _compared(change_rules(case.grant_round, case.life), before, after, None)


def _compared(rules: ChangeRules, before: Plan, after: Plan, amount: GrantAmount | None) -> Changing:
    return Changing(rules, before, after, check_change(rules, before, after), _incomes(before, after), amount)


def _same(before: Plan, after: Plan) -> bool:
    """Return whether a plan asks for nothing else, however its lines are written."""
    sides = [(plan.purpose, plan.begins_on, plan.ends_on, _sums(plan), plan.budget.grant) for plan in (before, after)]
    return sides[0] == sides[1] and not any(line.difference for line in _incomes(before, after))


def _sums(plan: Plan) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for line in plan.budget.expenses:
        eligible, total = found.get(line.category, (0, 0))
        found[line.category] = eligible + line.eligible, total + line.total
    return {category: amounts for category, amounts in found.items() if any(amounts)}


def _incomes(before: Plan, after: Plan) -> tuple[ComparisonLine, ...]:
    return compare_incomes(before.budget, after.budget)


def _recomputed(case: Case, rules: ChangeRules) -> GrantAmount | None:
    """Return the grant after the change; the grant among the changed incomes is what is asked for by now."""
    if case.grant_round is None:
        return None
    assessed = assess(case.values, case.lines, case.grant_round, case.words)
    request = assessed.request
    if assessed.budget.grant:
        request = replace(request, requested=assessed.budget.grant)
    if assessed.amount is None:
        return None
    recomputed = grant_amount(assessed.terms, request, assessed.frame)
    return amount_after_change(rules, case.account.decided, recomputed)
