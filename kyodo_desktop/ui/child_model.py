"""The lines of a table inside a record, as they are typed: a model of texts over a schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError, Problem
from kyodo_desktop.core.fields import Disclosure, EraDate, Field
from kyodo_desktop.core.schema import Draft, Schema, Snapshot, missing
from kyodo_desktop.core.taking import TAKEN_BACK, TAKEN_BACK_REASON
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.child_widths import heading_of, is_number
from kyodo_desktop.ui.field_editor import typed_text
from kyodo_desktop.ui.reading import ReadingProposal

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

UNSTRUCK = (TAKEN_BACK, TAKEN_BACK_REASON)
"""What tells of a step that it was taken back is itself not struck through."""

MessageRole = Qt.ItemDataRole.UserRole + 1
"""What is wrong with a cell, empty when nothing is."""


@dataclass
class ChildLine:
    """One line: the text in each cell beside what was loaded, and what a save found wrong with it."""

    id: int | None = None
    version: int | None = None
    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    loaded_texts: dict[str, str] = field(default_factory=dict)
    loaded_values: dict[str, Any] = field(default_factory=dict)
    proposals: dict[str, ReadingProposal] = field(default_factory=dict)

    def is_blank(self) -> bool:
        return self.id is None and not any(self.texts.values())

    def is_changed(self, attribute: str) -> bool:
        return self.texts.get(attribute, "") != self.loaded_texts.get(attribute, "")


class ChildModel(QAbstractTableModel):
    """The cells of the lines, and below them one empty line to type into while ``editable``.

    ``edited`` is sent when a person changed something, ``written`` with each line and attribute that was entered,
    ``hinted`` when other cells are to be looked at.
    """

    edited = Signal()
    written = Signal(object, str)
    hinted = Signal()

    def __init__(self, schema: Schema, words: Words, *, editable: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self.words = words
        self.editable = editable
        self.attributes = [name for name, kind in schema.shown().items() if not isinstance(kind, Disclosure)]
        self.typed = [name for name in self.attributes if not schema.fields[name].derived]
        """The attributes that a person enters."""
        self.lines: list[ChildLine] = []
        self.passed_over: Callable[[Mapping[str, Any], str], bool] = lambda _values, _attribute: False
        """Whether Enter goes past a cell of a line with these values: a reason that nobody asks for."""
        self._waits_in = ""
        self._loaded: list[dict[str, Any]] = []
        self._removed: list[tuple[int, ChildLine]] = []

    def field_at(self, column: int) -> Field:
        """Return the field of a column."""
        return self.schema.fields[self.attributes[column]]

    def load(self, rows: Sequence[Snapshot], words: Words) -> None:
        """Show stored lines; from now on nothing is changed."""
        self.beginResetModel()
        self.words = words
        self.lines = []
        for row in rows:
            texts = {name: typed_text(self.schema.fields[name], row[name], words) for name in self.attributes}
            values = dict(row.values)
            self.lines.append(ChildLine(row.id, row.version, texts, loaded_texts=dict(texts), loaded_values=values))
        self._removed.clear()
        self._loaded = self.raw_state()
        self.endResetModel()

    def fill(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Enter lines as if they had been typed below the others."""
        self.beginResetModel()
        for values in lines:
            texts = {name: typed_text(self.schema.fields[name], values.get(name), self.words) for name in self.typed}
            self.lines.append(ChildLine(texts=texts))
        self.endResetModel()
        self.edited.emit()

    def lay(self, lines: Sequence[Mapping[str, Any]], *, waits_in: str = "") -> None:
        """Show lines that the slice gives in place of those before, to be filled in; nothing is changed by that.

        Where they wait for one attribute alone, Enter goes from line to line in its column.
        """
        self.beginResetModel()
        self._waits_in = waits_in
        self.lines = [
            ChildLine(texts=dict(texts), loaded_texts=texts, loaded_values=dict(values))
            for values in lines
            for texts in [
                {name: typed_text(self.schema.fields[name], values.get(name), self.words) for name in self.attributes}
            ]
        ]
        self._removed.clear()
        self._loaded = self.raw_state()
        self.endResetModel()

    def passes_over(self, row: int, column: int) -> bool:
        """Return whether Enter goes past a cell."""
        if row >= len(self.lines):
            return False
        line, name = self.lines[row], self.attributes[column]
        if self._waits_in and _is_given(line):
            return name != self._waits_in
        read = {each: self._read(line, each)[0] for each in self.typed}
        return not line.texts.get(name) and self.passed_over(read, name)

    def first_waiting(self) -> tuple[int, int] | None:
        """Return row and column of the first cell that a given line waits for; None where none does."""
        for row, line in enumerate(self.lines):
            if self._waits_in and _is_given(line) and not line.texts.get(self._waits_in):
                return row, self.attributes.index(self._waits_in)
        return None

    def raw_state(self) -> list[dict[str, Any]]:
        """Return every line as JSON can hold it, blank ones left out."""
        return [
            {"id": line.id, "version": line.version, "texts": {name: text for name, text in line.texts.items() if text}}
            for line in self.lines
            if not line.is_blank()
        ]

    def restore(self, state: Sequence[dict[str, Any]]) -> None:
        """Enter what :meth:`raw_state` returned before a crash, over the lines that were loaded."""
        stored = {line.id: line for line in self.lines if line.id is not None}
        self.beginResetModel()
        self.lines = []
        for saved in state:
            line = stored.get(saved["id"]) or ChildLine(saved["id"], saved["version"])
            line.texts = dict(saved["texts"])
            self.lines.append(line)
        self.endResetModel()

    def is_changed(self) -> bool:
        """Return whether the lines differ from those that were loaded."""
        return self.raw_state() != self._loaded

    def drafts(self) -> list[Draft]:
        """Return the lines with what can be read in them, blank ones left out."""
        drafts = []
        for line in self.lines:
            if line.is_blank():
                continue
            draft = Draft(id=line.id, version=line.version)
            for name in self.typed:
                if line.id is not None and not line.is_changed(name):
                    continue
                value, message = self._read(line, name)
                if not message and (value is not None or line.id is not None):
                    draft.values[name] = value
            drafts.append(draft)
        return drafts

    def values(self) -> list[dict[str, Any]]:
        """Return what stands in each line and can be read, blank lines left out."""
        return [
            line.loaded_values | {name: self._read(line, name)[0] for name in self.attributes}
            for line in self.lines
            if not line.is_blank()
        ]

    def hint(self, hints: Mapping[int, Mapping[str, str]]) -> None:
        """Mark cells in which something is to be looked at, but that may be saved, in place of those before.

        The keys are the lines from 0, blank ones left out; inside, the sentence by its attribute.
        """
        for row, line in enumerate(line for line in self.lines if not line.is_blank()):
            line.hints = dict(hints.get(row, {}))
        self.hinted.emit()  # dataChanged would put the old text back into a cell that is being typed in

    def problems(self, child: str) -> list[Problem]:
        """Return what cannot be read and what is missing, by line. The line numbers leave out blank lines."""
        problems = []
        kept = [line for line in self.lines if not line.is_blank()]
        drafts = self.drafts()
        for row, line in enumerate(kept):
            unread = [
                Problem(f"{self.schema.fields[name].label}：{message}", name, child, row)
                for name in self.attributes
                if (message := self._read(line, name)[1])
            ]
            wrong = {problem.attribute for problem in unread}
            problems += unread
            problems += [
                Problem(problem.message, problem.attribute, child, row)
                for problem in missing(self.schema, drafts[row])
                if problem.attribute not in wrong and problem.attribute in self.typed
            ]
        return problems

    def mark(self, problems: Sequence[Problem]) -> QModelIndex:
        """Mark the cells that a save found wrong; return the first of them, an invalid index when there is none."""
        kept = [at for at, line in enumerate(self.lines) if not line.is_blank()]
        first = NOWHERE
        for line in self.lines:
            line.marks.clear()
        for problem in problems:
            if problem.row is None or problem.row >= len(kept):
                continue
            name = problem.attribute if problem.attribute in self.attributes else self.attributes[0]
            self.lines[kept[problem.row]].marks[name] = problem.message
            if not first.isValid():
                first = self.index(kept[problem.row], self.attributes.index(name))
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.attributes) - 1))
        return first

    def paste(self, top: int, left: int, cells: Sequence[Sequence[str]]) -> None:
        """Write a block of cells from a place on, adding lines as needed; cells beyond the last column are dropped."""
        self.beginResetModel()
        entered = []
        for down, row in enumerate(cells):
            if self.schema.fixed and top + down >= len(self.lines):
                break
            while top + down >= len(self.lines):
                self.lines.append(ChildLine())
            for right, text in enumerate(row):
                if left + right < len(self.attributes) and self.attributes[left + right] in self.typed:
                    self._write(self.lines[top + down], self.attributes[left + right], text)
                    entered.append((self.lines[top + down], self.attributes[left + right]))
        self.endResetModel()
        self.edited.emit()
        for line, name in entered:
            self.written.emit(line, name)

    def index_of(self, line: ChildLine, attribute: str) -> QModelIndex:
        """Return the place of a cell; an invalid index for a line that is no longer there."""
        row = next((at for at, each in enumerate(self.lines) if each is line), None)
        return NOWHERE if row is None else self.index(row, self.attributes.index(attribute))

    def propose(self, line: ChildLine, attribute: str, text: str) -> None:
        """Enter what follows from another cell of a line, for a person to correct."""
        self._write(line, attribute, text)
        here = self.index_of(line, attribute)
        self.dataChanged.emit(here, here)
        self.edited.emit()

    def remove(self, rows: Sequence[int]) -> int:
        """Take lines out; :meth:`undo_remove` brings them back. Returns how many were taken."""
        taken = 0
        rows = () if self.schema.fixed else rows
        for row in sorted(set(rows), reverse=True):
            if row < len(self.lines):
                self.beginRemoveRows(NOWHERE, row, row)
                self._removed.append((row, self.lines.pop(row)))
                self.endRemoveRows()
                taken += 1
        if taken:
            self.edited.emit()
        return taken

    def can_undo_remove(self) -> bool:
        """Return whether a line was taken out that can be brought back."""
        return bool(self._removed)

    def undo_remove(self) -> bool:
        """Bring the line back that was taken out last; return whether there was one."""
        if not self._removed:
            return False
        row, line = self._removed.pop()
        row = min(row, len(self.lines))
        self.beginInsertRows(NOWHERE, row, row)
        self.lines.insert(row, line)
        self.endInsertRows()
        self.edited.emit()
        return True

    def _read(self, line: ChildLine, name: str) -> tuple[Any, str]:
        if line.id is not None and not line.is_changed(name):
            return line.loaded_values.get(name), ""
        try:
            return self.schema.fields[name].parse(line.texts.get(name, ""), self.words), ""
        except FieldError as error:
            return None, str(error)

    def _write(self, line: ChildLine, name: str, typed: str) -> None:
        line.texts[name] = typed
        line.marks.pop(name, None)
        if line.is_changed(name):
            value, message = self._read(line, name)
            if not message:
                line.texts[name] = typed_text(self.schema.fields[name], value, self.words)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines) + (1 if self.editable and not self.schema.fixed else 0)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.attributes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.editable and index.isValid() and not self.field_at(index.column()).derived:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self.lines) else "＊"
        declared = self.field_at(section)
        return f"{heading_of(declared)}{'※' if declared.required and self.editable else ''}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, name = self.lines[index.row()], self.attributes[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if role == Qt.ItemDataRole.DisplayRole and not self.editable:
                return _read_text(self.schema.fields[name], line.loaded_values.get(name), self.words)
            return line.texts.get(name, "")
        if role in (MessageRole, Qt.ItemDataRole.ToolTipRole):
            message = self._read(line, name)[1] or line.marks.get(name) or line.hints.get(name)
            return message or (line.texts.get(name) if role == Qt.ItemDataRole.ToolTipRole else None)
        return self._look(line, name, role)

    def _look(self, line: ChildLine, name: str, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and is_number(self.schema.fields[name]):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and line.loaded_values.get(TAKEN_BACK):
            struck = QFont()
            struck.setStrikeOut(name not in UNSTRUCK)
            return struck
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self.field_at(index.column()).derived:
            return False
        row = index.row()
        if row == len(self.lines):
            if not str(value).strip():
                return False
            self.beginInsertRows(NOWHERE, row + 1, row + 1)
            self.lines.append(ChildLine())
            self.endInsertRows()
        before = self.lines[row].texts.get(self.attributes[index.column()], "")
        self._write(self.lines[row], self.attributes[index.column()], str(value))
        here = self.index(row, index.column())
        self.dataChanged.emit(here, here)
        if self.lines[row].texts.get(self.attributes[index.column()], "") != before:
            self.edited.emit()
            self.written.emit(self.lines[row], self.attributes[index.column()])
        return True


def _read_text(field: Field, value: Any, words: Words) -> str:
    """Return a value as it stands in a table that is read: days short, without the unit that is in the heading."""
    if isinstance(field, EraDate) and value is not None:
        return dates.short(value)
    return typed_text(field, value, words) if is_number(field) else field.show(value, words)


def _is_given(line: ChildLine) -> bool:
    """Return whether a line was laid by the slice and is not stored yet."""
    return line.id is None and bool(line.loaded_texts)
