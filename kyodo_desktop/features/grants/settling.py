"""額の確定 of one application: what its result and its receipts support, with the derivation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants.assessment import (
    RESULT,
    Lines,
    amount_terms,
    budget_of,
    cost_rules,
    frame_line,
    named_frame,
    receipt_check,
)
from kyodo_desktop.features.grants.rules.account import Account
from kyodo_desktop.features.grants.rules.amount import AmountRequest
from kyodo_desktop.features.grants.rules.budget import Budget
from kyodo_desktop.features.grants.rules.costs import count_costs
from kyodo_desktop.features.grants.rules.findings import Finding, Level
from kyodo_desktop.features.grants.rules.receipts import ReceiptCheck, limit_to_receipts
from kyodo_desktop.features.grants.rules.settlement import Settlement, settle


@dataclass(frozen=True, slots=True)
class Settling:
    """The settlement with what it stands on: 収支決算, which receipts count, and what a clerk should look at."""

    settlement: Settlement
    result: Budget
    receipts: ReceiptCheck | None
    findings: tuple[Finding, ...]


def settle_application(
    values: Mapping[str, Any], lines: Lines, grant_round: Snapshot, account: Account, words: Words
) -> Settling:
    """Return the settlement of an application by the rules of its round.

    Where receipts were entered, only what they prove is 対象経費; without any the expenses count as they are told.
    """
    frame = frame_line(grant_round, values.get("frame"))
    terms = amount_terms(grant_round, frame)
    rules = cost_rules(grant_round, words)
    result = budget_of(lines, rules, words, RESULT)
    receipts = receipt_check(values, lines, grant_round)
    findings: tuple[Finding, ...] = ()
    expenses = result.expenses
    if receipts is not None:
        support = limit_to_receipts(expenses, receipts)
        expenses, findings = support.lines, support.findings
    elif expenses:
        findings = (
            Finding("receipts", Level.LOOK, "領収書が入力されていません。支出を証する書類を確かめてください。"),
        )
    request = AmountRequest(
        count_costs(expenses, rules).counted_total, result.other_income, None, (values.get("years_received") or 0) + 1
    )
    settlement = settle(terms, request, account.decided, account.net_paid, named_frame(grant_round, frame))
    return Settling(settlement, result, receipts, findings)
