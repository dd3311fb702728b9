"""Names of any length, broken between their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.printing.addressee import FONT
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.name_lines import break_name, broken_name
from kyodo_desktop.printing.page import MM_PER_POINT

FONTS = FontBook()
WIDTHS = FONTS.widths(FONT)


def room(characters: int) -> float:
    return characters * MM_PER_POINT + 0.001


@pytest.mark.parametrize(
    ("name", "characters", "lines"),
    [
        ("みなと町内会", 18, ["みなと町内会"]),
        ("特定非営利活動法人みなとまちづくりネットワーク", 14, ["特定非営利活動法人", "みなとまちづくりネットワーク"]),
        (
            "株式会社みなと港湾コミュニティデザイン総合研究所北海道支社地域振興事業部まちづくり推進課",
            18,
            ["株式会社みなと港湾", "コミュニティデザイン総合研究所北海道", "支社地域振興事業部まちづくり推進課"],
        ),
        (
            "みなと市高齢者福祉施設等連絡協議会（市民活動センター内）",
            18,
            ["みなと市高齢者福祉施設等連絡協議会", "（市民活動センター内）"],
        ),
        ("みなと市民活動支援センター運営委員会", 10, ["みなと市民活動支援", "センター運営委員会"]),
        ("International Friendship Association", 13, ["International", "Friendship Association"]),
        ("港町ビル地下１階市民活動支援フロアー", 12, ["港町ビル地下１階", "市民活動支援フロアー"]),
    ],
)
def test_a_name_is_broken_between_its_words(name: str, characters: int, lines: list[str]) -> None:
    broken = break_name(name, room(characters), WIDTHS)
    assert list(broken.lines) == lines
    assert broken.well


def test_one_line_more_keeps_a_word_whole() -> None:
    name = "みなとの港湾コミュニティデザインと仲間"
    whole = break_name(name, room(12), WIDTHS)
    assert whole.lines == ("みなとの港湾", "コミュニティデザインと", "仲間")
    assert whole.well
    cut = break_name(name, room(12), WIDTHS, spare=0)
    assert len(cut.lines) == 2
    assert not cut.well


@pytest.mark.parametrize("honorific", ["様", "御中", "各位"])
def test_an_honorific_never_stands_alone(honorific: str) -> None:
    for characters in range(6, 14):
        lines = break_name(
            f"みなと町花いっぱい運動を進める会　{honorific}", room(characters), WIDTHS, glued=honorific
        ).lines
        assert lines[-1].endswith(f"　{honorific}")
        assert len(lines[-1]) >= len(honorific) + 3


@given(
    name=st.text(
        alphabet="特定非営利活動法人みなとまちづくりネットワーク市民髙葛\U000e0100𠮷（）「」12a　 ",
        min_size=1,
        max_size=70,
    ),
    characters=st.integers(5, 30),
)
def test_no_line_is_too_long_and_no_character_is_lost(name: str, characters: int) -> None:
    lines = break_name(name, room(characters), WIDTHS).lines
    assert "".join("".join(lines).split()) == "".join(name.split())
    assert all(FONTS.width(line, 1.0, FONT) <= room(characters) + 1e-6 for line in lines)


def test_the_paragraphs_of_a_text_are_broken_by_themselves() -> None:
    text = "〒050-0083\n港町ビル地下１階市民活動支援フロアー"
    assert broken_name(text, room(12) * 9, 9.0, WIDTHS) == "〒050-0083\n港町ビル地下１階\n市民活動支援フロアー"
