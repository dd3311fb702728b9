"""Width, kana and spaces are tidied; what a name is written with is never touched."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyodo_desktop.core.text import (
    full_width_kana,
    is_reading,
    lost_characters,
    normalize_width,
    tidy_furigana,
    tidy_line,
    tidy_name,
    tidy_paragraphs,
    to_hiragana,
)

RARE = "髙﨑邉邊濵德𠮷葛\U000e0100辻\U000e0101神\ufa19㐂〇々〆"
KANJI = st.one_of(
    st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x3FFFD),
)


@pytest.mark.parametrize(
    ("typed", "half"),
    [
        ("ＡＢＣ１２３", "ABC123"),
        ("（０１４３）２５－２７０３", "(0143)25-2703"),
        ("ﾑﾛﾗﾝ　ﾀﾞﾛｳ", "ムロラン ダロウ"),
        ("か\u3099は\u309a", "がぱ"),
        ("￥１，０００", "¥1,000"),
        (RARE, RARE),
    ],
)
def test_width(typed: str, half: str) -> None:
    assert normalize_width(typed) == half


@given(st.text(alphabet=KANJI | st.sampled_from(RARE)))
def test_width_never_changes_a_kanji(name: str) -> None:
    assert normalize_width(name) == name
    assert full_width_kana(name) == name


@given(st.text(alphabet=string.printable))
def test_width_never_changes_plain_letters(text: str) -> None:
    assert normalize_width(text) == text


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("  東町４丁目２０－６\n\n ﾋﾞﾙ２Ｆ ", "東町4丁目20-6 ビル2F"),
        ("１ー２―３", "1-2-3"),
        ("コーヒー", "コーヒー"),
        ("（有）ムロラン：本店", "（有）ムロラン：本店"),
        ("ゼロ幅\u200bの\ufeff字", "ゼロ幅の字"),
        ("髙橋　太郎", "髙橋 太郎"),
        ("\u3000", ""),
    ],
)
def test_line(typed: str, tidy: str) -> None:
    assert tidy_line(typed) == tidy


def test_paragraphs_keep_their_lines_and_indents() -> None:
    assert tidy_paragraphs("\n　目的　\r\n\r\n　まちづくり\x0b以上  \n\n") == "　目的\n\n　まちづくり\n以上"


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        (" 髙﨑   葛\U000e0100子 ", "髙﨑\u3000葛\U000e0100子"),
        ("山田\n太郎", "山田\u3000太郎"),
        ("山田\u2028太郎", "山田\u3000太郎"),
        ("Muroran  Lions Club", "Muroran Lions Club"),
        ("NPO法人 ABC", "NPO法人\u3000ABC"),
        ("Ｔｅａｍ　Ａ", "Ｔｅａｍ\u3000Ａ"),
        ("ﾑﾛﾗﾝ会", "ﾑﾛﾗﾝ会"),
        ("\u200b", ""),
    ],
)
def test_name(typed: str, tidy: str) -> None:
    assert tidy_name(typed) == tidy


@given(st.text())
@example("か \u3099")
@example("か\u200b\u3099")
def test_tidying_twice_changes_nothing(text: str) -> None:
    for tidy in (tidy_line, tidy_paragraphs, tidy_name, tidy_furigana, normalize_width):
        assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet=KANJI | st.sampled_from(RARE + " \u3000")))
def test_a_name_keeps_every_character_but_spaces(name: str) -> None:
    assert tidy_name(name).split() == name.split()


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("ﾜﾀﾅﾍﾞ ﾀﾛｳ", "わたなべ\u3000たろう"),
        ("コ－ヒ-", "こーひー"),
        ("らーめん", "らーめん"),
        ("ヴァイオリン", "ゔぁいおりん"),
        ("ヷ", "ゔぁ"),
        ("イスヾ", "いすゞ"),
        ("さとう･ゆみ", "さとう・ゆみ"),
        ("むろらん～", "むろらんー"),
    ],
)
def test_furigana(typed: str, reading: str) -> None:
    assert tidy_furigana(typed) == reading
    assert is_reading(reading)


@pytest.mark.parametrize("text", ["", "山田", "yamada", "ー", "・", "やまだ1", "ヤマダ", "やまだ　ＡＢ", "\u3000"])
def test_what_is_no_reading(text: str) -> None:
    assert not is_reading(text)


def test_hiragana_of_any_width() -> None:
    assert to_hiragana("ｶﾞｷﾞ・カヶヵ漢字ABC") == "がぎ・かゖゕ漢字ABC"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("?橋太郎", [(0, "?")]),
        ("渡?", [(1, "?")]),
        ("山?太郎", [(1, "?")]),
        ("?? 太郎", [(0, "??")]),
        ("髙橋 ?子", [(3, "?")]),
        ("田〓", [(1, "〓")]),
        ("\ufffd田\ufffd", [(0, "\ufffd"), (2, "\ufffd")]),
        ("\ue000藤\U000f0001", [(0, "\ue000"), (2, "\U000f0001")]),
        ("参加できますか?", []),
        ("なぜ? それは", []),
        ("https://example.jp/?id=1", []),
        ("OK?", []),
        ("髙﨑𠮷葛\U000e0100", []),
    ],
)
def test_lost_characters(text: str, lost: list[tuple[int, str]]) -> None:
    assert [(found.position, found.character) for found in lost_characters(text)] == lost


def test_every_loss_has_its_reason_in_words() -> None:
    reasons = {found.reason for found in lost_characters("〓\ufffd\ue000 ?子")}
    assert len(reasons) == 4
    assert all(reason.endswith("。") for reason in reasons)
