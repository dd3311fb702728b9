"""A sequence that makes its items when they are asked for is asked like any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.on_demand import OnDemand

PLACES = st.one_of(st.none(), st.integers(-7, 7))


class Squares(OnDemand[int]):
    """The squares below a length, with a note of those that were made."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.made: list[int] = []

    def __len__(self) -> int:
        return self.length

    def make(self, index: int) -> int:
        self.made.append(index)
        return index * index


@pytest.mark.parametrize(("index", "made"), [(0, 0), (3, 3), (-1, 3), (-4, 0)])
def test_an_index_makes_one_item(index: int, made: int) -> None:
    squares = Squares(4)
    assert squares[index] == made * made
    assert squares.made == [made]


@pytest.mark.parametrize("index", [4, -5, 100])
def test_there_is_nothing_beyond_the_length(index: int) -> None:
    squares = Squares(4)
    with pytest.raises(IndexError):
        squares[index]
    assert squares.made == []


@given(st.integers(0, 5), PLACES, PLACES, PLACES.filter(lambda step: step != 0))
def test_a_slice_is_that_of_a_list(length: int, start: int | None, stop: int | None, step: int | None) -> None:
    squares, places = Squares(length), slice(start, stop, step)
    assert squares[places] == [each * each for each in range(length)][places]
    assert squares.made == list(range(length))[places]


def test_iteration_makes_an_item_when_it_comes_to_it_and_keeps_none() -> None:
    squares = Squares(3)
    each = iter(squares)
    assert next(each) == 0
    assert squares.made == [0]
    assert [*each] == [1, 4]
    assert list(squares) == [0, 1, 4]
    assert squares.made == [0, 1, 2, 0, 1, 2]
    assert (list(reversed(squares)), 4 in squares, 5 in squares) == ([4, 1, 0], True, False)


def test_a_sequence_without_items_is_empty() -> None:
    assert (list(Squares(0)), Squares(0)[:], bool(Squares(0)), bool(Squares(1))) == ([], [], False, True)
