"""What follows from many new records is what follows from each, asked once of all that are alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.new_records import NewRecords
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.database.deriving import Deriving

SMALL = st.one_of(st.none(), st.integers(0, 2))
DRAFTS = st.lists(
    st.builds(
        Draft,
        st.dictionaries(st.sampled_from(["begin", "end", "name", "remark"]), SMALL),
        st.dictionaries(st.just("lines"), st.just([Draft({"title": "会長"})])),
    ),
    max_size=8,
)


def term(draft: Draft, _stored: Snapshot | None) -> dict[str, Any]:
    """The end where a draft leaves it open, and a remark on some drafts alone."""
    begin = draft.values.get("begin") or 0
    derived = {"begin": begin, "end": draft.values.get("end") or begin + 1}
    return derived | ({"remark": "長い"} if derived["end"] - begin > 1 else {})


def one_by_one(drafts: list[Draft]) -> list[Draft]:
    whole = [Draft(draft.values | term(draft, None), draft.children) for draft in drafts]
    named = {name for draft in (*drafts, *whole) for name in draft.values}
    return [Draft(dict.fromkeys(named) | draft.values, draft.children) for draft in whole]


@pytest.mark.parametrize("derived_from", [None, ("begin", "end"), ("end", "name", "begin")])
@given(first=DRAFTS, second=DRAFTS)
def test_what_follows_is_that_of_each_record(
    derived_from: tuple[str, ...] | None, first: list[Draft], second: list[Draft]
) -> None:
    deriving = Deriving(term, derived_from)
    for drafts in (first, second):
        before = NewRecords.of(drafts)
        assert list(deriving.over(before).drafts()) == one_by_one(drafts)
        assert list(before.drafts()) == list(NewRecords.of(drafts).drafts()), "what was given stays as it was"


def test_alike_records_are_asked_for_once_in_all_batches() -> None:
    asked: list[Mapping[str, Any]] = []

    def derive(draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        assert stored is None
        asked.append(dict(draft.values))
        return term(draft, None)

    deriving = Deriving(derive, ("begin",))
    for names in ("abc", "de"):
        new = NewRecords(len(names), {"name": list(names), "begin": [1] * len(names)})
        assert deriving.over(new).columns["end"] == [2] * len(names)
    assert asked == [{"begin": 1}]
    assert deriving.over(NewRecords(2, {"name": ["f", "g"]})).columns["end"] == [1, 1]
    assert asked == [{"begin": 1}, {"begin": None}]


def test_what_follows_from_the_lines_inside_and_is_put_there_is_kept() -> None:
    def derive(draft: Draft, _stored: Snapshot | None) -> dict[str, Any]:
        draft.values["name"] = "みどりの会"
        draft.children.setdefault("steps", []).append(Draft({"step": "begun"}))
        return {"lines": len(draft.children.get("lines", ()))}

    lines = {"lines": [Draft({"title": "会長"})]}
    made = Deriving(derive, None).over(NewRecords.of([Draft({"name": "緑の会"}, lines), Draft({"name": None})]))
    steps = {"steps": [Draft({"step": "begun"})]}
    assert list(made.drafts()) == [
        Draft({"name": "みどりの会", "lines": 1}, lines | steps),
        Draft({"name": "みどりの会", "lines": 0}, steps),
    ]
