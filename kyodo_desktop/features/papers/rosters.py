"""The rows of a roster: from records and the lines inside them to texts under headings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kyodo_desktop.core.dates import short
from kyodo_desktop.core.fields import Choice, Choices, Count, Disclosure, EraDate, Field, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import index_tab
from kyodo_desktop.printing.roster import Roster
from kyodo_desktop.printing.roster_layout import HeadedColumn
from kyodo_desktop.printing.slice_papers import INDEX, RosterPaper

WITHHELD = "―"
"""What stands on a published roster where a record does not publish an attribute."""

OTHER = "その他"

SORT_KEY = "sort_key"
"""The column by which the database orders records by their furigana."""

Row = Mapping[str, Any]
Lines = Mapping[int, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class RosterSource:
    """What was read for a roster: the records in order (with ``id``), and the lines inside them by record id."""

    records: Sequence[Row]
    lines: Lines


def attributes_needed(paper: RosterPaper) -> tuple[str, ...]:
    """Return the attributes of the record that a roster reads."""
    standing_in = [name for names in paper.stand_ins.values() for name in names]
    own = [name for name in (*paper.columns, *standing_in) if "." not in name]
    grouped = ["furigana", "name", SORT_KEY] if paper.group == INDEX else [paper.group] if paper.group else []
    published = ["disclosure"] if paper.published else []
    return tuple(dict.fromkeys([*own, *grouped, *published]))


def line_attributes(paper: RosterPaper) -> tuple[str, ...]:
    """Return the attributes of the lines inside that a roster reads."""
    return tuple(name.partition(".")[2] for name in paper.columns if "." in name)


def field_of(schema: Schema, column: str) -> Field:
    """Return the field that a column of a roster shows."""
    inside, _, attribute = column.rpartition(".")
    return schema.children[inside].fields[attribute] if inside else schema.fields[column]


def offered_columns(paper: RosterPaper, schema: Schema) -> tuple[str, ...]:
    """Return what a person may put on a roster: its own columns first, then all that the records have."""
    own = [
        name
        for name, field in schema.shown().items()
        if not isinstance(field, Disclosure)
        and (not paper.published or field.disclosable or field.privacy is Privacy.PUBLIC)
    ]
    inside = [f"{paper.lines}.{name}" for name in schema.children[paper.lines].shown()] if paper.lines else []
    return tuple(dict.fromkeys([*paper.columns, *inside, *own]))


def heading_of(paper: RosterPaper, schema: Schema, column: str) -> str:
    """Return the words over a column."""
    return paper.headings.get(column) or field_of(schema, column).label


def offered_groups(paper: RosterPaper, schema: Schema) -> dict[str, str]:
    """Return by what the rows may be grouped, with the words for it: the roster's own grouping first."""
    offered = {"": "なし"}
    if "furigana" in schema.fields:
        offered[INDEX] = "五十音"
    if paper.lines:
        offered["name"] = schema.fields["name"].label
    columns = offered_columns(paper, schema)
    offered |= {
        name: field.label
        for name, field in schema.fields.items()
        if name == paper.group or (name in columns and isinstance(field, Choice | Choices))
    }
    return {paper.group: offered[paper.group], **offered}


def compose(paper: RosterPaper, schema: Schema, source: RosterSource, words: Words) -> Roster:
    """Return the roster of what was read, as of the day of ``words``."""
    reader = _Reader(paper, schema, words)
    ordered = source.records if paper.group in ("", "name") else sorted(source.records, key=reader.place)
    pairs = [
        (reader.group(record), reader.row(record, line)) for record in ordered for line in _lines(paper, source, record)
    ]
    return Roster(
        title=paper.title,
        columns=tuple(
            HeadedColumn(
                heading_of(paper, schema, column), field.width, "right" if isinstance(field, Count) else "left"
            )
            for column, field in zip(paper.columns, reader.fields, strict=True)
        ),
        rows=[row for _, row in pairs],
        as_of=words.today,
        groups=[group for group, _ in pairs] if paper.group else (),
        unit=paper.unit,
        confidential=paper.confidential,
        paper=paper.paper,
        page_for_each_group=paper.page_for_each_group,
    )


