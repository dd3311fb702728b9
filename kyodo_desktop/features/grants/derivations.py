"""What follows from what was entered in an application: sums, amounts, papers, how long it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants.assessment import Lines, assess, frame_line
from kyodo_desktop.features.grants.checks import missing_documents
from kyodo_desktop.features.grants.procedure import account_of, derived_money
from kyodo_desktop.features.grants.rules.retention import KEPT_YEARS, kept_until

LOOKED_AT = ("incomes", "expenses", "documents", "receipts", STEPS)
"""The tables inside an application from which something follows."""


def only_frame(grant_round: Snapshot) -> str | None:
    """Return the 部門・枠 of a round that has only one."""
    frame = frame_line(grant_round, None)
    return frame["name"] if frame else None


def year_of(values: Mapping[str, Any]) -> int | None:
    """Return the 年度 of an application whose round is not registered, by its first day that is known."""
    day = next((values[name] for name in ("decided_on", "received_on", "from_on") if values.get(name)), None)
    return fiscal_year(day) if isinstance(day, dt.date) else None


def contradictions(values: Mapping[str, Any], grant_round: Snapshot | None) -> list[Problem]:
    """Return what contradicts itself, or the round, in the values of an application.

    A round without 部門・枠, made along with an older list, knows nothing of them and contradicts none.
    """
    problems = []
    begins, ends = values.get("from_on"), values.get("until_on")
    if begins and ends and ends < begins:
        problems.append(Problem("実施期間の終わりが始めより前になっています。", "until_on"))
    name = values.get("frame")
    accepted = "、".join(line["name"] for line in grant_round.children["frames"]) if grant_round else ""
    if grant_round is not None and accepted and name and frame_line(grant_round, name) is None:
        sentence = f"「{name}」という部門・枠は、この募集回にありません。{accepted} から選んでください。"
        problems.append(Problem(sentence, "frame"))
    return problems


def sums(
    values: Mapping[str, Any], lines: Lines, had: Collection[str], grant_round: Snapshot | None, words: Words
) -> dict[str, Any]:
    """Return the totals of the tables and the amount that follows.

    An application from an older list has no lines and keeps the sums that its file brought; ``had`` are the tables
    that had lines before.
    """
    found: dict[str, Any] = {}
    for inside, column, total in _TOTALS:
        if lines[inside] or inside in had:
            found[total] = _sum(lines[inside], column)
    if lines["expenses"] or "expenses" in had or values.get("eligible_amount") is not None:
        assessed = assess(values, lines, grant_round, words) if grant_round else None
        if assessed is not None and (lines["expenses"] or values.get("eligible_amount") is not None):
            found["computed_amount"] = assessed.amount.amount if assessed.amount else None
        if lines["expenses"]:
            found["eligible_amount"] = assessed.costs.counted_total if assessed else _claimed(lines["expenses"])
        elif "expenses" in had:
            found |= {"eligible_amount": None, "computed_amount": None}
    return found


_TOTALS = (
    ("incomes", "budget", "total_income"),
    ("expenses", "budget", "total_expense"),
    ("incomes", "settled", "settled_income"),
    ("expenses", "settled", "settled_expense"),
    ("receipts", "amount", "receipts_total"),
)
"""The table inside, its column, and the attribute that holds the total."""


def _sum(lines: Sequence[Mapping[str, Any]], column: str) -> int | None:
    """Return the total of a column; None where no line says anything."""
    told = [line[column] for line in lines if line.get(column) is not None]
    return sum(told) if told else None


def _claimed(expenses: Sequence[Mapping[str, Any]]) -> int:
    """Return the 対象経費 that a plan claims, where no rules of a round are known."""
    return sum(line.get("budget") or 0 if line.get("eligible") is None else line["eligible"] for line in expenses)


def of_the_end(
    values: Mapping[str, Any], lines: Lines, life: Lifecycle, grant_round: Snapshot | None, words: Words
) -> dict[str, Any]:
    """Return what is left of the money, which papers are missing, and until when the papers are kept."""
    closed = values.get("state") in life.closed
    money = derived_money(account_of(life, lines[STEPS]))
    if closed and money["unpaid_amount"] is not None:
        money |= {"unpaid_amount": 0, "return_due_amount": 0}  # an older list that tells of its end has paid
    ended = next((values[name] for name in ("finished_on", "settled_on", "closed_on") if values.get(name)), None)
    years = grant_round["kept_years"] if grant_round else None
    return {
        **money,
        "missing_documents": 0 if closed else len(missing_documents(values, lines, words)),
        "kept_until": kept_until(ended, KEPT_YEARS if years is None else years) if ended else None,
    }


def years_before(others: Iterable[Mapping[str, Any]], grant_round: Snapshot) -> int:
    """Return in how many years before a round its programme was granted, by other applications of one organisation.

    What the last of them said of the years before it counts too: an office need not have entered them all.
    """
    granted = [
        each
        for each in others
        if each["programme"] == grant_round["programme"]
        and each["decided_amount"]
        and (each["fiscal_year"] or 0) < grant_round["fiscal_year"]
    ]
    known = len({each["fiscal_year"] for each in granted})
    return max([known, *((each["years_received"] or 0) + 1 for each in granted)]) if granted else 0
