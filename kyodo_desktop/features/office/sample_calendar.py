"""The days of the sample office's grant rounds: two years that are over, and what is going on today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.office_days import office_day_from, office_day_until

CALL = "calling"
REVIEW = "reviewing"
RUNNING = "running"
OVER = "over"

LONGEST_YEAR = 210
"""Days before today at which the present year's first call began at the earliest."""


@dataclass(frozen=True, slots=True)
class RoundDays:
    """One round with its calendar. ``stage`` says how far it came."""

    stage: str
    year: int
    number: int
    call_from: dt.date
    call_until: dt.date
    review_on: dt.date
    decide_by: dt.date

    @property
    def finish_by(self) -> dt.date:
        """The last day of the projects."""
        return fiscal_year_bounds(self.year)[1] - dt.timedelta(days=16)

    @property
    def report_by(self) -> dt.date:
        """The last day for the reports."""
        return office_day_until(fiscal_year_bounds(self.year)[1])

    def values(self) -> dict[str, dt.date]:
        """Return the calendar as the attributes of a round."""
        return {
            "call_from": self.call_from,
            "call_until": self.call_until,
            "review_on": self.review_on,
            "decide_by": self.decide_by,
            "start_from": self.decide_by,
            "finish_by": max(self.finish_by, self.decide_by),
            "report_by": max(self.report_by, self.decide_by),
        }


def round_days(today: dt.date) -> tuple[RoundDays, ...]:
    """Return the rounds of three years, the oldest first: two years with one round that is over, then the present year.

    Its first round was decided on, the second is under review, the third is open. A round whose decision falls into
    the next 年度 is the first one of that.
    """
    year = fiscal_year(today)
    past = [_of_spring(each) for each in (year - 2, year - 1)]
    begins = max(today - dt.timedelta(days=LONGEST_YEAR), fiscal_year_bounds(year)[0] - dt.timedelta(days=60))
    length = (today - begins).days

    def at(share: float) -> dt.date:
        return office_day_until(begins + dt.timedelta(days=int(share * length)))

    def after(days: int) -> dt.date:
        return office_day_from(today + dt.timedelta(days=days))

    running = RoundDays(RUNNING, year, 1, at(0), at(0.15), at(0.2), at(0.3))
    calls = [
        (REVIEW, at(0.7), at(0.9), after(6), after(20)),
        (CALL, at(0.98), after(24), after(45), after(60)),
    ]
    rounds = [*past, running]
    for stage, call_from, call_until, review_on, decide_by in calls:
        of = max(year, fiscal_year(decide_by))
        number = 1 + sum(each.year == of for each in rounds)
        rounds.append(RoundDays(stage, of, number, call_from, call_until, review_on, decide_by))
    return tuple(rounds)


def _of_spring(year: int) -> RoundDays:
    def on(month: int, day: int) -> dt.date:
        return office_day_from(dt.date(year, month, day))

    return RoundDays(OVER, year, 1, on(4, 7), on(5, 13), on(6, 3), on(6, 24))
