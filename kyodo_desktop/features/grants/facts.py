"""What the papers of an application may name beside its attributes.

Everything is asked of the functions that the window asks, so that paper and screen say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import era, fiscal_year_label, short
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle, standing
from kyodo_desktop.core.money import show_rate, yen
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants import applicants, change_facts, money_facts, review_facts
from kyodo_desktop.features.grants.assessment import (
    PLAN,
    RESULT,
    Assessment,
    budget_of,
    cost_rules,
    frame_line,
    receipt_check,
)
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.changing import kept_plans
from kyodo_desktop.features.grants.checks import still_told
from kyodo_desktop.features.grants.fact_fields import FIELDS, TABLES
from kyodo_desktop.features.grants.procedure import CHANGING, REFUSED, REVOKED, STOPPED, events
from kyodo_desktop.features.grants.review import ReviewSheet
from kyodo_desktop.features.grants.rules.account import EventKind
from kyodo_desktop.features.grants.rules.derivation import Line
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.grants.rules.receipts import ReceiptCheck
from kyodo_desktop.features.grants.rules.result_table import ComparisonLine, compare_expenses, compare_incomes
from kyodo_desktop.printing.slice_papers import Facts, Gathered, Values

if TYPE_CHECKING:
    from kyodo_desktop.features.grants.service import GrantService

Row = dict[str, Any]
Tables = dict[str, Sequence[Values]]


def gather(service: GrantService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of applications, in order."""
    words, sheets = service.words(), _reviews(service, records)
    return [_of_one(service, record, words, sheets) for record in records]


def _reviews(service: GrantService, records: Sequence[Snapshot]) -> dict[int, ReviewSheet]:
    """Return the reviews of the rounds that the applications belong to, read once for all of them."""
    rounds = {found.id for record in records if (found := service.round_of(record.values)) is not None}
    return {each: service.reviews.review(each) for each in rounds}


def _of_one(service: GrantService, record: Snapshot, words: Words, sheets: Mapping[int, ReviewSheet]) -> Gathered:
    grant_round = service.round_of(record.values)
    case = service.case(record)
    assessed = service.assessment(record.values, case.lines)
    settling = service.settlement(record)
    life = service.lifecycle(record.values)
    steps = standing(line.values for line in record.children[STEPS])
    values: Row = {"year_label": fiscal_year_label(record["fiscal_year"]) if record["fiscal_year"] else ""}
    income, expense = record["settled_income"], record["settled_expense"]
    values["settled_difference"] = None if None in (income, expense) else income - expense
    days = [short(day) for day in (record["from_on"], record["until_on"]) if day]
    values["period"] = "～".join(dict.fromkeys(days))
    values["due_words"] = f"{record['due_what']}　{era(record['due_on'])}" if record["due_on"] else ""
    values["round_rule"] = words.taxonomy("grant_programmes").label_of(record["programme"] or "") + "交付要綱"
    tables: Tables = {"taken_steps": [dict(step) for step in steps]}
    values |= {name: value for name, value in _of_round(record, grant_round).items() if value is not None}
    values |= _of_amounts(assessed)
    values |= _of_steps(life, record, steps)
    told = settling if money_facts.result_is_told(record, life, steps) else None
    values |= money_facts.of_money(case, record, steps, told)
    of_change, of_both_plans = change_facts.facts_of(case)
    values |= of_change
    tables |= of_both_plans
    tables |= _comparisons(case)
    tables |= _costs(assessed)
    tables["derivation"] = derived(assessed.amount.lines if assessed and assessed.amount else ())
    tables["settlement_derivation"] = derived(told.settlement.lines if told else ())
    tables |= _receipts(record, receipt_check(case.values, case.lines, case.grant_round), words)
    waiting = [line.values for line in record.children["corrections"] if line["answered_on"] is None]
    waiting = waiting or [{"text": values["correction_asked"], "due_on": values["correction_due"]}]
    waiting = [line for line in waiting if line["text"]]
    tables["open_corrections"] = [{**line, "number": number} for number, line in enumerate(waiting, 1)]
    tables["checks"] = [
        {"level": found.level.label, "sentence": found.sentence}
        for found in still_told(service.findings_of(record), record.values)
    ]
    tables["open_checks"] = [row for row in tables["checks"] if row["level"] != Level.OK.label]
    of_applicant, of_others = applicants.facts_of(service, record)
    values |= of_applicant
    tables |= of_others
    if grant_round is not None:
        tables["review_items"] = [line.values for line in grant_round.children["review_items"]]
        sheet = sheets[grant_round.id]
        for row in sheet.rows:
            if row.application_id == record.id:
                reviewed, marks = review_facts.of_review(row, sheet, grant_round, record["placing"])
                values |= reviewed
                tables |= marks
    return Gathered(values, tables)


