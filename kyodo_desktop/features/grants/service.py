"""補助金: what the rest of the program may ask of the rounds of a programme and of the applications to them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.database.conditions import Condition, any_of, by_closing, by_deadline, of_year
from kyodo_desktop.database.step_service import StepService
from kyodo_desktop.features.grants.models.applications import GrantApplication
from kyodo_desktop.features.grants.models.rounds import GrantRound
from kyodo_desktop.features.organizations.service import OrganizationService


class GrantRoundService(StepService[GrantRound]):
    """Keeps the rounds with the rules that hold for each."""

    mapped = GrantRound
    conditions: ClassVar[dict[str, Condition]] = {
        "programme": any_of("programme"),
        "fiscal_year": of_year("fiscal_year"),
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
    }

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        return self.profile.lifecycles["grant_round"]


class GrantService(StepService[GrantApplication]):
    """Keeps the applications and leads them from receipt to settlement."""

    mapped = GrantApplication
    conditions: ClassVar[dict[str, Condition]] = {
        "programme": any_of("programme"),
        "fiscal_year": of_year("fiscal_year"),
        "result": any_of("result"),
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
    }

    @functools.cached_property
    def organizations(self) -> OrganizationService:
        """The register of organisations, of which applicants are suggested."""
        return OrganizationService(self.database, self.profile, self.attachment_folder)

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        programme = self.words().taxonomy("grant_programmes").get(values.get("programme") or "")
        name = programme.extra.get("lifecycle") if programme else None
        return self.profile.lifecycles[str(name or "grant")]

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        return self.organizations.suggestions(text) if attribute == "organization" else ()
