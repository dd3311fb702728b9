"""The title above a record: as wide as there is room, in two lines where one is too short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kyodo_desktop.ui.theme import set_look

MOST_LINES = 2
"""Of a title; what has no room in them stands in its tooltip."""


class TitleLabel(QLabel):
    """A label whose words break into two lines and then end in …, with all of them in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "title")
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """Show other words."""
        self.setText(words)
        self._tell_whole()

    def shown_lines(self, width: int) -> list[str]:
        """Return the lines as they are seen in so many pixels."""
        words = self.text()
        layout = QTextLayout(words, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        begins: list[int] = []
        while len(begins) <= MOST_LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            begins.append(line.textStart())
        layout.endLayout()
        if len(begins) > MOST_LINES:
            begins = begins[:MOST_LINES]
        ends = [*begins[1:], len(words)]
        lines = [words[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
        return [self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines] or [""]

    def _tell_whole(self) -> None:
        seen = self.shown_lines(self.contentsRect().width())
        is_whole = "".join("".join(seen).split()) == "".join(self.text().split())
        self.setToolTip("" if is_whole else self.text())

    def _height(self, lines: int) -> int:
        margins = self.contentsMargins()
        return lines * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom()

    # --------------------------------------------------------------------------------------------------- Qt overrides

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        return self._height(len(self.shown_lines(width - margins.left() - margins.right())))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height(1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = self.contentsRect()
        words = "\n".join(self.shown_lines(area.width()))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter = QPainter(self)
        enabled = self.isEnabled()
        self.style().drawItemText(painter, area, align, self.palette(), enabled, words, self.foregroundRole())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell_whole()
