"""Every counted number is what the list behind it shows."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports.counting import Behind
from kyodo_desktop.features.reports.service import FigureService

STAFF = "窓口"
YEARS = range(2017, 2027)
FIRST = dt.date(2015, 4, 1)


class Chance:
    """Records as they come in over the years, with gaps, ends and double registrations."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def day(self, *, known: float = 0.9) -> dt.date | None:
        if self.random.random() > known:
            return None
        return FIRST + dt.timedelta(days=self.random.randrange(4200))

    def term(self) -> dict[str, dt.date | None]:
        begin = self.day()
        late = (begin or FIRST) + dt.timedelta(days=self.random.randrange(1, 2500))
        gone = late if self.random.random() < 0.2 else None
        end = late if self.random.random() < 0.6 else dt.date(2030, 3, 31)
        return {"registered_on": begin or FIRST, "valid_until": end, "withdrawn_on": gone}

    def volunteer(self, number: int) -> Draft:
        one_of = self.random.choice
        kind = one_of(("individual", "individual", "group"))
        lines = [
            Draft(
                {
                    "programme": one_of(("paid_work", "free_work", "beautification")),
                    "work": one_of(("花壇", "見守り", "案内", None)),
                    "from_on": self.day(known=0.5),
                    "until_on": self.day(known=0.2),
                }
            )
            for _ in range(one_of((1, 1, 2, 3)))
        ]
        people = self.random.randrange(1, 20) if kind == "group" and self.random.random() < 0.8 else None
        values = {"name": f"港 {number}子", "kind": kind, "member_count": people, **self.term()}
        return Draft(values, {"registrations": lines})


@pytest.fixture
def filled(office: Office) -> FigureService:
    chance = Chance(7)
    one_of = chance.random.choice
    office.service("volunteers").save_all(
        STAFF, "登録", [chance.volunteer(number) for number in range(120)], checked=True
    )
    organizations = [
        Draft(
            {
                "name": f"汐見野の会{number}",
                "kind": one_of(("neighbourhood", "civic_group", "company")),
                "activity_fields": one_of((("community", "education"), ("community",), None)),
                **chance.term(),
            }
        )
        for number in range(60)
    ]
    office.service("organizations").save_all(STAFF, "登録", organizations, checked=True)
    projects = [
        Draft(
            {
                "name": f"事業{number}",
                "form": one_of(("subsidy", "endorsement", "commission")),
                "domain": one_of(("citizen_led", "cooperation", None)),
                "fiscal_year": one_of(list(YEARS)),
                "participants_actual": one_of((None, 30, 120)),
            }
        )
        for number in range(80)
    ]
    office.service("projects").save_all(STAFF, "登録", projects)
    service = office.service("figures")
    assert isinstance(service, FigureService)
    grants = [
        Draft(
            {
                "name": f"補助事業{number}",
                "organization": "汐見野の会",
                "round": "平成の回",
                "programme": "civic_activity",
                "fiscal_year": one_of(list(YEARS)),
                "frame": one_of(("一般", "地域en(えん)づくり", "周年記念", None)),
                "requested_amount": 1000 * chance.random.randrange(30, 300),
                "decided_amount": one_of((None, 50_000, 120_000)),
            }
        )
        for number in range(60)
    ]
    service.grants.save_all(STAFF, "登録", grants)
    return service


def listed(office: Office, behind: Behind, number: str) -> int:
    """Return what the list behind a number comes to."""
    service = office.service(behind.slice_name)
    ids = service.list_ids(ListQuery(filters=behind.filters)).ids
    amounts = {
        ("volunteers", "people"): ("kind", "member_count"),
        ("projects", "people"): ("participants_actual",),
        ("grants", "yen"): ("decided_amount" if "money" in behind.filters else "requested_amount",),
    }.get((behind.slice_name, number))
    if amounts is None:
        return len(ids)
    rows = service.rows(ids, amounts).values()
    if behind.slice_name == "volunteers":
        return sum(max(size or 0, 1) if kind == "group" else 1 for kind, size in rows)
    return sum(amount or 0 for (amount,) in rows)


