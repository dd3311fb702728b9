"""The register of projects: earlier approvals, papers, late reports, agreements that go on by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.projects.advice import advice
from kyodo_desktop.features.projects.facts import agreement_title
from kyodo_desktop.features.projects.service import ProjectService

TODAY = dt.date(2026, 11, 21)
PAPERS = ("application", "plan", "budget", "rules", "member_list")


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def projects(office: Office) -> ProjectService:
    service = office.service("projects")
    assert isinstance(service, ProjectService)
    return service


@pytest.fixture
def partner(office: Office) -> Snapshot:
    return office.service("organizations").save("窓口", Draft({"name": "浜の会", "kind": "civic_group"})).snapshot


def save(
    projects: ProjectService, form: str = "endorsement", *, papers: tuple[str, ...] = (), **values: Any
) -> Snapshot:
    draft = Draft({"name": "夏まつり", "form": form, "fiscal_year": 2026, "organization": "浜の会", **values})
    draft.children["documents"] = [Draft({"kind": kind, "received_on": TODAY}) for kind in papers]
    return projects.save("窓口", draft).snapshot


def take(projects: ProjectService, stored: Snapshot, step: str, on: dt.date = TODAY, **asked: Any) -> Snapshot:
    values = asked.pop("values", {})
    projects.take("窓口", [Taking(stored.id, step, {"happened_on": on, **asked}, values)])
    return projects.load(stored.id)


def sentences(projects: ProjectService, stored: Snapshot) -> list[str]:
    return list(advice(stored.values, projects.schema.fields, projects.words()))


def test_the_partner_is_joined_by_name_or_number(projects: ProjectService, partner: Snapshot) -> None:
    assert save(projects)["organization_id"] == partner.id
    assert save(projects, organization=partner["reference"])["organization_id"] == partner.id
    assert save(projects, organization="知らない会")["organization_id"] is None
    assert projects.list_ids(ListQuery(filters={"organization": (str(partner.id),)})).total == 2


def test_the_previous_approval_makes_papers_needless(projects: ProjectService, partner: Snapshot) -> None:
    first = save(projects, papers=PAPERS, received_on=dt.date(2025, 5, 1), from_on=dt.date(2025, 7, 1))
    assert (first["previous_approval"], first["waived_documents"]) == (None, False)
    first = take(projects, first, "approve", dt.date(2025, 5, 20), document_number="汐協第3号")
    take(projects, first, "report", dt.date(2025, 8, 1))
    second = save(projects, received_on=dt.date(2027, 5, 20), from_on=dt.date(2027, 7, 1))
    assert second["previous_approval"] == f"{first['reference']} 夏まつり（令和7年5月20日承認）"
    assert second["waived_documents"] is True, "two years after the approval"
    assert save(projects, received_on=dt.date(2027, 5, 21))["waived_documents"] is False
    assert second["missing_items"] == save(projects, received_on=dt.date(2030, 1, 1))["missing_items"] - 2 - 1
    assert save(projects, form="cooperation_agreement")["waived_documents"] is None


def test_an_approval_is_told_to_the_other_open_projects_of_the_partner(
    projects: ProjectService, partner: Snapshot
) -> None:
    first = save(projects, papers=PAPERS, received_on=dt.date(2026, 5, 1), from_on=dt.date(2026, 7, 1))
    second = save(projects, name="秋まつり", received_on=TODAY)
    other = save(projects, name="朝市", organization="知らない会", received_on=TODAY)
    over = take(projects, save(projects, name="取りやめ", received_on=TODAY), "withdraw")
    approved = take(projects, first, "approve", dt.date(2026, 5, 20), document_number="汐協第3号")
    told = projects.load(second.id)
    assert told["previous_approval"] == f"{first['reference']} 夏まつり（令和8年5月20日承認）"
    assert (told["waived_documents"], told["missing_items"]) == (True, second["missing_items"] - 2)
    for untouched in (other, over):
        assert projects.load(untouched.id).version == untouched.version
    projects.take_back("窓口", approved.id, "決裁の前だったため")
    assert projects.load(second.id).values == second.values


def test_what_keeps_an_approval_from_being_undone_is_called_by_its_name(
    projects: ProjectService, partner: Snapshot
) -> None:
    first = save(projects, papers=PAPERS, received_on=dt.date(2026, 5, 1), from_on=dt.date(2026, 7, 1))
    second = save(projects, name="秋まつり", received_on=TODAY)
    step = Taking(first.id, "approve", {"happened_on": dt.date(2026, 5, 20), "document_number": "汐協第3号"})
    approved = projects.take("窓口", [step]).operation_id
    edited = Draft.of(projects.load(second.id))
    edited.values["notes"] = "雨天中止"
    projects.save("別の職員", edited)
    assert approved is not None
    with pytest.raises(InputError, match=rf"^「{second['reference']}　秋まつり」が、その後の操作.*別の職員"):
        projects.undo("窓口", approved)


def test_papers_are_asked_for_by_the_approvals_of_today(projects: ProjectService, partner: Snapshot) -> None:
    old = {"form": "endorsement", "fiscal_year": 2026, "organization": "浜の会"}
    both = [
        Draft({**old, "name": "夏まつり", "received_on": dt.date(2026, 5, 1), "approved_on": dt.date(2026, 5, 20)}),
        Draft({**old, "name": "秋まつり", "received_on": TODAY}),
    ]
    projects.save_all("窓口", "取込", both)
    second = next(each for each in projects.load_many(projects.list_ids(ListQuery()).ids) if each["name"] == "秋まつり")
    assert not second["waived_documents"], "a list knows only what was stored before it"
    (papers,) = [said for said in projects.reminders(second) if said.startswith("まだ受け取っていない書類")]
    assert "規約" not in papers


def test_an_approval_waits_for_papers_and_for_the_last_report(projects: ProjectService, partner: Snapshot) -> None:
    first = save(projects, papers=PAPERS, received_on=dt.date(2026, 5, 1), from_on=dt.date(2026, 7, 1))
    first = projects.save("窓口", Draft({"until_on": dt.date(2026, 7, 2)}, id=first.id)).snapshot
    first = take(projects, first, "approve", dt.date(2026, 5, 20), document_number="汐協第3号")
    assert first["due_on"] == dt.date(2026, 8, 3)
    second = save(projects, papers=("application", "plan"), name="秋まつり", received_on=TODAY)
    with pytest.raises(InputError) as raised:
        take(projects, second, "approve", document_number="汐協第9号")
    said = [problem.message for problem in raised.value.problems]
    assert said[0].startswith(f"前の事業の実施報告書が期限までに出ていません（{first['reference']} 夏まつり）")
    assert said[1].startswith("まだ受け取っていない書類があります（収支予算書）"), "rules and members are waived"
    late = f"前の実施報告が期限までに出ていません：{first['reference']} 夏まつり。"
    assert any(said.startswith(late) for said in projects.reminders(second))
    take(projects, first, "report", TODAY)
    assert not any("前の実施報告" in said for said in projects.reminders(second)), "at once, without another save"
    draft = Draft.of(projects.load(second.id))
    draft.children["documents"].append(Draft({"kind": "budget", "received_on": TODAY}))
    second = projects.save("窓口", draft).snapshot
    assert take(projects, second, "approve", document_number="汐協第9号")["state"] == "approved"


def test_what_to_keep_in_mind(projects: ProjectService, partner: Snapshot) -> None:
    stored = save(projects, received_on=dt.date(2026, 6, 20), from_on=dt.date(2026, 7, 1), purpose="交流")
    assert stored["days_before"] == 11
    said = sentences(projects, stored)
    assert said[0] == "「後援」で確かめる事項のうち、まだ空欄のもの：場所、対象、名義の使用、入場料・参加費"
    assert said[1] == "受付から実施日まで11日です。「後援」の申請は実施日の30日前までが決まりです。"
    assert said[2].startswith("名義の使用を認めるもの")
    assert stored["missing_items"] == 4 + len(PAPERS)


def test_payments_stay_within_the_contract(projects: ProjectService, partner: Snapshot) -> None:
    stored = save(projects, "joint_hosting", papers=PAPERS)
    stored = take(projects, stored, "approve", document_number="1")
    with pytest.raises(InputError, match="先に額を決めてください"):
        take(projects, stored, "pay", amount=1)
    stored = take(projects, stored, "amend", amount=300_000, note="負担金を決定")
    proposed = projects.proposal(stored, next(each for each in projects.offered(stored) if each.code == "pay"))
    assert proposed["amount"] == 300_000
    stored = take(projects, stored, "pay", amount=200_000)
    with pytest.raises(InputError, match="50,000円超えます（支払済み200,000円）"):
        take(projects, stored, "pay", amount=150_000)
    assert take(projects, stored, "pay", amount=100_000)["paid_amount"] == 300_000


def test_what_is_agreed_is_never_less_than_what_was_paid(projects: ProjectService) -> None:
    stored = take(projects, save(projects, "joint_hosting", papers=PAPERS), "approve", document_number="1")
    stored = take(projects, stored, "start")
    stored = take(projects, stored, "report")
    stored = take(projects, stored, "amend", amount=300_000, note="報告の後に負担金を決定")
    stored = take(projects, stored, "pay", amount=200_000)
    with pytest.raises(InputError, match="支払済みの額（200,000円）を下回っています"):
        take(projects, stored, "amend", amount=199_999, note="減額")
    assert take(projects, stored, "amend", amount=200_000, note="減額")["contract_amount"] == 200_000


def test_an_agreement_that_goes_on_by_itself_is_due_at_the_end_of_its_term(
    projects: ProjectService, clock: FixedClock
) -> None:
    days = {"from_on": dt.date(2020, 4, 1), "until_on": dt.date(2023, 3, 31)}
    stored = save(
        projects, "cooperation_agreement", papers=("agreement",), automatic_renewal=True, renewal_years=3, **days
    )
    stored = take(projects, stored, "conclude", dt.date(2020, 4, 1))
    assert (stored["due_what"], stored["due_on"]) == ("更新の協議（満了の60日前）", dt.date(2029, 1, 30))
    assert stored["until_on"] == dt.date(2023, 3, 31), "what the paper says stays"
    assert not projects.reminders(stored)
    clock.moment = dt.datetime(2029, 4, 2, 9, 0)
    (said,) = projects.reminders(projects.load(stored.id))
    assert said.startswith("この協定は自動更新され、いまの期間は令和14年3月31日までです。")
    renewed = take(projects, stored, "renew", clock.now().date(), values={"until_on": dt.date(2032, 3, 31)})
    assert (renewed["due_on"], projects.reminders(renewed)) == (dt.date(2032, 1, 30), ())
    ended = save(projects, "cooperation_agreement", **days)
    assert take(projects, ended, "conclude", dt.date(2020, 4, 1))["due_on"] == dt.date(2023, 1, 30)


def test_departments_are_offered_as_they_were_written_before(projects: ProjectService) -> None:
    for department in ("市民活動課", "防災課", "市民活動課"):
        save(projects, department=department)
    assert [each.text for each in projects.suggest("department", "", {})] == ["市民活動課", "防災課"]
    assert [each.text for each in projects.suggest("department", "防災", {})] == ["防災課"]
    assert projects.suggest("place", "防災", {}) == ()


def test_a_step_that_asks_for_an_answer_proposes_a_day_and_a_number(projects: ProjectService) -> None:
    stored = take(projects, save(projects), "receive", document_number="収受第011号")
    step = next(each for each in projects.offered(stored) if each.code == "ask_correction")
    assert projects.proposal(stored, step) == {
        "happened_on": TODAY,
        "due_on": dt.date(2026, 12, 7),
        "document_number": "収受第012号",
    }


def test_nothing_is_missing_of_what_is_over(projects: ProjectService) -> None:
    stored = save(projects, received_on=dt.date(2026, 6, 1))
    assert stored["missing_items"]
    assert take(projects, stored, "withdraw")["missing_items"] == 0


def test_an_older_list_brings_its_approvals(projects: ProjectService) -> None:
    stored = save(projects, fiscal_year=2019, approval_number="室協第3号")
    assert (stored["state"], stored["approval_number"]) == ("approved", "室協第3号")
    [line] = stored.children["steps"]
    assert (line["happened_on"], "年度の末日" in line["note"]) == (dt.date(2020, 3, 31), True)


def test_a_guard_that_there_is_not_is_named(projects: ProjectService) -> None:
    misspelt = Step("approve", "承認する", "承認", ("received",), guards=("documents_compleat",))
    with pytest.raises(WorldError, match="documents_compleat"):
        projects.hinders(misspelt, {}, save(projects))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("災害時の物資", "災害時の物資に関する協定書"),
        ("花壇の里親に関する協定", "花壇の里親に関する協定書"),
        ("見守り協定書", "見守り協定書"),
    ],
)
def test_an_agreement_is_called_one_once(name: str, title: str) -> None:
    assert agreement_title(name) == title
