"""What a CSV file for Excel could not carry, said after it was written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.spreadsheet.export import Replaced, Written
from kyodo_desktop.ui.theme import GRID, set_look


class WrittenView(QWidget):
    """The characters that were replaced in a file, one a line. ``wants_utf8`` asks to write the file anew."""

    closed = Signal()
    wants_utf8 = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        set_look(self.said, "look", "title")
        column.addWidget(self.said)
        self.replaced = QLabel(self)
        self.replaced.setWordWrap(True)
        column.addWidget(self.replaced)
        self.list = QListWidget(self)
        self.list.setAccessibleName("置き換えた文字")
        self.list.setWordWrap(True)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        again = QPushButton("UTF-8のCSVで書き直す", self)
        again.clicked.connect(self.wants_utf8)
        row.addWidget(again)
        self.close_button = QPushButton("閉じる", self)
        self.close_button.clicked.connect(self.closed)
        self.close_button.setAutoDefault(True)
        set_look(self.close_button, "button", "primary")
        row.addWidget(self.close_button)
        column.addLayout(row)

    def show_written(self, said: str, written: Written) -> None:
        """List what was replaced."""
        self.said.setText(said)
        self.replaced.setText(
            f"▲ この形式（Shift_JIS）で表せない文字を{len(written.replaced):,}か所で置き換えました。"
            "協働デスクの登録は元の文字のままです。宛名などに使うときは、確かめてください。"
        )
        self.list.clear()
        self.list.addItems([_line(each) for each in written.replaced])


def _line(replaced: Replaced) -> str:
    code = " ".join(f"U+{ord(sign):04X}" for sign in replaced.character)
    return (
        f"{replaced.row}行目「{replaced.heading}」：「{replaced.character}」（{code}）を「{replaced.replacement}」に"
        f"しました（{replaced.text}）。"
    )
