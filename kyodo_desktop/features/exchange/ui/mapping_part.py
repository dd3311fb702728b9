"""② of an import: what each column of the file is taken for, and what stands in for columns that it lacks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.exchange.ui.import_work import ImportWork
from kyodo_desktop.features.exchange.ui.target_terms import target_label, target_terms, with_readings
from kyodo_desktop.spreadsheet.mapping import ColumnMatch
from kyodo_desktop.spreadsheet.sheets import cell_text, column_name
from kyodo_desktop.spreadsheet.tables import Table
from kyodo_desktop.ui.choice_editor import ChoiceLine
from kyodo_desktop.ui.editors import editor_for
from kyodo_desktop.ui.field_editor import FieldEditor
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import GRID, set_look

SURE = 0.9
"""The confidence below which a person is asked to look."""

_SAMPLES = 3
_REMEMBERED = "前回と同じ"


class MappingPart(QWidget):
    """A line for each column of the table, above them one for each required attribute that no column brings."""

    def __init__(self, work: ImportWork, words: Words, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._words = words
        self._tasks = tasks
        self.lines: list[ChoiceLine] = []
        self.defaults: dict[str, FieldEditor] = {}
        self._reasons: list[QLabel] = []
        self._terms, self._targets = target_terms(work.schema)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.heading = QLabel("② 列の対応", self)
        set_look(self.heading, "look", "heading")
        column.addWidget(self.heading)
        self.memory = QLabel(self)
        self.memory.setWordWrap(True)
        set_look(self.memory, "look", "muted")
        column.addWidget(self.memory)
        self._defaults = QVBoxLayout()
        self._defaults.setSpacing(GRID // 2)
        column.addLayout(self._defaults)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area, 1)
        work.table_found.connect(self._build)
        work.mapping_changed.connect(self._show_mapping)
        work.planned.connect(self._show_memory)

    @Slot()
    def _build(self) -> None:
        """Make the lines for the columns of a new table."""
        work = self._work
        assert work.file is not None
        table = work.file.table
        self._terms, self._targets = target_terms(work.schema, [m.target for m in work.mapping.matches if m.target])
        self.lines, self._reasons = [], []
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, GRID, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, match in enumerate(work.mapping.matches):
            self._add_column(grid, place * 2, table, match)
        grid.setRowStretch(len(work.mapping.matches) * 2, 1)
        self._area.setWidget(content)
        self._tasks.compute(
            partial(with_readings, self._terms), self._offer, label="項目の読みを調べています", owner=content
        )

    def _offer(self, terms: tuple[Term, ...]) -> None:
        """Offer the same targets with their readings; meanwhile they are found by their words."""
        self._terms = terms
        for line in self.lines:
            line.set_terms(terms)

    def _add_column(self, grid: QGridLayout, row: int, table: Table, match: ColumnMatch) -> None:
        content = grid.parentWidget()
        letter = table.columns[match.column]
        title = f"{column_name(letter)}　{match.heading or '（見出しなし）'}" if letter >= 0 else match.heading
        heading = QLabel(content)
        heading.setText(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        line = ChoiceLine(content)
        line.set_terms(self._terms)
        line.setMinimumWidth(GRID * 22)
        line.setAccessibleName(f"{title}の列を何として取り込むか")
        line.setPlaceholderText("↓で選択")
        line.setAcceptDrops(False)  # a file that is dropped here is for the window
        line.chosen.connect(partial(self._choose, match.column))
        line.editingFinished.connect(partial(self._choose, match.column))
        line.returnPressed.connect(self.focusNextChild)
        heading.setBuddy(line)
        reason = QLabel(content)
        reason.setTextFormat(Qt.TextFormat.PlainText)
        reason.setWordWrap(True)
        grid.addWidget(heading, row, 0)
        grid.addWidget(line, row, 1)
        grid.addWidget(reason, row + 1, 0, 1, 2)
        self.lines.append(line)
        self._reasons.append(reason)

    @Slot()
    def _show_mapping(self) -> None:
        """Show what each column is taken for, and why."""
        file = self._work.file
        assert file is not None
        for match, line, reason in zip(self._work.mapping.matches, self.lines, self._reasons, strict=True):
            line.setText(target_label(match.target, self._work.schema))
            line.setCursorPosition(0)
            unsure = match.target is not None and match.confidence < SURE
            samples = "、".join(_samples(file.table, match.column)) or "（空欄）"
            reason.setText(f"▲ 確認：{match.reason}　{samples}" if unsure else samples)
            reason.setToolTip(match.reason)
            line.setToolTip(match.reason)
            line.setAccessibleDescription(f"{match.reason}。最初の値：{samples}")
            set_look(reason, "look", "" if unsure else "muted")
            set_look(reason, "tone", "soon" if unsure else "")
        self._show_defaults()
        self._show_memory()

    def _show_defaults(self) -> None:
        """Offer a text for each required attribute that no column brings; what was typed stays."""
        schema = self._work.schema
        brought = {
            name
            for match in self._work.mapping.matches
            if match.target and not match.target.child
            for name in match.target.attributes
        }
        wanted = [name for name in schema.required if name not in brought and not schema.fields[name].derived]
        for name in [name for name in self.defaults if name not in wanted]:
            holder = self.defaults.pop(name).parent()
            assert isinstance(holder, QWidget)
            self._defaults.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
            self._work.set_default(name, "")
        for name in wanted:
            if name not in self.defaults:
                self._add_default(name)
            self.defaults[name].set_raw(self._work.defaults.get(name, ""))

    def _add_default(self, name: str) -> None:
        declared = self._work.schema.fields[name]
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(2)
        editor = editor_for(declared, self._words, holder)
        editor.left.connect(partial(self._take_default, name))
        editor.went_on.connect(self.focusNextChild)
        editor.target.setAccessibleName(f"{declared.label}の列がないため、空欄の行に入れる値")
        label = QLabel(f"{declared.label}※　列がないので、空欄の行に入れる値：", holder)
        label.setWordWrap(True)
        label.setBuddy(editor.target)
        column.addWidget(label)
        column.addWidget(editor)
        self._defaults.addWidget(holder)
        self.defaults[name] = editor

    @Slot()
    def _show_memory(self) -> None:
        matches = self._work.mapping.matches
        used = sum(match.target is not None for match in matches)
        self.heading.setText(f"② 列の対応　{len(matches)}列のうち{used}列を取り込みます" if matches else "② 列の対応")
        remembered = sum(match.reason == _REMEMBERED for match in matches)
        said = f"前に選んだ対応を{remembered}列に使っています。" if remembered else ""
        self.memory.setText(f"{said}選び直した対応は、取り込んだあと次のファイルでも使います。")

    def _choose(self, column: int) -> None:
        """Take over what was chosen or typed; what means nothing is put back."""
        line = self.lines[column]
        line.settle()
        if line.text() in self._targets:
            self._work.set_target(column, self._targets[line.text()])
        else:
            line.setText(target_label(self._work.mapping.matches[column].target, self._work.schema))

    def _take_default(self, name: str) -> None:
        editor = self.defaults.get(name)
        if editor is not None:
            editor.tidy()
            self._work.set_default(name, str(editor.raw() or "").strip())


def _samples(table: Table, column: int) -> list[str]:
    """Return the first texts of a column, without those that repeat."""
    found: dict[str, None] = {}
    for row in table.rows[:200]:
        text = " ".join(cell_text(row.cells[column]).split())
        if text:
            found[text if len(text) <= 16 else f"{text[:15]}…"] = None
        if len(found) == _SAMPLES:
            break
    return list(found)
