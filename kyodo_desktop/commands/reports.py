"""Commands about a year: its figures, and the report made of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kyodo_desktop.application import Office
from kyodo_desktop.commands.output import STAFF, open_office, print_columns, print_json
from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import FiscalYear
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.whole_file import write_whole
from kyodo_desktop.features.reports import annual, figure_sheets
from kyodo_desktop.features.reports.counting import Cell, StatLine, Stats
from kyodo_desktop.features.reports.documents import ANNUAL_REPORT
from kyodo_desktop.features.reports.service import AnnualReportService, FigureService
from kyodo_desktop.features.reports.tables import ENTERED, UNKNOWN, with_figures

YEAR = FiscalYear("年度")


def add(commands: Any) -> None:
    """Add these commands to the parser."""
    stats = commands.add_parser("stats", help="年度の実績を数える")
    stats.add_argument("office", metavar="OFFICE")
    stats.add_argument("year", metavar="YEAR", help="年度（令和8年度、R8、2026 など）")
    stats.add_argument("--years", type=int, default=1, metavar="N", help="その年度までの何年分か")
    stats.add_argument("--json", action="store_true")
    stats.set_defaults(run=run_stats)

    report = commands.add_parser("report", help="年次報告書を PDF にする")
    report.add_argument("office", metavar="OFFICE")
    report.add_argument("year", metavar="YEAR", help="年度（令和8年度、R8、2026 など）")
    report.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=True)
    report.add_argument("--xlsx", type=Path, metavar="FILE.xlsx", help="報告書の表をすべて書き出す")
    report.set_defaults(run=run_report)


def run_stats(options: argparse.Namespace) -> None:
    """Print every measure of a 年度, and of some before it."""
    with open_office(options, read_only=True) as office:
        year = _year(office, options.year)
        figures = office.service("figures")
        assert isinstance(figures, FigureService)
        stats = figures.stats(range(year - max(options.years, 1) + 1, year + 1))
    if options.json:
        print_json([_object(stats, line, at) for line in stats.lines for at in range(len(stats.years))])
        return
    heading = ("区分", "項目", "単位", *(fiscal_year_label(each) for each in stats.years))
    lines = [
        (line.measure.group, line.measure.label, line.unit, *map(_text, line.cells))
        for line in with_figures(stats.lines)
    ]
    print_columns([heading, *lines])


def run_report(options: argparse.Namespace) -> None:
    """Write the report of a 年度; one that was not begun yet is begun with the chapters of the year before."""
    if options.xlsx and options.xlsx.suffix.lower() != ".xlsx":
        raise InputError(f"「{options.xlsx.name}」には書き出せません。名前の終わりを .xlsx にしてください。")
    with open_office(options, hands_out=True) as office:
        year = _year(office, options.year)
        reports = office.service("annual_reports")
        assert isinstance(reports, AnnualReportService)
        record = reports.of_year(year) or reports.save(STAFF, reports.begun(year)).snapshot
        job = office.papers.bundle(ANNUAL_REPORT, record.id)
        write_whole(options.output, job.draw().pdf)
        office.record_handout(STAFF, job.title, options.output.name, 0, ("annual_reports", record.id))
        print(f"{fiscal_year_label(year)}の年次報告書を {options.output} に書き出しました。")
        if options.xlsx:
            tables = annual.gather(reports, Draft.of(record)).tables()
            figure_sheets.write_tables(options.xlsx, tables, office.words())
            print(f"表を {options.xlsx} に書き出しました。")


def _year(office: Office, typed: str) -> int:
    year = YEAR.parse(typed, office.words())
    if year is None:
        raise InputError("年度を、令和8年度、R8、2026 のように指定してください。")
    return year


def _object(stats: Stats, line: StatLine, at: int) -> dict[str, Any]:
    """Return one number for ``--json`` (``docs/json.md``)."""
    cell = line.cells[at]
    return {
        "measure": line.measure.code,
        "label": line.measure.label,
        "group": line.measure.group,
        "number": line.number,
        "unit": line.unit,
        "fiscal_year": stats.years[at],
        "value": cell.value,
        "entered": cell.is_entered,
        "counted": cell.counted,
        "source": cell.source or None,
        "records": cell.behind.slice_name if cell.behind else None,
        "filters": {name: list(codes) for name, codes in cell.behind.filters.items()} if cell.behind else None,
    }


def _text(cell: Cell) -> str:
    shown = UNKNOWN if cell.value is None else f"{cell.value:,}"
    return f"{shown}{ENTERED}" if cell.is_entered else shown
