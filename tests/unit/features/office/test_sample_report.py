"""Every figure of the sample office's yearly picture is traced to its list; its cases have pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import PIL.Image
import pytest

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.sample_pictures import HEIGHT, SCENES, WIDTH, draw_picture
from kyodo_desktop.features.reports import annual
from kyodo_desktop.features.reports.counting import Cell, StatLine
from kyodo_desktop.features.reports.service import AnnualReportService, CaseService, FigureService
from kyodo_desktop.features.reports.tables import UNKNOWN

NOW = dt.datetime(2026, 11, 21, 10, 0)
YEARS = (2024, 2025)
"""The years in which the sample was evaluated."""

HOUR = 60


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root = tmp_path_factory.mktemp("report") / "office"
    create_sample(root, volunteers=400, clock=FixedClock(NOW))
    with Office(root, FixedClock(NOW)) as opened:
        yield opened


@pytest.fixture(scope="module")
def figures(office: Office) -> FigureService:
    service = office.service("figures")
    assert isinstance(service, FigureService)
    return service


@pytest.fixture(scope="module")
def reports(office: Office) -> AnnualReportService:
    service = office.service("annual_reports")
    assert isinstance(service, AnnualReportService)
    return service


def bounds(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def rows(office: Office, cell: Cell, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what the list behind a number shows, read as a clerk reads it."""
    assert cell.behind is not None
    service = office.service(cell.behind.slice_name)
    ids = service.list_ids(ListQuery(filters=cell.behind.filters)).ids
    return [dict(zip(names, row, strict=True)) | {"id": each} for each, row in service.rows(ids, names).items()]


def lines(office: Office, listed: list[dict[str, Any]], table: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    found = office.service("volunteers").lines(table, [each["id"] for each in listed], names)
    return [line for inside in found.values() for line in inside]


def people(volunteer: Mapping[str, Any]) -> int:
    return max(volunteer["member_count"] or 0, 1) if volunteer["kind"] == "group" else 1


def traced(office: Office, line: StatLine, cell: Cell, year: int) -> int:
    """Return what a number comes to when its list is counted by hand."""
    of, number = line.measure.of, line.number
    match line.measure.computed:
        case "registrations":
            return registered(office, of, number, rows(office, cell, ("kind", "member_count")), bounds(year)[1])
        case "activities":
            return done(office, of, number, rows(office, cell, ("kind", "member_count")), bounds(year))
        case "projects" if number == "people":
            return sum(each["participants_actual"] or 0 for each in rows(office, cell, ("participants_actual",)))
        case "grants" if number == "yen":
            amount = "decided_amount" if of["stage"] == "decided" else "requested_amount"
            return sum(each[amount] or 0 for each in rows(office, cell, (amount,)))
    return len(rows(office, cell, ("name",)))


def registered(office: Office, of: Mapping[str, str], number: str, listed: list[dict[str, Any]], last: dt.date) -> int:
    if number == "people":
        return sum(map(people, listed))
    if of.get("counts") == "groups":
        return sum(each["kind"] == "group" for each in listed)
    works = {
        each["work"]
        for each in lines(office, listed, "registrations", ("programme", "work", "from_on", "until_on"))
        if each["programme"] == of["programme"]
        and (each["from_on"] is None or each["from_on"] <= last)
        and (each["until_on"] is None or each["until_on"] >= last)
    }
    return len(works - {None})


def done(
    office: Office,
    of: Mapping[str, str],
    number: str,
    listed: list[dict[str, Any]],
    days: tuple[dt.date, dt.date],
) -> int:
    logged = lines(office, listed, "activities", ("happened_on", "minutes", "people"))
    within = [each for each in logged if days[0] <= each["happened_on"] <= days[1]]
    if number == "people":
        return sum(each["people"] or 1 for each in within)
    minutes = sum((each["minutes"] or 0) * (each["people"] or 1) for each in within)
    return {"volunteers": len(listed), "times": len(within), "hours": round(minutes / HOUR)}[of["counts"]]


@pytest.mark.parametrize("year", YEARS)
def test_every_number_is_that_of_its_list(office: Office, figures: FigureService, year: int) -> None:
    stats = figures.stats([year])
    computed, listed = set(), 0
    for line in stats.lines:
        (cell,) = line.cells
        computed.add(line.measure.computed)
        if cell.counted:
            assert cell.counted == traced(office, line, cell, year), (line.measure.code, line.number)
            listed += 1
        else:
            assert cell.behind is None, "nothing to open"
    assert computed >= {"registrations", "organizations", "projects", "grants", "activities"}
    assert listed >= 25


@pytest.mark.parametrize("year", YEARS)
def test_the_report_prints_the_figures_of_the_screen(
    figures: FigureService, reports: AnnualReportService, year: int
) -> None:
    begun = reports.begun(year)
    gathered = annual.gather(reports, begun)
    stats = figures.stats(range(year - begun.values["years"] + 1, year + 1))
    [section] = [each for each in gathered.sections if each.code == "figures"]
    printed = [text.rstrip("＊") for table, _ in section.tables for row in table.texts() for text in row]
    for line in stats.lines:
        for cell in line.cells:
            if cell.value:
                assert f"{cell.value:,}" in printed
    assert UNKNOWN in printed


def test_every_case_has_a_picture_with_its_words(office: Office) -> None:
    cases = office.service("cases")
    assert isinstance(cases, CaseService)
    for case in cases.load_many(cases.list_ids(ListQuery()).ids):
        names = {attached.file_name: path for attached, path in cases.attachments(case.id)}
        captions = {line["file_name"]: line["caption"] for line in case.children["photos"]}
        assert names.keys() == captions.keys()
        assert names
        assert all(captions.values())
        for path in names.values():
            with PIL.Image.open(path) as picture:
                assert (picture.format, picture.size) == ("JPEG", (WIDTH, HEIGHT))


@pytest.mark.parametrize("scene", SCENES)
def test_a_picture_is_the_same_for_the_same_seed(tmp_path: Path, scene: str) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        draw_picture(scene, tmp_path / f"{name}.jpg", seed)
    one, same, _ = (tmp_path.joinpath(f"{name}.jpg").read_bytes() for name in ("one", "same", "other"))
    assert one == same
    with PIL.Image.open(tmp_path / "one.jpg") as picture:
        assert len(picture.convert("L").getcolors(WIDTH * HEIGHT) or ()) > 20


def test_the_report_of_last_year_has_no_empty_chapter(reports: AnnualReportService) -> None:
    kept = reports.of_year(YEARS[-1])
    assert kept is not None
    gathered = annual.gather(reports, Draft.of(kept))
    told = {section.code for section in gathered.sections if not section.is_empty}
    assert told == {"chronology", "figures", "grants", "evaluations", "cases", "plans"}
