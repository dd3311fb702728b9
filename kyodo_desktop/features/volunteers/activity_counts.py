"""What volunteers did in a year, from the records of their activities: who, how often, how many, how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_bounds
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.base import table_of
from kyodo_desktop.features.volunteers.models import Activity, Volunteer

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

HOUR = 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Active:
    """What was recorded in each of some years, in their order.

    ``volunteers`` are registered persons and groups, each once a year; ``times`` the records; ``people`` who took part,
    counted anew each time; ``hours`` what each of them gave, added up and rounded.
    """

    volunteers: tuple[int, ...]
    times: tuple[int, ...]
    people: tuple[int, ...]
    hours: tuple[int, ...]


def count(session: Session, years: Sequence[int], programme: str | None) -> Active:
    """Return what the activities of each 年度 come to; a record without a number of people is one person's."""
    from sqlalchemy import and_, case, distinct, func, select

    lines, volunteers = table_of(Activity), table_of(Volunteer)
    bounds = {year: fiscal_year_bounds(year) for year in years}
    year = case(*((lines.c.happened_on.between(*bound), each) for each, bound in bounds.items()), else_=None)
    people = case((lines.c.people > 0, lines.c.people), else_=1)
    firsts, lasts = zip(*bounds.values(), strict=True)
    wanted = and_(volunteers.c.archived_at.is_(None), lines.c.happened_on.between(min(firsts), max(lasts)))
    if programme is not None:
        wanted = and_(wanted, lines.c.programme == programme)
    rows = session.execute(
        select(
            year.label("year"),
            func.count(distinct(lines.c.record_id)),
            func.count(),
            func.sum(people),
            func.sum(people * func.coalesce(lines.c.minutes, 0)),
        )
        .select_from(lines.join(volunteers, volunteers.c.id == lines.c.record_id))
        .where(wanted)
        .group_by("year")
    )
    found = {each: (who, times, persons, round(minutes / HOUR)) for each, who, times, persons, minutes in rows}
    nothing = (0, 0, 0, 0)
    return Active(*(tuple(found.get(each, nothing)[at] for each in years) for at in range(len(nothing))))


def active_in(_mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
    """The filter ``active_in``: of whom a 年度 has a record (``"free_work@2025"``, of any programme ``"@2025"``)."""
    from sqlalchemy import and_, exists, or_

    found = []
    for code in codes:
        programme, _, year = code.partition("@")
        line = and_(
            Activity.record_id == Volunteer.id,
            Activity.happened_on.between(*fiscal_year_bounds(int(year))),
            *((Activity.programme == programme,) if programme else ()),
        )
        found.append(exists().where(line).correlate(table_of(Volunteer)))
    return or_(*found)
