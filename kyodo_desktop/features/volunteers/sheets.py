"""Rosters of volunteers as offices keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.slice_sheets import Inference, SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target

INDIVIDUAL, GROUP = "individual", "group"

_OF_GROUPS = {"representative": "代表者", "member_count": "人数"}
_OF_PERSONS = {"birth_on": "生年月日", "gender": "性別"}
_BODY = re.compile(
    "(株式|有限|合同|合資|合名)会社|[(](株|有|特非|福|社|財)[)]|㈱|㈲|法人|NPO|組合|協議会|委員会|事務所|商店|病院"
    "|クラブ|サークル|グループ|ボランティア|チーム|学校|大学|高校|幼稚園|保育[所園]"
    "|(町内|自治|町|区|婦人|女性|老人|青年|同窓|同好|愛好|後援|振興|保存|連合|子ども|育成|協|の)会$|有志$"
)
"""Words that stand in the names of bodies and not of persons."""


def infer(values: Mapping[str, Any], headings: Mapping[str, str], _words: Words) -> Inference | None:
    """Return whether a row without 個人・団体の別 is a person or a group, where the row itself says so.

    A person has a birthday or a gender, a group a representative or a number of people; then the name's own words
    (…会, …クラブ, 株式会社) tell, then the heading over the names (氏名, 団体名). Where the row has marks of both, or
    of none, nothing is said.
    """
    group = _filled(values, _OF_GROUPS)
    person = _filled(values, _OF_PERSONS)
    if group and person:
        return None
    if group or person:
        return Inference("kind", GROUP if group else INDIVIDUAL, f"{group or person}があるため")
    if body := _BODY.search(normalize_width(values.get("name") or "")):
        return Inference("kind", GROUP, f"名前に「{body[0]}」とあるため")
    heading = fold_heading(headings.get("name", ""))
    persons, bodies = "氏名" in heading or "名前" in heading, "団体" in heading
    if persons != bodies:
        return Inference("kind", INDIVIDUAL if persons else GROUP, f"見出しが「{headings['name']}」のため")
    return None


def _filled(values: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    return next((label for name, label in labels.items() if values.get(name) is not None), "")


def is_body(values: Mapping[str, Any]) -> bool:
    """Return whether a record is a group, of which there is one of a name."""
    return values.get("kind") == GROUP


MEMBER_NAMES = ("構成員氏名", "構成員名", "構成員", "会員氏名", "会員名")


def _of_member(attribute: str, *headings: str) -> SplitRule:
    """Return what is a member's where members go on below the name of their group."""
    return SplitRule(headings, Target((attribute,), child="members"), MEMBER_NAMES, below=True)


SHEETS = SliceSheets(
    title="ボランティア名簿",
    is_body=is_body,
    infer=infer,
    rules=(
        SplitRule(("登録期間", "有効期間", "登録有効期間"), Target(("registered_on", "valid_until"), Rule.PERIOD)),
        SplitRule(
            ("制度", "登録制度", "パートナー種別", "登録種別"), Target(("programme",), Rule.TERMS, "registrations")
        ),
        _of_member("name", *MEMBER_NAMES),
        _of_member("furigana", "ふりがな", "フリガナ", "よみがな"),
        _of_member("birth_on", "生年月日"),
        _of_member("address", "住所", "現住所"),
        _of_member("phone", "電話番号", "電話", "携帯電話"),
    ),
)
