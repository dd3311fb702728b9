"""The score of a sheet, its gaps and its trend."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.evaluation_sheets import EvaluationSheet, Group, Item
from kyodo_desktop.features.evaluations import laying, rules

Marks = dict[str, int | None]


def sheet_of(sizes: tuple[int, ...], weights: tuple[int, ...], least: int = 1, most: int = 5) -> EvaluationSheet:
    groups = tuple(
        Group(f"g{at}", f"まとまり{at}", weight, tuple(Item(f"g{at}i{i}", "項目", "できたか。") for i in range(size)))
        for at, (size, weight) in enumerate(zip(sizes, weights, strict=True))
    )
    anchors = tuple(f"{mark}点" for mark in range(least, most + 1))
    return EvaluationSheet("sheet", "シート", ("self",), least, anchors, least, groups)


SHEET = sheet_of((2, 2, 1), (20, 20, 60))


@st.composite
def sheets_with_marks(draw: st.DrawFn) -> tuple[EvaluationSheet, Marks]:
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    weights = draw(st.lists(st.integers(1, 100), min_size=len(sizes), max_size=len(sizes)))
    least = draw(st.integers(0, 1))
    sheet = sheet_of(tuple(sizes), tuple(weights), least, draw(st.integers(least + 1, 9)))
    mark = st.one_of(st.none(), st.integers(sheet.least, sheet.most))
    return sheet, {item.code: draw(mark) for _, item in sheet.items()}


def test_groups_count_by_their_weight() -> None:
    marks: Marks = {"g0i0": 5, "g0i1": 3, "g1i0": 4, "g1i1": 4, "g2i0": 2}
    found = rules.score(SHEET, marks)
    assert found.total == Fraction(20 * 4 + 20 * 4 + 60 * 2, 5)
    assert [each.mean for each in found.groups] == [4, 4, 2]
    assert (found.filled, found.missing) == (5, 0)


def test_what_is_missing_is_told_and_not_counted_as_nothing() -> None:
    found = rules.score(SHEET, {"g0i0": 5, "g0i1": None, "g1i0": 5})
    assert found.total == 100
    assert (found.filled, found.missing) == (2, 3)
    assert rules.score(SHEET, {}).total is None


@given(sheets_with_marks())
def test_a_score_lies_between_nothing_and_everything(case: tuple[EvaluationSheet, Marks]) -> None:
    sheet, marks = case
    found = rules.score(sheet, marks)
    given_marks = [mark for mark in marks.values() if mark is not None]
    assert (found.total is None) == (not given_marks)
    assert found.filled == len(given_marks)
    assert found.filled + found.missing == len(marks)
    if found.total is not None:
        assert (
            Fraction(100 * min(given_marks), sheet.most) <= found.total <= Fraction(100 * max(given_marks), sheet.most)
        )


@given(sheets_with_marks(), st.data())
def test_a_better_mark_never_lowers_the_score(case: tuple[EvaluationSheet, Marks], data: st.DataObject) -> None:
    sheet, marks = case
    better = [code for code, mark in marks.items() if mark is not None and mark < sheet.most]
    if better:
        code = data.draw(st.sampled_from(better))
        before, after = rules.score(sheet, marks).total, rules.score(sheet, marks | {code: sheet.most}).total
        assert before is not None
        assert after is not None
        assert before < after


@given(sheets_with_marks(), st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(case: tuple[EvaluationSheet, Marks], factor: int) -> None:
    sheet, marks = case
    sizes, weights = tuple(len(each.items) for each in sheet.groups), tuple(each.weight for each in sheet.groups)
    heavier = sheet_of(sizes, tuple(weight * factor for weight in weights), sheet.least, sheet.most)
    assert rules.score(sheet, marks).total == rules.score(heavier, marks).total


@given(sheets_with_marks(), st.data())
def test_each_low_mark_wants_a_reason_and_no_other(case: tuple[EvaluationSheet, Marks], data: st.DataObject) -> None:
    sheet, marks = case
    reasons = {code: data.draw(st.sampled_from([None, "", "　", "人手が足りなかった。"])) for code in marks}
    found = rules.unexplained(sheet, marks, reasons)
    for code, mark in marks.items():
        wanted = mark is not None and mark <= sheet.reason_at and not (reasons[code] or "").strip()
        assert (code in found) is wanted


@pytest.mark.parametrize(
    ("marks", "gap"), [((5, 3), 2), ((5, None, 4), 1), ((3,), 0), ((None, None), 0), ((), 0), ((1, 3, 5), 4)]
)
def test_a_gap_is_between_the_highest_and_the_lowest(marks: tuple[int | None, ...], gap: int) -> None:
    assert rules.gap(marks) == gap


@pytest.mark.parametrize(
    ("target", "result", "rate"),
    [(200, 250, 1250), (3, 1, 333), (3, 2, 667), (100, 0, 0), (0, 5, None), (None, 5, None), (5, None, None)],
)
def test_a_target_is_reached_by_so_much(target: int | None, result: int | None, rate: int | None) -> None:
    assert rules.rate(target, result) == rate


def test_numbers_have_one_decimal_and_halves_go_up() -> None:
    assert [rules.decimal(Fraction(value)) for value in ("72.25", "72.24", "3", "66.666")] == [
        "72.3",
        "72.2",
        "3.0",
        "66.7",
    ]
    assert rules.decimal(None) == ""


def test_a_change_is_said_with_its_sign() -> None:
    assert rules.change(Fraction(70), Fraction(147, 2)) == "＋3.5"
    assert rules.change(Fraction(70), Fraction(68)) == "－2.0"
    assert rules.change(Fraction(70), Fraction(70)) == "±0"
    assert rules.change(None, Fraction(70)) == ""


def test_a_trend_has_every_year_and_leaves_empty_ones_empty() -> None:
    scores = {2023: [Fraction(60), Fraction(80)], 2026: [Fraction(90), None], 2025: [None]}
    assert rules.trend(scores) == [(2023, 70), (2024, None), (2025, None), (2026, 90)]
    assert rules.trend({}) == []


def test_lines_that_do_not_say_their_item_are_those_of_the_sheet_in_its_order() -> None:
    lines = [{"mark": 5}, {"item": "g0i1", "mark": 4}, {"mark": 3}]
    assert [line["item"] for line in laying.named(SHEET, lines)] == ["g0i0", "g0i1", "g1i0"]
    assert laying.marks_of(laying.named(SHEET, lines)) == {"g0i0": 5, "g0i1": 4, "g1i0": 3}
    assert [line["item"] for line in laying.named(None, lines)] == [None, "g0i1", None]
