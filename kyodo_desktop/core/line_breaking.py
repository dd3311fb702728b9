"""Where a line of Japanese may end (禁則).

The rules are those of JIS X 4051 at their plainest: no line begins with a closing mark, a small kana or a sign that
belongs to what stands before it, none ends with an opening mark, and a western word or a number stays in one piece.
"""

from __future__ import annotations

NOT_AT_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー」』）］｝〕〉》】〗〙”’,.:;?!)]}"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%‰℃°′″…‥〜～ﾞﾟ｡､｣･ｰ"
)
NOT_AT_END = frozenset("「『（［｛〔〈《【〖〘“‘([{￥¥＄$£＃#№〒｢")
_PAIRS = frozenset("…‥―—─")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;@_-/+&'=~?!%#")


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two neighbouring clusters."""
    if after in NOT_AT_START or before in NOT_AT_END:
        return False
    if before in _WORD and after in _WORD:
        return False
    return not (before == after and before in _PAIRS)
