"""A register such as an office keeps, declared small: what the tests of reading and writing share."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    CorporateNumber,
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
    Url,
    Yen,
)
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Taxonomy, Term, Words

TODAY = dt.date(2026, 11, 21)

WORDS = Words(
    TODAY,
    {
        "kinds": Taxonomy(
            "kinds",
            "種別",
            (Term("npo", "市民活動団体", ("NPO",)), Term("town", "町内会・自治会", ("町内会", "自治会"))),
        ),
        "areas": Taxonomy("areas", "地区", (Term("east", "東地区"), Term("west", "西地区"))),
        "ages": Taxonomy("ages", "年代", (Term("30", "30代"), Term("60", "60代"))),
        "papers": Taxonomy(
            "papers",
            "書類",
            (Term("rules", "規約"), Term("list", "会員・役員名簿", ("名簿",)), Term("budget", "予算書")),
        ),
        "nothing": Taxonomy("nothing", "加入団体", (Term("none", "なし"), Term("ward", "連合会"))),
    },
)

OFFICERS = Schema(
    "officers",
    "役員",
    {
        "title": Text("役職", aliases=("役名",)),
        "name": Name("氏名", required=True, aliases=("役員氏名",)),
        "phone": Phone("電話番号", aliases=("電話",)),
        "from_on": EraDate("就任日", aliases=("就任年月日",)),
        "until_on": EraDate("任期満了日"),
    },
)
MEMBERS = Schema(
    "members",
    "会員",
    {
        "name": Name("氏名", required=True, aliases=("会員氏名",)),
        "age": Choice("年代", taxonomy="ages"),
        "role": Text("役割", aliases=("役職",)),
    },
)
ASSISTANTS = Schema("assistants", "団体の構成員", {"name": Name("氏名", required=True)})
PAPERS = Schema(
    "papers",
    "提出書類",
    {"kind": Choice("書類", taxonomy="papers", required=True), "received_on": EraDate("受理日")},
)
GROUPS = Schema(
    "groups",
    "団体",
    {
        "reference": Reference("登録番号", aliases=("整理番号", "No", "番号"), privacy=Privacy.PUBLIC),
        "kind": Choice("団体の種別", taxonomy="kinds", required=True, aliases=("種別", "区分"), privacy=Privacy.PUBLIC),
        "name": Name("団体名", required=True, aliases=("名称", "団体の名称", "町内会名"), privacy=Privacy.PUBLIC),
        "furigana": Furigana("ふりがな", aliases=("フリガナ", "団体名ふりがな"), privacy=Privacy.PUBLIC),
        "established_on": EraDate("設立年月日", aliases=("設立",), privacy=Privacy.PUBLIC),
        "corporate_number": CorporateNumber("法人番号", privacy=Privacy.PUBLIC),
        "representative_title": Text("代表者の役職", aliases=("役職", "代表者役職")),
        "representative": Name("代表者氏名", aliases=("代表者", "代表者名"), privacy=Privacy.PUBLIC, disclosable=True),
        "representative_furigana": Furigana("代表者ふりがな", of="representative", aliases=("代表者フリガナ",)),
        "representative_phone": Phone("代表者電話番号", aliases=("代表者電話",), disclosable=True),
        "postal_code": PostalCode("郵便番号", aliases=("〒",), disclosable=True),
        "address": Address("事務所の所在地", postal_code="postal_code", aliases=("住所", "所在地"), disclosable=True),
        "phone": Phone("電話番号", aliases=("電話", "TEL", "連絡先"), disclosable=True),
        "fax": Phone("ファクス番号", aliases=("FAX",), disclosable=True),
        "email": Email("電子メール", aliases=("メール", "E-mail"), disclosable=True),
        "website": Url("ホームページ", aliases=("HP",), privacy=Privacy.PUBLIC),
        "areas": Choices("活動地域", taxonomy="areas", aliases=("地区",), privacy=Privacy.PUBLIC),
        "activities": Text("活動の内容", lines=3, aliases=("活動内容",), privacy=Privacy.PUBLIC),
        "term_from_on": EraDate("活動期間（始まり）", privacy=Privacy.PUBLIC),
        "term_until_on": EraDate("活動期間（終わり）", privacy=Privacy.PUBLIC),
        "member_count": Count("会員数", unit="名", aliases=("人数", "会員"), privacy=Privacy.PUBLIC),
        "fee": Text("会費", privacy=Privacy.PUBLIC),
        "budget": Yen("年間予算", aliases=("予算額",), privacy=Privacy.PARTIAL),
        "join_rate": Percent("加入率", privacy=Privacy.PUBLIC),
        "hours": Hours("活動時間", privacy=Privacy.PUBLIC),
        "insured": Flag("保険加入", yes="加入", no="未加入", privacy=Privacy.PUBLIC),
        "union": Choice("上部団体", taxonomy="nothing", privacy=Privacy.PUBLIC),
        "valid_until": EraDate("有効期限", privacy=Privacy.PUBLIC),
        "missing_documents": Count("未提出書類", derived=True),
        "notes": Text("備考", lines=3, aliases=("摘要",)),
        "disclosure": Disclosure("公開区分"),
    },
    {"officers": OFFICERS, "members": MEMBERS, "assistants": ASSISTANTS, "papers": PAPERS},
)
