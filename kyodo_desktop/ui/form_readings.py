"""The readings of a form follow its names while they are typed, until a person corrects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Furigana
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.reading import ReadingProposal
from kyodo_desktop.ui.text_editors import LineEditor

ProposeReading = Callable[[str, Callable[[str], None]], None]
"""Works out the reading of a name somewhere else and hands it to the second argument on the UI thread."""


class FormReadings(QObject):
    """Fills each Furigana field from the name that it is declared ``of``.

    What the input method was given is the best reading. A name that came otherwise (pasted, typed in kanji) is handed
    to ``propose``.
    """

    def __init__(self, cells: Mapping[str, EntryCell], parent: QObject) -> None:
        super().__init__(parent)
        self.propose: ProposeReading | None = None
        self._cells = cells
        self._readings_of: dict[str, list[str]] = {}
        self._proposals: dict[str, ReadingProposal] = {}
        for attribute, cell in cells.items():
            if not isinstance(cell.field, Furigana):
                continue
            source = cells.get(cell.field.of)
            if source is not None and isinstance(source.editor, LineEditor):
                if cell.field.of not in self._readings_of:
                    source.editor.line.composed.connect(self._hear)
                self._readings_of.setdefault(cell.field.of, []).append(attribute)
        self.begin()

    def begin(self) -> None:
        """Forget what was proposed for the record before."""
        self._proposals = {
            attribute: ReadingProposal() for readings in self._readings_of.values() for attribute in readings
        }

    def ask(self, name: str) -> None:
        """Have the readings of a name worked out when the cursor leaves it, but for those that a person entered."""
        text = self._name(name)
        for attribute in self._readings_of.get(name, ()):
            proposal = self._proposals[attribute]
            if text and proposal.is_wanted(self._text(attribute)) and self.propose is not None:

                def take(reading: str, attribute: str = attribute, proposal: ReadingProposal = proposal) -> None:
                    if self._proposals[attribute] is proposal and self._name(name) == text:
                        self._show(attribute, proposal.propose(reading, self._text(attribute)))

                self.propose(text, take)

    @Slot(str)
    def _hear(self, piece: str) -> None:
        for name, readings in self._readings_of.items():
            editor = self._cells[name].editor
            if isinstance(editor, LineEditor) and editor.line is self.sender():
                for attribute in readings:
                    grown = self._proposals[attribute].add(piece, editor.line.text(), self._text(attribute))
                    self._show(attribute, grown)

    def _show(self, attribute: str, reading: str | None) -> None:
        if reading is not None and reading != self._text(attribute):
            self._cells[attribute].set_value(reading)

    def _text(self, attribute: str) -> str:
        return str(self._cells[attribute].editor.raw())

    def _name(self, attribute: str) -> str:
        try:
            return str(self._cells[attribute].value() or "")
        except FieldError:
            return ""
