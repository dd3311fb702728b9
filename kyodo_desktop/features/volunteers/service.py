"""ボランティア: what the rest of the program may ask of volunteers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.validity import EXPIRING_DAYS
from kyodo_desktop.database import happened, standing
from kyodo_desktop.database.base import table_of
from kyodo_desktop.database.conditions import Condition, any_line, any_of, contains_any, in_fiscal_year
from kyodo_desktop.database.registration import RegistrationService, by_status
from kyodo_desktop.features.volunteers import activity_counts, rules
from kyodo_desktop.features.volunteers.activity_counts import LOG, Active
from kyodo_desktop.features.volunteers.models import Registration, Volunteer

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Join
    from sqlalchemy.orm import Session


def insured(_mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``insured``: whose insurance runs today (``yes``), and whose does not (``no``)."""
    from sqlalchemy import and_, func, or_

    running = and_(Volunteer.insured.is_(True), func.coalesce(Volunteer.insured_until >= words.today, True))
    return or_(*(running if code == "yes" else ~func.coalesce(running, False) for code in codes))


def insurance_ending(_mapped: Any, _codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``insurance``: registered ones whose insurance ends within the days of まもなく期限."""
    from sqlalchemy import and_, func

    soon = words.today + dt.timedelta(days=EXPIRING_DAYS)
    ending = and_(Volunteer.insured.is_(True), Volunteer.insured_until.between(words.today, soon))
    return and_(func.coalesce(ending, False), Volunteer.withdrawn_on.is_(None))


BATCH = 900
"""Ids in one question."""

GROUP = "group"
"""The kind of volunteer that stands for several people."""


@dataclass(frozen=True, slots=True)
class Registered:
    """Who was registered in a programme at the end of each of some years, in their order.

    ``people`` counts a group by its members, ``works`` the different 事業・活動 that somebody was registered for.
    """

    groups: tuple[int, ...]
    people: tuple[int, ...]
    works: tuple[int, ...]


def _term() -> standing.Term:
    """Return when a line 登録制度 stands: while the volunteer is registered, and between its own days."""
    volunteer = standing.term_of(Volunteer)
    return standing.Term(
        (*volunteer.begins, Registration.__table__.c.from_on),
        (*volunteer.ends, Registration.__table__.c.until_on),
        volunteer.gone,
    )


def _lines_with_volunteers() -> Join:
    """Return every line with its volunteer, read in the order of the lines.

    The outer join finds what an inner one would, because each line has its volunteer, and keeps that order: begun with
    the volunteers in the order of their names, 100,000 of them take six times as long.
    """
    lines, volunteers = table_of(Registration), table_of(Volunteer)
    return lines.outerjoin(volunteers, lines.c.record_id == volunteers.c.id)


def registered_in(_mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``registered_in``: who was registered in a programme at the end of a 年度 (``"free_work@2025"``)."""
    from sqlalchemy import and_, exists, or_

    found = []
    for code in codes:
        programme, _, year = code.partition("@")
        day = standing.day_of(int(year), words.today)
        line = and_(Registration.record_id == Volunteer.id, Registration.programme == programme)
        found.append(exists().where(line, standing.stands(_term(), day)).correlate(table_of(Volunteer)))
    return or_(*found)


class VolunteerService(RegistrationService[Volunteer]):
    """Registers, finds and keeps volunteers."""

    mapped = Volunteer
    examined = ("birth_on", "registered_on", "valid_until", "withdrawn_on", "guardian_consent_on")
    derived_from = ("registered_on", "valid_until", "insured", "insured_until")
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "programme": any_line(Registration, "programme"),
        "skills": contains_any("skills"),
        "areas": contains_any("areas"),
        "status": by_status,
        "insured": insured,
        "insurance": insurance_ending,
        "fiscal_year": in_fiscal_year("registered_on"),
        "registered_in": registered_in,
        "active_in": happened.in_years(LOG, "programme"),
        "standing": standing.by_year,
    }

    def registered(
        self, programmes: Sequence[str], years: Sequence[int], works_of: Sequence[str] = ()
    ) -> dict[str, Registered]:
        """Return who was registered in each programme at the end of each 年度, which ascend; today in the running one.

        Works are counted for the programmes in ``works_of`` alone. The filter ``registered_in`` lists who is behind.
        """
        days = [standing.day_of(year, self.words().today) for year in years]
        kinds = tuple(term.code for term in self.words().taxonomy("volunteer_kinds").terms)
        found = {programme: _Counted(len(days)) for programme in programmes}
        with self.database.read() as session:
            volunteers, lines = table_of(Volunteer), table_of(Registration)
            both = _lines_with_volunteers()
            rows = standing.tally(
                session,
                both,
                volunteers.c.archived_at.is_(None),
                codes={lines.c.programme: programmes, volunteers.c.kind: kinds},
                size=volunteers.c.member_count,
                term=_term(),
                days=days,
            )
            for row in rows:
                programme, kind = row.codes
                found[programme].add(kind, row.size, row.rows, range(row.first, row.last))
            for programme, kind, size, times in self._twice(session, days):
                if programme in found:
                    found[programme].add(kind, size, -1, times)
            for programme in works_of:
                if programme in found:
                    found[programme].works = self._works(session, programme, days)
        return {programme: counted.registered() for programme, counted in found.items()}

    def active(self, years: Sequence[int], programme: str | None = None) -> Active:
        """Return what the records of activities come to in each 年度, of one programme or of all.

        The filter ``active_in`` lists who is behind.
        """
        narrowed = {"programme": programme} if programme else None
        with self.database.read() as session:
            return activity_counts.active(happened.by_year(session, LOG, years, narrowed), years)

    def _twice(self, session: Session, days: Sequence[dt.date]) -> Iterator[tuple[str, str, int, range]]:
        """Yield for volunteers with several lines of one programme when a line stands beside an earlier one.

        Each of them was counted for each line; who has one line alone, as nearly all have, is not looked at.
        """
        from sqlalchemy import select

        volunteers, lines = table_of(Volunteer), table_of(Registration)
        earlier = lines.alias()
        several = session.execute(
            select(lines.c.record_id, lines.c.programme)
            .join(earlier, (earlier.c.record_id == lines.c.record_id) & (earlier.c.programme == lines.c.programme))
            .where(lines.c.position > 0, earlier.c.position < lines.c.position)
        ).all()
        ids = sorted({record_id for record_id, _ in several})
        own = (lines.c.record_id, lines.c.programme, lines.c.from_on, lines.c.until_on)
        theirs = (volunteers.c.kind, volunteers.c.member_count)
        terms = (volunteers.c.registered_on, volunteers.c.valid_until, volunteers.c.withdrawn_on)
        asked = select(*own, *theirs, *terms).join(volunteers, volunteers.c.id == lines.c.record_id)
        asked = asked.where(volunteers.c.archived_at.is_(None))
        rows = [
            row
            for start in range(0, len(ids), BATCH)
            for row in session.execute(asked.where(lines.c.record_id.in_(ids[start : start + BATCH])))
        ]
        stood: dict[tuple[int, str, str, int], list[int]] = {}
        for record_id, programme, begin, end, kind, size, registered, valid, withdrawn in rows:
            counts = stood.setdefault((record_id, programme, kind, size or 0), [0] * len(days))
            for at, day in enumerate(days):
                began = all(each is None or each <= day for each in (begin, registered))
                lasts = all(each is None or each >= day for each in (end, valid))
                counts[at] += began and lasts and (withdrawn is None or withdrawn > day)
        for (_, programme, kind, size), counts in stood.items():
            for at, lines_then in enumerate(counts):
                for _ in range(lines_then - 1):
                    yield programme, kind, size, range(at, at + 1)

    def _works(self, session: Session, programme: str, days: Sequence[dt.date]) -> list[int]:
        """Return how many different works of a programme somebody was registered for on each day."""
        from sqlalchemy import func, select

        volunteers, lines = table_of(Volunteer), table_of(Registration)
        both = _lines_with_volunteers()
        of_it = (volunteers.c.archived_at.is_(None)) & (lines.c.programme == programme) & lines.c.work.is_not(None)
        works = session.scalars(select(func.distinct(lines.c.work)).select_from(both).where(of_it)).all()
        counts = [0] * len(days)
        stood: dict[str, set[int]] = {}
        for row in standing.tally(
            session, both, of_it, codes={lines.c.work: works}, size=None, term=_term(), days=days
        ):
            stood.setdefault(row.codes[0], set()).update(range(row.first, row.last))
        for when in stood.values():
            for at in when:
                counts[at] += 1
        return counts

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored) if stored else draft.values
        return rules.check(values, self.words())

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        derived = super().derive(draft, stored)
        values = merged_values(draft, stored) if stored else draft.values
        registered = derived.get("registered_on", values.get("registered_on"))
        if values.get("insured") and registered and not values.get("insured_until"):
            derived["insured_until"] = self.profile.renewal["insurance"].valid_until(
                max(registered, self.words().today)
            )
        return derived


class _Counted:
    """Groups and people of one programme, day by day."""

    def __init__(self, days: int) -> None:
        self.groups, self.people, self.works = [0] * days, [0] * days, [0] * days

    def add(self, kind: str, size: int, rows: int, when: range) -> None:
        """Count equal rows on some days; a group without a number of people is one."""
        each = max(size, 1) if kind == GROUP else 1
        for at in when:
            self.groups[at] += rows if kind == GROUP else 0
            self.people[at] += rows * each

    def registered(self) -> Registered:
        return Registered(tuple(self.groups), tuple(self.people), tuple(self.works))
