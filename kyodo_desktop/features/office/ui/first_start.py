"""The first start: make an office, open one that there is, or look at the sample."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.errors import Cancelled, InputError, KnownError
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.office.ui.office_lines import OfficeLines, go_on, office_form
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.theme import GRID, set_look

LETTERS = 92
"""The width of the page, in half-width letters."""

FOLDER = "協働デスク"
SAMPLE = "協働デスク見本"

KEYS = {"town": "T", "office": "N", "head_title": "H", "head_name": "M", "staff": "S"}
"""What is asked at first, and the letter that reaches each line with Alt; the rest is in 設定."""


@dataclass(frozen=True)
class Doors:
    """What the page may do, in the background: the window then replaces the page, or calls its ``show_trouble``."""

    open: Callable[[Path], None]
    open_read_only: Callable[[Path], None]
    create: Callable[[Path, OfficeSettings], None]
    make_sample: Callable[[Path], None]
    profiles: Callable[[], Mapping[str, str]]
    """The profiles' labels by name."""
    today: Callable[[], dt.date]


class FirstStart(QWidget):
    """One page with three ways in, which says what stands in the way of an office."""

    def __init__(self, doors: Doors) -> None:
        super().__init__()
        self._doors = doors
        self._tried: Path | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        content = QWidget()
        across = QHBoxLayout(content)
        across.addStretch(1)
        self._middle = QWidget(content)
        column = QVBoxLayout(self._middle)
        column.setSpacing(GRID)
        column.addStretch(1)
        across.addWidget(self._middle)
        across.addStretch(1)
        self.notices = NoticeBar(content)
        column.addWidget(self.notices)
        self._welcome(column)
        self._ways_in(column)
        self._new_office(column)
        column.addStretch(2)
        self._fit()
        area.setWidget(content)
        theme.dress(self._middle)

    def show_trouble(self, tried: Path, error: KnownError) -> None:
        """Say why the office ``tried`` could not be opened or made; what was typed stays."""
        self._tried = tried
        if isinstance(error, Cancelled):
            again = NextStep("もう一度開く", self._open_again)
            self._tell(Notice(NoticeKind.INFORMATION, str(error), [again]))
            return
        can_be_read = error.exit_code == 1 and (tried / "office.db").is_file()
        steps = [NextStep("閲覧だけで開く", self._open_read_only)] if can_be_read else []
        self._tell(trouble(error, steps))

    def show_bug(self, words: str) -> None:
        """Say that a bug of the program stands in the way; what was typed stays."""
        self._tell(Notice(NoticeKind.ERROR, words))

    def _tell(self, notice: Notice) -> None:
        self.notices.show_notice(notice)
        self._middle.setEnabled(True)

    def _welcome(self, column: QVBoxLayout) -> None:
        title = QLabel("協働デスクへようこそ", self)
        set_look(title, "look", "title")
        column.addWidget(title)
        words = QLabel("データは1つの事務所につき1つのフォルダーに入り、このパソコンの外には出ません。", self)
        words.setWordWrap(True)
        set_look(words, "look", "muted")
        column.addWidget(words)

    def _ways_in(self, column: QVBoxLayout) -> None:
        column.addWidget(_heading("試す・開く"))
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        self.sample = QPushButton("見本の事務所で試す(&E)", self)
        self.existing = QPushButton("すでにある事務所を開く…(&O)", self)
        for button, act in ((self.sample, self._sample), (self.existing, self._open)):
            button.setAutoDefault(True)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        note = QLabel("見本は架空の市のデータです。自由に触って試せます。", self)
        set_look(note, "look", "muted")
        column.addWidget(note)

    def _new_office(self, column: QVBoxLayout) -> None:
        column.addWidget(_heading("新しい事務所を作る"))
        form = office_form()
        column.addLayout(form)
        self.lines = OfficeLines(tuple(KEYS), Words(self._doors.today()), self._middle)
        self.lines.add_to(form, KEYS)
        self.profile = QComboBox(self)
        for name, label in self._doors.profiles().items():
            self.profile.addItem(label, name)
        self.profile.setAccessibleName("市町村の型")
        self.profile.setToolTip("団体の種別や制度の言葉の組み合わせです。迷うときは「標準」を選んでください。")
        form.insertRow(1, "市町村の型(&P)", self.profile)
        QWidget.setTabOrder(self.lines.cells["town"].editor.target, self.profile)
        QWidget.setTabOrder(self.profile, self.lines.cells["office"].editor.target)
        self.folder = QLineEdit(str(Path(QDir.homePath()) / FOLDER), self)
        self.folder.setAccessibleName("保存するフォルダー")
        choose = QPushButton("選ぶ…(&B)", self)
        choose.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter in the line goes on to what the page is for
        choose.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        folder_label = QLabel("保存するフォルダー(&F)", self)
        folder_label.setBuddy(self.folder)
        form.addRow(folder_label, place)
        self.make = QPushButton("この内容で事務所を作る", self)
        set_look(self.make, "button", "primary")
        self.make.setAutoDefault(True)
        self.make.clicked.connect(self._create)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.make)
        column.addLayout(row)

    def _fit(self) -> None:
        self._middle.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * LETTERS)

    @Slot()
    def _create(self) -> None:
        try:
            settings = OfficeSettings(**self.lines.values(), profile=self.profile.currentData())
        except InputError as error:
            self.notices.show_notice(trouble(error))
            return
        self._wait()
        # a name alone is a folder beside the others of this person, not wherever the program was started
        self._doors.create(Path(QDir.homePath()) / self.folder.text(), settings)

    @Slot()
    def _open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "事務所のフォルダーを選ぶ", QDir.homePath())
        if chosen:
            self._wait()
            self._doors.open(Path(chosen))

    def _wait(self) -> None:
        """Let nothing be pressed twice; the window replaces the page, or says what went wrong."""
        self.notices.clear()
        self._middle.setEnabled(False)

    def _open_read_only(self) -> None:
        if self._tried is not None:
            self._wait()
            self._doors.open_read_only(self._tried)

    def _open_again(self) -> None:
        if self._tried is not None:
            self._wait()
            self._doors.open(self._tried)

    @Slot()
    def _sample(self) -> None:
        self._wait()
        self._doors.make_sample(Path(QDir.homePath()) / SAMPLE)

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "保存するフォルダーを選ぶ", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lines.cells["town"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not go_on(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _heading(words: str) -> QLabel:
    heading = QLabel(words)
    heading.setContentsMargins(0, GRID * 2, 0, 0)
    set_look(heading, "look", "heading")
    return heading
