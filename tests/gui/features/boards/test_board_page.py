"""The page 期限と集計: what is due over all registers, sums of a year, and the list behind every number."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.boards.ui.page import BoardPage, build
from tests.gui.features.counter_desk import CounterDesk, rows
from tests.gui.features.grant_office import apply, grants_of, make_round, put_under_review


@pytest.fixture
def page(counter_desk: CounterDesk, muroran: Office) -> BoardPage:
    """A late correction, a round whose call ends this week, and projects of two years."""
    grant_round = make_round(muroran, call_until=dt.date(2026, 11, 25))
    grants_of(muroran).rounds.take("窓口", [Taking(grant_round.id, "open_call", {"happened_on": dt.date(2026, 10, 1)})])
    late, decided = apply(muroran, grant_round, "花いっぱい", "防災マップ")
    asked = {"happened_on": dt.date(2026, 11, 2), "due_on": dt.date(2026, 11, 16), "note": "収支の差"}
    grants_of(muroran).take("窓口", [Taking(late, "ask_correction", asked)])
    put_under_review(muroran, [decided])
    step = {"happened_on": dt.date(2026, 11, 20), "amount": 200_000, "document_number": "R8-1"}
    grants_of(muroran).take("窓口", [Taking(decided, "decide", step)])
    for year, budget in ((2025, 100_000), (2026, 300_000), (2026, 50_000)):
        values = {"name": f"事業{budget}", "form": "commission", "fiscal_year": year, "budget": budget}
        muroran.service("projects").save("窓口", Draft(values))
    page: BoardPage = counter_desk.show(build)
    return page


def line(page: BoardPage, words: str) -> int:
    return next(at for at, row in enumerate(rows(page.due.cells)) if any(words in cell for cell in row))


def test_what_is_due_stands_in_groups_with_its_day(page: BoardPage) -> None:
    shown = rows(page.due.cells)
    assert shown[0][:4] == ["期限を過ぎたもの　1件", "事業台帳 0件", "補助金の申請 1件", "募集回 0件"]
    late = shown[1]
    assert late[0] == "■ R8.11.16（5日経過）"
    assert (late[1], late[3]) == ("補正の期限", "花いっぱいの会")
    assert line(page, "募集の締切") > line(page, "7日以内") > line(page, "今日　0件")


def test_enter_opens_the_record_and_a_number_its_list(page: BoardPage, counter_desk: CounterDesk) -> None:
    page.due.setFocus()
    page.due.setCurrentIndex(page.due.cells.index(1, 0))
    counter_desk.press("Return")
    assert counter_desk.opened == [("grants", 1)]
    page.due.setCurrentIndex(page.due.cells.index(0, 2))
    counter_desk.press("Return")
    assert counter_desk.listed == [("grants", {"due": ("late",)})]
    assert counter_desk.called == ["補助金の申請　期限：期限を過ぎたもの"]


def test_the_sums_of_a_year_open_their_lists(page: BoardPage, counter_desk: CounterDesk) -> None:
    projects, programmes, rounds = page.sums
    assert rows(projects.cells)[-1][:3] == ["合計", "2", "350,000"]
    assert rows(programmes.cells)[0][:6] == ["まちづくり活動支援補助金", "2", "1", "400,000", "200,000", "0"]
    assert rows(rounds.cells)[0][0] == "令和8年度 第1回 まちづくり活動支援補助金"
    programmes.setFocus()
    programmes.setCurrentIndex(programmes.cells.index(0, 4))
    counter_desk.press("Return")
    wanted = {"fiscal_year": ("2026",), "programme": ("civic_activity",), "money": ("decided_amount",)}
    assert counter_desk.listed == [("grants", wanted)]
    assert counter_desk.called == ["令和8年度　補助金　まちづくり活動支援補助金　決定額のあるもの"]


def test_another_year_is_chosen(page: BoardPage, counter_desk: CounterDesk) -> None:
    assert [page.years.itemData(at) for at in range(page.years.count())] == [2026, 2025]
    page.years.setFocus()
    counter_desk.press("Down")
    page.years.activated.emit(1)
    counter_desk.settle()
    assert rows(page.sums[0].cells)[-1][:3] == ["合計", "1", "100,000"]
    assert not page.sums[1].isVisible()


def test_the_list_behind_a_number_is_printed_and_written(page: BoardPage, counter_desk: CounterDesk) -> None:
    projects = page.sums[0]
    projects.setFocus()
    projects.setCurrentIndex(projects.cells.index(0, 1))
    counter_desk.function(page, 8)
    counter_desk.function(page, 6)
    ids = tuple(sorted(counter_desk.exported[0][1]))
    assert counter_desk.exported[0][0] == "projects"
    assert ids == (2, 3)
    assert counter_desk.printed[0][0] == "projects"
    assert sorted(counter_desk.printed[0][1]["listed"]) == [2, 3]


def test_the_board_follows_what_is_written(page: BoardPage, counter_desk: CounterDesk, muroran: Office) -> None:
    values = {"name": "新しい事業", "form": "commission", "fiscal_year": 2026, "budget": 1_000}
    counter_desk.tasks.write(lambda: muroran.service("projects").save("窓口", Draft(values)).changes)
    counter_desk.settle()
    assert rows(page.sums[0].cells)[-1][:3] == ["合計", "3", "351,000"]


def test_columns_of_words_share_the_room_that_is_there(page: BoardPage, counter_desk: CounterDesk) -> None:
    def width(column: int) -> int:
        return page.due.columnWidth(column)

    page.resize(900, 700)
    counter_desk.settle()
    narrow = width(0), width(1)
    page.resize(2400, 700)
    counter_desk.settle()
    assert width(0) == narrow[0]
    assert width(1) > narrow[1]
    rest = page.due.viewport().width() - sum(width(column) for column in range(5))
    assert 0 <= rest < 5, "only what does not divide is left over"
