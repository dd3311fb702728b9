"""What is being typed, kept in small files beside the office until it is saved: it survives a crash."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.whole_file import write_whole
from kyodo_desktop.ui.tasks import Tasks

NEW = "new"
"""The key of a draft of a new record."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft that was never saved. ``title`` names it to a person, ``state`` is that of the form."""

    key: str
    title: str
    state: Mapping[str, Any]


def as_new(state: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Return the state of a form for a new record, by what was typed into one that is no more and was called so."""
    children = {
        name: [{**line, "id": None, "version": None} for line in lines] for name, lines in state["children"].items()
    }
    return {**state, "id": None, "version": None, "fields": {"name": title, **state["fields"]}, "children": children}


class DraftKeeper(QObject):
    """Keeps the drafts of one kind of record as ``NAME-KEY.json``; KEY is the record's id, or ``new``, ``new2`` …"""

    def __init__(self, folder: Path, name: str, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._name = name
        self._tasks = tasks
        self._writing = threading.Lock()
        self._latest: dict[str, KeptDraft] = {}

    def has(self, key: str) -> bool:
        """Return whether there is a draft under this key."""
        return key in self._latest or self._path(key).exists()

    def new_key(self) -> str:
        """Return a key for a new record under which nothing is kept yet."""
        numbered = (f"{NEW}{number}" for number in itertools.count(2))
        return next(key for key in itertools.chain((NEW,), numbered) if not self.has(key))

    def keep(self, key: str, title: str, state: Mapping[str, Any]) -> None:
        """Write a draft soon, off the UI thread; of several, the latest is what stays."""
        self._latest[key] = KeptDraft(key, title, state)
        self._tasks.compute(partial(self._write, key), _nothing, label="下書きを書いています", owner=self)

    def forget(self, key: str) -> None:
        """Remove a draft at once: it was saved or given up.

        Never waits for the disk to take in what is being written: the writer takes that away itself.
        """
        self._latest.pop(key, None)
        self._path(key).unlink(missing_ok=True)

    def kept(self) -> list[KeptDraft]:
        """Return the drafts on the disk, the latest first. A file that cannot be read is left where it is."""
        paths = sorted(self._folder.glob(f"{self._name}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        return [draft for path in paths if (draft := self._read(path)) is not None]

    def _read(self, path: Path) -> KeptDraft | None:
        key = path.stem.removeprefix(f"{self._name}-")
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            return KeptDraft(key, str(saved["title"]), saved["state"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, key: str) -> None:
        with self._writing:
            draft = self._latest.get(key)
            if draft is None:
                return
            content = json.dumps({"title": draft.title, "state": draft.state}, ensure_ascii=False)
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._path(key), content.encode())
                if key not in self._latest:  # forgotten meanwhile, before the file was there to be removed
                    self._path(key).unlink(missing_ok=True)
            except (OSError, WorldError) as error:
                raise WorldError(
                    "下書きを書き込めませんでした。",
                    safe="入力中の内容は画面に残っています。",
                    next_step="ディスクの空きを確かめて、早めに保存してください。",
                ) from error

    def _path(self, key: str) -> Path:
        return self._folder / f"{self._name}-{key}.json"


def _nothing(_result: None) -> None:
    """A draft that was written needs no answer."""
