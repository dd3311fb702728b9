"""The tables inside an application: its budget, papers, marks, receipts, steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.fields import Choice, EraDate, Flag, Marks, Name, Text, Yen
from kyodo_desktop.database.base import Line, attribute
from kyodo_desktop.database.events import EventLine
from kyodo_desktop.database.steps import StepLine
from kyodo_desktop.features.grants.models.kept import Kept

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Income(Line):
    """収入: 予算 and 決算 of one 科目."""

    __tablename__ = "grant_incomes"
    __label__ = "収入"
    __record__ = "grants"
    __after__ = "事業計画"

    category: Mapped[str] = attribute(Choice("科目", taxonomy="income_categories", required=True, width=32))
    description: Mapped[str | None] = attribute(Text("内訳", width=45))
    budget: Mapped[int | None] = attribute(Yen("予算額"))
    settled: Mapped[int | None] = attribute(Yen("決算額"))
    note: Mapped[str | None] = attribute(Text("摘要", width=30))


class Expense(Line):
    """支出: 予算 and 決算 of one 費目; of each, the part that is 対象経費."""

    __tablename__ = "grant_expenses"
    __label__ = "支出"
    __record__ = "grants"
    __after__ = "事業計画"

    category: Mapped[str] = attribute(Choice("費目", taxonomy="expense_categories", required=True, width=32))
    description: Mapped[str | None] = attribute(Text("内訳", width=45))
    budget: Mapped[int | None] = attribute(Yen("予算額"))
    eligible: Mapped[int | None] = attribute(Yen("うち対象経費", help="空欄は、対象になる費目なら全額です。"))
    settled: Mapped[int | None] = attribute(Yen("決算額"))
    settled_eligible: Mapped[int | None] = attribute(Yen("決算の対象経費", help="空欄は、対象になる費目なら全額です。"))
    note: Mapped[str | None] = attribute(Text("摘要", width=30))


class GrantDocument(Line):
    """添付書類."""

    __tablename__ = "grant_documents"
    __label__ = "添付書類"
    __record__ = "grants"
    __after__ = "金額"

    kind: Mapped[str] = attribute(Choice("書類", taxonomy="grant_documents", required=True, width=40))
    received_on: Mapped[dt.date | None] = attribute(EraDate("受理日", aliases=("提出日",)))
    note: Mapped[str | None] = attribute(Text("摘要", width=40))


class Correction(Line):
    """補正: what was asked for and until when, and when it came."""

    __tablename__ = "grant_corrections"
    __label__ = "補正"
    __record__ = "grants"
    __after__ = "金額"

    asked_on: Mapped[dt.date] = attribute(EraDate("依頼日", required=True))
    text: Mapped[str] = attribute(Text("補正の内容", required=True, width=60))
    due_on: Mapped[dt.date | None] = attribute(EraDate("期限"))
    answered_on: Mapped[dt.date | None] = attribute(EraDate("補正日"))


class Score(Line):
    """評点 of one reviewer, item by item in the order of the round's 審査項目."""

    __tablename__ = "grant_scores"
    __label__ = "評点"
    __record__ = "grants"
    __after__ = "審査"

    reviewer: Mapped[str] = attribute(Name("審査員", required=True, derived=True, searchable=False))
    interest: Mapped[bool | None] = attribute(Flag("利害関係", derived=True))
    marks: Mapped[tuple[int | None, ...] | None] = attribute(Marks("評点", derived=True))
    remark: Mapped[str | None] = attribute(Text("所見", derived=True, width=60))


class Receipt(Line):
    """領収書."""

    __tablename__ = "grant_receipts"
    __label__ = "領収書"
    __record__ = "grants"
    __after__ = "実績"

    paid_on: Mapped[dt.date] = attribute(EraDate("支払日", required=True, aliases=("領収日", "年月日")))
    category: Mapped[str] = attribute(Choice("費目", taxonomy="expense_categories", required=True, width=30))
    payee: Mapped[str | None] = attribute(Text("支払先", width=40))
    description: Mapped[str | None] = attribute(Text("内容", width=45))
    amount: Mapped[int] = attribute(Yen("金額", required=True))
    note: Mapped[str | None] = attribute(Text("摘要", width=30))


class Asset(Line):
    """取得財産, of which a disposal needs consent until the end of its restriction."""

    __tablename__ = "grant_assets"
    __label__ = "取得財産"
    __record__ = "grants"
    __after__ = "確定と支払"

    name: Mapped[str] = attribute(Text("品名", required=True, width=40))
    acquired_on: Mapped[dt.date | None] = attribute(EraDate("取得日"))
    amount: Mapped[int | None] = attribute(Yen("取得価格"))
    restricted_until: Mapped[dt.date | None] = attribute(EraDate("処分制限の終わり"))
    consented_on: Mapped[dt.date | None] = attribute(EraDate("処分の承認日"))
    note: Mapped[str | None] = attribute(Text("摘要", width=40))


class GrantStep(StepLine):
    """手続 of an application."""

    __tablename__ = "grant_steps"
    __record__ = "grants"
    plan: Mapped[dict[str, Any] | None] = attribute(Kept("決定した計画"))


class GrantEvent(EventLine):
    """経過: what a person writes down about the application."""

    __tablename__ = "grant_events"
    __record__ = "grants"
