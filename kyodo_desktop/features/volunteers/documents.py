"""What is printed of volunteers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.cards import CardContent
from kyodo_desktop.printing.slice_papers import BrowsingPaper, RosterPaper, SlicePapers, Values

CURRENT = ("valid", "expiring", "waiting")
"""The states of those whose registration is in force."""

TALENT_BANK = "talent_bank"
"""The code of 人材バンク in every profile."""


def addressee(values: Values) -> Addressee:
    """Return where post for a volunteer goes: a person as 様, a group as 御中 or to its representative."""
    group = values.get("kind") == "group"
    representative = values.get("representative") if group else None
    return Addressee(
        postal_code=values.get("postal_code") or "",
        address_lines=(values.get("address") or "",),
        affiliation=values["name"] if representative else "",
        name=representative or values["name"],
        honorific="様" if representative or not group else "御中",
        reference=values["reference"],
    )


def cards(
    values: Values, registrations: Sequence[Values], words: Words, office: Mapping[str, str]
) -> list[CardContent]:
    """Return a 登録証 for each programme that is in force: it is shown at the work, and ends with the programme."""
    running = [line for line in registrations if (line["until_on"] or dt.date.max) >= words.today]
    running.sort(key=lambda line: line["until_on"] or dt.date.max)
    longest = {line["programme"]: line for line in running}
    programmes = words.taxonomy("volunteer_programmes")
    return [
        CardContent(
            programme=programmes.label_of(line["programme"]),
            name=values["name"],
            furigana=values["furigana"] or "",
            reference=values["reference"],
            valid_until=min((day for day in (values["valid_until"], line["until_on"]) if day), default=None),
            town=office["town"],
            office=office["name"] or office["department"],
            phone=office["phone"],
        )
        for line in longest.values()
    ]


PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "volunteers",
            "ボランティア名簿",
            ("reference", "name", "furigana", "birth_on", "address", "phone", "mobile", "valid_until"),
            unit="件",
            filters={"status": CURRENT},
        ),
        RosterPaper(
            "insurance",
            "ボランティア保険加入者名簿",
            ("members.name", "members.furigana", "members.birth_on", "members.address", "members.phone", "name"),
            lines="members",
            stand_ins={
                "members.name": ("name",),
                "members.furigana": ("furigana",),
                "members.birth_on": ("birth_on",),
                "members.address": ("address",),
                "members.phone": ("phone", "mobile"),
            },
            headings={"name": "所属団体"},
            group="",
            filters={"status": CURRENT},
            only={"insured": ("yes",)},
        ),
        BrowsingPaper(
            "talent-bank",
            "人材バンク登録者一覧（閲覧用）",
            summary="subjects",
            details={
                "qualifications": "資格・免許",
                "career": "活動歴",
                "availability": "曜日・時間帯",
                "areas": "地域",
                "conditions": "条件",
                "honorarium": "謝礼",
            },
            group="skills",
            filters={"status": CURRENT},
            only={"programme": (TALENT_BANK,)},
        ),
    ),
    addressee=addressee,
    cards=cards,
    card_lines="registrations",
)
