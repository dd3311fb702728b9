"""What one person at one machine likes: widths, columns, sizes. No record depends on it."""

from __future__ import annotations

from typing import Any, Protocol

RECENT_OFFICE = "recent"
"""The name under which the folder is remembered that the next start opens."""


class Preferences(Protocol):
    """Remembers small JSON-able values by name (such as ``organizations.columns``)."""

    def get(self, name: str, default: Any) -> Any:
        """Return what was remembered under a name, ``default`` when nothing was."""
        ...

    def set(self, name: str, value: Any) -> None:
        """Remember a value."""
        ...
