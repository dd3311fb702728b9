"""The filters that every list of registrations has: 状態 and 登録年度."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.core.validity import Status
from kyodo_desktop.ui.record_source import Filter

YEARS = 20
"""How many fiscal years back are offered."""


def _states(_words: Words) -> Sequence[Term]:
    return [Term(status.value, status.label) for status in Status]


def _states_without_documents(_words: Words) -> Sequence[Term]:
    return [Term(status.value, status.label) for status in Status if status is not Status.WAITING]


def _years(words: Words) -> Sequence[Term]:
    latest = fiscal_year(words.today)
    return [Term(str(year), fiscal_year_label(year)) for year in range(latest, latest - YEARS, -1)]


STATUS = Filter("status", "状態", terms=_states)
STATUS_WITHOUT_DOCUMENTS = Filter("status", "状態", terms=_states_without_documents)
ARCHIVE = Filter("archived", "保管庫", terms=lambda _words: (Term("yes", "保管庫に移したもの"),))
FISCAL_YEAR = Filter("fiscal_year", "登録年度", terms=_years)
