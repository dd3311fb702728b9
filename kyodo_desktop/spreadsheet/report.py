"""A reading as JSON can hold it: what ``import --dry-run --json`` prints and a window shows."""

from __future__ import annotations

from typing import Any

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, Reading, RowReading, Values
from kyodo_desktop.spreadsheet.sheets import LostCell, column_name
from kyodo_desktop.spreadsheet.tables import Table


def reading_as_json(schema: Schema, table: Table, mapping: TableMapping, reading: Reading) -> dict[str, Any]:
    """Return everything that was found in a table, as nested dicts, lists and texts.

    Keys: ``sheet``, ``header_rows`` (first and last row number), ``certain``, ``columns`` (letter, heading, target,
    label, confidence, reason), ``dropped`` (rows, reason, text), ``lost`` (characters that the file lost), ``missing``
    (labels of required attributes without a column), ``notes``, ``rows``. A row has its ``row`` number, ``values`` and
    ``children`` by declared attribute names (days in ISO), and ``problems`` and ``notes`` (column, heading, attribute,
    text, message, proposal).
    """
    return {
        "sheet": table.sheet,
        "header_rows": [table.first_row, table.last_row],
        "certain": table.certain,
        "columns": [
            {
                "column": _letter(table.columns[match.column]),
                "heading": match.heading,
                "target": str(match.target) if match.target else None,
                "label": match.target.label(schema) if match.target else None,
                "confidence": match.confidence,
                "reason": match.reason,
            }
            for match in mapping.matches
        ],
        "dropped": [
            {
                "first_row": entry.first_row,
                "last_row": entry.last_row,
                "reason": entry.reason.value,
                "label": entry.reason.label,
                "text": entry.text,
            }
            for entry in table.dropped
        ],
        "lost": [_lost(cell) for cell in table.lost],
        "missing": list(reading.missing),
        "notes": list(reading.notes),
        "rows": [_row(schema, row) for row in reading.rows],
    }


def describe(row: RowReading, remark: CellRemark) -> str:
    """Return a problem or a note as a line for a clerk: 5行目 C列「電話番号」：…（「0143」）."""
    text = f"（「{remark.text}」）" if remark.text else ""
    place = f" {remark.place}" if remark.place else ""
    return f"{row.number}行目{place}：{remark.message}{text}"


def _row(schema: Schema, row: RowReading) -> dict[str, Any]:
    return {
        "row": row.number,
        "values": _dumped(schema, row.values),
        "children": {
            child: [_dumped(schema.children[child], values) for values in rows] for child, rows in row.children.items()
        },
        "problems": [_remark(remark) for remark in row.problems],
        "notes": [_remark(remark) for remark in row.notes],
    }


def _dumped(schema: Schema, values: Values) -> dict[str, Any]:
    return {name: schema.fields[name].dump(value) for name, value in values.items()}


def _remark(remark: CellRemark) -> dict[str, str | None]:
    return {
        "column": _letter(remark.column),
        "heading": remark.heading,
        "attribute": remark.attribute,
        "text": remark.text,
        "message": remark.message,
        "proposal": remark.proposal or None,
    }


def _lost(cell: LostCell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": _letter(cell.column),
        "text": cell.text,
        "characters": [{"character": lost.character, "reason": lost.reason} for lost in cell.lost],
    }


def _letter(column: int) -> str | None:
    return None if column == NO_COLUMN else column_name(column)
