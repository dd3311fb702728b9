"""What earlier evaluations of the same project asked for: it comes first on the next sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.taxonomy import Taxonomy
from kyodo_desktop.core.text import fold

LOOKED_AT = ("reference", "name", "project_id", "grant_id", "fiscal_year", "stage", "kind", "requests", "agreed")
"""What is looked at of other sheets."""

IMPROVED = ("reference", "name", "evaluation_id", "outcome", "state")
"""What is looked at of the improvements that came of them."""


def is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two sheets are about one project: the same record, or the same name in another year."""
    for attribute in ("project_id", "grant_id"):
        if one.get(attribute) is not None and one.get(attribute) == other.get(attribute):
            return True
    return bool(one.get("name")) and fold(str(one["name"])) == fold(str(other["name"]))


def time_of(values: Mapping[str, Any], stages: Taxonomy) -> tuple[int, int]:
    """Return when a sheet was filled, to compare by: its 年度, and its place among the stages of a year."""
    codes = [term.code for term in stages.terms]
    stage = values.get("stage")
    return values.get("fiscal_year") or 0, codes.index(stage) if stage in codes else len(codes)


def latest_before(
    values: Mapping[str, Any], others: Iterable[Mapping[str, Any]], stages: Taxonomy
) -> list[Mapping[str, Any]]:
    """Return the sheets of the last time before this one that the same project was evaluated."""
    now = time_of(values, stages)
    earlier = [each for each in others if is_same(values, each) and time_of(each, stages) < now]
    last = max((time_of(each, stages) for each in earlier), default=None)
    return [each for each in earlier if time_of(each, stages) == last]


def requested(
    sheets: Sequence[Mapping[str, Any]],
    improvements: Sequence[Mapping[str, Any]],
    kinds: Taxonomy,
    stages: Taxonomy,
    states: Taxonomy,
) -> list[dict[str, Any]]:
    """Return the lines that a new sheet begins with: what each asked for or was agreed on, then the improvements."""
    lines: list[dict[str, Any]] = []
    for each in sheets:
        when = f"{fiscal_year_label(each['fiscal_year'])} {stages.label_of(each['stage'])}"
        for text in filter(None, (each["requests"], each["agreed"])):
            for wish in filter(None, map(str.strip, text.splitlines())):
                lines.append({"source": f"{when}　{kinds.label_of(each['kind'])}", "request": wish, "became": None})
    for each in improvements:
        state = states.label_of(each["state"]) if each["state"] else ""
        became = "：".join(filter(None, (state, each["outcome"])))
        lines.append({"source": f"改善の取組 {each['reference']}", "request": each["name"], "became": became or None})
    return lines
