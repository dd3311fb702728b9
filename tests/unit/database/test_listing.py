"""Lists are read below SQLAlchemy, from the declarations alone, and say what SQLAlchemy would."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from array import array
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.core.text import INDEX_TABS, index_tab
from kyodo_desktop.database import filtered_listing, search_listing

CLOCK = FixedClock(dt.datetime(2026, 11, 21, 10, 0))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("listing") / "office"
    create_sample(root, volunteers=300, clock=CLOCK)
    return root


@pytest.mark.parametrize("name", ["organizations", "volunteers"])
def test_rows_and_lines_have_the_values_of_the_records(sample: Path, name: str) -> None:
    with Office(sample, CLOCK, read_only=True) as office:
        service = office.service(name)
        attributes = tuple(service.schema.fields)
        ids = service.list_ids(ListQuery()).ids
        rows = service.rows(ids, attributes)
        lines = {
            inside: service.lines(inside, ids, tuple(each.fields)) for inside, each in service.schema.children.items()
        }
        for record in service.load_many(ids):
            assert dict(zip(attributes, rows[record.id], strict=True)) == record.values
            for inside, stored in record.children.items():
                assert lines[inside].get(record.id, []) == [line.values for line in stored]


@pytest.mark.parametrize(
    "query",
    [
        ListQuery(),
        ListQuery(descending=True),
        ListQuery(sort="name"),
        ListQuery(sort="address"),
        ListQuery(sort="withdrawn_on", descending=True),
        *(ListQuery(tab=tab) for tab in INDEX_TABS),
    ],
)
def test_a_list_has_the_order_that_sqlalchemy_gives_it(sample: Path, query: ListQuery) -> None:
    with Office(sample, CLOCK, read_only=True) as office:
        service = office.service("volunteers")
        with office.database.read() as session:
            expected = filtered_listing.list_ids(session, service.mapped, query, {}, office.words())
        assert service.list_ids(query) == expected


def test_as_many_are_counted_as_are_listed(sample: Path) -> None:
    filters: list[Filters] = [
        {},
        {"status": ("expiring",)},
        {"status": ("valid", "waiting"), "kind": ("individual",)},
        {"archived": ("yes",)},
    ]
    with Office(sample, CLOCK, read_only=True) as office:
        service = office.service("volunteers")
        listed = [service.list_ids(ListQuery(filters=each)).total for each in filters]
        assert service.counts(filters) == listed
        assert listed[0] == 300 > listed[2] > listed[1] > listed[3] == 0
        assert service.counts([]) == []


def test_a_text_finds_the_same_alone_and_under_each_tab(sample: Path) -> None:
    with Office(sample, CLOCK, read_only=True) as office:
        list_ids = office.service("volunteers").list_ids
        alone = list_ids(ListQuery(text="こ"))
        by_tab = [list_ids(ListQuery(text="こ", tab=tab)).ids for tab in INDEX_TABS]
    assert 10 < len(alone.ids) == alone.total < 300
    assert sorted(alone.ids) == sorted(each for ids in by_tab for each in ids)


def test_a_text_finds_its_best_matches_and_tells_how_many_there_are(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Office(sample, CLOCK, read_only=True) as office:
        list_ids = office.service("volunteers").list_ids
        whole = list_ids(ListQuery(text="こ"))
        assert list_ids(ListQuery(text="こ", limit=3)) == ListResult(whole.ids[:3], whole.total)
        monkeypatch.setattr(search_listing, "SEARCH_CAP", 5)
        assert list_ids(ListQuery(text="こ")) == ListResult(whole.ids[:5], 5, capped=True)
        assert list_ids(ListQuery(text="こ", limit=3)) == ListResult(whole.ids[:3], 5, capped=True)


def test_every_record_lies_under_the_index_tab_of_its_reading(office: Office) -> None:
    service = office.service("volunteers")
    readings = [
        "あべ",
        "ゔぃーなす",
        "がもう",
        "ぱくり",
        "んじゃめな",
        "わたなべ",
        "わん",
        "Smith",
        "3B",
        "",
        "ゐのうえ",
    ]
    for reading in readings:
        service.save("窓口", Draft({"kind": "individual", "name": "見本", "furigana": reading}))
    for tab in INDEX_TABS:
        ids = service.list_ids(ListQuery(tab=tab)).ids
        found = [row[0] or "" for row in service.rows(ids, ("furigana",)).values()]
        assert sorted(found) == sorted(each for each in readings if (index_tab(each) if each else "他") == tab), tab


def test_an_attribute_that_is_not_declared_is_no_sql(office: Office) -> None:
    with pytest.raises(KeyError):
        office.service("volunteers").rows([1], ("name FROM sqlite_master --",))
    with pytest.raises(KeyError):
        office.service("volunteers").list_ids(ListQuery(sort="1; DROP TABLE volunteers"))


def test_rows_of_records_that_are_gone_are_left_out(office: Office) -> None:
    assert office.service("volunteers").rows(array("q", [1, 2]), ("name",)) == {}


def test_a_list_is_read_without_sqlalchemy(sample: Path) -> None:
    code = """
import sys
from pathlib import Path
from kyodo_desktop.application import Office
from kyodo_desktop.core.listing import ListQuery
with Office(Path(sys.argv[1]), read_only=True) as office:
    service = office.service("volunteers")
    assert len(service.rows(service.list_ids(ListQuery()).ids, tuple(service.schema.fields))) == 300
assert "sqlalchemy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, sample], check=True)


def test_a_session_goes_on_with_the_connection_that_read_the_list(sample: Path) -> None:
    with Office(sample, CLOCK, read_only=True) as office:
        with office.database.read_rows() as first:
            assert office.database._spare == []
        with office.database.read() as session:
            held: Any = session.connection().connection.driver_connection
            assert held is first
        with office.database.read_rows() as again:
            assert again is first


def test_a_filter_takes_a_code_as_it_is_written(office: Office) -> None:
    volunteers = office.service("volunteers")
    people = [
        volunteers.save("窓口", Draft({"kind": "individual", "name": name, "skills": skills})).snapshot.id
        for name, skills in (("港　一郎", ("day_care", "music")), ("港　二郎", ("day1care",)))
    ]
    assert list(volunteers.list_ids(ListQuery(filters={"skills": ("day_care",)})).ids) == people[:1]
    assert list(volunteers.list_ids(ListQuery(filters={"skills": ("care", "ay_care")})).ids) == []
