"""What is evaluated: the projects of the register and the applications for grants, by suggestion."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.profiles import Profile
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.projects.service import ProjectService

MOST = 8
"""How many are offered of each register."""

_PROJECT = ("reference", "name", "organization", "department", "fiscal_year")
_GRANT = ("reference", "name", "organization", "fiscal_year")


class Subjects:
    """The two registers of what may be evaluated."""

    def __init__(self, database: OfficeDatabase, profile: Profile, attachment_folder: Path) -> None:
        self._made = (database, profile, attachment_folder)

    @functools.cached_property
    def projects(self) -> ProjectService:
        """事業台帳."""
        return ProjectService(*self._made)

    @functools.cached_property
    def grants(self) -> GrantService:
        """補助金の申請."""
        return GrantService(*self._made)

    def suggestions(self, text: str) -> list[Suggestion]:
        """Return the projects and applications that a typed name or number may mean, best first.

        Taken, one brings its id, its partner, its department and its 年度.
        """
        if not text.strip():
            return []
        return [
            *_found(self.projects, text, _PROJECT, "project_id", ""),
            *_found(self.grants, text, _GRANT, "grant_id", "補助金"),
        ]

    def identified(self, draft: Draft, stored: Snapshot | None, named: str = "name") -> dict[str, int | None]:
        """Return the ids of the records that a draft names.

        Those chosen along with the name stay; those from before stay while the name does. Else the name or number is
        looked for in the registers of the same 年度, and taken where exactly one record bears it.
        """
        values = merged_values(draft, stored)
        both = ("project_id", "grant_id")
        chosen = {each: draft.values.get(each) for each in both}
        if any(chosen.values()):
            return chosen
        name = values.get(named)
        if stored is not None and stored[named] == name:
            return {each: stored[each] for each in both}
        found: dict[str, int | None] = dict.fromkeys(both)
        for attribute, service in (("project_id", self.projects), ("grant_id", self.grants)):
            ids = _called(service, name, values)
            if len(ids) == 1 and not any(found.values()):
                found[attribute] = ids[0]
        return found

    def told(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the register says of the record that is evaluated: its partner and its department."""
        if values.get("project_id") is not None:
            return _told(self.projects, values["project_id"], ("organization", "department"))
        if values.get("grant_id") is not None:
            return _told(self.grants, values["grant_id"], ("organization",))
        return {}


def _told(service: RecordService[Any], record_id: int, attributes: tuple[str, ...]) -> dict[str, Any]:
    rows = service.rows([record_id], attributes)
    return dict(zip(attributes, rows[record_id], strict=True)) if record_id in rows else {}


def _found(
    service: RecordService[Any], text: str, attributes: tuple[str, ...], identity: str, register: str
) -> list[Suggestion]:
    ids = service.search(text, MOST)
    rows = service.rows(ids, attributes)
    found = []
    for record_id in ids:
        each = dict(zip(attributes, rows[record_id], strict=True))
        year = fiscal_year_label(each["fiscal_year"]) if each["fiscal_year"] else ""
        told = "　".join(filter(None, (register, each["reference"], year, each["organization"])))
        brought = {name: each.get(name) for name in ("organization", "department", "fiscal_year") if each.get(name)}
        other = "grant_id" if identity == "project_id" else "project_id"
        found.append(Suggestion(each["name"], told, {identity: record_id, other: None} | brought))
    return found


def _called(service: RecordService[Any], name: str | None, values: Mapping[str, Any]) -> list[int]:
    """Return the records of this name or number; of several, those of the same 年度."""
    if not name:
        return []
    ids = service.store.called(name)
    if len(ids) < 2:
        return ids
    years = service.rows(ids, ("fiscal_year",))
    return [each for each in ids if years[each][0] == values.get("fiscal_year")]
