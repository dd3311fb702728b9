"""The sample office's projects and grants: every state is there, no yen is unexplained, the same for the same seed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.office_days import is_office_day
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.office.sample_calendar import OVER, round_days

NOW = dt.datetime(2026, 11, 21, 10, 0)


def made(root: Path, now: dt.datetime, seed: int = 1) -> Office:
    clock = FixedClock(now)
    create_sample(root, volunteers=1, seed=seed, clock=clock)
    return Office(root, clock)


def records(office: Office, name: str) -> list[Snapshot]:
    service = office.service(name)
    return service.load_many(service.list_ids(ListQuery(sort="reference")).ids)


def told(snapshot: Snapshot) -> Any:
    """Return all that a record says but the times at which it was written."""
    inside = {name: [dict(line.values) for line in lines] for name, lines in snapshot.children.items()}
    return dict(snapshot.values), inside


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with made(tmp_path_factory.mktemp("sample") / "office", NOW) as opened:
        yield opened


@pytest.fixture(scope="module")
def grants(office: Office) -> list[Snapshot]:
    return records(office, "grants")


@pytest.fixture(scope="module")
def projects(office: Office) -> list[Snapshot]:
    return records(office, "projects")


def test_three_years_of_rounds_in_every_state(office: Office, grants: list[Snapshot]) -> None:
    rounds = sorted(records(office, "grant_rounds"), key=lambda each: (each["fiscal_year"], each["number"]))
    assert [(each["fiscal_year"], each["number"], each["state"]) for each in rounds] == [
        (2024, 1, "completed"),
        (2025, 1, "settling"),
        (2026, 1, "announced"),
        (2026, 2, "reviewing"),
        (2026, 3, "calling"),
    ]
    count = Counter(each["round_id"] for each in grants)
    assert all(12 <= count[each.id] <= 20 for each in rounds[:4])
    states = {each["state"] for each in grants}
    assert {
        *("received", "correcting", "reviewing", "decided", "reported", "settled", "paid"),
        *("returning", "completed", "refused", "withdrawn"),
    } <= states


def test_the_oldest_round_is_over_with_a_repayment_a_withdrawal_and_a_revocation(grants: list[Snapshot]) -> None:
    oldest = [each for each in grants if each["fiscal_year"] == 2024]
    assert {each["state"] for each in oldest} == {"completed", "refused", "withdrawn"}
    assert any(each["returned_amount"] for each in oldest)
    assert any(line["step"] == "cancel" for each in oldest for line in each.children["steps"])
    assert any(line["step"] == "change" for each in oldest for line in each.children["steps"])


def test_no_yen_is_unexplained(grants: list[Snapshot]) -> None:
    for each in grants:
        if each["decided_amount"] is None:
            continue
        kept = (each["paid_amount"] or 0) - (each["returned_amount"] or 0)
        if each["settled_amount"] is None:
            assert kept <= each["decided_amount"]
        else:
            assert each["settled_amount"] <= each["decided_amount"]
            owed = (each["unpaid_amount"] or 0) - (each["return_due_amount"] or 0)
            assert each["settled_amount"] == kept + owed, each["reference"]


def test_receipts_prove_what_was_settled(office: Office, grants: list[Snapshot]) -> None:
    service: Any = office.service("grants")
    settled = [each for each in grants if each["settled_amount"] is not None]
    assert len(settled) > 15
    for each in settled:
        assert each["settled_income"] == each["settled_expense"] == each["receipts_total"]
        findings = service.findings_of(each)
        assert not [found for found in findings if found.code == "receipt"], each["reference"]


def test_applications_with_problems_wait_for_the_clerk(office: Office, grants: list[Snapshot]) -> None:
    service: Any = office.service("grants")
    refused = {
        each.id: {found.code for found in service.findings_of(each) if found.level is Level.REFUSED}
        for each in grants
        if each["fiscal_year"] == 2026 and each["state"] in ("received", "correcting", "reviewing")
    }
    codes = Counter(code for found in refused.values() for code in found)
    assert codes["balance"] == 1
    assert codes["registered"] >= 1
    assert codes["reports"] >= 1
    assert codes["documents"] == 1
    late = [each for each in grants if each["state"] == "decided" and each["due_on"] < NOW.date()]
    assert [each["fiscal_year"] for each in late] == [2025]


def test_marks_of_the_round_under_review_are_partly_entered(office: Office) -> None:
    service: Any = office.service("grants")
    under = next(each for each in records(office, "grant_rounds") if each["state"] == "reviewing")
    complete = [row.score.total is not None for row in service.reviews.review(under.id).rows]
    scored = [any(not cell.proposed for cell in row.cells) for row in service.reviews.review(under.id).rows]
    assert any(scored)
    assert not all(complete)


def test_everything_was_done_on_office_days_and_not_after_today(
    grants: list[Snapshot], projects: list[Snapshot]
) -> None:
    for each in (*grants, *projects):
        days = [line["happened_on"] for line in each.children["steps"]]
        assert days == sorted(days)
        assert all(day <= NOW.date() and is_office_day(day) for day in (*days, each["received_on"]))


def test_projects_of_every_form_with_steps(office: Office, projects: list[Snapshot]) -> None:
    forms = Counter(each["form"] for each in projects)
    offered = {term.code for term in office.words().taxonomy("collaboration_forms").terms if not term.retired}
    assert forms.keys() == offered
    assert len(projects) == 60
    assert forms["endorsement"] == 20
    assert sum(bool(each.children["steps"]) for each in projects) > 50


def test_registers_hold_what_a_clerk_must_see(office: Office, projects: list[Snapshot]) -> None:
    today = NOW.date()
    agreements = [each for each in projects if each["form"] == "cooperation_agreement"]
    soon = [each for each in agreements if each["state"] == "concluded" and (each["until_on"] - today).days < 60]
    assert {each["agreement_kind"] for each in soon} == {"disaster"}
    assert {each["automatic_renewal"] for each in soon} == {True, False}
    assert any(each["state"] == "expired" for each in agreements)
    endorsed = [each for each in projects if each["form"] == "endorsement"]
    late = next(each for each in endorsed if each["state"] == "approved" and each["due_on"] < today)
    held = [each for each in endorsed if each["organization"] == late["organization"] and each is not late]
    assert [each["state"] for each in held] == ["received"]
    paid = [each for each in projects if each["form"] == "commission" and each["state"] == "completed"]
    assert all(each["paid_amount"] == each["contract_amount"] for each in paid)


@pytest.mark.parametrize(("now", "seed"), [(dt.datetime(2027, 4, 1, 9, 0), 2), (dt.datetime(2028, 3, 31, 9, 0), 3)])
def test_any_day_and_seed_make_an_office(tmp_path: Path, now: dt.datetime, seed: int) -> None:
    with made(tmp_path / "office", now, seed) as office:
        assert len(records(office, "projects")) == 60
        assert len(records(office, "grant_rounds")) == 5
        assert {each["state"] for each in records(office, "grants")} >= {"reviewing", "returning", "completed"}


def test_the_same_seed_on_the_same_day_makes_the_same(tmp_path: Path, office: Office) -> None:
    with made(tmp_path / "office", NOW) as again:
        for name in ("projects", "grants", "grant_rounds"):
            assert list(map(told, records(again, name))) == list(map(told, records(office, name)))


def test_numbers_tell_the_year_of_the_record(grants: list[Snapshot], projects: list[Snapshot]) -> None:
    assert {each["reference"][:2] for each in grants if each["fiscal_year"] == 2024} == {"R6"}
    assert {each["reference"][:2] for each in projects} >= {"R5", "R6", "R7", "R8"}


@pytest.mark.parametrize("offset", range(0, 366, 7))
def test_a_calendar_has_its_days_in_order_on_every_day_of_the_year(offset: int) -> None:
    today = dt.date(2026, 4, 1) + dt.timedelta(days=offset)
    rounds = round_days(today)
    assert len({(each.year, each.number) for each in rounds}) == len(rounds)
    for each in rounds:
        days = [each.call_from, each.call_until, each.review_on, each.decide_by]
        assert days == sorted(days)
        assert all(map(is_office_day, days))
        assert each.values()["finish_by"] >= each.decide_by
        assert (each.stage == OVER) == (each.year < min(r.year for r in rounds if r.stage != OVER))


@pytest.mark.parametrize("name", ["projects", "grants", "grant_rounds"])
def test_a_written_list_comes_in_again_unchanged(office: Office, tmp_path: Path, name: str) -> None:
    path, exchange = tmp_path / f"{name}.xlsx", office.exchange
    ids = office.service(name).list_ids(ListQuery()).ids
    assert exchange.export(name, ids, path, include_private=True).rows == len(ids)
    table = exchange.table(name, exchange.choose_sheet(name, exchange.read(path)))
    mapping = exchange.propose(name, table)
    plan = exchange.plan(name, exchange.interpret(name, table, mapping))
    assert [row.changes for row in plan.rows if row.changes] == []
    assert plan.outcome({}).words == f"追加 0件、更新 0件、変更なし {len(ids)}件"
    amounts = {"projects": "budget", "grants": "decided_amount", "grant_rounds": "budget"}
    assert any(match.target and match.target.attributes == (amounts[name],) for match in mapping.matches)
