"""統合: two records of one kind are made one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import Disclosure, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.database import attachments
from kyodo_desktop.database.base import Record, schema_of

R = TypeVar("R", bound=Record)

_OPENNESS = tuple(Privacy)
"""From what everybody may read to what the office alone may."""


def merge(session: Session, kept: R, merged: R, own: Collection[str]) -> None:
    """Fill what ``kept`` leaves empty from ``merged``, and move to it the lines and files of ``merged``.

    Attributes in ``own`` are never filled. Of an attribute that both have, the stricter 公開区分 holds. Both records
    are loaded whole. Raises InputError when one of them is archived, as it is after a merge.
    """
    for record in (kept, merged):
        if record.archived_at is not None:
            raise InputError(f"「{record.name}」は保管庫にあるため、統合できません。一覧から選び直してください。")
    schema = schema_of(type(kept))
    for name, field in schema.fields.items():
        if isinstance(field, Disclosure):
            setattr(kept, name, _disclosure(schema, name, kept, merged))
    for name, field in schema.fields.items():
        if name not in own and not isinstance(field, Disclosure) and _empty(kept, name):
            setattr(kept, name, getattr(merged, name))
    _move_lines(kept, merged)
    for attachment in attachments.of_record(session, kept.__tablename__, merged.id):
        attachment.record_id = kept.id
    flag_modified(kept, "updated_at")  # a page that is open on it must notice even when only lines came


def _empty(record: Record, name: str) -> bool:
    return getattr(record, name) in (None, "", ())


def _disclosure(schema: Schema, name: str, kept: Record, merged: Record) -> dict[str, str] | None:
    """Return who may read what of the record that comes out, by what ``kept`` still has of its own."""
    ours, theirs = getattr(kept, name) or {}, getattr(merged, name) or {}
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


def _move_lines(kept: Record, merged: Record) -> None:
    for relation in inspect(type(kept)).relationships:
        lines = list(getattr(merged, relation.key))
        getattr(merged, relation.key).clear()
        own = getattr(kept, relation.key)
        for position, line in enumerate(lines, start=len(own)):
            line.position = position
            own.append(line)
