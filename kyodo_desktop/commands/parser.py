"""The parser of the command line: argparse, speaking Japanese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from kyodo_desktop.core.errors import InputError

_SAID = (
    (r"the following arguments are required: (.*)", r"\1 を指定してください"),
    (r"one of the arguments (.*) is required", r"\1 のどれかを指定してください"),
    (r"unrecognized arguments: (.*)", r"\1 は使えません"),
    (
        r"(?:argument (.*): )?invalid choice: '(.*)' \(choose from (.*)\)",
        r"\1 に「\2」は使えません。\3 から選んでください",
    ),
    (r"(?:argument (.*): )?invalid (?:int|float|.*) value: '(.*)'", r"\1 に「\2」は使えません。数字で指定してください"),
    (r"argument (.*): (「.*)", r"\1 に\2"),
    (r"argument (.*): expected (?:one|at least one|\d+) arguments?", r"\1 のうしろに値を指定してください"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 と \2 は同時に使えません"),
    (r"argument (.*): ignored explicit argument '(.*)'", r"\1 に値（\2）は付けられません"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 は \2 のどれか分かりません。略さずに書いてください"),
)
"""What argparse says of a wrong command, as patterns, and the same in Japanese."""

_HELP = (
    ("usage: ", "使い方："),
    ("positional arguments:", "引数："),
    ("options:", "オプション："),
    ("show this help message and exit", "この説明を表示する"),
    ("show program's version number and exit", "版の番号を表示する"),
)


class JapaneseParser(argparse.ArgumentParser):
    """Says in Japanese how a command is written, and what is wrong with one."""

    def format_usage(self) -> str:
        return _japanese(super().format_usage())

    def format_help(self) -> str:
        return _japanese(super().format_help())

    def error(self, message: str) -> NoReturn:
        raise InputError(f"コマンドの書き方に誤りがあります：{_translated(message)}。\n{self.format_usage()}".rstrip())


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from ``least`` to ``most``, and says so where there is none."""

    def read(text: str) -> int:
        if not (text.isascii() and text.removeprefix("-").isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(
                f"「{text}」は使えません。{least:,}から{most:,}までの数字で指定してください"
            )
        return int(text)

    return read


def _japanese(text: str) -> str:
    for english, japanese in _HELP:
        text = text.replace(english, japanese)
    return text


def _translated(message: str) -> str:
    for pattern, japanese in _SAID:
        if found := re.fullmatch(pattern, message):
            return found.expand(japanese)
    return message
