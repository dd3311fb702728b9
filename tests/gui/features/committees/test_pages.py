"""The pages of committees and meetings: reappointment and what fills the tables, by F5 and beside the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.committees.ui import committee_page, meeting_page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.register_page import RegisterPage
from tests.gui.features.counter_desk import CounterDesk

DAY = dt.date


@pytest.fixture
def committee_id(counter_desk: CounterDesk) -> int:
    members = [Draft({"name": name, "appointed_on": DAY(2025, 1, 1)}) for name in ("沖　一郎", "岬　花子")]
    draft = Draft({"name": "推進委員会", "kind": "committee", "term_years": 2, "quorum": True}, {"members": members})
    return counter_desk.office.service("committees").save("窓口", draft).snapshot.id


def shown(desk: CounterDesk, build: Callable[[Place], RegisterPage]) -> RegisterPage:
    page: RegisterPage = desk.show(build)
    page.table.setFocus()
    desk.press("Home")
    desk.bot.waitUntil(lambda: page.snapshot is not None)
    desk.settle()
    return page


def agree(page: RegisterPage, words: str) -> None:
    """Press the button of the question that bears these words."""
    notice = page.notices.notice
    assert notice is not None
    assert notice.asks
    next(step for step in notice.steps if step.words == words).run()


def test_all_whose_term_ends_next_are_reappointed_at_once(counter_desk: CounterDesk, committee_id: int) -> None:
    page = shown(counter_desk, committee_page.build)
    assert page.panel.advice.isVisible()
    page.actions_by_key()[5].run()
    notice = page.notices.notice
    assert notice is not None
    assert "令和8年12月31日に任期の切れる委員2名（沖　一郎、岬　花子）を" in notice.text
    agree(page, "再任する")
    service = counter_desk.office.service("committees")
    counter_desk.bot.waitUntil(lambda: service.load(committee_id)["due_on"] == DAY(2028, 12, 31))
    assert len(service.load(committee_id).children["members"]) == 4
    counter_desk.bot.waitUntil(lambda: counter_desk.said == ["委員2名を再任しました。"])


def test_one_member_is_reappointed_beside_the_record(counter_desk: CounterDesk, committee_id: int) -> None:
    page = shown(counter_desk, committee_page.build)
    link = next(each for each in page.panel.side.buttons if each.accessibleName() == "岬　花子を再任する…")
    link.click()
    agree(page, "再任する")
    service = counter_desk.office.service("committees")
    counter_desk.bot.waitUntil(lambda: len(service.load(committee_id).children["members"]) == 3)
    meetings = next(each for each in page.panel.side.buttons if each.accessibleName() == "会議の一覧を開く")
    meetings.click()
    assert counter_desk.listed == [("meetings", {"committee": (str(committee_id),)})]
    assert counter_desk.called[0].endswith("の会議")


def test_a_committee_without_terms_says_what_is_missing(counter_desk: CounterDesk) -> None:
    counter_desk.office.service("committees").save("窓口", Draft({"name": "庁内会議"}))
    page = shown(counter_desk, committee_page.build)
    page.actions_by_key()[5].run()
    assert page.notices.notice is not None
    assert "任期満了日を入力してください" in page.notices.notice.text


def test_the_tables_of_a_meeting_are_filled_by_f5(counter_desk: CounterDesk, committee_id: int) -> None:
    service = counter_desk.office.service("meetings")
    values = {"kind": "committee", "committee": "推進委員会", "held_on": DAY(2026, 11, 5), "begins_at": "14:00"}
    agenda = [Draft({"subject": "開会", "minutes": 5}), Draft({"subject": "報告"})]
    meeting = service.save("窓口", Draft(values, {"agenda": agenda})).snapshot
    page = shown(counter_desk, meeting_page.build)
    page.actions_by_key()[5].run()
    notice = page.notices.notice
    assert notice is not None
    assert [step.words for step in notice.steps] == [
        "やめる",
        "残りの全員を出席にする",
        "在任の委員を出欠に加える",
        "次第の時刻を計算する",
    ]
    agree(page, "残りの全員を出席にする")
    counter_desk.bot.waitUntil(lambda: service.load(meeting.id)["present_count"] == 2)
    counter_desk.bot.waitUntil(lambda: page.snapshot is not None and page.snapshot["quorum_met"] is True)
    page.actions_by_key()[5].run()
    agree(page, "次第の時刻を計算する")
    counter_desk.bot.waitUntil(lambda: service.load(meeting.id).children["agenda"][1]["starts_at"] == "14:05")


def test_a_presentation_without_a_round_says_what_to_enter(counter_desk: CounterDesk) -> None:
    values = {"kind": "presentation", "held_on": DAY(2027, 3, 1)}
    counter_desk.office.service("meetings").save("窓口", Draft(values))
    page = shown(counter_desk, meeting_page.build)
    page.actions_by_key()[5].run()
    agree(page, "発表の時間割を作る")
    counter_desk.bot.waitUntil(
        lambda: page.notices.notice is not None and "「報告する募集回」を入力" in page.notices.notice.text
    )
