"""設定: looks, the office's names, staff, backups, and what the office's own forms say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop import __version__
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, Mode, Size, set_look

WIDTH = GRID * 96

LINES: tuple[tuple[str, str, str], ...] = (
    ("town", "市町村名", "通知書や登録証に印刷されます"),
    ("office", "事務所の名前", "例：市民活動センター"),
    ("department", "担当課", "例：市民協働課"),
    ("head_title", "長の職名", "空欄なら「市町村名＋長」"),
    ("head_name", "長の氏名", "通知書に印刷されます"),
    ("postal_code", "郵便番号", "例：050-0083"),
    ("address", "所在地", "封筒の差出人にもなります"),
    ("phone", "電話番号", "登録証カードにも印刷されます"),
    ("email", "電子メール", ""),
)
"""Attribute of the settings, label, what a clerk should know."""


def build(place: Place) -> SettingsPage:
    """Return the tab 設定."""
    return SettingsPage(place)


class SettingsPage(Page):
    """Looks change at once; the office's names are saved with F12 and hold from the next start on every paper."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._saved: OfficeSettings = place.office.settings
        self._lines: dict[str, QLineEdit] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        outer.addWidget(area)
        content = QWidget()
        area.setWidget(content)
        across = QHBoxLayout(content)
        across.setContentsMargins(GRID * 4, GRID * 2, GRID * 4, GRID * 2)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        holder = QWidget(content)
        holder.setMaximumWidth(WIDTH)
        holder.setLayout(column)
        across.addWidget(holder, 1)
        across.addStretch(1)
        self._add_looks(column)
        self._add_office(column)
        self._add_backup(column)
        self._add_about(column)
        column.addStretch(1)

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F12 saves the office's names."""
        return {12: KeyAction(self._save, enabled=not self._place.read_only)}

    def enter(self) -> None:
        """Put the cursor into the first choice."""
        self.mode.setFocus()

    def may_leave(self) -> bool:
        """Names that were typed and not saved hold the window open once, and say so."""
        if self._typed() == self._saved:
            return True
        self._place.say("設定に保存していない変更があります。F12で保存するか、もとに戻してください。")
        return False

    def _add_looks(self, column: QVBoxLayout) -> None:
        form = _section(column, "画面")
        chosen = theme.remembered(self._place.preferences)
        self.mode = _choice(Mode, chosen.mode, "明るさ")
        self.text_size = _choice(Size, chosen.size, "文字の大きさ")
        form.addRow("明るさ(&L)", self.mode)
        form.addRow("文字の大きさ(&Z)", self.text_size)
        for box in (self.mode, self.text_size):
            box.currentIndexChanged.connect(self._change_looks)

    def _add_office(self, column: QVBoxLayout) -> None:
        form = _section(column, "事務所")
        for name, label, hint in LINES:
            line = QLineEdit(getattr(self._saved, name), self)
            line.setPlaceholderText(hint)
            line.setAccessibleName(label)
            line.returnPressed.connect(self._go_on)
            form.addRow(label, line)
            self._lines[name] = line
        self.staff = QLineEdit("、".join(self._saved.staff), self)
        self.staff.setPlaceholderText("「、」で区切ります。右上の「担当」に並びます")
        self.staff.setAccessibleName("窓口の担当者")
        form.addRow("窓口の担当者", self.staff)
        profile = QLabel(self._place.office.profile.label, self)
        form.addRow("市町村の型", profile)
        self.save = QPushButton("事務所の設定を保存する（F12）", self)
        set_look(self.save, "button", "primary")
        self.save.setAutoDefault(True)
        self.save.setEnabled(not self._place.read_only)
        self.save.clicked.connect(self._save)
        form.addRow("", self.save)

    def _add_backup(self, column: QVBoxLayout) -> None:
        form = _section(column, "バックアップ")
        folder = QLabel(str(self._place.office.folder.backups), self)
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        folder.setWordWrap(True)
        form.addRow("保存先", folder)
        button = QPushButton("今すぐバックアップを作る", self)
        button.setAutoDefault(True)
        button.clicked.connect(self._back_up)
        form.addRow("", button)
        note = QLabel(
            "作ったあと、読み直して検査します。別の媒体にも写しておくと安心です。"
            "戻すときは「kyodo-desktop restore ファイル 新しいフォルダー」を使います。",
            self,
        )
        note.setWordWrap(True)
        set_look(note, "look", "muted")
        form.addRow("", note)

    def _add_about(self, column: QVBoxLayout) -> None:
        form = _section(column, "協働デスクについて")
        form.addRow("版", QLabel(__version__, self))
        form.addRow("事務所のフォルダー", QLabel(str(self._place.office.folder.root), self))

    def _typed(self) -> OfficeSettings:
        staff = tuple(name.strip() for name in self.staff.text().replace(",", "、").split("、") if name.strip())
        texts: dict[str, Any] = {name: line.text().strip() for name, line in self._lines.items()}
        return replace(self._saved, **texts, staff=staff or self._saved.staff)

    @Slot()
    def _go_on(self) -> None:
        self.focusNextChild()

    @Slot()
    def _change_looks(self) -> None:
        self._place.apply_theme(theme.Theme(self.mode.currentData(), self.text_size.currentData()))

    @Slot()
    def _save(self) -> None:
        typed = self._typed()
        if not typed.town:
            self._lines["town"].setFocus()
            self._place.say(str(InputError("市町村名を入力してください（例：室蘭市）。")))
            return
        office = self._place.office
        self._place.tasks.write(
            lambda: office.save_settings(typed), lambda _: self._was_saved(typed), label="設定を保存しています", owner=self
        )

    def _was_saved(self, settings: OfficeSettings) -> None:
        self._saved = settings
        self._place.say("事務所の設定を保存しました。")

    @Slot()
    def _back_up(self) -> None:
        self._place.tasks.compute(
            self._place.office.back_up, self._backed_up, label="バックアップを作っています", owner=self
        )

    def _backed_up(self, made: Any) -> None:
        self._place.say(f"バックアップを作り、検査しました：{made.path.name}（{made.size / 1_000_000:.1f} MB）")


def _section(column: QVBoxLayout, heading: str) -> QFormLayout:
    label = QLabel(heading)
    set_look(label, "look", "heading")
    column.addWidget(label)
    form = QFormLayout()
    form.setContentsMargins(GRID * 2, 0, 0, GRID * 2)
    form.setHorizontalSpacing(GRID * 2)
    form.setVerticalSpacing(GRID)
    column.addLayout(form)
    return form


def _choice(kinds: type[Mode] | type[Size], chosen: Mode | Size, name: str) -> QComboBox:
    box = QComboBox()
    for each in kinds:
        box.addItem(each.label, each)
    box.setCurrentIndex(list(kinds).index(chosen))
    box.setAccessibleName(name)
    return box
