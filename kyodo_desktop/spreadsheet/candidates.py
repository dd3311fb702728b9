"""What a heading may mean, each meaning with how sure it is and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.fields import Address, Choices, Text
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet import structure
from kyodo_desktop.spreadsheet.headings import (
    HeadingParts,
    HeadingWords,
    fold_heading,
    heading_words,
    parts_of,
    plain_form,
    table_labels,
)
from kyodo_desktop.spreadsheet.targets import Rule, Target, importable_fields

_NEAR = 75.0
_HARMLESS = frozenset("のをおご等などと及び主欄者的した")
"""Signs that two headings of one meaning may differ by; 数, 日, 副, 前 or 旧 make another meaning."""
_FEW_DIFFERENCES = 88.0
_OTHER_MEANING = frozenset("0123456789副前元旧新非未不無男女開始終了入退自至正数日名額")
_TITLE_AND_NAME = re.compile("(?P<of>.*?)(?:役職|職)(?:及び)?氏名")


@dataclass(frozen=True, slots=True)
class SplitRule:
    """Headings that mean something of their own in a slice's files, as 保険期間 means 加入日・満了日 in one column.

    A rule with ``beside`` holds in files that have one of those headings too: ふりがな beside 氏名 is a person's in a
    list of committees. One that is ``below`` holds for columns that go on below a name that is written once: 氏名 is an
    officer's where several stand below one 団体名. One that is ``among`` others holds where one of those goes on: 任期
    may be merged over all officers of a body. Without a ``target`` the column is left out.
    """

    headings: tuple[str, ...]
    target: Target | None
    beside: tuple[str, ...] = ()
    below: bool = False
    among: tuple[str, ...] = ()

    def holding(self, headings: Collection[str], going_on: Collection[str]) -> tuple[str, ...]:
        """Return for which of its headings the rule holds in a file with these folded ones.

        ``going_on`` are those of its columns that go on below a name.
        """
        if self.beside and not any(fold_heading(each) in headings for each in self.beside):
            return ()
        if self.among and not any(fold_heading(each) in going_on for each in self.among):
            return ()
        return tuple(each for each in self.headings if not self.below or fold_heading(each) in going_on)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One meaning of a heading; ``confidence`` is 0–1, ``reason`` is for the person who checks it."""

    target: Target
    confidence: float
    reason: str
    both_named: bool = False
    """Whether the heading itself names both attributes of a target that has two."""


@dataclass(frozen=True, slots=True)
class MatchingWords:
    """What the headings of a file are held against. ``partners`` fill an attribute together with its companion."""

    schema: Schema
    words: HeadingWords
    partners: dict[str, tuple[Target, ...]]
    persons: dict[str, Target]
    terms: dict[str, Target]
    inner: dict[str, HeadingWords]
    """The words of each table inside the record, without its label before them."""
    ruled: frozenset[Target]
    """What a slice's own rules name: that is certain, inside a table too."""

    @classmethod
    def of(cls, schema: Schema, rules: Sequence[SplitRule] = ()) -> MatchingWords:
        """Gather the words of a schema; a slice's own rules come before them."""
        first = [(heading, rule.target) for rule in rules if rule.target for heading in rule.headings]
        fields = importable_fields(schema)
        persons = {child: structure.persons_target(child, inner) for child, inner in schema.children.items()}
        terms = {child: structure.terms_target(child, inner) for child, inner in schema.children.items()}
        return cls(
            schema,
            heading_words(schema, [*first, *_period_words(schema)]),
            structure.filling_more(fields),
            {child: target for child, target in persons.items() if target},
            {child: target for child, target in terms.items() if target},
            {
                child: heading_words(Schema(child, inner.label, inner.fields))
                for child, inner in schema.children.items()
            },
            frozenset(rule.target for rule in rules if rule.target),
        )


