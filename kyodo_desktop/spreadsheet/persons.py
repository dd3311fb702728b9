"""Persons in one cell: several names, and a title before or behind a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kyodo_desktop.core.fields import Field, Name
from kyodo_desktop.core.text import normalize_width, tidy_name

_KANJI = "々〆ヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\U000e0100-\U000e01ef"
_PERSON = re.compile(rf"[{_KANJI}ぁ-ゖァ-ヺー]{{1,6}}(?:[ \u3000][{_KANJI}ぁ-ゖァ-ヺー]{{1,6}})?")
_SHORT_NAME = rf"[{_KANJI}]{{1,3}}\s+[{_KANJI}ぁ-ゖ]{{1,3}}"
_NAMES_IN_A_ROW = re.compile(rf"({_SHORT_NAME})\s+({_SHORT_NAME})")
_KATAKANA = re.compile("[ァ-ヺー]+")
_BETWEEN_PERSONS = re.compile(r"[\n、,，/／;；・･]|\s*[&＆]\s*")
_BETWEEN_BODIES = re.compile(r"[\n、,，;；]")
SEPARATORS = "\n、,，/／;；・･&＆"
"""The signs that may stand between two names."""

_TITLES = (
    "代表取締役社長 代表取締役 代表理事 副理事長 理事長 専務理事 常務理事 実行委員長 副委員長 委員長 町内会長 "
    "自治会長 連合会長 副会長 会長 副代表者 副代表 代表者 代表 副区長 区長 班長 組合長 組長 支部長 部会長 部長 課長 "
    "係長 事務局長 事務局次長 事務局員 事務局 館長 園長 校長 学長 院長 施設長 センター長 所長 社長 団長 隊長 座長 "
    "幹事長 幹事 理事 監事 監査 会計監査 会計 書記 顧問 相談役 取締役 総務 広報 主宰 主任 リーダー サブリーダー "
    "キャプテン 担当者 担当"
).split()
_TITLE = "|".join(sorted(_TITLES, key=len, reverse=True))
_TITLE_FIRST = re.compile(rf"(?P<title>{_TITLE})(?:[\s\u3000::：]+(?P<spaced>.+)|(?P<joined>.{{3,}}))")
_OTHER_TITLE = re.compile(r"(?P<title>\S{2,12}(?:長|代表|理事|監事|会計|役|委員))[\s\u3000]+(?P<name>\S.*)")
"""A title that is in no list has three characters or more: 末長 and 友長 are surnames."""
_TITLE_LAST = re.compile(rf"(?P<name>[^(（]+)[(（](?P<title>{_TITLE}|[^)）]{{1,12}}長)[)）]")
_SHORTEST_FULL_NAME = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A name as written in a cell, and the title beside it, empty when there is none."""

    name: str
    title: str = ""


def is_person(declared: Field) -> bool:
    """Return whether an attribute names one person (代表者氏名) and not, or not only, a body (団体名, 氏名・団体名)."""
    return (
        isinstance(declared, Name)
        and "団体" not in declared.label
        and any(word in declared.label for word in ("氏名", "者", "会長", "名前", "委員", "講師"))
    )


def split_title(text: str) -> Person:
    """Return a name without the title before it (会長　山田太郎, 会長山田太郎) or behind it (山田太郎（会長）)."""
    text = text.strip()
    if found := _TITLE_LAST.fullmatch(text):
        return Person(found["name"].strip(), found["title"])
    found = _TITLE_FIRST.fullmatch(text)
    if found and (found["spaced"] or _PERSON.fullmatch(found["joined"])):
        return Person((found["spaced"] or found["joined"]).strip(), found["title"])
    found = _OTHER_TITLE.fullmatch(text)
    if found and _may_be_whole_name(found["name"]):
        return Person(found["name"].strip(), found["title"])
    return Person(text)


def split_persons(text: str, *, bodies: bool = False) -> tuple[Person, ...]:
    """Return the persons that a cell names, one or more; none for an empty cell.

    Names stand on lines of their own or between 、 , ・ / & (``bodies`` allows ・ / & inside a name, as bodies have
    them), or four short parts stand in a row (山田 太郎 佐藤 花子). A surname and a given name on two lines are one
    person, and so are the parts of a name in katakana (ジョン・スミス).
    """
    separators = _BETWEEN_BODIES if bodies else _BETWEEN_PERSONS
    parts = [part.strip() for part in separators.split("\n".join(text.splitlines()))]
    if not bodies and len(parts) == 1 and (row := _NAMES_IN_A_ROW.fullmatch(parts[0])):
        parts = [row[1], row[2]]
    persons = tuple(split_title(part) for part in parts if part)
    if len(persons) > 1 and not all(_may_be_whole_name(person.name) for person in persons):
        return (split_title(" ".join(text.split())),)
    return persons


def _may_be_whole_name(name: str) -> bool:
    """Return whether a text may be a surname with a given name; two characters are more often half of one."""
    parts = normalize_width(name).split()
    return (
        (len(parts) == 2 or sum(map(len, parts)) >= _SHORTEST_FULL_NAME)
        and not all(map(_KATAKANA.fullmatch, parts))
        and _PERSON.fullmatch(tidy_name(name)) is not None
    )
