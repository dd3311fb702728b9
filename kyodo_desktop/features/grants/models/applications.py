"""交付申請 with everything that becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    Count,
    Email,
    EraDate,
    FiscalYear,
    Flag,
    Furigana,
    Name,
    Phone,
    PostalCode,
    Privacy,
    RecordId,
    Reference,
    Text,
    Yen,
)
from kyodo_desktop.database.base import Record, attribute, table_inside
from kyodo_desktop.features.grants.models.application_lines import (
    Asset,
    Correction,
    Expense,
    GrantDocument,
    GrantEvent,
    GrantStep,
    Income,
    Receipt,
    Score,
)
from kyodo_desktop.features.grants.models.kept import Kept

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class GrantApplication(Record):
    """交付申請 with its review, decision, payments, report and settlement."""

    __tablename__ = "grants"
    __label__ = "補助金の申請"

    reference: Mapped[str] = attribute(
        Reference("整理番号", group="申請", aliases=("受付番号", "申請番号", "No", "番号"), listed=True), unique=True
    )
    round: Mapped[str] = attribute(
        Text(
            "募集回",
            required=True,
            group="申請",
            suggested=True,
            aliases=("制度", "回", "補助金名"),
            privacy=Privacy.PUBLIC,
            width=60,
            help="回の番号か名称を入力すると選べます。",
        )
    )
    round_id: Mapped[int | None] = attribute(RecordId("募集回", of="grant_rounds"), index=True)
    programme: Mapped[str | None] = attribute(
        Choice(
            "制度の種類", taxonomy="grant_programmes", group="申請", derived=True, imported=True, privacy=Privacy.PUBLIC
        )
    )
    fiscal_year: Mapped[int | None] = attribute(
        FiscalYear("年度", group="申請", derived=True, imported=True, privacy=Privacy.PUBLIC, listed=True), index=True
    )
    frame: Mapped[str | None] = attribute(
        Text(
            "部門・枠", group="申請", suggested=True, aliases=("部門", "枠", "コース"), privacy=Privacy.PUBLIC, width=30
        )
    )
    received_on: Mapped[dt.date | None] = attribute(
        EraDate("受付日", group="申請", aliases=("申請日", "申請年月日", "受理日"))
    )
    name: Mapped[str] = attribute(
        Name(
            "事業名",
            required=True,
            group="申請",
            aliases=("事業の名称", "補助事業名", "事業名称"),
            privacy=Privacy.PUBLIC,
            width=60,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="申請", aliases=("フリガナ",)))
    organization: Mapped[str] = attribute(
        Name(
            "団体名",
            required=True,
            group="申請者",
            suggested=True,
            aliases=("申請者", "申請団体", "団体", "交付団体", "補助事業者"),
            privacy=Privacy.PUBLIC,
            listed=True,
            width=45,
            help="登録団体は、名前か登録番号を入力すると選べます。",
        )
    )
    organization_id: Mapped[int | None] = attribute(RecordId("登録団体", of="organizations"), index=True)
    representative_title: Mapped[str | None] = attribute(
        Text("代表者の役職", group="申請者", aliases=("役職", "職名"), width=20)
    )
    representative: Mapped[str | None] = attribute(
        Name("代表者氏名", group="申請者", aliases=("代表者", "代表者名"), width=30)
    )
    postal_code: Mapped[str | None] = attribute(PostalCode("郵便番号", group="申請者", aliases=("〒",)))
    address: Mapped[str | None] = attribute(
        Address("所在地", postal_code="postal_code", group="申請者", aliases=("住所",))
    )
    phone: Mapped[str | None] = attribute(Phone("電話番号", group="申請者", aliases=("電話", "TEL", "連絡先")))
    email: Mapped[str | None] = attribute(Email("電子メール", group="申請者", aliases=("メールアドレス",)))
    contact: Mapped[str | None] = attribute(Name("担当者氏名", group="申請者", aliases=("担当者", "連絡担当者")))
    contact_phone: Mapped[str | None] = attribute(Phone("担当者電話番号", group="申請者"))
    account: Mapped[str | None] = attribute(
        Text("振込先", group="申請者", help="金融機関、支店、種別、口座番号、名義の順に書きます。", width=60)
    )
    purpose: Mapped[str | None] = attribute(
        Text("事業の目的", lines=3, group="事業計画", aliases=("目的",), privacy=Privacy.PUBLIC, width=60)
    )
    activities: Mapped[str | None] = attribute(
        Text(
            "事業の内容",
            lines=5,
            group="事業計画",
            aliases=("内容", "事業内容", "事業概要"),
            privacy=Privacy.PUBLIC,
            width=70,
        )
    )
    effects: Mapped[str | None] = attribute(
        Text("期待する効果", lines=3, group="事業計画", aliases=("効果",), privacy=Privacy.PUBLIC, width=60)
    )
    collaboration: Mapped[str | None] = attribute(
        Text("協働の相手と役割分担", lines=3, group="事業計画", aliases=("協働",), privacy=Privacy.PUBLIC, width=60)
    )
    activity_fields: Mapped[tuple[str, ...] | None] = attribute(
        Choices("活動分野", taxonomy="activity_fields", group="事業計画", aliases=("分野",), privacy=Privacy.PUBLIC)
    )
    from_on: Mapped[dt.date | None] = attribute(
        EraDate("実施期間の始め", group="事業計画", aliases=("開始日", "着手日"), privacy=Privacy.PUBLIC)
    )
    until_on: Mapped[dt.date | None] = attribute(
        EraDate("実施期間の終わり", group="事業計画", aliases=("終了日", "完了予定日"), privacy=Privacy.PUBLIC)
    )
    place: Mapped[str | None] = attribute(
        Text("実施場所", group="事業計画", aliases=("場所", "会場"), privacy=Privacy.PUBLIC, width=40)
    )
    audience: Mapped[str | None] = attribute(Text("対象", group="事業計画", privacy=Privacy.PUBLIC, width=30))
    participants: Mapped[int | None] = attribute(
        Count("参加予定人数", unit="名", group="事業計画", aliases=("参加人数",), privacy=Privacy.PUBLIC)
    )
    requested_amount: Mapped[int | None] = attribute(
        Yen(
            "交付申請額",
            group="金額",
            aliases=("申請額", "要望額", "補助金申請額", "要求額"),
            privacy=Privacy.PUBLIC,
            listed=True,
        )
    )
    years_received: Mapped[int | None] = attribute(
        Count("これまでの交付回数", unit="回", group="金額", aliases=("交付回数", "回数"), most=99)
    )
    total_income: Mapped[int | None] = attribute(
        Yen("収入の合計", group="金額", derived=True, imported=True, privacy=Privacy.PUBLIC)
    )
    total_expense: Mapped[int | None] = attribute(
        Yen(
            "支出の合計",
            group="金額",
            derived=True,
            imported=True,
            aliases=("総事業費", "事業費"),
            privacy=Privacy.PUBLIC,
        )
    )
    eligible_amount: Mapped[int | None] = attribute(
        Yen("補助対象経費", group="金額", derived=True, imported=True, aliases=("対象経費",), privacy=Privacy.PUBLIC)
    )
    computed_amount: Mapped[int | None] = attribute(
        Yen("算定額", group="金額", derived=True, privacy=Privacy.PUBLIC, help="回の決まりから計算した額です。")
    )
    marks_total: Mapped[int | None] = attribute(
        Count("審査の得点", unit="点", group="審査", derived=True, imported=True)
    )
    rank: Mapped[int | None] = attribute(Count("順位", unit="位", group="審査", derived=True, imported=True))
    placing: Mapped[dict[str, Any] | None] = attribute(Kept("結果を決めたときの順位"))
    result: Mapped[str | None] = attribute(
        Choice(
            "審査の結果",
            taxonomy="grant_results",
            group="審査",
            derived=True,
            imported=True,
            aliases=("採否", "結果", "審査結果"),
            privacy=Privacy.PUBLIC,
        ),
        index=True,
    )
    accepts_part: Mapped[bool | None] = attribute(
        Flag(
            "一部の額での採択",
            yes="受ける",
            no="受けない",
            group="審査",
            help="予算の残りが算定額に足りないときに、残りの額で採択を受けるかどうかです。",
        )
    )
    allotted_amount: Mapped[int | None] = attribute(Yen("内定額", group="審査", derived=True, privacy=Privacy.PUBLIC))
    review_comment: Mapped[str | None] = attribute(
        Text("審査会の意見", lines=3, group="審査", aliases=("審査意見", "附帯意見"), width=60)
    )
    state: Mapped[str | None] = attribute(
        Choice("状態", taxonomy="states", group="手続", derived=True, privacy=Privacy.PUBLIC, listed=True), index=True
    )
    due_what: Mapped[str | None] = attribute(Text("次の期限", group="手続", derived=True, width=30))
    due_on: Mapped[dt.date | None] = attribute(EraDate("期限の日", group="手続", derived=True), index=True)
    decided_on: Mapped[dt.date | None] = attribute(
        EraDate("交付決定日", group="手続", derived=True, imported=True, aliases=("決定日", "決定年月日"))
    )
    decision_number: Mapped[str | None] = attribute(
        Text("交付決定の番号", group="手続", derived=True, imported=True, aliases=("指令番号", "決定番号"))
    )
    decided_amount: Mapped[int | None] = attribute(
        Yen(
            "交付決定額",
            group="手続",
            derived=True,
            imported=True,
            aliases=("決定額", "補助金額", "交付額"),
            privacy=Privacy.PUBLIC,
            listed=True,
        )
    )
    changed_on: Mapped[dt.date | None] = attribute(EraDate("変更承認日", group="手続", derived=True, imported=True))
    change_number: Mapped[str | None] = attribute(Text("変更承認の番号", group="手続", derived=True))
    advance_amount: Mapped[int | None] = attribute(Yen("概算払の額", group="手続", derived=True, imported=True))
    reported_on: Mapped[dt.date | None] = attribute(
        EraDate("実績報告日", group="実績", derived=True, imported=True, aliases=("報告日", "実績報告年月日"))
    )
    finished_on: Mapped[dt.date | None] = attribute(
        EraDate("事業完了日", group="実績", aliases=("完了日", "完了年月日"), privacy=Privacy.PUBLIC)
    )
    participants_actual: Mapped[int | None] = attribute(
        Count("参加実績人数", unit="名", group="実績", aliases=("参加者数",), privacy=Privacy.PUBLIC)
    )
    outcome: Mapped[str | None] = attribute(
        Text("事業の成果", lines=4, group="実績", aliases=("成果", "実績"), privacy=Privacy.PUBLIC, width=60)
    )
    remaining_issues: Mapped[str | None] = attribute(
        Text("今後の課題", lines=3, group="実績", aliases=("課題",), privacy=Privacy.PUBLIC, width=60)
    )
    presentation_order: Mapped[int | None] = attribute(
        Count("成果報告会の順番", unit="番", group="実績", privacy=Privacy.PUBLIC, least=1, most=999)
    )
    settled_income: Mapped[int | None] = attribute(
        Yen("収入の決算額", group="実績", derived=True, privacy=Privacy.PUBLIC)
    )
    settled_expense: Mapped[int | None] = attribute(
        Yen("支出の決算額", group="実績", derived=True, imported=True, privacy=Privacy.PUBLIC)
    )
    receipts_total: Mapped[int | None] = attribute(Yen("領収書の合計", group="実績", derived=True))
    settled_on: Mapped[dt.date | None] = attribute(
        EraDate("額の確定日", group="確定と支払", derived=True, imported=True)
    )
    settlement_number: Mapped[str | None] = attribute(
        Text("額の確定の番号", group="確定と支払", derived=True, imported=True)
    )
    settled_amount: Mapped[int | None] = attribute(
        Yen(
            "確定額",
            group="確定と支払",
            derived=True,
            imported=True,
            aliases=("補助金確定額", "精算額"),
            privacy=Privacy.PUBLIC,
        )
    )
    unused_amount: Mapped[int | None] = attribute(
        Yen("不用額", group="確定と支払", derived=True, privacy=Privacy.PUBLIC)
    )
    paid_amount: Mapped[int | None] = attribute(
        Yen(
            "支払済額",
            group="確定と支払",
            derived=True,
            imported=True,
            aliases=("支払額", "交付済額"),
            privacy=Privacy.PUBLIC,
        )
    )
    unpaid_amount: Mapped[int | None] = attribute(
        Yen("未払額", group="確定と支払", derived=True, privacy=Privacy.PUBLIC)
    )
    return_due_amount: Mapped[int | None] = attribute(
        Yen("返還を求める額", group="確定と支払", derived=True, privacy=Privacy.PUBLIC)
    )
    returned_amount: Mapped[int | None] = attribute(
        Yen("返還済額", group="確定と支払", derived=True, imported=True, aliases=("返還額",), privacy=Privacy.PUBLIC)
    )
    closed_on: Mapped[dt.date | None] = attribute(EraDate("完了日", group="確定と支払", derived=True, imported=True))
    kept_until: Mapped[dt.date | None] = attribute(EraDate("保存期限", group="確定と支払", derived=True))
    missing_documents: Mapped[int | None] = attribute(
        Count("未提出書類", unit="件", group="手続", derived=True, help="提出書類の欄から数えます。"), index=True
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))

    incomes: Mapped[list[Income]] = table_inside("Income")
    expenses: Mapped[list[Expense]] = table_inside("Expense")
    documents: Mapped[list[GrantDocument]] = table_inside("GrantDocument")
    corrections: Mapped[list[Correction]] = table_inside("Correction")
    scores: Mapped[list[Score]] = table_inside("Score")
    receipts: Mapped[list[Receipt]] = table_inside("Receipt")
    assets: Mapped[list[Asset]] = table_inside("Asset")
    steps: Mapped[list[GrantStep]] = table_inside("GrantStep")
    events: Mapped[list[GrantEvent]] = table_inside("GrantEvent")
