"""Answers a :class:`ListQuery`: filters and order by declared columns, text by the search index."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, inspect, or_, select
from sqlalchemy.orm import Session

from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import INDEX_TABS, sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.base import Line, Record

SEARCH_CAP = 1001
"""A text search shows this many at most: a clerk refines, nobody scrolls further."""

Condition = Callable[[tuple[str, ...], Words], ColumnElement[bool]]


def any_of(column: Any) -> Condition:
    """Return a filter on a column that holds one code."""
    return lambda codes, _words: column.in_(codes)


def contains_any(column: Any) -> Condition:
    """Return a filter on a column that holds several codes (a JSON list)."""
    return lambda codes, _words: or_(*(cast(column, String).like(f'%"{code}"%') for code in codes))


def any_line(line: type[Line], column: Any, record: type[Record]) -> Condition:
    """Return a filter on a code in the tables inside a record."""
    return lambda codes, _words: exists().where(and_(line.record_id == record.id, column.in_(codes)))


def in_fiscal_year(column: Any) -> Condition:
    """Return a filter on a day by the 年度 it falls in (``"2026"`` is April 2026 to March 2027)."""

    def condition(codes: tuple[str, ...], _words: Words) -> ColumnElement[bool]:
        return or_(*(column.between(f"{int(code)}-04-01", f"{int(code) + 1}-03-31") for code in codes))

    return condition


def list_ids(
    session: Session, mapped: type[Record], query: ListQuery, conditions: Mapping[str, Condition], words: Words
) -> ListResult:
    """Return the ids that a query asks for, in its order; archived records only under the filter ``archived``.

    Raises KeyError for a filter that the slice does not declare.
    """
    statement: Select[Any] = select(mapped.id)
    filters = dict(query.filters)
    archived = filters.pop("archived", None)
    statement = statement.where(mapped.archived_at.is_not(None) if archived else mapped.archived_at.is_(None))
    for name, codes in filters.items():
        if codes:
            statement = statement.where(conditions[name](codes, words))
    if query.tab:
        statement = statement.where(_tab(mapped, query.tab))
    if not query.text.strip():
        ids = array("q", session.scalars(_ordered(statement, mapped, query)))
        return ListResult(ids, len(ids))
    return _search(session, mapped, query, statement)


def _search(session: Session, mapped: type[Record], query: ListQuery, statement: Select[Any]) -> ListResult:
    connection = session.connection()
    kind = mapped.__tablename__
    plain = not (query.filters or query.tab or query.sort)
    if plain:
        hits = search_index.find(connection, query.text, (kind,), limit=SEARCH_CAP)
        ids = array("q", (hit.record_id for hit in hits))
        return ListResult(ids, len(ids), capped=len(ids) >= SEARCH_CAP)
    found = search_index.record_ids(connection, query.text, kind, cap=None)
    kept: list[int] = []
    wanted = set(found)
    kept = [record_id for record_id in session.scalars(_ordered(statement, mapped, query)) if record_id in wanted]
    return ListResult(array("q", kept), len(kept))


def _ordered(statement: Select[Any], mapped: type[Record], query: ListQuery) -> Select[Any]:
    columns = [mapped.sort_key, mapped.id] if query.sort in ("", "furigana", "name") else [getattr(mapped, query.sort)]
    ordered = [column.desc() if query.descending else column.asc() for column in columns]
    if query.sort not in ("", "furigana", "name"):
        ordered = [getattr(mapped, query.sort).is_(None), *ordered, mapped.sort_key, mapped.id]
    return statement.order_by(*ordered)


def _tab(mapped: type[Record], tab: str) -> ColumnElement[bool]:
    starts = [sort_key(letter) for letter in INDEX_TABS]
    if tab not in INDEX_TABS:
        return or_(mapped.sort_key < starts[0], mapped.sort_key >= AFTER_KANA)
    position = INDEX_TABS.index(tab)
    until = starts[position + 1] if position + 1 < len(starts) else AFTER_KANA
    return and_(mapped.sort_key >= starts[position], mapped.sort_key < until)


AFTER_KANA = "ん￿"


def rows(
    session: Session, mapped: type[Record], ids: Sequence[int], attributes: Sequence[str]
) -> dict[int, tuple[Any, ...]]:
    """Return the named attributes of each record, by id. Read below the ORM: a list needs values, not objects."""
    columns = [mapped.id, *(getattr(mapped, name) for name in attributes)]
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), 900):
        batch = select(*columns).where(mapped.id.in_(ids[start : start + 900]))
        found.update((row[0], tuple(row[1:])) for row in session.execute(batch))
    return found


def lines(
    session: Session, mapped: type[Record], inside: str, ids: Sequence[int], attributes: Sequence[str]
) -> dict[int, list[dict[str, Any]]]:
    """Return the named attributes of the lines of a table inside records, by record id, in their order."""
    line: Any = inspect(mapped).relationships[inside].mapper.class_
    columns = [line.record_id, *(getattr(line, name) for name in attributes)]
    found: dict[int, list[dict[str, Any]]] = {}
    for start in range(0, len(ids), 900):
        batch = select(*columns).where(line.record_id.in_(ids[start : start + 900]))
        for record_id, *values in session.execute(batch.order_by(line.record_id, line.position)):
            found.setdefault(record_id, []).append(dict(zip(attributes, values, strict=True)))
    return found
