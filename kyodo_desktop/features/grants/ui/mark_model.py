"""The sheet of one reviewer: applications by review items, with what is typed and not yet saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.money import parse_integer
from kyodo_desktop.features.grants.review import Cell, ReviewRow, ReviewSheet
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.rules.review import ReviewItem

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

MessageRole = Qt.ItemDataRole.UserRole + 1
"""What is wrong with a cell, empty when nothing is."""

LEADING = ("番号", "団体", "事業", "利害")
TRAILING = ("計", "所見")
PROJECT, INTEREST = 2, 3


@dataclass
class TypedSheet:
    """One reviewer's sheet of one application as it stands on the screen: texts as typed, also what means nothing."""

    texts: list[str]
    interest: bool
    remark: str
    interest_typed: bool = field(default=False)


class MarkModel(QAbstractTableModel):
    """Rows are applications. ``edited`` is sent when a person changed something."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: ReviewSheet | None = None
        self.reviewer = 0
        self.read_only = False
        self._typed: dict[tuple[int, str], TypedSheet] = {}

    # -------------------------------------------------------------------------------------------------- what is shown

    def load(self, sheet: ReviewSheet) -> None:
        """Show a round as it is stored; what was typed for it and not saved stays over it."""
        self.beginResetModel()
        if self.sheet is None or self.sheet.round_id != sheet.round_id:
            self._typed.clear()
            self.reviewer = 0
        self.sheet = sheet
        self.reviewer = min(self.reviewer, max(0, len(sheet.reviewers) - 1))
        self.endResetModel()

    def show_reviewer(self, place: int) -> None:
        """Show the sheet of another reviewer."""
        self.beginResetModel()
        self.reviewer = place
        self.endResetModel()

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        """The applications in their order."""
        return self.sheet.rows if self.sheet is not None else ()

    @property
    def items(self) -> tuple[ReviewItem, ...]:
        """The review items in their order."""
        return self.sheet.items if self.sheet is not None else ()

    @property
    def reviewer_name(self) -> str:
        """Whose sheet is shown; empty where the round has no reviewers."""
        reviewers = self.sheet.reviewers if self.sheet is not None else ()
        return reviewers[self.reviewer].name if reviewers else ""

    def item_at(self, column: int) -> int | None:
        """Return the place of the item of a column; None for another column."""
        place = column - len(LEADING)
        return place if 0 <= place < len(self.items) else None

    def entered(self, reviewer: int) -> int:
        """Return for how many applications a reviewer has nothing left to enter."""
        return sum(self._is_complete(row, reviewer) for row in self.rows)

    # ------------------------------------------------------------------------------------------------ what was entered

    def is_dirty(self) -> bool:
        """Return whether something would be lost."""
        return bool(self._typed)

    def forget(self) -> None:
        """Let go of everything that was typed."""
        self.beginResetModel()
        self._typed.clear()
        self.endResetModel()

    def changes(self) -> list[MarkChange]:
        """Return what was typed and can be read."""
        names = [reviewer.name for reviewer in self.sheet.reviewers] if self.sheet is not None else []
        return [
            MarkChange(
                application_id,
                reviewer,
                tuple(self._mark(text, place)[0] for place, text in enumerate(typed.texts)),
                typed.interest if typed.interest_typed else None,
                typed.remark or None,
            )
            for (application_id, reviewer), typed in self._typed.items()
            if reviewer in names
        ]

    def wrong(self) -> tuple[int, int, int] | None:
        """Return reviewer, row and column of the first cell that cannot be saved; None when all can."""
        for place, reviewer in enumerate(self.sheet.reviewers if self.sheet is not None else ()):
            for row, each in enumerate(self.rows):
                typed = self._typed.get((each.application_id, reviewer.name))
                for item, text in enumerate(typed.texts if typed is not None else ()):
                    if self._mark(text, item)[1]:
                        return place, row, item + len(LEADING)
        return None

    def count_wrong(self) -> int:
        """Return how many cells cannot be saved."""
        return sum(
            bool(self._mark(text, place)[1]) for typed in self._typed.values() for place, text in enumerate(typed.texts)
        )

    def raw_state(self) -> dict[str, Any]:
        """Return what was typed as JSON can hold it; :meth:`restore` takes it."""
        return {
            "sheets": [
                [*key, typed.texts, typed.interest, typed.interest_typed, typed.remark]
                for key, typed in self._typed.items()
            ]
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Enter again what was typed before a crash; applications and items that are gone are left out."""
        self.beginResetModel()
        known = {row.application_id for row in self.rows}
        for application_id, reviewer, texts, interest, interest_typed, remark in state["sheets"]:
            if application_id in known and len(texts) == len(self.items):
                self._typed[application_id, reviewer] = TypedSheet(list(texts), interest, remark, interest_typed)
        self.endResetModel()
        self.edited.emit()

    def enter(self, changes: list[MarkChange]) -> None:
        """Enter whole sheets as if they had been typed, such as those of a file."""
        self.beginResetModel()
        for change in changes:
            texts = ["" if mark is None else str(mark) for mark in change.marks]
            self._typed[change.application_id, change.reviewer] = TypedSheet(
                texts, bool(change.interest), change.remark or "", change.interest is not None
            )
        self.endResetModel()
        self.edited.emit()

    def toggle_interest(self, row: int) -> None:
        """Say that the reviewer has, or has not, to do with the applicant of a row."""
        if not self.is_open(row):
            return
        typed = self._begin(row)
        typed.interest, typed.interest_typed = not typed.interest, True
        self._tell(row)

    def is_open(self, row: int) -> bool:
        """Return whether marks of a row may still be entered: its result is not written down yet."""
        if self.read_only or not 0 <= row < len(self.rows):
            return False
        return self.rows[row].result is None and bool(self.reviewer_name)

    # ---------------------------------------------------------------------------------------------------------- inside

    def _is_complete(self, row: ReviewRow, reviewer: int) -> bool:
        name = self.sheet.reviewers[reviewer].name if self.sheet is not None else ""
        typed = self._typed.get((row.application_id, name))
        if typed is None:
            cell = row.cells[reviewer]
            return cell.interest or all(mark is not None for mark in cell.marks)
        return typed.interest or all(self._mark(text, at)[0] is not None for at, text in enumerate(typed.texts))

    def _cell(self, row: int) -> Cell:
        return self.rows[row].cells[self.reviewer]

    def _shown(self, row: int) -> TypedSheet:
        typed = self._typed.get((self.rows[row].application_id, self.reviewer_name))
        if typed is not None:
            return typed
        cell = self._cell(row)
        texts = ["" if mark is None else str(mark) for mark in cell.marks]
        return TypedSheet(texts, cell.interest, cell.remark, not cell.proposed and cell.interest)

    def _begin(self, row: int) -> TypedSheet:
        key = (self.rows[row].application_id, self.reviewer_name)
        if key not in self._typed:
            self._typed[key] = self._shown(row)
        return self._typed[key]

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.edited.emit()

    def _mark(self, text: str, item: int) -> tuple[int | None, str]:
        """Return the mark that a text means, and what is wrong with it."""
        declared = self.items[item]
        try:
            mark = parse_integer(text, unit="点")
        except FieldError:
            return None, f"「{text}」は点数として読めません。0から{declared.maximum}までの数字を入力してください。"
        if mark is not None and not 0 <= mark <= declared.maximum:
            return None, f"「{declared.label}」は0点から{declared.maximum}点までです。"
        return mark, ""

    def _total(self, row: int) -> str:
        shown = self._shown(row)
        if shown.interest:
            return "―"
        marks = [self._mark(text, place)[0] for place, text in enumerate(shown.texts)]
        if any(mark is None for mark in marks):
            return ""
        return str(sum(item.weight * (mark or 0) for item, mark in zip(self.items, marks, strict=True)))

    # ------------------------------------------------------------------------------------------------------ Qt's model

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or not self.reviewer_name else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(LEADING) + len(self.items) + len(TRAILING)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        item = self.item_at(section)
        if item is not None:
            declared = self.items[item]
            weight = f"×{declared.weight}" if declared.weight > 1 else ""
            return f"{declared.label}\n{declared.maximum}点{weight}"
        return LEADING[section] if section < len(LEADING) else TRAILING[section - len(LEADING) - len(self.items)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or not self.is_open(index.row()):
            return flags
        is_mark = self.item_at(index.column()) is not None and not self._shown(index.row()).interest
        is_remark = index.column() == self.columnCount() - 1
        return flags | Qt.ItemFlag.ItemIsEditable if is_mark or is_remark else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.item_at(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), index.column(), item)
        if role in (MessageRole, Qt.ItemDataRole.ToolTipRole) and item is not None:
            return self._mark(self._shown(index.row()).texts[item], item)[1] or None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(index.row(), index.column(), item)
        if role == Qt.ItemDataRole.TextAlignmentRole and INTEREST <= index.column() < self.columnCount() - 1:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _text(self, row: int, column: int, item: int | None) -> str:
        each, shown = self.rows[row], self._shown(row)
        if item is not None:
            return "―" if shown.interest else shown.texts[item]
        if column == INTEREST:
            return "あり" if shown.interest else ""
        if column == self.columnCount() - 1:
            return shown.remark
        if column == self.columnCount() - len(TRAILING):
            return self._total(row)
        return (each.reference, each.organization, each.name)[column]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        text, item = str(value).strip(), self.item_at(index.column())
        shown = self._shown(index.row())
        if text == (shown.remark if item is None else shown.texts[item]):
            return False
        typed = self._begin(index.row())
        if item is None:
            typed.remark = text
        else:
            mark, message = self._mark(text, item)
            typed.texts[item] = text if message or mark is None else str(mark)
        self._tell(index.row())
        return True
