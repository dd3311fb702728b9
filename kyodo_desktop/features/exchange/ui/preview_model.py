"""Every row of a file as it would enter: a model over the plan that composes only the cells that are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.plan import Action, ImportPlan, PlannedRow
from kyodo_desktop.features.exchange.ui.cell_words import match_text, remarks_of, row_sentences, value_text
from kyodo_desktop.spreadsheet.mapping import ColumnMatch
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark
from kyodo_desktop.spreadsheet.sheets import cell_text
from kyodo_desktop.ui.colours import Tone, colours_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

ROW, ACTION, MATCH = range(3)
HEADINGS = ("行", "取込", "登録との照合")
PROBLEM = Tone.LATE.shape
QUESTION = Tone.WAITING.shape
NOTE = "※"


class PreviewModel(QAbstractTableModel):
    """The rows of a plan. Cells of columns that enter can be typed over; ``corrected`` carries what was typed, as
    ``{(row number, column of the sheet): text}``."""

    corrected = Signal(object)

    def __init__(self, schema: Schema, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self.words = words
        self.plan: ImportPlan | None = None
        self.choices: Mapping[int, Action] = {}
        self._shown: Sequence[int] = ()
        self._columns: list[ColumnMatch] = []
        self._typed: dict[tuple[int, int], str] = {}
        self._only_problems = False

    # -------------------------------------------------------------------------------------------------- what is shown

    def show_plan(self, plan: ImportPlan | None, choices: Mapping[int, Action]) -> None:
        """Show the rows of a plan, or nothing."""
        self.beginResetModel()
        self.plan = plan
        self.choices = choices
        self._typed = {}
        self._columns = [match for match in plan.mapping.matches if match.target] if plan else []
        self._choose_rows()
        self.endResetModel()

    def show_choices(self, choices: Mapping[int, Action]) -> None:
        """Follow what was chosen. Rows stay in sight even when they are no longer problems."""
        self.choices = choices
        if self.rowCount():
            self.dataChanged.emit(self.index(0, ROW), self.index(self.rowCount() - 1, MATCH))

    def show_only_problems(self, only: bool) -> None:
        """Show all rows, or those that keep the import from being carried out."""
        self.beginResetModel()
        self._only_problems = only
        self._choose_rows()
        self.endResetModel()

    def _choose_rows(self) -> None:
        if self.plan is None:
            self._shown = ()
        elif self._only_problems:
            apart = self.plan.rows.apart.items()
            self._shown = [place for place, row in apart if self.plan.blocks(row, self.choices)]
        else:
            self._shown = range(len(self.plan.rows))

    def row_at(self, row: int) -> PlannedRow:
        """Return the planned row that stands in a line of the table."""
        assert self.plan is not None
        return self.plan.rows[self._shown[row]]

    def number_at(self, row: int) -> int:
        """Return the number in the file of the row that stands in a line of the table."""
        assert self.plan is not None
        return self.plan.rows.numbers[self._shown[row]]

    def sheet_column(self, column: int) -> int:
        """Return which column of the sheet a column shows, NO_COLUMN for those that the table has of its own."""
        if self.plan is None or column <= MATCH:
            return NO_COLUMN
        return self.plan.table.columns[self._columns[column - MATCH - 1].column]

    def letters(self, column: int) -> int:
        """Return how wide a column should be, in half-width letters."""
        if column <= MATCH:
            compared = self.plan is not None and any(row.match or row.question for row in self.plan.rows.apart.values())
            return (6, 16, 36 if compared else 16)[column]
        target = self._columns[column - MATCH - 1].target
        assert target is not None
        inner = self.schema.children[target.child] if target.child else self.schema
        width = sum(inner.fields[name].width for name in target.attributes) / 2
        return max(round(width), len(target.label(self.schema)) * 2 + 2, 10)

    def next_problem(self, row: int, column: int, step: int) -> QModelIndex:
        """Return the next cell (``step`` 1) or the one before (-1) that needs a decision, an invalid one for none.

        Behind the last row the search goes on at the first.
        """
        if self.plan is None or not self._shown:
            return NOWHERE
        here = [place for place in self._wrong_columns(row) if (place - column) * step > 0] if row >= 0 else []
        if here:
            return self.index(row, here[0] if step > 0 else here[-1])
        apart, count = self.plan.rows.apart, len(self._shown)
        for distance in range(1, count + 1):
            place = (row + step * distance) % count
            planned = apart.get(self._shown[place])
            if planned is not None and self.plan.blocks(planned, self.choices):
                wrong = self._wrong_columns(place)
                return self.index(place, wrong[0] if step > 0 else wrong[-1])
        return NOWHERE

    def _wrong_columns(self, row: int) -> list[int]:
        """Return the columns of a row that need a decision, in order."""
        planned = self.row_at(row)
        if self.plan is None or not self.plan.blocks(planned, self.choices):
            return []
        named = {remark.column for remark in planned.problems} - {NO_COLUMN}
        columns = [place for place in range(MATCH + 1, self.columnCount()) if self.sheet_column(place) in named]
        if len(named) > len(columns) or any(remark.column == NO_COLUMN for remark in planned.problems):
            columns.insert(0, ACTION)
        if planned.question and self.plan.choice_of(planned, self.choices) is None:
            columns.insert(0, MATCH)
        return sorted(columns) or [ACTION]

    # --------------------------------------------------------------------------------------------- what is said of it

    def sentences(self, index: Index) -> list[str]:
        """Return what is said of a cell and of its row, problems first; each begins with its mark."""
        if self.plan is None or not index.isValid():
            return []
        row = self.row_at(index.row())
        said: list[str] = []
        column = self.sheet_column(index.column())
        if column != NO_COLUMN:
            problems, notes = remarks_of(row, column)
            said += [f"{PROBLEM} {each.place}：{each.message}（「{each.text}」）" for each in problems]
            said += [f"{NOTE} {each.place}：{each.message}" for each in notes]
        elif index.column() <= ACTION:
            said += [f"{PROBLEM} {each.place}：{each.message}" for each in row.problems if each.column != NO_COLUMN]
        return said + row_sentences(row, self.plan.choice_of(row, self.choices))

    def proposal(self, index: Index) -> CellRemark | None:
        """Return the problem of a cell for which there is a text that would be accepted."""
        column = self.sheet_column(index.column()) if index.isValid() else NO_COLUMN
        if column == NO_COLUMN:
            return None
        problems, _ = remarks_of(self.row_at(index.row()), column)
        return next((each for each in problems if each.proposal), None)

    def action_words(self, row: PlannedRow) -> str:
        """Return what becomes of a row, with a mark where that is not settled."""
        assert self.plan is not None
        chosen = self.plan.choice_of(row, self.choices)
        if self.plan.blocks(row, self.choices):
            return f"{PROBLEM} 要修正" if row.problems else f"{QUESTION} 選んでください"
        if chosen is None and row.action is Action.SKIP:
            return "変更なし"
        return self.plan.action_of(row, self.choices).label

    def _text(self, row: PlannedRow, column: int) -> str:
        if column == ROW:
            return str(row.number)
        if column == ACTION:
            return self.action_words(row)
        if column == MATCH:
            return match_text(row)
        number, place = row.number, self.sheet_column(column)
        if (number, place) in self._typed:
            return self._typed[number, place]
        match = self._columns[column - MATCH - 1]
        assert match.target is not None
        problems, notes = remarks_of(row, place) if place != NO_COLUMN else ([], [])
        if problems:
            return f"{PROBLEM} {cell_text(row.source.cells[match.column])}"
        shown = value_text(row, match.target, self.schema, self.words)
        return f"{shown} {NOTE}" if notes else shown

    def _typed_text(self, row: PlannedRow, column: int) -> str:
        """Return the text of the file's cell, or what was typed over it."""
        typed = self._typed.get((row.number, self.sheet_column(column)))
        return cell_text(row.source.cells[self._columns[column - MATCH - 1].column]) if typed is None else typed

    def _ground(self, row: PlannedRow, column: int) -> QColor | None:
        assert self.plan is not None
        colours = colours_of(QApplication.palette())
        problems, notes = remarks_of(row, self.sheet_column(column)) if column > MATCH else ([], [])
        blocked = self.plan.blocks(row, self.choices)
        if problems or (column == ACTION and blocked and row.problems):
            return QColor(colours.error_ground)
        if blocked and row.question and column in (ACTION, MATCH):
            return QColor(colours.warning_ground)
        return QColor(colours.information_ground) if notes else None

    def _ink(self, row: PlannedRow, column: int) -> QColor | None:
        assert self.plan is not None
        colours = colours_of(QApplication.palette())
        if column > MATCH and any(each.column == self.sheet_column(column) for each in row.problems):
            return QColor(colours.late)
        if column == ACTION and self.plan.blocks(row, self.choices):
            return QColor(colours.late if row.problems else colours.waiting)
        if column == ROW or self.plan.action_of(row, self.choices) is Action.SKIP:
            return QColor(colours.muted)
        return None

    # ------------------------------------------------------------------------------------------------------ Qt's part

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else MATCH + 1 + len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.sheet_column(index.column()) != NO_COLUMN:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or section < 0 or section >= self.columnCount():
            return None
        if section <= MATCH:
            return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None
        match = self._columns[section - MATCH - 1]
        if role == Qt.ItemDataRole.DisplayRole and match.target:
            return match.target.label(self.schema)
        return f"ファイルの見出し：{match.heading}" if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.plan is None:
            return None
        row, column = self.row_at(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._typed_text(row, column) if column > MATCH else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return "\n".join(self.sentences(index)) or None
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, column)
        return self._ink(row, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or value == index.data(role):
            return False
        place = (self.number_at(index.row()), self.sheet_column(index.column()))
        self._typed[place] = str(value)
        self.dataChanged.emit(index, index)
        self.corrected.emit({place: str(value)})
        return True
