"""What is printed of figures, 年表, cases and the yearly report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.reports import annual, annual_book, case_facts, sections
from kyodo_desktop.features.reports.annual_book import Patterned
from kyodo_desktop.printing.book import compose_book
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import Document
from kyodo_desktop.printing.slice_papers import Binder, Bundle, BundlePart, RosterPaper, SlicePapers

if TYPE_CHECKING:
    from kyodo_desktop.features.reports.service import AnnualReportService, CaseService

CASE_SHEET = "case-sheet"
ANNUAL_REPORT = "annual-report"
CASE_BOOK = "case-book"


# ------------------------------------------------------------------------------------------------------ annual report


def report_parts(service: AnnualReportService, record: Snapshot, _asked: str) -> list[BundlePart]:
    """Return the sheets of the cases that stand in a report."""
    shown = {chapter.code for chapter in sections.chapters(Draft.of(record), service.words())}
    if sections.CASES not in shown:
        return []
    return _sheets(service.cases.by_pattern(record["fiscal_year"]))


def report_binder(service: AnnualReportService, record: Snapshot) -> Binder:
    """Gather a report and return what composes it around the sheets of its cases."""
    gathered = annual.gather(service, Draft.of(record))
    cases = [case for section in gathered.sections for case in section.cases]
    today = service.words().today

    def bind(documents: Sequence[Document], fonts: FontBook, office: Mapping[str, str]) -> Document:
        told = _patterned(service.cases, cases, documents)
        return compose_book(annual_book.book_of(gathered, told, office, today), fonts)

    return bind


def _patterned(service: CaseService, cases: Sequence[Snapshot], documents: Sequence[Document]) -> list[Patterned]:
    patterns = service.words().taxonomy("collaboration_forms")
    return [
        Patterned(case["name"], patterns.label_of(case["pattern"]), document.pages)
        for case, document in zip(cases, documents, strict=True)
    ]


def _sheets(cases: Sequence[Snapshot]) -> list[BundlePart]:
    return [BundlePart(CASE_SHEET, case.id, case["name"]) for case in cases]


# ------------------------------------------------------------------------------------------------------------- cases


def book_parts(service: AnnualReportService, _record: Snapshot, _asked: str) -> list[BundlePart]:
    """Return the sheets of all cases, by pattern."""
    return _sheets(service.cases.by_pattern())


def book_binder(service: AnnualReportService, _record: Snapshot) -> Binder:
    """Return what makes 事例集 of the sheets of all cases: a cover, contents by pattern, the sheets."""
    cases = service.cases.by_pattern()
    today = service.words().today

    def bind(documents: Sequence[Document], fonts: FontBook, office: Mapping[str, str]) -> Document:
        told = _patterned(service.cases, cases, documents)
        return compose_book(annual_book.case_book(told, office, today), fonts)

    return bind


FIGURE_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "figures",
            "実績値一覧",
            ("reference", "measure", "fiscal_year", "count", "people", "yen", "source", "note"),
            unit="件",
            group="fiscal_year",
            confidential=False,
            sort="fiscal_year",
        ),
    ),
)

CHRONOLOGY_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "chronology",
            "協働のまちづくり年表",
            ("when_words", "kind", "name", "text"),
            unit="項目",
            group="",
            confidential=False,
            paper="portrait",
            sort="when_key",
        ),
    ),
)

CASE_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "cases",
            "事例一覧",
            ("reference", "name", "fiscal_year", "place", "summary", "result"),
            unit="件",
            group="pattern",
            confidential=False,
            sort="pattern",
        ),
    ),
    facts=case_facts.FACTS,
)

REPORT_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "annual-reports",
            "年次報告一覧",
            ("reference", "name", "fiscal_year", "years", "notes"),
            unit="冊",
            group="",
            confidential=False,
            sort="fiscal_year",
        ),
    ),
    bundles=(
        Bundle(ANNUAL_REPORT, "年次報告書", report_parts, binder=report_binder),
        Bundle(CASE_BOOK, "協働の事例集", book_parts, binder=book_binder),
    ),
)
