"""Records as the kernel packages see them: declared fields and plain values, without a database.

A :class:`Schema` is derived from a declared class; a :class:`Snapshot` leaves a service; a :class:`Draft` enters it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.fields import Field


@dataclass(frozen=True, slots=True)
class Schema:
    """The declared attributes of a record in the order of its paper form, and the tables inside it.

    Of a table, ``after`` is the heading of the record behind which it stands on paper; empty behind all of them. The
    lines of a ``fixed`` one are given by the slice: a person fills them in, and neither adds nor removes any.
    """

    name: str
    label: str
    fields: Mapping[str, Field]
    children: Mapping[str, Schema] = field(default_factory=dict)
    after: str = ""
    fixed: bool = False
    required: tuple[str, ...] = field(init=False, compare=False)
    """The attributes that no record may leave empty; told once, because every draft of an import is asked for them."""

    def __post_init__(self) -> None:
        required = (name for name, declared in self.fields.items() if declared.required)
        object.__setattr__(self, "required", tuple(required))

    def shown(self) -> dict[str, Field]:
        """Return the fields that a person may see."""
        return {attribute: declared for attribute, declared in self.fields.items() if not declared.hidden}

    def groups(self) -> Iterator[tuple[str, dict[str, Field]]]:
        """Yield the headings of the paper form with the fields under each, in order; hidden ones are on no paper."""
        grouped: dict[str, dict[str, Field]] = {}
        for attribute, declared in self.shown().items():
            grouped.setdefault(declared.group, {})[attribute] = declared
        yield from grouped.items()

    def tables_after(self, heading: str) -> dict[str, Schema]:
        """Return the tables that stand behind a heading, those that stand behind all of them for an empty one."""
        return {name: child for name, child in self.children.items() if child.after == heading}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One stored record, detached and whole. ``values`` are typed as their fields say."""

    schema: str
    id: int
    version: int
    values: Mapping[str, Any]
    children: Mapping[str, tuple[Snapshot, ...]] = field(default_factory=dict)

    def __getitem__(self, attribute: str) -> Any:
        return self.values[attribute]


@dataclass(slots=True)
class Draft:
    """A record as it is being entered. ``id`` is None for a new one; ``version`` is the one that was read.

    A save replaces what ``values`` and ``children`` name and leaves the rest; a child row without ``id`` is new,
    a stored row that is missing from its list is removed.
    """

    values: dict[str, Any] = field(default_factory=dict)
    children: dict[str, list[Draft]] = field(default_factory=dict)
    id: int | None = None
    version: int | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> Draft:
        """Return an editable copy of a stored record."""
        return cls(
            values=dict(snapshot.values),
            children={name: [cls.of(row) for row in rows] for name, rows in snapshot.children.items()},
            id=snapshot.id,
            version=snapshot.version,
        )


def missing(schema: Schema, draft: Draft) -> list[Problem]:
    """Return a problem for each required attribute that a draft leaves empty, tables inside it included.

    For a stored record (``draft.id``) only what the draft names is looked at.
    """
    problems = [
        Problem(f"{schema.fields[attribute].label}を入力してください。", attribute)
        for attribute in schema.required
        if (draft.id is None or attribute in draft.values) and draft.values.get(attribute) in (None, "", ())
    ]
    for name, rows in draft.children.items():
        for index, row in enumerate(rows):
            problems += [replace(problem, child=name, row=index) for problem in missing(schema.children[name], row)]
    return problems


def merged_values(draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
    """Return the values as they would be after a draft is saved."""
    return {**stored.values, **draft.values} if stored else draft.values.copy()
