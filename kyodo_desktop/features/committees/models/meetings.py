"""会議: what was on the agenda, who was there, what was said and decided.

Attributes that only some kinds of meetings have are ``extra``; the terms of ``meeting_kinds`` name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Choice,
    Count,
    EraDate,
    FiscalYear,
    Flag,
    Furigana,
    Name,
    Privacy,
    RecordId,
    Reference,
    Text,
    TimeOfDay,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Meeting(Record):
    """会議: a meeting of a committee, a 成果報告会 or a 研修."""

    __tablename__ = "meetings"
    __label__ = "会議"

    reference: Mapped[str] = attribute(
        Reference("会議番号", group="会議", aliases=("整理番号", "番号", "No"), listed=True), unique=True
    )
    kind: Mapped[str] = attribute(
        Choice(
            "種類",
            taxonomy="meeting_kinds",
            required=True,
            group="会議",
            aliases=("区分", "種別"),
            privacy=Privacy.PUBLIC,
            width=28,
        ),
        index=True,
    )
    committee: Mapped[str | None] = attribute(
        Name(
            "会議体",
            group="会議",
            aliases=("委員会名", "審議会名"),
            privacy=Privacy.PUBLIC,
            suggested=True,
            help="登録した会議体の名前か番号を入力すると選べます。委員が出欠に入ります。",
        )
    )
    committee_id: Mapped[int | None] = attribute(RecordId("会議体", of="committees"), index=True)
    number: Mapped[int | None] = attribute(
        Count(
            "回",
            group="会議",
            aliases=("開催回", "回数"),
            least=1,
            most=999,
            privacy=Privacy.PUBLIC,
            help="空欄のときは、この会議体の年度の次の回になります。",
        )
    )
    name: Mapped[str] = attribute(
        Name(
            "会議の名称",
            group="会議",
            aliases=("名称", "会議名", "研修名", "件名"),
            privacy=Privacy.PUBLIC,
            listed=True,
            width=70,
            help="空欄のときは、年度と回と会議体から付きます。",
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="会議", aliases=("フリガナ",)))
    held_on: Mapped[dt.date] = attribute(
        EraDate(
            "開催日",
            required=True,
            group="会議",
            aliases=("開催年月日", "日時", "期日", "年月日"),
            privacy=Privacy.PUBLIC,
            listed=True,
        ),
        index=True,
    )
    fiscal_year: Mapped[int | None] = attribute(
        FiscalYear("年度", group="会議", derived=True, privacy=Privacy.PUBLIC), index=True
    )
    begins_at: Mapped[str | None] = attribute(
        TimeOfDay("開会", group="会議", aliases=("開始時刻", "開始", "時間"), privacy=Privacy.PUBLIC)
    )
    ends_at: Mapped[str | None] = attribute(
        TimeOfDay("閉会", group="会議", aliases=("終了時刻", "終了"), privacy=Privacy.PUBLIC)
    )
    place: Mapped[str | None] = attribute(
        Text("場所", group="会議", aliases=("会場", "開催場所"), privacy=Privacy.PUBLIC, listed=True, width=40)
    )
    is_open: Mapped[bool | None] = attribute(
        Flag("会議の公開", yes="公開", no="非公開", group="会議", privacy=Privacy.PUBLIC)
    )
    observers: Mapped[int | None] = attribute(
        Count("傍聴者", unit="名", group="会議", aliases=("傍聴人", "傍聴者数"), privacy=Privacy.PUBLIC)
    )
    present_count: Mapped[int | None] = attribute(
        Count(
            "出席した委員",
            unit="名",
            group="会議",
            derived=True,
            privacy=Privacy.PUBLIC,
            help="出欠の表から数えます。代理の出席とオンラインを含みます。",
        )
    )
    invited_count: Mapped[int | None] = attribute(
        Count("出欠の表の人数", unit="名", group="会議", derived=True, privacy=Privacy.PUBLIC)
    )
    quorum_met: Mapped[bool | None] = attribute(
        Flag(
            "定足数",
            yes="満たす",
            no="満たさない",
            group="会議",
            derived=True,
            privacy=Privacy.PUBLIC,
            help="過半数の出席が要る会議体で、全員の出欠を入力すると出ます。",
        )
    )
    participants: Mapped[int | None] = attribute(
        Count(
            "参加者数",
            unit="名",
            group="会議",
            aliases=("出席者", "出席者数", "参加人数"),
            privacy=Privacy.PUBLIC,
            help="名簿のない会や研修の人数です。",
        )
    )
    round: Mapped[str | None] = attribute(
        Name(
            "報告する募集回",
            group="成果報告会",
            extra=True,
            suggested=True,
            privacy=Privacy.PUBLIC,
            help="補助金の募集回を選ぶと、F5 で発表の時間割を作れます。",
        )
    )
    round_id: Mapped[int | None] = attribute(RecordId("募集回", of="grant_rounds"))
    minutes_each: Mapped[int | None] = attribute(
        Count("1件の時間", unit="分", group="成果報告会", extra=True, least=1, most=480, privacy=Privacy.PUBLIC)
    )
    lecturer: Mapped[str | None] = attribute(
        Text("講師", group="研修", extra=True, aliases=("講師名",), privacy=Privacy.PUBLIC, width=45)
    )
    lecture: Mapped[str | None] = attribute(
        Text(
            "講義・講演の要旨",
            lines=6,
            group="研修",
            extra=True,
            aliases=("講義要旨",),
            privacy=Privacy.PUBLIC,
            width=80,
        )
    )
    theme: Mapped[str | None] = attribute(
        Text(
            "グループ討議のテーマ", group="研修", extra=True, aliases=("討議テーマ",), privacy=Privacy.PUBLIC, width=60
        )
    )
    discussion: Mapped[str | None] = attribute(
        Text(
            "討議の内容・発表等",
            lines=6,
            group="研修",
            extra=True,
            aliases=("グループ討議の内容",),
            privacy=Privacy.PUBLIC,
            width=80,
        )
    )
    comments: Mapped[str | None] = attribute(
        Text("講評", lines=4, group="研修", extra=True, aliases=("講師等からの講評",), privacy=Privacy.PUBLIC, width=80)
    )
    minutes: Mapped[str | None] = attribute(
        Text(
            "会議の内容", lines=8, group="記録", aliases=("会議録", "議事録", "議事"), privacy=Privacy.PUBLIC, width=80
        )
    )
    decisions: Mapped[str | None] = attribute(
        Text("決定したこと", lines=3, group="記録", aliases=("決定事項",), privacy=Privacy.PUBLIC, width=80)
    )
    summary: Mapped[str | None] = attribute(
        Text("まとめ", lines=3, group="記録", aliases=("概要", "総括"), privacy=Privacy.PUBLIC, width=80)
    )
    recorder: Mapped[str | None] = attribute(Name("記録者", group="記録", searchable=False, width=30))
    next_on: Mapped[dt.date | None] = attribute(EraDate("次回", group="記録", aliases=("次回開催日",)))
    is_recorded: Mapped[bool | None] = attribute(
        Flag(
            "記録", yes="あり", no="なし", group="記録", derived=True, help="内容・決定・まとめのどれかがあるかです。"
        ),
        index=True,
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))

    agenda: Mapped[list[AgendaItem]] = table_inside("AgendaItem")
    attendance: Mapped[list[Attendance]] = table_inside("Attendance")


class AgendaItem(Line):
    """議題, or one presentation of a 成果報告会. Its place in the table is its number."""

    __tablename__ = "meeting_agenda"
    __label__ = "次第"
    __record__ = "meetings"
    __after__ = "会議"

    starts_at: Mapped[str | None] = attribute(TimeOfDay("時刻", aliases=("開始時刻",), privacy=Privacy.PUBLIC))
    minutes: Mapped[int | None] = attribute(
        Count("時間", unit="分", aliases=("所要時間",), most=1440, privacy=Privacy.PUBLIC)
    )
    subject: Mapped[str] = attribute(
        Text("議題・事業", required=True, aliases=("議題", "事業名", "内容"), privacy=Privacy.PUBLIC, width=60)
    )
    presenter: Mapped[str | None] = attribute(
        Text("説明者・団体", aliases=("説明者", "発表団体", "団体名"), privacy=Privacy.PUBLIC, width=40)
    )
    result: Mapped[str | None] = attribute(Text("結果", aliases=("審議結果",), privacy=Privacy.PUBLIC, width=45))


class Attendance(Line):
    """出欠 of one member or guest."""

    __tablename__ = "meeting_attendance"
    __label__ = "出欠"
    __record__ = "meetings"
    __after__ = "会議"

    name: Mapped[str] = attribute(Name("氏名", required=True, aliases=("委員名",), privacy=Privacy.PUBLIC))
    role: Mapped[str | None] = attribute(Choice("役職", taxonomy="committee_roles", privacy=Privacy.PUBLIC, width=22))
    affiliation: Mapped[str | None] = attribute(
        Text("所属・職業", aliases=("所属", "団体名"), privacy=Privacy.PUBLIC, width=45)
    )
    attendance: Mapped[str | None] = attribute(
        Choice("出欠", taxonomy="attendances", aliases=("出欠席",), privacy=Privacy.PUBLIC, width=20)
    )
    proxy: Mapped[str | None] = attribute(Name("代理の者", aliases=("代理",), privacy=Privacy.PUBLIC, width=30))
