"""補助額: the smallest of its bounds, cut to the programme's unit, with its derivation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.derivation import Line
from kyodo_desktop.features.grants.rules.terms import AmountTerms, Frame, cut, share_text, step_in_force, terms_in_force


@dataclass(frozen=True, slots=True)
class AmountRequest:
    """What an application brings to the computation, in yen.

    ``eligible_cost`` is what counts as 対象経費, ``other_income`` the income that is neither the grant nor the group's
    own, ``requested`` the 申請額 (None: not yet named, then it is no bound), ``year`` the nth year of support from 1.
    """

    eligible_cost: int
    other_income: int = 0
    requested: int | None = None
    year: int = 1


@dataclass(frozen=True, slots=True)
class GrantAmount:
    """An amount in yen with how it came about; ``reason`` is the sentence why it is 0."""

    amount: int
    lines: tuple[Line, ...]
    reason: str = ""


def grant_amount(terms: AmountTerms, request: AmountRequest, frame: Frame | None = None) -> GrantAmount:
    """Return min(対象経費×率, 対象経費−他の収入, 上限, 申請額), less what is below the unit, 0 below the floor.

    The first of equally small bounds is marked as decisive. Past the limit of years the amount is 0.
    """
    terms = terms_in_force(terms, request.year, frame)
    bounds = _bounds(terms, request, frame)
    least = min(range(len(bounds)), key=lambda at: bounds[at].amount)
    smallest = bounds[least].amount
    amount = cut(smallest, terms.unit)
    lines = [replace(line, decisive=at == least) for at, line in enumerate(bounds)]
    if smallest < 0:
        lines.append(Line("端数の処理", "マイナスは0円とする", amount))
    elif terms.unit > 1:
        lines.append(Line("端数の処理", f"{yen(smallest)}の{terms.unit:,}円未満を切捨て", amount))
    if amount < terms.floor:
        lines.append(Line("下限額との比較", f"{yen(amount)}は下限額{yen(terms.floor)}に満たない", 0))
    reason = _refusal(terms, request.year, amount)
    granted = 0 if reason else amount
    return GrantAmount(granted, (*lines, Line("補助額", "", granted)), reason)


def _bounds(terms: AmountTerms, request: AmountRequest, frame: Frame | None) -> tuple[Line, ...]:
    cost = request.eligible_cost
    share = f"{yen(cost)}×{share_text(terms.rate, terms.rate_of)}"
    lines = [Line("対象経費×補助率", share, cost * terms.rate // terms.rate_of)]
    if terms.deducts_other_income:
        formula = f"{yen(cost)}－{yen(request.other_income)}"
        lines.append(Line("対象経費－他の収入", formula, cost - request.other_income))
    if terms.ceiling is not None:
        lines.append(Line("上限額", _whose(terms, request.year, frame), terms.ceiling))
    if request.requested is not None:
        lines.append(Line("申請額", "", request.requested))
    return tuple(lines)


def _whose(terms: AmountTerms, year: int, frame: Frame | None) -> str:
    """Return where the ceiling comes from, when not from the programme itself."""
    if frame and frame.ceiling is not None:
        return f"{frame.label}の上限"
    step = step_in_force(terms, year)
    if step and step.ceiling is not None:
        return f"{year}年目の上限"
    return ""


def _refusal(terms: AmountTerms, year: int, amount: int) -> str:
    """Return the sentence why nothing can be granted, empty when something can."""
    if terms.year_limit is not None and year > terms.year_limit:
        return f"補助は通算{terms.year_limit}年までです。今回は{year}年目に当たるため、交付できません。"
    if amount < terms.floor:
        return f"算出した額（{yen(amount)}）が補助金の下限額（{yen(terms.floor)}）に満たないため、交付できません。"
    return "" if amount else "算出した額が0円になるため、交付できません。"
