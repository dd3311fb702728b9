"""Rules of ボランティア登録 (行政パートナー, 人材バンク)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.dates import age
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.taxonomy import Words

ADULT = 18
"""成年 since 2022-04-01 (民法第4条)."""

GUARDIAN = ("guardian", "guardian_phone", "guardian_consent_on")
"""What is kept of the consent of a minor's guardian."""


def is_minor(birth_on: dt.date | None, on: dt.date) -> bool:
    """Return whether a person needs the guardian's consent on a day."""
    return birth_on is not None and age(birth_on, on) < ADULT


def extra_fields(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """Return the attributes that only this kind has: a person's birthday, a group's representative.

    Where a consent is asked for, there is a place for it, whatever the kind: a file may bring a birthday with a group.
    """
    term = words.taxonomy("volunteer_kinds").get(values.get("kind") or "")
    found = term.extra.get("fields", ()) if term else ()
    own = tuple(found) if isinstance(found, (list, tuple)) else ()
    asks = is_minor(values.get("birth_on"), values.get("registered_on") or words.today)
    return (*own, *GUARDIAN) if asks else own


def check(values: Mapping[str, Any], words: Words) -> list[Problem]:
    """Return what contradicts itself, or is not allowed, in the values of one volunteer."""
    problems: list[Problem] = []
    birth, registered = values.get("birth_on"), values.get("registered_on")
    until, withdrawn = values.get("valid_until"), values.get("withdrawn_on")
    if birth and birth > words.today:
        problems.append(Problem("生年月日が今日より後になっています。", "birth_on"))
    elif birth and registered and registered < birth:
        problems.append(Problem("登録年月日が生年月日より前になっています。", "registered_on"))
    elif is_minor(birth, registered or words.today) and not values.get("guardian_consent_on"):
        problems.append(
            Problem(
                "登録の時に18歳未満のため、保護者の同意が必要です。保護者同意日を入力してください。",
                "guardian_consent_on",
            )
        )
    if registered and until and until < registered:
        problems.append(Problem("有効期限が登録年月日より前になっています。", "valid_until"))
    if registered and withdrawn and withdrawn < registered:
        problems.append(Problem("抹消年月日が登録年月日より前になっています。", "withdrawn_on"))
    return problems
