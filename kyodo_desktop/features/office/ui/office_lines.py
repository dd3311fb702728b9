"""The lines in which an office says its names: typed at the first start, changed in 設定."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from kyodo_desktop.core.errors import FieldError, InputError, Problem
from kyodo_desktop.core.fields import Address, Email, Field, Name, Phone, PostalCode, Text
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.theme import GRID

FIELDS: Mapping[str, Field] = {
    "town": Text("市町村名", required=True, help="例：室蘭市", width=55),
    "office": Text("事務所の名前", help="例：市民活動センター", width=70),
    "department": Text("担当課", help="例：市民協働課", width=70),
    "head_title": Text("市長・町長の職名", help="空欄なら「市町村名＋長」になります", width=55),
    "head_name": Name("市長・町長の氏名", help="通知書に印刷されます", width=55),
    "postal_code": PostalCode("郵便番号", help="例：050-0083"),
    "address": Address("所在地", postal_code="postal_code", help="封筒の差出人になります"),
    "phone": Phone("電話番号", help="例：0143-22-1111"),
    "email": Email("電子メール", help="例：center@example.jp"),
    "staff": Text("窓口の担当者", help="例：佐藤、鈴木　右上の「担当」に並びます", width=70),
}
"""What an office says of itself, by the attribute of its settings, in the order of the screen."""

SEPARATOR = "、"

MARGIN = GRID // 2
"""What a cell of a paper form leaves free around its line; beside other controls it would stand aside by that much."""


class OfficeLines(QObject):
    """One line for each of the named attributes. ``left`` carries the attribute of a line that was just finished."""

    left = Signal(str)

    def __init__(self, names: Sequence[str], words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = {name: EntryCell(name, FIELDS[name], words, parent) for name in names}
        for cell in self.cells.values():
            cell.left.connect(self.left)
            cell.setContentsMargins(-MARGIN, -MARGIN, -MARGIN, -MARGIN)
            line = cell.editor.target
            if isinstance(line, QLineEdit):
                line.setPlaceholderText(cell.field.help)

    def add_to(self, form: QFormLayout, keys: Mapping[str, str] | None = None) -> None:
        """Put the lines into a form. ``keys`` are the letters that reach a line with Alt."""
        for name, cell in self.cells.items():
            key = f"(&{keys[name]})" if keys and name in keys else ""
            mark = "　※必須" if cell.field.required else ""
            form.addRow(f"{cell.field.label}{key}{mark}", cell)

    def load(self, settings: OfficeSettings, words: Words) -> None:
        """Show what an office says; from now on nothing is changed."""
        for name, cell in self.cells.items():
            value = getattr(settings, name)
            cell.load(SEPARATOR.join(value) if name == "staff" else value or None, words)

    def is_changed(self) -> bool:
        """Return whether a line holds something else than was loaded."""
        return any(cell.is_changed() for cell in self.cells.values())

    def values(self) -> dict[str, Any]:
        """Return what was typed, as :class:`OfficeSettings` takes it.

        Raises InputError when a line cannot be read or is missing; the line says so, and the cursor goes to the first.
        """
        problems = list(self._problems())
        if problems:
            self.cells[problems[0].attribute].setFocus(Qt.FocusReason.OtherFocusReason)
            raise InputError(problems)
        texts = {name: str(cell.value() or "") for name, cell in self.cells.items()}
        names = texts.pop("staff", "").replace("，", SEPARATOR).replace(",", SEPARATOR).split(SEPARATOR)
        staff = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
        return {**texts, "staff": staff} if staff else dict(texts)

    def _problems(self) -> Iterator[Problem]:
        for name, cell in self.cells.items():
            try:
                value = cell.value()
            except FieldError as error:
                cell.mark(str(error))
                yield Problem(f"{cell.field.label}：{error}", name)
                continue
            if cell.field.required and not value:
                cell.mark(f"{cell.field.label}を入力してください（{cell.field.help}）。")
                yield Problem(cell.message, name)


def go_on(page: QWidget, event: QKeyEvent) -> bool:
    """Let Enter go on to the next control as Tab does, with Shift back; return whether the key was Enter."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        page.focusPreviousChild()
    else:
        page.focusNextChild()
    return True


def office_form() -> QFormLayout:
    """Return an empty form with the labels left and even distances."""
    form = QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setHorizontalSpacing(GRID * 2)
    form.setVerticalSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
