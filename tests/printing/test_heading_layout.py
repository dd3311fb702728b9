"""Headings broken between phrases, never inside a word of kana that has room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.heading_layout import broken_heading, heading_width
from kyodo_desktop.printing.roster_layout import FONT, Columns, fit_columns, fit_headings

FONTS = FontBook()

headings = st.text(alphabet="協働評価まごころのパートナー・（）「」団体7 　\n", min_size=1, max_size=24)


def letters(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return float(len(text))


@pytest.mark.parametrize(
    ("heading", "room", "lines"),
    [
        ("まごころパートナー\n（事業）", 6, ["まごころ", "パートナー", "（事業）"]),
        ("まち「ピカ」パートナー", 7, ["まち「ピカ」", "パートナー"]),
        ("担当課の評価", 5, ["担当課の", "評価"]),
        ("委員会（第三者）", 7, ["委員会", "（第三者）"]),
        ("担当課・団体", 5, ["担当課・", "団体"]),
        ("差のある項目", 4, ["差のある", "項目"]),
        ("交付決定額", 4, ["交付", "決定額"]),
        ("パブリックコメント", 9, ["パブリックコメント"]),
        ("パブリックコメント", 5, ["パブリックコメント"]),
        ("協議会の委員の数", 6, ["協議会の", "委員の数"]),
    ],
)
def test_a_heading_breaks_between_its_words(heading: str, room: float, lines: list[str]) -> None:
    assert broken_heading(heading, room, letters).split("\n") == lines


@given(headings, st.floats(1, 20))
def test_breaking_a_heading_loses_no_word_of_it(heading: str, room: float) -> None:
    assert "".join(broken_heading(heading, room, letters).split()) == "".join(heading.split())


@given(headings)
def test_a_heading_stands_in_the_width_that_it_asks_for(heading: str) -> None:
    width = heading_width(heading, 1.0, letters)
    for paragraph in heading.split("\n"):
        lines = broken_heading(paragraph, width, letters).split("\n")
        assert len(lines) <= 2
        assert all(letters(line) <= width for line in lines)


def test_a_column_is_wide_enough_for_the_longest_word_over_it() -> None:
    named = ["年度", "まごころパートナー\n（事業）", "まごころパートナー\n（名）", "まち「ピカ」パートナー\n（名）"]
    rows = [["平成28年度", "4", "4", "319"]]
    columns = fit_columns([26.0] * 4, named, rows, 82.5, FONTS)
    broken, _ = fit_headings(named, columns, FONTS)
    assert broken[1].split("\n") == ["まごころ", "パートナー", "（事業）"]
    assert broken[3].split("\n") == ["まち「ピカ」", "パートナー", "（名）"]


def test_the_row_of_headings_is_as_high_as_its_longest_needs() -> None:
    columns = Columns((20.0, 20.0), 9.0)
    plain, low = fit_headings(["年度", "件数"], columns, FONTS)
    broken, high = fit_headings(["年度", "担当課の評価の平均"], columns, FONTS)
    assert plain == ["年度", "件数"]
    assert len(broken[1].split("\n")) > 1
    assert high > low
    assert all(FONTS.width(line, 9.0, FONT) <= 20.0 for line in broken[1].split("\n"))
