"""団体: what the office keeps of an organisation, in the order of its application form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    CorporateNumber,
    Count,
    Disclosure,
    Email,
    EraDate,
    Furigana,
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
from kyodo_desktop.database.base import Line, Record, attribute, table_inside
from kyodo_desktop.database.events import EventLine

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Organization(Record):
    """団体: 町内会・自治会, 市民活動団体, 大学, 企業 … by the kinds of the office's profile."""

    __tablename__ = "organizations"
    __label__ = "団体"

    reference: Mapped[str] = attribute(
        Reference("登録番号", group="団体", aliases=("整理番号", "団体番号", "No", "番号"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "団体名",
            required=True,
            group="団体",
            aliases=(
                "名称",
                "団体の名称",
                "団体名称",
                "町内会名",
                "町会名",
                "自治会名",
                "町内会・自治会名",
                "法人名",
                "組織名",
                "会の名称",
                "グループ名",
                "サークル名",
            ),
            privacy=Privacy.PUBLIC,
            width=55,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(
        Furigana(
            "ふりがな",
            group="団体",
            aliases=("フリガナ", "団体名ふりがな", "団体名フリガナ", "読み", "よみがな", "カナ"),
            privacy=Privacy.PUBLIC,
            width=50,
        )
    )
    kind: Mapped[str] = attribute(
        Choice(
            "団体の種別",
            taxonomy="organization_kinds",
            required=True,
            group="団体",
            aliases=("種別", "区分", "団体区分", "種類"),
            privacy=Privacy.PUBLIC,
            listed=True,
        ),
        index=True,
    )
    abbreviation: Mapped[str | None] = attribute(Name("略称", group="団体", aliases=("通称",), privacy=Privacy.PUBLIC))
    established_on: Mapped[dt.date | None] = attribute(
        EraDate(
            "設立年月日", group="団体", aliases=("設立", "設立日", "発足年月日", "結成年月日"), privacy=Privacy.PUBLIC
        )
    )
    corporate_number: Mapped[str | None] = attribute(
        CorporateNumber(
            "法人番号",
            group="団体",
            privacy=Privacy.PUBLIC,
            extra=True,
            help="13桁の番号です。国税庁の通知書に書かれています。",
        )
    )
    competent_authority: Mapped[str | None] = attribute(
        Text("所轄庁", group="団体", aliases=("認証所轄庁",), privacy=Privacy.PUBLIC, extra=True)
    )
    representative_title: Mapped[str | None] = attribute(
        Text("代表者の役職", group="代表者", aliases=("役職", "代表者役職", "職名"), privacy=Privacy.PUBLIC, width=20)
    )
    representative: Mapped[str | None] = attribute(
        Name(
            "代表者氏名",
            group="代表者",
            aliases=("代表者", "代表者名", "会長名", "会長", "代表", "理事長"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
            listed=True,
        )
    )
    representative_furigana: Mapped[str | None] = attribute(
        Furigana(
            "代表者ふりがな", of="representative", group="代表者", aliases=("代表者フリガナ", "代表者氏名ふりがな")
        )
    )
    representative_phone: Mapped[str | None] = attribute(
        Phone("代表者電話番号", group="代表者", aliases=("代表者電話", "代表者連絡先"), disclosable=True)
    )
    postal_code: Mapped[str | None] = attribute(
        PostalCode("郵便番号", group="事務所", aliases=("〒", "事務所郵便番号", "事務局郵便番号"), disclosable=True)
    )
    address: Mapped[str | None] = attribute(
        Address(
            "事務所の所在地",
            postal_code="postal_code",
            group="事務所",
            aliases=(
                *("住所", "所在地", "町名番地", "事務所所在地", "事務所", "事務局住所", "団体住所"),
                *("連絡先住所", "会長住所", "代表者住所", "主たる事務所の所在地", "主たる事務所"),
            ),
            disclosable=True,
            listed=True,
        )
    )
    phone: Mapped[str | None] = attribute(
        Phone(
            "電話番号",
            group="事務所",
            aliases=("電話", "TEL", "連絡先電話番号", "連絡先", "事務所電話番号", "事務局電話番号"),
            disclosable=True,
            listed=True,
        )
    )
    fax: Mapped[str | None] = attribute(
        Phone("ファクス番号", group="事務所", aliases=("FAX", "ＦＡＸ番号", "ファックス", "FAX番号"), disclosable=True)
    )
    email: Mapped[str | None] = attribute(
        Email(
            "電子メール",
            group="事務所",
            aliases=("メール", "メールアドレス", "Eメール", "E-mail", "電子メールアドレス"),
            disclosable=True,
        )
    )
    website: Mapped[str | None] = attribute(
        Url(
            "ホームページ",
            group="事務所",
            aliases=("HP", "URL", "ウェブサイト"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
        )
    )
    contact: Mapped[str | None] = attribute(
        Name(
            "担当者氏名",
            group="連絡担当者",
            aliases=("担当者", "担当者名", "連絡担当者", "事務担当者"),
            disclosable=True,
        )
    )
    contact_furigana: Mapped[str | None] = attribute(
        Furigana("担当者ふりがな", of="contact", group="連絡担当者", aliases=("担当者フリガナ",))
    )
    contact_postal_code: Mapped[str | None] = attribute(
        PostalCode("担当者郵便番号", group="連絡担当者", help="事務所と同じときは空欄にします。")
    )
    contact_address: Mapped[str | None] = attribute(
        Address(
            "担当者住所",
            postal_code="contact_postal_code",
            group="連絡担当者",
            help="郵便物の送り先が事務所と違うときに入力します。",
        )
    )
    contact_phone: Mapped[str | None] = attribute(
        Phone(
            "担当者電話番号", group="連絡担当者", aliases=("担当者電話", "担当者連絡先", "携帯電話"), disclosable=True
        )
    )
    contact_email: Mapped[str | None] = attribute(
        Email("担当者電子メール", group="連絡担当者", aliases=("担当者メール",), disclosable=True)
    )
    activity_fields: Mapped[tuple[str, ...] | None] = attribute(
        Choices(
            "活動分野",
            taxonomy="activity_fields",
            group="活動",
            aliases=("分野", "活動の分野", "特定非営利活動の種類"),
            privacy=Privacy.PUBLIC,
        )
    )
    purpose: Mapped[str | None] = attribute(
        Text(
            "活動の目的",
            lines=3,
            group="活動",
            aliases=("目的", "設立目的", "定款に記載された目的"),
            privacy=Privacy.PUBLIC,
            width=60,
        )
    )
    activities: Mapped[str | None] = attribute(
        Text(
            "活動の内容",
            lines=4,
            group="活動",
            aliases=("活動内容", "主な活動", "事業内容"),
            privacy=Privacy.PUBLIC,
            width=70,
        )
    )
    areas: Mapped[tuple[str, ...] | None] = attribute(
        Choices(
            "活動地域", taxonomy="areas", group="活動", aliases=("地区", "地域", "活動場所"), privacy=Privacy.PUBLIC
        )
    )
    schedule: Mapped[str | None] = attribute(
        Text("活動日時", group="活動", aliases=("活動日", "活動頻度", "定例会"), privacy=Privacy.PUBLIC, width=40)
    )
    member_count: Mapped[int | None] = attribute(
        Count(
            "会員数",
            unit="名",
            group="会員と会費",
            aliases=("構成員数", "構成人員", "人数", "会員"),
            privacy=Privacy.PUBLIC,
        )
    )
    fee: Mapped[str | None] = attribute(
        Text("会費", group="会員と会費", aliases=("年会費", "会費等"), privacy=Privacy.PUBLIC, width=30)
    )
    annual_budget: Mapped[int | None] = attribute(
        Yen("年間予算", group="会員と会費", aliases=("予算額", "予算規模"), privacy=Privacy.PARTIAL)
    )
    households: Mapped[int | None] = attribute(
        Count(
            "世帯数",
            unit="世帯",
            group="町内会",
            aliases=("加入世帯数", "会員世帯数"),
            privacy=Privacy.PUBLIC,
            extra=True,
        )
    )
    join_rate: Mapped[int | None] = attribute(Percent("加入率", group="町内会", privacy=Privacy.PUBLIC, extra=True))
    block_count: Mapped[int | None] = attribute(
        Count("班数", unit="班", group="町内会", aliases=("班・組数", "組数"), privacy=Privacy.PUBLIC, extra=True)
    )
    strengths: Mapped[str | None] = attribute(
        Text("得意分野", lines=2, group="協働", aliases=("できること", "強み"), privacy=Privacy.PUBLIC, width=45)
    )
    needs: Mapped[str | None] = attribute(
        Text("困りごと", lines=2, group="協働", aliases=("課題", "求めていること"), privacy=Privacy.PARTIAL, width=45)
    )
    registered_on: Mapped[dt.date | None] = attribute(
        EraDate("登録年月日", group="登録", aliases=("登録日",), privacy=Privacy.PUBLIC)
    )
    valid_until: Mapped[dt.date | None] = attribute(
        EraDate("有効期限", group="登録", aliases=("登録期限", "有効期間満了日"), listed=True, privacy=Privacy.PUBLIC),
        index=True,
    )
    withdrawn_on: Mapped[dt.date | None] = attribute(EraDate("廃止年月日", group="登録", aliases=("廃止日", "抹消日")))
    withdrawal_reason: Mapped[str | None] = attribute(Text("廃止の理由", group="登録", aliases=("廃止理由",), width=40))
    missing_documents: Mapped[int | None] = attribute(
        Count("未提出書類", unit="件", group="登録", derived=True, help="提出書類の欄から数えます。"), index=True
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))
    disclosure: Mapped[dict[str, str] | None] = attribute(Disclosure("公開区分", group="備考"))

    officers: Mapped[list[Officer]] = table_inside("Officer")
    members: Mapped[list[Member]] = table_inside("Member")
    documents: Mapped[list[Document]] = table_inside("Document")
    events: Mapped[list[Event]] = table_inside("Event")


class Officer(Line):
    """役員, with the days of the term."""

    __tablename__ = "organization_officers"
    __label__ = "役員"
    __record__ = "organizations"

    title: Mapped[str | None] = attribute(Text("役職", aliases=("役名",), width=25))
    name: Mapped[str] = attribute(Name("氏名", required=True, aliases=("役員氏名",)))
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", aliases=("フリガナ",)))
    phone: Mapped[str | None] = attribute(Phone("電話番号", aliases=("電話",)))
    from_on: Mapped[dt.date | None] = attribute(EraDate("就任日", aliases=("任期の始め", "就任年月日")))
    until_on: Mapped[dt.date | None] = attribute(EraDate("任期満了日", aliases=("任期", "退任日")))


class Member(Line):
    """会員, as the member list that comes with an application names them."""

    __tablename__ = "organization_members"
    __label__ = "会員"
    __record__ = "organizations"

    name: Mapped[str] = attribute(Name("氏名", required=True, aliases=("会員氏名",)))
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", aliases=("フリガナ",)))
    age_group: Mapped[str | None] = attribute(Choice("年代", taxonomy="age_groups", aliases=("年齢層",), width=18))
    occupation: Mapped[str | None] = attribute(Text("職業", width=25))
    role: Mapped[str | None] = attribute(Text("役割", aliases=("役職", "担当"), width=25))


class Document(Line):
    """提出書類: which paper came when. Which ones a kind needs is told by the profile."""

    __tablename__ = "organization_documents"
    __label__ = "提出書類"
    __record__ = "organizations"

    kind: Mapped[str] = attribute(Choice("書類", taxonomy="organization_documents", required=True, width=40))
    received_on: Mapped[dt.date | None] = attribute(EraDate("受理日", aliases=("提出日",)))
    note: Mapped[str | None] = attribute(Text("摘要", width=40))


class Event(EventLine):
    """経過: what a person at the counter writes down about the organisation."""

    __tablename__ = "organization_events"
    __record__ = "organizations"
