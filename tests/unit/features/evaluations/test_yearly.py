"""What the evaluations of a year come to, project by project and together."""

from __future__ import annotations

from fractions import Fraction

from kyodo_desktop.core.charts.chart import Kind
from kyodo_desktop.features.evaluations import yearly
from kyodo_desktop.features.evaluations.service import EvaluationService
from tests.unit.features.evaluations.conftest import ITEMS, Fill


def test_each_project_has_the_score_of_each_kind(evaluations: EvaluationService, fill: Fill) -> None:
    fill((5,) * ITEMS)
    for mark in (3, 5):
        fill((mark,) * ITEMS, kind="committee")
    other = fill((4,) * ITEMS, name="海辺の学校", kind="department")
    found = yearly.of_year(evaluations, 2026, 10)
    assert found.kinds == ("団体の自己評価", "担当課の評価", "委員会（第三者）"), "those that judged anything, in order"
    sea = next(each for each in found.compared if each.name == other["name"])
    flowers = next(each for each in found.compared if each is not sea)
    assert [found.score(flowers, kind) for kind in found.kinds] == [100, None, 80], "the mean of both committees"
    assert [found.score(sea, kind) for kind in found.kinds] == [None, Fraction(80), None]


def test_means_of_a_year_are_over_all_projects(evaluations: EvaluationService, fill: Fill) -> None:
    fill((5, 3) + (4,) * (ITEMS - 2))
    fill((3,) * ITEMS, name="海辺の学校")
    radar, bars = yearly.of_year(evaluations, 2026, 10).charts()
    assert (radar.kind, bars.kind) == (Kind.RADAR, Kind.BARS)
    [marks] = radar.series
    assert marks.name == "団体の自己評価"
    assert marks.values[:3] == (4.0, 3.0, 3.5)
    assert len(radar.categories) == 7
    [means] = bars.series
    assert means.values == (3.5, 3.5, 3.5)
    assert bars.categories == ("協働の原則", "進め方", "成果")


def test_scores_are_followed_over_the_years_that_are_asked_for(evaluations: EvaluationService, fill: Fill) -> None:
    for year, mark in ((2024, 3), (2025, 4), (2026, 5)):
        fill((mark,) * ITEMS, fiscal_year=year)
    lines = yearly.of_year(evaluations, 2026, 2).charts()[-1]
    assert (lines.kind, lines.categories) == (Kind.LINES, ("令和7年度", "令和8年度"))
    assert lines.series[0].values == (80.0, 100.0)
    assert all(chart.kind is not Kind.LINES for chart in yearly.of_year(evaluations, 2024, 1).charts())


def test_an_agreement_judges_nothing_and_nothing_is_drawn_of_nothing(
    evaluations: EvaluationService, fill: Fill
) -> None:
    comparing = evaluations.comparing
    comparing.conclude("窓口", comparing.comparison([fill().id]), "4月に決める。")
    found = yearly.of_year(evaluations, 2026, 10)
    assert found.kinds == ("団体の自己評価",)
    assert found.charts() == ()
    assert found.compared[0].agreed == "4月に決める。"
    assert yearly.of_year(evaluations, 2020, 10).compared == ()
