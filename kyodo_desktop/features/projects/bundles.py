"""What is bound together: everything about one project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.lifecycle import STEPS
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.printing.slice_papers import Bundle, BundlePart, papers_of_steps

if TYPE_CHECKING:
    from kyodo_desktop.features.projects.service import ProjectService

SHEET = "project-sheet"


def of_project(service: ProjectService, record: Snapshot, _asked: str) -> list[BundlePart]:
    """Return the sheet of a project and the papers of the steps that it took."""
    taken = (line.values for line in record.children[STEPS])
    papers = papers_of_steps(service.lifecycle(record.values), taken)
    return [BundlePart(form, record.id) for form in dict.fromkeys([SHEET, *papers])]


DOSSIER = Bundle("project-dossier", "事業一件書類綴", of_project)
