"""What is offered while a round or one of its 部門 is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kyodo_desktop.core.dates import short
from kyodo_desktop.core.money import show_rate, yen
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.text import fold

MOST = 8
"""Suggestions that are offered at once."""


def rounds(found: Iterable[Snapshot]) -> list[Suggestion]:
    """Return the rounds as suggestions; taken, one brings its id."""
    return [_of_round(each) for each in found][:MOST]


def frames(grant_round: Snapshot | None, text: str) -> list[Suggestion]:
    """Return the 部門・枠 of a round whose name holds a text, with what each grants."""
    lines = [line.values for line in grant_round.children["frames"]] if grant_round else []
    return [Suggestion(line["name"], _granted(line)) for line in lines if fold(text) in fold(line["name"])]


def _of_round(each: Snapshot) -> Suggestion:
    days = [day and short(day) for day in (each["call_from"], each["call_until"])]
    call = f"募集 {days[0] or ''}～{days[1] or ''}" if any(days) else ""
    return Suggestion(each["name"], "　".join(filter(None, (each["reference"], call))), {"round_id": each.id})


def _granted(frame: Mapping[str, Any]) -> str:
    rate, ceiling = frame["rate"], frame["ceiling"]
    return "・".join(
        filter(None, (f"補助率{show_rate(rate)}" if rate is not None else "", f"上限{yen(ceiling)}" if ceiling else ""))
    )
