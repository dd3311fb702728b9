"""Lists of evaluations and improvements as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a task, never a person."""
    return True


def is_one_of_several(_values: Mapping[str, Any]) -> bool:
    """Return False: several sheets bear the name of one project."""
    return False


EVALUATIONS = SliceSheets(title="評価一覧", is_body=is_one_of_several)
IMPROVEMENTS = SliceSheets(title="改善の取組一覧", is_body=is_body)
