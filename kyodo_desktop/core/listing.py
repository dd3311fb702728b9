"""What a list is asked for and what it answers."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of a list by an attribute."""

    attribute: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListQuery:
    """One view of a list.

    ``filters`` maps a filter's name to the chosen codes (any of them fits). ``tab`` is a letter of the 50-on index
    (``あ`` covers あ to お, ``他`` what has no reading). ``sort`` is an attribute; empty means furigana order.
    Of a search that is neither filtered nor sorted only the first ``limit`` ids are looked up, all if it is 0.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    tab: str = ""
    limit: int = 0

    @classmethod
    def in_order(cls, sort: Sort | None, filters: Mapping[str, tuple[str, ...]] | None = None) -> ListQuery:
        """Return a query for everything under these filters in an order, that of the furigana without one."""
        return cls(
            filters=filters or {}, sort=sort.attribute if sort else "", descending=bool(sort and sort.descending)
        )


@dataclass(frozen=True, slots=True)
class ListResult:
    """The ids in order, and how many there are in all. ``capped`` says that ``total`` is a lower bound."""

    ids: array[int]
    total: int
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search over everything: a record of the slice ``slice_name``."""

    slice_name: str
    record_id: int
    kind: str
    """The words of the slice's tab."""
    title: str
    """Name and reading."""
    detail: str
    """What tells it from others of the same name: number, address, telephone."""
