"""What follows from the values of many new records, worked out once for all that are alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

from kyodo_desktop.core.new_records import NewRecords
from kyodo_desktop.core.schema import Draft, Snapshot

Derive = Callable[[Draft, Snapshot | None], Mapping[str, Any]]
"""Returns the values that follow from a draft over what is stored."""


class Deriving:
    """The values that follow from a draft, and the attributes of a new record that they follow from.

    Where those are None, anything in the draft may count, the lines inside it too.
    """

    def __init__(self, derive: Derive, derived_from: Sequence[str] | None) -> None:
        self.derive = derive
        self._derived_from = derived_from
        self._known: dict[tuple[Any, ...], Mapping[str, Any]] = {}

    def over(self, new: NewRecords) -> NewRecords:
        """Return new records with what follows from them."""
        names = self._derived_from
        if names is None:
            drafts = list(new.drafts())
            for draft in drafts:
                draft.values.update(self.derive(draft, None))
            return NewRecords.of(drafts)
        looked_at = [new.columns.get(name) or repeat(None, new.count) for name in names]
        rows = list(zip(*looked_at, strict=True))
        unlike = set(rows)
        for row in unlike - self._known.keys():
            self._known[row] = self.derive(Draft(dict(zip(names, row, strict=True))), None)
        derived = list(map(self._known.__getitem__, rows))
        columns = dict(new.columns)
        for name in {name for row in unlike for name in self._known[row]}:
            before = new.columns.get(name) or repeat(None, new.count)
            columns[name] = [row.get(name, value) for row, value in zip(derived, before, strict=True)]
        return NewRecords(new.count, columns, new.tables)
