"""推進計画の取組: what the rest of the program may ask of actions and their progress."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.plans.models.actions import ActionYear, PlanAction
from kyodo_desktop.features.plans.rules import progress
from kyodo_desktop.features.plans.rules.progress import WAITING, ActionYears, Tally

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from kyodo_desktop.database.work import Changes

YEARS = "years"

Entry = tuple[int, int, str | None]
"""A progress as it is entered: the action's id, the 年度, and the code; None takes it away."""

_READ = ("reference", "name", "policy", "department", "from_year", "until_year")
_OF_YEAR = ("fiscal_year", "target", "result", "progress", "issues")
_COUNTED = re.compile(r"(?P<year>[0-9]{4})-(?P<code>.+)")


def by_department(mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
    """The filter ``department``: a code is the department's own name; an empty one means that none is entered."""
    from sqlalchemy import or_

    named = [code for code in codes if code]
    chosen = [mapped.department.in_(named)] if named else []
    return or_(*chosen, *([mapped.department.is_(None)] if "" in codes else []))


def by_run(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``running``: actions that run in the present 年度 (now), or in the one named by its first year."""
    from sqlalchemy import or_

    return or_(*(_runs(mapped, fiscal_year(words.today) if code == "now" else int(code)) for code in codes))


def by_count(mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
    """The filter ``counted``: what a number of the table of progress counts, as ``2025-good``, ``2025-waiting``."""
    from sqlalchemy import or_

    chosen = []
    for code in codes:
        found = _COUNTED.fullmatch(code)
        if found is None:
            raise KeyError(code)
        year, progressed = int(found["year"]), found["code"]
        chosen.append(_waits(mapped, year) if progressed == WAITING else mapped.id.in_(_entered(year, progressed)))
    return or_(*chosen)


def by_waiting(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``waiting``: actions whose progress of the present (now) or the last 年度 (last) is not entered."""
    from sqlalchemy import or_

    present = fiscal_year(words.today)
    return or_(*(_waits(mapped, {"now": present, "last": present - 1}[code]) for code in codes))


def _runs(mapped: Any, year: int) -> Any:
    begun = mapped.from_year.is_(None) | (mapped.from_year <= year)
    return begun & (mapped.until_year.is_(None) | (mapped.until_year >= year))


def _entered(year: int, code: str | None) -> Any:
    """Return the ids of the actions of which this progress, or any if None, was entered for a year."""
    from sqlalchemy import select

    line: Any = ActionYear
    marked = line.progress == code if code else line.progress.is_not(None)
    return select(line.record_id).where((line.fiscal_year == year) & marked)


def _waits(mapped: Any, year: int) -> Any:
    return _runs(mapped, year) & mapped.id.not_in(_entered(year, None))


class PlanActionService(RecordService[PlanAction]):
    """Keeps the actions of the plan with their progress."""

    mapped = PlanAction
    own = RecordService.own | {"latest_year", "latest_progress"}
    conditions: ClassVar[dict[str, Condition]] = {
        "pillar": any_of("pillar"),
        "policy": any_of("policy"),
        "department": by_department,
        "latest": any_of("latest_progress"),
        "running": by_run,
        "counted": by_count,
        "waiting": by_waiting,
    }

    # The table of progress

    def action_years(self) -> list[ActionYears]:
        """Return all actions with what was entered of each year, by policy as the profile orders them, then number."""
        ids = list(self.list_ids(ListQuery(sort="reference")).ids)
        rows, lines = self.rows(ids, _READ), self.lines(YEARS, ids, _OF_YEAR)
        found = []
        for record_id in ids:
            values = dict(zip(_READ, rows[record_id], strict=True))
            values["department"] = values["department"] or ""
            entered = {line["fiscal_year"]: line for line in lines.get(record_id, ())}
            found.append(ActionYears(record_id, **values, lines=entered))
        order = {term.code: place for place, term in enumerate(self.words().taxonomy("policies").terms)}
        return sorted(found, key=lambda each: order.get(each.policy, len(order)))

    def tallies(self, year: int) -> list[Tally]:
        """Return how many actions of each policy went how in a 年度, the sum over all of them last."""
        policies = [(term.code, term.label) for term in self.words().taxonomy("policies").terms]
        return progress.tallies(self.action_years(), year, "policy", policies)

    def departments(self) -> list[str]:
        """Return the departments that have actions, in the order of their names."""
        return sorted(self.used("department"))

    def enter_progress(self, staff: str, entries: Sequence[Entry]) -> Changes:
        """Store the progress of many actions in one operation; of two entries for one action and year the last counts.

        A year that holds nothing but a progress goes with it.
        """
        wanted: dict[int, dict[int, str | None]] = {}
        for record_id, year, code in entries:
            wanted.setdefault(record_id, {})[year] = code
        drafts = [self._with_progress(stored, wanted[stored.id]) for stored in self.load_many(list(wanted))]
        years = sorted({year for _, year, _ in entries})
        return self.save_all(staff, f"進捗の入力（{'、'.join(map(fiscal_year_label, years))}）", drafts)

    def _with_progress(self, stored: Snapshot, marks: Mapping[int, str | None]) -> Draft:
        lines = list(map(Draft.of, stored.children[YEARS]))
        for year, code in marks.items():
            line = next((each for each in lines if each.values["fiscal_year"] == year), None)
            if line is None:
                line = Draft({"fiscal_year": year})
                lines.append(line)
            line.values["progress"] = code
        kept = [line for line in lines if any(line.values.get(name) for name in _OF_YEAR[1:])]
        kept.sort(key=lambda line: line.values["fiscal_year"])
        return Draft(children={YEARS: kept}, id=stored.id, version=stored.version)

    # Rules

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        problems = []
        begins, ends = values.get("from_year"), values.get("until_year")
        if begins and ends and ends < begins:
            problems.append(Problem("終わる年度が始まる年度より前になっています。", "until_year"))
        lines = [line.values for line in draft.children.get(YEARS, ())]
        for row in progress.years_twice(lines):
            label = fiscal_year_label(lines[row]["fiscal_year"])
            said = f"{label}の行が二つあります。1行にまとめてください。"
            problems.append(Problem(said, "fiscal_year", YEARS, row))
        return problems

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        if YEARS in draft.children or stored is None:
            lines = [line.values for line in draft.children.get(YEARS, ())]
        else:
            lines = [dict(line.values) for line in stored.children[YEARS]]
        year, code = progress.latest(lines)
        return {"latest_year": year, "latest_progress": code}

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        if attribute == "department":
            return [Suggestion(each) for each in self.used("department") if fold(text) in fold(each)]
        return ()
