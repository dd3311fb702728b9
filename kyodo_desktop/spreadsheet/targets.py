"""What a column of a file means: one attribute, several by a rule, or rows of a table inside the record."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from kyodo_desktop.core.fields import Disclosure, Field
from kyodo_desktop.core.schema import Schema

_WRITTEN = re.compile(
    r"(?:(?P<child>\w+)\[(?P<row>[0-9]*)\]\.)?(?:(?P<rule>[a-z_]+):)?(?P<attributes>\w+(?:,\w+)*)", re.ASCII
)


def importable(declared: Field) -> bool:
    """Return whether an attribute may come from a file.

    It may not when nobody sees it, when the slice computes it and no older list can know it, or when it is the map of
    disclosure.
    """
    computed = declared.derived and not declared.imported
    return not (declared.hidden or computed or isinstance(declared, Disclosure))


def importable_fields(schema: Schema) -> dict[str, Field]:
    """Return the attributes that may come from a file, in the order of the form."""
    return {name: declared for name, declared in schema.fields.items() if importable(declared)}


def labels_of(schema: Schema) -> tuple[str, ...]:
    """Return what the attributes that may come from a file are called on the screen, in the order of the form."""
    return tuple(declared.label for declared in importable_fields(schema).values())


class Rule(enum.StrEnum):
    """How a cell is taken apart; the attributes of a target stand in the order that its rule gives."""

    VALUE = "value"
    """The whole cell is one attribute."""
    PERIOD = "period"
    """A first and a last day: 令和5年4月1日～令和8年3月31日."""
    DAYS = "days"
    """The days of an event: a period, or a single day that is its first and its last."""
    UNTIL = "until"
    """The last day of a period, for an attribute that is only its end; a single day is that day."""
    READING = "reading"
    """A name and its reading: 山田太郎（やまだたろう）."""
    POSTCODE = "postcode"
    """A postcode and an address: 〒051-0011 室蘭市…."""
    PHONE_FAX = "phone_fax"
    """A telephone and a fax number."""
    TITLE = "title"
    """A title and a name: 会長　山田太郎."""
    PERSONS = "persons"
    """Any number of persons, each a row of the table inside the record: the name, then the title if it has one."""
    TERMS = "terms"
    """Any number of terms of a choice, each a row of the table inside the record: まかせて、人材バンク."""

    @property
    def fills_rows(self) -> bool:
        """Whether one cell brings as many rows of a table as it names."""
        return self in (Rule.PERSONS, Rule.TERMS)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes. ``row`` counts the rows of the table ``child`` from 0;
    PERSONS and TERMS fill as many as they find.
    """

    attributes: tuple[str, ...]
    rule: Rule = Rule.VALUE
    child: str = ""
    row: int = 0

    def __str__(self) -> str:
        """Return the target in the letters that are remembered and printed in JSON: ``period:from_on,until_on``."""
        place = f"{self.child}[{'' if self.rule.fills_rows else self.row}]." if self.child else ""
        rule = "" if self.rule is Rule.VALUE else f"{self.rule.value}:"
        return f"{place}{rule}{','.join(self.attributes)}"

    @classmethod
    def of(cls, written: str) -> Target:
        """Return the target that was written by ``str``. Raises ValueError when it is none."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError(written)
        return cls(
            tuple(found["attributes"].split(",")),
            Rule(found["rule"] or "value"),
            found["child"] or "",
            int(found["row"] or 0),
        )

    def fits(self, schema: Schema) -> bool:
        """Return whether every attribute that is named exists and may come from a file."""
        inner = schema.children.get(self.child) if self.child else schema
        return inner is not None and all(attribute in importable_fields(inner) for attribute in self.attributes)

    @property
    def places(self) -> frozenset[tuple[str, int, str]]:
        """The places that the column fills, as (child, row, attribute): no two columns may share one."""
        return frozenset((self.child, self.row, attribute) for attribute in self.attributes)

    def label(self, schema: Schema) -> str:
        """Return the target in the words of the form: 代表者氏名, 役員1の氏名, 期間（開始日・終了日）."""
        inner = schema.children[self.child] if self.child else schema
        names = "・".join(inner.fields[attribute].label for attribute in self.attributes)
        if not self.child:
            return names
        number = "" if self.rule.fills_rows else str(self.row + 1)
        return f"{inner.label}{number}の{names}"
