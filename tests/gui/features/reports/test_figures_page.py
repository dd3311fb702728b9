"""The page 実績: typing a figure, opening the list behind a number, keeping a year."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports.ui.figures_page import FiguresPage, build
from tests.gui.features.counter_desk import CounterDesk


@pytest.fixture
def page(counter_desk: CounterDesk) -> FiguresPage:
    volunteer = Draft(
        {
            "name": "港 花子",
            "kind": "individual",
            "registered_on": dt.date(2024, 5, 1),
            "valid_until": dt.date(2030, 3, 31),
        },
        {"registrations": [Draft({"programme": "free_work", "work": "花壇の世話"})]},
    )
    counter_desk.office.service("volunteers").save("窓口", volunteer)
    shown: FiguresPage = counter_desk.show(build)
    return shown


def stand_on(page: FiguresPage, code: str, number: str, year: int) -> None:
    index = page.model.place_of(code, number, year)
    assert index.isValid()
    page.table.setCurrentIndex(index)
    page.table.setFocus()


def shown(page: FiguresPage, code: str, number: str, year: int) -> str:
    return str(page.model.place_of(code, number, year).data())


def test_only_what_has_a_figure_is_shown_until_more_is_asked_for(page: FiguresPage) -> None:
    labels = [page.model.label(row).strip() for row in range(page.model.rowCount())]
    assert labels == ["行政パートナー", "まごころパートナー（事業）", "まごころパートナー（名）"]
    page.everything.setChecked(True)
    assert page.model.place_of("centre_users", "people", 2026).isValid()


def test_digits_enter_a_figure_of_a_past_year(page: FiguresPage, counter_desk: CounterDesk) -> None:
    page.everything.setChecked(True)
    stand_on(page, "town_talks", "people", 2022)
    counter_desk.write("240")
    counter_desk.press("Return")
    counter_desk.settle()
    assert shown(page, "town_talks", "people", 2022) == "240＊"
    assert counter_desk.said == ["令和4年度「en（えん）とーく」の数値を保存しました。"]
    assert page.table.currentIndex() == page.model.place_of("town_talks", "people", 2022)
    counter_desk.press("Delete")
    counter_desk.settle()
    assert shown(page, "town_talks", "people", 2022) == "－"
    assert not counter_desk.office.service("figures").list_ids(ListQuery()).ids


def test_what_is_no_number_is_told_above_the_table(page: FiguresPage, counter_desk: CounterDesk) -> None:
    stand_on(page, "free_work", "people", 2025)
    counter_desk.press("F2")
    assert page.model.setData(page.table.currentIndex(), "多数")
    counter_desk.settle()
    assert page.notices.isVisible()
    assert shown(page, "free_work", "people", 2025) == "1"


def test_enter_opens_the_list_behind_a_number(page: FiguresPage, counter_desk: CounterDesk) -> None:
    stand_on(page, "free_work", "people", 2025)
    assert "台帳から集計" in page.told.text()
    counter_desk.press("Return")
    assert counter_desk.listed == [("volunteers", {"registered_in": ("free_work@2025",)})]
    assert counter_desk.called[0]


def test_a_past_year_without_records_asks_to_be_typed(page: FiguresPage, counter_desk: CounterDesk) -> None:
    page.everything.setChecked(True)
    stand_on(page, "volunteer_hours", "count", 2020)
    assert "台帳に記録のない年度の数は、数字キーで入力します" in page.told.text()
    counter_desk.write("1250")
    counter_desk.press("Return")
    counter_desk.settle()
    assert shown(page, "volunteer_hours", "count", 2020) == "1,250＊"
    assert "入力した数値" in page.told.text()


def test_a_click_on_a_bar_opens_the_same_list(page: FiguresPage, counter_desk: CounterDesk) -> None:
    stand_on(page, "free_work", "people", 2025)
    view = page.charts[0]
    assert view.chart is not None
    assert view.chart.categories[-1] == "R8"
    view.opened.emit(0, view.chart.categories.index("R7"))
    assert counter_desk.listed == [("volunteers", {"registered_in": ("free_work@2025",)})]


def test_a_year_is_kept_after_a_question(page: FiguresPage, counter_desk: CounterDesk) -> None:
    stand_on(page, "free_work", "people", 2025)
    counter_desk.function(page, 5)
    asked = [button.text() for button in page.notices.buttons]
    assert asked == ["やめる", "令和7年度を確定する"]
    page.notices.buttons[1].click()
    counter_desk.settle()
    assert shown(page, "free_work", "people", 2025) == "1＊"
    assert counter_desk.said == ["令和7年度の実績を確定しました。"]


def test_a_found_figure_is_gone_to(page: FiguresPage, counter_desk: CounterDesk) -> None:
    figures = counter_desk.office.service("figures")
    saved = figures.save("窓口", Draft({"measure": "centre_users", "fiscal_year": 2012, "people": 5100}))
    page.open_record(saved.snapshot.id)
    counter_desk.settle()
    assert page.table.currentIndex().data() == "5,100＊"


def test_nothing_is_typed_where_the_office_is_read_only(page: FiguresPage, counter_desk: CounterDesk) -> None:
    only: FiguresPage = counter_desk.show(build, read_only=True)
    stand_on(only, "free_work", "people", 2024)
    counter_desk.write("5")
    counter_desk.settle()
    assert shown(only, "free_work", "people", 2024) == "1"
    assert not only.actions_by_key()[4].enabled
