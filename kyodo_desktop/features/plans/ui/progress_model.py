"""The table of progress: a line for each action, a column for each 年度."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.plans.rules.marks import PROGRESS, mark_of
from kyodo_desktop.features.plans.rules.progress import ActionYears
from kyodo_desktop.ui.colours import VALIDITY_TONES, Tone, colours_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

POLICY, REFERENCE, NAME, DEPARTMENT = range(4)
HEADINGS = ("方針", "番号", "取組", "担当課")
LEADING = len(HEADINGS)
"""The columns before the years."""

NOT_RUNNING = "―"
"""What stands in a year in which an action does not run."""


def tone_of(code: str, words: Words) -> Tone:
    """Return the colour in which a progress is told."""
    term = words.taxonomy(PROGRESS).get(code)
    return VALIDITY_TONES.get(str(term.extra.get("tone")), Tone.QUIET) if term else Tone.QUIET


class ProgressModel(QAbstractTableModel):
    """``entered`` carries an action's id, a 年度 and the code (None where it was taken away)."""

    entered = Signal(int, int, object)

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.actions: list[ActionYears] = []
        self.years: list[int] = []

    def show_actions(self, actions: Sequence[ActionYears], years: Sequence[int], words: Words) -> None:
        """Show these actions under these years."""
        self.beginResetModel()
        self.words = words
        self.actions = list(actions)
        self.years = list(years)
        self.endResetModel()

    def year_at(self, column: int) -> int | None:
        """Return the 年度 of a column; None for those before the years."""
        place = column - LEADING
        return self.years[place] if 0 <= place < len(self.years) else None

    def may_enter(self, index: Index) -> bool:
        """Return whether a progress can be entered in a cell: the action runs in that year, or has one already."""
        year = self.year_at(index.column())
        return year is not None and self.actions[index.row()].counted_as(year) is not None

    def enter(self, index: Index, code: str | None) -> None:
        """Put a progress into a cell, or take it away, and tell it."""
        action, year = self.actions[index.row()], self.year_at(index.column())
        if year is None or action.mark(year) == code:
            return
        line: Mapping[str, Any] = {**action.lines.get(year, {"fiscal_year": year}), "progress": code}
        self.actions[index.row()] = replace(action, lines={**action.lines, year: line})
        self.dataChanged.emit(index, index)
        self.entered.emit(action.id, year, code)

    def policy_spans(self) -> list[tuple[int, int]]:
        """Return the first line and the number of lines of each policy."""
        spans: list[tuple[int, int]] = []
        for row, action in enumerate(self.actions):
            if spans and self.actions[spans[-1][0]].policy == action.policy:
                spans[-1] = (spans[-1][0], spans[-1][1] + 1)
            else:
                spans.append((row, 1))
        return spans

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.actions)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else LEADING + len(self.years)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        year = self.year_at(section)
        return HEADINGS[section] if year is None else fiscal_year_label(year).replace("令和", "R")

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsSelectable if index.column() >= LEADING else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.actions):
            return None
        action, year = self.actions[index.row()], self.year_at(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._leading(action, index.column()) if year is None else self._mark(action, year)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._leading(action, index.column()) if year is None else self._spoken(action, year)
            case Qt.ItemDataRole.TextAlignmentRole:
                middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                return middle if year is None else Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ForegroundRole if year is not None:
                code = action.mark(year)
                tone = tone_of(code, self.words) if code else Tone.QUIET
                return QColor(colours_of(QApplication.palette()).of(tone))
        return None

    def _leading(self, action: ActionYears, column: int) -> str:
        if column == POLICY:
            return self.words.taxonomy("policies").label_of(action.policy)
        return {REFERENCE: action.reference, NAME: action.name, DEPARTMENT: action.department}[column]

    def _mark(self, action: ActionYears, year: int) -> str:
        code = action.mark(year)
        if code:
            return mark_of(code, self.words)
        return "" if action.runs_in(year) else NOT_RUNNING

    def _spoken(self, action: ActionYears, year: int) -> str:
        code = action.mark(year)
        label = self.words.taxonomy(PROGRESS).label_of(code) if code else ""
        said = label or ("未入力" if action.runs_in(year) else "実施なし")
        return f"{action.name}　{fiscal_year_label(year)}　{said}"
