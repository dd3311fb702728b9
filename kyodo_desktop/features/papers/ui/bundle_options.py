"""What a bundle asks for at the time of printing: whose 審査票."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kyodo_desktop.features.papers.ui.paper_options import OptionSheet, Order
from kyodo_desktop.printing.slice_papers import Bundle
from kyodo_desktop.ui.theme import set_look

WORDS = "目次を付けて、1つにまとめて印刷します。"
EVERYONE = "空欄はすべて"


class BundleOptions(OptionSheet):
    """One line to be typed where the bundle asks for something; otherwise nothing to choose."""

    def __init__(self, bundle: Bundle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = bundle.name
        self.asked = QLineEdit(self.sheet)
        words = QLabel(WORDS, self.sheet)
        words.setWordWrap(True)
        set_look(words, "look", "muted")
        self.column.addWidget(words)
        if bundle.asks:
            self.asked.setPlaceholderText(EVERYONE)
            self.asked.textChanged.connect(self.changed)
            self.add(bundle.asks, self.asked)
        else:
            self.asked.hide()
        self.column.addStretch(1)

    def order(self, ids: Sequence[int] | None) -> Order:
        name, asked = self._name, self.asked.text().strip()
        whose = tuple(ids or ())
        return lambda papers: papers.bundle(name, whose[0], asked)
