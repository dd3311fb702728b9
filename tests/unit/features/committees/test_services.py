"""Committees and meetings in an office: what follows from members, days and grants."""

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
from kyodo_desktop.features.committees.advice import of_committee, of_meeting
from kyodo_desktop.features.committees.meeting_service import MeetingService
from kyodo_desktop.features.committees.service import CommitteeService
from kyodo_desktop.features.office.settings import OfficeSettings

DAY = dt.date
MEMBERS = ("見本　一郎", "見本　二郎", "見本　花子")


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def committees(office: Office) -> CommitteeService:
    service = office.service("committees")
    assert isinstance(service, CommitteeService)
    return service


@pytest.fixture
def meetings(office: Office) -> MeetingService:
    service = office.service("meetings")
    assert isinstance(service, MeetingService)
    return service


def member(name: str, **values: Any) -> Draft:
    return Draft({"name": name, "appointed_on": DAY(2025, 4, 1), **values})


@pytest.fixture
def committee(committees: CommitteeService) -> Snapshot:
    values = {"name": "推進委員会", "kind": "committee", "term_years": 2, "seats": 5, "quorum": True}
    lines = [
        member(MEMBERS[0], role="chair", affiliation="潮見大学"),
        member(MEMBERS[1], category="public"),
        member(MEMBERS[2], appointed_on=DAY(2024, 10, 1)),
    ]
    return committees.save("窓口", Draft(values, {"members": lines})).snapshot


def hold(meetings: MeetingService, day: dt.date, **values: Any) -> Snapshot:
    draft = Draft({"kind": "committee", "committee": "推進委員会", "held_on": day, **values})
    return meetings.save("窓口", draft).snapshot


def names(stored: Snapshot, inside: str = "members") -> list[str]:
    return [line["name"] for line in stored.children[inside]]


def test_terms_and_counts_follow_from_the_members(committees: CommitteeService, committee: Snapshot) -> None:
    assert [line["until_on"] for line in committee.children["members"]] == [
        *[DAY(2027, 3, 31)] * 2,
        DAY(2026, 9, 30),
    ]
    assert (committee["member_count"], committee["public_count"]) == (3, 1)
    assert (committee["due_on"], committee["due_what"]) == (DAY(2026, 9, 30), "委員1名の任期の満了")
    assert committees.list_ids(ListQuery(filters={"term": ("ended",)})).total == 1
    assert committees.list_ids(ListQuery(filters={"term": ("soon", "later")})).total == 0
    said = list(of_committee(committee.values, committees.words()))
    assert "任期の満了（令和8年9月30日）が過ぎています" in said[0]
    assert said[1] == "欠員が2名あります。"


def test_a_member_is_reappointed_and_the_old_term_stays(committees: CommitteeService, committee: Snapshot) -> None:
    _, ending = committees.ending_next(committee)
    changes = committees.reappoint("窓口", committee.id, {line.id for line in ending})
    now = committees.load(committee.id)
    assert names(now) == [*MEMBERS, MEMBERS[2]]
    following, old = now.children["members"][2:]
    assert (following["appointed_on"], following["until_on"]) == (DAY(2026, 10, 1), DAY(2028, 9, 30))
    assert (old["ended_on"], old["ending"]) == (DAY(2026, 9, 30), "reappointed")
    assert (now["member_count"], now["due_on"]) == (3, DAY(2027, 3, 31))
    assert [line["name"] for line in committees.in_office(committee.id, DAY(2026, 9, 30))] == list(MEMBERS)
    assert [line["name"] for line in committees.in_office(committee.id, DAY(2026, 11, 1))] == list(MEMBERS)
    assert changes.operation_id is not None
    committees.undo("窓口", changes.operation_id)
    before = committees.load(committee.id)
    assert [line.values for line in before.children["members"]] == [
        line.values for line in committee.children["members"]
    ]


def test_nobody_is_reappointed_without_a_term(committees: CommitteeService, committee: Snapshot) -> None:
    with pytest.raises(InputError, match="再任できる任期がありません：委員"):
        committees.reappoint("窓口", committee.id, set())
    resigned = [Draft.of(line) for line in committee.children["members"]]
    resigned[0].values["ending"] = "resigned"
    stored = committees.save("窓口", Draft(children={"members": resigned}, id=committee.id)).snapshot
    with pytest.raises(InputError, match=MEMBERS[0]):
        committees.reappoint("窓口", committee.id, {stored.children["members"][0].id})
    committees.save("窓口", Draft({"term_years": None}, id=committee.id))
    with pytest.raises(InputError, match="「任期」（年）を入力してから"):
        committees.reappoint("窓口", committee.id, {stored.children["members"][1].id})


def test_an_abolished_committee_is_not_due(committees: CommitteeService, committee: Snapshot) -> None:
    with pytest.raises(InputError, match="廃止日が設置日より前"):
        committees.save(
            "窓口", Draft({"established_on": DAY(2020, 1, 1), "abolished_on": DAY(2019, 1, 1)}, id=committee.id)
        )
    stored = committees.save("窓口", Draft({"abolished_on": DAY(2026, 10, 1)}, id=committee.id)).snapshot
    assert (stored["due_on"], stored["due_what"]) == (None, None)
    assert committees.list_ids(ListQuery(filters={"active": ("yes",)})).total == 0
    assert committees.list_ids(ListQuery(filters={"active": ("no",)})).total == 1


