"""Lists of grants as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a project or a round, never a person."""
    return True


SHEETS = SliceSheets(
    title="補助金申請一覧",
    is_body=is_body,
    rules=(SplitRule(("実施期間", "事業期間", "期間"), Target(("from_on", "until_on"), Rule.PERIOD)),),
)

ROUND_SHEETS = SliceSheets(title="募集回一覧", is_body=is_body)