def privacy_of(schema: Schema, record: Row, attribute: str) -> Privacy:
    """Return who may read an attribute of a record, which holds its ``disclosure``."""
    field = schema.fields[attribute]
    chosen = (record["disclosure"] or {}).get(attribute) if field.disclosable else None
    return Privacy(chosen) if chosen else field.privacy


def with_choices(paper: RosterPaper, columns: Sequence[str] | None, group: str | None) -> RosterPaper:
    """Return a roster with the columns and the grouping that a person chose; None leaves its own."""
    return replace(
        paper,
        columns=paper.columns if columns is None else tuple(columns),
        group=paper.group if group is None else group,
    )


def _lines(paper: RosterPaper, source: RosterSource, record: Row) -> Sequence[Row | None]:
    if not paper.lines:
        return (None,)
    lines: Sequence[Row] = source.lines.get(record["id"], ())
    return lines or ((None,) if paper.stand_ins else ())


class _Reader:
    """Reads the cells of one roster out of records and the lines inside them."""

    def __init__(self, paper: RosterPaper, schema: Schema, words: Words) -> None:
        self.paper = paper
        self.schema = schema
        self.words = words
        self.fields = [field_of(schema, column) for column in paper.columns]
        taxonomy = words.taxonomy(getattr(schema.fields.get(paper.group), "taxonomy", ""))
        self.orders = {term.code: float(place) for place, term in enumerate(taxonomy.terms)}

    def row(self, record: Row, line: Row | None) -> tuple[str, ...]:
        """Return the texts of one row; ``line`` is None where the record itself has the row."""
        return tuple(
            self._text(column, field, record, line)
            for column, field in zip(self.paper.columns, self.fields, strict=True)
        )

    def group(self, record: Row) -> str:
        """Return the heading that a record stands under; one that does not publish it stands under その他."""
        group = self.paper.group
        if not group:
            return ""
        shown = "name" if group == INDEX else group
        if self.paper.published and privacy_of(self.schema, record, shown) is not Privacy.PUBLIC:
            return OTHER
        if group == INDEX:
            tab = index_tab(record["furigana"] or record["name"])
            return OTHER if tab == "他" else f"{tab}行"
        return self.schema.fields[group].show(record[group], self.words) or OTHER

    def place(self, record: Row) -> tuple[float, str]:
        """Return where a record stands among the headings: in the order of the office's words, その他 last."""
        heading = self.group(record)
        if self.paper.group == INDEX:
            return float(heading == OTHER), record[SORT_KEY]
        value = record[self.paper.group]
        first = value[0] if value and isinstance(value, tuple) else value
        return math.inf if heading == OTHER else self.orders.get(first, 0.0), heading

    def _text(self, column: str, field: Field, record: Row, line: Row | None) -> str:
        inside, _, attribute = column.rpartition(".")
        if inside:
            stand_in = self._stand_in(column, record)
            value = line[attribute] if line is not None else record[stand_in] if stand_in else None
        elif line is None and column in (self._stand_in(each, record) for each in self.paper.columns):
            return ""  # it stands in for a line already
        elif self.paper.published and privacy_of(self.schema, record, column) is not Privacy.PUBLIC:
            return WITHHELD
        else:
            value = record[column]
        if isinstance(field, EraDate):
            return short(value) if value else ""
        return field.show(value, self.words).replace("\n", " ")

    def _stand_in(self, column: str, record: Row) -> str:
        """Return which attribute of a record stands in for a column of its lines; empty for none."""
        names = self.paper.stand_ins.get(column, ())
        return next((name for name in names if record[name] not in (None, "")), "")
