"""Lines broken by the Japanese rules, and texts that stay in their boxes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.line_breaking import NOT_AT_END, NOT_AT_START
from kyodo_desktop.printing.fonts import FontBook, clusters
from kyodo_desktop.printing.layout import (
    block_height,
    break_lines,
    broken_in_two,
    fit,
    line_count,
    place,
    place_text,
    text_of,
)
from kyodo_desktop.printing.page import MM_PER_POINT, Align, Text, TextBox, VerticalAlign

FONTS = FontBook()
EM = 10 * MM_PER_POINT
"""Width of a full-width character at 10 points, in mm."""

texts = st.text(alphabet="協働のまちづくり、。「」（）ーっ…ab1,234 　髙𠮷葛\U000e0100\n", max_size=120)


def lines_of(text: str, width_in_ems: float) -> list[str]:
    lines, _ = break_lines(text, width_in_ems * EM, 10, FONTS.widths("mincho"))
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("協働のまちづくり", 4, ["協働のま", "ちづくり"]),
        ("まちづくり、協働", 5, ["まちづく", "り、協働"]),
        ("これは「協働」だ", 4, ["これは", "「協働」", "だ"]),
        ("ボランティア活動", 4, ["ボラン", "ティア活", "動"]),
        ("はい……そうです", 3, ["は", "い……", "そうで", "す"]),
        ("電話は0143-25-2703へ", 6, ["電話は", "0143-25-2703", "へ"]),
        ("年額1,234,000円です", 8, ["年額1,234,000円", "です"]),
        ("the town office", 4, ["the town", "office"]),
        ("一行目\n\n三行目", 9, ["一行目", "", "三行目"]),
        ("参加者100％達成", 6, ["参加者100％", "達成"]),
        ("葛\U000e0100城と葛\U000e0100飾", 3, ["葛\U000e0100城と", "葛\U000e0100飾"]),
        ("港町三丁目　港荘", 5, ["港町三丁目", "港荘"]),
        ("港町三丁目　港荘", 6, ["港町三丁目", "港荘"]),
        ("発足の日　　　　年　　月", 5, ["発足の日　", "　　　年　", "　月"]),
    ],
)
def test_lines_end_where_the_rules_allow(text: str, ems: float, lines: list[str]) -> None:
    assert lines_of(text, ems) == lines


@given(texts, st.floats(min_value=1, max_value=30))
def test_breaking_loses_nothing_and_keeps_to_the_width(text: str, ems: float) -> None:
    lines, _ = break_lines(text, ems * EM, 10, FONTS.widths("mincho"))
    assert text_of(lines).rstrip("\n") == text.rstrip("\n")
    for line in lines:
        assert line.width == pytest.approx(FONTS.width(line.text, 10))
        assert line.width <= ems * EM + 1e-6


@given(texts, st.floats(min_value=1, max_value=30))
def test_no_line_begins_or_ends_with_what_may_not_stand_there(text: str, ems: float) -> None:
    lines, forced = break_lines(text, ems * EM, 10, FONTS.widths("mincho"))
    if forced:
        return
    for line, following in itertools.pairwise(lines):
        if line.ends or line.gap:
            continue
        assert clusters(following.text)[0] not in NOT_AT_START
        assert clusters(line.text)[-1] not in NOT_AT_END


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("代表理事　髙橋　花子", "代表理事　髙橋　花子"),
        ("代表理事兼事務局長　髙橋　花子", "代表理事兼事務局長\n髙橋　花子"),
        ("港とみどりを守るボランティアの会", "港とみどりを守る\nボランティアの会"),
        ("代表理事兼事務局長代行　会", "代表理事兼事務局長代行　会"),
        ("みなとまちづくりの会", "みなとまちづくりの会"),
        ("役職\n代表理事兼事務局長　髙橋", "役職\n代表理事兼事務局長　髙橋"),
        ("事業の完了の日、又は　　年　　月", "事業の完了の日、\n又は　　年　　月"),
    ],
)
def test_a_text_of_two_lines_is_broken_where_a_reader_would(text: str, broken: str) -> None:
    assert broken_in_two(text, 10 * EM, 10, FONTS.widths("mincho"), least=2) == broken


def box(
    text: str, width: float = 40, height: float = 10, *, align: Align = "left", valign: VerticalAlign = "top"
) -> TextBox:
    return TextBox(10, 20, width, height, text, 10, align=align, valign=valign)


@given(st.text(alphabet="協働のまち、。（）ab12 \n", max_size=600), st.floats(5, 60), st.floats(2, 40))
def test_a_shrunk_text_is_whole_and_inside_its_box(text: str, width: float, height: float) -> None:
    shape = box(text, width, height)
    fitted = fit(shape, FONTS)
    assert not fitted.rest
    assert text_of(fitted.lines).rstrip("\n") == text.rstrip("\n")
    assert block_height(len(fitted.lines), fitted.size, shape.leading) <= height + 1e-6
    assert all(line.width <= width + 1e-6 for line in fitted.lines)


def test_a_short_text_keeps_its_size_and_a_long_one_shrinks_by_half_points() -> None:
    assert fit(box("協働"), FONTS).size == 10
    assert fit(box("協働のまちづくりを進める会連絡会議事務局", width=50, height=4), FONTS).size == 7


def test_a_telephone_number_is_made_smaller_rather_than_cut() -> None:
    fitted = fit(TextBox(0, 0, 22, 9, "0143-25-2703-00", 10), FONTS)
    assert [line.text for line in fitted.lines] == ["0143-25-2703-00"]
    assert fitted.size < 10


@given(st.text(alphabet="協働のまち、。（）ab12 \n", min_size=1, max_size=600), st.floats(5, 60), st.floats(4, 40))
def test_a_continued_text_is_the_shown_and_the_rest(text: str, width: float, height: float) -> None:
    shape = TextBox(0, 0, width, height, text, 10, overflow="continue")
    fitted = fit(shape, FONTS)
    assert fitted.size == 10
    assert len(fitted.lines) <= line_count(height, 10, shape.leading)
    assert (text_of(fitted.lines) + fitted.rest).replace("\n", "") == text.replace("\n", "")


def test_lines_stand_by_their_alignment() -> None:
    two = 2 * EM
    assert place(box("協働"), FONTS)[0].x == 10
    assert place(box("協働", align="right"), FONTS)[0].x == pytest.approx(50 - two)
    assert place(box("協働", align="center"), FONTS)[0].x == pytest.approx(30 - two / 2)
    spread = place(box("協働者", align="distribute"), FONTS)[0]
    assert (spread.x, spread.spacing) == (10, pytest.approx((40 - 3 * EM) / 2))
    assert place(box("協", align="distribute"), FONTS)[0].x == pytest.approx(30 - EM / 2)


def test_a_justified_paragraph_fills_all_lines_but_its_last() -> None:
    lines = place(TextBox(0, 0, 5.5 * EM, 40, "協働のまちづくりを進める", 10, align="justify"), FONTS)
    assert [line.text for line in lines] == ["協働のまち", "づくりを進", "める"]
    assert [line.spacing > 0 for line in lines] == [True, True, False]
    assert lines[0].spacing == pytest.approx(0.5 * EM / 4)


def test_baselines_follow_the_vertical_alignment() -> None:
    ascent, height = 0.88 * EM, 10
    assert place(box("協", height=height), FONTS)[0].y == pytest.approx(20 + ascent)
    middle = place(box("協", height=height, valign="middle"), FONTS)[0]
    assert middle.y == pytest.approx(20 + (height - EM) / 2 + ascent)
    assert place(box("協", height=height, valign="bottom"), FONTS)[0].y == pytest.approx(30 - EM + ascent)
    first, second = place(TextBox(0, 0, EM, 30, "協働", 10, valign="top"), FONTS)
    assert second.y - first.y == pytest.approx(1.45 * EM)


def test_a_line_of_text_is_anchored_as_it_says() -> None:
    assert place_text(Text(50, 10, "協働", 10), FONTS).x == 50
    assert place_text(Text(50, 10, "協働", 10, align="center"), FONTS).x == pytest.approx(50 - EM)
    assert place_text(Text(50, 10, "協働", 10, align="right"), FONTS).x == pytest.approx(50 - 2 * EM)
