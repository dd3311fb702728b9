"""What is printed of plans and their actions."""

from __future__ import annotations

from kyodo_desktop.features.plans import facts
from kyodo_desktop.printing.slice_papers import RosterPaper, SlicePapers

PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "plan-actions",
            "推進計画取組一覧",
            ("reference", "name", "department", "partners", "indicator", "latest_year", "latest_progress"),
            unit="件",
            group="policy",
            filters={"running": ("now",)},
            confidential=False,
        ),
        RosterPaper(
            "plan-action-years",
            "推進計画進捗の記録",
            (
                *("reference", "name", "years.fiscal_year", "years.target", "years.result", "years.progress"),
                "years.issues",
            ),
            unit="件",
            lines="years",
            group="policy",
            confidential=False,
        ),
    ),
    facts=facts.FACTS,
)

PLAN_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "plans",
            "指針・計画一覧",
            ("reference", "name", "kind", "adopted_on", "from_year", "until_year", "reviewed_on", "due_on"),
            unit="件",
            group="",
            confidential=False,
        ),
    ),
    facts=facts.PLAN_FACTS,
)
