"""Charts in words, and what is no chart."""

from __future__ import annotations

import math

import pytest

from kyodo_desktop.core.charts.chart import MOST_SERIES, Chart, Kind, Series
from kyodo_desktop.core.charts.words import figure, point_words, spans, summary

CHART = Chart(
    Kind.BARS,
    ("まかせて", "まごころ", "人材バンク"),
    (Series("令和7年度", (12, 1211, None)), Series("令和8年度", (14, 0, 35))),
    "登録者数",
    "人",
)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(1234567, 0, "1,234,567"), (3.25, 1, "3.2"), (-800, 0, "△800"), (-0.04, 1, "0.0"), (0, 0, "0"), (5, 1, "5.0")],
)
def test_a_figure_is_written_as_accounts_write_it(value: float, decimals: int, written: str) -> None:
    assert figure(value, decimals) == written


def test_a_figure_is_told_with_its_series_and_category() -> None:
    assert point_words(CHART, 0, 1) == "令和7年度、まごころ、1,211人"
    assert point_words(CHART, 0, 2) == "令和7年度、人材バンク、数値なし"


def test_a_whole_chart_is_told_with_every_figure_and_what_is_missing() -> None:
    assert summary(CHART) == (
        "登録者数（棒グラフ）。項目3、系列2。"
        "令和7年度：まかせて12人、まごころ1,211人、数値なし（人材バンク）。"
        "令和8年度：まかせて14人、まごころ0人、人材バンク35人。"
    )


def test_an_empty_chart_is_told_as_such() -> None:
    assert summary(Chart(Kind.LINES, ("R7",), (Series("", (None,)),))) == "折れ線グラフ：まだ数値がありません。"


@pytest.mark.parametrize(
    ("values", "stretches"),
    [((1, None, 2, 3), [range(1), range(2, 4)]), ((None, None), []), ((0, 0), [range(2)]), ((), [])],
)
def test_stretches_without_a_gap(values: tuple[float | None, ...], stretches: list[range]) -> None:
    assert spans(values) == stretches


@pytest.mark.parametrize(
    ("kind", "series", "scale", "words"),
    [
        (Kind.BARS, (Series("", (1,)),), None, "one value for each"),
        (Kind.BARS, (Series("", (1, math.nan)),), None, "not finite"),
        (Kind.STACKED, (Series("", (1, -1)),), None, "stacked"),
        (Kind.RADAR, (Series("", (1, 6)),), (1, 5), "scale"),
        (Kind.STACKED, (Series("", (1, 3)), Series("", (1, 3))), (0, 5), "scale"),
        (Kind.RADAR, (Series("", (1, 1)),), (1, 1), "scale"),
        (Kind.LINES, tuple(Series(str(number), (1, 2)) for number in range(MOST_SERIES + 1)), None, "apart"),
    ],
)
def test_what_cannot_be_drawn_is_no_chart(
    kind: Kind, series: tuple[Series, ...], scale: tuple[float, float] | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Chart(kind, ("R7", "R8"), series, scale=scale)
