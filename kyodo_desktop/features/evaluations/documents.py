"""What is printed of evaluations and improvements."""

from __future__ import annotations

from kyodo_desktop.features.evaluations import facts
from kyodo_desktop.printing.slice_papers import RosterPaper, SlicePapers

EVALUATIONS = SlicePapers(
    rosters=(
        RosterPaper(
            "evaluations",
            "評価一覧",
            ("reference", "name", "kind", "stage", "evaluator", "score", "missing", "state"),
            unit="件",
            group="fiscal_year",
            confidential=False,
        ),
    ),
    facts=facts.FACTS,
)

IMPROVEMENTS = SlicePapers(
    rosters=(
        RosterPaper(
            "improvements",
            "改善の取組一覧",
            ("reference", "name", "project", "owner", "department", "finish_by", "state", "outcome"),
            unit="件",
            group="fiscal_year",
            confidential=False,
        ),
    ),
)
