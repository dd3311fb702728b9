"""What is printed of evaluations and improvements."""

from __future__ import annotations

from kyodo_desktop.features.evaluations import facts
from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.slice_papers import RosterPaper, SlicePapers, Values


def addressee(values: Values) -> Addressee:
    """Return where post about an evaluation goes: to the partner; the address stands in its register."""
    return Addressee(
        postal_code="",
        address_lines=(),
        name=values.get("organization") or values.get("owner") or values["name"],
        honorific="御中" if values.get("organization") else "様",
        reference=values["reference"],
    )


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
    addressee=addressee,
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
    addressee=addressee,
)
