"""Records as stable JSON: what ``--json`` prints. ``docs/json.md`` documents it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.fields import Choice, Choices, Field, Percent
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words


def json_value(declared: Field, value: Any, words: Words) -> Any:
    """Return a value for JSON: days in ISO, choices by their words, shares in percent, empty as null."""
    if value is None:
        return None
    match declared:
        case Choice():
            return declared.show(value, words)
        case Choices():
            taxonomy = words.taxonomy(declared.taxonomy)
            return [taxonomy.label_of(code) for code in value]
        case Percent():
            return value / 10
        case _:
            return declared.dump(value)


def json_object(fields: Mapping[str, Field], values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return the declared attributes of a record, in their order; hidden ones are nobody's."""
    return {name: json_value(declared, values[name], words) for name, declared in fields.items() if not declared.hidden}


def json_record(schema: Schema, snapshot: Snapshot, words: Words) -> dict[str, Any]:
    """Return a whole record with the tables inside it as arrays."""
    inside = {
        name: [json_object(child.fields, line.values, words) for line in snapshot.children[name]]
        for name, child in schema.children.items()
    }
    return json_object(schema.fields, snapshot.values, words) | inside
