"""設定: whether the forms that the office wrote itself can be printed, and if not, why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look


class OwnForms(QWidget):
    """Says how many of the office's own forms can be read, and names those that cannot with the reason."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._folder = place.office.folder.forms.absolute()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.summary = QLabel("様式を確かめています…", self)
        self.summary.setWordWrap(True)
        column.addWidget(self.summary)
        self.reasons = QLabel(self)
        self.reasons.setWordWrap(True)
        self.reasons.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        set_look(self.reasons, "tone", "late")
        self.reasons.hide()
        column.addWidget(self.reasons)
        row = QHBoxLayout()
        for words, act in (("もう一度確かめる", self.look), ("様式のフォルダーを開く", self._open_folder)):
            button = QPushButton(words, self)
            button.setAutoDefault(True)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    @Slot()
    def look(self) -> None:
        """Read the forms anew."""
        self._place.tasks.read(self._read, self._show, key="own forms", label="様式を確かめています", owner=self)

    def _read(self) -> tuple[int, Mapping[str, KnownError]]:
        """Return how many forms the office wrote, and what is wrong with those that cannot be read."""
        own = {path.stem for path in self._folder.glob("*.toml")}
        return len(own), self._place.office.papers.templates().broken

    def _show(self, found: tuple[int, Mapping[str, KnownError]]) -> None:
        own, broken = found
        if broken:
            self.summary.setText(f"次の{len(broken)}件は書き方に誤りがあり、印刷の一覧に出ません。")
        elif own:
            self.summary.setText(f"この事務所の様式は{own}件です。すべて印刷できます。")
        else:
            self.summary.setText("はじめから入っている様式を使っています。この事務所だけの様式はありません。")
        self.reasons.setText("\n".join(f"■ {form}.toml：{error}" for form, error in sorted(broken.items())))
        self.reasons.setVisible(bool(broken))

    @Slot()
    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._place.say(f"フォルダーを開くプログラムがありません：{self._folder}")
