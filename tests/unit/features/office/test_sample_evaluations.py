"""The sample office was evaluated for two years: sheets of every party, agreements, improvements on their way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.evaluations.service import EvaluationService

CLOCK = FixedClock(dt.datetime(2026, 11, 21, 10, 0))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root: Path = tmp_path_factory.mktemp("sample") / "office"
    create_sample(root, volunteers=1, clock=CLOCK)
    with Office(root, CLOCK) as opened:
        yield opened


def records(office: Office, name: str) -> list[Snapshot]:
    service = office.service(name)
    return service.load_many(service.list_ids(ListQuery(sort="reference")).ids)


def test_two_years_of_about_twelve_projects_are_evaluated(office: Office) -> None:
    sheets = records(office, "evaluations")
    assert {each["fiscal_year"] for each in sheets} == {2024, 2025}
    assert 10 <= len({each["name"] for each in sheets}) <= 12
    assert {each["kind"] for each in sheets} == {"self", "department", "committee", "agreement"}
    assert {each["state"] for each in sheets} == {"complete"}
    assert all(each["project_id"] or each["grant_id"] for each in sheets)
    assert all(50 <= each["score"] / 10 <= 100 for each in sheets if each["kind"] != "agreement")


def test_the_second_year_begins_with_what_the_first_asked_for(office: Office) -> None:
    later = [each for each in records(office, "evaluations") if each["fiscal_year"] == 2025]
    again = [each for each in later if each.children["earlier"]]
    assert len(again) > len(later) / 2
    assert any("改善の取組" in line["source"] for each in again for line in each.children["earlier"])


def test_parties_differ_and_their_scores_can_be_followed(office: Office) -> None:
    service = cast("EvaluationService", office.service("evaluations"))
    listed = service.comparing.evaluated(2025)
    assert any(each.gaps for each in listed)
    assert any(each.agreed for each in listed)
    assert any(len(found) == 2 for each in listed for _, found in service.comparing.comparison(each.ids).trend)


def test_improvements_are_in_every_state_of_their_way_and_some_are_due(office: Office) -> None:
    improvements = records(office, "improvements")
    states = Counter(each["state"] for each in improvements)
    assert {"not_begun", "under_way", "improved", "kept"} <= states.keys()
    assert any(each["due_on"] and each["due_on"] <= dt.date(2026, 11, 28) for each in improvements)
