"""Lists of committees and meetings as offices keep them: one row a committee, or one row a member."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.spreadsheet.candidates import SplitRule
from kyodo_desktop.spreadsheet.slice_sheets import Inference, RowSays, SliceSheets
from kyodo_desktop.spreadsheet.targets import Rule, Target

MEMBERS = "members"

PERSON = ("氏名", "委員氏名", "委員名", "委員の氏名", "名前", "氏名（敬称略）", "氏名(敬称略)", "委員 氏名")
"""Headings over the names of people: a list with one of them has a row for each member."""

_BODY = re.compile(
    r"[^\s()「」、。]*?(?:委員会|協議会|審議会|審査会|調整会議|推進会議|会議|懇話会|懇談会|部会|検討会|策定会|の会)"
    r"(?=$|[\s()」]|の?(?:委員|構成員|会員|名簿))"
)
_NOT_ITS_NAME = re.compile(
    r"[(（].*?[)）]|(?:令和|平成|昭和|[RHS])\s*[0-9元]+(?:[~〜・-][0-9元]+)?\s*年度?|第\s*[0-9]+\s*期"
)


def is_body(_values: Mapping[str, Any]) -> bool:
    """Return True: what is named is a committee or a meeting, never a person."""
    return True


def complete(says: RowSays, _words: Words) -> tuple[Inference, ...]:
    """Return the committee of a list of members that names it above the table, or on the leaf of its sheet."""
    if says.values.get("name") is not None:
        return ()
    for text in (says.section, *says.titles):
        if (name := committee_in(text)) is not None:
            return (Inference("name", name, "区切りの見出しから" if text == says.section else "表題から"),)
    return ()


def committee_in(text: str) -> str | None:
    """Return the committee that a title names: 令和8年度　市民協働推進委員会　委員名簿; None without one."""
    found = _BODY.search(_NOT_ITS_NAME.sub(" ", normalize_width(text)))
    return found[0] if found else None


def _of_member(attribute: str, *headings: str) -> SplitRule:
    return SplitRule(headings, Target((attribute,), child=MEMBERS), PERSON)


SHEETS = SliceSheets(
    title="会議体一覧",
    is_body=is_body,
    complete=complete,
    rules=(
        _of_member("name", *PERSON),
        _of_member("furigana", "ふりがな", "フリガナ", "よみがな", "読み", "氏名のふりがな", "委員氏名のふりがな"),
        _of_member("role", "役職", "職名", "役名", "委員会での役職", "委員会役職", "職", "委員の別"),
        _of_member(
            "category", "区分", "選出区分", "委員区分", "委員の区分", "選出分野", "選任区分", "選出根拠", "委嘱区分"
        ),
        _of_member(
            "affiliation",
            *("所属", "所属・職業", "所属・役職", "所属・役職等", "所属等", "所属団体", "所属団体等", "所属団体・役職"),
            *("団体名", "団体名・役職", "選出母体", "推薦団体", "職業", "役職（所属）", "所属・職名", "所属団体・職名"),
        ),
        _of_member("contact", "連絡先", "電話番号", "電話", "住所", "メールアドレス"),
        _of_member("appointed_on", "委嘱日", "委嘱年月日", "就任日", "就任年月日", "任命日", "任期開始日", "任期開始"),
        _of_member("until_on", "任期満了日", "任期満了", "任期終了日", "任期終了", "満了日", "満了年月日"),
        _of_member("ended_on", "退任日", "退任年月日", "解嘱日", "解嘱年月日"),
        SplitRule(
            ("任期", "任期（期間）", "委嘱期間", "任命期間", "期間", "委員の任期"),
            Target(("appointed_on", "until_on"), Rule.PERIOD, MEMBERS),
            PERSON,
        ),
        _of_member("note", "備考", "摘要", "特記事項"),
        SplitRule(("性別", "年齢", "年代"), None, PERSON),
        SplitRule(("設置期間", "存続期間"), Target(("established_on", "abolished_on"), Rule.PERIOD)),
    ),
)

MEETING_SHEETS = SliceSheets(title="会議一覧", is_body=is_body)
