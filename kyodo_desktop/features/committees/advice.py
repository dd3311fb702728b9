"""What to keep in mind about a committee or a meeting: sentences that block nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from kyodo_desktop.core.dates import era
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.committees.service import SOON_DAYS


def of_committee(values: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Yield that terms end or have ended, and that seats are free."""
    day, what = values.get("due_on"), values.get("due_what")
    if day and day < words.today:
        yield f"{what}（{era(day)}）が過ぎています。再任（F5）するか、委員の表に退任の理由を入力してください。"
    elif day and day <= words.today + dt.timedelta(days=SOON_DAYS):
        yield f"{what}が{era(day)}です。再任（F5）、公募、団体への推薦の依頼を進めてください。"
    seats, members = values.get("seats"), values.get("member_count")
    if seats and members is not None and members != seats and not values.get("abolished_on"):
        more = members - seats
        yield f"委員が定数より{more}名多くなっています。" if more > 0 else f"欠員が{-more}名あります。"


def of_meeting(values: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Yield that too few members came, and that a meeting which is over has no record."""
    if values.get("quorum_met") is False:
        yield (
            f"出席は{values['invited_count']}名のうち{values['present_count']}名で、過半数に達していません。"
            "会議が成立しているかどうかを確かめてください。"
        )
    held = values.get("held_on")
    if held and held < words.today and not values.get("is_recorded"):
        yield "終わった会議ですが、記録がまだありません。会議の内容か決定したことを入力してください。"