def derived(lines: Sequence[Line]) -> list[Values]:
    """Return a derivation as rows: ○ marks the bound that decided."""
    return [
        {"label": line.label, "formula": line.formula, "amount": line.amount, "mark": "○" if line.decisive else ""}
        for line in lines
    ]


def terms_words(frame: Mapping[str, Any] | None) -> str:
    """Return rate, ceiling and floor of a 部門・枠 in words: 補助対象経費の50％以内（上限300,000円、下限30,000円）."""
    if frame is None:
        return ""
    rate = f"補助対象経費の{show_rate(frame['rate'])}以内" if frame["rate"] is not None else "定額"
    limits = [f"{word}{yen(frame[name])}" for name, word in (("ceiling", "上限"), ("floor", "下限")) if frame[name]]
    return rate + (f"（{'、'.join(limits)}）" if limits else "")


def share_words(permille: int | None) -> str:
    """Return a share in tenths of a percent as papers say it: 20％, 62.5％."""
    return "" if permille is None else f"{permille / 10:g}％"


def _of_round(record: Snapshot, grant_round: Snapshot | None) -> Row:
    if grant_round is None:
        return {}
    names = ("start_from", "finish_by", "report_by", "report_days", "kept_years", "disposal_amount")
    same = (*names, "presentation_on", "presentation_place")
    share = grant_round["change_share"]
    return {
        **{name: grant_round[name] for name in same},
        "round_reference": grant_round["reference"],
        "round_rule": grant_round["rule"],
        "rate_words": terms_words(frame_line(grant_round, record["frame"])),
        "change_words": f"{share_words(share)}を超える増減" if share is not None else "",
        "advance_words": f"交付決定額の{share_words(grant_round['advance_share'])}以内"
        if grant_round["advance_share"] is not None
        else "",
    }


def _of_amounts(assessed: Assessment | None) -> Row:
    if assessed is None:
        return {}
    return {
        "other_income": assessed.request.other_income,
        "ineligible_amount": assessed.budget.expense_total - assessed.costs.counted_total,
        "derived_amount": assessed.amount.amount if assessed.amount else None,
        "derived_reason": assessed.amount.reason if assessed.amount else "",
    }


def _of_steps(life: Lifecycle, record: Snapshot, steps: Sequence[Mapping[str, Any]]) -> Row:
    """Return what single steps brought, told by the state behind them and by the papers that go with them."""
    last: dict[str, Mapping[str, Any]] = {}
    for line in steps:
        step = life.step(line["step"])
        if step is not None:
            last |= {step.to: line, step.code: line, **dict.fromkeys(step.papers, line)}
    found: Row = {}
    for prefix, key in (("correction", "grant-correction"), ("return", "grant-return-order"), ("cancelled", REVOKED)):
        line = last.get(key, {})
        found[f"{prefix}_number"] = line.get("document_number")
        found[f"{prefix}_reason"] = line.get("note")
        found[_DAYS[prefix]] = line.get("happened_on")
    decided = [event.amount for event in events(life, steps) if event.kind is EventKind.DECIDE]
    refusals = [last.get(state, {}).get("note") for state in (REFUSED, "rejected")]
    if not found["return_reason"] and "grant-return-order" in last:
        found["return_reason"] = RETURN_CANCELLED if REVOKED in last else RETURN_SETTLED
    return {
        **{name: value for name, value in found.items() if name in FIELDS},
        "correction_asked": last.get("grant-correction", {}).get("note"),
        "correction_due": last.get("grant-correction", {}).get("due_on"),
        "return_by": last.get("grant-return-order", {}).get("due_on"),
        "refusal_reason": next(filter(None, [*refusals, record["review_comment"]]), None),
        "change_requested": next(filter(None, (last.get(each, {}).get("note") for each in _CHANGES)), None),
        "stopped": last.get(STOPPED, {}).get("words"),
        "changed": "" if STOPPED in last else last.get("grant-change-approval", {}).get("words"),
        "allotted_on": last.get("allotted", {}).get("happened_on"),
        "decision_note": record["review_comment"],
        "first_decided_amount": decided[0] if decided else None,
    }


