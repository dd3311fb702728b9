"""What is printed of grants."""

from __future__ import annotations

from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.slice_papers import RosterPaper, SlicePapers, Values


def addressee(values: Values) -> Addressee:
    """Return where post about an application goes: to the organisation that made it."""
    return Addressee(
        postal_code=values.get("postal_code") or "",
        address_lines=(values.get("address") or "",),
        name=values.get("organization") or values["name"],
        honorific="御中",
        reference=values["reference"],
    )


PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "grants",
            "補助金交付一覧",
            ("reference", "organization", "name", "requested_amount", "decided_amount", "settled_amount", "state"),
            unit="件",
            group="round",
            confidential=False,
        ),
    ),
    addressee=addressee,
)

ROUND_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "grant-rounds",
            "募集回一覧",
            ("reference", "name", "programme", "budget", "call_from", "call_until", "state"),
            unit="回",
            group="fiscal_year",
            confidential=False,
        ),
    ),
    addressee=addressee,
)
