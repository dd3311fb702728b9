"""What a step asks for: its day and person, what it needs beside them, and for several records what each has alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import FieldError, Problem
from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.lifecycle import STEPS, Step
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taking import TAKEN_BACK_REASON, Taking
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.field_editor import needed_letters
from kyodo_desktop.ui.paper import Cell, LabelCell, PaperGrid
from kyodo_desktop.ui.theme import GRID, dress

ALWAYS = ("happened_on", "person")
"""What every step asks for."""

EACH = ("document_number", "amount")
"""What every record of several has for itself."""

ROWS_SEEN = 6
"""Records seen at once; further ones scroll."""


def counted_up(number: str, by: int) -> str:
    """Return a document number some places further (第101号 and 2 give 第103号); empty where it has no digits."""
    found = re.fullmatch(r"(.*?)([0-9]+)([^0-9]*)", number)
    return f"{found[1]}{int(found[2]) + by:0{len(found[2])}}{found[3]}" if found else ""


class StepEntry(QWidget):
    """The cells of one step. ``end_reached`` is sent when the person goes on from the last."""

    end_reached = Signal()

    def __init__(self, schema: Schema, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schema = schema
        self._line = schema.children[STEPS].fields
        self.cells: dict[str, EntryCell] = {}
        self.each: list[dict[str, EntryCell]] = []
        self.total = QLabel(self)
        self._records: Sequence[Snapshot] = ()
        self._step: Step | None = None
        self._content: QWidget | None = None
        self._typed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self.total.hide()
        self._column.addWidget(self.total, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def is_dirty(self) -> bool:
        """Whether a person entered something."""
        return self._typed

    def begin(
        self,
        step: Step,
        records: Sequence[Snapshot],
        proposals: Mapping[int, Mapping[str, Any]],
        staff: str,
        words: Words,
    ) -> None:
        """Ask for what a step needs; ``proposals`` are what its inputs begin with, by the id of the record."""
        self._step, self._records = step, records
        many = len(records) > 1
        asks = [*ALWAYS, *(name for name in step.asks if not (many and name in EACH))]
        fields = {name: self._asked(name, step) for name in asks}
        fields |= {name: replace(self._schema.fields[name], derived=False) for name in step.fills}
        first = proposals.get(records[0].id, {})
        values = {"happened_on": words.today, "person": staff}
        if not many:
            values |= {name: records[0][name] for name in step.fills}
        common = {name: first[name] for name in fields if name in first and (not many or _same(name, proposals))}
        self._build(fields, values | common, words)
        if many:
            self._build_each([name for name in EACH if name in step.asks], proposals, words)
        dress(self)
        self._finish()

    def begin_reason(self, words: Words) -> None:
        """Ask for the reason why a step is taken back."""
        self._step, self._records = None, ()
        declared = replace(self._line[TAKEN_BACK_REASON], required=True, derived=False)
        self._build({TAKEN_BACK_REASON: declared}, {}, words)
        dress(self)
        self._finish()

    def problems(self) -> list[Problem]:
        """Return what cannot be read and what is missing; ``row`` is the place of the record for what each has."""
        places: list[tuple[int | None, dict[str, EntryCell]]] = [(None, self.cells)]
        places += list(enumerate(self.each))
        return [
            Problem(message, name, row=row)
            for row, cells in places
            for name, cell in cells.items()
            if (message := cell.problem() or _absent(cell))
        ]

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Mark each problem beside its field and go to the first; return those that belong to none."""
        for cell in self._stops():
            cell.check()
        homeless, target = [], None
        for problem in problems:
            of_record = self.each[problem.row] if self.each and problem.row is not None else {}
            cell_of = of_record.get(problem.attribute) or self.cells.get(problem.attribute)
            if cell_of is None:
                homeless.append(problem)
                continue
            cell_of.mark(problem.message)
            target = target or cell_of
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return homeless

    def takings(self) -> list[Taking]:
        """Return what was entered, for each record; ask :meth:`problems` first."""
        step = self._step
        assert step is not None
        entered = {name: cell.value() for name, cell in self.cells.items()}
        takings = []
        for place, record in enumerate(self._records):
            line = {name: value for name, value in entered.items() if name not in step.fills}
            line |= {name: cell.value() for name, cell in (self.each[place] if self.each else {}).items()}
            values = {
                name: entered[name]
                for name in step.fills
                if entered[name] != record[name] and (entered[name] is not None or len(self._records) == 1)
            }
            takings.append(Taking(record.id, step.code, line, values))
        return takings

    def reason(self) -> str:
        """Return the reason that was entered."""
        return str(self.cells[TAKEN_BACK_REASON].value() or "")

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._stops()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def return_focus(self) -> None:
        """Put the cursor where it was last."""
        last = self.focusWidget()
        if last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def _asked(self, name: str, step: Step) -> Field:
        return replace(self._line[name], derived=False, required=name == "happened_on" or name in step.needs)

    def _build(self, fields: Mapping[str, Field], values: Mapping[str, Any], words: Words) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self.cells, self.each, self._typed = {}, [], False
        self.total.hide()
        content = self._content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        grid = PaperGrid(content)
        for name, declared in fields.items():
            cell = self._cell(name, declared, values.get(name), words, grid)
            label = LabelCell(declared.label, required=declared.required, parent=grid)
            label.words.setBuddy(cell.editor.target)
            self.cells[name] = cell
            grid.add(Cell(name, label, cell, needed_letters(declared)))
        grid.show_only(fields)
        column.addWidget(grid)
        self._column.insertWidget(0, content)

    def _build_each(self, names: Sequence[str], proposals: Mapping[int, Mapping[str, Any]], words: Words) -> None:
        assert self._content is not None
        if not names:
            return
        assert self._step is not None
        area = QScrollArea(self._content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget(area)
        grid = QGridLayout(sheet)
        grid.setContentsMargins(GRID, 0, GRID, 0)
        grid.setSpacing(0)
        fields = {name: self._asked(name, self._step) for name in names}
        for column, declared in enumerate(fields.values(), 1):
            grid.addWidget(LabelCell(declared.label, required=declared.required, parent=sheet), 0, column)
        for row, record in enumerate(self._records, 1):
            label = QLabel(str(record["name"]).replace("&", "&&"), sheet)
            label.setWordWrap(True)
            grid.addWidget(label, row, 0)
            proposal = proposals.get(record.id, {})
            cells = {
                name: self._cell(name, declared, proposal.get(name), words, sheet) for name, declared in fields.items()
            }
            for column, (name, cell) in enumerate(cells.items(), 1):
                spoken = f"{record['name']} {fields[name].label}"
                cell.editor.target.setAccessibleName(spoken)
                grid.addWidget(cell, row, column)
                if name == "document_number":
                    cell.left.connect(partial(self._count_up, row - 1))
            self.each.append(cells)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(self._records) + 1, 1)
        area.setWidget(sheet)
        line = sheet.sizeHint().height() // (len(self._records) + 1)
        area.setFixedHeight(line * (min(ROWS_SEEN, len(self._records)) + 1) + GRID)
        layout = self._content.layout()
        assert layout is not None
        layout.addWidget(area)

    def _cell(self, name: str, declared: Field, value: Any, words: Words, parent: QWidget) -> EntryCell:
        cell = EntryCell(name, declared, words, parent)
        cell.load(value, words)
        cell.editor.edited.connect(self._note_typing)
        cell.edited.connect(self._tell_total)
        cell.went_on.connect(self._go_on)
        return cell

    def _finish(self) -> None:
        self._tell_total()
        self.focus_first()

    @Slot()
    def _note_typing(self) -> None:
        self._typed = True

    def _count_up(self, row: int, _attribute: str = "") -> None:
        """Number the records behind one whose document number was entered, as far as they have none."""
        number = str(self.each[row]["document_number"].editor.raw())
        if not self._typed or not number:
            return
        for by, cells in enumerate(self.each[row + 1 :], 1):
            cell = cells["document_number"]
            if cell.editor.raw():
                return
            cell.set_value(counted_up(number, by) or None)

    @Slot()
    def _tell_total(self) -> None:
        amounts = [_value(cells["amount"]) for cells in self.each if "amount" in cells]
        self.total.setVisible(bool(amounts))
        if amounts:
            self.total.setText(f"{len(amounts)}件　計 {sum(filter(None, amounts)):,}円")

    def _stops(self) -> list[EntryCell]:
        return [*self.cells.values(), *(cell for cells in self.each for cell in cells.values())]

    @Slot()
    def _go_on(self, forward: bool = True) -> bool:
        stops = self._stops()
        focus = self.focusWidget()
        here = next((at for at, stop in enumerate(stops) if focus is not None and stop.isAncestorOf(focus)), -1)
        aim = here + (1 if forward else -1)
        if aim < 0:
            return False
        if aim >= len(stops):
            self.end_reached.emit()
        else:
            stops[aim].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._go_on(forward) or super().focusNextPrevChild(forward)


def _same(name: str, proposals: Mapping[int, Mapping[str, Any]]) -> bool:
    """Return whether all records propose the same value."""
    first, *others = [proposal.get(name) for proposal in proposals.values()]
    return all(other == first for other in others)


def _absent(cell: EntryCell) -> str:
    empty = cell.field.required and cell.value() in (None, "")
    return f"{cell.field.label}を入力してください。" if empty else ""


def _value(cell: EntryCell) -> int | None:
    try:
        value: int | None = cell.value()
    except FieldError:
        return None
    return value
