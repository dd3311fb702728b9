"""What is printed of organisations."""

from __future__ import annotations

from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.slice_papers import RosterPaper, SlicePapers, Values

CURRENT = ("valid", "expiring", "waiting")
"""The states of those whose registration is in force."""


def addressee(values: Values) -> Addressee:
    """Return where post for an organisation goes: to its 担当者 if one has an address, else to its office."""
    if values.get("contact_address") and values.get("contact"):
        return Addressee(
            postal_code=values.get("contact_postal_code") or "",
            address_lines=(values["contact_address"],),
            affiliation=values["name"],
            name=values["contact"],
            reference=values["reference"],
        )
    return Addressee(
        postal_code=values.get("postal_code") or "",
        address_lines=(values.get("address") or "",),
        name=values["name"],
        honorific="御中",
        reference=values["reference"],
    )


PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "organizations",
            "市民活動団体名簿",
            ("reference", "name", "kind", "representative", "address", "phone", "valid_until"),
            unit="団体",
            filters={"status": CURRENT},
        ),
        RosterPaper(
            "members",
            "会員名簿",
            ("members.name", "members.furigana", "members.age_group", "members.occupation", "members.role"),
            lines="members",
            group="name",
            page_for_each_group=True,
            paper="portrait",
            filters={"status": CURRENT},
        ),
        RosterPaper(
            "officers",
            "役員名簿",
            ("name", "officers.title", "officers.name", "officers.furigana", "officers.phone", "officers.until_on"),
            lines="officers",
            group="",
            filters={"status": CURRENT},
        ),
        RosterPaper(
            "organizations-published",
            "市民活動団体一覧（公開用）",
            ("name", "kind", "representative", "phone", "activity_fields", "activities"),
            unit="団体",
            filters={"status": CURRENT},
            confidential=False,
            published=True,
        ),
    ),
    addressee=addressee,
)
