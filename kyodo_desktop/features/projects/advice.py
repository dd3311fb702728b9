"""What to keep in mind about a project: sentences that block nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.projects import rules


def advice(values: Mapping[str, Any], fields: Mapping[str, Field], words: Words) -> Iterator[str]:
    """Yield what the 形態 wants and is still empty, a late application, and its caution."""
    form = rules.form_of(values, words)
    if form is None:
        return
    if missing := rules.missing_items(values, words):
        named = "、".join(fields[name].label for name in missing)
        yield f"「{form.label}」で確かめる事項のうち、まだ空欄のもの：{named}"
    days, notice = rules.days_before(values), form.extra.get("notice_days")
    if days is not None and days < 0:
        yield f"受付日が実施日（開始日）を{-days}日過ぎています。日付を確かめてください。"
    elif days is not None and isinstance(notice, int) and days < notice:
        yield f"受付から実施日まで{days}日です。「{form.label}」の申請は実施日の{notice}日前までが決まりです。"
    if caution := form.extra.get("caution"):
        yield str(caution)
