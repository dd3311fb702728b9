"""Who was at a meeting, and whether enough members were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.taxonomy import Words

Line = Mapping[str, Any]


def counts_as_present(code: str | None, words: Words) -> bool:
    """Return whether the profile says of this 出欠 that the member was there."""
    term = words.taxonomy("attendances").get(code or "")
    return bool(term and term.extra.get("present"))


def present(lines: Iterable[Line], words: Words) -> int:
    """Return how many of those on the list were there, in person, by a proxy, or on line."""
    return sum(counts_as_present(line.get("attendance"), words) for line in lines)


def has_quorum(lines: Sequence[Line], words: Words) -> bool:
    """Return whether more than half of those on the list were there."""
    return 2 * present(lines, words) > len(lines)


def is_answered(lines: Sequence[Line]) -> bool:
    """Return whether 出欠 is known of everybody on the list."""
    return bool(lines) and all(line.get("attendance") for line in lines)


def meeting_name(year_label: str, number: int | None, committee: str) -> str:
    """Return what a meeting is called after its year, its number and its committee: 令和8年度 第2回 ○○委員会."""
    return f"{year_label} 第{number}回 {committee}" if number else f"{year_label} {committee}"
