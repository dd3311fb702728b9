"""What keeps a step of a project from being taken: the guards that a profile names, in the clerk's words and in yen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.errors import Problem, WorldError
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.money import yen

PAID = "paid_amount"
AGREED = "contract_amount"


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that is about to be taken with a project.

    ``absent`` are the labels of the papers that are still to come, ``overdue`` the partner's reports that are late.
    """

    step: Step
    line: Mapping[str, Any]
    values: Mapping[str, Any]
    absent: tuple[str, ...]
    overdue: tuple[str, ...]


def problems_of(taken: Taken) -> list[Problem]:
    """Return everything that keeps the step from being taken: the guards, and always what was paid already.

    Raises WorldError when the profile names a guard that there is not.
    """
    found = [problem for name in taken.step.guards for problem in _guard(name, taken.step)(taken)]
    return [*found, *_below_what_was_paid(taken)]


def _guard(name: str, step: Step) -> Callable[[Taken], Iterable[Problem]]:
    if name not in GUARDS:
        raise WorldError(
            f"手続「{step.label}」の guards にある「{name}」を読み取れません。",
            next_step=f"ここに書けるのは {'、'.join(GUARDS)} です。つづりを確かめてください。",
        )
    return GUARDS[name]


def _documents_complete(taken: Taken) -> Iterator[Problem]:
    if taken.absent:
        yield Problem(f"まだ受け取っていない書類があります（{'、'.join(taken.absent)}）。受理日を入力してください。")


def _previous_report_received(taken: Taken) -> Iterator[Problem]:
    if taken.overdue:
        named = "、".join(taken.overdue)
        yield Problem(f"前の事業の実施報告書が期限までに出ていません（{named}）。提出を受けてから進めてください。")


def _within_decided(taken: Taken) -> Iterator[Problem]:
    amount, agreed = taken.line.get("amount"), taken.values.get(AGREED)
    if amount is None:
        return
    if agreed is None:
        yield Problem("契約・負担の額が決まっていません。先に額を決めてください。", "amount")
        return
    before = (taken.values.get(PAID) or 0) if taken.step.amount == PAID else 0
    if before + amount > agreed:
        already = f"（支払済み{yen(before)}）" if before else ""
        sentence = f"契約・負担の額（{yen(agreed)}）を{yen(before + amount - agreed)}超えます{already}。"
        yield Problem(f"{sentence}{yen(agreed - before)}以下で入力してください。", "amount")


def _below_what_was_paid(taken: Taken) -> Iterator[Problem]:
    """Yield a problem for an agreed amount that is less than what was paid: nobody could say what the rest is."""
    amount, paid = taken.line.get("amount"), taken.values.get(PAID) or 0
    if taken.step.amount == AGREED and amount is not None and amount < paid:
        sentence = f"支払済みの額（{yen(paid)}）を下回っています。{yen(paid)}以上で入力してください。"
        yield Problem(sentence, "amount")


GUARDS: Mapping[str, Callable[[Taken], Iterable[Problem]]] = {
    "documents_complete": _documents_complete,
    "previous_report_received": _previous_report_received,
    "within_decided": _within_decided,
}
"""By the name in a profile."""
