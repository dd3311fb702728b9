"""Headings of columns: how they are compared, and which declared attributes their words may mean.

Two headings are the same when they fold alike (``氏　　名`` and ``氏名``), and mean the same when their plain forms
are alike (``ＴＥＬ`` and ``電話番号``, ``代表者名`` and ``代表者氏名``).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from kyodo_desktop.core import text
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet.targets import Target, importable_fields

_SPOKEN_SIGNS = {"〒": "郵便番号", "☎": "電話", "℡": "電話", "№": "no"}
_ITEM_NUMBER = re.compile(r"^\s*(?:[①-⑳]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）])\s*")
_BRACKETS = re.compile(r"[(\[【〔〈](.*?)[)\]】〕〉]")
_SEPARATORS = re.compile(r"[・/／、,，&＆+＋\n]|及び|並びに|および|\s+")

_PLAIN_FORMS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        ("の", ""),
        ("必須|任意|記入欄|記入|欄$|等$|など$", ""),
        ("携帯(電話)?(番号)?", "携帯電話"),
        ("(?<!携帯)(電話|でんわ|tel)+(番号)?", "電話"),
        ("(ふぁっくす|ふぁくす|ふぁくしみり|fax)(番号)?", "ふぁくす"),
        ("(電子|e|い)?める(あどれす)?|e?mail(あどれす)?", "める"),
        ("ほむぺじ(あどれす|url)?|^hp$|url|うぇぶさいと|web(さいと|ぺじ)?", "ほむぺじ"),
        ("郵便(番号)?", "郵便番号"),
        ("所在地|ご住所", "住所"),
        ("(ふり仮名|よみがな|読みがな|読み仮名|読み方|読み|よみ|(?<!ふり)かな|(?<!ふり)仮名)$", "ふりがな"),
        ("^(ふりがな)(.+)$", r"\2\1"),
        ("^(町内会長|自治会長|会長|理事長)(?=.)", "代表者"),
        ("お?名前|姓名", "氏名"),
        ("((?<=[者員長])|(?<=[^法]人))名(?=$|ふりがな)", "氏名"),
        ("名称", "名"),
        ("名(名|漢字)$", "名"),
        ("(?<=地区|地域)名$", ""),
        ("年月日", "日"),
        ("(?<=数)(合計|計)$", ""),
        ("(?<=.)no$", "番号"),
        ("役職名|職名|役名|肩書き?", "役職"),
    )
)
_NEUTRAL_GROUPS = frozenset(
    "団体 基本情報 連絡先 事務所 事務局 概要 活動 登録 本人 申込者 申請者 個人 内容 団体概要 団体情報 登録内容"
    " 補助金額 補助金 補助額 金額 交付 登録者 規模 組織 状況 現況".split()
)
"""Upper headings that say nothing of whose attribute stands below; 代表者 or 担当者 do."""
ROW_NUMBER_HEADINGS = frozenset(("", "no", "番号", "通番", "連番", "項番", "通し番号", "行", "順番", "整理no"))
"""Folded headings under which a list counts its own rows."""


@dataclass(frozen=True, slots=True)
class HeadingParts:
    """A heading as written, split into what is compared."""

    folded: str
    plain: str
    outside: str
    """Plain form without what stands in brackets."""
    tokens: tuple[str, ...]
    """Plain forms of its parts, in brackets or between separators."""
    lowest: tuple[str, ...]
    """The same of its lowest row alone."""
    lower: str
    """Plain form without the upper rows that say nothing of whose attribute stands below; empty if there are none."""
    groups: tuple[str, ...]
    """Plain forms of the rows above the lowest."""
    last: str
    """Plain form of the lowest row; empty if there is one row alone."""
    upwards: str
    """Plain form of its rows read from the lowest up (世帯数 over 加入 is 加入世帯数); empty if it has one row."""


def fold_heading(heading: str) -> str:
    """Return the key under which a heading is compared and remembered: letters and digits alone, in one width and kana.

    〒, ☎ and № are read as words, a number before the heading (③, 1.) is no part of it. Kanji stay as they are: the key
    is kept by the office and must not change when a table of variants grows.
    """
    heading = _ITEM_NUMBER.sub("", heading)
    for sign, word in _SPOKEN_SIGNS.items():
        heading = heading.replace(sign, word)
    folded = text.to_hiragana(unicodedata.normalize("NFKC", heading).lower())
    return "".join(sign for sign in folded if sign.isalnum() and sign != "ー")


def plain_form(folded: str) -> str:
    """Return a folded heading in the words that all its spellings share (tel → 電話, 代表者名 → 代表者氏名)."""
    for pattern, form in _PLAIN_FORMS:
        folded = pattern.sub(form, folded)
    return folded


@functools.lru_cache(maxsize=4096)
def parts_of(heading: str) -> HeadingParts:
    """Return the parts of a heading; the rows of one with several are set apart by a space."""
    width = unicodedata.normalize("NFKC", _ITEM_NUMBER.sub("", heading))
    rows = heading.split()
    lower = [row for row in rows[:-1] if fold_heading(row) not in _NEUTRAL_GROUPS] + rows[-1:]
    return HeadingParts(
        folded=fold_heading(heading),
        plain=plain_form(fold_heading(heading)),
        outside=plain_form(fold_heading(_BRACKETS.sub("", width))),
        tokens=_tokens(width),
        lowest=_tokens(width.split()[-1]) if len(rows) > 1 else _tokens(width),
        lower=_without_brackets("".join(lower)) if len(lower) < len(rows) else "",
        groups=tuple(plain_form(fold_heading(row)) for row in rows[:-1]),
        last=_without_brackets(rows[-1]) if len(rows) > 1 else "",
        upwards=plain_form(fold_heading("".join(reversed(rows)))) if len(rows) > 1 else "",
    )


def _tokens(width: str) -> tuple[str, ...]:
    """Return the plain forms of the parts of a heading, in brackets or between separators."""
    texts = (_BRACKETS.sub("", width), *_BRACKETS.findall(width))
    pieces = (piece for text in texts for piece in _SEPARATORS.split(text))
    return tuple(token for piece in pieces if (token := plain_form(fold_heading(piece))))


def _without_brackets(heading: str) -> str:
    return plain_form(fold_heading(_BRACKETS.sub("", unicodedata.normalize("NFKC", heading))))


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The headings that a schema knows, folded and plain, each with what it means; the first declared wins."""

    folded: dict[str, Target] = field(default_factory=dict)
    plain: dict[str, Target] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """Plain forms with the spelling a person knows."""

    def add(self, spelling: str, target: Target) -> None:
        """Let a spelling mean a target unless it already means another."""
        folded = fold_heading(spelling)
        self.folded.setdefault(folded, target)
        self.plain.setdefault(plain_form(folded), target)
        self.labels.setdefault(plain_form(folded), spelling)

    def meaning(self, heading: str) -> Target | None:
        """Return what a heading means as it is written or in its plain form."""
        parts = parts_of(heading)
        return self.folded.get(parts.folded) or self.resolve(parts.plain)

    def resolve(self, plain: str) -> Target | None:
        """Return what a plain form means exactly; an empty one means nothing."""
        return self.plain.get(plain) if plain else None

    def knows(self, heading: str) -> bool:
        """Return whether a heading is one of these words, by whichever of its forms."""
        parts = parts_of(heading)
        return parts.folded in self.folded or any(
            form in self.plain for form in (parts.plain, parts.outside, parts.lower, parts.upwards)
        )

    def knows_a_part(self, heading: str) -> bool:
        """Return whether the last row of a heading is one of these words, or holds one as a part."""
        parts = parts_of((heading.split() or [""])[-1])
        return parts.plain in self.plain or any(token in self.plain for token in parts.tokens)