def _period_words(schema: Schema) -> Iterator[tuple[str, Target]]:
    for shared, target in structure.period_targets(importable_fields(schema)):
        yield from ((f"{shared}期間", target), *([(shared, target)] if shared else []))
    for child, inner in schema.children.items():
        for shared, target in structure.period_targets(importable_fields(inner)):
            for heading in {shared, "期間", "任期"} - {""}:
                yield from ((f"{label}{heading}", replace(target, child=child)) for label in table_labels(inner))


def candidates_for(heading: str, known: MatchingWords) -> Iterator[Candidate]:
    """Yield what a heading may mean; the same meaning may come twice, and none at all."""
    parts = parts_of(heading)
    for candidate in (*_whole(parts, known), *_near(parts, known)):
        yield _as_rows(candidate, known)
        yield from _with_partner(candidate, known)
    yield from _composite(parts, known)
    yield from _tables(heading, parts, known)


def _whole(parts: HeadingParts, known: MatchingWords) -> Iterator[Candidate]:
    """Yield what the heading means as a whole, by ever looser forms."""
    words = known.words
    for target, confidence, reason in (
        (words.folded.get(parts.folded), 1.0, "見出しが一致します"),
        (words.resolve(parts.plain), 0.95, "同じ意味の見出しです"),
        (words.resolve(parts.outside), 0.9, "（）の外の見出しが一致します"),
        (words.resolve(parts.upwards), 0.85, "下の段から読んだ見出しが一致します"),
        (words.resolve(parts.lower), 0.7, "下の段の見出しが一致します"),
        (words.resolve(parts.last) if _is_topic(parts, known) else None, 0.65, "下の段の見出しが一致します"),
    ):
        if target is None:
            continue
        if target.child and target not in known.ruled and not _names_table(parts, target.child, known):
            label = known.schema.children[target.child].label
            yield Candidate(target, confidence * 0.7, f"「{label}」の項目の見出しに一致します")
        else:
            yield Candidate(target, confidence, reason)


def _is_topic(parts: HeadingParts, known: MatchingWords) -> bool:
    """Return whether what stands above the lowest row is a subject or a place (指導内容, 住所), and not a person."""
    above = [known.words.resolve(group) for group in parts.groups]
    fields = known.schema.fields
    return bool(above) and all(
        target and not target.child and isinstance(fields[target.attributes[0]], (Text, Choices, Address))
        for target in above
    )


def _names_table(parts: HeadingParts, child: str, known: MatchingWords) -> bool:
    labels = table_labels(known.schema.children[child])
    return any(plain_form(fold_heading(label)) in parts.plain for label in labels)


def _near(parts: HeadingParts, known: MatchingWords) -> Iterator[Candidate]:
    """Yield what a heading resembles: the same but for harmless signs, or for very few in a long one."""
    from rapidfuzz import fuzz, process

    if not parts.plain:
        return
    for spelling, score, _ in process.extract(
        parts.plain, list(known.words.plain), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3
    ):
        different = _differences(parts.plain, spelling)
        if not different:
            continue
        if different <= _HARMLESS or (score >= _FEW_DIFFERENCES and not different & _OTHER_MEANING):
            label = known.words.labels[spelling]
            yield Candidate(known.words.plain[spelling], score / 100 * 0.85, f"見出し「{label}」に似ています")


def _differences(one: str, other: str) -> frozenset[str]:
    from rapidfuzz.distance import Indel

    signs = set()
    for operation in Indel.opcodes(one, other):
        if operation.tag != "equal":
            signs |= set(one[operation.src_start : operation.src_end])
            signs |= set(other[operation.dest_start : operation.dest_end])
    return frozenset(signs)


def _as_rows(candidate: Candidate, known: MatchingWords) -> Candidate:
    """Return a column of what a table's rows are called as one whose cells may name several of them."""
    child = candidate.target.child
    rows = known.persons.get(child) or known.terms.get(child)
    if rows and candidate.target == Target(rows.attributes[:1], child=child) and candidate.target not in known.ruled:
        return replace(candidate, target=rows)
    return candidate


