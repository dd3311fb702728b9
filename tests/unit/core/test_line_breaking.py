"""Where a line of Japanese may end."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.line_breaking import compounds, may_break, phrases


@pytest.mark.parametrize("pair", ["25", "……", "る。", "（協", "きょ", "1,", "ab", "￥5"])
def test_signs_may_not_be_torn_apart(pair: str) -> None:
    assert not may_break(*pair)


@pytest.mark.parametrize("pair", ["協働", "。「", "）の", "・自", "8年", "・「"])
def test_a_line_may_end_anywhere_else(pair: str) -> None:
    assert may_break(*pair)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("まごころパートナー", ["まごころ", "パートナー"]),
        ("担当課の評価", ["担当課の", "評価"]),
        ("委員会（第三者）", ["委員会", "（第三者）"]),
        ("まちづくり協議会のワークショップ", ["まちづくり", "協議会の", "ワークショップ"]),
        ("パブリックコメント", ["パブリックコメント"]),
        ("関ヶ原町", ["関ヶ原町"]),
        ("令和7年度", ["令和7年度"]),
        ("", [""]),
    ],
)
def test_phrases_end_where_the_script_changes_or_the_reader_pauses(text: str, parts: list[str]) -> None:
    assert phrases(text) == parts


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("交付決定額", ["交付", "決定額"]),
        ("委員会開催数", ["委員会", "開催数"]),
        ("登録者数", ["登録者数"]),
        ("緊急連絡先電話番号", ["緊急", "連絡先", "電話", "番号"]),
        ("ワークショップ", ["ワークショップ"]),
    ],
)
def test_kanji_are_parted_between_their_words(phrase: str, parts: list[str]) -> None:
    assert compounds(phrase) == parts
