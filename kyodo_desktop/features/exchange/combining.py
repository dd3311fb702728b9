"""What a row adds to what is known of somebody.

Nothing is ever erased: an empty cell leaves what is there, and so does a poorer writing of the same (docs/import.md).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.fields import Disclosure, Field, Name, Reference
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.text import common_shape, kanji_shapes, lost_characters, normalize_width

Values = Mapping[str, Any]
Lines = Mapping[str, Sequence[Values]]

EMPTY: tuple[object, ...] = (None, "", ())
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Addition:
    """What a row changed: attributes with their new values, lines of the tables inside, and the attributes in which it
    was kept back because it says less than what was there, or because steps alone decide."""

    values: Values
    lines: Lines
    kept: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.values or self.lines)


@dataclass(slots=True)
class _HeldLine:
    id: int | None
    values: dict[str, Any]
    changed: dict[str, Any]


@dataclass(slots=True)
class Holding:
    """What is known of one person or body while rows are laid over it: a stored record, or what earlier rows bring."""

    schema: Schema
    values: dict[str, Any]
    id: int | None = None
    version: int | None = None
    _changed: dict[str, Any] = field(default_factory=dict)
    _tables: dict[str, list[_HeldLine]] = field(default_factory=dict)
    _grown: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, schema: Schema, stored: Snapshot) -> Holding:
        """Return the holding of a stored record; it needs no tables but those that a row may add to."""
        tables = {
            name: [_HeldLine(line.id, dict(line.values), {}) for line in lines]
            for name, lines in stored.children.items()
        }
        return cls(schema, dict(stored.values), stored.id, stored.version, _tables=tables)

    @classmethod
    def new(cls, schema: Schema, values: Values, lines: Lines) -> Holding:
        """Return the holding of somebody whom a row brings."""
        holding = cls(schema, dict(values))
        holding._tables = {name: [_HeldLine(None, dict(each), {}) for each in table] for name, table in lines.items()}
        return holding

    def copy(self) -> Holding:
        """Return a holding over which a row may be laid to see what it would change."""
        return copy.deepcopy(self)

    def lay(self, values: Values, lines: Lines) -> Addition:
        """Lay a row over what is held and return what that changed."""
        changed: dict[str, Any] = {}
        kept: list[str] = []
        for name, value in values.items():
            held = self.values.get(name)
            if value in EMPTY or _same_signs(held, value):
                continue
            if isinstance(self.schema.fields[name], Disclosure):
                if opened := reclassified(self.schema, held or {}, value):
                    changed[name] = (held or {}) | opened
                continue
            if self.id is not None and self.schema.fields[name].derived:
                kept.append(name)  # what steps brought is changed by steps alone
            elif held in EMPTY:
                changed[name] = value
            elif isinstance(self.schema.fields[name], Reference) or says_less(self.schema.fields[name], held, value):
                kept.append(name)
            else:
                changed[name] = value
        self.values |= changed
        self._changed |= changed
        added = {name: new for name, table in lines.items() if (new := self._lay_lines(name, table))}
        return Addition(changed, added, tuple(kept))

    def _lay_lines(self, name: str, lines: Sequence[Values]) -> list[Values]:
        """Lay lines over a table and return those that brought something.

        A line that agrees with one that is held in what the table requires, and contradicts it nowhere, fills its empty
        attributes and replaces its remark; any other is a further line. A stored record takes none into a table whose
        lines the slice gives.
        """
        inner = self.schema.children[name]
        if self.id is not None and is_given(inner):
            return []
        table = self._tables.setdefault(name, [])
        free = list(table)
        brought: list[Values] = []
        for values in lines:
            filled = {attribute: value for attribute, value in values.items() if value not in EMPTY}
            line = next((line for line in free if _agree(inner, line.values, filled)), None)
            if line is None:
                table.append(_HeldLine(None, filled, filled))
                brought.append(filled)
                continue
            free.remove(line)
            more = {
                attribute: value
                for attribute, value in filled.items()
                if line.values.get(attribute) in EMPTY
                or (is_remark(inner, attribute) and not _same_signs(line.values[attribute], value))
            }
            line.values |= more
            line.changed |= more
            if more:
                brought.append(filled)
        if brought:
            self._grown.add(name)
        return brought

    def draft(self) -> Draft:
        """Return what is to be saved: everything for a new record, only the changes for a stored one."""
        if self.id is None:
            tables = {name: [Draft(dict(line.values)) for line in lines] for name, lines in self._tables.items()}
            return Draft(dict(self.values), tables)
        tables = {
            name: [Draft(dict(line.changed), id=line.id) for line in self._tables[name]] for name in sorted(self._grown)
        }
        return Draft(dict(self._changed), tables, self.id, self.version)


def is_given(inner: Schema) -> bool:
    """Return whether the slice gives the lines of a table: a file adds none to a record that is stored."""
    return inner.fixed or all(declared.derived or declared.hidden for declared in inner.fields.values())


def is_remark(inner: Schema, attribute: str) -> bool:
    """Return whether an attribute of a table of people says something beside (新任): it tells nobody apart."""
    return attribute == "note" and any(isinstance(each, Name) and each.required for each in inner.fields.values())


def reclassified(schema: Schema, held: Mapping[str, str], brought: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes for which another 公開区分 is brought than the one that holds, with the new one."""
    fields = schema.fields
    return {name: level for name, level in brought.items() if level != held.get(name, fields[name].privacy)}


def _agree(inner: Schema, held: Values, values: Values) -> bool:
    return all(
        same_value(inner.fields[name], held.get(name), value)
        for name, value in values.items()
        if inner.fields[name].required or (held.get(name) not in EMPTY and not is_remark(inner, name))
    )


def same_value(declared: Field, one: Any, other: Any) -> bool:
    """Return whether two values say the same: spaces and width do not count, nor in a name the variants of a kanji."""
    if one == other:
        return True
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return _same_signs(one, other) or (isinstance(declared, Name) and common_shape(one) == common_shape(other))


def _same_signs(one: Any, other: Any) -> bool:
    """Return whether two values are equal but for spaces and width, which alone are no reason to change a record."""
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return "".join(normalize_width(one).split()) == "".join(normalize_width(other).split())
    return False


def says_less(declared: Field, held: Any, value: Any) -> bool:
    """Return whether a text is worse than the one that is held.

    It is when characters were lost in it, and when it is the same name without the rare kanji (高橋 for 髙橋).
    """
    if not isinstance(held, str) or not isinstance(value, str):
        return False
    if lost_characters(value):
        return True
    return isinstance(declared, Name) and common_shape(held) == common_shape(value) and _rare(value) < _rare(held)


def contradictions(fields: Mapping[str, Field], held: Values, values: Values) -> list[str]:
    """Return the attributes in which two rows about one person or body say different things."""
    return [
        name
        for name, value in values.items()
        if value not in EMPTY
        and (other := held.get(name)) not in EMPTY
        and not same_value(fields[name], other, value)
        and not says_less(fields[name], other, value)
    ]


def _rare(name: str) -> int:
    """Return how many variants of kanji a name is written with."""
    shapes = kanji_shapes()
    return sum(1 for sign in name if sign in shapes) + len(_SELECTOR.findall(name))
