"""評価シート as a profile declares them (``[evaluation_sheets.NAME]``): items in weighted groups, and a scale in words.

``docs/profiles.md`` says how such a table is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.taxonomy import Taxonomy, Term

PRINCIPLE = "{principle}"
"""In the question of a group of principles: where the name of each principle stands."""

_CODE = re.compile("[a-z][a-z0-9_]*")
_SHEET = ("label", "furigana", "kinds", "least", "anchors", "reason_at", "note", "groups")
_GROUP = ("code", "label", "weight", "principles", "question", "items")
_ITEM = ("code", "label", "question")
_FEWEST_MARKS = 2
_MOST_MARKS = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is judged: its short name, and the question as the sheet asks it."""

    code: str
    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are judged together; ``weight`` is their share of the whole, in any unit common to all groups."""

    code: str
    label: str
    weight: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """One sheet. ``anchors`` are the marks in words, from the mark ``least`` up.

    A mark of ``reason_at`` or less wants a reason; ``kinds`` are the codes of the evaluations that use the sheet.
    """

    name: str
    label: str
    kinds: tuple[str, ...]
    least: int
    anchors: tuple[str, ...]
    reason_at: int
    groups: tuple[Group, ...]
    furigana: str = ""
    note: str = ""

    @property
    def most(self) -> int:
        """The highest mark."""
        return self.least + len(self.anchors) - 1

    def scale(self) -> tuple[tuple[int, str], ...]:
        """Return the marks with their words, the best first, as a sheet explains them."""
        return tuple(reversed(list(enumerate(self.anchors, self.least))))

    def anchor(self, mark: int) -> str:
        """Return a mark in words; empty for one that the scale does not have."""
        return self.anchors[mark - self.least] if self.least <= mark <= self.most else ""

    def needs_reason(self, mark: int | None) -> bool:
        """Return whether a mark is so low that it wants a reason."""
        return mark is not None and mark <= self.reason_at

    def items(self) -> Iterator[tuple[Group, Item]]:
        """Yield every item with its group, in the order of the sheet."""
        for group in self.groups:
            for item in group.items:
                yield group, item


def read_sheets(layers: Sequence[Section], principles: Taxonomy, kinds: Taxonomy) -> dict[str, EvaluationSheet]:
    """Return the sheets that ``[evaluation_sheets]`` tables declare, the lowest layer first.

    The keys of an upper layer replace those of a sheet of the same name; its groups are replaced whole. Those that
    only an upper layer has come first. Raises WorldError, which names file and key, for whatever else would make a
    sheet that cannot be filled or counted.
    """
    found: dict[str, Section] = {}
    for layer in layers:
        laid = {name: table.over(found[name]) if name in found else table for name, table in layer.sections()}
        found = laid | {name: section for name, section in found.items() if name not in laid}
    return {name: _sheet(name, section, principles, kinds) for name, section in found.items()}


def sheet_terms(sheets: Sequence[EvaluationSheet]) -> Taxonomy:
    """Return the sheets as a list of choices."""
    terms = tuple(Term(sheet.name, sheet.label, furigana=sheet.furigana) for sheet in sheets)
    return Taxonomy("evaluation_sheets", "評価シート", terms)


def _sheet(name: str, section: Section, principles: Taxonomy, kinds: Taxonomy) -> EvaluationSheet:
    section.allow(_SHEET)
    least = section.number("least", 0, 1)
    anchors = section.texts("anchors")
    if not _FEWEST_MARKS <= len(anchors) <= _MOST_MARKS:
        section.fail("anchors", f"評点の意味を、低い方から{_FEWEST_MARKS}〜{_MOST_MARKS}個書いてください。")
    used = section.texts("kinds")
    for code in used:
        if kinds.get(code) is None:
            section.fail("kinds", f"「{code}」は「{kinds.label}」（taxonomies.evaluation_kinds）にありません。")
    if not used:
        section.fail("kinds", "このシートを使う評価の種類を1つ以上書いてください。")
    tables = list(section.tables("groups"))
    groups = tuple(_group(table, principles) for table in tables)
    if not groups:
        section.fail("groups", f"[[evaluation_sheets.{name}.groups]] を1つ以上書いてください。")
    _once(tables, [group.code for group in groups])
    _items_once(section, groups)
    return EvaluationSheet(
        name=name,
        label=section.text("label"),
        kinds=used,
        least=least,
        anchors=anchors,
        reason_at=section.number("reason_at", least - 1, least + len(anchors) - 1),
        groups=groups,
        furigana=section.text("furigana") if "furigana" in section else "",
        note=section.text("note") if "note" in section else "",
    )


def _group(section: Section, principles: Taxonomy) -> Group:
    section.allow(_GROUP)
    own = tuple(_item(table) for table in section.tables("items"))
    if section.flag("principles"):
        items = _of_principles(section, own, principles)
    else:
        items = own
        if "question" in section:
            section.fail("question", "principles = true のまとまりにだけ書けます。")
    if not items:
        section.fail("items", "評価する項目を1つ以上書いてください。")
    return Group(_code(section), section.text("label"), section.number("weight", 1, 1000), items)


def _of_principles(section: Section, own: Sequence[Item], principles: Taxonomy) -> tuple[Item, ...]:
    """Return an item for each principle of the profile, with its own question where there is one."""
    questions = {item.code: item.question for item in own}
    for code in questions:
        if principles.get(code) is None:
            section.fail("items", f"「{code}」は「{principles.label}」（taxonomies.principles）にありません。")
    general = section.text("question") if "question" in section else ""
    if general and PRINCIPLE not in general:
        section.fail("question", f"原則の名前が入る場所に {PRINCIPLE} と書いてください。")
    items = []
    for term in principles.terms:
        question = questions.get(term.code) or general.replace(PRINCIPLE, term.label)
        if not question:
            section.fail("items", f"「{term.label}」（{term.code}）を問う文を書いてください。")
        if not term.retired:
            items.append(Item(term.code, term.label, question))
    return tuple(items)


def _item(section: Section) -> Item:
    section.allow(_ITEM)
    question = section.text("question")
    return Item(_code(section), section.text("label", question), question)


def _code(section: Section) -> str:
    code = section.text("code")
    if not _CODE.fullmatch(code):
        section.fail("code", "半角の英小文字で始まる、英小文字・数字・_ の名前（例：planning）を書いてください。")
    return code


def _once(tables: Sequence[Section], codes: Sequence[str]) -> None:
    for place, (table, code) in enumerate(zip(tables, codes, strict=True)):
        if code in codes[:place]:
            table.fail("code", f"「{code}」は前のまとまりでも使っています。別の名前にしてください。")


def _items_once(section: Section, groups: Sequence[Group]) -> None:
    codes = [item.code for group in groups for item in group.items]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            section.fail("groups", f"項目「{code}」が2回あります。別の名前にしてください。")
