"""対象経費: which part of each expense counts under the cost rules of a round, and why the rest does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.budget import ExpenseLine
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.grants.rules.terms import share_text


@dataclass(frozen=True, slots=True)
class CostRule:
    """What a round says of one 費目.

    ``cap_permille`` limits it to a share of the 対象経費 that the budget claims in all eligible categories, ``cap_yen``
    to an amount; ``unit_note`` is a limit that only a person can check (1時間5,000円まで).
    """

    category: str
    label: str
    eligible: bool = True
    cap_permille: int | None = None
    cap_yen: int | None = None
    unit_note: str = ""


@dataclass(frozen=True, slots=True)
class CountedCost:
    """One expense with the yen of its 対象経費 that count; ``reasons`` are the sentences for what does not."""

    line: ExpenseLine
    counted: int
    reasons: tuple[str, ...]
    level: Level

    @property
    def left_out(self) -> int:
        """The yen that were claimed as 対象経費 and do not count."""
        return self.line.eligible - self.counted


@dataclass(frozen=True, slots=True)
class CostCheck:
    """All expenses in their order, and the 対象経費 that counts."""

    lines: tuple[CountedCost, ...]
    counted_total: int


def count_costs(expenses: Sequence[ExpenseLine], rules: Sequence[CostRule] = ()) -> CostCheck:
    """Return the part of each expense that counts as 対象経費.

    A round without rules counts what is claimed. With rules, a category that they do not name does not count. A cap
    holds for all lines of a category together: the first lines use it up.
    """
    by_category = {rule.category: rule for rule in rules}
    base = sum(line.eligible for line in expenses if (rule := by_category.get(line.category)) and rule.eligible)
    room = {category: _cap(rule, base) for category, rule in by_category.items()}
    counted = []
    for line in expenses:
        rule = by_category.get(line.category)
        found = _counted(line, rule, room.get(line.category), base) if rules else _as_claimed(line)
        if (left := room.get(line.category)) is not None:
            room[line.category] = left - found.counted
        counted.append(found)
    return CostCheck(tuple(counted), sum(one.counted for one in counted))


def _cap(rule: CostRule, base: int) -> int | None:
    """Return the yen that a category may count, None without a cap."""
    caps = [] if rule.cap_yen is None else [rule.cap_yen]
    if rule.cap_permille is not None:
        caps.append(base * rule.cap_permille // 1000)
    return min(caps, default=None)


def _as_claimed(line: ExpenseLine) -> CountedCost:
    return CountedCost(line, line.eligible, (), Level.OK)


def _counted(line: ExpenseLine, rule: CostRule | None, room: int | None, base: int) -> CountedCost:
    if not line.eligible:
        return _as_claimed(line)
    if rule is None:
        reason = f"「{line.label}」は、この募集の費目にありません。費目を選び直すか、対象外経費にしてください。"
        return CountedCost(line, 0, (reason,), Level.REFUSED)
    if not rule.eligible:
        reason = f"「{rule.label}」は補助の対象になりません。対象外経費にしてください。"
        return CountedCost(line, 0, (reason,), Level.REFUSED)
    counted = line.eligible if room is None else min(line.eligible, room)
    note = f"「{rule.label}」には決まりがあります（{rule.unit_note}）。内訳を確かめてください。"
    reasons = (note,) if rule.unit_note else ()
    if counted < line.eligible:
        limit, left_out = _limit_text(rule, base), yen(line.eligible - counted)
        reasons = (f"「{rule.label}」で対象経費になるのは{limit}までです。{left_out}は数えません。", *reasons)
    return CountedCost(line, counted, reasons, Level.LOOK if reasons else Level.OK)


def _limit_text(rule: CostRule, base: int) -> str:
    """Return the cap in force in words: the smaller one where a category has two."""
    share = None if rule.cap_permille is None else base * rule.cap_permille // 1000
    if rule.cap_permille is None or share is None or (rule.cap_yen is not None and rule.cap_yen <= share):
        return yen(rule.cap_yen or 0)
    return f"対象経費の合計（{yen(base)}）の{share_text(rule.cap_permille)}（{yen(share)}）"
