"""改善の取組: what the rest of the program may ask of what is being improved."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, by_closing, by_deadline, of_number
from kyodo_desktop.database.step_service import StepService
from kyodo_desktop.features.evaluations.models.improvements import Improvement
from kyodo_desktop.features.evaluations.subjects import Subjects

LIFE = "improvement"
"""The life of every improvement, as the profile declares it."""


class ImprovementService(StepService[Improvement]):
    """Keeps what is to be improved and follows it to its end."""

    mapped = Improvement
    own = StepService.own | {"fiscal_year", "evaluation", "evaluation_id"}
    conditions: ClassVar[dict[str, Condition]] = {
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
        "fiscal_year": of_number("fiscal_year"),
        "project": of_number("project_id"),
        "grant": of_number("grant_id"),
        "evaluation": of_number("evaluation_id"),
    }

    @functools.cached_property
    def subjects(self) -> Subjects:
        """The registers whose projects are evaluated."""
        return Subjects(self.database, self.profile, self.attachment_folder)

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        return self.profile.lifecycles[LIFE]

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        draft.values |= self.subjects.identified(draft, stored, "project")
        return super().derive(draft, stored)

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        match attribute:
            case "project":
                return self.subjects.suggestions(text)
            case "department":
                return [Suggestion(each) for each in self.used("department") if fold(text) in fold(each)]
        return ()

    def of_evaluations(self, ids: Sequence[int], attributes: Sequence[str]) -> list[dict[str, Any]]:
        """Return the named attributes of the improvements that came of these evaluations, by 取組番号."""
        found = [record_id for each in ids for record_id in self.ids_with("evaluation_id", each)]
        rows = self.rows(found, attributes)
        lines = [dict(zip(attributes, row, strict=True)) for row in rows.values()]
        return sorted(lines, key=lambda line: str(line.get("reference")))
