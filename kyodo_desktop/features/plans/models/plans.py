"""指針・計画: a guideline or a plan of 協働, with the reviews that it went through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import Choice, Count, EraDate, FiscalYear, Furigana, Name, Privacy, Reference, Text
from kyodo_desktop.database.base import Line, Record, attribute, table_inside

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Plan(Record):
    """指針・計画 with the term after which it is looked through again."""

    __tablename__ = "plans"
    __label__ = "指針・計画"

    reference: Mapped[str] = attribute(
        Reference("計画番号", group="指針・計画", aliases=("整理番号", "番号", "No"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "名称",
            required=True,
            group="指針・計画",
            aliases=("計画名", "指針名", "計画の名称"),
            privacy=Privacy.PUBLIC,
            width=60,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="指針・計画", aliases=("フリガナ",)))
    kind: Mapped[str | None] = attribute(
        Choice(
            "種類",
            taxonomy="plan_kinds",
            group="指針・計画",
            aliases=("区分",),
            privacy=Privacy.PUBLIC,
            listed=True,
        )
    )
    department: Mapped[str | None] = attribute(
        Text("担当課", group="指針・計画", aliases=("所管課",), privacy=Privacy.PUBLIC, suggested=True, width=30)
    )
    adopted_on: Mapped[dt.date | None] = attribute(
        EraDate(
            "策定日",
            group="指針・計画",
            aliases=("策定年月日", "制定日", "施行日"),
            privacy=Privacy.PUBLIC,
            listed=True,
        )
    )
    from_year: Mapped[int | None] = attribute(
        FiscalYear("計画期間の始め", group="指針・計画", aliases=("開始年度",), privacy=Privacy.PUBLIC)
    )
    until_year: Mapped[int | None] = attribute(
        FiscalYear("計画期間の終わり", group="指針・計画", aliases=("終了年度",), privacy=Privacy.PUBLIC)
    )
    purpose: Mapped[str | None] = attribute(
        Text("目的・内容", lines=3, group="指針・計画", aliases=("目的", "概要"), privacy=Privacy.PUBLIC, width=60)
    )
    review_years: Mapped[int | None] = attribute(
        Count(
            "見直しの間隔",
            unit="年",
            group="見直し",
            least=1,
            most=50,
            privacy=Privacy.PUBLIC,
            help="おおむね5年ごとに見直す指針は、5 です。空欄なら、見直しの期限はありません。",
        )
    )
    reviewed_on: Mapped[dt.date | None] = attribute(
        EraDate("前回の見直し", group="見直し", derived=True, privacy=Privacy.PUBLIC)
    )
    due_what: Mapped[str | None] = attribute(Text("次の期限", group="見直し", derived=True, width=30))
    due_on: Mapped[dt.date | None] = attribute(
        EraDate(
            "次の見直し",
            group="見直し",
            derived=True,
            listed=True,
            privacy=Privacy.PUBLIC,
            help="前回の見直し（まだなければ策定日）から、見直しの間隔の後の日です。",
        ),
        index=True,
    )
    ended_on: Mapped[dt.date | None] = attribute(
        EraDate("終了・廃止日", group="見直し", aliases=("廃止日",), privacy=Privacy.PUBLIC)
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))

    reviews: Mapped[list[PlanReview]] = table_inside("PlanReview")


class PlanReview(Line):
    """見直し: when the plan was looked through, and what came of it."""

    __tablename__ = "plan_reviews"
    __label__ = "見直しの経過"
    __record__ = "plans"
    __after__ = "見直し"

    reviewed_on: Mapped[dt.date] = attribute(EraDate("見直した日", required=True, privacy=Privacy.PUBLIC))
    result: Mapped[str | None] = attribute(
        Choice("結果", taxonomy="plan_review_results", privacy=Privacy.PUBLIC, width=28)
    )
    body: Mapped[str | None] = attribute(Text("検討した会議", privacy=Privacy.PUBLIC, width=40))
    changes: Mapped[str | None] = attribute(Text("見直した内容", privacy=Privacy.PUBLIC, width=70))
