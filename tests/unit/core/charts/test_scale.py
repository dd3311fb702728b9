"""The figures at an axis, and the units in which amounts are written."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.charts.scale import countings, scale_for


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1), st.integers(2, 10))
def test_a_scale_holds_every_figure_and_nought_in_round_steps(figures: list[float], most: int) -> None:
    scale = scale_for(figures, most)
    assert scale.low <= min(*figures, 0) <= max(*figures, 0) <= scale.high
    assert len(scale.ticks) <= most + 1
    assert scale.step / 10 ** math.floor(math.log10(scale.step) + 1e-9) in {1, 2, 5}
    assert all(0 <= scale.share(figure) <= 1 for figure in figures)


@pytest.mark.parametrize(
    ("figures", "ticks"),
    [
        ([0], [0, 1]),
        ([3], [0, 1, 2, 3]),
        ([12, 211, 7300], [0, 2000, 4000, 6000, 8000]),
        ([-45_000, 30_000], [-60_000, -40_000, -20_000, 0, 20_000, 40_000]),
    ],
)
def test_the_ticks_of_some_figures(figures: list[float], ticks: list[float]) -> None:
    assert scale_for(figures, 5).ticks == ticks


def test_shares_have_steps_between_whole_numbers() -> None:
    assert scale_for([0.7], 5, decimals=1).ticks == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])


@pytest.mark.parametrize(
    ("ends", "most", "ticks"),
    [
        ((1, 5), 6, [1, 2, 3, 4, 5]),
        ((0, 100), 5, [0, 20, 40, 60, 80, 100]),
        ((1, 5), 2, [1, 3, 5]),
        ((1, 8), 3, [1, 8]),
    ],
)
def test_the_ends_of_a_fixed_scale_are_ticks(ends: tuple[float, float], most: int, ticks: list[float]) -> None:
    assert scale_for([3], most, fixed=ends).ticks == ticks


def test_yen_are_also_written_in_thousands_and_millions() -> None:
    found = countings("円", 0, [12_345_000, 99_000_000])
    assert [(unit.word, unit.written(12_345_000), unit.notice) for unit in found] == [
        ("円", "12,345,000", "（円）"),
        ("千円", "12,345", "（千円）"),
        ("百万円", "12", "（百万円、四捨五入）"),
    ]


def test_people_and_small_amounts_are_written_as_they_are() -> None:
    assert [unit.word for unit in countings("人", 0, [12_345_000])] == ["人"]
    assert [unit.word for unit in countings("円", 0, [9_000])] == ["円"]
