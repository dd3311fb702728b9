"""The forms of an office: the shipped ones, and a town's own copies which take their place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.printing.forms.reader import read_template
from kyodo_desktop.printing.forms.template import FormTemplate, FormTemplates


class FormShelf:
    """Forms by id, the name of the file without ``.toml``; each file is read once, and again after it was changed.

    A file in ``own``, the office's ``forms/``, takes the place of the shipped one with its name. ``schemas`` are those
    of the records that forms may speak of, by name.
    """

    def __init__(self, shipped: Path, own: Path | None, schemas: Mapping[str, Schema]) -> None:
        self._folders = [folder for folder in (shipped, own) if folder]
        self._schemas = schemas
        self._read: dict[Path, tuple[tuple[int, int], FormTemplate | KnownError]] = {}

    def templates(self) -> FormTemplates:
        """Return the forms as their files stand now; a file that cannot be read spoils no other."""
        paths = {path.stem: path for folder in self._folders for path in sorted(folder.glob("*.toml"))}
        read = {form: self._latest(path) for form, path in sorted(paths.items())}
        return FormTemplates(
            {form: each for form, each in read.items() if isinstance(each, FormTemplate)},
            {form: each for form, each in read.items() if isinstance(each, KnownError)},
        )

    def _latest(self, path: Path) -> FormTemplate | KnownError:
        status = path.stat()
        stamp = status.st_mtime_ns, status.st_size
        if path not in self._read or self._read[path][0] != stamp:
            self._read[path] = stamp, self._attempt(path)
        return self._read[path][1]

    def _attempt(self, path: Path) -> FormTemplate | KnownError:
        try:
            return read_template(path, self._schemas)
        except KnownError as error:
            return error
