"""Lives of records as profiles write them (``[lifecycles.NAME]``), read with every state and step checked.

``docs/profiles.md`` says how such a table is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.lifecycle import ANY, ASKS, DeadlineRule, Lifecycle, Step
from kyodo_desktop.core.taxonomy import Taxonomy

_CODE = re.compile("[a-z][a-z0-9_]*")
_STEP = (
    *("code", "label", "done", "from", "to", "asks", "needs", "amount", "adds", "also", "day", "number"),
    *("sets", "fills", "papers", "guards"),
)
_DEADLINE = ("code", "label", "states", "of", "days", "days_of", "move", "by_year_end", "until")
_MOVES = ("before", "after")
_LONGEST = 3660
"""Days: a deadline lies at most ten years from the day it counts from."""


def read_lifecycles(layers: Sequence[Section], states: Taxonomy) -> dict[str, Lifecycle]:
    """Return the lives that ``[lifecycles]`` tables declare, the lowest layer first; an upper one replaces a life.

    Raises WorldError, which names file and key, for an unknown key or state, a step that no state reaches, a state
    that nothing leads out of although it is not closed, and whatever else would make a life that cannot be lived.
    """
    found = {name: section for layer in layers for name, section in layer.sections()}
    return {name: _lifecycle(name, section, states) for name, section in found.items()}


def _lifecycle(name: str, section: Section, states: Taxonomy) -> Lifecycle:
    section.allow(("label", "initial", "steps", "deadlines"))
    label, initial = section.text("label"), section.text("initial")
    _known(section, "initial", (initial,), states)
    tables = list(section.tables("steps"))
    steps = tuple(_step(table, states) for table in tables)
    _once(tables, [step.code for step in steps])
    closed = frozenset(term.code for term in states.terms if term.extra.get("closed"))
    life = Lifecycle(name, label, initial, steps, closed=closed)
    _check_reached(life, tables)
    _check_left(life, section, states)
    deadlines = tuple(_deadline(table, life, states) for table in section.tables("deadlines"))
    return replace(life, deadlines=deadlines)


def _step(section: Section, states: Taxonomy) -> Step:
    section.allow(_STEP)
    step = Step(
        code=_code(section),
        label=section.text("label"),
        done=section.text("done"),
        from_states=section.texts("from"),
        to=section.text("to") if "to" in section else "",
        asks=section.texts("asks"),
        needs=section.texts("needs"),
        amount=_attribute(section, "amount"),
        adds=section.flag("adds"),
        also=_attributes(section, "also"),
        day=_attribute(section, "day"),
        number=_attribute(section, "number"),
        sets={name: words.text(name) for words in (section.section("sets"),) for name in words.data},
        fills=_attributes(section, "fills"),
        papers=section.texts("papers"),
        guards=_attributes(section, "guards"),
    )
    _known(section, "from", (code for code in step.from_states if code != ANY), states)
    _known(section, "to", (step.to,) if step.to else (), states)
    _one_of(section, "asks", step.asks, ASKS)
    _one_of(section, "needs", step.needs, step.asks)
    for key, asked in (("amount", "amount"), ("also", "amount"), ("number", "document_number")):
        if key in section and asked not in step.asks:
            section.fail(key, f"これを書く手続では、asks に「{asked}」も加えてください。")
    if step.adds and not step.amount:
        section.fail("adds", "足し上げる項目の名前を amount に書いてください。")
    return step


def _deadline(section: Section, life: Lifecycle, states: Taxonomy) -> DeadlineRule:
    section.allow(_DEADLINE)
    rule = DeadlineRule(
        code=_code(section),
        label=section.text("label"),
        states=section.texts("states"),
        of=_named(section, "of", (section.text("of"),))[0],
        days=section.number("days", -_LONGEST, _LONGEST) if "days" in section else 0,
        days_of=_attribute(section, "days_of"),
        move=section.text("move") if "move" in section else "",
        by_year_end=section.flag("by_year_end"),
        until=section.text("until") if "until" in section else "",
    )
    if not rule.states:
        section.fail("states", "期限のある状態を1つ以上書いてください。")
    _known(section, "states", rule.states, states)
    for code in rule.states:
        if code not in life.states():
            section.fail("states", f"「{states.label_of(code)}」になる手続が「{life.label}」にありません。")
        if code in life.closed:
            section.fail("states", f"「{states.label_of(code)}」は手続の終わった状態なので、期限を付けられません。")
    if rule.move:
        _one_of(section, "move", (rule.move,), _MOVES)
    if rule.until:
        _one_of(section, "until", (rule.until,), [step.code for step in life.steps])
    return rule


def _check_reached(life: Lifecycle, tables: Sequence[Section]) -> None:
    """Refuse steps that begin in no state or in one that no steps lead to."""
    reached, grown = {life.initial}, True
    while grown:
        more = {step.to for state in reached for step in life.offered(state) if step.to}
        grown = not more <= reached
        reached |= more
    for step, table in zip(life.steps, tables, strict=True):
        if not step.from_states:
            table.fail(
                "from", f'この手続ができる状態を書いてください。終わるまでいつでもできるなら ["{ANY}"] とします。'
            )
        for code in step.from_states:
            if code not in (ANY, *reached):
                table.fail("from", f"「{code}」には、どの手続からも進めません。「{code}」に進む手続を加えてください。")


def _check_left(life: Lifecycle, section: Section, states: Taxonomy) -> None:
    """Refuse states from which no steps lead to a closed one."""
    ending, grown = set(life.closed), True
    while grown:
        more = {state for state in life.states() if any(step.to in ending for step in life.offered(state))}
        grown = not more <= ending
        ending |= more
    for code in life.states():
        if code not in ending:
            section.fail(
                "steps",
                f"「{states.label_of(code)}」から終わりの状態（closed = true）に進む手続がありません。加えてください。",
            )


def _code(section: Section) -> str:
    code = section.text("code")
    if not _CODE.fullmatch(code):
        section.fail("code", "半角の英小文字で始まる、英小文字・数字・_ の名前（例：approve）を書いてください。")
    return code


def _once(tables: Sequence[Section], codes: Sequence[str]) -> None:
    for place, (table, code) in enumerate(zip(tables, codes, strict=True)):
        if code in codes[:place]:
            table.fail("code", f"「{code}」は前の手続でも使っています。別の名前にしてください。")


def _attribute(section: Section, key: str) -> str:
    return _named(section, key, (section.text(key),))[0] if key in section else ""


def _attributes(section: Section, key: str) -> tuple[str, ...]:
    return _named(section, key, section.texts(key))


def _named(section: Section, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not _CODE.fullmatch(name):
            section.fail(key, "項目の名前を、半角の英小文字・数字・_ で書いてください（例：decided_amount）。")
    return names


def _known(section: Section, key: str, codes: Iterable[str], states: Taxonomy) -> None:
    for code in codes:
        if states.get(code) is None:
            section.fail(
                key, f"「{code}」は「{states.label}」（taxonomies.states）にありません。つづりを確かめてください。"
            )


def _one_of(section: Section, key: str, words: Sequence[str], accepted: Collection[str]) -> None:
    for word in words:
        if word not in accepted:
            section.fail(key, f"ここに書けるのは {'、'.join(accepted) or 'asks に書いたもの'} です。")
