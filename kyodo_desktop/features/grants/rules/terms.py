"""What a programme fixes about its money: rate, ceiling, floor, rounding, the ladder of years, special frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from kyodo_desktop.core.money import show_rate


@dataclass(frozen=True, slots=True)
class YearStep:
    """What holds from the nth year of support on (1 is the first); None keeps what the programme says."""

    year: int
    rate: int | None = None
    rate_of: int = 1000
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """特別枠・部門: its own conditions (None keeps the programme's) and its own budget in yen.

    ``first`` says that it is filled before the general budget, otherwise after it. ``flows_over`` lets what the one
    leaves go to the other: a first frame's rest to the general budget, the general rest to a last frame.
    """

    key: str
    label: str
    rate: int | None = None
    rate_of: int = 1000
    ceiling: int | None = None
    floor: int | None = None
    budget: int = 0
    first: bool = True
    flows_over: bool = False


@dataclass(frozen=True, slots=True)
class AmountTerms:
    """The conditions of an amount.

    ``rate`` parts of ``rate_of`` of the 対象経費 are granted: 500 is 50 % as permille; 3分の2, which permille cannot
    say, is 2 of 3. ``ceiling`` and ``floor`` are yen; what is less than ``unit`` yen is cut off (1000: 千円未満切捨て).
    ``years`` is the ladder of repeated support, ``year_limit`` the last year that is supported at all.
    """

    rate: int
    rate_of: int = 1000
    ceiling: int | None = None
    floor: int = 0
    unit: int = 1000
    deducts_other_income: bool = True
    years: tuple[YearStep, ...] = ()
    year_limit: int | None = None

    def __post_init__(self) -> None:
        shares = [(self.rate, self.rate_of), *((step.rate or 0, step.rate_of) for step in self.years)]
        if self.unit < 1 or self.floor < 0 or any(of < 1 or not 0 <= rate <= of for rate, of in shares):
            raise ValueError("a rate is a share of the whole, a unit at least one yen, a floor not negative")


def terms_in_force(terms: AmountTerms, year: int = 1, frame: Frame | None = None) -> AmountTerms:
    """Return the conditions for the nth year of support in a frame: the frame beats the ladder, the ladder the base."""
    step = step_in_force(terms, year)
    found = terms
    if step and step.rate is not None:
        found = replace(found, rate=step.rate, rate_of=step.rate_of)
    if step and step.ceiling is not None:
        found = replace(found, ceiling=step.ceiling)
    if frame and frame.rate is not None:
        found = replace(found, rate=frame.rate, rate_of=frame.rate_of)
    if frame and frame.ceiling is not None:
        found = replace(found, ceiling=frame.ceiling)
    if frame and frame.floor is not None:
        found = replace(found, floor=frame.floor)
    return found


def step_in_force(terms: AmountTerms, year: int) -> YearStep | None:
    """Return the step of the ladder that holds in the nth year: the last that begins in it or before."""
    return max((one for one in terms.years if one.year <= year), key=lambda one: one.year, default=None)


def share_text(rate: int, rate_of: int = 1000) -> str:
    """Return a share as a programme writes it: 50％, 62.5％, 3分の2."""
    return show_rate(Fraction(rate, rate_of))


def cut(amount: int, unit: int) -> int:
    """Return an amount without what is less than a unit (端数切捨て); negative amounts become 0."""
    return max(0, amount) // unit * unit
