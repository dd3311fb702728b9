"""The preferences of one person at one machine, in one small JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Slot

DELAY = 1000
"""Milliseconds that a change may wait for the next one (a column is dragged in many steps)."""


def default_path() -> Path:
    """Return where this machine keeps a person's preferences."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "kyodo-desktop" / "preferences.json"


class PreferencesFile(QObject):
    """What was remembered, by name. A file that is damaged or cannot be written only costs what it remembered.

    Without a path the ``values`` are kept for this run alone.
    """

    def __init__(self, path: Path | None, values: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._path = path
        self._values = dict(values or {}) if path is None else _read(path)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self.save)

    def get(self, name: str, default: Any) -> Any:
        """Return what was remembered under a name, ``default`` when nothing was."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Remember a value."""
        if self._values.get(name) != value:
            self._values[name] = value
            if self._path is not None:
                self._later.start()

    @Slot()
    def save(self) -> None:
        """Write what changed; called by itself soon after a change, and at the end of the program."""
        self._later.stop()
        if self._path is None or not self._values:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial = self._path.with_name(self._path.name + ".part")
            partial.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            partial.replace(self._path)
        except OSError:
            return  # a read-only home: the window works, and begins the same way next time


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