def _with_partner(candidate: Candidate, known: MatchingWords) -> Iterator[Candidate]:
    """Yield the meanings in which the cells hold the attribute's companion too; the cells decide between them."""
    if candidate.target.rule is Rule.VALUE and not candidate.target.child:
        for target in known.partners.get(candidate.target.attributes[0], ()):
            yield Candidate(target, candidate.confidence - 0.02, _together(target, known))


def _together(target: Target, known: MatchingWords) -> str:
    if target.rule is Rule.UNTIL:
        return f"期間の終わりの日を「{known.schema.fields[target.attributes[0]].label}」として読みます"
    labels = "と".join(f"「{known.schema.fields[name].label}」" for name in target.attributes)
    return f"1つの列に{labels}が入っています"


def _composite(parts: HeadingParts, known: MatchingWords) -> Iterator[Candidate]:
    """Yield what a heading with several words, or one that ends in ふりがな, means of attributes that go together."""
    found = _TITLE_AND_NAME.fullmatch(parts.plain)
    bases = [*parts.tokens, parts.outside, parts.plain.removesuffix("ふりがな"), f"{found['of']}氏名" if found else ""]
    wanted = {
        Rule.READING: parts.plain.endswith("ふりがな"),
        # 住所 over 〒 and 町名番地 names a group of columns, and no column that holds both.
        Rule.POSTCODE: "郵便番号" in parts.lowest and len(parts.lowest) > 1,
        Rule.PHONE_FAX: any("ふぁくす" in token for token in parts.lowest) and len(parts.lowest) > 1,
        Rule.TITLE: found is not None or "役職" in parts.tokens,
    }
    for base in dict.fromkeys(bases):
        target = known.words.resolve(base)
        if target and target.rule is Rule.VALUE and not target.child and any(wanted.values()):
            yield Candidate(target, 0.75, "見出しの一部が一致します")
            for partner in known.partners.get(target.attributes[0], ()):
                if wanted.get(partner.rule):
                    yield Candidate(partner, 0.95, _together(partner, known), both_named=True)


def _tables(heading: str, parts: HeadingParts, known: MatchingWords) -> Iterator[Candidate]:
    """Yield what a heading means of the tables inside the record: 会員, 会員名簿, 会員1, 会員2 氏名, 会員氏名3."""
    folded = fold_heading(unicodedata.normalize("NFKC", heading))
    for child, inner in known.schema.children.items():
        for label in map(fold_heading, table_labels(inner)):
            persons, terms = known.persons.get(child), known.terms.get(child)
            if persons and parts.plain in {f"{plain_form(label)}{more}" for more in ("", "氏名", "一覧", "名簿")}:
                yield Candidate(persons, 0.85, f"「{inner.label}」の氏名として1人ずつ読みます")
            if terms and parts.plain == plain_form(label):
                yield Candidate(terms, 0.85, f"「{inner.label}」として1つずつ読みます")
            found = re.fullmatch(f"{re.escape(label)}(?:([0-9]{{1,2}})(.*)|(.+?)([0-9]{{1,2}}))", folded)
            if found:
                row, rest = int(found[1] or found[4]) - 1, plain_form(found[2] if found[1] else found[3])
                yield from _table_row(child, row, rest, known)


def _table_row(child: str, row: int, rest: str, known: MatchingWords) -> Iterator[Candidate]:
    """Yield the attribute of one row of a table that the rest of a heading names; nothing left means its name."""
    rows = known.persons.get(child) or known.terms.get(child)
    target = known.inner[child].resolve(rest)
    if not rest and rows:
        target = Target(rows.attributes[:1])
    if target and row >= 0:
        label = known.schema.children[child].label
        yield Candidate(replace(target, child=child, row=row), 0.9, f"「{label}」の{row + 1}番目の項目です")
