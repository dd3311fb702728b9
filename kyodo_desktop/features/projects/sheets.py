"""Lists of projects as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a project or a body, never a person."""
    return True


SHEETS = SliceSheets(
    title="協働事業台帳",
    is_body=is_body,
    rules=(
        SplitRule(
            ("期間", "実施期間", "事業期間", "契約期間", "協定期間"), Target(("from_on", "until_on"), Rule.PERIOD)
        ),
    ),
)
