"""Names on a chart broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyodo_desktop.core.charts.lettering import Letters
from kyodo_desktop.core.line_breaking import NOT_AT_START

LETTERS = Letters(lambda text, size: len(text) * size, 1.0)
"""Every character is 1 wide."""


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("情報公開・情報共有", 6, ("情報公開・", "情報共有")),
        ("社会教育の推進を図る活動", 8, ("社会教育の", "推進を図る活動")),
        ("令和8年度", 3, ("令和8", "年度")),
        ("評価", 6, ("評価",)),
        ("環境保全活動団体", 6, ("環境保全", "活動団体")),
    ],
)
def test_a_name_is_broken_where_a_phrase_ends_into_even_lines(text: str, width: float, lines: tuple[str, ...]) -> None:
    block = LETTERS.block(text, width, 3)
    assert block is not None
    assert block.lines == lines


def test_a_name_is_refused_rather_than_cut() -> None:
    assert LETTERS.block("Collaboration", 6, 3) is None
    assert LETTERS.block("協働のまちづくり推進指針", 3, 3) is None


@example(" 11111   11111ち1111 1111", 5)
@given(st.text(alphabet="協働のまち、。（）ーab1 \U000e0100", min_size=1, max_size=40), st.integers(2, 20))
def test_lines_keep_every_character_and_the_rules(text: str, width: int) -> None:
    block = LETTERS.block(text, width, 99)
    if block is None:
        return
    assert "".join(block.lines).replace(" ", "") == text.replace(" ", "")
    assert block.width <= width
    assert not any(line[0] in NOT_AT_START or line[0] == "\U000e0100" for line in block.lines[1:])
