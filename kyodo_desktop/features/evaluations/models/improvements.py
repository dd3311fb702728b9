"""改善の取組: what an evaluation led to, who does it until when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Choice,
    EraDate,
    FiscalYear,
    Furigana,
    Name,
    Privacy,
    RecordId,
    Reference,
    Text,
)
from kyodo_desktop.database.base import Record, attribute, table_inside
from kyodo_desktop.database.steps import StepLine

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped

WHAT = "取組"
PROGRESS = "進み具合"


class Improvement(Record):
    """改善の取組. ``name`` says in a line what is to be done."""

    __tablename__ = "improvements"
    __label__ = "改善の取組"

    reference: Mapped[str] = attribute(
        Reference("取組番号", group=WHAT, aliases=("番号", "No"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "取組",
            required=True,
            group=WHAT,
            aliases=("改善の内容", "取組内容", "改善策"),
            privacy=Privacy.PUBLIC,
            listed=True,
            width=60,
            help="何をするかを一言で書きます。",
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group=WHAT, aliases=("フリガナ",)))
    details: Mapped[str | None] = attribute(
        Text("くわしい内容", lines=3, group=WHAT, aliases=("詳細",), privacy=Privacy.PUBLIC, width=60)
    )
    project: Mapped[str | None] = attribute(
        Name(
            "事業名",
            group=WHAT,
            privacy=Privacy.PUBLIC,
            suggested=True,
            listed=True,
            width=50,
            help="評価シートのある事業を、名前・番号の一部で選べます。",
        )
    )
    project_id: Mapped[int | None] = attribute(RecordId("事業台帳の事業", of="projects"), index=True)
    grant_id: Mapped[int | None] = attribute(RecordId("補助金の申請", of="grants"), index=True)
    fiscal_year: Mapped[int] = attribute(
        FiscalYear("評価した年度", required=True, group=WHAT, aliases=("年度",), privacy=Privacy.PUBLIC), index=True
    )
    evaluation: Mapped[str | None] = attribute(
        Text("もとの評価", group=WHAT, width=40, suggested=True, help="評価番号、または評価の種類と時期")
    )
    evaluation_id: Mapped[int | None] = attribute(RecordId("評価シート", of="evaluations"), index=True)
    owner: Mapped[str | None] = attribute(Name("担当者", group=WHAT, aliases=("責任者", "誰が"), listed=True, width=30))
    department: Mapped[str | None] = attribute(
        Text("担当課・団体", group=WHAT, aliases=("担当課",), privacy=Privacy.PUBLIC, suggested=True, width=30)
    )
    finish_by: Mapped[dt.date | None] = attribute(
        EraDate("期限", group=WHAT, aliases=("いつまでに", "期日"), privacy=Privacy.PUBLIC)
    )
    state: Mapped[str | None] = attribute(
        Choice("状態", taxonomy="states", group=PROGRESS, derived=True, privacy=Privacy.PUBLIC, listed=True), index=True
    )
    due_what: Mapped[str | None] = attribute(Text("次の期限", group=PROGRESS, derived=True, width=30))
    due_on: Mapped[dt.date | None] = attribute(
        EraDate("期限の日", group=PROGRESS, derived=True, listed=True), index=True
    )
    begun_on: Mapped[dt.date | None] = attribute(
        EraDate("着手日", group=PROGRESS, derived=True, imported=True, aliases=("開始日",))
    )
    finished_on: Mapped[dt.date | None] = attribute(
        EraDate("終了日", group=PROGRESS, derived=True, imported=True, aliases=("完了日", "実施日"))
    )
    outcome: Mapped[str | None] = attribute(
        Text("結果", lines=3, group=PROGRESS, aliases=("実施結果", "効果"), privacy=Privacy.PUBLIC, width=60)
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=2, group=PROGRESS, aliases=("摘要",), width=50))

    steps: Mapped[list[ImprovementStep]] = table_inside("ImprovementStep")


class ImprovementStep(StepLine):
    """手続: what was done with it when, and by whom."""

    __tablename__ = "improvement_steps"
    __record__ = "improvements"
