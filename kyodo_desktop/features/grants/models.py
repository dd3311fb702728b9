"""補助金: a round with its rules, and the applications to it with everything that becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    Count,
    Email,
    EraDate,
    Flag,
    Furigana,
    Marks,
    Name,
    Percent,
    Phone,
    PostalCode,
    Privacy,
    Rate,
    RecordId,
    Reference,
    Text,
    Yen,
)
from kyodo_desktop.database import steps
from kyodo_desktop.database.base import Line, Record, attribute, table_inside

if TYPE_CHECKING:
    import datetime as dt
    from fractions import Fraction

    from sqlalchemy.orm import Mapped


class GrantRound(Record):
    """募集回: one call of a programme, with the rules that hold for it and that no later round changes."""

    __tablename__ = "grant_rounds"
    __label__ = "募集回"

    reference: Mapped[str] = attribute(
        Reference("回の番号", group="募集回", aliases=("整理番号", "番号"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name("名称", required=True, group="募集回", privacy=Privacy.PUBLIC, width=70, listed=True)
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="募集回"))
    programme: Mapped[str] = attribute(
        Choice("制度", taxonomy="grant_programmes", required=True, group="募集回", privacy=Privacy.PUBLIC, listed=True),
        index=True,
    )
    fiscal_year: Mapped[int] = attribute(
        Count("年度", required=True, group="募集回", least=1950, most=2200, privacy=Privacy.PUBLIC, listed=True),
        index=True,
    )
    number: Mapped[int] = attribute(
        Count("回", required=True, group="募集回", least=1, most=99, privacy=Privacy.PUBLIC)
    )
    budget: Mapped[int | None] = attribute(Yen("予算額", group="募集回", privacy=Privacy.PUBLIC, listed=True))
    rule: Mapped[str | None] = attribute(Text("根拠となる要綱", group="募集回", privacy=Privacy.PUBLIC, width=60))
    call_from: Mapped[dt.date | None] = attribute(EraDate("募集開始日", group="日程", privacy=Privacy.PUBLIC))
    call_until: Mapped[dt.date | None] = attribute(
        EraDate("募集締切日", group="日程", privacy=Privacy.PUBLIC, listed=True)
    )
    review_on: Mapped[dt.date | None] = attribute(EraDate("審査会の日", group="日程"))
    decide_by: Mapped[dt.date | None] = attribute(EraDate("交付決定の予定日", group="日程", privacy=Privacy.PUBLIC))
    start_from: Mapped[dt.date | None] = attribute(
        EraDate("対象期間の始め", group="日程", privacy=Privacy.PUBLIC, help="この日より前の支出は対象になりません。")
    )
    finish_by: Mapped[dt.date | None] = attribute(EraDate("対象期間の終わり", group="日程", privacy=Privacy.PUBLIC))
    report_by: Mapped[dt.date | None] = attribute(EraDate("実績報告の期限", group="日程", privacy=Privacy.PUBLIC))
    report_days: Mapped[int | None] = attribute(
        Count("事業完了から報告まで", unit="日", group="日程", privacy=Privacy.PUBLIC, most=365)
    )
    presentation_on: Mapped[dt.date | None] = attribute(EraDate("成果報告会の日", group="日程", privacy=Privacy.PUBLIC))
    presentation_place: Mapped[str | None] = attribute(Text("成果報告会の会場", group="日程", privacy=Privacy.PUBLIC))
    rounding: Mapped[int | None] = attribute(
        Yen("端数の切捨て", group="補助額の決まり", least=1, most=1_000_000, help="1,000円は、千円未満を切り捨てます。")
    )
    deducts_other_income: Mapped[bool | None] = attribute(
        Flag("他の収入を差し引く", yes="差し引く", no="差し引かない", group="補助額の決まり")
    )
    once_per_round: Mapped[bool | None] = attribute(
        Flag("1団体1申請", yes="1件まで", no="制限なし", group="補助額の決まり")
    )
    must_be_registered: Mapped[bool | None] = attribute(
        Flag("団体登録", yes="必要", no="不要", group="補助額の決まり", help="申請する団体に登録が要るかどうかです。")
    )
    advance_share: Mapped[int | None] = attribute(
        Percent("概算払の上限", group="補助額の決まり", help="交付決定額に対する割合です。")
    )
    change_share: Mapped[int | None] = attribute(
        Percent("変更承認の要る増減", group="補助額の決まり", help="この割合を超える増減には変更承認が要ります。")
    )
    disposal_amount: Mapped[int | None] = attribute(
        Yen("財産処分の承認が要る額", group="補助額の決まり", help="1件の取得価格がこの額以上の財産です。")
    )
    kept_years: Mapped[int | None] = attribute(Count("書類の保存年限", unit="年", group="補助額の決まり", most=99))
    floor_share: Mapped[int | None] = attribute(
        Percent("採択の最低点", group="審査の決まり", help="満点に対する割合です。70％なら、これを下回ると不採択です。")
    )
    interest_rule: Mapped[str | None] = attribute(
        Choice("利害関係のある審査員", taxonomy="grant_interest_rules", group="審査の決まり")
    )
    tie_rule: Mapped[str | None] = attribute(Choice("同点のとき", taxonomy="grant_tie_rules", group="審査の決まり"))
    runner_up_rule: Mapped[str | None] = attribute(
        Choice("予算を超える次点", taxonomy="grant_runner_up_rules", group="審査の決まり")
    )
    frames_first: Mapped[bool | None] = attribute(
        Flag("特別枠の順", yes="先に決める", no="後に決める", group="審査の決まり")
    )
    frames_flow_over: Mapped[bool | None] = attribute(
        Flag("特別枠の残額", yes="一般の予算に回す", no="回さない", group="審査の決まり")
    )
    state: Mapped[str | None] = attribute(
        Choice("状態", taxonomy="states", group="手続", derived=True, listed=True), index=True
    )
    due_what: Mapped[str | None] = attribute(Text("次の期限", group="手続", derived=True))
    due_on: Mapped[dt.date | None] = attribute(EraDate("期限の日", group="手続", derived=True), index=True)
    minutes: Mapped[str | None] = attribute(Text("審査会の記録", lines=5, group="手続", width=80))
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", width=50))

    frames: Mapped[list[Frame]] = table_inside("Frame")
    cost_rules: Mapped[list[CostRule]] = table_inside("CostRule")
    review_items: Mapped[list[ReviewItem]] = table_inside("ReviewItem")
    reviewers: Mapped[list[Reviewer]] = table_inside("Reviewer")
    steps: Mapped[list[RoundStep]] = table_inside("RoundStep")
    events: Mapped[list[RoundEvent]] = table_inside("RoundEvent")


class Frame(Line):
    """部門・特別枠 with its own rate and ceiling. ``ladder`` are the rates of the first, second … year (％)."""

    __tablename__ = "grant_frames"
    __label__ = "部門・特別枠"
    __record__ = "grant_rounds"

    name: Mapped[str] = attribute(Text("部門・枠", required=True, width=35))
    rate: Mapped[Fraction | None] = attribute(Rate("補助率", help="50％、3分の2 のように入力します。"))
    ceiling: Mapped[int | None] = attribute(Yen("上限額"))
    floor: Mapped[int | None] = attribute(Yen("下限額"))
    year_limit: Mapped[int | None] = attribute(Count("回数の限度", unit="回", most=99))
    ladder: Mapped[tuple[int | None, ...] | None] = attribute(
        Marks("回ごとの補助率（％）", help="1回目から順に空白で区切ります（例：80 60 40）。空欄なら同じ率です。")
    )
    budget: Mapped[int | None] = attribute(Yen("枠の予算", help="特別枠に別の予算があるときに入力します。"))


class CostRule(Line):
    """対象経費の決まり of one 費目."""

    __tablename__ = "grant_cost_rules"
    __label__ = "対象経費"
    __record__ = "grant_rounds"

    category: Mapped[str] = attribute(Choice("費目", taxonomy="expense_categories", required=True, width=30))
    eligible: Mapped[bool | None] = attribute(Flag("対象", yes="対象", no="対象外"))
    share_limit: Mapped[int | None] = attribute(Percent("対象経費に占める上限"))
    amount_limit: Mapped[int | None] = attribute(Yen("上限額"))
    note: Mapped[str | None] = attribute(Text("摘要", width=45))


class ReviewItem(Line):
    """審査項目."""

    __tablename__ = "grant_review_items"
    __label__ = "審査項目"
    __record__ = "grant_rounds"

    name: Mapped[str] = attribute(Text("項目", required=True, width=35))
    points: Mapped[int] = attribute(Count("満点", unit="点", required=True, least=1, most=1000))
    weight: Mapped[int | None] = attribute(Count("重み", least=1, most=100, help="空欄は1倍です。"))
    viewpoint: Mapped[str | None] = attribute(Text("審査の視点", width=70))


class Reviewer(Line):
    """審査員."""

    __tablename__ = "grant_reviewers"
    __label__ = "審査員"
    __record__ = "grant_rounds"

    name: Mapped[str] = attribute(Name("氏名", required=True))
    affiliation: Mapped[str | None] = attribute(Text("所属・役職", width=40))
    interests: Mapped[str | None] = attribute(
        Text("利害関係のある団体", width=50, help="登録番号か団体名を「、」で区切ります。")
    )


class RoundStep(Line):
    """手続 of a round."""

    __tablename__ = "grant_round_steps"
    __label__ = steps.LABEL
    __record__ = "grant_rounds"

    step: Mapped[str] = steps.STEP
    words: Mapped[str] = steps.WORDS
    happened_on: Mapped[dt.date] = steps.HAPPENED_ON
    person: Mapped[str | None] = steps.PERSON
    document_number: Mapped[str | None] = steps.DOCUMENT_NUMBER
    amount: Mapped[int | None] = steps.AMOUNT
    due_on: Mapped[dt.date | None] = steps.DUE_ON
    note: Mapped[str | None] = steps.NOTE
    taken_back_on: Mapped[dt.date | None] = steps.TAKEN_BACK_ON
    taken_back_reason: Mapped[str | None] = steps.TAKEN_BACK_REASON


class RoundEvent(Line):
    """経過 of a round."""

    __tablename__ = "grant_round_events"
    __label__ = "経過"
    __record__ = "grant_rounds"

    happened_on: Mapped[dt.date] = attribute(EraDate("年月日", required=True))
    kind: Mapped[str | None] = attribute(Choice("区分", taxonomy="event_kinds", width=20))
    text: Mapped[str] = attribute(Text("内容", required=True, width=80))


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
    round_id: Mapped[int | None] = attribute(RecordId("募集回"), index=True)
    programme: Mapped[str | None] = attribute(
        Choice(
            "制度の種類", taxonomy="grant_programmes", group="申請", derived=True, imported=True, privacy=Privacy.PUBLIC
        )
    )
    fiscal_year: Mapped[int | None] = attribute(
        Count("年度", group="申請", derived=True, imported=True, privacy=Privacy.PUBLIC, listed=True), index=True
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
    organization_id: Mapped[int | None] = attribute(RecordId("登録団体"), index=True)
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


class Income(Line):
    """収入: 予算 and 決算 of one 科目."""

    __tablename__ = "grant_incomes"
    __label__ = "収入"
    __record__ = "grants"

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

    kind: Mapped[str] = attribute(Choice("書類", taxonomy="grant_documents", required=True, width=40))
    received_on: Mapped[dt.date | None] = attribute(EraDate("受理日", aliases=("提出日",)))
    note: Mapped[str | None] = attribute(Text("摘要", width=40))


class Correction(Line):
    """補正: what was asked for and until when, and when it came."""

    __tablename__ = "grant_corrections"
    __label__ = "補正"
    __record__ = "grants"

    asked_on: Mapped[dt.date] = attribute(EraDate("依頼日", required=True))
    text: Mapped[str] = attribute(Text("補正の内容", required=True, width=60))
    due_on: Mapped[dt.date | None] = attribute(EraDate("期限"))
    answered_on: Mapped[dt.date | None] = attribute(EraDate("補正日"))


class Score(Line):
    """評点 of one reviewer, item by item in the order of the round's 審査項目."""

    __tablename__ = "grant_scores"
    __label__ = "評点"
    __record__ = "grants"

    reviewer: Mapped[str] = attribute(Name("審査員", required=True, searchable=False))
    interest: Mapped[bool | None] = attribute(Flag("利害関係"))
    marks: Mapped[tuple[int | None, ...] | None] = attribute(Marks("評点"))
    remark: Mapped[str | None] = attribute(Text("所見", width=60))


