"""An application under the rules of its round: from stored or typed values to what the pure rules compute with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.features.grants.rules.amount import AmountRequest, GrantAmount, grant_amount
from kyodo_desktop.features.grants.rules.budget import Budget, ExpenseLine, IncomeKind, IncomeLine
from kyodo_desktop.features.grants.rules.costs import CostCheck, CostRule, count_costs
from kyodo_desktop.features.grants.rules.receipts import Receipt, ReceiptCheck, ReceiptRules, check_receipts
from kyodo_desktop.features.grants.rules.terms import AmountTerms, Frame, YearStep

Lines = Mapping[str, Sequence[Mapping[str, Any]]]
"""The lines of the tables inside an application, by the name of the table."""

NO_CUTTING = 1
"""Yen: the unit of a round that names none, so that nothing is cut off."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the budget's lines are looked at: those of the plan, or those of the result."""

    amount: str
    eligible: str


PLAN = Columns("budget", "eligible")
RESULT = Columns("settled", "settled_eligible")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a round makes of an application: its conditions, the budget as it is counted, and the amount.

    ``amount`` is None where the round does not say by what rate, or up to what amount, it is to be computed.
    """

    terms: AmountTerms
    frame: Frame | None
    budget: Budget
    costs: CostCheck
    request: AmountRequest
    amount: GrantAmount | None


def lines_of_snapshot(stored: Snapshot) -> Lines:
    """Return the lines of a stored application."""
    return {name: [line.values for line in lines] for name, lines in stored.children.items()}


def frame_line(grant_round: Snapshot, name: str | None) -> Mapping[str, Any] | None:
    """Return the 部門・枠 of a name; that of a round which has only one where none is named."""
    frames = [line.values for line in grant_round.children["frames"]]
    if not name:
        return frames[0] if len(frames) == 1 else None
    return next((line for line in frames if fold(line["name"]) == fold(name)), None)


def missing_terms(grant_round: Snapshot, name: str | None) -> str:
    """Return the sentence of what a round lacks to compute an amount with; empty where nothing is missing."""
    frame = frame_line(grant_round, name)
    if not grant_round.children["frames"]:
        return (
            "この募集回に部門・枠の登録がないため、補助額を計算できません。"
            "「募集回」で、部門・枠の補助率と上限額を入力してください。"
        )
    if frame is None:
        named = "、".join(line["name"] for line in grant_round.children["frames"])
        return f"部門・枠を選んでください（{named}）。"
    if frame["rate"] is None and not frame["ladder"] and frame["ceiling"] is None:
        return (
            f"部門・枠「{frame['name']}」に補助率も上限額もないため、補助額を計算できません。"
            "「募集回」で入力してください。"
        )
    return ""


def amount_terms(grant_round: Snapshot, frame: Mapping[str, Any] | None) -> AmountTerms:
    """Return the conditions of an amount in one 部門・枠 of a round; one that names no rate gives up to its ceiling."""
    said = frame or {}
    rate = said.get("rate")
    ladder = said.get("ladder") or ()
    return AmountTerms(
        rate=rate.numerator if rate is not None else 1,
        rate_of=rate.denominator if rate is not None else 1,
        ceiling=said.get("ceiling"),
        floor=said.get("floor") or 0,
        unit=grant_round["rounding"] or NO_CUTTING,
        deducts_other_income=grant_round["deducts_other_income"] is not False,
        years=tuple(YearStep(year, share, 100) for year, share in enumerate(ladder, 1) if share is not None),
        year_limit=said.get("year_limit"),
    )


def named_frame(grant_round: Snapshot, frame: Mapping[str, Any] | None) -> Frame | None:
    """Return what the derivation calls a 部門 of a round that has several."""
    if frame is None or len(grant_round.children["frames"]) < 2:
        return None
    return Frame(frame["name"], frame["name"], ceiling=frame["ceiling"])


def cost_rules(grant_round: Snapshot, words: Words) -> list[CostRule]:
    """Return what a round says of each 費目."""
    categories = words.taxonomy("expense_categories")
    return [
        CostRule(
            line["category"],
            categories.label_of(line["category"]),
            line["eligible"] is not False,
            line["share_limit"],
            line["amount_limit"],
            line["note"] or "",
        )
        for line in grant_round.children["cost_rules"]
    ]


def budget_of(lines: Lines, rules: Sequence[CostRule], words: Words, columns: Columns = PLAN) -> Budget:
    """Return both sides of the plan or of the result. A line that says nothing of its 対象経費 counts by its 費目."""
    kinds = words.taxonomy("income_categories")
    labels = words.taxonomy("expense_categories")
    counts = {rule.category: rule.eligible for rule in rules}

    def kind(category: str) -> IncomeKind:
        term = kinds.get(category)
        return IncomeKind(str(term.extra.get("kind", IncomeKind.OTHER))) if term else IncomeKind.OTHER

    def expense(line: Mapping[str, Any]) -> ExpenseLine:
        amount, eligible = line.get(columns.amount) or 0, line.get(columns.eligible)
        if eligible is None:
            eligible = amount if not rules or counts.get(line["category"]) else 0
        category, detail = line["category"], line.get("description") or ""
        return ExpenseLine(category, labels.label_of(category), eligible, amount - eligible, detail)

    return Budget(
        tuple(
            IncomeLine(
                kinds.label_of(line["category"]),
                line.get(columns.amount) or 0,
                kind(line["category"]),
                line.get("note") or "",
            )
            for line in lines.get("incomes", ())
            if line.get("category")
        ),
        tuple(expense(line) for line in lines.get("expenses", ()) if line.get("category")),
    )


def assess(
    values: Mapping[str, Any],
    lines: Lines,
    grant_round: Snapshot,
    words: Words,
    *,
    columns: Columns = PLAN,
    ceiling: int | None = None,
) -> Assessment:
    """Return what a round makes of an application's plan or result; ``ceiling`` tries another 上限額."""
    frame = frame_line(grant_round, values.get("frame"))
    terms, named = amount_terms(grant_round, frame), named_frame(grant_round, frame)
    if ceiling is not None:
        terms = replace(terms, ceiling=ceiling)
        named = replace(named, ceiling=ceiling) if named else None
    rules = cost_rules(grant_round, words)
    budget = budget_of(lines, rules, words, columns)
    costs = count_costs(budget.expenses, rules)
    eligible = costs.counted_total if budget.expenses else values.get("eligible_amount") or 0
    request = AmountRequest(
        eligible, budget.other_income, values.get("requested_amount"), (values.get("years_received") or 0) + 1
    )
    known = not missing_terms(grant_round, values.get("frame"))
    return Assessment(terms, named, budget, costs, request, grant_amount(terms, request, named) if known else None)


def receipt_check(values: Mapping[str, Any], lines: Lines, grant_round: Snapshot | None) -> ReceiptCheck | None:
    """Return which receipts count; None before the decision and without receipts."""
    decided = values.get("decided_on")
    given = lines.get("receipts", ())
    if decided is None or not given:
        return None
    starts = grant_round["start_from"] if grant_round else None
    ends = [day for day in (grant_round and grant_round["finish_by"], values.get("until_on")) if day]
    rules = ReceiptRules(max(filter(None, (decided, starts))), max(ends, default=dt.date.max - dt.timedelta(1)))
    return check_receipts(
        rules,
        [
            Receipt(line.get("paid_on"), line.get("payee") or "", line.get("category") or "", line.get("amount") or 0)
            for line in given
        ],
    )
