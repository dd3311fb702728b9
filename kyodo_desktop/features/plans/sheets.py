"""Lists of plans and their actions as offices keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.plans.models.actions import PlanAction
from kyodo_desktop.spreadsheet.arranging import header_of, titles_above, with_headings, year_before, years_in
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets
from kyodo_desktop.spreadsheet.targets import Target

YEARS = "years"

_OF_YEAR = {
    "目標": ("目標", "年度目標", "目標値", "計画", "取組目標", "計画内容"),
    "実績": ("実績", "実績値", "取組実績", "実施内容", "取組状況", "実施状況", "結果"),
    "進捗": ("進捗", "進捗状況", "達成度", "評価", "自己評価", "進捗評価", "達成状況"),
    "課題・次の予定": ("課題・次の予定", "課題", "今後の予定", "次年度の予定", "課題と今後の予定", "今後の課題"),
}
"""The headings over what is said of one 年度, by the label of what is said."""

_LABELS = {fold_heading(heading): label for label, headings in _OF_YEAR.items() for heading in headings}
_YEAR_COLUMNS = frozenset(map(fold_heading, ("年度", "実施年度", "対象年度")))


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a plan or an action, never a person."""
    return True


def progress_by_line(sheet: Sheet, today: dt.date) -> Sheet:
    """Return a table of progress with the 年度 of its columns beside them.

    The year stands over the columns, (令和6年度 over 目標・実績・進捗), or in the title for all of them.
    """
    table = schema_of(PlanAction).children[YEARS].label
    header = header_of(sheet, schema_of(PlanAction))
    folded = [fold_heading(heading) for heading in header.headings]
    of_year: dict[int, dict[int, str]] = {}
    for column, heading in enumerate(header.headings):
        found = year_before(heading, today)
        if found is not None and (label := _LABELS.get(fold_heading(found[1]) or fold_heading("進捗"))):
            of_year.setdefault(found[0], {})[column] = label
    if not of_year and not _YEAR_COLUMNS.intersection(folded):
        years = years_in(titles_above(sheet, header), today)
        columns = {column: _LABELS[heading] for column, heading in enumerate(folded) if heading in _LABELS}
        if len(years) == 1 and columns:
            of_year = dict.fromkeys(years, columns)
    if not of_year:
        return sheet
    headings = list(header.headings)
    more: dict[str, RawCell] = {}
    for place, year in enumerate(sorted(of_year), 1):
        more[f"{table}{place} 年度"] = f"{year}年度"
        for column, label in of_year[year].items():
            headings[column] = f"{table}{place} {label}"
    return with_headings(sheet, header, headings, more)


SHEETS = SliceSheets(
    title="推進計画取組一覧",
    is_body=is_body,
    arrange=progress_by_line,
    rules=(
        SplitRule(("年度", "実施年度", "対象年度"), Target(("fiscal_year",), child=YEARS)),
        SplitRule(_OF_YEAR["目標"], Target(("target",), child=YEARS)),
        SplitRule(_OF_YEAR["実績"], Target(("result",), child=YEARS)),
        SplitRule(_OF_YEAR["進捗"], Target(("progress",), child=YEARS)),
        SplitRule(_OF_YEAR["課題・次の予定"], Target(("issues",), child=YEARS)),
    ),
)

PLAN_SHEETS = SliceSheets(title="指針・計画一覧", is_body=is_body)
