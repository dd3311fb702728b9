"""The rounds of years gone by that an imported list names and that nobody has registered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.grants.round_book import RoundBook, meaning, round_name

COMPLETED = "completed"
"""The state of a round that is over."""

MADE = "取り込んだ一覧から作成しました。"


@dataclass(frozen=True, slots=True)
class OldRound:
    """A round to be made, with the number of applications that name it."""

    programme: str
    fiscal_year: int
    number: int
    name: str
    applications: int

    @property
    def said(self) -> str:
        """What a person is told before it is made."""
        told = f"募集回「{self.name}」が登録されていないため、完了した募集回として同時に登録します"
        return f"{told}（申請{self.applications:,}件）。"


def old_rounds(applications: Iterable[Mapping[str, Any]], book: RoundBook, today: dt.date) -> list[OldRound]:
    """Return the rounds of past years that the texts of applications name and the office does not have.

    A text without a number means the first round, unless the office has one of that programme and year.
    """
    wanted: Counter[tuple[str, int, int]] = Counter()
    had = {(each["programme"], each["fiscal_year"]) for each in book.rounds}
    for values in applications:
        text = values.get("round")
        if values.get("round_id") or not text or book.find(text) is not None:
            continue
        said = meaning(text, book.programmes)
        programme = said.programme or values.get("programme")
        year = said.fiscal_year or values.get("fiscal_year")
        if programme is None or year is None or year >= fiscal_year(today):
            continue
        if said.number is None and (programme, year) in had:
            continue
        wanted[programme, year, said.number or 1] += 1
    return [
        OldRound(*key, round_name(*key, book.programmes), count)
        for key, count in sorted(wanted.items(), key=lambda item: (item[0][1], item[0][0], item[0][2]))
    ]


def draft_of(made: OldRound, life: Lifecycle) -> Draft:
    """Return a round that is over: its name and year, and the steps to its end on the last day of the year."""
    values = {"programme": made.programme, "fiscal_year": made.fiscal_year, "number": made.number, "notes": MADE}
    last = fiscal_year_bounds(made.fiscal_year)[1]
    steps = [
        Draft({"step": step.code, "words": step.done, "happened_on": last, "note": MADE})
        for step in life.way_to(COMPLETED)
    ]
    return Draft({**values, "name": made.name}, {STEPS: steps})
