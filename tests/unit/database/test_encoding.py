"""What very many rows share is written in the statement: it must be stored as the driver stores what is bound."""

from __future__ import annotations

from typing import Any

import pytest
from sqlcipher3 import dbapi2

from kyodo_desktop.database.encoding import bind_column

VALUES: list[Any] = ["", "'", "''", "O'Neil", "nul\0inside", "?", ":name %s", "-- 注", "😀", "葛󠄀", "\n", "1"]
VALUES += [True, False, 0, 1, -5, 2**62, None, 1.5, 1.0]


def stored(values: list[Any], *, as_written: bool) -> list[tuple[Any, ...]]:
    """Return what a column without a type holds of values, each with its kind of storage."""
    connection = dbapi2.connect(":memory:")
    mark, bound = bind_column(values) if as_written else ("?", values)
    connection.execute("CREATE TABLE held (place, value)")
    rows = [(place,) if bound is None else (place, bound[place]) for place in range(len(values))]
    connection.executemany(f"INSERT INTO held VALUES (?, {mark})", rows)
    found: list[tuple[Any, ...]] = connection.execute(
        "SELECT typeof(value), value, hex(value) FROM held ORDER BY place"
    ).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("count", [1, 99, 100, 101])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_one_value_in_all_rows_is_stored_as_if_bound(value: Any, count: int) -> None:
    values = [value] * count
    assert stored(values, as_written=True) == stored(values, as_written=False)


@pytest.mark.parametrize("place", [0, 50, 99])
@pytest.mark.parametrize("other", ["", "別", None])
def test_one_row_that_differs_keeps_its_value(place: int, other: str | None) -> None:
    values: list[str | None] = ["同じ"] * 100
    values[place] = other
    assert stored(values, as_written=True) == stored(values, as_written=False)


@pytest.mark.parametrize("values", [["", None], [None, "a"], ["", "a"], [None, None], [0, None], [False, True]])
def test_a_few_rows_are_stored_as_if_bound(values: list[Any]) -> None:
    assert stored(values, as_written=True) == stored(values, as_written=False)
    assert stored(values * 50, as_written=True) == stored(values * 50, as_written=False)


def test_nothing_is_bound_from_a_hundred_rows_on() -> None:
    assert bind_column(["個人"] * 100) == ("'個人'", None)
    assert bind_column(["個人"] * 99) == ("?", ["個人"] * 99)
    assert bind_column(["個人"] * 99 + ["団体"])[1] is not None
    assert bind_column(["団体"] + ["個人"] * 99)[1] is not None
