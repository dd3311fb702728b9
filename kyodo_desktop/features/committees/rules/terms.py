"""Terms of members: who is in office on a day, whose term ends next, what a reappointment makes of a term.

A line of the table of members is one term. It ends by its last day, or earlier by a 退任; one that was followed by
another term says so, and stays as history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.dates import era, years_later
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.text import common_shape

REAPPOINTED = "reappointed"
"""The ending of a term that another one of the same member followed."""

PUBLIC = "public"
"""The category of members who answered a public call (公募)."""

Line = Mapping[str, Any]


def is_standing(line: Line) -> bool:
    """Return whether nobody has entered an end of this term: a member stays on the roster until then."""
    return not line.get("ended_on") and not line.get("ending")


def is_in_office(line: Line, day: dt.date) -> bool:
    """Return whether a term runs on a day; both its first and its last day belong to it."""
    begins, until, ended = line.get("appointed_on"), line.get("until_on"), line.get("ended_on")
    last = min((each for each in (until, ended) if each is not None), default=None)
    if last is None and line.get("ending"):
        return False
    return (begins is None or begins <= day) and (last is None or day <= last)


def last_day(appointed: dt.date, years: int) -> dt.date:
    """Return the last day of a term of so many years that begins on a day: the day before that day in a later year."""
    return years_later(appointed, years) - dt.timedelta(days=1)


def next_end(lines: Iterable[Line]) -> tuple[dt.date | None, list[Line]]:
    """Return the earliest last day among the standing terms, with the terms that end on it; None when none has one."""
    standing = [line for line in lines if is_standing(line) and line.get("until_on")]
    if not standing:
        return None, []
    day = min(line["until_on"] for line in standing)
    return day, [line for line in standing if line["until_on"] == day]


def completed(line: Line, years: int | None) -> dict[str, Any]:
    """Return what follows from a term as it was entered: its last day from the years, the day of an end from its last
    day."""
    found: dict[str, Any] = {}
    if line.get("appointed_on") and not line.get("until_on") and years:
        found["until_on"] = last_day(line["appointed_on"], years)
    until = line.get("until_on") or found.get("until_on")
    if line.get("ending") and not line.get("ended_on") and until:
        found["ended_on"] = until
    return found


def reappointed(line: Line, years: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return how a term ends that is followed by another, and the term that follows it without a gap."""
    begins = line["until_on"] + dt.timedelta(days=1)
    ended = {"ended_on": line["until_on"], "ending": REAPPOINTED}
    following = {
        **line,
        "appointed_on": begins,
        "until_on": last_day(begins, years),
        "ended_on": None,
        "ending": None,
    }
    return ended, following


def term_number(lines: Iterable[Line], term: Line) -> int:
    """Return the how-manieth term of its member one is: terms of the same name that began no later."""
    shape, begins = common_shape(term["name"]), term.get("appointed_on") or dt.date.max
    return sum(
        common_shape(line["name"]) == shape and (line.get("appointed_on") or dt.date.max) <= begins for line in lines
    )


def check(lines: Sequence[Line]) -> list[Problem]:
    """Return what contradicts itself in the table of members; ``row`` is the place of the line from 0."""
    problems = []
    standing: dict[str, int] = {}
    for row, line in enumerate(lines):
        begins = line.get("appointed_on")
        for attribute, words in (("until_on", "任期満了日"), ("ended_on", "退任日")):
            if begins and line.get(attribute) and line[attribute] < begins:
                said = f"{words}が委嘱日（{era(begins)}）より前になっています。"
                problems.append(Problem(said, attribute, "members", row))
        name = line.get("name")
        if not name or not is_standing(line):
            continue
        if common_shape(name) in standing:
            said = f"委員「{name}」の行が二つあります。前の任期の行に退任日か退任の理由を入力してください。"
            problems.append(Problem(said, "name", "members", row))
        standing.setdefault(common_shape(name), row)
    return problems
