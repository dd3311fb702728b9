"""Where a line of Japanese may end."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.line_breaking import may_break


@pytest.mark.parametrize("pair", ["25", "……", "る。", "（協", "きょ", "1,", "ab", "￥5"])
def test_signs_may_not_be_torn_apart(pair: str) -> None:
    assert not may_break(*pair)


@pytest.mark.parametrize("pair", ["協働", "。「", "）の", "・自", "8年", "・「"])
def test_a_line_may_end_anywhere_else(pair: str) -> None:
    assert may_break(*pair)
