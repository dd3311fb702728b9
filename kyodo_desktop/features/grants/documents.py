"""What is printed of grants."""

from __future__ import annotations

from kyodo_desktop.features.grants import bundles, facts, round_facts
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
        RosterPaper(
            "grant-results",
            "補助金実績一覧",
            (
                *("reference", "organization", "name", "participants_actual", "decided_amount"),
                *("settled_expense", "settled_amount", "returned_amount", "closed_on"),
            ),
            unit="件",
            group="round",
            filters={"money": ("decided_amount",)},
            confidential=False,
        ),
        RosterPaper(
            "grant-overdue",
            "補助金未提出一覧",
            (
                "reference",
                "organization",
                "name",
                "due_what",
                "due_on",
                "missing_documents",
                "contact",
                "contact_phone",
            ),
            unit="件",
            group="round",
            filters={"due": ("late",)},
        ),
        RosterPaper(
            "grant-payments",
            "補助金支払一覧",
            (
                "reference",
                "organization",
                "account",
                "decided_amount",
                "settled_amount",
                "paid_amount",
                "unpaid_amount",
            ),
            unit="件",
            group="round",
            filters={"money": ("unpaid_amount",)},
        ),
    ),
    addressee=addressee,
    facts=facts.FACTS,
    bundles=(bundles.DOSSIER,),
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
    facts=round_facts.FACTS,
    bundles=(bundles.COMMITTEE_PACK, bundles.SCORE_SHEETS),
)
