"""The rows of a roster: from records and the lines inside them to texts under headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from kyodo_desktop.core.dates import short
from kyodo_desktop.core.fields import Count, EraDate, Field, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import index_tab
from kyodo_desktop.printing.roster import Roster, RosterColumn
from kyodo_desktop.printing.slice_papers import INDEX, RosterPaper

WITHHELD = "―"
"""What stands on a published roster where a record does not publish an attribute."""

OTHER = "その他"

Row = Mapping[str, Any]
Lines = Mapping[int, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class RosterSource:
    """What was read for a roster: the records in order (with ``id``), and the lines inside them by record id."""

    records: Sequence[Row]
    lines: Lines


def attributes_needed(paper: RosterPaper) -> tuple[str, ...]:
    """Return the attributes of the record that a roster reads."""
    own = [name for name in (*paper.columns, *paper.stand_ins.values()) if "." not in name]
    grouped = ["furigana", "name"] if paper.group == INDEX else [paper.group] if paper.group else []
    published = ["disclosure"] if paper.published else []
    return tuple(dict.fromkeys([*own, *grouped, *published]))


def line_attributes(paper: RosterPaper) -> tuple[str, ...]:
    """Return the attributes of the lines inside that a roster reads."""
    return tuple(name.partition(".")[2] for name in paper.columns if "." in name)


def field_of(schema: Schema, column: str) -> Field:
    """Return the field that a column of a roster shows."""
    inside, _, attribute = column.rpartition(".")
    return schema.children[inside].fields[attribute] if inside else schema.fields[column]


def compose(paper: RosterPaper, schema: Schema, source: RosterSource, words: Words) -> Roster:
    """Return the roster of what was read, as of the day of ``words``."""
    reader = _Reader(paper, schema, words)
    pairs = [
        (reader.group(record), reader.row(record, line))
        for record in source.records
        for line in _lines(paper, source, record)
    ]
    if paper.group not in ("", INDEX, "name"):
        pairs.sort(key=itemgetter(0))
    return Roster(
        title=paper.title,
        columns=tuple(
            RosterColumn(field.label, field.width, "right" if isinstance(field, Count) else "left")
            for field in reader.fields
        ),
        rows=[row for _, row in pairs],
        as_of=words.today,
        groups=[group for group, _ in pairs] if paper.group else (),
        unit=paper.unit,
        confidential=paper.confidential,
        paper=paper.paper,
        page_for_each_group=paper.page_for_each_group,
    )


def with_choices(paper: RosterPaper, columns: Sequence[str] | None, group: str | None) -> RosterPaper:
    """Return a roster with the columns and the grouping that a person chose."""
    return replace(
        paper, columns=tuple(columns) if columns else paper.columns, group=paper.group if group is None else group
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

    def row(self, record: Row, line: Row | None) -> tuple[str, ...]:
        """Return the texts of one row; ``line`` is None where the record itself has the row."""
        return tuple(
            self._text(column, field, record, line)
            for column, field in zip(self.paper.columns, self.fields, strict=True)
        )

    def group(self, record: Row) -> str:
        """Return the heading that a record stands under."""
        group = self.paper.group
        if not group:
            return ""
        if group == INDEX:
            tab = index_tab(record["furigana"] or "")
            return OTHER if tab == "他" else f"{tab}行"
        return self.schema.fields[group].show(record[group], self.words) or OTHER

    def _text(self, column: str, field: Field, record: Row, line: Row | None) -> str:
        inside, _, attribute = column.rpartition(".")
        if inside:
            value = line[attribute] if line is not None else record[self.paper.stand_ins[column]]
        elif line is None and column in self.paper.stand_ins.values():
            return ""  # it stands in for a line already
        elif self.paper.published and self._privacy(record, column) is not Privacy.PUBLIC:
            return WITHHELD
        else:
            value = record[column]
        if isinstance(field, EraDate):
            return short(value) if value else ""
        return field.show(value, self.words).replace("\n", " ")

    def _privacy(self, record: Row, attribute: str) -> Privacy:
        field = self.schema.fields[attribute]
        chosen = (record["disclosure"] or {}).get(attribute) if field.disclosable else None
        return Privacy(chosen) if chosen else field.privacy
