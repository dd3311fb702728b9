"""Headings broken between phrases, never inside a word of kana that has room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.headings import broken_heading, heading_width

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