def test_every_number_is_what_its_list_shows(office: Office, filled: FigureService) -> None:
    compared = 0
    for line in filled.stats(YEARS).lines:
        for cell in line.cells:
            if cell.behind is None or (line.measure.of.get("counts") == "works" and line.number == "count"):
                continue
            assert cell.counted == listed(office, cell.behind, line.number), (line.measure.code, cell.behind)
            compared += 1
    assert compared > 150


def test_works_are_those_that_the_listed_volunteers_are_registered_for(office: Office, filled: FigureService) -> None:
    today = office.today()
    for year in YEARS:
        day = min(dt.date(year + 1, 3, 31), today)
        cell = filled.stats([*YEARS]).cell("free_work", "count", year)
        if cell.behind is None:
            assert not cell.value
            continue
        ids = office.service("volunteers").list_ids(ListQuery(filters=cell.behind.filters)).ids
        lines = office.service("volunteers").lines("registrations", ids, ("programme", "work", "from_on", "until_on"))
        works = {
            line["work"]
            for found in lines.values()
            for line in found
            if line["programme"] == "free_work"
            and line["work"]
            and (line["from_on"] is None or line["from_on"] <= day)
            and (line["until_on"] is None or line["until_on"] >= day)
        }
        assert cell.value == len(works)


def test_the_running_year_is_counted_today(office: Office, filled: FigureService) -> None:
    ids = office.service("organizations").list_ids(ListQuery(filters={"status": ("valid", "expiring", "waiting")})).ids
    assert filled.stats(YEARS).cell("organizations", "count", 2026).value == len(ids)


def worked(name: str, *lines: tuple[dt.date, str | None, int | None, int | None], **values: object) -> Draft:
    """Return a volunteer with records of activities: day, programme, minutes, people."""
    names = ("happened_on", "programme", "minutes", "people")
    drafts = [Draft(dict(zip(names, line, strict=True))) for line in lines]
    own = {"name": name, "kind": "individual", "registered_on": dt.date(2024, 4, 1), **values}
    return Draft(own, {"activities": drafts})


def test_what_volunteers_did_is_counted_by_year(office: Office, figures: FigureService) -> None:
    day = dt.date
    volunteers = office.service("volunteers")
    drafts = [
        worked("港　一子", (day(2025, 4, 1), "free_work", 90, None), (day(2026, 3, 31), "free_work", 60, 1)),
        worked("港の会", (day(2025, 6, 1), "beautification", 120, 10), kind="group", member_count=12),
        worked("港　二子", (day(2026, 4, 1), "free_work", None, None)),
        worked("港　三子", (day(2025, 5, 1), None, 45, 0)),
        worked("港　四子", (day(2025, 5, 1), "free_work", 600, 5)),
    ]
    saved = [volunteers.save(STAFF, draft).snapshot for draft in drafts]
    volunteers.archive(STAFF, saved[4].id, "誤り")
    stats = figures.stats(range(2024, 2027))

    def values(code: str, number: str = "count") -> tuple[int | None, ...]:
        return tuple(stats.cell(code, number, year).value for year in stats.years)

    assert values("active_volunteers") == (None, 3, 1), "before the first record nothing is known"
    assert values("volunteer_activities") == (None, 4, 1)
    assert values("volunteer_activities", "people") == (None, 13, 1), "one each, and the ten of the group"
    assert values("volunteer_hours") == (None, 23, 0), "90 + 60 + 10 × 120 + 45 minutes"
    behind = stats.cell("active_volunteers", "count", 2025).behind
    assert behind is not None
    assert set(volunteers.list_ids(ListQuery(filters=behind.filters)).ids) == {saved[0].id, saved[1].id, saved[3].id}
    cleaning = volunteers.list_ids(ListQuery(filters={"active_in": ("beautification@2025",)})).ids
    assert list(cleaning) == [saved[1].id]


def test_participation_of_projects_is_that_of_their_list(office: Office, filled: FigureService) -> None:
    stats = filled.stats(YEARS)
    for year in YEARS:
        cells = [stats.cell("project_participation", number, year) for number in ("count", "people")]
        by_form = [
            line.cells[stats.years.index(year)].value or 0 for line in stats.lines if _is_form(line.measure.code)
        ]
        assert cells[0].value == sum(by_form)
        for number, cell in zip(("count", "people"), cells, strict=True):
            assert cell.behind is not None
            assert cell.value == listed(office, cell.behind, number)


def _is_form(code: str) -> bool:
    return code.startswith("projects_by_form.")
