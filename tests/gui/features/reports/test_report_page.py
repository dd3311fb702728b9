"""The page 年次報告: chapters by keyboard, words that are kept, the report beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.reports.service import AnnualReportService
from kyodo_desktop.features.reports.ui.report_page import ReportPage, build
from tests.gui.features.counter_desk import CounterDesk


@pytest.fixture
def page(counter_desk: CounterDesk) -> ReportPage:
    entry = Draft({"when_words": "平成18年3月", "kind": "plan", "name": "協働のまちづくり指針の策定"})
    counter_desk.office.service("chronology").save("窓口", entry)
    shown: ReportPage = counter_desk.show(build)
    return shown


def stored(desk: CounterDesk, year: int = 2025) -> Snapshot:
    service = desk.office.service("annual_reports")
    assert isinstance(service, AnnualReportService)
    found = service.of_year(year)
    assert found is not None
    return found


def begun(page: ReportPage, desk: CounterDesk) -> None:
    desk.function(page, 2)
    desk.settle()


def test_the_last_finished_year_waits_to_be_begun(page: ReportPage, counter_desk: CounterDesk) -> None:
    assert page.year == 2025
    assert "まだ作り始めていません" in page.view.canvas.empty_words
    assert not page.actions_by_key()[6].enabled
    begun(page, counter_desk)
    assert page.view.canvas.count >= 5
    codes = [line["section"] for line in stored(counter_desk).children["sections"]]
    assert codes[:3] == ["cover", "contents", "chronology"]


def test_chapters_are_left_out_and_moved_by_keyboard(page: ReportPage, counter_desk: CounterDesk) -> None:
    begun(page, counter_desk)
    before = page.view.canvas.count
    page.sections.setFocus()
    page.sections.setCurrentRow(2)
    counter_desk.press("Space")
    counter_desk.press("Alt+Down")
    counter_desk.settle()
    lines = stored(counter_desk).children["sections"]
    assert [line["section"] for line in lines[2:4]] == ["figures", "chronology"]
    assert not lines[3]["included"]
    assert page.view.canvas.count == before - 1
    assert page.sections.currentRow() == 3


def test_words_of_a_chapter_are_kept_when_the_hand_rests(page: ReportPage, counter_desk: CounterDesk) -> None:
    begun(page, counter_desk)
    page.sections.setCurrentRow(2)
    page.heading.setFocus()
    page.heading.selectAll()
    counter_desk.write("ayumi")
    page.words.setFocus()
    page.words.setPlainText("これまでの歩みです。")
    counter_desk.settle()
    line = stored(counter_desk).children["sections"][2]
    assert (line["heading"], line["words"]) == ("ayumi", "これまでの歩みです。")
    assert page.sections.item(2).text() == "ayumi（取組の経過）"
    assert page.may_leave()


def test_next_year_begins_with_the_words_of_this_one(page: ReportPage, counter_desk: CounterDesk) -> None:
    begun(page, counter_desk)
    page.words.setPlainText("みんなで歩んだ1年")
    counter_desk.settle()
    page.years.setCurrentIndex(0)
    page.years.activated.emit(0)
    counter_desk.settle()
    begun(page, counter_desk)
    cover = stored(counter_desk, 2026).children["sections"][0]
    assert cover["words"] == "みんなで歩んだ1年"
    assert stored(counter_desk, 2026)["name"] == "令和8年度　協働のまちづくり年次報告書"


def test_the_report_goes_to_the_printer_and_its_tables_to_a_workbook(
    page: ReportPage, counter_desk: CounterDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(page, counter_desk)
    counter_desk.function(page, 6)
    assert counter_desk.printed == [
        (
            "annual_reports",
            {
                "current": stored(counter_desk).id,
                "listed": (stored(counter_desk).id,),
                "basket": (),
                "form": "annual-report",
            },
        )
    ]
    path = tmp_path / "年次報告.xlsx"

    def choose(*_: Any) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    counter_desk.function(page, 8)
    import python_calamine

    sheets = python_calamine.CalamineWorkbook.from_path(str(path))
    assert sheets.sheet_names == ["年表"]
    assert sheets.get_sheet_by_name("年表").to_python()[1] == ["平成18年3月", "計画", "協働のまちづくり指針の策定"]
