"""The readings in the lines of a table follow the names beside them, until a person corrects them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kyodo_desktop.core.fields import Furigana
from kyodo_desktop.ui.child_model import ChildLine, ChildModel, Index
from kyodo_desktop.ui.reading import ReadingProposal

if TYPE_CHECKING:
    from kyodo_desktop.ui.form_readings import ProposeReading


class LineReadings(QObject):
    """Fills each Furigana of a line from the name that it is declared ``of``, once the name was entered.

    What the input method was given is the best reading. A name that came otherwise (pasted, typed in kanji) is handed
    to ``propose``. Nothing is put into a cell that ``is_open``: a person types there already.
    """

    def __init__(self, model: ChildModel, is_open: Callable[[Index], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.propose: ProposeReading | None = None
        self._model = model
        self._is_open = is_open
        self._readings_of: dict[str, list[str]] = {}
        for attribute in model.typed:
            declared = model.schema.fields[attribute]
            if isinstance(declared, Furigana) and declared.of in model.typed:
                self._readings_of.setdefault(declared.of, []).append(attribute)
        model.written.connect(self._ask)

    def follows(self, attribute: str) -> bool:
        """Return whether a reading hangs on an attribute."""
        return attribute in self._readings_of

    def hear(self, row: int, name: str, pieces: Sequence[tuple[str, str]]) -> None:
        """Grow the readings of a name by the kana of each piece and what of the name stood before it."""
        if row >= len(self._model.lines):
            return
        line = self._model.lines[row]
        for attribute in self._readings_of.get(name, ()):
            proposal = line.proposals.setdefault(attribute, ReadingProposal())
            for piece, before in pieces:
                grown = proposal.add(piece, before, line.texts.get(attribute, ""))
                if grown is not None:
                    self._model.propose(line, attribute, grown)

    @Slot(object, str)
    def _ask(self, line: ChildLine, name: str) -> None:
        text = line.texts.get(name, "")
        for attribute in self._readings_of.get(name, ()):
            proposal = line.proposals.setdefault(attribute, ReadingProposal())
            if text and proposal.is_wanted(line.texts.get(attribute, "")) and self.propose is not None:

                def take(reading: str, attribute: str = attribute, proposal: ReadingProposal = proposal) -> None:
                    index, present = self._model.index_of(line, attribute), line.texts.get(attribute, "")
                    is_wanted = line.texts.get(name) == text and proposal.is_wanted(present)
                    proposed = proposal.propose(reading, present) if is_wanted else None
                    if proposed is not None and index.isValid() and not self._is_open(index):
                        self._model.propose(line, attribute, proposed)

                self.propose(text, take)
