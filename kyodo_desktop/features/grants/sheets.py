"""Lists of grants as offices keep them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kyodo_desktop.core.dates import fiscal_year_bounds, fiscal_year_label
from kyodo_desktop.core.taxonomy import Taxonomy, Words
from kyodo_desktop.core.text import fold, normalize_width
from kyodo_desktop.features.grants.derivations import year_of
from kyodo_desktop.features.grants.round_book import Meaning, meaning, round_name, years_in
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import Inference, RowSays, SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target

_SAYS_NO_NAME = re.compile(r"[0-9年度回次第元令和平成昭RHS・/.、 　-]*", re.IGNORECASE)
"""A text of nothing but years and numbers: it names no programme."""


_SEVERAL_YEARS = re.compile(r"(?:[0-9元]|年度?)\s*(?:[~〜・、-]|から|及び)\s*(?:令和|平成|昭和|[RHS])?\s*[0-9元]+\s*年")
"""令和4～6年度: no year of any one row."""


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a project or a round, never a person."""
    return True


def complete(says: RowSays, words: Words) -> tuple[Inference, ...]:
    """Return the round and the 年度 of an application as its row, its other cells and the title tell them."""
    found = tuple(_round(says, words.taxonomy("grant_programmes")))
    values = {**says.values, **{each.attribute: each.value for each in found}}
    return (*found, *_end(values, words.today))


def _round(says: RowSays, programmes: Taxonomy) -> Iterator[Inference]:
    values, written = says.values, str(says.values.get("round") or "")
    said, titled = _meaning(written, programmes), _titled(says.titles, programmes)
    above = meaning(says.section, programmes)
    only = [term.code for term in programmes.terms if not term.retired]
    if written and said.programme is None and not _SAYS_NO_NAME.fullmatch(normalize_width(written)):
        return  # a programme that the office does not have keeps the name that the file gives it
    programme, by = _first(
        (values.get("programme") or said.programme, ""),
        (above.programme, "区切りの見出しから"),
        (titled.programme, "表題から"),
        (only[0] if len(only) == 1 else None, "制度がひとつだけのため"),
    )
    year, dated = _first(
        (values.get("fiscal_year") or said.fiscal_year, ""),
        (above.fiscal_year, "区切りの見出しから"),
        (titled.fiscal_year, "表題から"),
        (year_of(values), "日付から"),
    )
    if programme is None or year is None:
        return
    number = said.number or above.number or titled.number
    name = (
        round_name(programme, year, number, programmes)
        if number
        else f"{fiscal_year_label(year)} {programmes.label_of(programme)}"
    )
    if fold(name) != fold(written):
        reason = "区切りの見出しから" if above.number and not said.number else by or dated
        yield Inference("round", name, reason or ("" if written else "年度と制度から"))
    if values.get("fiscal_year") is None:
        yield Inference("fiscal_year", year, dated)


def _end(values: Mapping[str, Any], today: dt.date) -> Iterator[Inference]:
    """Yield the end of an application of a year gone by of which all was paid, and paid back, as it was settled."""
    year, settled = values.get("fiscal_year"), values.get("settled_amount")
    paid = (values.get("paid_amount") or 0) - (values.get("returned_amount") or 0)
    if year is None or settled is None or values.get("closed_on") is not None or paid != settled:
        return
    last = max(filter(None, (fiscal_year_bounds(year)[1], *(values.get(name) for name in _DAYS))))
    if last <= today:
        yield Inference("closed_on", last, "確定額のとおりに支払が済んでいるため")


_DAYS = ("decided_on", "reported_on", "settled_on")
"""The days of an older list that come before its end."""


def _first(*found: tuple[Any, str]) -> tuple[Any, str]:
    """Return the first value that is known, with the words for where it stands."""
    return next((each for each in found if each[0] is not None), (None, ""))


def _meaning(written: str, programmes: Taxonomy) -> Meaning:
    """Return what the text of a row says; a number alone is that of the 回."""
    plain = normalize_width(written).strip()
    if plain.isdecimal() and 0 < int(plain) < 100:
        return Meaning(number=int(plain))
    return meaning(written, programmes)


def _titled(titles: tuple[str, ...], programmes: Taxonomy) -> Meaning:
    """Return what the texts above a table say; of several years none is that of a row."""
    together = "　".join(titles)
    found = meaning(together, programmes)
    several = len(years_in(together)) != 1 or _SEVERAL_YEARS.search(normalize_width(together))
    return Meaning(found.programme) if several else found


SHEETS = SliceSheets(
    title="補助金申請一覧",
    is_body=is_body,
    rules=(
        SplitRule(("事業期間", "期間"), Target(("from_on", "until_on"), Rule.PERIOD)),
        SplitRule(("実施期間", "実施日", "開催日"), Target(("from_on", "until_on"), Rule.DAYS)),
        SplitRule(("交付申請年月日", "交付申請日"), Target(("received_on",))),
        SplitRule(("交付決定指令番号", "交付決定番号"), Target(("decision_number",))),
        SplitRule(("確定年月日", "確定日"), Target(("settled_on",))),
        SplitRule(("補助金の申請額", "交付申請金額", "申請金額"), Target(("requested_amount",))),
        SplitRule(("補助金の決定額", "交付決定金額", "決定金額"), Target(("decided_amount",))),
        SplitRule(("補助金の確定額", "額の確定金額", "確定金額"), Target(("settled_amount",))),
        SplitRule(("支払った額", "支払金額", "交付済"), Target(("paid_amount",))),
        SplitRule(("返還金額", "返納額"), Target(("returned_amount",))),
    ),
    complete=complete,
    spellings={
        "result": {
            **dict.fromkeys(("○", "〇", "◯", "◎", "可"), "採択"),
            **dict.fromkeys(("×", "✕", "✖", "不可"), "不採択"),
            "△": "次点",
        }
    },
    told_by=("organization", "fiscal_year", "frame"),
)

ROUND_SHEETS = SliceSheets(title="募集回一覧", is_body=is_body)
