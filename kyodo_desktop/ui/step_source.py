"""From whom a page of records with steps gets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.ui.record_source import Written
from kyodo_desktop.ui.register_source import RegisterSource


class StepSource(RegisterSource, Protocol):
    """Keeps records whose state follows from steps. Everything is called on the database thread."""

    def load_many(self, ids: Sequence[int]) -> Sequence[Snapshot]:
        """Return whole records in the order of ``ids``."""
        ...

    def offered(self, stored: Snapshot) -> Sequence[Step]:
        """Return the steps that may be taken now."""
        ...

    def last_step(self, stored: Snapshot) -> Snapshot | None:
        """Return the line of the step that may be taken back."""
        ...

    def proposal(self, stored: Snapshot, step: Step) -> Mapping[str, Any]:
        """Return what the inputs of a step begin with, by the attribute of its line."""
        ...

    def take(self, staff: str, takings: Sequence[Taking]) -> Written:
        """Take a step with each of the records, in one operation; all or none.

        Raises InputError with what is wrong; ``row`` of a problem is the place of its record from 0.
        """
        ...

    def take_back(self, staff: str, record_id: int, reason: str) -> Written:
        """Take the last step back. Raises InputError without a reason or a step."""
        ...
