"""What is stored, as an import asks for it: by number and by name, in a few queries for any number of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.text import common_shapes
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.exchange.matching import Known, traits_reader
from kyodo_desktop.spreadsheet.slice_sheets import SliceSheets


class Register:
    """The stored records that have one of these numbers or names (in their common shape)."""

    def __init__(
        self, service: RecordService[Any], sheets: SliceSheets, references: Collection[str], shapes: Collection[str]
    ) -> None:
        self._service = service
        basics = self._names(ListQuery())
        shape_of = dict(zip(basics, common_shapes(name for _, name in basics.values()), strict=True))
        wanted = [
            record_id
            for record_id, (reference, _) in basics.items()
            if reference in references or shape_of[record_id] in shapes
        ]
        fields = service.schema.fields
        attributes = [
            name for name, field in fields.items() if field.searchable or name in ("kind", "birth_on", *sheets.told_by)
        ]
        read_traits = traits_reader(service.schema, sheets.is_body, sheets.told_by)
        self.by_reference: dict[str, Known] = {}
        """The records by their numbers."""
        self.by_shape: dict[str, list[Known]] = {}
        """The records by the common shape of their names."""
        for record_id, row in service.rows(wanted, attributes).items():
            values = dict(zip(attributes, row, strict=True))
            known = Known(record_id, None, values["reference"], values["name"], values, read_traits)
            self.by_reference[known.reference] = known
            self.by_shape.setdefault(shape_of[record_id], []).append(known)
        self.archived: Mapping[str, str] = dict(self._names(ListQuery(filters={"archived": ("yes",)})).values())
        """The names of archived records by their numbers, which stay taken."""

    def _names(self, query: ListQuery) -> dict[int, tuple[str, str]]:
        ids = self._service.list_ids(query).ids
        return {
            record_id: (reference, name)
            for record_id, (reference, name) in self._service.rows(ids, ("reference", "name")).items()
        }

    def taken(self, references: Collection[str]) -> frozenset[str]:
        """Return which of these numbers are somebody's, archived records included."""
        return frozenset(self.by_reference.keys() | self.archived.keys()).intersection(references)

    def snapshots(self, ids: Iterable[int], tables: Iterable[str]) -> dict[int, Snapshot]:
        """Return records by id with those tables inside them that are named."""
        wanted = sorted(set(ids))
        schema = self._service.schema
        attributes = tuple(schema.fields)
        rows = self._service.rows(wanted, ("version", *attributes))
        lines = {name: self._lines(name, wanted) for name in tables}
        return {
            record_id: Snapshot(
                schema.name,
                record_id,
                version,
                dict(zip(attributes, values, strict=True)),
                {name: lines[name].get(record_id, ()) for name in lines},
            )
            for record_id, (version, *values) in rows.items()
        }

    def _lines(self, table: str, ids: list[int]) -> dict[int, tuple[Snapshot, ...]]:
        inner = self._service.schema.children[table]
        found = self._service.lines(table, ids, ("id", *inner.fields))
        return {
            record_id: tuple(Snapshot(inner.name, line.pop("id"), 0, line) for line in lines)
            for record_id, lines in found.items()
        }
