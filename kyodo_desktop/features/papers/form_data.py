"""What fills the forms of a slice: its records, and the facts that it declares beside their attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.printing.forms.fill import FormData
from kyodo_desktop.printing.slice_papers import SlicePapers


def widened(schema: Schema, papers: SlicePapers) -> Schema:
    """Return what the forms of a slice may name: the attributes and tables of its records, and its facts."""
    facts = papers.facts
    if facts is None:
        return schema
    return Schema(schema.name, schema.label, {**schema.fields, **facts.fields}, {**schema.children, **facts.tables})


def filled(
    service: RecordService[Any], papers: SlicePapers, records: Sequence[Snapshot], given: Mapping[str, Any]
) -> list[FormData]:
    """Return what fills a form with each of the records; ``given`` is what the form asks for at printing."""
    data = [FormData.of(record, **given) for record in records]
    if papers.facts is None:
        return data
    return [
        replace(each, values={**each.values, **found.values}, children={**found.tables, **each.children})
        for each, found in zip(data, papers.facts.gathered(service, records, given), strict=True)
    ]


def of_row(data: FormData, table: str, name: str) -> FormData:
    """Return what fills a form for one row alone of the table of which every row gets it; all rows without a name."""
    if not table or not name:
        return data
    rows = [row for row in data.children.get(table, ()) if row["name"] == name]
    return replace(data, children={**data.children, table: rows})
