"""The command that makes pictures of the window, without a display."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.slices import PAGES

_SMALLEST, _LARGEST = 200, 8000
"""Of a picture's side, in pixels."""


def add(commands: Any) -> None:
    """Add this command to the parser."""
    picture = commands.add_parser("screenshot", help="画面を PNG にする（画面のない端末でも）")
    picture.add_argument("office", metavar="OFFICE", type=Path)
    picture.add_argument("tab", metavar="TAB", help=f"画面の名前（{'、'.join(PAGES)} のどれか）")
    picture.add_argument("-o", "--output", type=Path, metavar="FILE.png", required=True)
    picture.add_argument("--size", default="1366x768", metavar="幅x高さ")
    picture.add_argument("--mode", choices=("light", "dark"), default="light", help="明るい・暗い")
    picture.add_argument("--text", choices=("standard", "large", "largest"), default="standard", help="文字の大きさ")
    picture.add_argument("--search", default="", help="一覧で探す言葉")
    picture.set_defaults(run=run_screenshot)


def run_screenshot(options: argparse.Namespace) -> None:
    """Write a picture of one tab as it looks when everything in it has been read."""
    try:
        width, height = map(int, options.size.split("x"))
    except ValueError as error:
        raise InputError("--size は「1366x768」のように指定してください。") from error
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise InputError(f"--size は、幅も高さも{_SMALLEST}から{_LARGEST}までにしてください。")
    from kyodo_desktop import gui

    gui.screenshot(
        options.office,
        options.tab,
        options.output,
        size=(width, height),
        mode=options.mode,
        text=options.text,
        search=options.search,
    )
    print(f"画面を {options.output} に書き出しました。")
