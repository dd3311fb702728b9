"""The plan in an office: entering progress, the lists behind the numbers, reviews every five years, the papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.plans import facts
from kyodo_desktop.features.plans.advice import of_plan
from kyodo_desktop.features.plans.plan_service import PlanService
from kyodo_desktop.features.plans.rules.progress import WAITING, tallies
from kyodo_desktop.features.plans.service import PlanActionService

DAY = dt.date


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def actions(office: Office) -> PlanActionService:
    service = office.service("plan_actions")
    assert isinstance(service, PlanActionService)
    return service


@pytest.fixture
def plans(office: Office) -> PlanService:
    service = office.service("plans")
    assert isinstance(service, PlanService)
    return service


def save(actions: PlanActionService, name: str, policy: str = "information", **values: Any) -> Snapshot:
    years = [Draft(line) for line in values.pop("years", ())]
    draft = Draft({"name": name, "policy": policy, "from_year": 2025, **values}, {"years": years})
    return actions.save("窓口", draft).snapshot


def count(actions: PlanActionService, **filters: tuple[str, ...]) -> int:
    return actions.list_ids(ListQuery(filters=filters)).total


def test_progress_of_many_actions_is_entered_in_one_operation(actions: PlanActionService) -> None:
    first = save(actions, "一", years=[{"fiscal_year": 2025, "target": "10回", "progress": "slow"}])
    second = save(actions, "二")
    entries = [
        (first.id, 2025, "good"),
        (second.id, 2025, "slow"),
        (second.id, 2025, "none"),
        (second.id, 2026, "good"),
    ]
    changes = actions.enter_progress("窓口", entries)
    assert changes.records == {"plan_actions": frozenset({first.id, second.id})}
    [line] = actions.load(first.id).children["years"]
    assert (line["progress"], line["target"]) == ("good", "10回")
    found = actions.load(second.id)
    assert [(line["fiscal_year"], line["progress"]) for line in found.children["years"]] == [
        (2025, "none"),
        (2026, "good"),
    ]
    assert (found["latest_year"], found["latest_progress"]) == (2026, "good")
    assert changes.operation_id is not None
    actions.undo("窓口", changes.operation_id)
    assert actions.load(second.id).children["years"] == ()


def test_a_year_that_holds_nothing_else_goes_with_its_progress(actions: PlanActionService) -> None:
    kept = save(actions, "一", years=[{"fiscal_year": 2025, "target": "10回", "progress": "slow"}])
    gone = save(actions, "二", years=[{"fiscal_year": 2025, "progress": "slow"}])
    actions.enter_progress("窓口", [(kept.id, 2025, None), (gone.id, 2025, None)])
    assert [line["progress"] for line in actions.load(kept.id).children["years"]] == [None]
    assert actions.load(gone.id).children["years"] == ()


def test_every_number_opens_the_list_that_it_counts(actions: PlanActionService) -> None:
    save(actions, "一", department="企画課", years=[{"fiscal_year": 2025, "progress": "good"}])
    save(actions, "二", "review", years=[{"fiscal_year": 2025, "progress": "good"}])
    save(actions, "三", department="企画課")
    save(actions, "四", "review", from_year=2026)
    save(actions, "五", from_year=2020, until_year=2022, years=[{"fiscal_year": 2025, "progress": "none"}])
    shown = actions.action_years()
    assert [each.name for each in shown] == ["一", "三", "五", "二", "四"]
    policies = [(term.code, term.label) for term in actions.words().taxonomy("policies").terms]
    departments = [(name, name) for name in ("", "企画課")]
    for by, groups in (("policy", policies), ("department", departments)):
        for tally in tallies(shown, 2025, by, groups):
            for code in ("good", "none", WAITING):
                filters = {"counted": (f"2025-{code}",), **{name: (value,) for name, value in tally.codes}}
                assert count(actions, **filters) == tally.counts.get(code, 0), (tally.label, code)
    assert count(actions, counted=("2025-good", "2025-none", f"2025-{WAITING}")) == 4
    assert count(actions, running=("now",)) == 4
    assert count(actions, running=("2021",)) == 1
    assert (count(actions, waiting=("last",)), count(actions, waiting=("now",))) == (1, 4)


def test_a_year_stands_once_and_the_end_behind_the_beginning(actions: PlanActionService) -> None:
    with pytest.raises(InputError, match="令和7年度の行が二つあります"):
        save(actions, "一", years=[{"fiscal_year": 2025}, {"fiscal_year": 2025}])
    with pytest.raises(InputError, match="終わる年度が始まる年度より前"):
        save(actions, "一", until_year=2024)


def test_signs_are_read_from_lists(actions: PlanActionService) -> None:
    field = actions.schema.children["years"].fields["progress"]
    words = actions.words()
    assert [field.parse(text, words) for text in ("◎", "〇", "△", "×", "1", "未実施")] == [
        *("achieved", "good", "slow", "none"),
        *("achieved", "none"),
    ]


def test_a_guideline_is_looked_through_every_five_years(plans: PlanService) -> None:
    values = {"name": "指針", "kind": "guideline", "adopted_on": DAY(2017, 3, 31), "review_years": 5}
    stored = plans.save("窓口", Draft(values)).snapshot
    assert (stored["due_on"], stored["due_what"]) == (DAY(2022, 3, 31), "5年ごとの見直し")
    assert "期限（令和4年3月31日）を過ぎています" in next(of_plan(stored.values, plans.words()))
    assert plans.list_ids(ListQuery(filters={"review": ("late",)})).total == 1
    reviews = [Draft({"reviewed_on": DAY(2022, 3, 31), "result": "amended"})]
    stored = plans.save("窓口", Draft(children={"reviews": reviews}, id=stored.id)).snapshot
    assert (stored["reviewed_on"], stored["due_on"]) == (DAY(2022, 3, 31), DAY(2027, 3, 31))
    assert plans.list_ids(ListQuery(filters={"review": ("soon",)})).total == 1
    assert "パブリックコメント" in next(of_plan(stored.values, plans.words()))
    stored = plans.save("窓口", Draft({"ended_on": DAY(2026, 4, 1)}, id=stored.id)).snapshot
    assert stored["due_on"] is None
    assert plans.list_ids(ListQuery(filters={"active": ("yes",)})).total == 0
    assert list(of_plan(stored.values, plans.words())) == []


def test_the_table_of_progress_is_of_the_year_that_is_asked_for(plans: PlanService, actions: PlanActionService) -> None:
    save(actions, "一", department="企画課", years=[{"fiscal_year": 2025, "progress": "good", "result": "8回"}])
    save(actions, "二", "review", department="総務課", years=[{"fiscal_year": 2026, "progress": "slow"}])
    plan = plans.save("窓口", Draft({"name": "計画"})).snapshot
    [last] = facts.PLAN_FACTS.gathered(plans, [plan], {})
    assert last.values["progress_year"] == "令和7年度"
    assert [(row["policy"], row["name"], row["mark"], row["result"]) for row in last.tables["progress"]] == [
        ("情報の提供・共有", "一", "○", "8回"),
        ("協働の検証・評価", "二", "", None),
    ]
    assert last.tables["by_policy"][-1] == {
        "label": "計",
        "count_1": 0,
        "count_2": 1,
        "count_3": 0,
        "count_4": 0,
        "waiting": 1,
        "total": 2,
    }
    [asked] = facts.PLAN_FACTS.gathered(plans, [plan], {"year": 2026, "department_asked": "総務課"})
    assert asked.values["department_words"] == "総務課"
    assert [row["mark"] for row in asked.tables["progress"]] == ["△"]
    [one] = facts.FACTS.gathered(actions, [actions.find("T001")], {})
    assert one.values == {"period": "令和7年度から"}
    assert [row["year"] for row in one.tables["by_year"]] == ["令和7年度"]
