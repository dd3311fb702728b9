"""募集回 with the rules that hold for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Choice,
    Count,
    EraDate,
    FiscalYear,
    Flag,
    Furigana,
    Marks,
    Name,
    Percent,
    Privacy,
    Rate,
    Reference,
    Text,
    Yen,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside
from kyodo_desktop.database.events import EventLine
from kyodo_desktop.database.steps import StepLine

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
        FiscalYear("年度", required=True, group="募集回", privacy=Privacy.PUBLIC, listed=True),
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
    __after__ = "補助額の決まり"

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
    __after__ = "補助額の決まり"

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
    __after__ = "審査の決まり"

    name: Mapped[str] = attribute(Text("項目", required=True, width=35))
    points: Mapped[int] = attribute(Count("満点", unit="点", required=True, least=1, most=1000))
    weight: Mapped[int | None] = attribute(Count("重み", least=1, most=100, help="空欄は1倍です。"))
    viewpoint: Mapped[str | None] = attribute(Text("審査の視点", width=70))


class Reviewer(Line):
    """審査員."""

    __tablename__ = "grant_reviewers"
    __label__ = "審査員"
    __record__ = "grant_rounds"
    __after__ = "審査の決まり"

    name: Mapped[str] = attribute(Name("氏名", required=True))
    affiliation: Mapped[str | None] = attribute(Text("所属・役職", width=40))
    interests: Mapped[str | None] = attribute(
        Text("利害関係のある団体", width=50, help="登録番号か団体名を「、」で区切ります。")
    )


class RoundStep(StepLine):
    """手続 of a round."""

    __tablename__ = "grant_round_steps"
    __record__ = "grant_rounds"


class RoundEvent(EventLine):
    """経過 of a round."""

    __tablename__ = "grant_round_events"
    __record__ = "grant_rounds"
