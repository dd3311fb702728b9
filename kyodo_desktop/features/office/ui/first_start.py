"""The first start: make an office, open one that there is, or look at the sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.features.office.settings import DEFAULT_STAFF, OfficeSettings
from kyodo_desktop.ui.theme import GRID, set_look

WIDTH = GRID * 84
FOLDER = "協働デスク"
SAMPLE = "協働デスク見本"


@dataclass(frozen=True)
class Doors:
    """What the page may do. All of them work in the background and replace the page when they are done."""

    open: Callable[[Path], None]
    open_read_only: Callable[[Path], None]
    create: Callable[[Path, OfficeSettings], None]
    make_sample: Callable[[Path], None]
    profiles: Callable[[], Mapping[str, str]]
    """The profiles' labels by name."""


class FirstStart(QWidget):
    """One page with three ways in. ``tried`` is an office that could not be opened, with the reason."""

    chosen = Signal()

    def __init__(self, doors: Doors, tried: tuple[Path, KnownError] | None = None) -> None:
        super().__init__()
        self._doors = doors
        self._tried: Path | None = None
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        middle = QWidget(self)
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(GRID * 2)
        column.addStretch(1)
        outer.addWidget(middle)
        outer.addStretch(1)
        self.trouble = self._trouble_line(column)
        if tried:
            self.show_trouble(*tried)
        self._new_office(column)
        self._ways_in(column)
        column.addStretch(2)

    def show_trouble(self, tried: Path, error: KnownError) -> None:
        """Say why the office ``tried`` could not be opened or made; what was typed stays."""
        self._tried = tried
        self.trouble_words.setText(str(error))
        self.trouble.show()
        self.read_only.setVisible(error.exit_code == 1 and (tried / "office.db").is_file())
        self.make.setEnabled(True)

    def _trouble_line(self, column: QVBoxLayout) -> QFrame:
        frame = QFrame(self)
        set_look(frame, "notice", "error")
        row = QHBoxLayout(frame)
        self.trouble_words = QLabel("", frame)
        self.trouble_words.setWordWrap(True)
        row.addWidget(self.trouble_words, 1)
        self.read_only = QPushButton("閲覧だけで開く", frame)
        self.read_only.clicked.connect(self._open_read_only)
        row.addWidget(self.read_only)
        frame.hide()
        column.addWidget(frame)
        return frame

    def _new_office(self, column: QVBoxLayout) -> None:
        heading = QLabel("新しい事務所を作る", self)
        set_look(heading, "look", "heading")
        column.addWidget(heading)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        column.addLayout(form)
        self.town = _line("例：室蘭市", "市町村名")
        form.addRow("市町村名(&T)　※必須", self.town)
        self.profile = QComboBox(self)
        for name, label in self._doors.profiles().items():
            self.profile.addItem(label, name)
        self.profile.setAccessibleName("市町村の型")
        self.profile.setToolTip("団体の種別や制度の言葉の組み合わせです。あとから設定で変えられます。")
        form.addRow("市町村の型(&P)", self.profile)
        self.office = _line("例：市民活動センター", "事務所の名前")
        form.addRow("事務所の名前(&N)", self.office)
        self.head_title = _line("空欄なら「市町村名＋長」", "長の職名")
        form.addRow("市長・町長の職名(&H)", self.head_title)
        self.head_name = _line("通知書に印刷されます", "長の氏名")
        form.addRow("市長・町長の氏名(&M)", self.head_name)
        self.staff = _line("例：佐藤、鈴木（「、」で区切ります）", "担当者")
        form.addRow("窓口の担当者(&S)", self.staff)
        self.folder = QLineEdit(str(Path(QDir.homePath()) / FOLDER), self)
        self.folder.setAccessibleName("フォルダー")
        choose = QPushButton("選ぶ…(&B)", self)
        choose.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form.addRow("保存するフォルダー(&F)", place)
        for line in (self.town, self.office, self.head_title, self.head_name, self.staff, self.folder):
            line.returnPressed.connect(self._go_on)
        self.make = QPushButton("この内容で事務所を作る", self)
        set_look(self.make, "button", "primary")
        self.make.setAutoDefault(True)
        self.make.clicked.connect(self._create)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.make)
        column.addLayout(row)

    def _ways_in(self, column: QVBoxLayout) -> None:
        heading = QLabel("または", self)
        set_look(heading, "look", "heading")
        column.addWidget(heading)
        row = QHBoxLayout()
        for words, act in (("ある事務所を開く…(&O)", self._open), ("見本の事務所を開く(&E)", self._sample)):
            button = QPushButton(words, self)
            button.setAutoDefault(True)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        note = QLabel("見本は架空の市のデータです。自由に触って試せます。", self)
        set_look(note, "look", "muted")
        column.addWidget(note)

    @Slot()
    def _go_on(self) -> None:
        self.focusNextChild()

    @Slot()
    def _create(self) -> None:
        town = self.town.text().strip()
        if not town:
            self.trouble_words.setText("市町村名を入力してください（例：室蘭市）。")
            self.trouble.show()
            self.town.setFocus()
            return
        staff = tuple(name.strip() for name in self.staff.text().replace(",", "、").split("、") if name.strip())
        settings = OfficeSettings(
            town=town,
            profile=self.profile.currentData(),
            office=self.office.text().strip(),
            head_title=self.head_title.text().strip(),
            head_name=self.head_name.text().strip(),
            staff=staff or (DEFAULT_STAFF,),
        )
        self.make.setEnabled(False)
        self._doors.create(Path(self.folder.text()), settings)

    @Slot()
    def _open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "事務所のフォルダーを選ぶ", QDir.homePath())
        if chosen:
            self._tried = Path(chosen)
            self._doors.open(self._tried)

    @Slot()
    def _open_read_only(self) -> None:
        if self._tried is not None:
            self._doors.open_read_only(self._tried)

    @Slot()
    def _sample(self) -> None:
        self._doors.make_sample(Path(QDir.homePath()) / SAMPLE)

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "保存するフォルダーを選ぶ", self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def _line(placeholder: str, name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    line.setAccessibleName(name)
    return line
