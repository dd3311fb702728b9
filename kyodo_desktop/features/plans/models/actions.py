"""推進計画の取組: what is to be done under which policy, and how it went year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import Choice, FiscalYear, Furigana, Name, Privacy, Reference, Text
from kyodo_desktop.database.base import Line, Record, attribute, table_inside

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class PlanAction(Record):
    """取組: one action of the plan with target and progress of each 年度."""

    __tablename__ = "plan_actions"
    __label__ = "取組"

    reference: Mapped[str] = attribute(
        Reference("取組番号", group="取組", aliases=("整理番号", "番号", "No"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "取組名",
            required=True,
            group="取組",
            aliases=("取組", "取組項目", "事業名", "具体的な取り組み", "具体的な取組"),
            privacy=Privacy.PUBLIC,
            width=65,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="取組", aliases=("フリガナ",)))
    pillar: Mapped[str | None] = attribute(
        Choice(
            "柱",
            taxonomy="pillars",
            group="取組",
            aliases=("基本の柱", "基本目標"),
            privacy=Privacy.PUBLIC,
            width=32,
        ),
        index=True,
    )
    policy: Mapped[str] = attribute(
        Choice(
            "方針",
            taxonomy="policies",
            required=True,
            group="取組",
            aliases=("取組の方針", "基本方針", "施策"),
            privacy=Privacy.PUBLIC,
            listed=True,
            width=36,
        ),
        index=True,
    )
    department: Mapped[str | None] = attribute(
        Text(
            "担当課",
            group="取組",
            aliases=("所管課", "主管課", "担当部署", "課名"),
            privacy=Privacy.PUBLIC,
            suggested=True,
            listed=True,
            width=26,
        ),
        index=True,
    )
    partners: Mapped[str | None] = attribute(
        Text("連携する相手", group="取組", aliases=("協働の相手", "連携先", "関係課"), privacy=Privacy.PUBLIC, width=40)
    )
    content: Mapped[str | None] = attribute(
        Text("内容", lines=3, group="取組", aliases=("取組内容", "事業内容", "概要"), privacy=Privacy.PUBLIC, width=70)
    )
    indicator: Mapped[str | None] = attribute(
        Text(
            "指標",
            group="取組",
            aliases=("成果指標", "活動指標", "目標指標"),
            privacy=Privacy.PUBLIC,
            width=40,
            help="例：講座の開催回数、登録団体の数",
        )
    )
    from_year: Mapped[int | None] = attribute(
        FiscalYear("始まる年度", group="取組", aliases=("開始年度",), privacy=Privacy.PUBLIC), index=True
    )
    until_year: Mapped[int | None] = attribute(
        FiscalYear("終わる年度", group="取組", aliases=("終了年度",), privacy=Privacy.PUBLIC), index=True
    )
    latest_year: Mapped[int | None] = attribute(
        FiscalYear("最新の進捗の年度", group="進捗", derived=True, privacy=Privacy.PUBLIC)
    )
    latest_progress: Mapped[str | None] = attribute(
        Choice("最新の進捗", taxonomy="plan_progress", group="進捗", derived=True, privacy=Privacy.PUBLIC, width=30),
        index=True,
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))

    years: Mapped[list[ActionYear]] = table_inside("ActionYear")


class ActionYear(Line):
    """One 年度 of an action: what was to be reached, what was, and what comes next."""

    __tablename__ = "plan_action_years"
    __label__ = "年度ごとの進捗"
    __record__ = "plan_actions"
    __after__ = "進捗"

    fiscal_year: Mapped[int] = attribute(FiscalYear("年度", required=True, privacy=Privacy.PUBLIC), index=True)
    target: Mapped[str | None] = attribute(Text("目標", aliases=("年度目標", "計画"), privacy=Privacy.PUBLIC, width=45))
    result: Mapped[str | None] = attribute(
        Text("実績", aliases=("取組実績", "実施内容"), privacy=Privacy.PUBLIC, width=45)
    )
    progress: Mapped[str | None] = attribute(
        Choice(
            "進捗",
            taxonomy="plan_progress",
            aliases=("進捗状況", "達成度", "評価"),
            privacy=Privacy.PUBLIC,
            width=28,
            help="◎・○・△・×、または 1・2・3・4 で入力できます。",
        )
    )
    issues: Mapped[str | None] = attribute(
        Text("課題・次の予定", aliases=("課題", "今後の予定", "次年度の予定"), privacy=Privacy.PUBLIC, width=50)
    )