def heading_words(schema: Schema, first: Iterable[tuple[str, Target]] = ()) -> HeadingWords:
    """Return the words of a schema: labels before aliases, its own attributes before those of the tables inside it.

    ``first`` are spellings with a meaning that comes before the schema's own. A table's attribute is known by its own
    aliases and by the table's label before it (役員氏名); numbers (会員1 氏名) are left to
    :mod:`~kyodo_desktop.spreadsheet.candidates`.
    """
    words = HeadingWords()
    for spelling, target in first:
        words.add(spelling, target)
    own = importable_fields(schema)
    for name, declared in own.items():
        words.add(declared.label, Target((name,)))
    for name, declared in own.items():
        for alias in declared.aliases:
            words.add(alias, Target((name,)))
    for child, inner in schema.children.items():
        for name, declared in importable_fields(inner).items():
            target = Target((name,), child=child)
            for spelling in (declared.label, *declared.aliases):
                for label in table_labels(inner):
                    words.add(f"{label}{spelling}", target)
            for alias in declared.aliases:
                words.add(alias, target)
    return words


def table_labels(inner: Schema) -> tuple[str, ...]:
    """Return what a table inside the record is called in headings: 団体の構成員 and 構成員."""
    return tuple(dict.fromkeys((inner.label, inner.label.rsplit("の", 1)[-1])))
