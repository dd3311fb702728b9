"""Texts that a person would call the same fold to the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyodo_desktop.core.text import common_shape, fold


@pytest.mark.parametrize(
    "alike",
    [
        "高橋 髙橋 髙槗 高𣘺",
        "山崎 山﨑 山嵜 山㟢",
        "渡辺 渡邉 渡邊 渡\u3000辺",
        "浜田 濱田 濵田",
        "徳 德 悳",
        "吉田 𠮷田",
        "斎藤 斉藤 齋藤 齊藤",
        "沢 澤",
        "桜 櫻",
        "広 廣",
        "国 國 圀",
        "蔵 藏",
        "竜 龍",
        "島 嶋 嶌",
        "恵 惠",
        "真 眞",
        "会 會",
        "葛 葛\U000e0100 葛\U000e0101",
        "神 \ufa19",
        "わたなべ ﾜﾀﾅﾍﾞ ワタナベ わたなへ\u3099",
        "きょうこ キヨウコ",
        "しづ シズ",
        "コーヒー こーひー こ-ひ- コ－ヒ－ こひ",
        "旭ケ丘 旭ヶ丘 旭け丘",
        "0143-25-2703 ０１４３（２５）２７０３ 0143.25.2703 0143ー25ー2703 0143252703",
        "NPO ｎｐｏ Npo Ｎ・Ｐ・Ｏ",
        "㈱むろらん (株)むろらん （株）ムロラン",
        "きらり ☆きらり☆ 「きらり」",
        "straße STRASSE",
    ],
)
def test_alike(alike: str) -> None:
    assert len({fold(spelling) for spelling in alike.split(" ")}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("畑山", "畠山"), ("大坂", "大阪"), ("苅谷", "刈谷"), ("か", "が"), ("は", "ぱ")]
)
def test_not_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("nothing", ["", " ", "・", "ー", "-", "（）", "☆", "\u200b", "゛"])
def test_signs_fold_to_nothing(nothing: str) -> None:
    assert fold(nothing) == ""


def test_what_was_lost_can_be_searched() -> None:
    assert fold("〓藤\ue000") == "〓藤\ue000"


@given(st.text())
@example("か ゙")
@example("e-\u0301")
@example("İ")
@example("ﾞ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_any_part_of_a_text_is_found_in_it(before: str, text: str) -> None:
    # Where marks combine over the border (か and ゛) the part is another text.
    if unicodedata.is_normalized("NFKC", f"{before}|{text}|") and not unicodedata.combining((text or " ")[0]):
        assert fold(text) in fold(before + text)


@given(st.text())
def test_only_letters_and_digits_remain(text: str) -> None:
    kept = {unicodedata.category(character)[0] for character in fold(text).replace("〓", "")}
    kept |= {"C"} if any(unicodedata.category(character) in ("Co", "Cn") for character in text) else set()
    assert kept <= {"L", "N", "C"}
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in fold(text))


def test_repeated_kanji_are_written_out_for_duplicates() -> None:
    assert common_shape("佐々木 髙子") == common_shape("佐佐木　高子") == "佐佐木高子"
