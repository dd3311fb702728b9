"""A record as it is read: the paper form filled in, nothing to type into."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core.fields import Disclosure, Privacy
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.child_table import ChildTable
from kyodo_desktop.ui.disclosure import disclosure_text
from kyodo_desktop.ui.field_editor import needed_letters, read_text
from kyodo_desktop.ui.focus_ring import FocusRing
from kyodo_desktop.ui.paper import Cell, LabelCell, PaperGrid, PaperSection
from kyodo_desktop.ui.theme import GRID


class RecordView(QScrollArea):
    """The same sheet as the edit form, with words that can be selected and copied.

    A table inside is made when the first record that has lines in it is read.
    """

    def __init__(self, schema: Schema, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self.values: dict[str, QLabel] = {}
        self.tables: dict[str, ChildTable] = {}
        self.sections: dict[str, PaperSection] = {}
        self._grids: list[tuple[PaperSection, PaperGrid, tuple[str, ...]]] = []
        self._held: set[str] = set()
        self._disclosure = next((name for name, kind in schema.fields.items() if isinstance(kind, Disclosure)), "")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(f"{schema.label}の内容")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.ring = FocusRing(self)
        self._build()
        self.set_extra_visible(())

    def load(self, snapshot: Snapshot, words: Words) -> None:
        """Show a stored record."""
        levels: Mapping[str, str] = snapshot.values.get(self._disclosure) or {}
        spoken = []
        self.setUpdatesEnabled(False)
        for attribute, label in self.values.items():
            declared = self.schema.fields[attribute]
            text = read_text(declared, snapshot.values.get(attribute), words)
            if text:
                spoken.append(f"{declared.label} {text}")
                if declared.disclosable:
                    text += f"　〔{disclosure_text(Privacy(levels.get(attribute, declared.privacy)))}〕"
            label.setText(text)
        for name, child in self.schema.children.items():
            rows = snapshot.children.get(name, ())
            if rows and name not in self.tables:
                self.tables[name] = ChildTable(child, words, editable=False, parent=self.sections[child.label])
                self.sections[child.label].add(self.tables[name])
            if name in self.tables:
                self.tables[name].load(rows, words)
            self.sections[child.label].setVisible(bool(rows))
        self._held = {
            name
            for name in self.values
            if not self.schema.fields[name].derived and _holds_something(snapshot.values.get(name))
        }
        self.setAccessibleDescription("、".join(spoken))
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def set_extra_visible(self, attributes: Collection[str]) -> None:
        """Show these of the extra fields, as the kind of the record asks for, and those that hold something else."""
        fields, wanted = self.schema.fields, self._held.union(attributes)
        for section, grid, members in self._grids:
            shown = [name for name in members if name in self.values and (not fields[name].extra or name in wanted)]
            grid.show_only(shown)
            section.setVisible(bool(shown))

    def go_to_section(self, heading: str) -> None:
        """Scroll a section to the top."""
        self.verticalScrollBar().setValue(self.sections[heading].y())

    def _build(self) -> None:
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        for heading, members in self.schema.groups():
            section = PaperSection(heading, sheet)
            grid = PaperGrid(section)
            for attribute, declared in members.items():
                if isinstance(declared, Disclosure):
                    continue
                label = LabelCell(declared.label, parent=grid)
                content = QLabel(grid)
                content.setTextFormat(Qt.TextFormat.PlainText)
                content.setWordWrap(True)
                content.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                content.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
                label.words.setBuddy(content)
                self.values[attribute] = content
                letters = needed_letters(declared)
                grid.add(Cell(attribute, label, content, letters))
            section.add(grid)
            self._grids.append((section, grid, tuple(members)))
            self.sections[heading] = section
            column.addWidget(section)
            if heading:
                self._add_tables(heading, column, sheet)
        self._add_tables("", column, sheet)
        column.addStretch(1)
        self.setWidget(sheet)

    def _add_tables(self, heading: str, column: QVBoxLayout, sheet: QWidget) -> None:
        for child in self.schema.tables_after(heading).values():
            section = PaperSection(child.label, sheet)
            section.hide()
            self.sections[child.label] = section
            column.addWidget(section)


def _holds_something(value: object) -> bool:
    return value is not False and value not in (None, "", ())
