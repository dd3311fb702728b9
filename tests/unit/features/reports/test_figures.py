"""Figures entered by hand beside those that are counted."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.reports.service import FigureService

STAFF = "窓口"


def volunteer(programme: str, **values: object) -> Draft:
    begun = values.pop("registered_on", dt.date(2020, 5, 1))
    return Draft(
        {
            "name": "港 花子",
            "kind": "individual",
            "registered_on": begun,
            "valid_until": dt.date(2031, 3, 31),
            **values,
        },
        {"registrations": [Draft({"programme": programme, "work": "花壇の世話"})]},
    )


def test_a_figure_is_entered_changed_and_taken_away(figures: FigureService) -> None:
    figures.enter(STAFF, "town_talks", 2014, {"count": 12})
    figures.enter(STAFF, "town_talks", 2014, {"people": 240})
    cell = figures.stats([2013, 2014]).cell("town_talks", "people", 2014)
    assert (cell.value, cell.is_entered, cell.counted) == (240, True, None)
    figures.enter(STAFF, "town_talks", 2014, {"count": None})
    figures.enter(STAFF, "town_talks", 2014, {"people": None})
    assert figures.stats([2014]).cell("town_talks", "people", 2014).value is None
    assert not figures.list_ids(ListQuery()).ids


def test_an_entered_figure_goes_before_a_counted_one_and_both_are_known(figures: FigureService) -> None:
    figures.volunteers.save(STAFF, volunteer("free_work"))
    figures.enter(STAFF, "free_work", 2024, {"people": 211})
    cell = figures.stats([2024]).cell("free_work", "people", 2024)
    assert (cell.value, cell.counted, cell.is_entered) == (211, 1, True)
    assert figures.stats([2024]).cell("free_work", "count", 2024).value == 1


def test_nothing_is_known_before_the_records_begin(figures: FigureService) -> None:
    figures.volunteers.save(STAFF, volunteer("free_work"))
    values = figures.stats(range(2018, 2023)).of("free_work")[1].values
    assert values == (None, None, 1, 1, 1)


def test_a_measure_and_year_has_one_figure(figures: FigureService) -> None:
    draft = {"measure": "public_comments", "fiscal_year": 2014, "count": 21}
    figures.save(STAFF, Draft(dict(draft)))
    with pytest.raises(InputError, match="入力済み"):
        figures.save(STAFF, Draft(dict(draft)))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"measure": "public_comments", "fiscal_year": 2014, "people": 3}, "事業で数えます"),
        ({"measure": "public_comments", "fiscal_year": 2014}, "数値（事業）を入力"),
        ({"measure": "public_comments", "fiscal_year": 2027, "count": 1}, "まだ始まっていない年度"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(figures: FigureService, values: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        figures.save(STAFF, Draft(values))


def test_years_that_have_not_begun_are_not_counted(figures: FigureService) -> None:
    with pytest.raises(InputError, match="令和8年度まで"):
        figures.stats([2027])


def test_a_kept_year_stays_when_the_records_change(figures: FigureService) -> None:
    saved = figures.volunteers.save(STAFF, volunteer("free_work"))
    figures.keep_year(STAFF, 2025)
    figures.volunteers.archive(STAFF, saved.snapshot.id, "整理")
    cell = figures.stats([2025]).cell("free_work", "people", 2025)
    assert (cell.value, cell.is_entered) == (1, True)
    assert "令和8年11月21日" in cell.source
    with pytest.raises(InputError, match="残す実績がありません"):
        figures.keep_year(STAFF, 2025)
