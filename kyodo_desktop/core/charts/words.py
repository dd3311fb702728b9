"""Charts in words: the figures as they are written, and what is said instead of shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kyodo_desktop.core.charts.chart import Chart, Kind

NOTHING = "まだ数値がありません"
"""Stands where a chart without figures would be."""

TOO_NARROW = "図を表示するには場所が足りません"
"""Stands where a rectangle is too small for its chart."""

KIND_WORDS = {
    Kind.RADAR: "レーダーチャート",
    Kind.BARS: "棒グラフ",
    Kind.STACKED: "積み上げ棒グラフ",
    Kind.ROWS: "横棒グラフ",
    Kind.LINES: "折れ線グラフ",
}


def figure(value: float, decimals: int = 0) -> str:
    """Return a figure with commas and a fixed number of decimals, as accounts write it: 1,234, 3.5, △800."""
    written = f"{abs(value):,.{decimals}f}"
    return f"△{written}" if value < 0 and any(digit in written for digit in "123456789") else written


def point_words(chart: Chart, series: int, category: int) -> str:
    """Return one figure in words: 団体の自己評価、目的共有、4点."""
    value = chart.value(series, category)
    said = "数値なし" if value is None else figure(value, chart.decimals) + chart.unit
    return "、".join(part for part in (chart.series[series].name, chart.categories[category], said) if part)


def summary(chart: Chart) -> str:
    """Return a whole chart in words, for those who do not see it: what is shown, then every series with its figures."""
    if not chart.figures:
        return f"{chart_name(chart)}：{NOTHING}。"
    told = [f"{chart_name(chart)}。項目{len(chart.categories)}、系列{len(chart.series)}。"]
    told += [_series_words(chart, number) for number in range(len(chart.series))]
    return "".join(told)


def chart_name(chart: Chart) -> str:
    """Return what a chart is called: 登録者数の推移（棒グラフ）."""
    return f"{chart.title}（{KIND_WORDS[chart.kind]}）" if chart.title else KIND_WORDS[chart.kind]


def _series_words(chart: Chart, number: int) -> str:
    series = chart.series[number]
    told = [
        f"{category}{figure(value, chart.decimals)}{chart.unit}"
        for category, value in zip(chart.categories, series.values, strict=True)
        if value is not None
    ]
    missing = [category for category, value in zip(chart.categories, series.values, strict=True) if value is None]
    if missing:
        told.append(f"数値なし（{'・'.join(missing)}）")
    return f"{series.name}：{'、'.join(told)}。" if series.name else f"{'、'.join(told)}。"


def spans(values: Sequence[float | None]) -> list[range]:
    """Return the stretches without a gap: the places of neighbouring figures."""
    there = [place for place, value in enumerate(values) if value is not None]
    runs = groupby(enumerate(there), key=lambda pair: pair[1] - pair[0])
    return [range(run[0][1], run[-1][1] + 1) for run in (list(group) for _, group in runs)]
