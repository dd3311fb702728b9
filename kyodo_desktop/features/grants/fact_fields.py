"""What the papers of an application may name beside its attributes, as it is declared."""

from __future__ import annotations

from collections.abc import Mapping

from kyodo_desktop.core.fields import Count, EraDate, Field, Text, Yen
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.features.grants import applicants, change_facts, money_facts

FIELDS: Mapping[str, Field] = {
    **applicants.FIELDS,
    **money_facts.FIELDS,
    **change_facts.FIELDS,
    "year_label": Text("年度"),
    "period": Text("実施期間"),
    "due_words": Text("次の期限とその日"),
    "round_reference": Text("回の番号"),
    "round_rule": Text("根拠となる要綱"),
    "rate_words": Text("補助率と上限"),
    "start_from": EraDate("対象期間の始め"),
    "finish_by": EraDate("対象期間の終わり"),
    "report_by": EraDate("実績報告の期限"),
    "report_days": Count("事業完了から報告まで", unit="日"),
    "change_words": Text("変更承認の要る増減"),
    "kept_years": Count("書類の保存年限", unit="年"),
    "disposal_amount": Yen("財産処分の承認が要る額"),
    "presentation_on": EraDate("成果報告会の日"),
    "presentation_place": Text("成果報告会の会場"),
    "advance_words": Text("概算払の上限"),
    "other_income": Yen("他の収入"),
    "ineligible_amount": Yen("対象外経費"),
    "derived_amount": Yen("算定額"),
    "derived_reason": Text("交付できない理由"),
    "settled_difference": Yen("決算の収入と支出の差"),
    "first_decided_amount": Yen("当初の交付決定額"),
    "correction_number": Text("補正依頼の番号"),
    "correction_asked_on": EraDate("補正の依頼日"),
    "correction_asked": Text("補正を求めた内容"),
    "correction_due": EraDate("補正の期限"),
    "return_number": Text("返還命令の番号"),
    "return_ordered_on": EraDate("返還命令の日"),
    "return_by": EraDate("返還の期限"),
    "return_reason": Text("返還の理由"),
    "cancelled_number": Text("取消の番号"),
    "cancelled_on": EraDate("取消の日"),
    "cancelled_reason": Text("取消の理由"),
    "refusal_reason": Text("不交付の理由"),
    "change_requested": Text("変更・中止の内容"),
    "stopped": Text("中止の承認"),
    "changed": Text("変更の承認"),
    "decision_note": Text("交付の条件"),
    "allotted_on": EraDate("内定の日"),
    "score_full": Count("満点", unit="点"),
    "score_passing": Count("採択の最低点", unit="点"),
    "score_words": Text("審査の状況"),
}
"""Single values."""


def _table(called: str, label: str, /, **fields: Field) -> Schema:
    return Schema(called, label, fields)


_COMPARED = {
    "label": Text("科目"),
    "budgeted": Yen("予算額"),
    "actual": Yen("決算額"),
    "difference": Yen("増減"),
    "note": Text("摘要"),
}
_DERIVED = {"label": Text("区分"), "formula": Text("算式"), "amount": Yen("金額"), "mark": Text("決定した額")}

TABLES: Mapping[str, Schema] = {
    each.name: each
    for each in (
        _table("compared_incomes", "収入", **_COMPARED),
        _table("compared_expenses", "支出", **_COMPARED),
        _table(
            "planned_expenses",
            "支出の予算",
            category=Text("費目"),
            budget=Yen("予算額"),
            eligible=Yen("うち対象経費"),
            description=Text("内訳"),
            note=Text("摘要"),
        ),
        _table(
            "counted_costs",
            "対象経費の確認",
            label=Text("費目"),
            description=Text("内訳"),
            planned=Yen("予算額"),
            claimed=Yen("申請の対象経費"),
            counted=Yen("認める対象経費"),
            reason=Text("理由"),
        ),
        _table("derivation", "補助額の算定", **_DERIVED),
        _table("settlement_derivation", "額の確定の算定", **_DERIVED),
        _table(
            "judged_receipts",
            "領収書",
            number=Count("番号"),
            paid_on=EraDate("支払日"),
            category=Text("費目"),
            payee=Text("支払先"),
            description=Text("内容"),
            amount=Yen("金額"),
            verdict=Text("確認"),
            reason=Text("認めない理由"),
        ),
        _table(
            "receipt_sums", "費目の合計", category=Text("費目"), sheets=Count("枚数", unit="枚"), amount=Yen("金額")
        ),
        _table("refused_receipts", "認めない領収書", number=Count("番号"), amount=Yen("金額"), reason=Text("理由")),
        _table(
            "open_corrections",
            "補正を求める事項",
            number=Count("番号"),
            text=Text("補正の内容"),
            due_on=EraDate("期限"),
        ),
        _table(
            "review_items", "審査項目", name=Text("項目"), viewpoint=Text("審査の視点"), points=Count("満点", unit="点")
        ),
        _table(
            "reviewers",
            "審査員",
            name=Text("氏名"),
            affiliation=Text("所属・役職"),
            total=Count("得点", unit="点"),
            remark=Text("所見"),
            notice=Text("利害関係"),
        ),
        _table("item_scores", "項目ごとの得点", name=Text("項目"), full=Count("満点"), total=Count("得点")),
        _table("checks", "確認事項", level=Text("判定"), sentence=Text("内容")),
        _table("open_checks", "確認が必要なこと", level=Text("判定"), sentence=Text("内容")),
        *applicants.TABLES,
        *change_facts.TABLES,
        _table(
            "taken_steps",
            "手続の経過",
            happened_on=EraDate("年月日"),
            words=Text("手続"),
            document_number=Text("文書番号"),
            amount=Yen("金額"),
            note=Text("摘要"),
            person=Text("担当"),
        ),
    )
}
"""Rows, by the name of their table."""
