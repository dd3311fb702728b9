"""Lists of what a text finds and nothing else: the best matches first, below SQLAlchemy as lists without a text are.

A text that is filtered or sorted too is asked for in :mod:`filtered_listing`.
"""

from __future__ import annotations

from array import array
from typing import Any

from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.database.base import Record
from kyodo_desktop.database.search_query import count, find

SEARCH_CAP = 1001
"""A text search shows this many at most: a clerk refines, nobody scrolls further."""


def is_search(query: ListQuery) -> bool:
    """Return whether a query has a text, and neither filters nor a tab nor an order of its own."""
    return bool(query.text.strip()) and not (any(query.filters.values()) or query.tab or query.sort)


def list_ids(connection: Any, declared: type[Record], query: ListQuery) -> ListResult:
    """Return the ids of the best matches, best first, and how many match, both up to :data:`SEARCH_CAP`."""
    kinds = (declared.__tablename__,)
    limit = query.limit or SEARCH_CAP
    ids = array("q", (hit.record_id for hit in find(connection, query.text, kinds, limit)))
    total = len(ids) if len(ids) < limit or limit >= SEARCH_CAP else count(connection, query.text, kinds, SEARCH_CAP)
    return ListResult(ids, total, capped=total >= SEARCH_CAP)
