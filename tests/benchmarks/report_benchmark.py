"""A yearly report of 40 pages with charts, from the registers to the PDF."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports.documents import ANNUAL_REPORT
from kyodo_desktop.features.reports.service import AnnualReportService
from tests.benchmarks.measure import Measurement, medians, wall_milliseconds

LIMIT = 3000.0
"""Milliseconds: as long as a person waits for a printer to wake up."""

_PAGES, _CASES = 40, 30
_NOW = dt.datetime(2026, 11, 21, 10, 0)


def measure() -> Iterator[Measurement]:
    """Measure gathering, composing and drawing together. Raises AssertionError for fewer pages than are promised."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "office"
        create_sample(root, clock=FixedClock(_NOW))
        with Office(root, FixedClock(_NOW)) as office:
            reports = office.service("annual_reports")
            assert isinstance(reports, AnnualReportService)
            record = prepared(reports)
            pages = len(office.papers.bundle(ANNUAL_REPORT, record).compose(lambda _done, _total: None).pages)
            assert pages >= _PAGES, f"the report has {pages} pages"
            (whole,) = medians(5, lambda: wall_milliseconds(lambda: office.papers.bundle(ANNUAL_REPORT, record).draw()))
    yield Measurement("a yearly report", whole, None, "ms", LIMIT, f"{pages} pages with charts")


def prepared(reports: AnnualReportService) -> int:
    """Let last year have many cases and all chapters; return the id of its report."""
    kept = reports.of_year(2025)
    assert kept is not None
    told = reports.cases.load_many(reports.cases.list_ids(ListQuery()).ids)
    drafts = []
    for number in range(_CASES):
        case = Draft.of(told[number % len(told)])
        values = {name: value for name, value in case.values.items() if name != "reference"}
        lines = [Draft(dict(line.values)) for line in case.children["partners"]]
        drafts.append(Draft({**values, "fiscal_year": 2025}, {"partners": lines}))
    reports.cases.save_all("窓口", "準備", drafts)
    report = Draft.of(kept)
    for line in report.children["sections"]:
        line.values["included"] = True
    return reports.save("窓口", report).snapshot.id