def test_a_meeting_is_named_numbered_and_given_its_members(meetings: MeetingService, committee: Snapshot) -> None:
    first, second = hold(meetings, DAY(2026, 7, 1)), hold(meetings, DAY(2026, 11, 30))
    assert [each["name"] for each in (first, second)] == [
        "令和8年度 第1回 推進委員会",
        "令和8年度 第2回 推進委員会",
    ]
    assert (first["committee_id"], first["fiscal_year"]) == (committee.id, 2026)
    assert names(first, "attendance") == list(MEMBERS)
    assert names(second, "attendance") == list(MEMBERS[:2]), "the third member's term is over"
    assert first.children["attendance"][0]["affiliation"] == "潮見大学"
    assert hold(meetings, DAY(2026, 3, 31))["name"] == "令和7年度 第1回 推進委員会"
    before = meetings.meeting_before(second)
    assert before is not None
    assert before.id == first.id
    moved = meetings.save("窓口", Draft({"number": 5}, id=second.id)).snapshot
    assert moved["name"] == "令和8年度 第5回 推進委員会"
    own = meetings.save("窓口", Draft({"name": "臨時会"}, id=second.id)).snapshot
    assert meetings.save("窓口", Draft({"number": 6}, id=own.id)).snapshot["name"] == "臨時会"


def test_attendance_gives_the_count_and_the_quorum(meetings: MeetingService, committee: Snapshot) -> None:
    stored = hold(meetings, DAY(2026, 7, 1))
    assert (stored["present_count"], stored["quorum_met"], stored["invited_count"]) == (None, None, 3)
    lines = [Draft.of(line) for line in stored.children["attendance"]]
    for line, code in zip(lines, ("present", "absent", "absent"), strict=True):
        line.values["attendance"] = code
    stored = meetings.save("窓口", Draft(children={"attendance": lines}, id=stored.id)).snapshot
    assert (stored["present_count"], stored["quorum_met"]) == (1, False)
    assert "3名のうち1名で、過半数に達していません" in next(of_meeting(stored.values, meetings.words()))
    with pytest.raises(InputError, match="出欠の空いている人がいません"):
        meetings.mark_present("窓口", stored.id)
    other = hold(meetings, DAY(2026, 7, 2))
    meetings.mark_present("窓口", other.id)
    assert (meetings.load(other.id)["present_count"], meetings.load(other.id)["quorum_met"]) == (3, True)


def test_members_are_added_to_the_list_of_an_older_meeting(
    meetings: MeetingService, committees: CommitteeService, committee: Snapshot
) -> None:
    stored = hold(meetings, DAY(2026, 7, 1))
    with pytest.raises(InputError, match="加える委員がいません"):
        meetings.fill_attendance("窓口", stored.id)
    lines = [*map(Draft.of, committee.children["members"]), member("沖　三郎")]
    committees.save("窓口", Draft(children={"members": lines}, id=committee.id))
    meetings.fill_attendance("窓口", stored.id)
    assert names(meetings.load(stored.id), "attendance") == [*MEMBERS, "沖　三郎"]


def test_records_that_are_missing_are_found(meetings: MeetingService, committee: Snapshot) -> None:
    over, coming = hold(meetings, DAY(2026, 11, 1)), hold(meetings, DAY(2026, 11, 25))
    missing = ListQuery(filters={"record": ("missing",)})
    assert list(meetings.list_ids(missing).ids) == [over.id]
    assert list(meetings.list_ids(ListQuery(filters={"record": ("coming",)})).ids) == [coming.id]
    assert list(meetings.list_ids(ListQuery(filters={"held": ("week",)})).ids) == [coming.id]
    assert "記録がまだありません" in next(of_meeting(over.values, meetings.words()))
    stored = meetings.save("窓口", Draft({"decisions": "案のとおり決定した。"}, id=over.id)).snapshot
    assert stored["is_recorded"] is True
    assert meetings.list_ids(missing).total == 0


def test_the_agenda_gets_its_times(meetings: MeetingService, committee: Snapshot) -> None:
    agenda = [Draft({"subject": "開会", "minutes": 5}), Draft({"subject": "報告"})]
    draft = Draft({"kind": "other", "held_on": DAY(2026, 7, 1)}, {"agenda": agenda})
    stored = meetings.save("窓口", draft).snapshot
    assert stored["name"] == "令和8年度 その他の会議"
    with pytest.raises(InputError, match="「開会」の時刻と、次第の表"):
        meetings.time_agenda("窓口", stored.id)
    meetings.save("窓口", Draft({"begins_at": "14:00"}, id=stored.id))
    meetings.time_agenda("窓口", stored.id)
    assert [line["starts_at"] for line in meetings.load(stored.id).children["agenda"]] == ["14:00", "14:05"]
    with pytest.raises(InputError, match="閉会の時刻が開会より前"):
        meetings.save("窓口", Draft({"ends_at": "13:00"}, id=stored.id))


def test_a_presentation_wants_a_round_with_grants(office: Office, meetings: MeetingService) -> None:
    rounds = office.service("grant_rounds")
    draft = Draft({"name": "回", "programme": "civic_activity", "fiscal_year": 2026, "number": 1})
    grant_round = rounds.save("窓口", draft).snapshot
    draft = Draft({"kind": "presentation", "held_on": DAY(2027, 3, 1), "round": grant_round["name"]})
    stored = meetings.save("窓口", draft).snapshot
    assert stored["round_id"] == grant_round.id
    with pytest.raises(InputError, match="交付を決定した補助金がありません"):
        meetings.fill_timetable("窓口", stored.id)
    meetings.save("窓口", Draft({"round": None}, id=stored.id))
    with pytest.raises(InputError, match="「報告する募集回」を入力"):
        meetings.fill_timetable("窓口", stored.id)


def test_committees_and_rounds_are_suggested(meetings: MeetingService, committee: Snapshot) -> None:
    [found] = meetings.suggest("committee", "推進", {})
    assert (found.text, found.fills) == ("推進委員会", {"committee_id": committee.id})
    assert list(meetings.suggest("committee", "C01", {})) == [found]
    assert meetings.suggest("round", "令和", {}) == []
