"""Boxes to tick: several choices, yes or no, and the times of a week. One stop for Tab, arrows inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from kyodo_desktop.core.dates import WEEK_SLOTS, WEEKDAYS
from kyodo_desktop.core.fields import Choices, Flag, WeekGrid
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.ui.choice_filter import matching, offered
from kyodo_desktop.ui.field_editor import FieldEditor, Raw
from kyodo_desktop.ui.theme import GRID

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Box(QCheckBox):
    """One box of a grid; it asks the grid to move the focus."""

    moved = Signal(int, int)
    sought = Signal(str)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.moved.emit(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sought.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.entered.emit()
        super().focusInEvent(event)


class CheckGrid(QWidget):
    """Boxes in columns, each with a code. ``changed`` is sent when a person ticks or clears one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, exclusive: bool = False, columns: int = 0) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._fixed_columns = columns
        self._columns = columns
        self._terms: tuple[Term, ...] = ()
        self.boxes: dict[str, Box] = {}
        self._sought = ""
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(GRID)
        self.grid.setVerticalSpacing(GRID // 2)

    def set_terms(self, terms: Sequence[Term], spoken: Sequence[str] = ()) -> None:
        """Show a box for each term, ticked as before; ``spoken`` are names for a screen reader, labels if empty."""
        if tuple(terms) == self._terms:
            return
        ticked = self.ticked()
        for box in self.boxes.values():
            self.grid.removeWidget(box)
            box.deleteLater()
        self._terms = tuple(terms)
        self.boxes = {term.code: self._box(term) for term in terms}
        for term, name in zip(terms, spoken or [term.label for term in terms], strict=True):
            self.boxes[term.code].setAccessibleName(name)
        self._columns = self._fixed_columns or self._fitting_columns()
        self._place()
        self.tick(ticked)
        self._take_tab_stop(next(iter(self.boxes), ""))

    def ticked(self) -> list[str]:
        """Return the codes of the ticked boxes in the order of the terms."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def tick(self, codes: Sequence[str]) -> None:
        """Tick these boxes and clear the others, without sending ``changed``."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)

    def _box(self, term: Term) -> Box:
        box = Box(term.label.replace("&", "&&"), self)
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.moved.connect(self._move)
        box.sought.connect(self._seek)
        box.entered.connect(self._remember_focus)
        box.clicked.connect(self._ticked_by_hand)
        return box

    def _place(self) -> None:
        columns = max(1, self._columns)
        for place, box in enumerate(self.boxes.values()):
            self.grid.addWidget(box, place // columns + 1, place % columns + 1)
        for column in range(self.grid.columnCount()):
            self.grid.setColumnStretch(column, 0)
        self.grid.setColumnStretch(columns + 1, 1)

    def _fitting_columns(self) -> int:
        widest = max((box.sizeHint().width() for box in self.boxes.values()), default=1)
        return max(1, min(len(self.boxes), (self.width() + GRID) // (widest + GRID)))

    def _take_tab_stop(self, code: str) -> None:
        for other, box in self.boxes.items():
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == code else Qt.FocusPolicy.ClickFocus)
        if code:
            self.setFocusProxy(self.boxes[code])

    @Slot()
    def _remember_focus(self) -> None:
        entered = self.sender()
        self._take_tab_stop(next((code for code, box in self.boxes.items() if box is entered), ""))

    @Slot(int, int)
    def _move(self, right: int, down: int) -> None:
        self._sought = ""
        codes = list(self.boxes)
        at = next(place for place, box in enumerate(self.boxes.values()) if box is self.sender())
        columns = max(1, self._columns)
        row, column = at // columns + down, at % columns + right
        aim = row * columns + column if 0 <= column < columns or columns == 1 else at
        if columns == 1:
            aim = at + right + down
        if 0 <= aim < len(codes):
            self.boxes[codes[aim]].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _seek(self, typed: str) -> None:
        """Go to the box that what was typed since the last arrow or tick means."""
        for attempt in (self._sought + typed, typed):
            found = matching(self._terms, attempt)
            if found:
                self._sought = attempt
                self.boxes[found[0].code].setFocus(Qt.FocusReason.TabFocusReason)
                return

    @Slot()
    def _ticked_by_hand(self) -> None:
        self._sought = ""
        sender = self.sender()
        if self._exclusive and isinstance(sender, Box) and sender.isChecked():
            for box in self.boxes.values():
                box.setChecked(box is sender)
        self.changed.emit()

    def _reflow(self) -> None:
        if not self._fixed_columns and self.boxes:
            columns = self._fitting_columns()
            if columns != self._columns:
                self._columns = columns
                self._place()
                self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._reflow()


class ChoicesEditor(FieldEditor):
    """Several terms of a taxonomy. Its raw form is the list of their codes."""

    def __init__(self, field: Choices, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self._taxonomy = field.taxonomy
        self.grid = CheckGrid(self)
        self.grid.changed.connect(self.edited)
        self.grid.changed.connect(self.left)
        self.use_target(self.grid)
        self._present: tuple[str, ...] = ()
        self.set_words(words)

    def raw(self) -> Raw:
        return self.grid.ticked()

    def set_raw(self, raw: Raw) -> None:
        codes = raw if isinstance(raw, list) else []
        if not set(codes) <= set(self.grid.boxes):
            self._present = tuple(codes)
            self.set_words(self.words)
        self.grid.tick(codes)

    def set_value(self, value: Any) -> None:
        self._present = tuple(value or ())
        self.set_words(self.words)
        self.set_raw(list(self._present))

    def set_words(self, words: Words) -> None:
        super().set_words(words)
        taxonomy = words.taxonomy(self._taxonomy)
        wanted = {term.code for term in offered(taxonomy)} | set(self._present)
        terms = [term for term in taxonomy.terms if term.code in wanted]
        known = {term.code for term in terms}
        terms += [Term(code, code) for code in self._present if code not in known]
        self.grid.set_terms(terms)


class FlagEditor(FieldEditor):
    """Yes, no, or not yet answered: two boxes as on paper."""

    def __init__(self, field: Flag, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self.grid = CheckGrid(self, exclusive=True, columns=2)
        self.grid.set_terms(
            [Term("yes", field.yes), Term("no", field.no)], [f"{field.label} {field.yes}", f"{field.label} {field.no}"]
        )
        self.grid.changed.connect(self.edited)
        self.grid.changed.connect(self.left)
        self.use_target(self.grid)

    def raw(self) -> Raw:
        ticked = self.grid.ticked()
        return ticked == ["yes"] if ticked else None

    def set_raw(self, raw: Raw) -> None:
        self.grid.tick([] if raw is None else ["yes" if raw else "no"])

    def set_value(self, value: Any) -> None:
        self.set_raw(value)


class WeekGridEditor(FieldEditor):
    """21 boxes of 曜日 × 午前・午後・夜; the raw form is the list of slots."""

    TIMES = ("午前", "午後", "夜")

    def __init__(self, field: WeekGrid, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self.grid = CheckGrid(self, columns=len(WEEKDAYS))
        slots = [WEEK_SLOTS[day * 3 + time] for time in range(3) for day in range(7)]
        spoken = [f"{weekday}曜 {time}" for time in self.TIMES for weekday in WEEKDAYS]
        self.grid.set_terms([Term(slot, "") for slot in slots], spoken)
        for day, weekday in enumerate(WEEKDAYS):
            self.grid.grid.addWidget(QLabel(weekday, self.grid), 0, day + 1, Qt.AlignmentFlag.AlignHCenter)
        for time, word in enumerate(self.TIMES):
            self.grid.grid.addWidget(QLabel(word, self.grid), time + 1, 0)
        self.grid.changed.connect(self.edited)
        self.grid.changed.connect(self.left)
        self.use_target(self.grid)

    def raw(self) -> Raw:
        ticked = set(self.grid.ticked())
        return [slot for slot in WEEK_SLOTS if slot in ticked]

    def set_raw(self, raw: Raw) -> None:
        self.grid.tick(raw if isinstance(raw, list) else [])

    def set_value(self, value: Any) -> None:
        self.set_raw(list(value or ()))
