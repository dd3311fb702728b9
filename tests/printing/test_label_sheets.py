"""Sheets of labels as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.label_sheets import label_sheets, read_label_sheet

SHEET = """
name = "自作（6面）"
columns = 2
rows = 3
label = [90.0, 80.0]
pitch = [95.0, 90.0]
top = 15.0
left = 10.0
"""


@pytest.mark.parametrize(
    ("identifier", "cells", "corners"),
    [
        ("a-one-28939", 10, {1: (18.6, 21.2), 2: (105.0, 21.2), 10: (105.0, 224.4)}),
        ("a-one-31512", 12, {1: (13.0, 21.2), 2: (105.0, 21.2), 12: (105.0, 232.7)}),
        ("a-one-28648", 24, {1: (9.3, 21.2), 3: (137.3, 21.2), 24: (137.3, 258.5)}),
        ("ma-506t", 24, {1: (0.0, 13.0), 3: (140.0, 13.0), 24: (140.0, 251.0)}),
    ],
)
def test_the_shipped_sheets_lie_as_their_makers_say(
    identifier: str, cells: int, corners: dict[int, tuple[float, float]]
) -> None:
    sheet = label_sheets()[identifier]
    assert sheet.cells == cells
    for cell, corner in corners.items():
        assert sheet.corner(cell) == pytest.approx(corner)


def test_an_office_adds_its_own_sheet_and_corrects_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(SHEET, encoding="utf-8")
    (tmp_path / "ma-506t.toml").write_text(SHEET.replace("15.0", "14.0"), encoding="utf-8")
    sheets = label_sheets(tmp_path)
    assert sheets["own"].name == "自作（6面）"
    assert sheets["own"].corner(6) == (105.0, 195.0)
    assert sheets["ma-506t"].top == 14.0
    assert "a-one-28939" in sheets


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("columns = 2", "を読めません"),
        (SHEET.replace("columns = 2", "columns = 0"), "columns, rows"),
        (SHEET.replace("[90.0, 80.0]", "[90.0]"), "label"),
        (SHEET.replace("top = 15.0", 'top = "上"'), "top"),
        (SHEET + "colour = 1", "colour"),
        ("name = ", "を読めません"),
        (SHEET.replace("left = 10.0", "left = 40.0"), "はみ出します"),
        (SHEET.replace("rows = 3", "rows = 4"), "はみ出します"),
    ],
)
def test_a_wrong_sheet_is_named_with_what_is_wrong(tmp_path: Path, wrong: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.toml") as caught:
        read_label_sheet(path)
    assert said in str(caught.value)
