"""What is printed of projects."""

from __future__ import annotations

from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.slice_papers import RosterPaper, SlicePapers, Values


def addressee(values: Values) -> Addressee:
    """Return where post about a project goes: to the partner of the office."""
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
            "projects",
            "協働事業台帳",
            ("reference", "name", "form", "organization", "from_on", "until_on", "budget", "state"),
            unit="件",
            group="form",
            confidential=False,
        ),
    ),
    addressee=addressee,
)
