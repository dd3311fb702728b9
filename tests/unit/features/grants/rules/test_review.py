from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.grants.rules.review import (
    Reviewer,
    ReviewItem,
    ReviewRules,
    Sheet,
    Vacancy,
    check_marks,
    score,
)

ITEMS = tuple(ReviewItem(key, key, 10) for key in ("公益性", "実現性", "協働", "発展性", "経費"))
REVIEWERS = tuple(Reviewer(key, f"審査員{key}") for key in "ABCDE")
RULES = ReviewRules(ITEMS, REVIEWERS)
"""5 reviewers × 5 items × 10 points, floor 70 %."""


def sheets(*marks: str) -> list[Sheet]:
    """Return sheets of A, B, … from digits; "x" is 利害関係, "?" a mark that is missing."""
    found = []
    for key, text in zip("ABCDE", marks, strict=False):
        if text == "x":
            found.append(Sheet(key, (None,) * 5, interest=True))
        else:
            found.append(Sheet(key, tuple(None if one == "?" else int(one) for one in text)))
    return found


def test_five_reviewers() -> None:
    found = score(RULES, sheets("88888", "77777", "99999", "66666", "78787"))
    assert [one.total for one in found.totals] == [40, 35, 45, 30, 37]
    assert (found.total, found.full, found.passing) == (187, 250, 175)
    assert found.item_totals == (37, 38, 37, 38, 37)


def test_the_floor_is_reached_by_exactly_seventy_percent() -> None:
    found = score(RULES, sheets("77777", "77777", "77777", "77777", "77777"))
    assert found.total == found.passing == 175
    assert score(replace(RULES, floor_permille=701), sheets("77777", "77777", "77777", "77777", "77777")).passing == 176


def test_an_interested_reviewer_gets_the_average_of_the_others_without_decimals() -> None:
    found = score(RULES, sheets("88888", "x", "99999", "66666", "78787"))
    assert [one.total for one in found.totals] == [40, 38, 45, 30, 37]  # (40 + 45 + 30 + 37) ÷ 4 = 38
    assert [one.replaced for one in found.totals] == [False, True, False, False, False]
    assert (found.total, found.full) == (190, 250)


def test_decimals_are_dropped_once_for_the_total() -> None:
    found = score(RULES, sheets("88888", "x", "99999", "66666", "89898"))  # the others' items: 31, 32, 31, 32, 31
    assert found.totals[1].total == 39  # 157 ÷ 4 = 39.25


def test_an_interested_reviewer_may_be_left_out_of_the_full_marks() -> None:
    marks = sheets("88888", "x", "99999", "x", "78787")
    found = score(ReviewRules(ITEMS, REVIEWERS, interest=Vacancy.LEAVES_OUT), marks)
    assert (found.total, found.full, found.counted, found.passing) == (122, 150, 3, 105)
    assert [(one.total, one.interest) for one in found.totals][1::2] == [(None, True)] * 2


def test_weights_count_times() -> None:
    items = (ReviewItem("a", "公益性", 10, weight=2), ReviewItem("b", "経費", 5))
    rules = ReviewRules(items, REVIEWERS[:3])
    found = score(rules, [Sheet("A", (7, 4)), Sheet("B", (8, 5)), Sheet("C", (None, None), interest=True)])
    assert rules.full_per_reviewer == 25
    assert [one.total for one in found.totals] == [18, 21, 19]
    assert found.item_totals == (44, 13)


def test_who_is_missing_is_named() -> None:
    found = score(RULES, sheets("88888", "7?77?", "99999", "x"))
    assert found.total is None
    assert found.missing == (
        "審査員Bさんの「実現性」「経費」の点数がまだ入力されていません。",
        "審査員Eさんの点数がまだ入力されていません。",
    )
    assert found.totals[1].missing_items == ("実現性", "経費")


def test_nobody_left_to_average() -> None:
    found = score(RULES, sheets("x", "x", "x", "x", "x"))
    assert found.total is None
    assert found.missing == ("点数を付けた審査員がいないため、平均を計算できません。審査員を加えてください。",)


def test_marks_outside_their_item_are_refused() -> None:
    wrong = Sheet("A", (11, -1, 10, 0, None))
    assert [(one.row, one.sentence) for one in check_marks(ITEMS, wrong)] == [
        (0, "「公益性」は0点から10点までです（11点と入力されています）。"),
        (1, "「実現性」は0点から10点までです（-1点と入力されています）。"),
    ]
    assert "5項目分を入力" in check_marks(ITEMS, Sheet("A", (1, 2)))[0].sentence
    with pytest.raises(ValueError, match="outside their items"):
        score(RULES, [wrong])
    with pytest.raises(ValueError, match="belongs to one reviewer"):
        score(RULES, [Sheet("Z", (1,) * 5)])
    with pytest.raises(ValueError, match="belongs to one reviewer"):
        score(RULES, [*sheets("88888"), *sheets("88888")])


MARKS = st.tuples(*[st.integers(0, 10)] * 5)


@given(
    marks=st.lists(MARKS, min_size=5, max_size=5),
    interested=st.sets(st.sampled_from("ABCDE"), max_size=4),
    seed=st.integers(0, 1_000),
)
def test_a_score_keeps_its_bounds(marks: list[tuple[int, ...]], interested: set[str], seed: int) -> None:
    rules = ReviewRules(ITEMS, REVIEWERS)
    given_sheets = [Sheet(key, one, interest=key in interested) for key, one in zip("ABCDE", marks, strict=True)]
    found = score(rules, given_sheets)
    totals = [sum(one) for key, one in zip("ABCDE", marks, strict=True) if key not in interested]
    assert found.total is not None
    assert sum(totals) <= found.total <= found.full == 250
    assert found.total * len(totals) <= sum(totals) * 5  # an average with its decimals dropped lifts nobody
    filled = [one.total for one in found.totals if one.replaced]
    assert all(one is not None and one <= sum(totals) // len(totals) for one in filled)
    random.Random(seed).shuffle(given_sheets)
    assert score(rules, given_sheets) == found


@given(st.lists(st.none() | st.integers(-2, 12), min_size=4, max_size=6).map(tuple))
def test_marks_are_scored_exactly_when_they_can_be_entered(marks: tuple[int | None, ...]) -> None:
    sheet = Sheet("A", marks)
    if check_marks(ITEMS, sheet):
        with pytest.raises(ValueError, match="outside their items"):
            score(RULES, [sheet])
    else:
        assert score(RULES, [sheet]).totals[0].total == (None if None in marks else sum(one or 0 for one in marks))
