"""The values of a record that nobody sees: kept while it is edited, and changed only along with what is seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.schema import Schema


class HiddenValues:
    """The hidden attributes of one record as they were loaded and as they are now."""

    def __init__(self, schema: Schema) -> None:
        self.fields = {name: declared for name, declared in schema.fields.items() if declared.hidden}
        self._loaded: dict[str, Any] = {}
        self._present: dict[str, Any] = {}

    def load(self, values: Mapping[str, Any]) -> None:
        """Take what is stored; from now on nothing is changed."""
        self._loaded = {name: values.get(name) for name in self.fields}
        self._present = dict(self._loaded)

    def set(self, attribute: str, value: Any) -> None:
        """Change one value."""
        self._present[attribute] = value

    def put_back(self, attribute: str) -> None:
        """Make one value again what was loaded."""
        self._present[attribute] = self._loaded.get(attribute)

    def values(self) -> dict[str, Any]:
        """Return what they are now."""
        return dict(self._present)

    def changed(self) -> dict[str, Any]:
        """Return those that are no longer what was loaded."""
        return {name: value for name, value in self._present.items() if value != self._loaded.get(name)}

    def raw_state(self) -> dict[str, Any]:
        """Return what was changed as JSON can hold it."""
        return {name: self.fields[name].dump(value) for name, value in self.changed().items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Change again what :meth:`raw_state` told before a crash."""
        for name, value in state.items():
            if name in self.fields:
                self._present[name] = self.fields[name].load(value)
