"""The edit form of a record, built from its schema in the order of the paper form."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import FieldError, Problem
from kyodo_desktop.core.fields import Disclosure, Field, Privacy, Reference
from kyodo_desktop.core.schema import Draft, Schema, Snapshot, missing
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.child_table import ChildTable, is_typed
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.field_editor import needed_letters, read_text
from kyodo_desktop.ui.form_readings import FormReadings
from kyodo_desktop.ui.form_suggestions import FormSuggestions
from kyodo_desktop.ui.hidden_values import HiddenValues
from kyodo_desktop.ui.paper import Cell, LabelCell, PaperGrid, PaperSection
from kyodo_desktop.ui.theme import GRID, dress


class RecordForm(QScrollArea):
    """Everything of one record, to be typed from the first field to the last with Enter.

    ``edited`` is sent at each change by hand, ``field_left`` with the attribute and its value when an entry is finished
    and can be read, ``end_reached`` when the person goes on from the last field.
    """

    edited = Signal()
    field_left = Signal(str, object)
    end_reached = Signal()

    def __init__(self, schema: Schema, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self.words = words
        self.cells: dict[str, EntryCell] = {}
        self.tables: dict[str, ChildTable] = {}
        self.sections: dict[str, PaperSection] = {}
        self._grids: dict[PaperSection, tuple[PaperGrid, tuple[str, ...]]] = {}
        self.hidden = HiddenValues(schema)
        self._derived: dict[str, QLabel] = {}
        self._shown_tables: dict[str, ChildTable] = {}
        self._extra: set[str] = set()
        self._snapshot: Snapshot | None = None
        self._disclosure = next((name for name, kind in schema.fields.items() if isinstance(kind, Disclosure)), "")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        dress(self)
        self.readings = FormReadings(self.cells, self)
        self.suggestions = FormSuggestions(self.cells, self.hidden, self.values, self)
        self.set_extra_visible(())

    # ------------------------------------------------------------------------------------------------- what is shown

    def load(self, snapshot: Snapshot | None, words: Words) -> None:
        """Show a stored record, or an empty form for a new one; from now on nothing is changed."""
        self.words = words
        self._snapshot = snapshot
        values = snapshot.values if snapshot is not None else {}
        levels: Mapping[str, str] = values.get(self._disclosure) or {}
        for attribute, cell in self.cells.items():
            cell.load(values.get(attribute), words)
            if cell.disclosure is not None:
                cell.disclosure.set_level(Privacy(levels.get(attribute, cell.field.privacy)))
        for attribute, label in self._derived.items():
            label.setText(read_text(self.schema.fields[attribute], values.get(attribute), words))
        for name, table in self.tables.items():
            table.load(snapshot.children.get(name, ()) if snapshot is not None else (), words)
        for name, table in self._shown_tables.items():
            table.load(snapshot.children.get(name, ()) if snapshot is not None else (), words)
        self.hidden.load(values)
        self.readings.begin()
        self.suggestions.begin()
        self.verticalScrollBar().setValue(0)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Enter values as if they had been typed: a copy of another record, or what a new one begins with."""
        for attribute, value in values.items():
            if attribute in self.cells:
                self.set_value(attribute, value)
            elif attribute in self.hidden.fields:
                self.hidden.set(attribute, value)
        self.suggestions.begin()

    def set_value(self, attribute: str, value: Any) -> None:
        """Enter one value as if it had been typed, such as the address of a postcode."""
        self.cells[attribute].set_value(value)

    def value(self, attribute: str) -> Any:
        """Return the value that stands in a field, None when it is empty or cannot be read."""
        try:
            return self.cells[attribute].value()
        except FieldError:
            return None

    def values(self) -> dict[str, Any]:
        """Return the values that stand in the form and can be read, the stored ones of fields that it does not show."""
        stored = dict(self._snapshot.values) if self._snapshot is not None else {}
        return stored | self.hidden.values() | {name: self.value(name) for name in self.cells}

    def lines(self) -> dict[str, list[dict[str, Any]]]:
        """Return the lines that stand in the tables, with what can be read in them and what is only shown."""
        shown = self.tables | self._shown_tables
        return {name: shown[name].model.values() for name in self.schema.children}

    def commit(self) -> None:
        """Take over the cell of a table that is still being typed in."""
        for table in self.tables.values():
            table.view.commit()

    def set_extra_visible(self, attributes: Collection[str]) -> None:
        """Show these of the extra fields, as the kind of the record asks for, and hide the others that are empty.

        What a field of another kind holds stays in sight: what was typed before the kind was changed, or imported. So
        does one that was emptied, until that is saved.
        """
        held = {name for name, cell in self.cells.items() if cell.editor.raw() or cell.is_changed()}
        self._extra = held.union(attributes)
        for section, (grid, members) in self._grids.items():
            shown = [name for name in members if self._is_visible(name)]
            grid.show_only(shown)
            section.setVisible(bool(shown))

    def go_to_section(self, heading: str) -> None:
        """Scroll a section to the top and put the cursor into its first field; a hidden one is passed over."""
        section = self.sections[heading]
        first = next((stop for stop in self._stops() if section.isAncestorOf(stop)), None)
        if first is not None:
            self._enter(first)
            self.verticalScrollBar().setValue(section.y())

    def focus_first(self) -> None:
        """Put the cursor into the first field that a hand fills in: the office gives the 整理番号 by itself."""
        names = [name for name, _ in self._visible_cells()]
        typed = [name for name in names if not isinstance(self.schema.fields[name], Reference)]
        self.focus_on((typed or names)[0])

    def focus_last(self) -> None:
        """Put the cursor into the last field or table, as going back does."""
        self._enter(self._stops()[-1], forward=False)

    def focus_on(self, attribute: str) -> None:
        """Put the cursor into a field and bring it into sight."""
        self.cells[attribute].setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(self.cells[attribute])

    def return_focus(self) -> None:
        """Put the cursor where it was last, into the first field if it was nowhere."""
        last = self.focusWidget()
        if last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    # ------------------------------------------------------------------------------------------------ what was entered

    def draft(self) -> Draft:
        """Return what was changed and can be read; for a new record, everything that was entered.

        Texts that cannot be read are left out: ask :meth:`problems` first.
        """
        snapshot = self._snapshot
        draft = Draft()
        if snapshot is not None:
            draft.id, draft.version = snapshot.id, snapshot.version
        for attribute, cell in self._visible_cells():
            if cell.is_changed() and not cell.problem():
                draft.values[attribute] = cell.value()
        draft.values |= self.hidden.changed()
        levels = self._levels()
        if levels is not None:
            draft.values[self._disclosure] = levels
        draft.children = {name: table.drafts() for name, table in self.tables.items() if table.is_changed()}
        return draft

    def problems(self) -> list[Problem]:
        """Return what cannot be read and what is missing, in the order of the form."""
        unread = [
            Problem(f"{cell.field.label}：{message}", attribute)
            for attribute, cell in self._visible_cells()
            if (message := cell.problem())
        ]
        wrong = {problem.attribute for problem in unread}
        draft = self.draft()
        draft.children = {}
        absent = [problem for problem in missing(self.schema, draft) if self._must_be_entered(problem, wrong)]
        place = {attribute: at for at, attribute in enumerate(self.schema.fields)}
        found = sorted([*unread, *absent], key=lambda problem: place[problem.attribute])
        for name, table in self.tables.items():
            found += table.model.problems(name)
        return found

    def is_dirty(self) -> bool:
        """Return whether something would be lost by leaving the form."""
        return (
            any(cell.is_changed() for cell in self.cells.values())
            or bool(self.hidden.changed())
            or self._levels() is not None
            or any(table.is_changed() for table in self.tables.values())
        )

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Mark each problem beside its field and go to the first; return those that belong to no field of the form."""
        homeless = []
        target: QWidget | None = None
        for cell in self.cells.values():
            cell.check()
        for problem in problems:
            cell_of = self.cells.get(problem.attribute)
            if problem.child in self.tables:
                continue
            if cell_of is None or not self._is_visible(problem.attribute):
                homeless.append(problem)
                continue
            if not cell_of.is_marked:
                cell_of.mark(problem.message.removeprefix(f"{cell_of.field.label}："))
            target = target or cell_of
        for name, table in self.tables.items():
            found = table.show_problems([problem for problem in problems if problem.child == name])
            target = target or (table if found else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(target)
        return homeless

    def raw_state(self) -> dict[str, Any]:
        """Return what stands in the form, also what means nothing, as JSON can hold it; :meth:`restore` takes it."""
        return {
            "id": self._snapshot.id if self._snapshot is not None else None,
            "version": self._snapshot.version if self._snapshot is not None else None,
            "fields": {name: cell.editor.raw() for name, cell in self.cells.items() if cell.is_changed()},
            "hidden": self.hidden.raw_state(),
            "disclosure": self._levels(),
            "children": {name: table.model.raw_state() for name, table in self.tables.items() if table.is_changed()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Enter what stood in the form before a crash, over the record that it was typed into."""
        for attribute, raw in state["fields"].items():
            if attribute in self.cells:
                self.cells[attribute].restore(raw)
        self.hidden.restore(state.get("hidden") or {})  # a draft of an older program has none
        for attribute, level in (state["disclosure"] or {}).items():
            cell = self.cells.get(attribute)
            if cell is not None and cell.disclosure is not None:
                cell.disclosure.set_level(Privacy(level))
        for name, lines in state["children"].items():
            if name in self.tables:
                self.tables[name].model.restore(lines)
        self.suggestions.begin(state["fields"])
        self.edited.emit()

    # ---------------------------------------------------------------------------------------------------------- inside

    def _build(self) -> None:
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for heading, members in self.schema.groups():
            section = PaperSection(heading, sheet)
            grid = PaperGrid(section)
            for attribute, declared in members.items():
                if not isinstance(declared, Disclosure):
                    grid.add(self._cell(attribute, declared, grid))
            section.add(grid)
            self._grids[section] = (grid, tuple(members))
            self.sections[heading] = section
            column.addWidget(section)
            if heading:
                self._add_tables(heading, column, sheet)
        self._add_tables("", column, sheet)
        column.addStretch(1)
        self.setWidget(sheet)

    def _add_tables(self, heading: str, column: QVBoxLayout, sheet: QWidget) -> None:
        for name, child in self.schema.tables_after(heading).items():
            section = PaperSection(child.label, sheet)
            table = ChildTable(child, self.words, editable=is_typed(child), parent=section)
            section.add(table)
            if is_typed(child):
                table.edited.connect(self.edited)
                table.left.connect(self._go_on)
                self.tables[name] = table
            else:
                self._shown_tables[name] = table
            self.sections[child.label] = section
            column.addWidget(section)

    def _cell(self, attribute: str, declared: Field, parent: QWidget) -> Cell:
        label = LabelCell(declared.label, required=declared.required, parent=parent)
        if declared.derived:
            content: QWidget = QLabel(parent)
            content.setContentsMargins(GRID, 0, 0, 0)
            assert isinstance(content, QLabel)
            self._derived[attribute] = content
        else:
            cell = EntryCell(attribute, declared, self.words, parent)
            cell.edited.connect(self.edited)
            cell.left.connect(self._leave)
            cell.went_on.connect(self._go_on)
            label.words.setBuddy(cell.editor.target)
            self.cells[attribute] = cell
            content = cell
        return Cell(attribute, label, content, needed_letters(declared))

    @Slot(str)
    def _leave(self, attribute: str) -> None:
        cell = self.cells[attribute]
        if not cell.problem():
            if cell.is_changed():
                self.readings.ask(attribute)
            self.field_left.emit(attribute, cell.value())

    @Slot()
    @Slot(bool)
    def _go_on(self, forward: bool = True) -> bool:
        """Move the focus to the next or previous field or table; return False before the first."""
        stops = self._stops()
        focus = self.focusWidget()
        here = next((at for at, stop in enumerate(stops) if focus is not None and stop.isAncestorOf(focus)), -1)
        aim = here + (1 if forward else -1)
        if aim < 0:
            return False
        if aim >= len(stops):
            self.end_reached.emit()
            return True
        self._enter(stops[aim], forward)
        return True

    def _stops(self) -> list[EntryCell | ChildTable]:
        """Return what the cursor goes through, in order."""
        stops: list[EntryCell | ChildTable] = []
        shown = dict(self._visible_cells())
        for heading, members in self.schema.groups():
            stops += [shown[name] for name in members if name in shown]
            stops += self._typed_tables(heading) if heading else []
        return [*stops, *self._typed_tables("")]

    def _typed_tables(self, heading: str) -> list[ChildTable]:
        return [self.tables[name] for name in self.schema.tables_after(heading) if name in self.tables]

    def _enter(self, stop: EntryCell | ChildTable, forward: bool = True) -> None:
        if isinstance(stop, ChildTable):
            stop.view.begin(forward)
        else:
            stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self.ensureWidgetVisible(stop)

    def _is_visible(self, attribute: str) -> bool:
        declared = self.schema.fields[attribute]
        return (
            not isinstance(declared, Disclosure)
            and not declared.hidden
            and (not declared.extra or attribute in self._extra)
        )

    def _visible_cells(self) -> list[tuple[str, EntryCell]]:
        return [(name, cell) for name, cell in self.cells.items() if self._is_visible(name)]

    def _must_be_entered(self, problem: Problem, wrong: Collection[str]) -> bool:
        declared = self.schema.fields[problem.attribute]
        return problem.attribute not in wrong and self._is_visible(problem.attribute) and not declared.derived

    def _levels(self) -> dict[str, str] | None:
        """Return the levels of every disclosable field if one of them was changed, else None."""
        values = self._snapshot.values if self._snapshot is not None else {}
        loaded: Mapping[str, str] = values.get(self._disclosure) or {}
        buttons = {name: cell.disclosure for name, cell in self.cells.items() if cell.disclosure is not None}
        present = {name: button.level.value for name, button in buttons.items()}
        before = {name: loaded.get(name, button.given.value) for name, button in buttons.items()}
        return {**loaded, **present} if self._disclosure and present != before else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        focus = self.focusWidget()
        if focus is not None and event.size().height() < event.oldSize().height():  # a notice came above
            here = next((cell for cell in self.cells.values() if cell.isAncestorOf(focus)), focus)
            self.ensureWidgetVisible(here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._go_on(forward) or super().focusNextPrevChild(forward)
