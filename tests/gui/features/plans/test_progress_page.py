"""The table of progress: one key a cell, stored when typing rests; the counts beside it open their lists."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.plans.ui.progress_model import LEADING
from kyodo_desktop.features.plans.ui.progress_page import SHEET, ProgressPage, build
from tests.gui.features.counter_desk import CounterDesk


def register(desk: CounterDesk, *actions: tuple[str, str, str, int]) -> None:
    drafts = [
        Draft({"name": name, "policy": policy, "department": department, "from_year": begins, "until_year": 2026})
        for name, policy, department, begins in actions
    ]
    desk.office.service("plan_actions").save_all("窓口", "準備", drafts)


@pytest.fixture
def page(counter_desk: CounterDesk) -> ProgressPage:
    register(
        counter_desk,
        ("一", "information", "企画課", 2024),
        ("二", "information", "総務課", 2024),
        ("三", "review", "企画課", 2026),
        ("四", "review", "企画課", 2024),
    )
    shown: ProgressPage = counter_desk.show(build)
    assert shown.model.rowCount() == 4
    return shown


def marks(page: ProgressPage, year: int) -> list[str]:
    column = LEADING + page.model.years.index(year)
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def stored(desk: CounterDesk, year: int) -> list[str | None]:
    actions = {each.name: each for each in desk.office.service("plan_actions").action_years()}  # type: ignore[attr-defined]  # the service of the plan
    return [actions[name].mark(year) for name in "一二三四"]


def number(page: ProgressPage, name: str) -> None:
    buttons = [*page.by_policy.buttons, *page.by_department.buttons]
    next(each for each in buttons if each.accessibleName() == name).click()


def words_of(page: ProgressPage) -> Sequence[str]:
    return [each.accessibleName() for each in page.by_policy.buttons]


def test_one_key_enters_a_progress_and_goes_to_the_next_action(page: ProgressPage, counter_desk: CounterDesk) -> None:
    resting = page.findChild(QTimer)
    resting.setInterval(60_000)  # however slowly the keys come here, they come before typing rests
    assert page.model.years == [2024, 2025, 2026]
    assert (page.view.current_year(), page.view.currentIndex().row()) == (2025, 0), "the first that waits, last year"
    counter_desk.press("1", "3")
    assert page.view.currentIndex().row() == 3, "the third does not run in that year"
    counter_desk.press("4")
    assert marks(page, 2025) == ["◎", "△", "―", "×"]
    assert stored(counter_desk, 2025) == [None] * 4
    resting.start(0)
    counter_desk.bot.waitUntil(lambda: stored(counter_desk, 2025) == ["achieved", "slow", None, "none"])
    counter_desk.bot.waitUntil(lambda: counter_desk.said[-1:] == ["進捗を3か所保存しました。"])
    counter_desk.press("Delete")
    assert marks(page, 2025)[3] == ""
    assert page.may_leave()
    counter_desk.bot.waitUntil(lambda: stored(counter_desk, 2025)[3] is None)


def test_a_year_in_which_an_action_does_not_run_is_refused(page: ProgressPage, counter_desk: CounterDesk) -> None:
    counter_desk.press("Down", "Down", "2")
    assert page.view.current_action() is not None
    assert marks(page, 2025)[2] == "―"
    assert page.notices.notice is not None
    assert "この年度には実施しない取組" in page.notices.notice.text


def test_the_counts_follow_what_is_typed_and_open_their_lists(page: ProgressPage, counter_desk: CounterDesk) -> None:
    counter_desk.press("2")
    assert "情報の提供・共有 ○ 1件" in words_of(page)
    assert "計 計 3件" in words_of(page)
    number(page, "情報の提供・共有 ○ 1件")
    number(page, "企画課 計 2件")
    everything = tuple(f"2025-{code}" for code in ("achieved", "good", "slow", "none", "waiting"))
    assert counter_desk.listed == [
        ("plan_actions", {"counted": ("2025-good",), "policy": ("information",)}),
        ("plan_actions", {"counted": everything, "department": ("企画課",)}),
    ]
    counter_desk.settle()


def test_the_filters_leave_the_actions_of_a_department(page: ProgressPage, counter_desk: CounterDesk) -> None:
    page.department.setCurrentIndex(page.department.findData("企画課"))
    assert [each.name for each in page.model.actions] == ["一", "三", "四"]
    page.policy.setCurrentIndex(page.policy.findData("review"))
    assert [each.name for each in page.model.actions] == ["三", "四"]
    page.year.setCurrentIndex(page.year.findData(2026))
    assert words_of(page) == ["協働の検証・評価 未入力 2件", "協働の検証・評価 計 2件"]
    page.actions_by_key()[8].run()
    assert counter_desk.exported == [("plan_actions", (3, 4))]


def test_signs_are_pasted_and_copied(page: ProgressPage, counter_desk: CounterDesk) -> None:
    QGuiApplication.clipboard().setText("◎\t○\n未実施\t?")
    counter_desk.press("Ctrl+V")
    assert (marks(page, 2025)[:2], marks(page, 2026)[:2]) == (["◎", "×"], ["○", ""])
    assert page.notices.notice is not None
    assert "貼り付けた1個のます" in page.notices.notice.text
    counter_desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text().strip() == "◎"
    counter_desk.settle()


def test_the_sheet_of_the_plan_is_printed(page: ProgressPage, counter_desk: CounterDesk) -> None:
    page.actions_by_key()[6].run()
    assert page.notices.notice is not None
    assert "先に指針・計画を1件登録" in page.notices.notice.text
    plan = counter_desk.office.service("plans").save("窓口", Draft({"name": "計画"})).snapshot
    page.refresh(type("Changes", (), {"records": {"plans": frozenset({plan.id})}})())
    counter_desk.bot.waitUntil(lambda: page._plan == plan.id)
    page.actions_by_key()[6].run()
    [(name, whom)] = counter_desk.printed
    assert (name, whom["current"], whom["form"]) == ("plans", plan.id, SHEET)


def test_an_action_is_opened_from_the_table(page: ProgressPage, counter_desk: CounterDesk) -> None:
    counter_desk.press("Down", "Return")
    page.actions_by_key()[4].run()
    assert counter_desk.opened == [("plan_actions", 2)] * 2
    page.open_record(4)
    counter_desk.bot.waitUntil(lambda: page.view.current_action() == 4)
    assert "四（令和7年度）" in page.told.text()


def test_a_reader_enters_nothing(counter_desk: CounterDesk) -> None:
    register(counter_desk, ("一", "information", "企画課", 2025))
    shown = counter_desk.show(build, read_only=True)
    counter_desk.press("1")
    assert marks(shown, 2025) == [""]
    assert shown.notices.notice is not None
    assert "閲覧だけ" in shown.notices.notice.text


def test_an_empty_plan_says_where_to_begin(counter_desk: CounterDesk) -> None:
    shown = counter_desk.show(build)
    assert shown.empty.isVisible()
    assert "まだ登録されていません" in shown.empty.title.text()
    assert not shown.view.isVisible()
