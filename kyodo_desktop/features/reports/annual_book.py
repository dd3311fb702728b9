"""The yearly report as a book: what was gathered, in the words, tables and charts of a printed page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.charts.chart import Chart, Kind
from kyodo_desktop.core.dates import era, fiscal_year_label
from kyodo_desktop.features.reports import sections
from kyodo_desktop.features.reports.annual import NOTHING, Annual, Section
from kyodo_desktop.features.reports.tables import ReportTable
from kyodo_desktop.printing.book import Block, Book, Chapter, Contents, Cover, Diagram, Grid, Heading, Part, Words
from kyodo_desktop.printing.page import Page
from kyodo_desktop.printing.roster_layout import HeadedColumn

FEW_CATEGORIES = 12
"""Up to so many years a chart is readable on half of the page."""


NARROW = 4
"""Up to so many columns a table leaves half of the page to a chart."""


@dataclass(frozen=True, slots=True)
class Patterned:
    """A case with the words of its pattern, and its page composed by the form of the cases."""

    name: str
    pattern: str
    pages: Sequence[Page]


def book_of(annual: Annual, cases: Sequence[Patterned], office: Mapping[str, str], today: dt.date) -> Book:
    """Return the book of a report; ``cases`` are those of its chapter of cases, in order."""
    author = f"{office.get('town', '')}　{office.get('office', '')}".strip("　")
    parts = [_part(section, annual, cases, author, today) for section in annual.sections]
    return Book(annual.title, parts, running=annual.title, author=author)


def _part(section: Section, annual: Annual, cases: Sequence[Patterned], author: str, today: dt.date) -> Part:
    match section.code:
        case sections.COVER:
            return Cover(annual.title, section.words, author, f"{era(today)}　作成")
        case sections.CONTENTS:
            return Contents(section.heading)
        case sections.CASES:
            return _chapter_of_cases(section, cases)
    blocks: list[Block] = [Words(section.words)]
    if section.is_empty:
        blocks.append(Words(NOTHING))
    for table, charts in section.tables:
        if len(section.tables) > 1 or section.code != sections.CHRONOLOGY:
            blocks.append(Heading(table.title, listed=len(section.tables) > 1))
        if charts and len(table.columns) <= NARROW and charts[0].kind is not Kind.ROWS:
            blocks.append(replace(grid_of(table), beside=charts[0]))
            blocks += _diagrams(charts[1:])
        else:
            blocks.append(grid_of(table))
            blocks += _diagrams(charts)
    return Chapter(section.heading, tuple(blocks))


def _chapter_of_cases(section: Section, cases: Sequence[Patterned]) -> Chapter:
    blocks: list[Block] = [Words(section.words), *(grid_of(table) for table, _ in section.tables)]
    if section.is_empty:
        blocks.append(Words(NOTHING))
    pages: list[Page] = []
    entries = []
    for case in cases:
        entries.append((f"{case.pattern}　{case.name}", len(pages)))
        pages += case.pages
    return Chapter(section.heading, tuple(blocks), tuple(pages), tuple(entries))


def grid_of(table: ReportTable) -> Grid:
    """Return a table as it is printed."""
    columns = tuple(HeadedColumn(column.field.label, column.field.width, column.align) for column in table.columns)
    return Grid(columns, table.texts(), table.groups, table.note)


def _diagrams(charts: Sequence[Chart]) -> list[Block]:
    """Return charts two by two where both are readable on half of the page, else one by one."""
    found: list[Block] = []
    waiting: Chart | None = None
    for chart in charts:
        if chart.kind is Kind.ROWS or len(chart.categories) > FEW_CATEGORIES:
            found.append(Diagram(chart))
        elif waiting is None:
            waiting = chart
        else:
            found.append(Diagram(waiting, chart))
            waiting = None
    return [*found, Diagram(waiting)] if waiting is not None else found


def file_title(year: int) -> str:
    """Return what a file of the report is called."""
    return f"年次報告書（{fiscal_year_label(year)}）"


CASE_BOOK_TITLE = "協働の事例集"


def case_book(cases: Sequence[Patterned], office: Mapping[str, str], today: dt.date) -> Book:
    """Return 事例集: a cover, contents, and a chapter with the sheets of each pattern."""
    author = f"{office.get('town', '')}　{office.get('office', '')}".strip("　")
    parts: list[Part] = [
        Cover(f"{author}　{CASE_BOOK_TITLE}", f"{len(cases)}の取組", author, f"{era(today)}　作成"),
        Contents(),
    ]
    for pattern in dict.fromkeys(case.pattern for case in cases):
        own = [case for case in cases if case.pattern == pattern]
        pages = [page for case in own for page in case.pages]
        places, begins = [], 0
        for case in own:
            places.append((case.name, begins))
            begins += len(case.pages)
        parts.append(Chapter(pattern, (), tuple(pages), tuple(places)))
    return Book(CASE_BOOK_TITLE, parts, running=CASE_BOOK_TITLE, author=author)
