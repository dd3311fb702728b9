"""Lists of organisations as offices keep them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import Inference, SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target

_SHORTEST_WORD = 3
"""Signs of a kind's word that may stand at an end of a name; 区 and 法人 tell too little."""


def infer(values: Mapping[str, Any], _headings: Mapping[str, str], words: Words) -> Inference | None:
    """Return the kind of an organisation whose name begins or ends with the kind's own word.

    So are 町内会 and 老人クラブ named by custom, 特定非営利活動法人 (特定非営利活動促進法 第4条) and 株式会社 (会社法
    第6条) by law. The longest word counts; where two kinds of the office's profile share it, nothing is said.
    """
    name = fold(values.get("name") or "")
    if not name:
        return None
    found = [
        (len(word), spelling, code)
        for code, spelling, word in _words_of(_spellings(words))
        if len(word) < len(name) and (name.startswith(word) or name.endswith(word))
    ]
    longest = max((length for length, _, _ in found), default=0)
    kinds = {code: spelling for length, spelling, code in found if length == longest}
    if len(kinds) != 1:
        return None
    [(code, spelling)] = kinds.items()
    return Inference("kind", code, f"団体名に「{spelling}」とあるため")


def _spellings(words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    kinds = words.taxonomy("organization_kinds").terms
    return tuple((term.code, (term.label, *term.aliases)) for term in kinds if not term.retired)


@functools.lru_cache(maxsize=4)  # a list asks for every row
def _words_of(kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str, str], ...]:
    """Return code, spelling and folded spelling of each word that tells a kind."""
    spelled = [(code, spelling, fold(spelling)) for code, spellings in kinds for spelling in spellings]
    return tuple(each for each in spelled if len(each[2]) >= _SHORTEST_WORD)


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: an organisation is known by its name."""
    return True


TITLES = ("役職", "役職名", "職名", "役名")

MEMBER_NAMES = ("会員氏名", "会員名", "会員の氏名", "構成員氏名", "構成員名")
"""Headings over the names of members: what goes on beside them is theirs, and else an officer's."""


OFFICER_NAMES = ("氏名", "名前", "役員", "役員氏名", "役員名", "役員の氏名", "氏名（敬称略）")


def _of_member(attribute: str, *headings: str) -> SplitRule:
    return SplitRule(headings, Target((attribute,), child="members"), MEMBER_NAMES, below=True)


def _of_officer(attribute: str, *headings: str) -> SplitRule:
    """Return what is an officer's where it goes on below the name of the organisation."""
    return SplitRule(headings, Target((attribute,), child="officers"), below=True)


SHEETS = SliceSheets(
    title="団体一覧",
    is_body=is_body,
    infer=infer,
    rules=(
        SplitRule(("登録期間", "有効期間", "登録有効期間"), Target(("registered_on", "valid_until"), Rule.PERIOD)),
        _of_member("name", *MEMBER_NAMES),
        _of_member("age_group", "年代", "年齢層"),
        _of_member("occupation", "職業"),
        _of_member("role", "役割", "役職", "担当"),
        _of_officer("name", *OFFICER_NAMES),
        _of_officer("title", *TITLES),
        _of_officer("furigana", "ふりがな", "フリガナ", "氏名ふりがな", "氏名フリガナ", "役員ふりがな"),
        _of_officer("phone", "電話番号", "電話", "TEL", "連絡先", "携帯電話"),
        SplitRule(("任期",), Target(("from_on", "until_on"), Rule.PERIOD, "officers"), among=OFFICER_NAMES),
        SplitRule(("住所", "自宅住所", "郵便番号", "〒", "性別", "年齢", "生年月日"), None, below=True),
        SplitRule(("氏名", "氏名（敬称略）"), Target(("representative",)), beside=TITLES),
    ),
)
