"""The chapters of the evaluations and of the plan, as they are gathered and as they stand on paper."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.charts.chart import Kind
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.reports import annual, chapters_told
from kyodo_desktop.features.reports.service import AnnualReportService
from kyodo_desktop.features.reports.tables import stat_tables

STAFF = "窓口"
YEAR = 2025
ITEMS = 16


@pytest.fixture
def evaluated(office: Office) -> EvaluationService:
    """Two sheets of one project that differ, what was agreed on, and what is done."""
    evaluations = office.service("evaluations")
    assert isinstance(evaluations, EvaluationService)
    for kind, given in (("self", (5,) * ITEMS), ("department", (3, 3, *(5,) * (ITEMS - 2)))):
        sheet = {"name": "港の花いっぱい運動", "fiscal_year": YEAR, "stage": "final", "sheet": "collaboration"}
        said = {"evaluator": "書いた人", "good_points": f"{kind}の良かった点", "requests": "一つめ。\n二つめ。"}
        evaluations.save(STAFF, Draft({**sheet, **said, "kind": kind, "given": given, "organization": "浜の会"}))
    comparing = evaluations.comparing
    action = Draft({"name": "役割の表", "owner": "受け持つ人", "finish_by": dt.date(2026, 5, 31)})
    compared = comparing.comparison(comparing.evaluated(YEAR)[0].ids)
    comparing.conclude(STAFF, compared, "4月に役割を決める。", [action])
    return evaluations


def test_evaluations_tell_scores_words_agreement_and_what_is_done(
    evaluated: EvaluationService, reports: AnnualReportService
) -> None:
    told = chapters_told.evaluations(reports, YEAR, 10)
    tables = {table.title: table for table, _ in told}
    assert list(tables) == ["令和7年度の評価点", "令和7年度の評価の内容", "話し合って合意したこと", "改善の取組"]
    scores = tables["令和7年度の評価点"]
    assert [column.field.label.split("\n")[0] for column in scores.columns[2:4]] == ["団体の自己評価", "担当課の評価"]
    assert scores.rows == (("港の花いっぱい運動", "浜の会", "100.0", scores.rows[0][3], 2, "○"),)
    assert [row[0] for row in tables["令和7年度の評価の内容"].rows] == ["団体の自己評価", "担当課の評価"]
    assert tables["令和7年度の評価の内容"].rows[0][3] == "一つめ。　二つめ。"
    assert tables["話し合って合意したこと"].rows == (("港の花いっぱい運動", "4月に役割を決める。"),)
    assert tables["改善の取組"].rows[0][:4] == ("役割の表", None, "令和8年5月31日", "未着手")
    assert [chart.kind for _, charts in told for chart in charts] == [Kind.RADAR, Kind.BARS]


def test_nobody_who_filled_in_or_does_something_is_named(
    office: Office, evaluated: EvaluationService, reports: AnnualReportService
) -> None:
    record = reports.save(STAFF, reports.begun(YEAR)).snapshot
    gathered = annual.gather(reports, Draft.of(record))
    assert any(section.code == "evaluations" and section.tables for section in gathered.sections)
    words = [text for table in gathered.tables() for row in table.texts() for text in row]
    assert not any(name in text for text in words for name in ("書いた人", "受け持つ人"))


def test_the_plan_tells_how_many_went_how_by_policy(office: Office, reports: AnnualReportService) -> None:
    def action(name: str, policy: str, progress: str | None) -> Draft:
        line = Draft({"fiscal_year": YEAR, "target": "10回", "progress": progress})
        return Draft({"name": name, "policy": policy}, {"years": [line]})

    actions = [
        action("えんとーく", "information", "slow"),
        action("出前講座", "information", "achieved"),
        action("パブリックコメント", "opportunities", None),
    ]
    office.service("plan_actions").save_all(STAFF, "準備", actions)
    (summary, (chart,)), (listed, _) = chapters_told.plans(reports, YEAR)
    assert [column.field.label for column in summary.columns] == ["方針", "◎", "○", "△", "×", "未入力", "計"]
    assert summary.rows == (
        ("情報の提供・共有", 1, 0, 1, 0, 0, 2),
        ("参加機会の提供", 0, 0, 0, 0, 1, 1),
        ("計", 1, 0, 1, 0, 1, 3),
    )
    assert chart.kind is Kind.STACKED
    assert chart.categories == ("情報の提供・共有", "参加機会の提供")
    assert len(listed.rows) == 3
    assert chapters_told.plans(reports, YEAR - 1) == []


def test_sums_stand_below_what_happens_and_not_below_what_stands(reports: AnnualReportService) -> None:
    entered = [
        ("grants_applied", 2024, {"count": 12, "yen": 2_000_000}),
        ("grants_applied", 2025, {"count": 14, "yen": 3_000_000}),
        ("grants_decided", 2025, {"count": 9, "yen": 1_500_000}),
        ("talent_bank", 2024, {"people": 5}),
        ("talent_bank", 2025, {"people": 6}),
        ("public_comments", 2025, {"count": 4}),
    ]
    drafts = [Draft({"measure": code, "fiscal_year": year, **numbers}) for code, year, numbers in entered]
    reports.figures.save_all(STAFF, "入力", drafts)
    tables = {table.title: table for table in stat_tables(reports.figures.stats((2024, 2025)))}
    assert tables["補助金"].rows[-1] == ("計", 26, 5_000_000, 9, 1_500_000), "one year alone is added as well"
    assert [row[0] for row in tables["人材"].rows] == ["令和6年度", "令和7年度"]
    assert [row[0] for row in tables["参加の機会"].rows] == ["令和7年度"], "one year is no sum"
