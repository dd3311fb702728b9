"""保存年限: until when the papers of a grant are kept."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds

KEPT_YEARS = 5
"""As 交付要綱 usually ask of the receiver: five years from the year after the project's completion."""


def kept_until(completed_on: dt.date, years: int = KEPT_YEARS) -> dt.date:
    """Return the last day of keeping: the 31 March that lies ``years`` after the fiscal year of completion ended."""
    return fiscal_year_bounds(fiscal_year(completed_on) + years)[1]
