"""領収書: which receipts count, their sums, and the 対象経費 that they prove."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.dates import era
from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.budget import ExpenseLine
from kyodo_desktop.features.grants.rules.findings import Finding, Level


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt: 支払日 (None: not readable), 支払先, the key of its 費目, yen."""

    on: dt.date | None
    payee: str
    category: str
    amount: int


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """The days in which money may be spent.

    ``from_on`` is the 交付決定日 (or the day from which an earlier start was allowed), ``ends_on`` the last day
    on which a payment counts.
    """

    from_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True, slots=True)
class ReceiptVerdict:
    """A receipt with whether it counts; ``reason`` is the sentence why not."""

    receipt: Receipt
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """All receipts in their order, the sums in yen, and the accepted sum of each 費目 in the order of first use."""

    lines: tuple[ReceiptVerdict, ...]
    accepted_total: int
    refused_total: int
    by_category: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CostSupport:
    """Expenses of which only what receipts prove is 対象経費, and where receipts and expenses do not agree."""

    lines: tuple[ExpenseLine, ...]
    findings: tuple[Finding, ...]


def check_receipts(rules: ReceiptRules, receipts: Sequence[Receipt]) -> ReceiptCheck:
    """Return which receipts count: paid on or after the 交付決定日, in the project's time, complete."""
    lines = tuple(
        ReceiptVerdict(receipt, not reason, reason)
        for receipt, reason in ((receipt, _refusal(rules, receipt)) for receipt in receipts)
    )
    accepted = [line.receipt for line in lines if line.accepted]
    sums: dict[str, int] = {}
    for receipt in accepted:
        sums[receipt.category] = sums.get(receipt.category, 0) + receipt.amount
    accepted_total = sum(sums.values())
    total = sum(receipt.amount for receipt in receipts)
    return ReceiptCheck(lines, accepted_total, total - accepted_total, tuple(sums.items()))


def limit_to_receipts(expenses: Sequence[ExpenseLine], check: ReceiptCheck) -> CostSupport:
    """Return the expenses with the 対象経費 that no accepted receipt covers moved to the 対象外経費.

    Receipts of a 費目 cover its lines in their order.
    """
    room = dict(check.by_category)
    lines = []
    for line in expenses:
        covered = min(max(0, line.eligible), room.get(line.category, 0))
        if line.category in room:
            room[line.category] -= covered
        lines.append(replace(line, eligible=covered, ineligible=line.total - covered))
    return CostSupport(tuple(lines), tuple(_disagreements(expenses, check)))


def _refusal(rules: ReceiptRules, receipt: Receipt) -> str:
    last = rules.ends_on
    if receipt.on is None:
        return "支払日がありません。支払日を確かめてください。"
    if receipt.on < rules.from_on:
        return f"支払日（{era(receipt.on)}）が、交付決定などで支出が認められた日（{era(rules.from_on)}）より前です。"
    if receipt.on > last:
        return f"支払日（{era(receipt.on)}）が、支払の期限（{era(last)}）を過ぎています。"
    if not receipt.payee.strip():
        return "支払先がありません。支払先を確かめてください。"
    if receipt.amount <= 0:
        return "金額が1円以上ではありません。金額を確かめてください。"
    return ""


def _disagreements(expenses: Sequence[ExpenseLine], check: ReceiptCheck) -> Iterator[Finding]:
    labels: dict[str, str] = {}
    for line in expenses:
        labels.setdefault(line.category, line.label)
    accepted = dict(check.by_category)
    for category, label in labels.items():
        claimed = sum(line.eligible for line in expenses if line.category == category)
        spent = sum(line.total for line in expenses if line.category == category)
        proven = accepted.get(category, 0)
        if claimed > proven:
            sentence = f"「{label}」の対象経費のうち{yen(claimed - proven)}に、認められる領収書がありません。"
            yield Finding("unproven", Level.LOOK, sentence, claimed - proven)
        elif proven > spent:
            sentence = f"「{label}」の領収書が支出より{yen(proven - spent)}多くなっています。支出を確かめてください。"
            yield Finding("more_receipts", Level.LOOK, sentence, proven - spent)
    strange = sum(amount for category, amount in check.by_category if category not in labels)
    if strange:
        sentence = f"支出にない費目の領収書が{yen(strange)}あります。費目を確かめてください。"
        yield Finding("unknown_category", Level.LOOK, sentence, strange)
