from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop.features.grants.rules.eligibility import Applicant, EligibilityRules, check_eligibility
from kyodo_desktop.features.grants.rules.findings import Level

CLOSES = dt.date(2026, 5, 29)
RULES = EligibilityRules(CLOSES, year_limit=3)
APPLICANT = Applicant(
    registered_on=dt.date(2020, 4, 1),
    valid_until=dt.date(2027, 3, 31),
    years_received=1,
    received_on=CLOSES,
)


def test_who_may_apply_passes_every_check() -> None:
    found = check_eligibility(RULES, APPLICANT)
    assert all(each.level is Level.OK for each in found)
    assert [one.code for one in found] == [
        "received",
        "registered",
        "reports",
        "years",
        "only_one",
    ]
    assert "今回で2年目です（通算3年まで）。" in [one.sentence for one in found]


@pytest.mark.parametrize(
    ("change", "code", "level", "words"),
    [
        ({"received_on": dt.date(2026, 5, 30)}, "received", Level.REFUSED, "過ぎています"),
        ({"received_on": None}, "received", Level.LOOK, "受付日を入力"),
        ({"registered_on": None}, "registered", Level.REFUSED, "先に団体登録をしてください"),
        ({"registered_on": dt.date(2026, 5, 30)}, "registered", Level.REFUSED, "締切（令和8年5月29日）より後です"),
        ({"valid_until": dt.date(2026, 5, 28)}, "registered", Level.REFUSED, "登録を更新してください"),
        ({"valid_until": None}, "registered", Level.LOOK, "有効期限を確かめてください"),
        ({"withdrawn_on": CLOSES}, "registered", Level.REFUSED, "令和8年5月29日に廃止"),
        ({"overdue_reports": ("R7-003 花いっぱい事業",)}, "reports", Level.REFUSED, "R7-003 花いっぱい事業"),
        ({"years_received": 3}, "years", Level.REFUSED, "既に3年受けている"),
        ({"other_applications": ("R8-007",)}, "only_one", Level.REFUSED, "どちらかを取り下げて"),
    ],
)
def test_each_check_alone(change: dict[str, Any], code: str, level: Level, words: str) -> None:
    found = {one.code: one for one in check_eligibility(RULES, replace(APPLICANT, **change))}
    assert found[code].level is level
    assert words in found[code].sentence
    assert all(one.level is Level.OK for other, one in found.items() if other != code)


@pytest.mark.parametrize(
    "change",
    [{"valid_until": CLOSES}, {"registered_on": CLOSES}, {"withdrawn_on": CLOSES + dt.timedelta(1)}],
)
def test_the_last_day_still_counts(change: dict[str, Any]) -> None:
    assert all(each.level is Level.OK for each in check_eligibility(RULES, replace(APPLICANT, **change)))


def test_a_round_asks_only_what_it_wants_to_know() -> None:
    rules = EligibilityRules(CLOSES, must_be_registered=False, one_per_organization=False)
    found = check_eligibility(rules, Applicant(received_on=CLOSES))
    assert [one.code for one in found] == ["received", "reports"]
