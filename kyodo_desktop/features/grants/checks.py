"""What stands beside the cells of an application: eligibility, balance, 対象経費, papers, receipts, changes, assets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kyodo_desktop.core.money import yen
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants import changing
from kyodo_desktop.features.grants.assessment import RESULT, Assessment, Lines, frame_line, missing_terms, receipt_check
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.procedure import WITHDRAWN
from kyodo_desktop.features.grants.rules.budget import check_budget
from kyodo_desktop.features.grants.rules.changes import check_change
from kyodo_desktop.features.grants.rules.eligibility import (
    ELIGIBILITY,
    Applicant,
    EligibilityRules,
    check_eligibility,
)
from kyodo_desktop.features.grants.rules.findings import Finding, Level
from kyodo_desktop.features.grants.rules.settlement import ASSET_THRESHOLD, Asset, restricted_assets

GRANT = "grant_line"
"""The finding about the grant among the incomes."""

BESIDE: Mapping[str, tuple[str, str]] = {
    "round": ("", "round"),
    "frame": ("", "frame"),
    "received": ("", "received_on"),
    "registered": ("", "organization"),
    "reports": ("", "organization"),
    "only_one": ("", "organization"),
    "years": ("", "years_received"),
    "amount": ("", "requested_amount"),
    GRANT: ("incomes", ""),
    "negative_income": ("incomes", "budget"),
    "balance": ("expenses", ""),
    "negative_expense": ("expenses", "eligible"),
    "cost": ("expenses", "eligible"),
    "documents": ("documents", ""),
    "receipt": ("receipts", "paid_on"),
    "change": ("expenses", ""),
    "result": ("expenses", ""),
    "asset": ("assets", "amount"),
}
"""Where a finding stands, by its code: the table inside the application, and the attribute of it."""


UNKNOWN_PLAN = (
    "交付決定のときの計画がこの記録に残っていないため、変更前と比べられません。交付決定の書類と見比べてください。"
    "変更を承認すると、そのときの計画が残り、次の変更からは比べられます。"
)


def missing_documents(values: Mapping[str, Any], lines: Lines, words: Words) -> tuple[str, ...]:
    """Return the codes of the papers that the programme asks for and that have not been received."""
    here = {line.get("kind") for line in lines.get("documents", ()) if line.get("received_on")}
    return tuple(code for code in wanted_documents(values, words) if code not in here)


def wanted_documents(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """Return the codes of the papers that the programme asks for."""
    programme = words.taxonomy("grant_programmes").get(values.get("programme") or "")
    wanted = programme.extra.get("documents", ()) if programme else ()
    return tuple(wanted) if isinstance(wanted, (list, tuple)) else ()


def document_findings(values: Mapping[str, Any], lines: Lines, words: Words) -> Iterator[Finding]:
    """Yield what is said of the papers."""
    if absent := missing_documents(values, lines, words):
        named = "、".join(map(words.taxonomy("grant_documents").label_of, absent))
        yield Finding("documents", Level.REFUSED, f"まだ受け取っていない書類があります（{named}）。")
    else:
        yield Finding("documents", Level.OK, "書類はそろっています。")


def round_findings(values: Mapping[str, Any], grant_round: Snapshot | None) -> Iterator[Finding]:
    """Yield what keeps the rules of a round from being applied."""
    if grant_round is None:
        sentence = f"「{values.get('round') or ''}」という募集回の登録がないため、補助額などを計算できません。"
        yield Finding("round", Level.LOOK, sentence)
    elif missing := missing_terms(grant_round, values.get("frame")):
        yield Finding("frame" if grant_round.children["frames"] else "round", Level.LOOK, missing)


def budget_findings(values: Mapping[str, Any], assessed: Assessment) -> Iterator[Finding]:
    """Yield what is said of a budget, of the costs in it, and of the amount that was asked for.

    What was asked for is of no account any more once an amount was decided on.
    """
    requested = values.get("requested_amount")
    decided = values.get("decided_amount") is not None
    yield from (each for each in check_budget(assessed.budget, requested or 0) if not (decided and each.code == GRANT))
    for row, cost in enumerate(assessed.costs.lines):
        for sentence in cost.reasons:
            yield Finding("cost", cost.level, sentence, cost.left_out, row)
    if assessed.amount is None:
        return
    if assessed.amount.reason:
        yield Finding("amount", Level.REFUSED, assessed.amount.reason, 0)
    elif requested is not None and requested > assessed.amount.amount and not decided:
        left_out = requested - assessed.amount.amount
        sentence = f"算定額は{yen(assessed.amount.amount)}です。申請額のうち{yen(left_out)}は補助できません。"
        yield Finding("amount", Level.LOOK, sentence, left_out)
    else:
        yield Finding("amount", Level.OK, f"算定額は{yen(assessed.amount.amount)}です。", assessed.amount.amount)


def receipt_findings(values: Mapping[str, Any], lines: Lines, grant_round: Snapshot | None) -> Iterator[Finding]:
    """Yield each receipt that does not count, with the reason."""
    checked = receipt_check(values, lines, grant_round)
    for row, verdict in enumerate(checked.lines if checked else ()):
        if not verdict.accepted:
            yield Finding("receipt", Level.REFUSED, verdict.reason, verdict.receipt.amount, row)


def change_findings(case: Case) -> Iterator[Finding]:
    """Yield what the plan as it stands would change of the decided one, and where the result leaves that too far.

    Of a result nothing is said until every expense has its own, nor after the settlement, which has judged it. Where
    the plan of the decision was not kept, the result is compared with the plan as it stands.
    """
    change = changing.standing_of(case)
    asked = change.asked
    if change.is_unknown and change.is_pending:
        yield Finding("change", Level.LOOK, UNKNOWN_PLAN)
    if asked is not None and asked.is_one:
        yield from (replace(each, code="change", row=None) for each in asked.verdict.findings)
    expenses = [line for line in case.lines.get("expenses", ()) if line.get("category")]
    settled = case.values.get("settled_amount") is not None
    if not case.account.decided or settled or any(line.get("settled") is None for line in expenses):
        return
    planned, result = asked.before if asked else changing.plan_of(case, 0), changing.plan_of(case, 0, RESULT)
    if planned is not None and result is not None:
        spent = replace(planned, budget=result.budget)
        found = check_change(changing.change_rules(case.grant_round, case.life), planned, spent).findings
        yield from (replace(each, code="result", row=None) for each in found if each.level is not Level.OK)


def asset_findings(lines: Lines, grant_round: Snapshot | None) -> tuple[Finding, ...]:
    """Return a note for each asset that must not be disposed of without consent."""
    threshold = grant_round["disposal_amount"] if grant_round else None
    assets = [Asset(line.get("name") or "", line.get("amount") or 0) for line in lines.get("assets", ())]
    return restricted_assets(assets, ASSET_THRESHOLD if threshold is None else threshold)


def eligibility_findings(
    values: Mapping[str, Any],
    grant_round: Snapshot,
    organization: Mapping[str, Any] | None,
    others: Iterable[Mapping[str, Any]],
    today: dt.date,
) -> tuple[Finding, ...]:
    """Return whether the applicant may apply; ``others`` are the other applications of the same organisation."""
    frame = frame_line(grant_round, values.get("frame"))
    received = values.get("received_on")
    rules = EligibilityRules(
        closes_on=grant_round["call_until"] or received or today,
        must_be_registered=grant_round["must_be_registered"] is not False,
        one_per_organization=grant_round["once_per_round"] is not False,
        year_limit=frame["year_limit"] if frame else None,
    )
    others = list(others)
    same_round = [each for each in others if each["round_id"] == grant_round.id and takes_part(each)]
    registered = organization or {}
    applicant = Applicant(
        registered_on=registered.get("registered_on"),
        valid_until=registered.get("valid_until"),
        withdrawn_on=registered.get("withdrawn_on"),
        overdue_reports=tuple(called(each) for each in others if report_is_late(each, today)),
        years_received=values.get("years_received") or 0,
        other_applications=tuple(map(called, same_round)),
        received_on=received,
    )
    return check_eligibility(rules, applicant)


def still_told(findings: Iterable[Finding], values: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is still said of an application: whether it may apply at all is over once there is a result."""
    over = ELIGIBILITY if values.get("result") else frozenset()
    yield from (finding for finding in findings if finding.code not in over)


def report_is_late(application: Mapping[str, Any], today: dt.date) -> bool:
    """Return whether a grant was decided on and its report should be here by now."""
    waits = application["decided_amount"] and not application["reported_on"] and not application["closed_on"]
    return bool(waits and application["due_on"] and application["due_on"] < today)


def takes_part(application: Mapping[str, Any]) -> bool:
    """Return whether an application was not withdrawn."""
    return bool(application["state"] != WITHDRAWN)


def called(application: Mapping[str, Any]) -> str:
    """Return what a clerk calls an application: its number and its name."""
    return f"{application['reference']} {application['name']}"
