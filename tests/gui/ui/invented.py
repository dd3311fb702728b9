"""An invented record with a field of every kind, for the tests of the toolkit."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    Count,
    Disclosure,
    Email,
    EraDate,
    Flag,
    Furigana,
    Hours,
    Name,
    Percent,
    Phone,
    PostalCode,
    Privacy,
    Reference,
    Text,
    WeekGrid,
    Yen,
)
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Taxonomy, Term, Words

MEMBERS = Schema(
    "members",
    "会員",
    {
        "name": Name("氏名", required=True),
        "furigana": Furigana("ふりがな"),
        "age_group": Choice("年代", taxonomy="ages", width=18),
        "joined_on": EraDate("入会日"),
        "role": Text("役割"),
    },
)

CIRCLE = Schema(
    "circles",
    "サークル",
    {
        "reference": Reference("登録番号", group="サークル", listed=True),
        "kind": Choice("種別", taxonomy="kinds", required=True, group="サークル", listed=True),
        "name": Name("サークル名", required=True, group="サークル", listed=True, width=55),
        "furigana": Furigana("ふりがな", group="サークル", width=50),
        "established_on": EraDate("設立年月日", group="サークル"),
        "postal_code": PostalCode("郵便番号", group="連絡先", disclosable=True),
        "address": Address("住所", postal_code="postal_code", group="連絡先", disclosable=True, listed=True),
        "phone": Phone("電話番号", group="連絡先", disclosable=True, privacy=Privacy.PUBLIC, listed=True),
        "fax": Phone("ファクス番号", group="連絡先", disclosable=True),
        "email": Email("電子メール", group="連絡先", disclosable=True),
        "fields": Choices("活動分野", taxonomy="fields", group="活動"),
        "purpose": Text("活動の目的", lines=3, group="活動", help="申込書の「目的」の欄のとおりに入力します。"),
        "availability": WeekGrid("活動できる曜日", group="活動"),
        "insured": Flag("保険加入", yes="加入", no="未加入", group="活動"),
        "minutes": Hours("一回の時間", group="活動"),
        "member_count": Count("会員数", unit="名", group="会員", listed=True),
        "annual_budget": Yen("年間予算", group="会員"),
        "join_rate": Percent("加入率", group="会員", extra=True),
        "missing": Count("未提出書類", unit="件", group="会員", derived=True),
        "disclosure": Disclosure("公開区分", group="会員"),
    },
    {"members": MEMBERS},
)

WORDS = Words(
    dt.date(2026, 11, 21),
    {
        "kinds": Taxonomy(
            "kinds",
            "種別",
            (
                Term("sports", "運動", (), "うんどう"),
                Term("music", "音楽・演劇", ("音楽",), "おんがく・えんげき"),
                Term("old", "旧種別", (), "きゅうしゅべつ", retired=True),
                Term("nature", "自然観察", (), "しぜんかんさつ"),
            ),
        ),
        "fields": Taxonomy(
            "fields",
            "分野",
            tuple(
                Term(f"f{place}", label, (), reading)
                for place, (label, reading) in enumerate(
                    (
                        ("保健・医療・福祉", "ほけん・いりょう・ふくし"),
                        ("社会教育", "しゃかいきょういく"),
                        ("まちづくり", "まちづくり"),
                        ("観光", "かんこう"),
                        ("環境の保全", "かんきょうのほぜん"),
                        ("災害救援", "さいがいきゅうえん"),
                        ("子どもの健全育成", "こどものけんぜんいくせい"),
                    ),
                    1,
                )
            ),
        ),
        "ages": Taxonomy("ages", "年代", tuple(Term(f"{age}s", f"{age}代") for age in range(10, 90, 10))),
    },
)


def circle(**values: object) -> Snapshot:
    """Return a stored circle with two members; ``values`` replace what it has."""
    given: dict[str, object] = {
        "reference": "C-0001",
        "kind": "music",
        "name": "みずうみ合唱団",
        "furigana": "みずうみがっしょうだん",
        "established_on": dt.date(2008, 4, 1),
        "postal_code": "050-0081",
        "address": "北海道湖畔市中央町1-2-3",
        "phone": "0143-25-2703",
        "fax": None,
        "email": "chorus@example.jp",
        "fields": ("f2", "f7"),
        "purpose": "合唱を楽しみ、\n施設を訪問する。",
        "availability": ("mon-am", "sat-night"),
        "insured": True,
        "minutes": 150,
        "member_count": 1234,
        "annual_budget": 120000,
        "join_rate": 625,
        "missing": 1,
        "disclosure": {"address": "partial"},
    }
    members = (
        Snapshot("members", 11, 1, member("髙橋　花子", "たかはし　はなこ", "60s", dt.date(2008, 4, 1), "代表")),
        Snapshot("members", 12, 1, member("渡邉　一郎", "わたなべ　いちろう", "70s", dt.date(2019, 5, 1), None)),
    )
    return Snapshot("circles", 7, 3, given | values, {"members": members})


def member(
    name: str, furigana: str | None, age: str | None, joined: dt.date | None, role: str | None
) -> dict[str, object]:
    return {"name": name, "furigana": furigana, "age_group": age, "joined_on": joined, "role": role}
