"""The timetable of a meeting: when each item begins, from the opening and the minutes that each takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kyodo_desktop.core.time_of_day import clock, minutes_of

Line = Mapping[str, Any]


def with_times(lines: Iterable[Line], begins_at: str) -> list[dict[str, Any]]:
    """Return the items with the times at which they begin, one after the other from the opening on.

    An item without minutes takes none: the next one begins at the same time.
    """
    timed = []
    now = minutes_of(begins_at)
    for line in lines:
        timed.append({**line, "starts_at": clock(now)})
        now += line.get("minutes") or 0
    return timed


def ends_at(lines: Iterable[Line], begins_at: str) -> str:
    """Return when the last item is over."""
    return clock(minutes_of(begins_at) + sum(line.get("minutes") or 0 for line in lines))


def presentations(grants: Iterable[Line], minutes_each: int | None, before: Iterable[Line]) -> list[dict[str, Any]]:
    """Return one item for each grant in the order of presentation; those that none was given come last, by number.

    What was noted of a grant's item before stays with it, by its subject; items that are of no grant stay behind.
    """
    kept = {line["subject"]: line for line in before}
    ordered = sorted(grants, key=lambda each: (each["presentation_order"] or 10**6, each["reference"] or ""))
    items = []
    for each in ordered:
        noted = kept.pop(each["name"], {})
        items.append(
            {
                "starts_at": noted.get("starts_at"),
                "minutes": noted.get("minutes") or minutes_each,
                "subject": each["name"],
                "presenter": each["organization"],
                "result": noted.get("result"),
            }
        )
    return [*items, *map(dict, kept.values())]
