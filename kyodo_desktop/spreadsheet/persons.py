"""Persons in one cell: several names, and a title before or behind a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kyodo_desktop.core.fields import Field, Name
from kyodo_desktop.core.text import normalize_width, tidy_name

_KANJI = "々〆ヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\U000e0100-\U000e01ef"
_PERSON = re.compile(rf"[{_KANJI}ぁ-ゖァ-ヺー]{{1,6}}(?:[ \u3000][{_KANJI}ぁ-ゖァ-ヺー]{{1,6}})?")
_SHORT_NAME = rf"[{_KANJI}]{{1,3}}\s+[{_KANJI}ぁ-ゖ]{{1,3}}"
_NAMES_IN_A_ROW = re.compile(rf"{_SHORT_NAME}(?:\s+{_SHORT_NAME})+")
_WHOLE_NAMES_IN_A_ROW = re.compile(rf"[{_KANJI}ぁ-ゖ]{{3,6}}(?:\s+[{_KANJI}ぁ-ゖ]{{3,6}}){{2,}}")
"""Two such words may be a long surname with its given name (長谷川 健太郎); three are persons."""
_KATAKANA = re.compile("[ァ-ヺー]+")
_FOREIGN = re.compile("[ァ-ヺー・･A-Za-z.'’ \u3000-]+")
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
_TITLE_AGAIN = re.compile(rf"\s+(?=(?:{_TITLE})[\s\u3000::：])")
"""Before a further title: 会長 山田 太郎 会計 佐藤 花子."""
_TITLE_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,12})[)）][ \u3000]*")
_ITEM = re.compile(
    r"(?:^|(?<=[\s\u3000、,，;；]))(?:[0-9０-９]{1,2}[.．)）、]|[(（][0-9０-９]{1,2}[)）]|[①-⑳])\s*|[①-⑳]\s*"
)
"""A number before a name."""
_UNNAMED = re.compile(r".+[(（\s]?(?:他|外|ほか)\s*[0-9０-９一二三四五六七八九十]+\s*[名人][)）]?")
"""People whom a cell counts without a name: 山田太郎他5名."""
_NO_NAME = re.compile(r"[0-9０-９()（）\[\]【】、,，/／;；:：\n&＆]")
_TITLE_FIRST = re.compile(rf"(?P<title>{_TITLE})(?:[\s\u3000::：]+(?P<spaced>.+)|(?P<joined>.{{3,}}))")
_OTHER_TITLE = re.compile(r"(?P<title>\S{2,12}(?:長|代表|理事|監事|会計|役|委員))[\s\u3000]+(?P<name>\S.*)")
"""A title that is in no list has three characters or more: 末長 and 友長 are surnames."""
_TITLE_LAST = re.compile(rf"(?P<name>[^(（]+)[(（](?P<title>{_TITLE}|[^)）]{{1,12}}長)[)）]")
_SHORTEST_FULL_NAME = 3
_MOST_WORDS = 2
_DOTS = re.compile("[・･]")
_FULL_NAME = re.compile(rf"[{_KANJI}]{{4,6}}")
"""Four kanji and more without a space are a surname and a given name."""
_OF_COMPANY = re.compile("[(（][株有資名合社財福学医][)）]")
_REMARK_BEHIND = re.compile(r"(?<=\S)\s*[(（][^()（）]{1,12}[)）]$")


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


def may_be_person(declared: Field) -> bool:
    """Return whether an attribute names a person or a body (氏名・団体名)."""
    return isinstance(declared, Name) and "氏名" in declared.label and not is_person(declared)


def split_title(text: str) -> Person:
    """Return a name without the title before it (会長　山田太郎, 会長山田太郎) or behind it (山田太郎（会長）)."""
    text = " ".join(text.split("\n")).strip()
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

    Names stand on lines of their own, behind numbers (1.山田太郎 2.佐藤花子) or titles (会長 山田 太郎 会計 森 二),
    or between 、 , ・ / & (``bodies`` allows ・ / & inside a name, as bodies have them), or surnames and given
    names stand in a row (山田 太郎 佐藤 花子). A surname and a given name on two lines are one person, and so are the
    parts of a name in katakana (ジョン・スミス). What cannot be told apart is one person; :func:`is_unclear` tells.
    """
    separators = _BETWEEN_BODIES if bodies else _BETWEEN_PERSONS
    lines = "\n".join(text.splitlines())
    parts = [part.strip() for part in separators.split(lines if bodies else _on_lines(lines))]
    if not bodies:
        parts = [name for part in parts for name in _in_a_row(part)]
    persons = tuple(split_title(part) for part in parts if part)
    if len(persons) > 1 and not all(_may_be_whole_name(person.name) for person in persons):
        return (split_title(" ".join(text.split())),)
    return persons


def _on_lines(text: str) -> str:
    """Return names that are told apart by numbers or by their titles on a line each."""
    if len(_ITEM.findall(text)) > 1:
        text = _ITEM.sub("\n", text)
    in_brackets = _TITLE_IN_BRACKETS.findall(text)
    if len(in_brackets) > 1 and all(_names_title(each) for each in in_brackets):
        before = text.lstrip().startswith(("(", "（"))
        text = _TITLE_IN_BRACKETS.sub("\n\\1\u3000" if before else "（\\1）\n", text)
    return _TITLE_AGAIN.sub("\n", text) if _TITLE_FIRST.match(text.strip()) else text


def _names_title(text: str) -> bool:
    return text in _TITLES or text.endswith("長")


def _in_a_row(part: str) -> list[str]:
    """Return the names of a part that holds nothing but several names with a space between."""
    if _WHOLE_NAMES_IN_A_ROW.fullmatch(part):
        return part.split()
    return re.findall(_SHORT_NAME, part) if _NAMES_IN_A_ROW.fullmatch(part) else [part]


def remark_behind(text: str) -> str:
    """Return what stands in brackets behind the name of a person (故人, 旧姓佐藤), empty when nothing does."""
    found = _REMARK_BEHIND.search(text)
    return found[0].strip() if found and _PERSON.fullmatch(tidy_name(text[: found.start()])) else ""


def is_unclear(name: str) -> bool:
    """Return whether a name that was not told apart can hardly be that of one person.

    It has signs that stand in no name (but for what is said in brackets behind it), people without a name (他5名), a
    whole name beside another one, or words enough for two.
    """
    plain = _REMARK_BEHIND.sub("", _OF_COMPANY.sub("", name.strip()))
    if _FOREIGN.fullmatch(plain):
        return False
    words = plain.split()
    dotted = [part.strip() for part in _DOTS.split(plain)]
    return bool(
        _NO_NAME.search(plain)
        or _UNNAMED.fullmatch(name.strip())
        or len(words) > _MOST_WORDS
        or (len(words) == _MOST_WORDS and all(map(_FULL_NAME.fullmatch, words)))
        or (len(dotted) > 1 and any(map(_may_be_whole_name, dotted)))
    )


def _may_be_whole_name(name: str) -> bool:
    """Return whether a text may be a surname with a given name; two characters are more often half of one."""
    parts = normalize_width(name).split()
    return (
        (len(parts) == 2 or sum(map(len, parts)) >= _SHORTEST_FULL_NAME)
        and not all(map(_KATAKANA.fullmatch, parts))
        and _PERSON.fullmatch(tidy_name(name)) is not None
    )
