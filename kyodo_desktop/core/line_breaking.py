"""Where a line of Japanese may end (禁則).

The rules are those of JIS X 4051 at their plainest: no line begins with a closing mark, a small kana or a sign that
belongs to what stands before it, none ends with an opening mark, and a western word or a number stays in one piece.
"""

from __future__ import annotations

import re

NOT_AT_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー」』）］｝〕〉》】〗〙”’,.:;?!)]}"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%‰℃°′″…‥〜～ﾞﾟ｡､｣･ｰ"
)
NOT_AT_END = frozenset("「『（［｛〔〈《【〖〘“‘([{￥¥＄$£＃#№〒｢")
_PAIRS = frozenset("…‥―—─")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;@_-/+&'=~?!%#")
_PAUSES = frozenset("、。，．・：；！？」』）］｝〕〉》】〗〙”’)]} \u3000")
_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆ヶヵ]")
_COMPOUND = re.compile(f"{_KANJI.pattern}{{2}}[会者数額率課部員費先]*(?=(?![者数額率員先]){_KANJI.pattern}{{2}})")


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two neighbouring clusters."""
    if after in NOT_AT_START or before in NOT_AT_END:
        return False
    if before in _WORD and after in _WORD:
        return False
    return not (before == after and before in _PAIRS)


def ends_phrase(before: str, after: str) -> bool:
    """Return whether a phrase ends between two neighbouring characters, so that a line is read best when it ends there.

    It ends after a pause, before an opening mark, and where the script changes, but for hiragana behind anything: they
    are the ending of what they follow (担当課の, 進め).
    """
    if not may_break(before, after):
        return False
    if before in _PAUSES or after in NOT_AT_END:
        return True
    scripts = _script(before), _script(after)
    return "" not in scripts and scripts[0] != scripts[1] and scripts[1] != "hiragana"


def phrases(text: str) -> list[str]:
    """Return a text in its phrases: まごころ and パートナー, 担当課の and 評価."""
    ends = [at for at in range(1, len(text)) if ends_phrase(text[at - 1], text[at])]
    return [text[begin:end] for begin, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def compounds(phrase: str) -> list[str]:
    """Return a phrase parted where its kanji are likely to be parted: 交付 and 決定額, 委員会 and 開催数.

    Words of kanji are mostly two long, or two with one that ends them; kana stay whole.
    """
    return _COMPOUND.sub(lambda found: f"{found[0]}\n", phrase).split("\n")


def _script(character: str) -> str:
    """Return the script of a character, empty for signs, digits and letters."""
    if "ぁ" <= character <= "ゖ":
        return "hiragana"
    if _KANJI.match(character):
        return "kanji"
    return "katakana" if "ァ" <= character <= "ヺ" or character == "ー" else ""
