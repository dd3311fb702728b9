"""Lists that are filtered, or searched and sorted: the text by the search index, filters by the slice's conditions."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, and_, case, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database import search_index
from kyodo_desktop.database.base import Record, table_of
from kyodo_desktop.database.conditions import Condition
from kyodo_desktop.database.listing import OF_THE_ORDER, tab_range


def list_ids(
    session: Session, mapped: type[Record], query: ListQuery, conditions: Mapping[str, Condition], words: Words
) -> ListResult:
    """Return the ids that a query asks for, in its order; archived records only under the filter ``archived``.

    Raises KeyError for a filter that the slice does not declare.
    """
    statement: Select[Any] = select(mapped.id).where(*_passing(mapped, query.filters, conditions, words))
    if query.tab:
        statement = statement.where(_tab(mapped, query.tab))
    if query.text.strip():
        driver = search_index.driver_of(session.connection())
        found = search_index.record_ids(driver, query.text, mapped.__tablename__)
        of_these = func.json_each(json.dumps(found.tolist())).table_valued("value")
        statement = statement.where(mapped.id.in_(select(of_these.c.value)))
    ids = _read(session, _ordered(statement, mapped, query))
    return ListResult(ids, len(ids))


def counts(
    session: Session,
    mapped: type[Record],
    filters: Sequence[Filters],
    conditions: Mapping[str, Condition],
    words: Words,
) -> list[int]:
    """Return how many records pass each of these filters, as a list under them would have.

    All are counted in one look at the table in its own order: in that of a list, each takes ten times as long.
    """
    if not filters:
        return []
    passing = [and_(*_passing(mapped, each, conditions, words)) for each in filters]
    counted = select(*(func.count(case((each, 1))) for each in passing)).select_from(table_of(mapped))
    return list(session.execute(counted).one())


def _passing(
    mapped: type[Record], filters: Filters, conditions: Mapping[str, Condition], words: Words
) -> list[ColumnElement[bool]]:
    archived_at = _unindexed(mapped.archived_at)
    archived = archived_at.is_not(None) if filters.get("archived") else archived_at.is_(None)
    chosen = [(name, codes) for name, codes in filters.items() if codes and name != "archived"]
    return [archived, *(conditions[name](mapped, codes, words) for name, codes in chosen)]


def _unindexed(column: Any) -> ColumnElement[Any]:
    """Return a column by which no index is taken.

    By the index of the order, which begins with it, SQLite would look up every row one by one to hold it against the
    filters. In the table's own order, and sorting what passes, a list takes a third to a sixth of that, and as long
    where nearly all pass.
    """
    return UnaryExpression(column, operator=custom_op("+"))


def _read(session: Session, ordered: Select[Any]) -> array[int]:
    """Return the ids of a statement as one text, see :func:`kyodo_desktop.database.listing.list_ids`."""
    ids = ordered.subquery()
    return array("q", json.loads(session.scalars(select(func.json_group_array(ids.c.id))).one()))


def _ordered(statement: Select[Any], mapped: type[Record], query: ListQuery) -> Select[Any]:
    columns = [mapped.sort_key, mapped.id] if query.sort in OF_THE_ORDER else [getattr(mapped, query.sort)]
    ordered = [column.desc() if query.descending else column.asc() for column in columns]
    if query.sort not in OF_THE_ORDER:
        ordered = [getattr(mapped, query.sort).is_(None), *ordered, mapped.sort_key, mapped.id]
    return statement.order_by(*ordered)


def _tab(mapped: type[Record], tab: str) -> ColumnElement[bool]:
    low, high = tab_range(tab)
    return and_(mapped.sort_key >= low, mapped.sort_key < high)
