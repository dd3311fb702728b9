"""ボランティア: persons and groups who take part through 行政パートナー, 人材バンク and other programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    Phone,
    PostalCode,
    Privacy,
    Reference,
    Text,
    WeekGrid,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside
from kyodo_desktop.database.events import EventLine

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Volunteer(Record):
    """A person (個人) or a group (団体) that is registered in at least one programme."""

    __tablename__ = "volunteers"
    __label__ = "ボランティア"

    reference: Mapped[str] = attribute(
        Reference("登録番号", group="申込者", aliases=("整理番号", "会員番号", "No", "番号"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "氏名・団体名",
            required=True,
            group="申込者",
            aliases=(
                "氏名",
                "名前",
                "団体名",
                "お名前",
                "登録者",
                "登録者名",
                "氏名漢字",
                "漢字氏名",
                "氏名又は団体名",
                "団体名・氏名",
            ),
            privacy=Privacy.PARTIAL,
            disclosable=True,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(
        Furigana(
            "ふりがな",
            group="申込者",
            aliases=("フリガナ", "氏名ふりがな", "氏名フリガナ", "よみがな", "カナ"),
            listed=True,
        )
    )
    kind: Mapped[str] = attribute(
        Choice(
            "個人・団体の別",
            taxonomy="volunteer_kinds",
            required=True,
            group="申込者",
            aliases=("区分", "種別", "個人団体"),
            listed=True,
            width=16,
        )
    )
    birth_on: Mapped[dt.date | None] = attribute(
        EraDate(
            "生年月日",
            group="申込者",
            aliases=("生年月", "誕生日"),
            help="18歳未満のときは保護者の同意が必要です。",
            extra=True,
        )
    )
    gender: Mapped[str | None] = attribute(Choice("性別", taxonomy="genders", group="申込者", width=14, extra=True))
    occupation: Mapped[str | None] = attribute(
        Text("職業・勤務先", group="申込者", aliases=("職業", "勤務先", "学校名"), disclosable=True, extra=True)
    )
    representative: Mapped[str | None] = attribute(
        Name("代表者氏名", group="申込者", aliases=("代表者", "代表者名"), extra=True)
    )
    representative_furigana: Mapped[str | None] = attribute(
        Furigana("代表者ふりがな", of="representative", group="申込者", aliases=("代表者フリガナ",), extra=True)
    )
    member_count: Mapped[int | None] = attribute(
        Count("人数", unit="名", group="申込者", aliases=("会員数", "参加人数", "構成人員"), extra=True)
    )
    postal_code: Mapped[str | None] = attribute(PostalCode("郵便番号", group="連絡先", aliases=("〒",)))
    address: Mapped[str | None] = attribute(
        Address(
            "住所",
            postal_code="postal_code",
            group="連絡先",
            aliases=("所在地", "現住所", "自宅住所", "町名番地"),
            disclosable=True,
            listed=True,
        )
    )
    phone: Mapped[str | None] = attribute(
        Phone("電話番号", group="連絡先", aliases=("電話", "TEL", "自宅電話", "連絡先"), disclosable=True, listed=True)
    )
    mobile: Mapped[str | None] = attribute(
        Phone("携帯電話", group="連絡先", aliases=("携帯", "携帯番号", "携帯電話番号"), disclosable=True)
    )
    fax: Mapped[str | None] = attribute(
        Phone("ファクス番号", group="連絡先", aliases=("FAX", "ＦＡＸ番号", "ファックス"), disclosable=True)
    )
    email: Mapped[str | None] = attribute(
        Email("電子メール", group="連絡先", aliases=("メール", "メールアドレス", "E-mail", "Eメール"), disclosable=True)
    )
    contact_time: Mapped[str | None] = attribute(
        Text("連絡のつく時間", group="連絡先", aliases=("連絡時間", "連絡可能時間"))
    )
    emergency_name: Mapped[str | None] = attribute(
        Name("緊急連絡先氏名", group="緊急連絡先", aliases=("緊急連絡先",), searchable=False)
    )
    emergency_relation: Mapped[str | None] = attribute(Text("続柄", group="緊急連絡先", width=16))
    emergency_phone: Mapped[str | None] = attribute(
        Phone("緊急連絡先電話番号", group="緊急連絡先", aliases=("緊急連絡先電話",), searchable=False)
    )
    skills: Mapped[tuple[str, ...] | None] = attribute(
        Choices(
            "特技・分野",
            taxonomy="skills",
            group="活動の希望",
            aliases=("分野", "特技", "技能", "活動分野", "登録分野"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
        )
    )
    subjects: Mapped[str | None] = attribute(
        Text(
            "できること・指導内容",
            lines=3,
            group="活動の希望",
            aliases=("指導内容", "できること", "活動内容", "内容", "得意なこと"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
            searchable=True,
            width=55,
        )
    )
    qualifications: Mapped[str | None] = attribute(
        Text(
            "資格・免許",
            group="活動の希望",
            aliases=("資格", "免許"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
            width=35,
        )
    )
    career: Mapped[str | None] = attribute(
        Text(
            "活動歴",
            lines=2,
            group="活動の希望",
            aliases=("経歴", "活動実績", "指導歴"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
        )
    )
    availability: Mapped[tuple[str, ...] | None] = attribute(
        WeekGrid(
            "活動できる曜日・時間帯",
            group="活動の希望",
            aliases=("曜日", "活動日", "活動可能日", "活動可能曜日", "活動できる日"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
        )
    )
    areas: Mapped[tuple[str, ...] | None] = attribute(
        Choices(
            "活動できる地域",
            taxonomy="areas",
            group="活動の希望",
            aliases=("地域", "地区", "活動地域"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
        )
    )
    conditions: Mapped[str | None] = attribute(
        Text(
            "活動の条件",
            group="活動の希望",
            aliases=("条件", "希望条件"),
            privacy=Privacy.PUBLIC,
            disclosable=True,
            width=35,
        )
    )
    honorarium: Mapped[str | None] = attribute(
        Text("謝礼", group="活動の希望", aliases=("謝金", "講師料"), privacy=Privacy.PUBLIC, disclosable=True)
    )
    guardian: Mapped[str | None] = attribute(
        Name("保護者氏名", group="保護者", aliases=("保護者", "保護者名"), searchable=False, extra=True)
    )
    guardian_phone: Mapped[str | None] = attribute(
        Phone("保護者電話番号", group="保護者", aliases=("保護者電話",), searchable=False, extra=True)
    )
    guardian_consent_on: Mapped[dt.date | None] = attribute(
        EraDate("保護者同意日", group="保護者", aliases=("保護者の同意", "同意日"), extra=True)
    )
    consent_on: Mapped[dt.date | None] = attribute(
        EraDate("個人情報の取扱い同意日", group="登録", aliases=("個人情報同意日",))
    )
    registered_on: Mapped[dt.date | None] = attribute(EraDate("登録年月日", group="登録", aliases=("登録日", "申込日")))
    valid_until: Mapped[dt.date | None] = attribute(
        EraDate("有効期限", group="登録", aliases=("登録期限",), listed=True)
    )
    insured: Mapped[bool | None] = attribute(
        Flag("保険加入", yes="加入", no="未加入", group="登録", aliases=("保険", "ボランティア保険"))
    )
    insured_until: Mapped[dt.date | None] = attribute(
        EraDate("保険満了日", group="登録", aliases=("保険期限", "保険期間"))
    )
    withdrawn_on: Mapped[dt.date | None] = attribute(EraDate("抹消年月日", group="登録", aliases=("抹消日", "退会日")))
    withdrawal_reason: Mapped[str | None] = attribute(Text("抹消の理由", group="登録", aliases=("抹消理由",), width=40))
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))
    disclosure: Mapped[dict[str, str] | None] = attribute(Disclosure("公開の同意", group="備考"))

    registrations: Mapped[list[Registration]] = table_inside("Registration")
    members: Mapped[list[GroupMember]] = table_inside("GroupMember")
    activities: Mapped[list[Activity]] = table_inside("Activity")
    events: Mapped[list[VolunteerEvent]] = table_inside("VolunteerEvent")


class Registration(Line):
    """登録制度: one programme that the volunteer is registered in, and the work in it."""

    __tablename__ = "volunteer_registrations"
    __label__ = "登録制度"
    __record__ = "volunteers"

    programme: Mapped[str] = attribute(
        Choice(
            "制度", taxonomy="volunteer_programmes", required=True, aliases=("登録制度", "パートナー種別"), width=36
        ),
        index=True,
    )
    work: Mapped[str | None] = attribute(Text("事業・活動", aliases=("事業名", "活動名", "活動場所"), width=45))
    from_on: Mapped[dt.date | None] = attribute(EraDate("開始日", aliases=("登録日",)))
    until_on: Mapped[dt.date | None] = attribute(EraDate("終了日", aliases=("期限",)))


class GroupMember(Line):
    """団体の構成員: who is insured with the group."""

    __tablename__ = "volunteer_members"
    __label__ = "団体の構成員"
    __record__ = "volunteers"

    name: Mapped[str] = attribute(Name("氏名", required=True))
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", aliases=("フリガナ",)))
    birth_on: Mapped[dt.date | None] = attribute(EraDate("生年月日"))
    address: Mapped[str | None] = attribute(Address("住所"))
    phone: Mapped[str | None] = attribute(Phone("電話番号", aliases=("電話",)))


class Activity(Line):
    """活動記録: one day's work, in minutes."""

    __tablename__ = "volunteer_activities"
    __label__ = "活動記録"
    __record__ = "volunteers"

    happened_on: Mapped[dt.date] = attribute(EraDate("活動日", required=True))
    programme: Mapped[str | None] = attribute(Choice("制度", taxonomy="volunteer_programmes", width=36))
    work: Mapped[str | None] = attribute(Text("活動内容", width=50))
    minutes: Mapped[int | None] = attribute(Hours("活動時間", aliases=("時間",)))
    people: Mapped[int | None] = attribute(Count("参加人数", unit="名"))


class VolunteerEvent(EventLine):
    """経過: what a person at the counter writes down about the volunteer."""

    __tablename__ = "volunteer_events"
    __record__ = "volunteers"
