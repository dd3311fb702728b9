"""New records attribute by attribute are the drafts that they were made of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.new_records import NewRecords, columns_of
from kyodo_desktop.core.schema import Draft

NAMES = ("name", "phone", "kind")
LINES = st.lists(st.builds(Draft, st.fixed_dictionaries({"title": st.integers()})), max_size=2)
DRAFTS = st.lists(
    st.builds(
        Draft,
        st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.integers(0, 3))),
        st.dictionaries(st.sampled_from(["officers", "papers"]), LINES),
    ),
    max_size=6,
)


def filled(drafts: list[Draft]) -> list[Draft]:
    """Return drafts with None for what another of them names."""
    named = {name for draft in drafts for name in draft.values}
    return [Draft(dict.fromkeys(named) | draft.values, draft.children) for draft in drafts]


@given(DRAFTS)
def test_records_are_the_drafts_that_they_are_of(drafts: list[Draft]) -> None:
    new = NewRecords.of(drafts)
    assert new.count == len(drafts)
    assert all(len(column) == new.count for column in new.columns.values())
    assert set(new.columns) == {name for draft in drafts for name in draft.values}
    assert list(new.drafts()) == filled(drafts)


@given(DRAFTS, st.integers(0, 6), st.integers(0, 7))
def test_a_part_is_some_of_the_drafts(drafts: list[Draft], start: int, stop: int) -> None:
    part = NewRecords.of(drafts).part(slice(start, stop))
    assert part.count == len(drafts[start:stop])
    assert list(part.drafts()) == filled(drafts)[start:stop]


def test_the_lines_of_a_part_come_in_the_order_of_its_records() -> None:
    lines = {"officers": [Draft({"name": "岬　花子"})]}
    part = NewRecords(4, {"name": "abcd"}, {3: lines, 1: lines, 0: lines}).part(slice(1, None))
    assert list(part.tables) == [0, 2]


def test_records_without_any_attribute_are_still_as_many() -> None:
    new = NewRecords.of([Draft(), Draft({}, {"papers": []})])
    assert (new.count, dict(new.columns), dict(new.tables)) == (2, {}, {1: {"papers": []}})
    assert list(new.drafts()) == [Draft(), Draft({}, {"papers": []})]


def test_each_draft_is_one_of_its_own() -> None:
    lines = {"officers": [Draft({"name": "岬　花子"})]}
    new = NewRecords.of([Draft({"name": "みどりの会"}, lines)])
    [draft] = new.drafts()
    draft.values["name"] = "あおぞら"
    draft.children["officers"].append(Draft())
    draft.children["papers"] = []
    assert list(new.drafts()) == [Draft({"name": "みどりの会"}, lines)]
    assert len(lines["officers"]) == 1


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([], {}),
        ([{}], {}),
        ([{"a": 1}, {"a": None}], {"a": [1, None]}),
        ([{"a": 1, "b": 2}, {"b": 4, "a": 3}], {"a": [1, 3], "b": [2, 4]}),
        ([{"a": 1, "b": 2}, {"a": 3, "c": 4}], {"a": [1, 3], "b": [2, None], "c": [None, 4]}),
        ([{"a": 1}, {"a": 2, "b": 3}], {"a": [1, 2], "b": [None, 3]}),
        ([{}, {"b": 1}], {"b": [None, 1]}),
    ],
)
def test_rows_that_name_different_attributes_lack_none(rows: list[dict[str, Any]], columns: dict[str, Any]) -> None:
    assert {name: list(column) for name, column in columns_of(rows).items()} == columns
    assert list(columns_of(rows)) == list(columns)
