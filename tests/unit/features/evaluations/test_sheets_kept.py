"""Sheets as they are kept: laid, counted, refused, brought from the last time."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.evaluations.improvement_service import ImprovementService
from kyodo_desktop.features.evaluations.service import EvaluationService
from tests.unit.features.evaluations.conftest import ITEMS, Fill

FULL = (5,) * ITEMS


def test_a_new_sheet_has_a_line_for_each_item_in_its_words(fill: Fill, project: Snapshot) -> None:
    found = fill()
    assert len(found.children["marks"]) == ITEMS
    first = found.children["marks"][0]
    assert (first["part"], first["label"], first["item"]) == ("協働の原則", "目的共有", "shared_purpose")
    assert found["project_id"] == project.id
    assert (found["state"], found["score"], found["missing"]) == ("blank", None, ITEMS)


def test_marks_are_counted_with_the_weights_of_the_sheet(fill: Fill) -> None:
    found = fill((5,) * 7 + (4,) * 4 + (3,) * 5)
    assert found["score"] == 720, "20 of 20, 16 of 20, 36 of 60"
    assert found["means"] == "協働の原則 5.0　進め方 4.0　成果 3.0"
    assert (found["filled"], found["missing"], found["state"]) == (ITEMS, 0, "complete")
    assert found["given"] == (5,) * 7 + (4,) * 4 + (3,) * 5


def test_a_half_filled_sheet_is_kept_and_goes_on(fill: Fill, evaluations: EvaluationService) -> None:
    found = fill((5, 4))
    assert (found["state"], found["score"]) == ("partial", 900)
    lines = [Draft.of(line) for line in found.children["marks"]]
    for line in lines:
        line.values["mark"] = 5
    again = evaluations.save("窓口", Draft({}, {"marks": lines}, found.id, found.version)).snapshot
    assert (again["state"], again["score"]) == ("complete", 1000)
    assert [line.id for line in again.children["marks"]] == [line.id for line in found.children["marks"]]


def test_a_low_mark_wants_its_reason(fill: Fill) -> None:
    with pytest.raises(InputError) as refused:
        fill((5, 2, 4), reason="　")
    problem = refused.value.problems[0]
    assert (problem.child, problem.row, problem.attribute) == ("marks", 1, "reason")
    assert "2点以下" in problem.message


def test_a_mark_outside_the_scale_is_refused(fill: Fill) -> None:
    with pytest.raises(InputError, match="1から5まで"):
        fill((6,))


def test_a_sheet_is_used_by_its_kinds_alone_and_stays_once_it_is_marked(
    fill: Fill, evaluations: EvaluationService
) -> None:
    with pytest.raises(InputError, match="ふりかえりシート"):
        fill(sheet="reflection", kind="committee")
    blank, marked = fill(), fill(FULL)
    change = {"sheet": "reflection"}
    changed = evaluations.save("窓口", Draft(dict(change), {}, blank.id, blank.version)).snapshot
    assert len(changed.children["marks"]) == 7
    with pytest.raises(InputError, match="変えられません"):
        evaluations.save("窓口", Draft(dict(change), {}, marked.id, marked.version))


def test_marks_of_a_list_come_in_as_one_cell(evaluations: EvaluationService) -> None:
    values = {"name": "朝市", "fiscal_year": 2025, "stage": "final", "kind": "self", "sheet": "collaboration"}
    saved = evaluations.save("窓口", Draft({**values, "given": (5, None, 2, *(4,) * 13)})).snapshot
    assert [line["mark"] for line in saved.children["marks"]] == [5, None, 2, *(4,) * 13]
    assert (saved["state"], saved["missing_reasons"]) == ("unexplained", 1), "told, because a list brings no reasons"
    with pytest.raises(InputError, match="評点が3個あります"):
        evaluations.save("窓口", Draft({**values, "given": (5, 4, 3)}))
    with pytest.raises(InputError, match="1から5まで"):
        evaluations.save("窓口", Draft({**values, "given": (7,) * ITEMS}))


def test_indicators_tell_how_much_was_reached(fill: Fill, evaluations: EvaluationService) -> None:
    found = fill()
    draft = Draft({}, {"indicators": [Draft({"name": "参加者", "unit": "名", "target": 200, "result": 250})]})
    draft.id, draft.version = found.id, found.version
    saved = evaluations.save("窓口", draft).snapshot
    assert saved.children["indicators"][0]["rate"] == 1250
    line = saved.children["indicators"][0]
    lower = Draft(
        {}, {"indicators": [Draft({"result": 100}, id=line.id, version=line.version)]}, saved.id, saved.version
    )
    assert evaluations.save("窓口", lower).snapshot.children["indicators"][0]["rate"] == 500


def test_an_agreement_is_complete_with_its_words(fill: Fill) -> None:
    assert fill(kind="agreement")["state"] == "blank"
    assert fill(kind="agreement", agreed="来年は9月までに打合せを始める。")["state"] == "complete"


def test_what_the_last_evaluation_asked_for_comes_first(
    fill: Fill, evaluations: EvaluationService, improvements: ImprovementService, project: Snapshot
) -> None:
    fill(FULL, fiscal_year=2024, requests="ずっと前の要望")
    last = fill(FULL, fiscal_year=2025, requests="打合せを早く始める。\n\n記録を残す。")
    fill(FULL, fiscal_year=2025, kind="department", requests="分担を決める。")
    values = {"name": "年度初めに打合せ", "fiscal_year": 2025, "evaluation_id": last.id, "outcome": "4月に行った。"}
    made = improvements.save("窓口", Draft(values)).snapshot
    improvements.take("窓口", [Taking(made.id, "finish", {"happened_on": dt.date(2026, 4, 20)})])
    lines = [line.values for line in fill(fiscal_year=2026).children["earlier"]]
    assert [(line["source"], line["request"], line["became"]) for line in lines] == [
        ("令和7年度 最終　団体の自己評価", "打合せを早く始める。", None),
        ("令和7年度 最終　団体の自己評価", "記録を残す。", None),
        ("令和7年度 最終　担当課の評価", "分担を決める。", None),
        (f"改善の取組 {made['reference']}", "年度初めに打合せ", "実施済：4月に行った。"),
    ]
    assert evaluations.asked_before({"name": project["name"], "fiscal_year": 2024, "stage": "final"}) == []


def test_the_interim_evaluation_is_the_last_one_before_the_final(fill: Fill) -> None:
    fill(FULL, stage="interim", requests="後半は広報に力を入れる。")
    lines = fill(stage="final").children["earlier"]
    assert [line["source"] for line in lines] == ["令和8年度 中間　団体の自己評価"]


def test_a_project_is_suggested_with_its_partner_and_year(
    evaluations: EvaluationService, project: Snapshot, office: Office
) -> None:
    found = evaluations.suggest("name", "花いっぱい", {})[0]
    assert found.text == "港の花いっぱい運動"
    assert found.fills == {
        "project_id": project.id,
        "grant_id": None,
        "organization": "浜の会",
        "department": "市民協働課",
        "fiscal_year": 2026,
    }
    assert evaluations.suggest("name", "　", {}) == []


def test_the_project_is_joined_by_name_and_stays_when_the_name_does(
    fill: Fill, evaluations: EvaluationService, project: Snapshot
) -> None:
    found = fill()
    kept = evaluations.save("窓口", Draft({"notes": "追記"}, {}, found.id, found.version)).snapshot
    assert kept["project_id"] == project.id
    renamed = evaluations.save("窓口", Draft({"name": "別の事業"}, {}, kept.id, kept.version)).snapshot
    assert renamed["project_id"] is None


def test_an_improvement_is_followed_to_its_end(improvements: ImprovementService) -> None:
    values = {"name": "広報を早める", "fiscal_year": 2026, "finish_by": dt.date(2027, 3, 31)}
    made = improvements.save("窓口", Draft(dict(values))).snapshot
    assert (made["state"], made["due_on"], made["due_what"]) == ("not_begun", dt.date(2027, 3, 31), "改善の期限")
    day = dt.date(2026, 11, 21)
    improvements.take("窓口", [Taking(made.id, "begin", {"happened_on": day})])
    later = {"finish_by": dt.date(2027, 6, 30)}
    improvements.take("窓口", [Taking(made.id, "postpone", {"happened_on": day, "note": "配布先の確認"}, later)])
    assert improvements.load(made.id)["due_on"] == dt.date(2027, 6, 30)
    improvements.take("窓口", [Taking(made.id, "finish", {"happened_on": day})])
    ended = improvements.load(made.id)
    assert (ended["state"], ended["due_on"], ended["finished_on"]) == ("improved", None, day)
    assert [step.code for step in improvements.offered(ended)] == ["keep"]