class Receipt(Line):
    """領収書."""

    __tablename__ = "grant_receipts"
    __label__ = "領収書"
    __record__ = "grants"

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

    name: Mapped[str] = attribute(Text("品名", required=True, width=40))
    acquired_on: Mapped[dt.date | None] = attribute(EraDate("取得日"))
    amount: Mapped[int | None] = attribute(Yen("取得価格"))
    restricted_until: Mapped[dt.date | None] = attribute(EraDate("処分制限の終わり"))
    consented_on: Mapped[dt.date | None] = attribute(EraDate("処分の承認日"))
    note: Mapped[str | None] = attribute(Text("摘要", width=40))


class GrantStep(Line):
    """手続 of an application."""

    __tablename__ = "grant_steps"
    __label__ = steps.LABEL
    __record__ = "grants"

    step: Mapped[str] = steps.STEP
    words: Mapped[str] = steps.WORDS
    happened_on: Mapped[dt.date] = steps.HAPPENED_ON
    person: Mapped[str | None] = steps.PERSON
    document_number: Mapped[str | None] = steps.DOCUMENT_NUMBER
    amount: Mapped[int | None] = steps.AMOUNT
    due_on: Mapped[dt.date | None] = steps.DUE_ON
    note: Mapped[str | None] = steps.NOTE
    taken_back_on: Mapped[dt.date | None] = steps.TAKEN_BACK_ON
    taken_back_reason: Mapped[str | None] = steps.TAKEN_BACK_REASON


class GrantEvent(Line):
    """経過: what a person writes down about the application."""

    __tablename__ = "grant_events"
    __label__ = "経過"
    __record__ = "grants"

    happened_on: Mapped[dt.date] = attribute(EraDate("年月日", required=True))
    kind: Mapped[str | None] = attribute(Choice("区分", taxonomy="event_kinds", width=20))
    text: Mapped[str] = attribute(Text("内容", required=True, width=80))
