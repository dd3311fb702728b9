"""指針・計画: what the rest of the program may ask of guidelines and plans, and of when they are looked through."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from kyodo_desktop.core.dates import years_later
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, by_meaning
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.plans.models.plans import Plan
from kyodo_desktop.features.plans.service import PlanActionService

SOON_DAYS = 365
"""How long before it is due a review is told of: the committee, the draft and the public comment take a year."""

REVIEWS = "reviews"


def _review(mapped: Any, words: Words) -> Mapping[str, Any]:
    """The filter ``review``: the next review is overdue (late), due within a year (soon), or later."""
    day, today = mapped.due_on, words.today
    soon = today + dt.timedelta(days=SOON_DAYS)
    return {"late": day < today, "soon": day.between(today, soon), "later": day > soon}


def _activity(mapped: Any, words: Words) -> Mapping[str, Any]:
    """The filter ``active``: what is in force today (yes), or ended (no)."""
    ended = mapped.ended_on
    return {"yes": ended.is_(None) | (ended > words.today), "no": ended <= words.today}


class PlanService(RecordService[Plan]):
    """Keeps guidelines and plans with their reviews."""

    mapped = Plan
    own = RecordService.own | {"reviewed_on", "due_on", "due_what"}
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "review": by_meaning(_review),
        "active": by_meaning(_activity),
    }

    @functools.cached_property
    def actions(self) -> PlanActionService:
        """The actions of the plan, of which the papers tell the progress."""
        return PlanActionService(self.database, self.profile, self.attachment_folder)

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        begins, ends = values.get("from_year"), values.get("until_year")
        if begins and ends and ends < begins:
            return [Problem("計画期間の終わりが始めより前になっています。", "until_year")]
        return []

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return the last review, and the day of the next: so many years after it, or after the adoption."""
        values = merged_values(draft, stored)
        if REVIEWS in draft.children or stored is None:
            reviews = [line.values for line in draft.children.get(REVIEWS, ())]
        else:
            reviews = [dict(line.values) for line in stored.children[REVIEWS]]
        last = max((line["reviewed_on"] for line in reviews if line.get("reviewed_on")), default=None)
        counted, years = last or values.get("adopted_on"), values.get("review_years")
        due = years_later(counted, years) if counted and years and not values.get("ended_on") else None
        return {"reviewed_on": last, "due_on": due, "due_what": f"{years}年ごとの見直し" if due else None}

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        if attribute == "department":
            return [Suggestion(each) for each in self.actions.departments() if fold(text) in fold(each)]
        return ()
