"""Counts what the records of the other slices come to, for many years at once; names the list behind each number."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.measures import Measure
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import standing
from kyodo_desktop.database.tallies import Group
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.organizations.service import OrganizationService
from kyodo_desktop.features.projects.service import ProjectService
from kyodo_desktop.features.reports.counting import Behind, Counted
from kyodo_desktop.features.volunteers.service import GROUP, Registered, VolunteerService

SLICES = {
    "registrations": "volunteers",
    "activities": "volunteers",
    "organizations": "organizations",
    "projects": "projects",
    "grants": "grants",
}
"""In which register the records behind a computation are."""


class Counts:
    """Counts for some measures and years, each register looked at once. Runs on the database thread."""

    def __init__(
        self,
        years: Sequence[int],
        words: Words,
        *,
        volunteers: VolunteerService,
        organizations: OrganizationService,
        projects: ProjectService,
        grants: GrantService,
    ) -> None:
        self.years = tuple(years)
        self.words = words
        self.volunteers = volunteers
        self.organizations = organizations
        self.projects = projects
        self.grants = grants
        self._active = functools.cache(functools.partial(volunteers.active, self.years))

    def counted(self, measures: Iterable[Measure]) -> dict[str, Counted]:
        """Return the numbers of those measures that are computed, by code."""
        computed = [each for each in measures if each.computed]
        self._registrations = [each for each in computed if each.computed == "registrations"]
        return {each.code: self._count(each) for each in computed}

    def _count(self, measure: Measure) -> Counted:
        match measure.computed:
            case "registrations":
                found = self._registered[measure.of["programme"]]
                works = measure.of.get("counts") == "works"
                return {"count": found.works if works else found.groups, "people": found.people}
            case "activities":
                active = self._active(measure.of.get("programme"))
                return {"count": getattr(active, measure.of.get("counts", "times")), "people": active.people}
            case "organizations":
                return {"count": self._standing_organizations(measure.of)}
            case "projects":
                return self._by_year(self._projects, ("form", "domain"), measure, ("people",))
            case _:
                return self._grant_numbers(measure)

    # Registers

    @functools.cached_property
    def _registered(self) -> dict[str, Registered]:
        programmes = tuple(dict.fromkeys(each.of["programme"] for each in self._registrations))
        works = [each.of["programme"] for each in self._registrations if each.of.get("counts") == "works"]
        return self.volunteers.registered(programmes, self.years, works)

    @functools.cached_property
    def _organizations(self) -> list[tuple[str, tuple[str, ...], range]]:
        """Of each organisation its kind, its fields, and at which of the years' ends it was registered."""
        seen = ("kind", "activity_fields", "registered_on", "valid_until", "withdrawn_on")
        rows = self.organizations.rows(self.organizations.list_ids(ListQuery()).ids, seen)
        days = [standing.day_of(year, self.words.today) for year in self.years]
        found = []
        for kind, fields, registered, valid, withdrawn in rows.values():
            stood = [
                at
                for at, day in enumerate(days)
                if (registered is None or registered <= day)
                and (valid is None or valid >= day)
                and (withdrawn is None or withdrawn > day)
            ]
            if stood:
                found.append((kind, fields or (), range(stood[0], stood[-1] + 1)))
        return found

    def _standing_organizations(self, of: Filters | Any) -> list[int]:
        counts = [0] * len(self.years)
        for kind, fields, stood in self._organizations:
            if of.get("kind") in (None, kind) and (of.get("activity_field") is None or of["activity_field"] in fields):
                for at in stood:
                    counts[at] += 1
        return counts

    @functools.cached_property
    def _projects(self) -> list[Group]:
        return self.projects.grouped(("fiscal_year", "form", "domain"), ("participants_actual",))

    @functools.cached_property
    def _grants(self) -> list[Group]:
        return self.grants.grouped(("fiscal_year", "programme", "frame"), ("requested_amount", "decided_amount"))

    def _by_year(
        self, groups: Sequence[Group], names: Sequence[str], measure: Measure, amounts: Sequence[str]
    ) -> Counted:
        """Return how many records each year has, and their amounts; None where no record of a year tells one."""
        counts = [0] * len(self.years)
        sums: dict[str, list[int | None]] = {each: [None] * len(self.years) for each in amounts}
        for group, at in self._matching(groups, names, measure):
            counts[at] += group.rows
            for amount, total, above in zip(amounts, group.sums, group.above, strict=True):
                if above:
                    sums[amount][at] = (sums[amount][at] or 0) + total
        return {"count": counts, **sums}

    def _grant_numbers(self, measure: Measure) -> Counted:
        decided = measure.of.get("stage") == "decided"
        counts = {"count": [0] * len(self.years), "yen": [0] * len(self.years)}
        for group, at in self._matching(self._grants, ("programme", "frame"), measure):
            counts["count"][at] += group.above[1] if decided else group.rows
            counts["yen"][at] += group.sums[1 if decided else 0]
        return counts

    def _matching(self, groups: Sequence[Group], names: Sequence[str], measure: Measure) -> Iterable[tuple[Group, int]]:
        """Yield the groups that a measure is of, with the place of their year; their values are those of the year and
        of ``names``.
        """
        places = {year: at for at, year in enumerate(self.years)}
        wanted = [(at, measure.of[name]) for at, name in enumerate(names, 1) if name in measure.of]
        for group in groups:
            place = places.get(group.values[0])
            if place is not None and all(group.values[at] == value for at, value in wanted):
                yield group, place

    # The lists behind

    def behind(self, measures: Iterable[Measure]) -> dict[tuple[str, str, int], Behind]:
        """Return the list behind each number of the computed measures."""
        labels = {year: fiscal_year_label(year) for year in self.years}
        return {
            (measure.code, number, year): Behind(
                SLICES[measure.computed],
                filters_of(measure, number, year),
                f"{measure.label}・{labels[year]}{'末' if measure.stands else ''}",
            )
            for measure in measures
            if measure.computed
            for number in measure.units
            for year in self.years
        }


def filters_of(measure: Measure, number: str, year: int) -> Filters:
    """Return the filters that list the records behind a number."""
    of = measure.of
    match measure.computed:
        case "registrations":
            who: dict[str, tuple[str, ...]] = {"registered_in": (f"{of['programme']}@{year}",)}
            if number == "count" and of.get("counts") == "groups":
                who["kind"] = (GROUP,)
            return who
        case "activities":
            return {"active_in": (f"{of.get('programme', '')}@{year}",)}
        case "organizations":
            narrowed = {"kind": "kind", "activity_field": "activity_fields"}
            chosen = {narrowed[name]: (code,) for name, code in of.items()}
            return {"standing": (str(year),), **chosen}
        case "projects":
            return {"fiscal_year": (str(year),), **{name: (code,) for name, code in of.items()}}
    chosen = {name: (value,) for name, value in of.items() if name != "stage"}
    decided = {"money": ("decided_amount",)} if of.get("stage") == "decided" else {}
    return {"fiscal_year": (str(year),), **chosen, **decided}
