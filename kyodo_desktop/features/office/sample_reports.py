"""The yearly picture of the sample office: figures of past years, 年表, cases, and last year's report."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.dates import era_year, fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.sample_names import sample_file
from kyodo_desktop.features.office.sample_pictures import draw_picture
from kyodo_desktop.features.reports.service import AnnualReportService, CaseService

MADE = "見本の作成"

SPREAD = 0.12
"""By how large a share the figure of one year differs from the usual one."""

JANUARY_TO_MARCH = ("1月", "2月", "3月")
"""Months that lie in the calendar year after the one their 年度 is named by."""


def make_reports(reports: AnnualReportService, staff: str, seed: int) -> None:
    """Make figures, 年表, cases and last year's report; the same ones for the same seed on the same day."""
    told = sample_file("reports")
    year = fiscal_year(reports.words().today)
    reports.figures.save_all(staff, MADE, _figures(told.section("figures"), reports, year, Random(seed)))
    reports.chronology.save_all(staff, MADE, [_entry(each, year) for each in told.tables("chronology")])
    _make_cases(reports.cases, staff, list(told.tables("cases")), year, seed)
    report = reports.begun(year - 1)
    cover = report.children["sections"][0]
    cover.values["words"] = "市民、団体、企業、大学と市が力を合わせた1年のあゆみ"
    reports.save(staff, report)


def _figures(told: Section, reports: AnnualReportService, year: int, random: Random) -> list[Draft]:
    drafts = []
    for code, figures in told.sections():
        since = figures.number("since", 1, 40)
        until = figures.number("until", 1, 40) if "until" in figures else 1
        for ago in range(since, until - 1, -1):
            values = {
                number: _near(figures.number(number, 1, 99_999_999), random)
                for number in reports.figures.measures[code].units
                if number in figures
            }
            drafts.append(
                Draft({"measure": code, "fiscal_year": year - ago, "source": figures.text("source"), **values})
            )
    return drafts


def _near(usual: int, random: Random) -> int:
    """Return a figure near the usual one; sums of money end in thousands."""
    found = round(usual * (1 + random.uniform(-SPREAD, SPREAD)))
    return found // 1000 * 1000 if usual >= 1_000_000 else max(1, found)


def _entry(told: Section, year: int) -> Draft:
    month = told.text("when")
    first, last = fiscal_year_bounds(year - told.number("ago", 0, 100))
    day = last if month in JANUARY_TO_MARCH else first
    values = {name: told.text(name) for name in ("kind", "name", "text", "policy") if name in told}
    return Draft({"when_words": f"{era_year(day)}{month}", **values})


def _make_cases(cases: CaseService, staff: str, told: Sequence[Section], year: int, seed: int) -> None:
    """Make the cases, each with its pictures as attached files."""
    drafts = [_case(each, year) for each in told]
    cases.save_all(staff, MADE, drafts)
    ids = cases.list_ids(ListQuery(sort="reference")).ids
    with tempfile.TemporaryDirectory() as folder:
        for case, each in zip(cases.load_many(ids), told, strict=True):
            for scene, _ in each.data["photos"]:
                picture = Path(folder) / _file_name(scene)
                draw_picture(scene, picture, seed)
                cases.attach(staff, case.id, picture)


def _file_name(scene: str) -> str:
    return f"{scene}.jpg"


def _case(told: Section, year: int) -> Draft:
    names = ("pattern", "name", "furigana", "place", "summary", "background", "activities", "result", "lessons")
    partners = [
        Draft({"name": name, "kind": kind, "brought": brought}) for name, kind, brought in told.data["partners"]
    ]
    values = {name: told.text(name) for name in names}
    photos = [Draft({"file_name": _file_name(scene), "caption": caption}) for scene, caption in told.data["photos"]]
    children = {"partners": partners, "photos": photos}
    return Draft({"fiscal_year": year - told.number("ago", 0, 100), **values}, children)
