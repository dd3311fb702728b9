"""The right side of 審査: the outcome, another budget or ceiling to try, and what is decided for the whole round."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.money import parse_integer, yen
from kyodo_desktop.features.grants import placings
from kyodo_desktop.features.grants.review import ReviewRow
from kyodo_desktop.features.grants.review_service import Simulation
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing
from kyodo_desktop.features.grants.ui.rank_model import RankModel
from kyodo_desktop.features.grants.ui.rank_view import RankView
from kyodo_desktop.features.grants.ui.review_reading import Trial
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.theme import GRID, dress, set_look
from kyodo_desktop.ui.wrapping_rows import WrappingRows

LETTERS = 14
"""How wide the amounts to try are in half-width letters: 9,999,999,999 and the frame."""


class YenLine(QLineEdit):
    """An amount to try; it is marked at once when it is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("今のまま")
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * LETTERS)

    def amount(self) -> int | None:
        """Return the yen that stand here; None for none and for what cannot be read."""
        try:
            amount = parse_integer(self.text(), unit="円")
        except FieldError:
            set_look(self, "wrong", "true")
            return None
        set_look(self, "wrong", "")
        return amount


class Controls(QWidget):
    """What is tried, then what is decided, in one row where there is room for both: so the table keeps a row more."""

    def __init__(self, tried: QWidget, decided: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._tried = tried
        self._rows = WrappingRows(self, tried)
        self._rows.add(decided)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tried.setMinimumWidth(self._tried.sizeHint().width())
        self._rows.arrange()


class RankPart(QWidget):
    """``trial_changed`` says that something else is to be tried; the buttons ask for the decisions of the round."""

    trial_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RankModel(self)
        self.view = RankView(self.model, self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.budget = YenLine("試算する予算（円）", self)
        self.ceiling = YenLine("試算する上限額（円）", self)
        self.differing = QLabel(self)
        """Which scores are not those any more by which the result was settled; hidden while all are."""
        self.differing.setWordWrap(True)
        set_look(self.differing, "tone", Tone.SOON.value)
        self.differing.hide()
        self.comparison = QLabel(self)
        self.comparison.setWordWrap(True)
        self.comparison.hide()
        self.missing = QLabel(self)
        """What is still missing for the results; the button below it does nothing until it is there."""
        self.missing.setWordWrap(True)
        set_look(self.missing, "look", "muted")
        self.settle_button = QPushButton("審査結果を確定する…", self)
        self.decide_button = QPushButton("交付決定を全件行う…", self)
        self.refuse_button = QPushButton("不交付決定を全件行う…", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.state)
        column.addWidget(self.differing)
        column.addWidget(self.view, 1)
        tried, decided = QWidget(self), QWidget(self)
        trial, actions = QHBoxLayout(tried), QHBoxLayout(decided)
        for row in (trial, actions):
            row.setContentsMargins(0, 0, 0, 0)
        trial.setSpacing(GRID)
        actions.setSpacing(GRID // 2)
        for words, line in (("予算を試す", self.budget), ("上限額を試す", self.ceiling)):
            label = QLabel(words, tried)
            label.setBuddy(line)
            trial.addWidget(label)
            trial.addWidget(line)
            line.textEdited.connect(self.trial_changed)
        trial.addStretch(1)
        for button in (self.settle_button, self.decide_button, self.refuse_button):
            button.setAutoDefault(True)
            actions.addWidget(button)
        column.addWidget(self.comparison)
        column.addWidget(self.missing)
        column.addWidget(Controls(tried, decided, self))
        dress(self.budget)
        dress(self.ceiling)
        self.setFocusProxy(self.view)

    def placings(self) -> list[Placing]:
        """Return where each application came out, as the table shows it."""
        return [line.placing for line in self.model.lines if line.placing is not None]

    def trial(self) -> Trial:
        """Return what is tried."""
        return Trial(self.budget.amount(), self.ceiling.amount())

    def show_outcome(self, found: Simulation, rows: Mapping[int, ReviewRow]) -> None:
        """Show an outcome, and how the trial differs from it."""
        here = self.view.current_key()
        trial = self.trial().is_tried
        self.model.show_outcome(found, rows, trial=trial)
        if here is not None:
            self.view.go_to(here)
        present = found.present
        counts = {each: sum(one.decision is each for one in present.placings) for each in Decision}
        told = "　".join(f"{each.label} {count}件" for each, count in counts.items() if count)
        money = f"予算 {yen(present.budget)}　配分 {yen(present.spent)}　残り {yen(present.left)}"
        open_ones = counts[Decision.UNSCORED] + counts[Decision.UNDECIDED]
        self.state.setText(str(Mark(f"{money}　{told}", Tone.WAITING if open_ones else Tone.GOOD)))
        set_look(self.state, "tone", (Tone.WAITING if open_ones else Tone.GOOD).value)
        self.comparison.setText(self._compared(found) if trial else "")
        self.comparison.setVisible(trial)
        said = placings.difference_words(placings.differing(rows.values(), present))
        self.differing.setText(str(Mark(said, Tone.SOON)) if said else "")
        self.differing.setVisible(bool(said))

    @staticmethod
    def _compared(found: Simulation) -> str:
        spent = f"試算　配分 {yen(found.tried.spent)}　残り {yen(found.tried.left)}"
        return f"{spent}。{found.comparison.sentence}"

    @Slot()
    def clear(self) -> None:
        """Show no outcome."""
        self.model.clear()
        self.state.clear()
        self.comparison.clear()
        self.comparison.hide()
        self.differing.hide()
        self.missing.clear()
