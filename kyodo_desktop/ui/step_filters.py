"""The filters that every list of records with steps has: 年度, 状態, 期限."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.ui.record_source import Filter
from kyodo_desktop.ui.registration_filters import YEARS


def _years(words: Words) -> Sequence[Term]:
    latest = fiscal_year(words.today) + 1  # next year's projects are prepared this year
    return [Term(str(year), fiscal_year_label(year)) for year in range(latest, latest - YEARS, -1)]


YEAR = Filter("fiscal_year", "年度", terms=_years)
STATE = Filter("state", "状態", taxonomy="states")
OPEN = Filter("open", "進み", terms=lambda _words: (Term("open", "進行中"), Term("closed", "完了・終了")))
DUE = Filter(
    "due",
    "期限",
    terms=lambda _words: (
        Term("late", "過ぎた"),
        Term("today", "今日"),
        Term("week", "7日以内"),
        Term("month", "1か月以内"),
    ),
)
