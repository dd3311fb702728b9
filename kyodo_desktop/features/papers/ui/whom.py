"""For whom is printed: the record in front, the list, the かご."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from kyodo_desktop.features.papers.ui.paper_list import Kind
from kyodo_desktop.ui.theme import GRID, set_look


class Whom(enum.StrEnum):
    """Whose paper it is."""

    CURRENT = "current"
    BASKET = "basket"
    LISTED = "listed"
    REGISTERED = "registered"
    """All whose registration is in force, as the roster itself chooses them."""


USUAL: Mapping[Kind, tuple[Whom, ...]] = {
    Kind.FILLED: (Whom.CURRENT, Whom.BASKET, Whom.LISTED),
    Kind.BLANK: (),
    Kind.BUNDLE: (Whom.CURRENT,),
    Kind.ROSTER: (Whom.BASKET, Whom.REGISTERED, Whom.LISTED, Whom.CURRENT),
    Kind.LABELS: (Whom.BASKET, Whom.CURRENT, Whom.LISTED),
    Kind.ENVELOPES: (Whom.BASKET, Whom.CURRENT, Whom.LISTED),
    Kind.CARDS: (Whom.BASKET, Whom.CURRENT, Whom.LISTED),
}
"""For whom each kind of paper can be printed, the likeliest first."""

CURRENT = "この1件"


@dataclass(frozen=True, slots=True)
class People:
    """The records that a page has in sight."""

    current: int | None
    listed: Sequence[int]
    basket: Sequence[int]

    def ids(self, whom: Whom) -> Sequence[int] | None:
        """Return the ids, None for those that the roster itself chooses."""
        match whom:
            case Whom.CURRENT:
                return () if self.current is None else (self.current,)
            case Whom.BASKET:
                return self.basket
            case Whom.LISTED:
                return self.listed
            case Whom.REGISTERED:
                return None

    def is_there(self, whom: Whom) -> bool:
        """Return whether there is anybody to print for."""
        ids = self.ids(whom)
        return ids is None or len(ids) > 0


class CurrentButton(QRadioButton):
    """The record in front by its name; a name that is longer than there is room for is cut and told by the tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(CURRENT, parent)
        self._name = ""

    def say(self, name: str) -> None:
        """Say whose record it is."""
        self._name = name
        self.setAccessibleName(f"{CURRENT}（{name}）")
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        beside = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        room = self.width() - beside - self.fontMetrics().horizontalAdvance(f"{CURRENT}（）")
        seen = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setText(f"{CURRENT}（{seen}）".replace("&", "&&"))
        self.setToolTip("" if seen == self._name else self._name)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._name:
            self._fit()


class WhomChooser(QWidget):
    """A button for each; what a person chose stays chosen from paper to paper where it can be."""

    changed = Signal()

    def __init__(self, people: People, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = people
        self._wish: Whom | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID // 2)
        self.heading = QLabel("だれの分", self)
        set_look(self.heading, "look", "heading")
        column.addWidget(self.heading)
        self.group = QButtonGroup(self)
        self.buttons: dict[Whom, QRadioButton] = {}
        words = {
            Whom.BASKET: f"かご（{len(people.basket):,}件）",
            Whom.LISTED: f"一覧のすべて（{len(people.listed):,}件）",
            Whom.REGISTERED: "登録中のすべて",
        }
        self.current = CurrentButton(self)
        self.buttons[Whom.CURRENT] = self.current
        self.buttons.update({whom: QRadioButton(told, self) for whom, told in words.items()})
        for button in self.buttons.values():
            self.group.addButton(button)
            column.addWidget(button)
            button.clicked.connect(self._choose)

    @property
    def last(self) -> QRadioButton:
        """The last of the buttons."""
        return self.buttons[Whom.REGISTERED]

    @property
    def whom(self) -> Whom | None:
        """Who is chosen; None when nobody is in sight."""
        return next((whom for whom, button in self.buttons.items() if button.isChecked()), None)

    @property
    def ids(self) -> Sequence[int] | None:
        """The ids of those who are chosen, None for those that a roster itself chooses."""
        return () if self.whom is None else self.people.ids(self.whom)

    def offer(self, kind: Kind, remembered: str = "") -> None:
        """Offer those for whom a kind of paper can be printed, and choose the likeliest."""
        usual = USUAL[kind]
        there = [whom for whom in usual if self.people.is_there(whom)]
        self.setVisible(bool(usual))
        for whom, button in self.buttons.items():
            button.setVisible(whom in usual)
            button.setEnabled(whom in there)
        likely = [whom for whom in (self._wish, remembered, *there) if whom in there]
        self.group.setExclusive(False)
        for whom, button in self.buttons.items():
            button.setChecked(whom in likely[:1])
        self.group.setExclusive(True)

    @Slot()
    def _choose(self) -> None:
        self._wish = self.whom
        self.changed.emit()
