"""Lines that a form begins with because they are asked for: a paper each, of which only the day is to be entered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kyodo_desktop.ui.child_table import ChildTable


class AwaitedLines:
    """Lays a line for each code that is asked for into a table whose lines wait in one attribute for an entry.

    ``attribute`` is the one that holds the code. Lines in which something was entered or that are stored stay, and so
    does a table that the hand is in.
    """

    def __init__(self, attribute: str, waits_in: str) -> None:
        self._attribute = attribute
        self._waits_in = waits_in
        self._laid: tuple[str, ...] = ()

    def begin(self) -> None:
        """Know of no lines yet: another form was opened."""
        self._laid = ()

    def lay(self, table: ChildTable, wanted: Sequence[str], hand: QWidget | None) -> None:
        """Let the table have these lines; ``hand`` is the widget that has the focus."""
        has_lines = table.is_changed() or any(line.id is not None for line in table.model.lines)
        if tuple(wanted) != self._laid and not has_lines and not (hand is not None and table.isAncestorOf(hand)):
            self._laid = tuple(wanted)
            table.model.lay([{self._attribute: code} for code in wanted], waits_in=self._waits_in)
