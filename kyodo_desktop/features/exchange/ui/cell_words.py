"""How the cells of a preview read: values as they would enter, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.plan import Action, PlannedRow
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark
from kyodo_desktop.spreadsheet.targets import Rule, Target
from kyodo_desktop.ui.columns import list_text


def value_text(row: PlannedRow, target: Target, schema: Schema, words: Words) -> str:
    """Return on one line what a column would bring into the record."""
    if not target.child:
        return "　".join(filter(None, (_shown(schema, name, row.values, words) for name in target.attributes)))
    inner = schema.children[target.child]
    lines = row.children.get(target.child, ())
    if target.rule is not Rule.PERSONS:
        lines = lines[target.row : target.row + 1]
    return "、".join(
        "　".join(filter(None, (_shown(inner, name, line, words) for name in target.attributes))) for line in lines
    )


def _shown(schema: Schema, name: str, values: Mapping[str, Any], words: Words) -> str:
    value = values.get(name)
    return "" if value is None else list_text(schema.fields[name], words, value)


def match_text(row: PlannedRow) -> str:
    """Return which record a row is taken for, or what has to be chosen."""
    if row.question:
        return row.question
    if row.match is None:
        return ""
    return row.match.words if row.changes else f"{row.match.words}。変わるところはありません"


def remarks_of(row: PlannedRow, column: int) -> tuple[list[CellRemark], list[CellRemark]]:
    """Return the problems and the notes of a cell, by the column of its sheet; NO_COLUMN for those of the whole row."""
    return (
        [remark for remark in row.problems if remark.column == column],
        [remark for remark in row.notes if remark.column == column],
    )


def row_sentences(row: PlannedRow, chosen: Action | None) -> list[str]:
    """Return what is said of a row as a whole, problems first."""
    problems, notes = remarks_of(row, NO_COLUMN)
    said = [f"■ {remark.place}{'：' if remark.place else ''}{remark.message}" for remark in problems]
    if row.question and chosen is None:
        said.append(f"◆ {row.question}")
    elif row.match is not None:
        said.append(match_text(row) if not row.question else row.match.words)
    said += [f"※ {remark.place}{'：' if remark.place else ''}{remark.message}" for remark in notes]
    return said
