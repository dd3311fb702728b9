"""Beside a record: what can be printed from it, its files, and everything that happened to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.core import dates
from kyodo_desktop.ui.colours import Mark
from kyodo_desktop.ui.focus_ring import FocusRing
from kyodo_desktop.ui.record_source import Happening
from kyodo_desktop.ui.theme import GRID, set_look


@dataclass(frozen=True)
class Link:
    """One line that does something when it is pressed."""

    words: str
    run: Callable[[], None]
    detail: str = ""


@dataclass(frozen=True)
class LinkBlock:
    """Lines under a heading: what is ``told``, a Mark in its colour, then the links; ``empty`` when there are none.

    A block with nothing to say is not seen.
    """

    heading: str
    links: Sequence[Link]
    empty: str = ""
    told: Sequence[str | Mark] = ()


class LinkButton(QPushButton):
    """A line that can be pressed; words that are longer than the panel is wide are cut and told by the tool tip."""

    def __init__(self, words: str, detail: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.words = words
        self._detail = detail
        set_look(self, "button", "link")
        self.setToolTip(detail)
        self.setAccessibleName(words)
        self.setAutoDefault(True)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        seen = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, self.width() - 2 * GRID)
        self.setText(seen.replace("&", "&&"))
        self.setToolTip(self._detail if seen == self.words else "　".join(filter(None, (self.words, self._detail))))


class SidePanel(QScrollArea):
    """Blocks of links above, 経過 below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("書類と経過")
        self.ring = FocusRing(self)
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        self._links = QVBoxLayout()
        self._links.setSpacing(GRID // 2)
        self._happenings = QVBoxLayout()
        self._happenings.setSpacing(GRID // 2)
        column.addLayout(self._links)
        column.addLayout(self._happenings)
        column.addStretch(1)
        self._sheet = sheet
        self.buttons: list[QPushButton] = []
        self.setWidget(sheet)

    def show_links(self, blocks: Sequence[LinkBlock]) -> None:
        """Show these blocks in place of those before."""
        _empty(self._links)
        self.buttons = []
        for block in blocks:
            if not (block.links or block.told or block.empty):
                continue
            self._links.addWidget(self._label(block.heading, "look", "heading"))
            for line in block.told:
                tone = line.tone.value if isinstance(line, Mark) else ""
                self._links.addWidget(self._label(str(line), "tone", tone))
            for link in block.links:
                button = LinkButton(link.words, link.detail, self._sheet)
                button.clicked.connect(link.run)
                self._links.addWidget(button)
                self.buttons.append(button)
            if not block.links and block.empty:
                self._links.addWidget(self._label(block.empty, "look", "muted"))

    def show_happenings(self, happenings: Sequence[Happening]) -> None:
        """Show 経過, newest first."""
        _empty(self._happenings)
        self._happenings.addWidget(self._label("経過", "look", "heading"))
        for each in happenings:
            when = f"{dates.short(each.happened_at.date())} {each.happened_at:%H:%M}"
            undone = "（元に戻しました）" if each.undone else ""
            self._happenings.addWidget(self._label(f"{when}　{each.staff}", "look", "muted"))
            self._happenings.addWidget(self._label("\n".join([f"{each.action}{undone}", *each.lines]), "look", ""))
        if not happenings:
            self._happenings.addWidget(self._label("まだありません。", "look", "muted"))

    def _label(self, words: str, look: str, value: str) -> QLabel:
        label = QLabel(words, self._sheet)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_look(label, look, value)
        return label


def _empty(column: QVBoxLayout) -> None:
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
