"""Lists of committees and meetings as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a committee or a meeting, never a person."""
    return True


SHEETS = SliceSheets(
    title="会議体一覧",
    is_body=is_body,
    rules=(SplitRule(("設置期間", "存続期間"), Target(("established_on", "abolished_on"), Rule.PERIOD)),),
)

MEETING_SHEETS = SliceSheets(title="会議一覧", is_body=is_body)
