"""出力の記録: what left the office on paper or as a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import extract, func, insert, select
from sqlalchemy.orm import Session

from kyodo_desktop.database.audit import Handout
from kyodo_desktop.database.work import Owner, Work


@dataclass(frozen=True, slots=True)
class HandedOut:
    """One print or file: when and by whom, the title of what it was, プリンター or the file's name, about how many."""

    happened_at: dt.datetime
    staff: str
    document: str
    destination: str
    people: int


def keep(work: Work, document: str, destination: str, people: int, record: Owner | None) -> None:
    """Enter what the person of ``work`` printed or wrote out; of one record alone, that one is named."""
    table, record_id = record or (None, None)
    handout = {"document": document, "destination": destination, "people": people}
    named = {"record_table": table, "record_id": record_id}
    work.connection.execute(insert(Handout), {"happened_at": work.now, "staff": work.staff, **handout, **named})


def months(session: Session) -> dict[dt.date, int]:
    """Return how many handouts each month has that has any, by its first day, the newest first."""
    year, month = extract("year", Handout.happened_at), extract("month", Handout.happened_at)
    found = session.execute(select(year, month, func.count()).group_by(year, month).order_by(year.desc(), month.desc()))
    return {dt.date(int(each[0]), int(each[1]), 1): each[2] for each in found}


def handed_out(session: Session, month: dt.date | None = None) -> list[HandedOut]:
    """Return the handouts of a month (given by its first day), of all time without one, the newest first."""
    columns = (Handout.happened_at, Handout.staff, Handout.document, Handout.destination, Handout.people)
    chosen = select(*columns).order_by(Handout.happened_at.desc(), Handout.id.desc())
    if month is not None:
        begin = dt.datetime.combine(month, dt.time())
        chosen = chosen.where(Handout.happened_at >= begin, Handout.happened_at < _next_month(begin))
    return [HandedOut(*row) for row in session.execute(chosen)]


def _next_month(begin: dt.datetime) -> dt.datetime:
    return (begin + dt.timedelta(days=31)).replace(day=1)
