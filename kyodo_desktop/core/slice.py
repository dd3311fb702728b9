"""How a slice announces itself. The shell and the command line iterate over these and know no slice by name.

A descriptor is cheap to import: what is heavy (mapped classes, pages) is named and loaded at its first use.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.listing import ListQuery, Sort

Filters = Mapping[str, tuple[str, ...]]
"""The chosen codes by the name of the filter, as :class:`kyodo_desktop.core.listing.ListQuery` has them."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the window."""

    name: str
    label: str
    """The words on it."""
    icon: str
    """A file of ``resources/icons`` without its ending."""
    page: str
    """A function of the page's place (``ui.place.Place``) that builds it.

    Empty for a tab that slices share and that has no other pages than theirs.
    """
    guide: str = ""
    """The page of the user guide about it, a file of ``docs/guide`` without its ending; empty: that of its name, or of
    the tab that it shares."""


@dataclass(frozen=True, slots=True)
class Question:
    """A line of 今日: how many records wait for something, and the filters that list them."""

    label: str
    filters: Filters
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A register that is part of a slice's records (協定台帳 of the projects), by its name on the command line."""

    name: str
    label: str
    filters: Filters


@dataclass(frozen=True, slots=True)
class Slice:
    """One feature with records. The dotted names have the shape ``package.module:attribute``.

    Slices of one group share a tab of the window, in which each has its own page.
    """

    name: str
    """Also the name on the command line and of the table of its records."""
    tab: Tab
    service: str
    """Its service class, a RecordService."""
    papers: str
    """What it prints: a ``SlicePapers``."""
    sheets: str
    """What it reads from files and writes to them: a ``SliceSheets``."""
    details: tuple[str, ...] = ("address", "phone")
    """What tells a found record from others of the same name, beside its number."""
    questions: tuple[Question, ...] = ()
    """What 今日 asks of it."""
    in_force: Filters = field(default_factory=dict)
    """What is in force: who gets the labels, and what 今日 counts."""
    counted: str = ""
    """What 今日 calls those that are in force (登録中の団体); empty where it does not count them."""
    views: tuple[View, ...] = ()
    sort: Sort | None = None
    """The order of its list unless a person chooses another: in the window, on the command line and in files. None is
    that of the furigana."""
    group: Tab | None = None
    """The tab that it shares with others; its own page then stands inside that."""
    pages: tuple[Tab, ...] = ()
    """Further pages of it in that tab, beside its own."""

    def page_names(self) -> tuple[str, ...]:
        """Return the names of its pages, its own first."""
        return (self.name, *(each.name for each in self.pages))


def tabs_of(slices: Iterable[Slice]) -> tuple[Tab, ...]:
    """Return the tabs of the window in the order of the slices; a shared one stands where its first slice does."""
    return tuple(dict.fromkeys(each.group or each.tab for each in slices))


@dataclass(frozen=True, slots=True)
class Register:
    """What a name on the command line lists: the records of a slice, or those of them that a view shows."""

    slice_name: str
    label: str
    filters: Filters = field(default_factory=dict)
    sort: Sort | None = None

    def query(self) -> ListQuery:
        """Return what lists all of it in its order."""
        return ListQuery.in_order(self.sort, self.filters)


def registers_of(slices: Iterable[Slice]) -> dict[str, Register]:
    """Return the registers by their names, the slices before their views."""
    slices = tuple(slices)
    whole = {each.name: Register(each.name, each.tab.label, sort=each.sort) for each in slices}
    parts = {
        view.name: Register(each.name, view.label, view.filters, each.sort) for each in slices for view in each.views
    }
    return whole | parts


def resolve(dotted: str) -> Any:
    """Return what a dotted name of a descriptor means."""
    module, _, attribute = dotted.partition(":")
    return getattr(importlib.import_module(module), attribute)
