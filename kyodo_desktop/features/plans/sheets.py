"""Lists of plans and their actions as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a plan or an action, never a person."""
    return True


SHEETS = SliceSheets(title="推進計画取組一覧", is_body=is_body)

PLAN_SHEETS = SliceSheets(title="指針・計画一覧", is_body=is_body)
