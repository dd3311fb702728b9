"""The sheets of one project side by side, the agreement, and what is done next."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from kyodo_desktop.core.charts.chart import Kind
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.evaluations import comparison
from kyodo_desktop.features.evaluations.improvement_service import ImprovementService
from kyodo_desktop.features.evaluations.service import EvaluationService
from tests.unit.features.evaluations.conftest import ITEMS, Fill

OURS = (4,) * ITEMS
THEIRS = (2, 5, 4, *(4,) * (ITEMS - 3))


@pytest.fixture
def sheets(fill: Fill) -> list[Snapshot]:
    """The sheets of both sides, and one of the year before."""
    fill((3,) * ITEMS, fiscal_year=2025)
    return [fill(THEIRS, kind="department", issues="人手"), fill(OURS, kind="self", requests="早く始める。")]


def test_parties_stand_in_the_order_of_the_profile_and_gaps_are_found(
    evaluations: EvaluationService, sheets: list[Snapshot]
) -> None:
    found = evaluations.comparing.comparison([each.id for each in sheets])
    assert [party.label for party in found.parties] == ["団体の自己評価", "担当課の評価"]
    assert [item.label for item in found.wide] == ["目的共有"]
    first = found.items[0]
    assert (first.marks, first.gap, first.reasons) == ((4, 2), 2, ("", "人手が足りなかった。"))
    assert found.items[1].gap == 1
    assert not found.items[1].is_wide
    assert found.means[0] == ("協働の原則", (Fraction(4), Fraction(27, 7)))
    assert found.organization == "浜の会", "from the register"
    assert found.parties[0].remarks["requests"] == "早く始める。"


def test_a_project_is_listed_once_a_year_and_stage(
    evaluations: EvaluationService, sheets: list[Snapshot], fill: Fill
) -> None:
    fill(OURS, stage="interim")
    assert evaluations.comparing.years() == [2026, 2025]
    found = evaluations.comparing.evaluated(2026)
    assert [(each.stage, each.parties, each.gaps, each.agreed) for each in found] == [
        ("最終", 2, 1, False),
        ("中間", 1, 0, False),
    ]
    assert set(evaluations.comparing.of_sheet(sheets[0].values)) == {each.id for each in sheets}


def test_two_sheets_of_one_kind_are_told_apart_and_drawn_as_their_mean(
    evaluations: EvaluationService, fill: Fill
) -> None:
    ids = [fill((mark,) * ITEMS, kind="committee").id for mark in (3, 5)]
    found = evaluations.comparing.comparison(ids)
    assert [party.label for party in found.parties] == ["委員会（第三者） 1", "委員会（第三者） 2"]
    radar = comparison.radar(found)
    assert radar is not None
    assert radar.kind is Kind.RADAR
    assert [(series.name, set(series.values)) for series in radar.series] == [("委員会（第三者）", {4.0})]


def test_scores_are_followed_over_the_years(evaluations: EvaluationService, sheets: list[Snapshot]) -> None:
    found = evaluations.comparing.comparison([each.id for each in sheets])
    assert found.trend[0] == ("団体の自己評価", ((2025, Fraction(60)), (2026, Fraction(80))))
    lines = comparison.lines(found)
    assert lines is not None
    assert lines.categories == ("令和7年度", "令和8年度")
    assert [series.values[0] for series in lines.series] == [60.0, None]


def test_nothing_is_drawn_of_nothing(evaluations: EvaluationService, fill: Fill) -> None:
    found = evaluations.comparing.comparison([fill().id])
    assert comparison.radar(found) is comparison.bars(found) is comparison.lines(found) is None
    with pytest.raises(ValueError, match="nothing to compare"):
        evaluations.comparing.comparison([])


def test_an_agreement_is_a_sheet_of_its_own_and_changes_no_gap(
    evaluations: EvaluationService, sheets: list[Snapshot]
) -> None:
    comparing = evaluations.comparing
    comparing.conclude("窓口", comparing.comparison([each.id for each in sheets]), "4月に役割を決める。")
    listed = comparing.evaluated(2026)[0]
    assert listed.agreed
    assert listed.parties == 2
    assert listed.gaps == 1
    found = comparing.comparison(listed.ids)
    assert found.agreed == "4月に役割を決める。"
    assert found.seen() == [0, 1], "an agreement in words alone has no column"
    comparing.conclude("窓口", found, "5月に役割を決める。")
    again = comparing.evaluated(2026)[0]
    assert len(again.ids) == len(listed.ids)
    assert comparing.comparison(again.ids).agreed == "5月に役割を決める。"
    with pytest.raises(InputError, match="合意したこと"):
        comparing.conclude("窓口", found, "　")
    with pytest.raises(InputError, match="次に取り組むこと"):
        comparing.conclude("窓口", found, None)


def action() -> Draft:
    return Draft({"name": "役割の表を作る", "owner": "佐藤", "finish_by": dt.date(2027, 5, 31)})


def test_next_actions_become_improvements_that_the_next_sheet_asks_after(
    evaluations: EvaluationService,
    improvements: ImprovementService,
    sheets: list[Snapshot],
    project: Snapshot,
    fill: Fill,
) -> None:
    comparing = evaluations.comparing
    found = comparing.comparison([each.id for each in sheets])
    changes = comparing.conclude("窓口", found, "4月に役割を決める。", [action()])
    (made,) = improvements.load_many(sorted(changes.records["improvements"]))
    assert (made["project"], made["project_id"], made["fiscal_year"]) == (project["name"], project.id, 2026)
    assert made["due_on"] == dt.date(2027, 5, 31)
    asked = [line["request"] for line in fill(fiscal_year=2027).children["earlier"]]
    assert asked == ["早く始める。", "4月に役割を決める。", "役割の表を作る"]


def test_one_undo_takes_the_agreement_and_what_is_done_next_back(
    evaluations: EvaluationService, improvements: ImprovementService, sheets: list[Snapshot]
) -> None:
    comparing = evaluations.comparing
    ids = [each.id for each in sheets]
    changes = comparing.conclude("窓口", comparing.comparison(ids), "4月に役割を決める。", [action()])
    assert changes.operation_id is not None
    (agreement,) = changes.records["evaluations"]
    (made,) = improvements.load_many(sorted(changes.records["improvements"]))
    assert made["evaluation_id"] == agreement
    evaluations.undo("窓口", changes.operation_id)
    assert not comparing.evaluated(2026)[0].agreed
    assert not improvements.list_ids(ListQuery()).ids


def test_a_changed_agreement_and_another_action_go_back_together(
    evaluations: EvaluationService, improvements: ImprovementService, sheets: list[Snapshot]
) -> None:
    comparing = evaluations.comparing
    comparing.conclude("窓口", comparing.comparison([each.id for each in sheets]), "4月に決める。", [action()])
    listed = comparing.evaluated(2026)[0].ids
    changes = comparing.conclude("窓口", comparing.comparison(listed), "5月に決める。", [action()])
    assert comparing.comparison(listed).agreed == "5月に決める。"
    assert len(improvements.list_ids(ListQuery()).ids) == 2
    assert changes.operation_id is not None
    evaluations.undo("窓口", changes.operation_id)
    assert comparing.comparison(listed).agreed == "4月に決める。"
    assert len(improvements.list_ids(ListQuery()).ids) == 1


def test_nothing_is_kept_when_an_action_is_refused(
    evaluations: EvaluationService, improvements: ImprovementService, sheets: list[Snapshot]
) -> None:
    comparing = evaluations.comparing
    with pytest.raises(InputError):
        comparing.conclude("窓口", comparing.comparison([each.id for each in sheets]), "4月に決める。", [Draft()])
    assert not comparing.evaluated(2026)[0].agreed
    assert not improvements.list_ids(ListQuery()).ids
