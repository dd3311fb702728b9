"""How many records share the same values, with sums: one look at a table for what a year's report counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.database.base import Record


@dataclass(frozen=True, slots=True)
class Group:
    """Records with the same ``values``: how many, the sum of each amount, and how many have more than 0 of it."""

    values: tuple[Any, ...]
    rows: int
    sums: tuple[int, ...]
    above: tuple[int, ...]


def grouped(
    connection: Any, declared: type[Record], attributes: Sequence[str], amounts: Sequence[str] = ()
) -> list[Group]:
    """Return the records that are not archived by their values in some attributes (texts and whole numbers), in order.

    Asks the driver's connection. Raises KeyError for a name that is not declared.
    """
    for name in (*attributes, *amounts):
        declared.__attributes__[name]
    by = ", ".join(attributes)
    counted = [f"coalesce(sum({name}), 0), count(CASE WHEN {name} > 0 THEN 1 END)" for name in amounts]
    question = (
        f"SELECT {', '.join((by, 'count(*)', *counted))} FROM {declared.__tablename__} "
        f"WHERE archived_at IS NULL GROUP BY {by} ORDER BY {by}"
    )
    width = len(attributes)
    return [
        Group(tuple(row[:width]), row[width], tuple(row[width + 1 :: 2]), tuple(row[width + 2 :: 2]))
        for row in connection.execute(question)
    ]
