"""申請資格: whether an organisation may apply in a round, check by check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kyodo_desktop.core.dates import era
from kyodo_desktop.features.grants.rules.findings import Finding, Level


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """What a round asks of an applicant. An empty set lets every kind or area in, None and 0 mean no limit.

    ``year_limit`` is how many years one organisation is supported in all.
    """

    closes_on: dt.date
    must_be_registered: bool = True
    reports_must_be_in: bool = True
    one_per_organization: bool = True
    year_limit: int | None = None
    kinds: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    least_members: int = 0


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the office knows of an organisation on the day it applies.

    ``overdue_reports`` and ``other_applications`` (of the same round) name each one as a clerk knows it (number,
    title); ``years_received`` counts the years before this one. None and "" mean that the office does not know.
    """

    registered_on: dt.date | None = None
    valid_until: dt.date | None = None
    withdrawn_on: dt.date | None = None
    kind: str = ""
    kind_label: str = ""
    area: str | None = None
    area_label: str = ""
    members: int | None = None
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
    if rules.reports_must_be_in:
        yield _reports(applicant)
    if rules.year_limit is not None:
        yield _years(rules.year_limit, applicant)
    if rules.one_per_organization:
        yield _only_one(applicant)
    if rules.kinds:
        yield _kind(rules, applicant)
    if rules.areas:
        yield _area(rules, applicant)
    if rules.least_members:
        yield _members(rules, applicant)


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


def _kind(rules: EligibilityRules, applicant: Applicant) -> Finding:
    label = applicant.kind_label or applicant.kind
    if not applicant.kind:
        return Finding("kind", Level.LOOK, "団体の区分が入力されていません。区分を確かめてください。")
    if applicant.kind not in rules.kinds:
        return Finding("kind", Level.REFUSED, f"「{label}」は、この募集の対象となる団体の区分ではありません。")
    return Finding("kind", Level.OK, f"対象となる団体の区分です（{label}）。")


def _area(rules: EligibilityRules, applicant: Applicant) -> Finding:
    label = applicant.area_label or applicant.area or ""
    if not applicant.area:
        return Finding("area", Level.LOOK, "活動地域が入力されていません。対象地域での活動かを確かめてください。")
    if applicant.area not in rules.areas:
        return Finding("area", Level.REFUSED, f"「{label}」は、この募集の対象地域ではありません。")
    return Finding("area", Level.OK, f"対象地域での活動です（{label}）。")


def _members(rules: EligibilityRules, applicant: Applicant) -> Finding:
    count, least = applicant.members, rules.least_members
    if count is None:
        return Finding("members", Level.LOOK, f"会員数が入力されていません。{least}名以上かを確かめてください。")
    if count < least:
        return Finding("members", Level.REFUSED, f"会員数が{count}名です。{least}名以上の団体が対象です。")
    return Finding("members", Level.OK, f"会員数は{count}名です（{least}名以上）。")
