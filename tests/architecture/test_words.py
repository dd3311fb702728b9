"""What a clerk reads is Japanese: the words of controls, of messages and of the command line's help."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.checkout import PACKAGE, ROOT, files

_SPEAKING = frozenset(
    "FieldError InputError KnownError Problem WorldError "
    "QAction QCheckBox QGroupBox QLabel QPushButton QRadioButton QToolButton "
    "addAction addButton addMenu addTab setAccessibleDescription setAccessibleName setInformativeText "
    "setPlaceholderText setStatusTip setText setTitle setToolTip setWindowTitle showMessage".split()
)
_SPEAKING_KEYWORDS = frozenset({"description", "help", "label", "message", "next_step", "safe", "title"})
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORDS_OF_BOTH = re.compile(r"\b(?:CSV|Ctrl|Enter|Esc|Excel|NPO|OK|PDF|Tab)\b")


def foreign_words(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each literal that is shown to a person and holds no Japanese."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        shown = [keyword.value for keyword in call.keywords if keyword.arg in _SPEAKING_KEYWORDS]
        if name in _SPEAKING:
            shown += call.args[:1] if name[0].isupper() else call.args
        for node in shown:
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            literal = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            if _LATIN_WORD.search(_WORDS_OF_BOTH.sub("", literal)) and not _JAPANESE.search(literal):
                yield node.lineno, literal


@pytest.mark.parametrize(
    ("source", "foreign"),
    [
        ('QLabel("Name")', ["Name"]),
        ('raise InputError("invalid date")', ["invalid date"]),
        ('raise WorldError("開けません。", next_step="try again")', ["try again"]),
        ('button.setText(f"Save {count}")', ["Save "]),
        ('parser.add_argument("--seed", help="random seed")', ["random seed"]),
        ('raise InputError("日付が正しくありません。")', []),
        ('Problem("氏名を入力してください。", "name")', []),
        ('QPushButton("PDF")', []),
        ('label.setText(f"{count:,} / {total:,}")', []),
        ('Problem(label=words["name"])', []),
    ],
)
def test_foreign_words_are_found(source: str, foreign: list[str]) -> None:
    assert [literal for _, literal in foreign_words(source)] == foreign


def test_screens_and_messages_speak_japanese() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {literal}"
        for path in files(".py")
        if PACKAGE in path.parents
        for line, literal in foreign_words(path.read_text(encoding="utf-8"))
    ]
    assert found == []
