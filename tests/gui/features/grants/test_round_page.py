"""The page 募集回: rounds begin with what the profile or the last one gives, and are seen at a glance."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants import REVIEW
from kyodo_desktop.features.grants.ui.round_page import RoundPage, build
from tests.gui.features.counter_desk import CounterDesk, texts
from tests.gui.features.grant_office import apply, grants_of, make_round, mark, put_under_review


@pytest.fixture
def page(counter_desk: CounterDesk) -> RoundPage:
    page: RoundPage = counter_desk.show(build)
    return page


def answers(page: RoundPage) -> list[str]:
    return [button.text() for button in page.notices.buttons]


def test_a_round_begins_with_what_the_profile_gives_its_programme(
    page: RoundPage, counter_desk: CounterDesk, muroran: Office
) -> None:
    counter_desk.function(page, 2)
    assert answers(page) == ["やめる", "まちづくり活動支援補助金を新しく始める"]
    counter_desk.press("Return")
    counter_desk.settle()
    form = page.panel.form
    assert form.value("fiscal_year") == 2026
    assert [line["name"] for line in form.lines()["frames"]] == ["一般", "地域en(えん)づくり", "周年記念"]
    assert form.lines()["review_items"]
    counter_desk.function(page, 12)
    stored = grants_of(muroran).rounds.book().rounds
    assert [each["name"] for each in stored] == ["令和8年度 第1回 まちづくり活動支援補助金"]
    assert stored[0]["budget"] == 3_000_000
    assert stored[0].children["frames"][1]["rate"] is not None


def test_last_years_round_is_copied_with_its_days_a_year_later(counter_desk: CounterDesk, muroran: Office) -> None:
    make_round(muroran)
    page: RoundPage = counter_desk.show(build)
    counter_desk.function(page, 2)
    assert answers(page)[1] == "「令和8年度 第1回 まちづくり活動支援補助金」を写す"
    assert QApplication.focusWidget() is page.notices.buttons[1]
    counter_desk.press("Return")
    counter_desk.settle()
    counter_desk.function(page, 12)
    copied = grants_of(muroran).rounds.book().rounds[0]
    assert copied["name"] == "令和9年度 第1回 まちづくり活動支援補助金"
    assert copied["call_until"].year == 2027
    assert [line["name"].split() for line in copied.children["reviewers"]] == [["秋山", "次郎"], ["井上", "花子"]]


def test_escape_leaves_the_question_and_nothing_begins(page: RoundPage, counter_desk: CounterDesk) -> None:
    counter_desk.function(page, 2)
    counter_desk.press("Escape")
    assert page.notices.notice is None
    assert not page.editing.is_active


@pytest.fixture
def seen(counter_desk: CounterDesk, muroran: Office) -> tuple[RoundPage, Snapshot]:
    """A round with two adopted applications and one that was rejected."""
    grant_round = make_round(muroran)
    ids = apply(muroran, grant_round, "花いっぱい", "防災マップ", "読み聞かせ")
    put_under_review(muroran, ids)
    mark(muroran, grant_round, dict(zip(ids, (9, 8, 3), strict=True)))
    import datetime as dt

    outcomes = grants_of(muroran).outcomes
    outcomes.settle_review("窓口", grant_round.id, dt.date(2026, 11, 20))
    outcomes.decide("窓口", grant_round.id, dt.date(2026, 11, 21), "R8-101")
    page: RoundPage = counter_desk.show(build)
    return page, grant_round


def test_a_round_is_seen_at_a_glance_and_each_number_opens_its_list(
    seen: tuple[RoundPage, Snapshot], counter_desk: CounterDesk
) -> None:
    page, grant_round = seen
    told = [button.accessibleName() for button in page.glance.buttons]
    assert "申請 3件　600,000円" in told
    assert "交付決定 2件　400,000円" in told
    assert "残り 100,000円" in texts(page.glance)
    page.glance.buttons[told.index("交付決定 2件　400,000円")].setFocus()
    counter_desk.press("Return")
    assert counter_desk.listed == [("grants", {"round": (str(grant_round.id),), "money": ("decided_amount",)})]


def test_the_review_of_the_round_is_one_press_away(seen: tuple[RoundPage, Snapshot], counter_desk: CounterDesk) -> None:
    page, grant_round = seen
    words = "審査・順位・交付決定の画面を開く"
    next(each for each in page.panel.side.buttons if each.accessibleName() == words).click()
    assert counter_desk.opened == [(REVIEW, grant_round.id)]


def test_the_numbers_follow_the_applications(
    seen: tuple[RoundPage, Snapshot], counter_desk: CounterDesk, muroran: Office
) -> None:
    page, grant_round = seen
    grants = grants_of(muroran)
    counter_desk.tasks.write(lambda: grants.outcomes.refuse("窓口", grant_round.id, grants.today(), "R8-201"))
    counter_desk.settle()
    apply(muroran, grant_round, "灯りのつどい")
    page.refresh(type("Changes", (), {"records": {"grants": frozenset({1})}})())
    counter_desk.settle()
    assert "申請 4件　800,000円" in [button.accessibleName() for button in page.glance.buttons]
    assert page.glance.has_glance
    counter_desk.function(page, 4)
    assert not page.glance.isVisible()
