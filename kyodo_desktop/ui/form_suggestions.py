"""What a form does with suggestions: it asks for them while a field is typed, and fills in what the chosen one brings.

A hidden value that came along, such as the id behind a name, goes again when the name is changed by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.field_editor import Raw
from kyodo_desktop.ui.hidden_values import HiddenValues
from kyodo_desktop.ui.suggest_editor import SuggestEditor

Suggest = Callable[[str, str, Mapping[str, Any], Callable[[Sequence[Suggestion]], None]], None]
"""Asks what may be meant by a text in an attribute beside the other values; hands it on on the UI thread."""

BESIDE = "_id"
"""A hidden attribute of this ending is the id of the record that is named in the attribute without it."""


class FormSuggestions(QObject):
    """Joins each suggested field of a form with the slice, which is asked through ``suggest``.

    What a person typed in this editing is never replaced; empty fields, those as they were loaded, and what an earlier
    suggestion filled in are.
    """

    def __init__(
        self,
        cells: Mapping[str, EntryCell],
        hidden: HiddenValues,
        values: Callable[[], Mapping[str, Any]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.suggest: Suggest | None = None
        self._cells = cells
        self._hidden = hidden
        self._values = values
        self._typed: set[str] = set()
        self._brought: dict[str, set[str]] = {}
        self._chosen: dict[str, Raw] = {}
        suggested = {name: cell.editor for name, cell in cells.items() if isinstance(cell.editor, SuggestEditor)}
        if not suggested:
            return
        for name, cell in cells.items():
            cell.editor.edited.connect(partial(self._note_typing, name))
        for name, editor in suggested.items():
            self._brought[name] = {f"{name}{BESIDE}"} & hidden.fields.keys()
            editor.asked.connect(partial(self._ask, name, editor))
            editor.chosen.connect(partial(self._take, name))
            cells[name].left.connect(self._tell_joined)

    def begin(self, typed: Iterable[str] = ()) -> None:
        """Forget the record before; ``typed`` are what a person has entered already. Say which names are joined."""
        self._typed = set(typed)
        self._chosen.clear()
        for name in self._brought:
            self._tell_joined(name)

    def _note_typing(self, name: str) -> None:
        self._typed.add(name)
        if name in self._brought:
            self._part(name)

    def _part(self, name: str) -> None:
        """Let go of the hidden values beside a text that a person changed; the loaded text has its own again."""
        cell = self._cells[name]
        for attribute in self._brought[name]:
            if not cell.is_changed():
                self._hidden.put_back(attribute)
            elif cell.editor.raw() != self._chosen.get(name):
                self._hidden.set(attribute, None)
        self._tell_joined(name)

    def _ask(self, name: str, editor: SuggestEditor, text: str) -> None:
        if self.suggest is not None and text.strip():
            self.suggest(name, text, self._values(), partial(editor.offer, text))

    def _take(self, name: str, suggestion: Suggestion) -> None:
        cell = self._cells[name]
        cell.set_value(suggestion.text)
        self._typed.discard(name)
        self._chosen[name] = cell.editor.raw()
        for attribute, value in suggestion.fills.items():
            if attribute in self._hidden.fields:
                self._hidden.set(attribute, value)
                self._brought[name].add(attribute)
            elif attribute in self._cells and self._may_fill(attribute):
                self._cells[attribute].set_value(value)
                self._typed.discard(attribute)
        self._tell_joined(name)

    def _may_fill(self, attribute: str) -> bool:
        return attribute not in self._typed or not self._cells[attribute].editor.raw()

    def _tell_joined(self, name: str) -> None:
        """Say beside the field which record is meant by its text."""
        present = self._hidden.values()
        joined = [self._hidden.fields[each].label for each in self._brought[name] if present.get(each) is not None]
        cell = self._cells[name]
        if not cell.is_marked:
            cell.remark(f"{'・'.join(joined)}と結び付いています。" if joined else "")
