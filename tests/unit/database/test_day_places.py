from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Date, Engine, MetaData, Table, insert, select

from kyodo_desktop.database import day_places
from kyodo_desktop.database.engine import open_engine

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2015, 2, 1))
EVENTS = Table("events", MetaData(), Column("happened_on", Date))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(tmp_path_factory.mktemp("days") / "days.db")
    yield engine
    engine.dispose()


@given(happened=st.lists(st.none() | DAYS, min_size=1), days=st.lists(DAYS, unique=True).map(sorted))
def test_a_day_takes_the_place_that_it_would_be_sorted_into(
    engine: Engine, happened: list[dt.date | None], days: list[dt.date]
) -> None:
    column = EVENTS.c.happened_on
    with engine.connect() as connection:
        EVENTS.create(connection)
        connection.execute(insert(EVENTS), [{"happened_on": day} for day in happened])
        found = connection.execute(
            select(column, day_places.before(column, days, empty=0), day_places.up_to(column, days, empty=99))
        ).all()
        connection.rollback()
    assert found == [
        (day, 0, 99) if day is None else (day, bisect_left(days, day), bisect_right(days, day)) for day in happened
    ]
