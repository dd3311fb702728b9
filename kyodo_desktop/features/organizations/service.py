"""団体: what the rest of the program may ask of organisations."""

from __future__ import annotations

from typing import Any, ClassVar

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.database import standing
from kyodo_desktop.database.conditions import Condition, any_of, contains_any, in_fiscal_year
from kyodo_desktop.database.registration import RegistrationService, by_status
from kyodo_desktop.features.organizations import rules
from kyodo_desktop.features.organizations.models import Organization

APPLICANT = ("representative_title", "representative", "postal_code", "address", "phone", "email", "contact")
"""What the papers of an application say of the organisation that makes it, under the same names there."""


class OrganizationService(RegistrationService[Organization]):
    """Registers, finds and keeps organisations."""

    mapped = Organization
    examined = ("registered_on", "valid_until", "established_on", "withdrawn_on", "join_rate")
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "activity_fields": contains_any("activity_fields"),
        "areas": contains_any("areas"),
        "status": by_status,
        "fiscal_year": in_fiscal_year("registered_on"),
        "standing": standing.by_year,
    }

    _identified: tuple[int, dict[str, int | None]] = -1, {}

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        return rules.check(merged_values(draft, stored), self.words())

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        derived = super().derive(draft, stored)
        values = merged_values(draft, stored) | derived
        if "documents" in draft.children or stored is None:
            received = [line.values for line in draft.children.get("documents", ())]
        else:
            received = [dict(line.values) for line in stored.children["documents"]]
        derived["missing_documents"] = rules.missing_documents(values.get("kind"), received, self.words())
        return derived

    def identify(self, text: str | None) -> int | None:
        """Return the id of the registered organisation that a name or number means; None unless it is exactly one."""
        if not text:
            return None
        now = self.last_operation()
        if self._identified[0] != now:
            self._identified = now, {}
        known = self._identified[1]
        if text not in known:  # an import says the same names over and over
            found = self.store.called(text)
            known[text] = found[0] if len(found) == 1 else None
        return known[text]

    def partner(self, draft: Draft, stored: Snapshot | None) -> int | None:
        """Return the id of the organisation that another record names as ``organization``.

        The one that was chosen along with the name stays; one that stands from before stays while the name does.
        """
        values = merged_values(draft, stored)
        name, chosen = values.get("organization"), draft.values.get("organization_id")
        if chosen is None and stored is not None and stored["organization"] == name:
            chosen = stored["organization_id"]
        return chosen if chosen is not None else self.identify(name)

    def suggestions(self, text: str, limit: int = 8) -> list[Suggestion]:
        """Return the registered organisations that a typed name or number may mean, best first.

        Taken, one brings its id as ``organization_id`` and what an application says of its applicant.
        """
        if not text.strip():
            return []
        ids = self.search(text, limit)
        rows = self.rows(ids, ("reference", "name", *APPLICANT))
        found = (dict(zip(("reference", "name", *APPLICANT), rows[i], strict=True)) | {"id": i} for i in ids)
        return [
            Suggestion(
                each["name"],
                "　".join(filter(None, (each["reference"], each["representative"], each["address"]))),
                {"organization_id": each["id"]} | {name: each[name] for name in APPLICANT if each[name]},
            )
            for each in found
        ]
