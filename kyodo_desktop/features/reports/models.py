"""What a year is reported with: figures entered by hand, 年表, 事例, and the words of each year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Choice,
    Count,
    FiscalYear,
    Flag,
    Furigana,
    Name,
    Privacy,
    RecordId,
    Reference,
    Text,
    Yen,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

PUBLIC = Privacy.PUBLIC
"""All of this is there to be published."""


class Figure(Record):
    """実績値: what a measure came to in one 年度, where no records of the program say so."""

    __tablename__ = "figures"
    __label__ = "実績値"

    reference: Mapped[str] = attribute(Reference("整理番号", group="実績", listed=True), unique=True)
    name: Mapped[str] = attribute(Name("名称", group="実績", derived=True, privacy=PUBLIC, width=60))
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="実績", derived=True))
    measure: Mapped[str] = attribute(
        Choice(
            "項目",
            taxonomy="measures",
            required=True,
            group="実績",
            aliases=("実績の項目", "事業名", "取組"),
            privacy=PUBLIC,
            width=50,
            listed=True,
        ),
        index=True,
    )
    fiscal_year: Mapped[int] = attribute(
        FiscalYear("年度", required=True, group="実績", privacy=PUBLIC, listed=True), index=True
    )
    count: Mapped[int | None] = attribute(
        Count(
            "件数",
            group="実績",
            aliases=("団体数", "事業数", "回数", "開催回数", "団体・事業数", "数値", "実績", "実績値"),
            privacy=PUBLIC,
            listed=True,
            noted=True,
        )
    )
    people: Mapped[int | None] = attribute(
        Count(
            "人数",
            unit="名",
            group="実績",
            aliases=("参加者数", "利用者数", "登録者数", "参加人数", "登録人数", "利用人数", "延べ人数"),
            privacy=PUBLIC,
            listed=True,
            noted=True,
        )
    )
    yen: Mapped[int | None] = attribute(Yen("金額", group="実績", privacy=PUBLIC, listed=True))
    source: Mapped[str | None] = attribute(
        Text(
            "出どころ", group="実績", aliases=("出典", "資料"), privacy=PUBLIC, width=45, help="例：平成26年度 事業報告"
        )
    )
    note: Mapped[str | None] = attribute(
        Text("備考", lines=2, group="実績", aliases=("摘要",), privacy=PUBLIC, width=50)
    )


class ChronologyEntry(Record):
    """年表の1行: a plan, a system, a project or an organisation, and when it came about."""

    __tablename__ = "chronology"
    __label__ = "年表の項目"

    reference: Mapped[str] = attribute(Reference("整理番号", group="年表"), unique=True)
    when_words: Mapped[str] = attribute(
        Text(
            "年月",
            required=True,
            group="年表",
            aliases=("年", "年月日", "時期"),
            privacy=PUBLIC,
            width=28,
            listed=True,
            help="平成15年4月、H15.4 のように入力します。年だけ、年月日でもかまいません。",
        )
    )
    when_key: Mapped[str | None] = attribute(Text("年月の順", group="年表", derived=True, hidden=True), index=True)
    kind: Mapped[str | None] = attribute(
        Choice("区分", taxonomy="chronology_kinds", group="年表", aliases=("種別",), privacy=PUBLIC, listed=True)
    )
    name: Mapped[str] = attribute(
        Name(
            "できごと",
            required=True,
            group="年表",
            aliases=("内容", "出来事", "経緯", "事項"),
            privacy=PUBLIC,
            width=90,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="年表"))
    text: Mapped[str | None] = attribute(
        Text("説明", lines=3, group="年表", aliases=("注", "補足", "備考", "摘要"), privacy=PUBLIC, width=80)
    )
    policy: Mapped[str | None] = attribute(Choice("推進計画の方針", taxonomy="policies", group="年表", privacy=PUBLIC))


class Case(Record):
    """事例: one collaboration told so that others can learn from it."""

    __tablename__ = "cases"
    __label__ = "事例"

    reference: Mapped[str] = attribute(Reference("整理番号", group="事例", listed=True), unique=True)
    name: Mapped[str] = attribute(
        Name(
            "事例の名称",
            required=True,
            group="事例",
            aliases=("事業名", "名称", "題名"),
            privacy=PUBLIC,
            width=60,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="事例"))
    pattern: Mapped[str] = attribute(
        Choice(
            "協働の型",
            taxonomy="collaboration_forms",
            required=True,
            group="事例",
            aliases=("形態", "協働の形態", "類型"),
            privacy=PUBLIC,
            listed=True,
        ),
        index=True,
    )
    fiscal_year: Mapped[int] = attribute(
        FiscalYear("年度", required=True, group="事例", privacy=PUBLIC, listed=True), index=True
    )
    project: Mapped[str | None] = attribute(
        Text(
            "もとの事業",
            group="事例",
            suggested=True,
            privacy=PUBLIC,
            width=45,
            help="事業台帳の番号か名称を入力すると選べます。",
        )
    )
    project_id: Mapped[int | None] = attribute(RecordId("事業台帳の事業", of="projects"), index=True)
    place: Mapped[str | None] = attribute(Text("場所", group="事例", aliases=("地域",), privacy=PUBLIC, width=40))
    summary: Mapped[str | None] = attribute(
        Text("ひとことで", lines=2, group="内容", aliases=("概要",), privacy=PUBLIC, width=70)
    )
    background: Mapped[str | None] = attribute(
        Text("きっかけ・背景", lines=3, group="内容", aliases=("背景", "経緯"), privacy=PUBLIC, width=70)
    )
    activities: Mapped[str | None] = attribute(
        Text("取組の内容", lines=4, group="内容", aliases=("内容", "活動内容"), privacy=PUBLIC, width=70)
    )
    result: Mapped[str | None] = attribute(
        Text("成果", lines=3, group="内容", aliases=("効果", "結果"), privacy=PUBLIC, width=70)
    )
    lessons: Mapped[str | None] = attribute(
        Text(
            "うまくいった理由・今後の課題",
            lines=3,
            group="内容",
            aliases=("課題", "工夫", "教訓"),
            privacy=PUBLIC,
            width=70,
        )
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=2, group="備考", aliases=("メモ",), width=50))

    partners: Mapped[list[CasePartner]] = table_inside("CasePartner")
    photos: Mapped[list[CasePhoto]] = table_inside("CasePhoto")


class CasePartner(Line):
    """協働の主体: who took part, and what each brought."""

    __tablename__ = "case_partners"
    __label__ = "主体と持ち寄ったもの"
    __record__ = "cases"
    __after__ = "事例"

    name: Mapped[str] = attribute(Name("主体", required=True, aliases=("団体名", "名称"), width=45))
    kind: Mapped[str | None] = attribute(Choice("種別", taxonomy="organization_kinds", width=30))
    brought: Mapped[str | None] = attribute(Text("持ち寄ったもの・役割", aliases=("役割", "持ち寄ったもの"), width=70))


class CasePhoto(Line):
    """写真: a picture attached to the case, with its words; those without a caption stand behind the others."""

    __tablename__ = "case_photos"
    __label__ = "写真の説明"
    __record__ = "cases"
    __after__ = "内容"

    file_name: Mapped[str] = attribute(
        Text("添付ファイルの名前", required=True, width=45, help="添付した写真（PNG・JPEG）のファイル名です。")
    )
    caption: Mapped[str | None] = attribute(Text("説明", width=60))


class AnnualReport(Record):
    """年次報告: which chapters one year's report has, in which order, and their words."""

    __tablename__ = "annual_reports"
    __label__ = "年次報告"

    reference: Mapped[str] = attribute(Reference("整理番号", group="年次報告", listed=True), unique=True)
    name: Mapped[str] = attribute(
        Name("表題", required=True, group="年次報告", aliases=("題名",), privacy=PUBLIC, width=60, listed=True)
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="年次報告"))
    fiscal_year: Mapped[int] = attribute(
        FiscalYear("年度", required=True, group="年次報告", privacy=PUBLIC, listed=True), index=True
    )
    years: Mapped[int | None] = attribute(
        Count("表に載せる年数", unit="年", group="年次報告", least=1, most=30, privacy=PUBLIC)
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=2, group="年次報告", width=50))

    sections: Mapped[list[ReportSection]] = table_inside("ReportSection")


class ReportSection(Line):
    """章: whether it is in the report, its heading, and the words before what is computed."""

    __tablename__ = "report_sections"
    __label__ = "章"
    __record__ = "annual_reports"

    section: Mapped[str] = attribute(Choice("章", taxonomy="report_sections", required=True, width=36))
    included: Mapped[bool | None] = attribute(Flag("載せる", yes="載せる", no="載せない"))
    heading: Mapped[str | None] = attribute(Text("見出し", width=40))
    words: Mapped[str | None] = attribute(Text("文章", lines=4, width=80))
