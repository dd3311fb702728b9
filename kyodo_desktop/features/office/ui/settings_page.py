"""設定: looks, the office's names, staff, backups, and whether the office's own forms can be printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop import __version__
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.office.ui.backing_up import BackingUp
from kyodo_desktop.features.office.ui.handout_record import HandoutRecord
from kyodo_desktop.features.office.ui.office_lines import FIELDS, OfficeLines, go_on, office_form
from kyodo_desktop.features.office.ui.own_forms import OwnForms
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.form_addresses import FormAddresses
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.preferences import RECENT_OFFICE
from kyodo_desktop.ui.theme import GRID, Mode, Size, set_look

LETTERS = 100
"""The greatest width of the page, in half-width letters."""


def build(place: Place) -> SettingsPage:
    """Return the tab 設定."""
    return SettingsPage(place)


class SettingsPage(Page):
    """Looks change at once; the office's names are saved with F12 and hold on every paper from then on."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._saved: OfficeSettings = place.office.settings
        self._backing_up = BackingUp(place, self._backed_up, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.notices = NoticeBar(self)
        outer.addWidget(self.notices)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self.area)
        content = QWidget()
        across = QHBoxLayout(content)
        across.setContentsMargins(GRID * 4, GRID, GRID * 4, GRID * 2)
        self._holder = QWidget(content)
        across.addWidget(self._holder, 1)
        across.addStretch(0)
        self.form = office_form()
        self._holder.setLayout(self.form)
        self._add_looks()
        self._add_office()
        self._add_own_forms()
        self._add_handouts()
        self._add_backup()
        self._add_about()
        self._fit()
        self.area.setWidget(content)
        theme.dress(self._holder)

    def actions_by_key(self) -> dict[int, KeyAction]:
        """F12 saves the office's names."""
        return {12: KeyAction(self._save, enabled=not self._place.read_only)}

    def enter(self) -> None:
        """Look at the office's own forms and at what was handed out again, and put the cursor into the first choice."""
        self.own_forms.look()
        self.handouts.look()
        self.mode.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def may_leave(self) -> bool:
        """Ask when names were typed and not saved."""
        if not self.lines.is_changed():
            return True
        steps = (NextStep("編集に戻る", self._return), NextStep("破棄して終了する", self._give_up))
        words = "事務所の設定に、保存していない入力があります。"
        self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="leaving", asks=True))
        return False

    # ------------------------------------------------------------------------------------------------------ its parts

    def _add_looks(self) -> None:
        self._add_heading("画面")
        chosen = theme.remembered(self._place.preferences)
        self.mode = _choice(Mode, chosen.mode, "明るさ")
        self.text_size = _choice(Size, chosen.size, "文字の大きさ")
        for words, box in (("明るさ(&L)", self.mode), ("文字の大きさ(&Z)", self.text_size)):
            label = QLabel(words)
            label.setBuddy(box)
            self.form.addRow(label, _at_left(box))
            box.currentIndexChanged.connect(self._change_looks)

    def _add_office(self) -> None:
        self._add_heading("事務所")
        profile = f"{self._place.office.profile.label}（種別や制度の言葉の組み合わせです）"
        self.form.addRow("市町村の型", QLabel(profile))
        words = self._place.words()
        self.lines = OfficeLines(tuple(FIELDS), words, self._holder)
        self.lines.add_to(self.form)
        self.lines.load(self._saved, words)
        addresses = FormAddresses(self.lines.cells, self._place.tasks, self._holder)
        self.lines.left.connect(addresses.leave)
        self.save = QPushButton("事務所の設定を保存する（F12）")
        set_look(self.save, "button", "primary")
        self.save.setAutoDefault(True)
        self.save.setEnabled(not self._place.read_only)
        self.save.clicked.connect(self._save)
        self.form.addRow("", _at_left(self.save))

    def _add_own_forms(self) -> None:
        self._add_heading("様式")
        self.own_forms = OwnForms(self._place, self._holder)
        self.form.addRow("事務所の様式", self.own_forms)
        self.form.addRow(
            "印刷位置の調整", _note("宛名ラベルなどのずれは、印刷の窓（F6）で、プリンターと用紙ごとに合わせます。")
        )

    def _add_handouts(self) -> None:
        self._add_heading("出力の記録")
        self.handouts = HandoutRecord(self._place, self._holder)
        self.form.addRow(self.handouts)

    def _add_backup(self) -> None:
        self._add_heading("バックアップ")
        self.form.addRow("保存先", _path(self._place.office.folder.backups))
        row = QHBoxLayout()
        for words, act in (("今すぐバックアップを作る", self._backing_up.begin), ("保存先を開く", self._open_backups)):
            button = QPushButton(words)
            button.setAutoDefault(True)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        self.form.addRow("", row)
        self.form.addRow(
            "",
            _note(
                "作ったあと、読み直して検査します。変更のあった日は、終了するときに自動でも作ります。"
                "USBメモリーなど別の場所にも写してください。戻し方は手引き（F1）にあります。"
            ),
        )

    def _add_about(self) -> None:
        self._add_heading("協働デスクについて")
        self.form.addRow("版", QLabel(__version__))
        self.form.addRow("事務所のフォルダー", _path(self._place.office.folder.root))
        self.other = QPushButton("次に起動したとき、別の事務所を選ぶ")
        self.other.setAutoDefault(True)
        self.other.clicked.connect(self._choose_other_office)
        self.form.addRow("", _at_left(self.other))

    def _add_heading(self, words: str) -> None:
        heading = QLabel(words)
        heading.setContentsMargins(0, GRID * 2, 0, 0)
        set_look(heading, "look", "heading")
        self.form.addRow(heading)

    def _fit(self) -> None:
        self._holder.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * LETTERS)

    # -------------------------------------------------------------------------------------------------- what it does

    @Slot()
    def _change_looks(self) -> None:
        # Qt hands the text of a choice back, not the choice itself
        chosen = theme.Theme(Mode(self.mode.currentData()), Size(self.text_size.currentData()))
        self._place.apply_theme(chosen)

    @Slot()
    def _save(self) -> None:
        try:
            typed = replace(self._saved, **self.lines.values())
        except InputError as error:
            self.notices.show_notice(trouble(error, topic="problems"))
            return
        office = self._place.office
        self._place.tasks.write(
            lambda: office.save_settings(typed),
            lambda _: self._was_saved(typed),
            label="設定を保存しています",
            owner=self,
        )

    def _was_saved(self, settings: OfficeSettings) -> None:
        self._saved = settings
        self.lines.load(settings, self._place.words())
        self.notices.clear()
        self._place.say("事務所の設定を保存しました。これから印刷するものに使われます。")

    def _backed_up(self, made: Any) -> None:
        self._place.say(f"バックアップを作り、検査しました：{made.path.name}（{made.size / 1_000_000:.1f} MB）")

    @Slot()
    def _open_backups(self) -> None:
        folder = self._place.office.folder.backups.absolute()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._place.say(f"フォルダーを開くプログラムがありません：{folder}")

    @Slot()
    def _choose_other_office(self) -> None:
        self._place.preferences.set(RECENT_OFFICE, None)
        self._place.say("次に起動したとき、はじめの画面が出ます。そこで事務所を作るか、選んでください。")

    def _return(self) -> None:
        next(cell for cell in self.lines.cells.values() if cell.is_changed()).setFocus()

    def _give_up(self) -> None:
        self.lines.load(self._saved, self._place.words())
        self.window().close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not go_on(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _choice(kinds: type[Mode] | type[Size], chosen: Mode | Size, name: str) -> QComboBox:
    box = QComboBox()
    for each in kinds:
        box.addItem(each.label, each)
    box.setCurrentIndex(list(kinds).index(chosen))
    box.setAccessibleName(name)
    return box


def _at_left(control: QWidget) -> QWidget:
    """Return a row in which a control keeps its own width."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(control)
    row.addStretch(1)
    return holder


def _path(path: Path) -> QLabel:
    label = QLabel(str(path.absolute()))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _note(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    set_look(label, "look", "muted")
    return label
