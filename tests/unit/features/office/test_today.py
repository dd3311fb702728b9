"""今日: what is due, what was left, when the last backup was made."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.service import OLD_BACKUP_DAYS, Today
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.slices import SLICES

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


def register(office: Office, valid_until: dt.date, name: str = "浜の会") -> None:
    draft = Draft(
        {
            "kind": "npo",
            "name": name,
            "registered_on": dt.date(2025, 4, 1),
            "valid_until": valid_until,
        }
    )
    office.service("organizations").save("窓口", draft)


def count(today: Today, **filters: tuple[str, ...]) -> int:
    return next(due.count for due in today.due if due.slice_name == "organizations" and due.filters == filters)


def keep_draft(office: Office, name: str, content: str, at: dt.datetime) -> None:
    office.folder.drafts.mkdir(exist_ok=True)
    path = office.folder.drafts / name
    path.write_text(content, encoding="utf-8")
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_a_new_office_is_beginning_and_has_nothing_to_do(office: Office) -> None:
    today = office.today_service.gather()
    assert today.day == DAY
    assert today.is_beginning
    assert not any(due.count for due in today.due)
    assert today.drafts == ()
    assert today.latest == ()


def test_registrations_are_counted_by_what_has_to_be_done(office: Office) -> None:
    register(office, DAY - dt.timedelta(days=1), "期限切れの会")
    register(office, DAY + dt.timedelta(days=10), "まもなくの会")
    today = office.today_service.gather()
    assert not today.is_beginning
    assert count(today, status=("expired",)) == 1
    assert count(today, status=("expiring",)) + count(today, status=("waiting",)) == 1
    assert today.counts == {each.name: int(each.name == "organizations") for each in SLICES if each.counted}
    assert today.latest[0].staff == "窓口"
    for due in today.due:
        listed = office.service(due.slice_name).list_ids(ListQuery(filters=due.filters))
        assert listed.total == due.count, "the line opens a list of another length"


def test_what_was_done_can_be_taken_back_once(office: Office) -> None:
    register(office, DAY + dt.timedelta(days=300))
    [registration] = office.today_service.gather().latest
    assert (registration.action, registration.undone) == ("団体の登録", False)

    office.today_service.undo("受付", registration.operation_id)
    today = office.today_service.gather()
    assert today.counts["organizations"] == 0
    back, registered = today.latest
    assert (back.action, back.staff, back.undone) == ("元に戻す：団体の登録", "受付", False)
    assert registered.undone
    with pytest.raises(InputError, match="すでに元に戻されています"):
        office.today_service.undo("受付", registration.operation_id)


def test_only_expired_registrations_are_no_beginning(office: Office) -> None:
    register(office, DAY - dt.timedelta(days=1))
    assert not office.today_service.gather().is_beginning


def test_drafts_are_told_by_slice_and_title_the_latest_first(office: Office) -> None:
    at = dt.datetime(2026, 11, 20, 9, 0)
    kept = json.dumps({"title": "髙橋　渚", "state": {}}, ensure_ascii=False)
    keep_draft(office, "volunteers-12.json", kept, at)
    keep_draft(office, "organizations-new.json", kept.replace("髙橋　渚", "新しい団体"), at + dt.timedelta(hours=1))
    keep_draft(office, "organizations-3.json", "{", at)
    keep_draft(office, "organizations-4.part", kept, at)
    keep_draft(office, "unknown-1.json", kept, at)
    drafts = office.today_service.gather().drafts
    assert [(draft.slice_name, draft.key, draft.title) for draft in drafts] == [
        ("organizations", "new", "新しい団体"),
        ("volunteers", "12", "髙橋　渚"),
    ]
    assert drafts[1].kept_at == at


@pytest.mark.parametrize(("days", "old"), [(0, False), (OLD_BACKUP_DAYS - 1, False), (OLD_BACKUP_DAYS, True)])
def test_a_backup_is_told_as_old_after_a_week(office: Office, days: int, old: bool) -> None:
    assert office.today_service.gather().backup_is_old, "there is none yet"
    made = office.back_up()
    at = dt.datetime.combine(DAY - dt.timedelta(days=days), dt.time(9, 0))
    os.utime(made.path, (at.timestamp(), at.timestamp()))
    today = office.today_service.gather()
    assert today.last_backup == at
    assert today.backup_is_old is old
