"""申請資格: whether an organisation may apply in a round, check by check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kyodo_desktop.core.dates import era
from kyodo_desktop.features.grants.rules.findings import Finding, Level

ELIGIBILITY = frozenset({"received", "registered", "reports", "years", "only_one"})
"""The codes of what is found here."""


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """What a round asks of an applicant; ``year_limit`` is how many years one is supported in all, None: no limit."""

    closes_on: dt.date
    must_be_registered: bool = True
    one_per_organization: bool = True
    year_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the office knows of an organisation on the day it applies.

    ``overdue_reports`` and ``other_applications`` (of the same round) name each one as a clerk knows it (number,
    title); ``years_received`` counts the years before this one. None means that the office does not know.
    """

    registered_on: dt.date | None = None
    valid_until: dt.date | None = None
    withdrawn_on: dt.date | None = None
    overdue_reports: tuple[str, ...] = ()
    years_received: int = 0
    other_applications: tuple[str, ...] = ()
    received_on: dt.date | None = None


def check_eligibility(rules: EligibilityRules, applicant: Applicant) -> tuple[Finding, ...]:
    """Return one finding for each check that the round makes, those that were passed too."""
    return tuple(_checks(rules, applicant))


def _checks(rules: EligibilityRules, applicant: Applicant) -> Iterator[Finding]:
    yield _received(rules, applicant)
    if rules.must_be_registered:
        yield _registered(rules, applicant)
    yield _reports(applicant)
    if rules.year_limit is not None:
        yield _years(rules.year_limit, applicant)
    if rules.one_per_organization:
        yield _only_one(applicant)


def _received(rules: EligibilityRules, applicant: Applicant) -> Finding:
    day = applicant.received_on
    if day is None:
        return Finding("received", Level.LOOK, "受付日が入力されていません。受付日を入力してください。")
    if day > rules.closes_on:
        sentence = f"受付日（{era(day)}）が募集の締切（{era(rules.closes_on)}）を過ぎています。"
        return Finding("received", Level.REFUSED, sentence)
    return Finding("received", Level.OK, f"募集の期間内（{era(day)}）に受け付けています。")


def _registered(rules: EligibilityRules, applicant: Applicant) -> Finding:
    """Check the registration on the last day of the call (募集の締切日)."""
    day, code = rules.closes_on, "registered"
    if applicant.registered_on is None:
        return Finding(code, Level.REFUSED, "団体登録がありません。先に団体登録をしてください。")
    if applicant.registered_on > day:
        sentence = f"団体登録（{era(applicant.registered_on)}）が募集の締切（{era(day)}）より後です。"
        return Finding(code, Level.REFUSED, sentence)
    if applicant.withdrawn_on and applicant.withdrawn_on <= day:
        return Finding(code, Level.REFUSED, f"団体登録は{era(applicant.withdrawn_on)}に廃止されています。")
    if applicant.valid_until is None:
        return Finding(code, Level.LOOK, "団体登録の有効期限が入力されていません。有効期限を確かめてください。")
    if applicant.valid_until < day:
        sentence = (
            f"団体登録の有効期限（{era(applicant.valid_until)}）が、募集の締切（{era(day)}）の前に切れています。"
            "登録を更新してください。"
        )
        return Finding(code, Level.REFUSED, sentence)
    return Finding(code, Level.OK, f"団体登録があります（有効期限 {era(applicant.valid_until)}）。")


def _reports(applicant: Applicant) -> Finding:
    if applicant.overdue_reports:
        named = "、".join(applicant.overdue_reports)
        sentence = f"実績報告書が期限までに出ていません（{named}）。提出を受けてから受け付けてください。"
        return Finding("reports", Level.REFUSED, sentence)
    return Finding("reports", Level.OK, "期限を過ぎた実績報告書はありません。")


def _years(limit: int, applicant: Applicant) -> Finding:
    nth = applicant.years_received + 1
    if nth > limit:
        sentence = f"補助は通算{limit}年までです。既に{applicant.years_received}年受けているため、申請できません。"
        return Finding("years", Level.REFUSED, sentence)
    return Finding("years", Level.OK, f"今回で{nth}年目です（通算{limit}年まで）。")


def _only_one(applicant: Applicant) -> Finding:
    if applicant.other_applications:
        named = "、".join(applicant.other_applications)
        sentence = f"同じ募集にほかの申請があります（{named}）。申請は1団体1件です。どちらかを取り下げてください。"
        return Finding("only_one", Level.REFUSED, sentence)
    return Finding("only_one", Level.OK, "同じ募集にほかの申請はありません。")
