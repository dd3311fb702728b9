"""Lists of evaluations and improvements as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a project or a task, never a person."""
    return True


EVALUATIONS = SliceSheets(title="評価一覧", is_body=is_body, told_by=("fiscal_year", "stage", "kind", "evaluator"))
IMPROVEMENTS = SliceSheets(title="改善の取組一覧", is_body=is_body, told_by=("project", "fiscal_year"))
