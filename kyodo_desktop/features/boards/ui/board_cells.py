"""The page as cells: each has its words, its tone, and what Enter on it opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.core.dates import short
from kyodo_desktop.features.boards.service import LATE, TODAY, WEEK, Board, DueGroup, Link, SumTable
from kyodo_desktop.ui.colours import Mark, Tone

TONES = {LATE: Tone.LATE, TODAY: Tone.SOON, WEEK: Tone.SOON}
DUE_HEADINGS = ("期限", "何を", "名称", "相手", "台帳・状態")
DUE_LETTERS = (24, 20, 24, 18, 22)
DUE_WORDS = (1, 2, 3, 4)
"""The places of the columns that share the room of the page."""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One cell. Enter opens the ``record`` (slice and id) or the list behind ``link``."""

    text: str = ""
    tone: Tone | None = None
    link: Link | None = None
    record: tuple[str, int] | None = None
    is_number: bool = False
    is_bold: bool = False

    @property
    def opens(self) -> bool:
        """Whether Enter does something here."""
        return self.link is not None or self.record is not None


Row = tuple[BoardCell, ...]


def due_rows(board: Board, labels: Mapping[str, str]) -> list[Row]:
    """Return the deadlines: a heading for each stretch of time, whose numbers open lists, then its lines."""
    rows: list[Row] = []
    for group in board.due:
        rows.append(_heading(group))
        for line in group.lines:
            record = (line.slice_name, line.record_id)
            where = f"{labels[line.slice_name]}・{line.state}" if line.state else labels[line.slice_name]
            day = Mark(_far(line.on, board.day), TONES.get(group.code, Tone.QUIET))
            texts = (f"{line.reference} {line.name}", line.whom, where)
            rows.append(
                (
                    BoardCell(str(day), day.tone, _of(group, line.slice_name), record),
                    BoardCell(line.what, None, _of(group, line.slice_name), record),
                    *(BoardCell(text, None, _of(group, line.slice_name), record) for text in texts),
                )
            )
    return rows


def _of(group: DueGroup, slice_name: str) -> Link:
    return next(link for _, _, link in group.counts if link.slice_name == slice_name)


def _far(on: dt.date, today: dt.date) -> str:
    """Return a day with how far it is: R8.11.18（3日経過）, R8.11.25（あと4日）."""
    days = (on - today).days
    if days == 0:
        return f"{short(on)}（今日）"
    return f"{short(on)}（{-days:,}日経過）" if days < 0 else f"{short(on)}（あと{days:,}日）"


def _heading(group: DueGroup) -> Row:
    numbers = [
        BoardCell(f"{label} {count:,}件", None, link if count else None, is_bold=bool(count))
        for label, count, link in group.counts
    ]
    tone = TONES.get(group.code) if group.total else None
    first = BoardCell(f"{group.label}　{group.total:,}件", tone, is_bold=True)
    return (first, *numbers, *(BoardCell() for _ in range(len(DUE_HEADINGS) - 1 - len(numbers))))


def sum_rows(table: SumTable) -> list[Row]:
    """Return the lines of a table of sums; each number opens its list."""
    return [
        (
            BoardCell(row.label, is_bold=row.is_total),
            *(
                BoardCell(f"{figure.value:,}", None, figure.link if figure.value else None, None, True, row.is_total)
                for figure in row.figures
            ),
        )
        for row in table.rows
    ]
