"""The chapter of results of a town's guideline, from figures as they were entered year by year."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports import annual
from kyodo_desktop.features.reports.counting import total
from kyodo_desktop.features.reports.service import AnnualReportService
from kyodo_desktop.features.reports.tables import stat_tables

STAFF = "窓口"
YEAR = 2014

FIGURES: dict[str, dict[int, dict[str, int]]] = {
    "paid_work": {2014: {"count": 2, "people": 12}},
    "free_work": {2014: {"count": 13, "people": 211}},
    "beautification": {2014: {"people": 7300}},
    "centre_users": {year: {"people": 5000 + 20 * (year % 5)} for year in range(2006, 2015)},
    "public_comments": {
        2009: {"count": 3},
        2010: {"count": 4},
        2011: {"count": 4},
        2012: {"count": 3},
        2013: {"count": 4},
        2014: {"count": 3},
    },
    "town_talks": {
        2011: {"count": 10, "people": 205},
        2012: {"count": 13, "people": 270},
        2013: {"count": 11, "people": 225},
        2014: {"count": 12, "people": 240},
    },
    "town_council_workshops": {
        2011: {"count": 1, "people": 38},
        2012: {"count": 1, "people": 42},
        2013: {"count": 1, "people": 55},
        2014: {"count": 1, "people": 54},
    },
    "facilitator_training": {
        2012: {"count": 1, "people": 26},
        2013: {"count": 1, "people": 28},
        2014: {"count": 1, "people": 26},
    },
}
"""What was reached, measure by measure; the numbers of single years are invented, their sums are the guideline's."""

CHRONOLOGY = (
    ("平成15年4月", "plan", "協働改革プラン"),
    ("平成15年7月", "organization", "協働担当部署の設置"),
    ("平成16年6月", "project", "まち「ピカ」パートナー事業の開始"),
    ("平成17年4月", "system", "まちづくり活動支援補助金制度の創設"),
    ("平成18年3月", "plan", "協働のまちづくり指針の策定"),
    ("平成18年6月", "organization", "市民活動センターの設置"),
    ("平成19年4月", "plan", "自治体改革プラン"),
    ("平成19年7月", "organization", "市民活動推進課の新設"),
    ("平成21年10月", "system", "パブリックコメントの制度化"),
    ("平成23年6月", "project", "en（えん）とーく開始"),
    ("平成25年4月", "system", "まちづくり協議会の制度化"),
)


def entered(reports: AnnualReportService) -> None:
    drafts = [
        Draft({"measure": code, "fiscal_year": year, **numbers})
        for code, years in FIGURES.items()
        for year, numbers in years.items()
    ]
    reports.figures.save_all(STAFF, "入力", drafts)
    entries = [Draft({"when_words": when, "kind": kind, "name": name}) for when, kind, name in CHRONOLOGY]
    reports.chronology.save_all(STAFF, "入力", reversed(entries))


def test_the_figures_are_those_of_the_guideline(reports: AnnualReportService) -> None:
    entered(reports)
    stats = reports.figures.stats(range(2006, YEAR + 1))

    def told(code: str, number: str, since: int) -> int | None:
        values = [stats.cell(code, number, year).value for year in range(since, YEAR + 1)]
        return total(values)

    assert (told("paid_work", "count", YEAR), told("paid_work", "people", YEAR)) == (2, 12)
    assert (told("free_work", "count", YEAR), told("free_work", "people", YEAR)) == (13, 211)
    assert told("beautification", "people", YEAR) == 7300
    assert told("public_comments", "count", 2009) == 21
    assert (told("town_talks", "count", 2011), told("town_talks", "people", 2011)) == (46, 940)
    assert (told("town_council_workshops", "count", 2011), told("town_council_workshops", "people", 2011)) == (4, 189)
    assert (told("facilitator_training", "count", 2011), told("facilitator_training", "people", 2011)) == (3, 80)
    assert all((stats.cell("centre_users", "people", year).value or 0) >= 5000 for year in range(2006, YEAR + 1))


def test_the_report_of_that_year_says_so(office: Office, reports: AnnualReportService, tmp_path: Path) -> None:
    entered(reports)
    record = reports.save(STAFF, reports.begun(YEAR)).snapshot
    gathered = annual.gather(reports, Draft.of(record))
    stats = reports.figures.stats(range(YEAR - 9, YEAR + 1))
    by_code = {section.code: section for section in gathered.sections}
    assert [table for table, _ in by_code["figures"].tables] == stat_tables(stats)
    told = by_code["chronology"].tables[0][0].rows
    assert [(when, name) for when, _, name in told] == [(when, name) for when, _, name in CHRONOLOGY]

    text = printed(office, record.id)
    for when, _, name in CHRONOLOGY:
        assert when in text
        assert name in text


def printed(office: Office, report_id: int) -> str:
    """Return the words of a report as they stand on paper, without the spaces between them."""
    document = pypdfium2.PdfDocument(office.papers.bundle("annual-report", report_id).draw().pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_what_was_reached_stands_on_paper(office: Office, reports: AnnualReportService) -> None:
    """Row by row: figures of a day in their year, and what happened over the years with its sum."""
    entered(reports)
    text = printed(office, reports.save(STAFF, reports.begun(YEAR)).snapshot.id)
    partners = "まかせてパートナー（団体）まかせてパートナー（名）まごころパートナー（事業）まごころパートナー（名）"
    assert partners in text
    assert "平成26年度2＊12＊13＊211＊7,300＊" in text
    centre = [5000 + 20 * (year % 5) for year in range(2006, YEAR + 1)]
    assert f"平成26年度{centre[-1]:,}＊計{sum(centre):,}" in text
    for line, years, reached in (
        ("パブリックコメント（事業）", "3＊4＊4＊3＊4＊3＊", "21"),
        ("en（えん）とーく（回）", "－－10＊13＊11＊12＊", "46"),
        ("en（えん）とーく（名）", "－－205＊270＊225＊240＊", "940"),
        ("まちづくり協議会のワークショップ（件）", "－－1＊1＊1＊1＊", "4"),
        ("まちづくり協議会のワークショップ（名）", "－－38＊42＊55＊54＊", "189"),
        ("人材育成研修（回）", "－－－1＊1＊1＊", "3"),
        ("人材育成研修（名）", "－－－26＊28＊26＊", "80"),
    ):
        assert f"{line}{years}{reached}" in text, line
