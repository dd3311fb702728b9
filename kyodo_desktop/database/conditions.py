"""Filters of lists, as a slice's service declares them.

SQLAlchemy is imported when a filter is used, not when it is declared, see :mod:`kyodo_desktop.database.base`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_bounds
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.base import Line

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

Condition = Callable[[Any, tuple[str, ...], Words], "ColumnElement[bool]"]
"""Called with the mapped class, the chosen codes (any of them fits) and the office's words of today."""


def any_of(attribute: str) -> Condition:
    """Return a filter on an attribute that holds one code."""
    return lambda mapped, codes, _words: _column(mapped, attribute).in_(codes)


def contains_any(attribute: str) -> Condition:
    """Return a filter on an attribute that holds several codes (a JSON list)."""

    def condition(mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
        from sqlalchemy import String, cast, or_

        held = cast(_column(mapped, attribute), String)
        return or_(*(held.contains(f'"{code}"', autoescape=True) for code in codes))  # a code may have a _

    return condition


def any_line(line: type[Line], attribute: str) -> Condition:
    """Return a filter on a code in the tables inside a record."""

    def condition(mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
        from sqlalchemy import and_, exists

        return exists().where(and_(line.record_id == mapped.id, _column(line, attribute).in_(codes)))

    return condition


def in_fiscal_year(attribute: str) -> Condition:
    """Return a filter on a day by the 年度 it falls in (``"2026"`` is April 2026 to March 2027)."""

    def condition(mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
        from sqlalchemy import or_

        day = _column(mapped, attribute)
        return or_(*(day.between(*fiscal_year_bounds(int(code))) for code in codes))

    return condition


def of_number(attribute: str) -> Condition:
    """Return a filter on a whole number: a 年度, the id of another record."""
    return lambda mapped, codes, _words: _column(mapped, attribute).in_([int(code) for code in codes])


def above_zero(*attributes: str) -> Condition:
    """Return a filter on amounts: a code is the name of one of the ``attributes``, which is then more than 0."""

    def condition(mapped: Any, codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
        from sqlalchemy import or_

        chosen = [_column(mapped, attributes[attributes.index(code)]) > 0 for code in codes]
        return or_(*chosen)

    return condition


def by_deadline(attribute: str) -> Condition:
    """Return a filter on the day of the next deadline: late, today, week (the next seven days), month."""

    def condition(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
        from sqlalchemy import or_

        day, today = _column(mapped, attribute), words.today
        meaning = {
            "late": day < today,
            "today": day == today,
            "week": day.between(today + dt.timedelta(days=1), today + dt.timedelta(days=7)),
            "month": day.between(today + dt.timedelta(days=8), today + dt.timedelta(days=31)),
        }
        return or_(*(meaning[code] for code in codes))

    return condition


def by_closing(attribute: str) -> Condition:
    """Return a filter on a state: ``open`` while something is left to do, ``closed`` when nothing is."""

    def condition(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
        from sqlalchemy import or_

        closed = [term.code for term in words.taxonomy("states").terms if term.extra.get("closed")]
        state = _column(mapped, attribute)
        meaning = {"closed": state.in_(closed), "open": or_(state.is_(None), state.not_in(closed))}
        return or_(*(meaning[code] for code in codes))

    return condition


def by_meaning(meanings: Callable[[Any, Words], Mapping[str, ColumnElement[bool]]]) -> Condition:
    """Return a filter of which each code means a condition; ``meanings`` tells them for a mapped class on a day."""

    def condition(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
        from sqlalchemy import or_

        meaning = meanings(mapped, words)
        return or_(*(meaning[code] for code in codes))

    return condition


def _column(mapped: Any, attribute: str) -> Any:
    return getattr(mapped, attribute)
