"""A 整理番号 is the same however it was typed."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.references import tidy_reference


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("", ""),
        ("D0001", "D0001"),
        (" ｄ０００１ ", "D0001"),
        ("r8−012", "R8-012"),
        ("Ｒ８ー０１２", "R8-012"),
        ("R 8 - 012", "R8-012"),
    ],
)
def test_tidy(typed: str, reference: str) -> None:
    assert tidy_reference(typed) == reference
    assert tidy_reference(reference) == reference