RETURN_CANCELLED = "交付決定の取消しによる"
RETURN_SETTLED = "額の確定の結果、交付済みの額が確定額を超えたため"
"""Why money comes back, where the step says no reason of its own."""

_CHANGES = (CHANGING, "grant-change-approval")
"""Which steps say what is changed, by the state behind them or their paper; the applicant's own words go first."""

_DAYS = {"correction": "correction_asked_on", "return": "return_ordered_on", "cancelled": "cancelled_on"}


def _comparisons(case: Case) -> Tables:
    """Return the plan line by line, and the result beside the plan that was decided on last."""
    lines, words = case.lines, case.words
    rules = cost_rules(case.grant_round, words) if case.grant_round else []
    plan, result = budget_of(lines, rules, words, PLAN), budget_of(lines, rules, words, RESULT)
    kept = kept_plans(lines[STEPS])
    decided = kept[-1].budget if kept else plan
    notes = {side: _notes(lines[side], words, taxonomy) for side, taxonomy in _SIDES.items()}
    return {
        "planned_expenses": [
            {
                "category": expense.label,
                "budget": expense.total,
                "eligible": expense.eligible,
                "description": expense.breakdown,
                "note": line["note"],
            }
            for expense, line in zip(plan.expenses, lines["expenses"], strict=True)
        ],
        "compared_incomes": _compared(compare_incomes(decided, result), notes["incomes"]),
        "compared_expenses": _compared(compare_expenses(decided, result), notes["expenses"]),
    }


_SIDES = {"incomes": "income_categories", "expenses": "expense_categories"}


def _notes(lines: Sequence[Mapping[str, Any]], words: Words, taxonomy: str) -> dict[str, str]:
    """Return what was remarked to the lines of each 科目 or 費目."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.get("note"):
            found.setdefault(words.taxonomy(taxonomy).label_of(line["category"]), []).append(line["note"])
    return {label: "、".join(notes) for label, notes in found.items()}


def _compared(lines: Sequence[ComparisonLine], notes: Mapping[str, str]) -> list[Values]:
    return [
        {
            "label": line.label,
            "budgeted": line.budgeted,
            "actual": line.actual,
            "difference": line.difference,
            "note": notes.get(line.label, ""),
        }
        for line in lines
        if not line.total
    ]


def _costs(assessed: Assessment | None) -> Tables:
    counted = assessed.costs.lines if assessed else ()
    return {
        "counted_costs": [
            {
                "label": cost.line.label,
                "description": cost.line.breakdown,
                "planned": cost.line.total,
                "claimed": cost.line.eligible,
                "counted": cost.counted,
                "reason": "".join(cost.reasons),
            }
            for cost in counted
        ]
    }


def _receipts(record: Snapshot, checked: ReceiptCheck | None, words: Words) -> Tables:
    labels = words.taxonomy("expense_categories")
    verdicts = checked.lines if checked else ()
    sums: dict[str, Row] = {}
    rows: list[Row] = []
    for number, line in enumerate(record.children["receipts"], 1):
        category = labels.label_of(line["category"])
        verdict = verdicts[number - 1] if number <= len(verdicts) else None
        accepted = verdict is None or verdict.accepted
        rows.append(
            {
                **line.values,
                "number": number,
                "category": category,
                "verdict": "" if verdict is None else "○" if accepted else "×",
                "reason": "" if verdict is None else verdict.reason,
            }
        )
        if accepted:
            total = sums.setdefault(category, {"category": category, "sheets": 0, "amount": 0})
            total["sheets"] += 1
            total["amount"] += line["amount"]
    return {
        "judged_receipts": rows,
        "receipt_sums": list(sums.values()),
        "refused_receipts": [row for row in rows if row["reason"]],
    }


FACTS = Facts(FIELDS, TABLES, gather)
