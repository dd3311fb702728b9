"""What keeps a step from being taken: the guards that a profile names, and always the account of the money.

Every guard says in the clerk's words and in yen what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.errors import InputError, Problem, WorldError
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.assessment import RESULT, assess
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.checks import document_findings
from kyodo_desktop.features.grants.procedure import RETURNING, event_kind
from kyodo_desktop.features.grants.rules.account import AccountState, Event, EventKind, after
from kyodo_desktop.features.grants.rules.budget import balance, check_budget
from kyodo_desktop.features.grants.rules.findings import Finding, Level
from kyodo_desktop.features.grants.rules.settlement import check_advance

AMOUNT = "amount"
"""The input of a step that a problem about money stands beside."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that is about to be taken with an application; ``overdue`` names the applicant's reports that are late."""

    step: Step
    line: Mapping[str, Any]
    case: Case
    overdue: tuple[str, ...]

    @property
    def amount(self) -> int | None:
        """The yen that were entered."""
        entered: int | None = self.line.get("amount")
        return entered


Guard = Callable[[Taken], Iterable[Problem]]


def problems_of(taken: Taken) -> list[Problem]:
    """Return everything that keeps the step from being taken.

    Raises WorldError when the profile names a guard that there is not.
    """
    found = [problem for name in taken.step.guards for problem in _guard(name, taken)(taken)]
    if not any(problem.attribute == AMOUNT for problem in found):  # the profile's guard has said it in its own words
        found += _unexplained_money(taken)
    return list(dict.fromkeys(found))


def _guard(name: str, taken: Taken) -> Guard:
    if name not in GUARDS:
        raise WorldError(
            f"「{taken.case.life.label}」の「{taken.step.label}」の guards にある「{name}」を読み取れません。",
            next_step=f"ここに書けるのは {'、'.join(GUARDS)} です。つづりを確かめてください。",
        )
    return GUARDS[name]


def _unexplained_money(taken: Taken) -> Iterator[Problem]:
    """Yield why the account of the grant does not let the step pass: no step may leave money unexplained."""
    account, day = taken.case.account, taken.line.get("happened_on")
    kind = event_kind(taken.step, account.state, taken.case.life.closed)
    amount = 0 if kind is EventKind.CANCEL else taken.amount
    if kind is not None and day is not None and amount is not None:
        try:
            account = after(account, Event(kind, day, amount))
        except InputError as error:
            yield Problem(str(error), AMOUNT)
            return
    if taken.step.to == RETURNING and not account.to_return:
        yield Problem("返還を求める額がありません。額の確定か交付決定の取消を先にしてください。")
    if taken.step.to in taken.case.life.closed and account.state is not AccountState.UNDECIDED:
        if account.to_return:
            yield Problem(f"返還を求める額が{yen(account.to_return)}残っています。返還を受けてから完了にしてください。")
        if account.unpaid:
            yield Problem(f"未払の額が{yen(account.unpaid)}残っています。支払ってから完了にしてください。")


def _refusals(findings: Iterable[Finding], attribute: str = "") -> Iterator[Problem]:
    yield from (Problem(each.sentence, attribute) for each in findings if each.level is Level.REFUSED)


def _documents_complete(taken: Taken) -> Iterator[Problem]:
    yield from _refusals(document_findings(taken.case.values, taken.case.lines, taken.case.words))


def _budget_balanced(taken: Taken) -> Iterator[Problem]:
    if taken.case.grant_round is None:
        return  # an application to a round that is not registered was counted elsewhere
    budget = assess(taken.case.values, taken.case.lines, taken.case.grant_round, taken.case.words).budget
    yield from _refusals(check_budget(budget, taken.case.values.get("requested_amount") or 0))


def _previous_report_received(taken: Taken) -> Iterator[Problem]:
    if taken.overdue:
        named = "、".join(taken.overdue)
        yield Problem(f"前の補助事業の実績報告書が期限までに出ていません（{named}）。提出を受けてから進めてください。")


def _advance_ceiling(taken: Taken) -> Iterator[Problem]:
    amount, grant_round = taken.amount, taken.case.grant_round
    share = grant_round["advance_share"] if grant_round else None
    if amount is None or share is None or grant_round is None:
        return
    account, unit = taken.case.account, grant_round["rounding"] or 1
    yield from _refusals([check_advance(account.decided, share, account.net_paid, amount, unit)], AMOUNT)


def _within_decided(taken: Taken) -> Iterator[Problem]:
    amount, decided = taken.amount, taken.case.account.decided
    if amount is not None and amount > decided:
        more = yen(amount - decided)
        yield Problem(
            f"交付決定額（{yen(decided)}）を{more}超えています。{yen(decided)}以下で入力してください。", AMOUNT
        )


def _receipts_after_decision(taken: Taken) -> Iterator[Problem]:
    """Yield a problem when more is settled than the receipts support of which the days are right."""
    amount = taken.amount
    found = taken.case.settled()
    checked = found.receipts if found else None
    if amount is None or found is None or checked is None or not checked.refused_total:
        return
    supported = found.settlement.determined
    if amount <= supported:
        return
    refused = ((row, line) for row, line in enumerate(checked.lines, 1) if not line.accepted)
    named = "".join(f"{row}行目（{yen(line.receipt.amount)}）：{line.reason}" for row, line in refused)
    sentence = f"認められない領収書が{yen(checked.refused_total)}あるため、確定額は{yen(supported)}までです。{named}"
    yield Problem(sentence, AMOUNT)


def _report_complete(taken: Taken) -> Iterator[Problem]:
    """Yield what the report lacks; of what the step itself fills in, the new value counts."""
    if not taken.case.values.get("finished_on"):
        yield Problem("事業完了日を入力してください。", "finished_on")
    settled = [line for line in taken.case.lines.get("expenses", ()) if line.get("settled") is not None]
    if not settled:
        yield Problem("支出の決算額が入力されていません。収支決算書の額を入力してください。")
        return
    if taken.case.grant_round is not None:
        found = balance(
            assess(taken.case.values, taken.case.lines, taken.case.grant_round, taken.case.words, columns=RESULT).budget
        )
        if not found.matches:
            yield Problem(f"収支決算で{found.sentence}")


GUARDS: Mapping[str, Guard] = {
    "documents_complete": _documents_complete,
    "budget_balanced": _budget_balanced,
    "previous_report_received": _previous_report_received,
    "advance_ceiling": _advance_ceiling,
    "within_decided": _within_decided,
    "receipts_after_decision": _receipts_after_decision,
    "report_complete": _report_complete,
}
"""By the name in a profile."""
