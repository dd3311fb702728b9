"""What is printed of projects."""

from __future__ import annotations

from kyodo_desktop.features.projects import bundles, facts
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


def _register(name: str, title: str, codes: tuple[str, ...], columns: tuple[str, ...]) -> RosterPaper:
    """Return the register of the 形態 that the profile puts into it."""
    only = {"register": codes}
    return RosterPaper(name, title, columns, unit="件", group="fiscal_year", only=only, confidential=False)


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
        _register(
            "endorsements",
            "後援・共催台帳",
            ("endorsement", "joint"),
            ("reference", "name", "form", "organization", "from_on", "approved_on", "approval_number", "reported_on"),
        ),
        _register(
            "agreements",
            "協定台帳",
            ("agreement",),
            (
                "reference",
                "name",
                "organization",
                "agreement_kind",
                "approved_on",
                "until_on",
                "renewal_years",
                "state",
            ),
        ),
        _register(
            "commissions",
            "委託台帳",
            ("commission",),
            (
                *("reference", "name", "organization", "contract_method", "approved_on", "until_on"),
                *("contract_amount", "paid_amount", "state"),
            ),
        ),
        _register(
            "steering-committees",
            "実行委員会・協議会台帳",
            ("committee",),
            ("reference", "name", "chair", "secretariat", "committee_size", "term_until_on", "state"),
        ),
    ),
    addressee=addressee,
    facts=facts.FACTS,
    bundles=(bundles.DOSSIER,),
)
