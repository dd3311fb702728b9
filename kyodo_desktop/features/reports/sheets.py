"""Lists of figures, 年表 and cases as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: nothing of this names a person."""
    return True


FIGURE_SHEETS = SliceSheets(title="実績値", is_body=is_body)
CHRONOLOGY_SHEETS = SliceSheets(title="年表", is_body=is_body)
CASE_SHEETS = SliceSheets(title="事例", is_body=is_body)
REPORT_SHEETS = SliceSheets(title="年次報告", is_body=is_body)
