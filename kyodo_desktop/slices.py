"""Which slices the program is made of, and the tabs of its window. Cheap to import: descriptors alone."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.core.slice import Slice, Tab, tabs_of
from kyodo_desktop.features import (
    boards,
    committees,
    evaluations,
    grants,
    office,
    organizations,
    plans,
    projects,
    reports,
    volunteers,
)

SLICES: tuple[Slice, ...] = (
    organizations.SLICE,
    volunteers.SLICE,
    *(replace(each, group=boards.TAB) for each in (projects.SLICE, grants.GRANTS, grants.ROUNDS)),
    *(replace(each, group=evaluations.TAB) for each in (evaluations.EVALUATIONS, evaluations.IMPROVEMENTS)),
    *(replace(each, group=evaluations.TAB) for each in reports.SLICES),
    *(
        replace(each, group=plans.TAB)
        for each in (plans.ACTIONS, plans.PLANS, committees.COMMITTEES, committees.MEETINGS)
    ),
)
"""The slices of the program, in the order of their tabs."""

TABS: tuple[Tab, ...] = (office.TODAY, *tabs_of(SLICES), office.SETTINGS)

PAGES: tuple[str, ...] = tuple(
    dict.fromkeys([*(tab.name for tab in TABS), *(name for each in SLICES for name in each.page_names())])
)
"""The names of all pages of the window: its tabs, then the pages that share one."""
