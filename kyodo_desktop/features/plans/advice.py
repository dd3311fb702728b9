"""What to keep in mind about a plan: sentences that block nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from kyodo_desktop.core.dates import era, fiscal_year, fiscal_year_label
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.plans.plan_service import SOON_DAYS


def of_plan(values: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Yield that a review is due or overdue, and that the term of the plan is over."""
    due, what = values.get("due_on"), values.get("due_what")
    if due and due < words.today:
        yield f"{what}の期限（{era(due)}）を過ぎています。見直したら「見直しの経過」の表に日付を入力してください。"
    elif due and due <= words.today + dt.timedelta(days=SOON_DAYS):
        yield f"{what}の期限は{era(due)}です。委員会での検討とパブリックコメントの日程を決めてください。"
    until = values.get("until_year")
    if until and until < fiscal_year(words.today) and not values.get("ended_on"):
        over = f"計画期間は{fiscal_year_label(until)}で終わっています。"
        yield f"{over}次の計画を登録し、終了・廃止日を入力してください。"
