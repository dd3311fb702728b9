"""What stood at the end of each 年度: conditions for one of them, and counts for many in one pass.

A registration stands on a day from which none of its beginnings lies after, by which none of its ends has passed, and
which lies before it was withdrawn. To count for ten years, each row is given, in the database, the first day of a list
on which it stands and the one from which on it does not any more; equal rows are then counted here. Sums for each day
in the database would look at every row once a day, a grouping would sort them: three and four times as long.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_bounds
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import day_places

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Term:
    """The columns that say when something stands: beginnings, last days, and the days from which on it does not."""

    begins: tuple[Column[Any], ...]
    ends: tuple[Column[Any], ...]
    gone: tuple[Column[Any], ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """Equal rows: their codes, ``size`` (people), how many there are, and that they stood on ``days[first:last]``."""

    codes: tuple[str, ...]
    size: int
    rows: int
    first: int
    last: int


def day_of(year: int, today: dt.date) -> dt.date:
    """Return the day for which a 年度 is counted: its last one, today in the year that runs."""
    return min(fiscal_year_bounds(year)[1], today)


def term_of(mapped: Any) -> Term:
    """Return the term of a record with a registration."""
    return Term((mapped.registered_on,), (mapped.valid_until,), (mapped.withdrawn_on,))


def stands(term: Term, day: dt.date) -> ColumnElement[bool]:
    """Return the condition that something stands on a day; an empty column is no limit."""
    from sqlalchemy import and_, func

    return and_(
        *(func.coalesce(column <= day, True) for column in term.begins),
        *(func.coalesce(column >= day, True) for column in term.ends),
        *(func.coalesce(column > day, True) for column in term.gone),
    )


def by_year(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``standing`` of records with a registration: which stood at the end of a 年度 (``"2025"``)."""
    from sqlalchemy import or_

    return or_(*(stands(term_of(mapped), day_of(int(code), words.today)) for code in codes))


def tally(
    session: Session,
    source: Any,
    condition: ColumnElement[bool],
    *,
    codes: Mapping[Any, Sequence[str]],
    size: Any,
    term: Term,
    days: Sequence[dt.date],
) -> list[Stood]:
    """Return the rows of ``source`` (a table or a join) under a condition, equal ones together.

    ``codes`` are the columns that tell them apart, with the codes looked for; rows with another code are left out, and
    all of them where none is looked for. ``size`` is a column of whole numbers or None. ``days`` ascend.
    """
    from sqlalchemy import case, func, literal, select

    if not all(codes.values()):
        return []
    limits = [
        *(day_places.before(column, days, empty=0) for column in term.begins),
        *(day_places.up_to(column, days, empty=len(days)) for column in term.ends),
        *(day_places.before(column, days, empty=len(days)) for column in term.gone),
    ]
    looked_for = [
        case({code: place for place, code in enumerate(wanted)}, value=column, else_=len(wanted))
        for column, wanted in codes.items()
    ]
    number: Any = func.coalesce(size, 0) if size is not None else literal(0)
    for wanted, place in zip(codes.values(), looked_for, strict=True):
        number = number * (len(wanted) + 1) + place
    for limit in limits:
        number = number * (len(days) + 1) + limit
    rows = select(number.label("number")).select_from(source).where(condition).subquery()
    written = session.scalars(select(func.json_group_array(rows.c.number))).one()
    found = Counter(json.loads(written))
    return list(_stood(found, [tuple(wanted) for wanted in codes.values()], term, len(days)))


def _stood(found: Counter[int], codes: Sequence[tuple[str, ...]], term: Term, days: int) -> Iterator[Stood]:
    """Yield what the numbers mean, into which :func:`tally` has put the rows."""
    begins, limits = len(term.begins), len(term.begins) + len(term.ends) + len(term.gone)
    for number, rows in found.items():
        places: list[int] = []
        rest = number
        for _ in range(limits):
            rest, place = divmod(rest, days + 1)
            places.insert(0, place)
        said: list[int] = []
        for wanted in reversed(codes):
            rest, place = divmod(rest, len(wanted) + 1)
            said.insert(0, place)
        if any(place == len(wanted) for place, wanted in zip(said, codes, strict=True)):
            continue
        first, last = max(places[:begins], default=0), min(places[begins:], default=days)
        if first < last:
            named = tuple(wanted[place] for place, wanted in zip(said, codes, strict=True))
            yield Stood(named, rest, rows, first, last)
