"""The ranking of a round: budgets as headings, applications below them, a second outcome beside the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.review import ReviewRow
from kyodo_desktop.features.grants.review_service import Simulation
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing, Pot
from kyodo_desktop.ui.colours import Tone

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

ToneRole = Qt.ItemDataRole.UserRole + 1
"""The tone of a decision; None for a cell that is told plainly."""

LineRole = Qt.ItemDataRole.UserRole + 2
"""Whether the budget ends below this row."""

TONES = {
    Decision.ADOPTED: Tone.GOOD,
    Decision.PARTIAL: Tone.GOOD,
    Decision.RUNNER_UP: Tone.SOON,
    Decision.REJECTED: Tone.QUIET,
    Decision.UNDECIDED: Tone.LATE,
    Decision.UNSCORED: Tone.WAITING,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a budget, or an application with where it came out, now and by the trial."""

    pot: Pot | None = None
    row: ReviewRow | None = None
    placing: Placing | None = None
    tried: Placing | None = None
    is_last_granted: bool = False


@dataclass(frozen=True, slots=True)
class RankColumn:
    """One column; ``letters`` is its width in half-width letters."""

    heading: str
    letters: int
    show: Callable[[Line], str]
    is_number: bool = False


def _rank(line: Line) -> str:
    if line.placing is None or line.placing.rank is None:
        return "―"
    return f"{'同' if line.placing.tied else ''}{line.placing.rank}"


def _total(line: Line) -> str:
    return "" if line.placing is None or line.placing.total is None else f"{line.placing.total:,}"


def _of_row(read: Callable[[ReviewRow], str]) -> Callable[[Line], str]:
    return lambda line: read(line.row) if line.row is not None else ""


def _of(read: Callable[[Placing], str], *, tried: bool = False) -> Callable[[Line], str]:
    def show(line: Line) -> str:
        placing = line.tried if tried else line.placing
        return read(placing) if placing is not None else ""

    return show


def _granted(placing: Placing) -> str:
    return f"{placing.amount:,}" if placing.decision.granted else ""


def _moved(line: Line) -> str:
    if line.placing is None or line.tried is None:
        return ""
    same = (line.placing.decision, line.placing.amount) == (line.tried.decision, line.tried.amount)
    return f"{TONES[line.tried.decision].shape} {line.tried.decision.label}{'' if same else ' ←変わる'}"


COLUMNS = (
    RankColumn("順位", 7, _rank, True),
    RankColumn("団体", 17, _of_row(lambda row: row.organization)),
    RankColumn("事業", 17, _of_row(lambda row: row.name)),
    RankColumn("得点", 5, _total, True),
    RankColumn("申請額", 9, _of_row(lambda row: f"{row.requested:,}"), True),
    RankColumn("配分額", 9, _of(_granted), True),
    RankColumn("累計", 10, _of(lambda placing: f"{placing.cumulative:,}" if placing.decision.granted else ""), True),
    RankColumn("採否", 13, _of(lambda placing: f"{TONES[placing.decision].shape} {placing.decision.label}")),
)
REASON = RankColumn("理由", 46, _of(lambda placing: placing.reason))
TRIED = (
    RankColumn("試算の配分額", 13, _of(_granted, tried=True), True),
    RankColumn("試算の採否", 22, _moved),
)
LEFT_OUT = ("事業", "申請額")
"""The columns that make room for those of a trial."""


class RankModel(QAbstractTableModel):
    """The present outcome; while another budget is tried, its outcome stands beside it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self.columns: tuple[RankColumn, ...] = (*COLUMNS, REASON)

    def show_outcome(self, found: Simulation, rows: Mapping[int, ReviewRow], *, trial: bool) -> None:
        """Show an outcome; ``rows`` are the applications by their id."""
        self.beginResetModel()
        shown = [column for column in COLUMNS if not (trial and column.heading in LEFT_OUT)]
        self.columns = (*shown, *(TRIED if trial else ()), REASON)
        tried = found.tried.by_key
        lines: list[Line] = []
        for pot in found.present.pots:
            inside = [placing for placing in found.present.placings if placing.frame == pot.key]
            if not inside:
                continue
            if len(found.present.pots) > 1:
                lines.append(Line(pot=pot))
            granted = [placing.key for placing in inside if placing.decision.granted]
            ends = len(granted) < len([placing for placing in inside if placing.rank is not None])
            for placing in inside:
                last = bool(granted) and ends and placing.key == granted[-1]
                lines.append(Line(None, rows.get(placing.key), placing, tried.get(placing.key), last))
        self.lines = tuple(lines)
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.lines = ()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].heading

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == LineRole:
            return line.is_last_granted
        if line.pot is not None:
            return self._of_pot(line.pot, index.column(), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.show(line)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._tone(line, column) if role == ToneRole else None

    @staticmethod
    def _tone(line: Line, column: RankColumn) -> Tone | None:
        if line.placing is not None and column is COLUMNS[-1]:
            return TONES[line.placing.decision]
        return TONES[line.tried.decision] if line.tried is not None and column is TRIED[1] else None

    @staticmethod
    def _of_pot(pot: Pot, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role != Qt.ItemDataRole.DisplayRole or column:
            return None
        flowed = f"　特別枠から {yen(pot.flowed_in)}" if pot.flowed_in else ""
        passed = f"　一般枠へ {yen(pot.flowed_out)}" if pot.flowed_out else ""
        return f"{pot.label}　予算 {yen(pot.budget)}{flowed}　配分 {yen(pot.spent)}　残り {yen(pot.left)}{passed}"
