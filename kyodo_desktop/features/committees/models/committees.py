"""会議体: a committee with its members and the terms that each of them served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Choice,
    Count,
    EraDate,
    Flag,
    Furigana,
    Name,
    Privacy,
    Reference,
    Text,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside
from kyodo_desktop.database.events import EventLine

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Committee(Record):
    """会議体: a council, a committee, a meeting of departments."""

    __tablename__ = "committees"
    __label__ = "会議体"

    reference: Mapped[str] = attribute(
        Reference("会議体番号", group="会議体", aliases=("整理番号", "番号", "No"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "名称",
            required=True,
            group="会議体",
            aliases=("会議体名", "会議名", "審議会名", "委員会名", "審議会等の名称"),
            privacy=Privacy.PUBLIC,
            width=55,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="会議体", aliases=("フリガナ",)))
    kind: Mapped[str | None] = attribute(
        Choice(
            "種類",
            taxonomy="committee_kinds",
            group="会議体",
            aliases=("会議体の種類",),
            privacy=Privacy.PUBLIC,
            listed=True,
            width=36,
        ),
        index=True,
    )
    basis: Mapped[str | None] = attribute(
        Text(
            "設置根拠",
            group="会議体",
            aliases=("根拠", "根拠法令", "設置要綱"),
            privacy=Privacy.PUBLIC,
            width=50,
            help="例：市民協働推進委員会設置要綱",
        )
    )
    purpose: Mapped[str | None] = attribute(
        Text(
            "目的・所掌事項",
            lines=3,
            group="会議体",
            aliases=("目的", "所掌事務", "所掌事項", "担任事務"),
            privacy=Privacy.PUBLIC,
            width=60,
        )
    )
    department: Mapped[str | None] = attribute(
        Text(
            "担当課",
            group="会議体",
            aliases=("所管課", "庶務担当課"),
            privacy=Privacy.PUBLIC,
            suggested=True,
            width=30,
        )
    )
    secretariat: Mapped[str | None] = attribute(
        Text("事務局", group="会議体", aliases=("庶務",), privacy=Privacy.PUBLIC, width=40)
    )
    established_on: Mapped[dt.date | None] = attribute(
        EraDate("設置日", group="会議体", aliases=("設置年月日",), privacy=Privacy.PUBLIC)
    )
    abolished_on: Mapped[dt.date | None] = attribute(
        EraDate("廃止日", group="会議体", aliases=("廃止年月日",), privacy=Privacy.PUBLIC)
    )
    term_years: Mapped[int | None] = attribute(
        Count(
            "任期",
            unit="年",
            group="委員",
            aliases=("任期年数", "委員の任期"),
            least=1,
            most=20,
            privacy=Privacy.PUBLIC,
            help="委嘱日を入力すると、この年数から任期の満了日が入ります。",
        )
    )
    seats: Mapped[int | None] = attribute(
        Count("定数", unit="名", group="委員", aliases=("委員定数",), most=999, privacy=Privacy.PUBLIC)
    )
    quorum: Mapped[bool | None] = attribute(
        Flag("定足数", yes="過半数", no="定めなし", group="委員", aliases=("成立要件",), privacy=Privacy.PUBLIC)
    )
    member_count: Mapped[int | None] = attribute(
        Count(
            "現在の委員数",
            unit="名",
            group="委員",
            derived=True,
            listed=True,
            privacy=Privacy.PUBLIC,
            help="退任していない委員の数です。",
        )
    )
    public_count: Mapped[int | None] = attribute(
        Count("うち公募", unit="名", group="委員", derived=True, privacy=Privacy.PUBLIC)
    )
    due_what: Mapped[str | None] = attribute(Text("次の期限", group="委員", derived=True, width=30))
    due_on: Mapped[dt.date | None] = attribute(
        EraDate(
            "任期の満了", group="委員", derived=True, listed=True, help="退任していない委員の、最も近い満了日です。"
        ),
        index=True,
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))

    members: Mapped[list[Member]] = table_inside("Member")
    events: Mapped[list[CommitteeEvent]] = table_inside("CommitteeEvent")


class Member(Line):
    """委員: one term of one member. A further term is a further line; the ended ones are the history."""

    __tablename__ = "committee_members"
    __label__ = "委員"
    __record__ = "committees"
    __after__ = "委員"

    name: Mapped[str] = attribute(Name("氏名", required=True, aliases=("委員名", "委員氏名"), privacy=Privacy.PUBLIC))
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", aliases=("フリガナ",)))
    role: Mapped[str | None] = attribute(
        Choice("役職", taxonomy="committee_roles", aliases=("委員会での役職", "職"), privacy=Privacy.PUBLIC, width=22)
    )
    category: Mapped[str | None] = attribute(
        Choice(
            "区分",
            taxonomy="member_categories",
            aliases=("選出区分", "委員区分"),
            privacy=Privacy.PUBLIC,
            width=28,
        )
    )
    affiliation: Mapped[str | None] = attribute(
        Text("所属・職業", aliases=("所属", "団体名", "所属団体", "職業"), privacy=Privacy.PUBLIC, width=45)
    )
    contact: Mapped[str | None] = attribute(Text("連絡先", aliases=("電話番号", "住所", "電話"), width=40))
    appointed_on: Mapped[dt.date | None] = attribute(
        EraDate("委嘱日", aliases=("委嘱年月日", "任期開始日", "就任日"), privacy=Privacy.PUBLIC)
    )
    until_on: Mapped[dt.date | None] = attribute(
        EraDate("任期満了日", aliases=("任期", "任期満了", "任期終了日"), privacy=Privacy.PUBLIC)
    )
    ended_on: Mapped[dt.date | None] = attribute(EraDate("退任日", aliases=("解嘱日", "退任年月日")))
    ending: Mapped[str | None] = attribute(
        Choice("退任の理由", taxonomy="member_endings", aliases=("退任事由",), width=24)
    )
    note: Mapped[str | None] = attribute(Text("備考", aliases=("摘要",), width=40))


class CommitteeEvent(EventLine):
    """経過 of a committee: what a person writes down."""

    __tablename__ = "committee_events"
    __record__ = "committees"
