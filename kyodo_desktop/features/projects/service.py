"""協働事業: what the rest of the program may ask of the register of projects."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.conditions import Condition, any_of, by_closing, by_deadline, of_number
from kyodo_desktop.database.step_service import StepService
from kyodo_desktop.features.organizations.service import OrganizationService
from kyodo_desktop.features.projects import rules
from kyodo_desktop.features.projects.models import Project

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def by_register(mapped: Any, codes: tuple[str, ...], words: Words) -> ColumnElement[bool]:
    """The filter ``register``: the 形態 whose projects stand in one register (協定, 後援 …)."""
    forms = [term.code for term in words.taxonomy("collaboration_forms").terms if term.extra.get("register") in codes]
    found: ColumnElement[bool] = mapped.form.in_(forms)
    return found


class ProjectService(StepService[Project]):
    """Registers projects and leads them through their steps."""

    mapped = Project
    own = StepService.own | {"form", "fiscal_year"}
    conditions: ClassVar[dict[str, Condition]] = {
        "form": any_of("form"),
        "register": by_register,
        "domain": any_of("domain"),
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
        "fiscal_year": of_number("fiscal_year"),
    }

    @functools.cached_property
    def organizations(self) -> OrganizationService:
        """The register of organisations, of which partners are suggested."""
        return OrganizationService(self.database, self.profile, self.attachment_folder)

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        form = rules.form_of(values, self.words())
        name = form.extra.get("lifecycle") if form else None
        return self.profile.lifecycles[str(name or "cooperation")]

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        return rules.check(merged_values(draft, stored))

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        derived = super().derive(draft, stored)
        values = merged_values(draft, stored) | derived
        derived["missing_items"] = len(rules.missing_items(values, self.words()))
        derived["days_before"] = rules.days_before(values)
        return derived

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        return self.organizations.suggestions(text) if attribute == "organization" else ()
