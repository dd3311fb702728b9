"""Lists of figures, 年表 and cases as offices keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.measures import NUMBERS
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.reports import figure_layouts, list_layouts, rules
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import Inference, RowSays, SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: nothing of this names a person."""
    return True


def complete_figure(says: RowSays, words: Words) -> tuple[Inference, ...]:
    """Return what a figure is called, by which it is found again, and its number under the unit of its measure.

    A list without units gives every number as 件数; where the measure has one other unit alone, it is that.
    """
    values = says.values
    measure = words.taxonomy("measures").get(values.get("measure") or "")
    if measure is None or values.get("fiscal_year") is None:
        return ()
    named = Inference("name", rules.figure_name(values, measure.label), "")
    units = [number for number in NUMBERS if number in measure.extra]
    if values.get("count") is None or "count" in units or len(units) != 1 or values.get(units[0]) is not None:
        return (named,)
    reason = f"「{measure.label}」は{measure.extra[units[0]]}で数えるため"
    return named, Inference(units[0], values["count"], reason), Inference("count", None, "")


def complete_entry(says: RowSays, words: Words) -> tuple[Inference, ...]:
    """Return the time of an entry as it is kept, by which the entry is found again (平成15年4月 for H15.4)."""
    try:
        when = rules.parse_when(says.values.get("when_words") or "", words.today)
    except FieldError:
        return ()
    return (Inference("when_words", when.words, ""),)


FIGURE_SHEETS = SliceSheets(
    title="実績値",
    is_body=is_body,
    arrange=figure_layouts.figures_by_row,
    complete=complete_figure,
    told_by=("measure", "fiscal_year"),
)

CHRONOLOGY_SHEETS = SliceSheets(
    title="年表",
    is_body=is_body,
    arrange=list_layouts.times_joined,
    complete=complete_entry,
    told_by=("when_words",),
)

_PARTNER = Target(("name",), Rule.PERSONS, "partners")

CASE_SHEETS = SliceSheets(
    title="事例",
    is_body=is_body,
    arrange=list_layouts.partners_by_row,
    rules=(
        SplitRule(list_layouts.PARTNERS, _PARTNER),
        SplitRule(
            ("役割", "主体 役割", "持ち寄ったもの", "役割分担", "主体 役割分担", "主体 持ち寄ったもの", "分担"),
            Target(("brought",), child="partners"),
            list_layouts.PARTNERS,
        ),
    ),
    told_by=("pattern", "fiscal_year"),
)

REPORT_SHEETS = SliceSheets(title="年次報告", is_body=is_body)
