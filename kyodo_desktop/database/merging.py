"""統合: two records of one kind are made one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import Disclosure, Privacy, RecordId
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.database import attachments, records, searchable
from kyodo_desktop.database.base import lines_of, schema_of, table_of
from kyodo_desktop.database.records import Row, Stored
from kyodo_desktop.database.work import Work

_OPENNESS = tuple(Privacy)
"""From what everybody may read to what the office alone may."""


def merge(
    work: Work,
    kept: Stored,
    merged: Stored,
    own: Collection[str],
    derive: Callable[[Draft, Snapshot], Mapping[str, Any]],
) -> Stored:
    """Fill what ``kept`` leaves empty from ``merged``, move to it the lines and files of ``merged``, and archive that.

    Attributes in ``own`` are never filled. Of an attribute that both have, the stricter 公開区分 holds. A line that
    ``kept`` has already, with the same values, stays where it is. Returns the record that comes out. Raises InputError
    when one of the two is archived, as it is after a merge.
    """
    for each in (kept, merged):
        if each.row["archived_at"] is not None:
            raise InputError(f"「{each.row['name']}」は保管庫にあるため、統合できません。一覧から選び直してください。")
    schema = schema_of(kept.mapped)
    filled = {name: merged.row[name] for name in schema.fields if name not in own and _empty(kept.row, name)}
    disclosed = {
        name: _disclosure(schema, name, kept.row, merged.row)
        for name, field in schema.fields.items()
        if isinstance(field, Disclosure)
    }
    values = {**filled, **disclosed}
    inside = {name: _move_lines(work, name, kept, merged) for name in kept.lines}
    attachments.move(work, (schema.name, merged.id), (schema.name, kept.id))
    _move_mentions(work, kept, merged)
    into = f"{kept.row['reference']}（{kept.row['name']}）に統合"
    records.change(work, merged, {"archived_at": work.now, "archived_reason": into})
    derived = derive(Draft(id=kept.id), Stored(kept.mapped, {**kept.row, **values}, inside).snapshot())
    return records.change(work, kept, {**values, **derived}, inside)


def _empty(row: Row, name: str) -> bool:
    return row[name] in (None, "", ())


def _disclosure(schema: Schema, name: str, kept: Row, merged: Row) -> dict[str, str] | None:
    """Return who may read what of the record that comes out, by what ``kept`` still has of its own."""
    ours, theirs = kept[name] or {}, merged[name] or {}
    levels = dict(ours)
    for attribute in theirs.keys() | ours.keys():
        if _empty(merged, attribute):
            continue
        default = schema.fields[attribute].privacy
        said = [Privacy(theirs.get(attribute, default))]
        if not _empty(kept, attribute):
            said.append(Privacy(ours.get(attribute, default)))
        levels[attribute] = max(said, key=_OPENNESS.index).value
    return levels or None


def _move_mentions(work: Work, kept: Stored, merged: Stored) -> None:
    """Let every record that names ``merged`` by its id name ``kept``; the words that stand beside the id stay."""
    for mapped in searchable.records().values():
        for name, field in schema_of(mapped).fields.items():
            if not isinstance(field, RecordId) or field.of != kept.mapped.__tablename__:
                continue
            ids = records.ids_naming(work.connection, mapped, name, merged.id)
            for each in records.read_many(work.connection, mapped, ids):
                records.change(work, each, {name: kept.id})


def _move_lines(work: Work, name: str, kept: Stored, merged: Stored) -> Sequence[Row]:
    """Move the lines of one table inside, and return those that ``kept`` has then."""
    line_class = lines_of(kept.mapped)[name]
    fields = schema_of(line_class).fields
    lines = list(kept.lines[name])
    said = [[line[field] for field in fields] for line in lines]
    for line in merged.lines[name]:
        values = [line[field] for field in fields]
        if values in said:
            continue  # it stays with the archived record: nothing is lost, and undoing finds it there
        place = {"record_id": kept.id, "position": len(lines)}
        work.update(table_of(line_class), line, place, (kept.mapped.__tablename__, kept.id))
        lines.append({**line, **place})
        said.append(values)
    return lines
