"""What holds of every chart: nothing leaves the rectangle, no two words meet, greater figures lie farther out."""

from __future__ import annotations

import itertools
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.charts.chart import MOST_SERIES, Chart, Kind, Series
from kyodo_desktop.core.charts.drawing import MM_PER_POINT, Drawing, Label, Path, bounds
from kyodo_desktop.core.charts.layout import draw, wanted_height
from kyodo_desktop.core.charts.words import NOTHING, TOO_NARROW

PRINCIPLES = ("目的共有", "相互理解", "自主・自立", "対等", "役割分担", "情報公開・情報共有", "評価")


def width_of(text: str, size: float) -> float:
    """As a face whose kana and kanji fill a square and whose letters fill half of one."""
    wide = sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)
    return wide * size * MM_PER_POINT


names = st.text(alphabet="協働のまちづくり、（）・ー12 ab", min_size=1, max_size=24).map(
    lambda name: name.strip() or "名"
)


@st.composite
def charts(draw: st.DrawFn, *kinds: Kind) -> Chart:
    kind = draw(st.sampled_from(kinds or tuple(Kind)))
    categories = tuple(draw(st.lists(names, min_size=1, max_size=10)))
    low = 0 if kind is Kind.STACKED else -3_000_000
    scale = None if kind is Kind.STACKED else draw(st.sampled_from([None, (1.0, 5.0)]))
    figures = st.integers(1, 5) if scale else st.integers(low, 9_000_000) | st.integers(0, 30)
    count = draw(st.integers(1, MOST_SERIES))
    size = len(categories)
    series = tuple(
        Series(draw(names), tuple(draw(st.lists(st.none() | figures, min_size=size, max_size=size))))
        for _ in range(count)
    )
    return Chart(
        kind, categories, series, draw(st.just("") | names), draw(st.sampled_from(["円", "人", ""])), scale=scale
    )


def labels(drawing: Drawing) -> list[Label]:
    return [mark for mark in drawing.marks if isinstance(mark, Label)]


@given(charts(), st.floats(3, 180), st.floats(3, 120))
def test_nothing_leaves_the_rectangle(chart: Chart, width: float, height: float) -> None:
    for mark in draw(chart, width, height, width_of).marks:
        box = bounds(mark)
        assert box.left >= -1e-6, mark
        assert box.top >= -1e-6, mark
        assert box.right <= width + 1e-6, mark
        assert box.foot <= height + 1e-6, mark


@given(charts(), st.floats(40, 180), st.floats(30, 120))
def test_no_two_words_meet(chart: Chart, width: float, height: float) -> None:
    placed = [
        (label.text, bounds(label).cut(left=1e-6, top=1e-6, right=1e-6, foot=1e-6))
        for label in labels(draw(chart, width, height, width_of))
    ]
    for (one, here), (other, there) in itertools.combinations(placed, 2):
        assert not here.meets(there), (one, other)


@given(charts(), st.floats(60, 180))
def test_every_figure_is_a_point_where_there_is_room(chart: Chart, width: float) -> None:
    drawing = draw(chart, width, wanted_height(chart, width, width_of), width_of)
    there = [
        (number, category)
        for number, series in enumerate(chart.series)
        for category, value in enumerate(series.values)
        if value is not None
    ]
    assert [(point.series, point.category) for point in drawing.points] == ([] if drawing.notice else there)
    assert bool(drawing.notice) == (not drawing.points)


@given(charts(Kind.BARS, Kind.LINES))
def test_greater_figures_stand_higher(chart: Chart) -> None:
    points = draw(chart, 200, 140, width_of).points
    ordered = sorted(points, key=lambda point: chart.value(point.series, point.category) or 0)
    assert all(lower.y >= higher.y - 1e-6 for lower, higher in itertools.pairwise(ordered))


@given(charts(Kind.ROWS))
def test_greater_figures_reach_farther(chart: Chart) -> None:
    points = draw(chart, 160, 400, width_of).points
    ordered = sorted(points, key=lambda point: chart.value(point.series, point.category) or 0)
    assert all(shorter.x <= longer.x + 1e-6 for shorter, longer in itertools.pairwise(ordered))


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 7), min_size=1, max_size=5))
def test_better_marks_lie_farther_from_the_centre(marks: list[tuple[int, ...]]) -> None:
    series = tuple(Series(f"第{number}者", values) for number, values in enumerate(marks))
    drawing = draw(Chart(Kind.RADAR, PRINCIPLES, series, scale=(1, 5)), 120, 120, width_of)
    spokes = [mark for mark in drawing.marks if isinstance(mark, Path) and len(mark.places) == 2]
    centre = next(mark.places[0] for mark in spokes if sum(mark.places[0] == other.places[0] for other in spokes) == 7)
    reach = {
        round(math.dist(centre, (point.x, point.y)), 6): marks[point.series][point.category] for point in drawing.points
    }
    assert [value for _, value in sorted(reach.items())] == sorted(set(itertools.chain.from_iterable(marks)))
    assert min(reach) > 1  # the lowest mark is seen beside the centre


