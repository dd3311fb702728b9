"""What happened in each 年度, from lines of records with a day, a number of people and a length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_bounds
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import day_places
from kyodo_desktop.database.base import Line, Record, table_of
from kyodo_desktop.database.conditions import Condition

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Happened:
    """One year: ``records`` with any line, each once; the lines; their people; and the minutes of each of them."""

    records: int = 0
    times: int = 0
    people: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Log:
    """A table inside a record, by the names of its attributes; a line without people is one person's."""

    line: type[Line]
    record: type[Record]
    day: str
    people: str
    minutes: str


def by_year(
    session: Session, log: Log, years: Sequence[int], narrowed: Mapping[str, str] | None = None
) -> dict[int, Happened]:
    """Return what happened in those of the 年度 in which anything did.

    ``narrowed`` are values that the lines must have, by attribute. Records in the archive do not count.
    """
    from sqlalchemy import case, distinct, func, select

    lines, records = table_of(log.line), table_of(log.record)
    day, given, length = lines.c[log.day], lines.c[log.people], lines.c[log.minutes]
    between = range(min(years), max(years) + 1)
    place = day_places.up_to(day, [fiscal_year_bounds(year)[0] for year in between], empty=0).label("place")
    people = case((given > 0, given), else_=1)
    archived = select(records.c.id).where(records.c.archived_at.is_not(None))
    rows = session.execute(
        select(
            place,
            func.count(distinct(lines.c.record_id)),
            func.count(),
            func.sum(people),
            func.sum(people * func.coalesce(length, 0)),
        )
        .where(
            day.between(fiscal_year_bounds(between[0])[0], fiscal_year_bounds(between[-1])[1]),
            lines.c.record_id.not_in(archived),
            *(lines.c[name] == value for name, value in (narrowed or {}).items()),
        )
        .group_by("place")
    )
    found = {between[at - 1]: Happened(*numbers) for at, *numbers in rows}
    return {year: found[year] for year in years if year in found}


def in_years(log: Log, attribute: str) -> Condition:
    """Return a filter of records with such a line in a 年度: ``"free_work@2025"``, of any value ``"@2025"``.

    What stands before the sign is a value of an attribute of the line.
    """

    def condition(_mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
        from sqlalchemy import and_, exists, or_

        line: Any = log.line
        record: Any = log.record
        found = []
        for code in codes:
            value, _, year = code.partition("@")
            wanted = and_(
                line.record_id == record.id,
                getattr(line, log.day).between(*fiscal_year_bounds(int(year))),
                *((getattr(line, attribute) == value,) if value else ()),
            )
            found.append(exists().where(wanted).correlate(table_of(log.record)))
        return or_(*found)

    return condition