@pytest.mark.parametrize("kind", Kind)
def test_a_chart_without_figures_says_so(kind: Kind) -> None:
    drawing = draw(Chart(kind, ("R7", "R8"), (Series("件数", (None, None)),), "講座"), 80, 40, width_of)
    assert drawing.notice == NOTHING
    assert [label.text for label in labels(drawing)] == ["講座", NOTHING]


def test_a_rectangle_without_room_says_so() -> None:
    drawing = draw(Chart(Kind.BARS, PRINCIPLES, (Series("件数", (1, 2, 3, 4, 5, 6, 7)),)), 60, 9, width_of)
    assert drawing.notice == TOO_NARROW
    assert [label.text for label in labels(drawing)] == [TOO_NARROW]


def test_a_missing_mark_opens_the_outline_and_a_missing_year_breaks_the_line() -> None:
    radar = draw(
        Chart(Kind.RADAR, PRINCIPLES, (Series("委員会", (3, 4, None, 5, 2, 3, 4)),), scale=(1, 5)), 90, 90, width_of
    )
    outline = [
        mark
        for mark in radar.marks
        if isinstance(mark, Path) and mark.stroke and mark.stroke.ink == 0 and len(mark.places) > 5
    ]
    assert [(len(mark.places), mark.closed) for mark in outline] == [(6, False)]
    years = tuple(f"R{year}" for year in range(1, 8))
    lines = draw(Chart(Kind.LINES, years, (Series("", (1, 2, None, 4, 5, 6, None)),)), 90, 60, width_of)
    runs = [mark for mark in lines.marks if isinstance(mark, Path) and mark.stroke and mark.stroke.ink == 0]
    assert [len(mark.places) for mark in runs if not mark.closed] == [2, 3]


def test_amounts_that_are_too_long_for_their_bars_are_written_in_thousands_and_say_whether_they_are_rounded() -> None:
    years = tuple(f"R{year}" for year in range(3, 9))

    def written(*amounts: int) -> list[str]:
        chart = Chart(Kind.BARS, years, (Series("", amounts),), unit="円")
        return [label.text for label in labels(draw(chart, 76, 60, width_of))]

    exact = written(12_345_000, 23_456_000, 1_000_000, 5_000_000, 8_000_000, 9_000_000)
    assert {"（千円）", "12,345", "9,000"} <= set(exact)
    rounded = written(12_345_600, 23_456_000, 1_000_000, 5_000_000, 8_000_000, 9_000_000)
    assert {"（千円、四捨五入）", "12,346"} <= set(rounded)


def test_amounts_on_a_fixed_scale_are_written_in_thousands_too() -> None:
    chart = Chart(Kind.BARS, ("R7", "R8"), (Series("", (12_000_000, 30_000_000)),), unit="円", scale=(0, 50_000_000))
    drawing = draw(chart, 30, 60, width_of)
    texts = {label.text for label in labels(drawing)}
    assert {"（千円）", "12,000", "30,000", "50,000"} <= texts
    low, high = drawing.points
    assert (low.box.foot - low.y) / (high.box.foot - high.y) == pytest.approx(12 / 30)


def test_names_that_do_not_fit_below_their_bars_are_numbered() -> None:
    names = tuple(f"第{number}の問いは成果と課題を振り返り評価しているか" for number in range(1, 10))
    drawing = draw(Chart(Kind.BARS, names, (Series("", tuple(range(1, 10))),)), 90, 90, width_of)
    texts = [label.text for label in labels(drawing)]
    assert set(names) <= set(texts)
    assert texts.count("9") >= 2  # below its bar and before its name


@pytest.mark.parametrize("kind", [Kind.RADAR, Kind.BARS, Kind.LINES])
def test_a_wanted_height_grows_with_the_width_until_it_is_high_enough(kind: Kind) -> None:
    chart = Chart(kind, PRINCIPLES, (Series("団体", (1, 2, 3, 4, 5, 4, 3)),))
    narrow, wide, wider = (wanted_height(chart, width, width_of) for width in (90, 140, 700))
    assert narrow < wide <= wider < 120


def test_a_wanted_height_holds_the_chart_at_its_full_size() -> None:
    names = tuple(f"第{number}の分野における市民活動の推進を図る活動" for number in range(1, 12))
    chart = Chart(Kind.ROWS, names, (Series("", tuple(range(1, 12))),), "分野別")
    drawing = draw(chart, 84, wanted_height(chart, 84, width_of, size=8), width_of, size=8)
    assert "".join(label.text for label in labels(drawing) if label.size == 8).startswith("第1の分野")
    assert drawing.written
