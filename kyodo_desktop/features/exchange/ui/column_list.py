"""Which attributes become columns of a file: a list to tick, with 非公開 ones only when they were asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.core.fields import Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.features.exchange.exporting import exportable
from kyodo_desktop.ui.theme import GRID

_NAME = Qt.ItemDataRole.UserRole


class ColumnList(QWidget):
    """The attributes of a schema in the order of the form. At first all are chosen but those that are 非公開."""

    def __init__(self, schema: Schema, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.list = QListWidget(self)
        self.list.setAccessibleName("書き出す項目")
        self.list.setSpacing(GRID // 4)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        for words, state in (("すべて選ぶ(&A)", Qt.CheckState.Checked), ("すべて外す(&C)", Qt.CheckState.Unchecked)):
            button = QPushButton(words, self)
            button.clicked.connect(lambda _checked=False, state=state: self._set_all(state))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._private: list[QListWidgetItem] = []
        for name in exportable(schema):
            declared = schema.fields[name]
            private = declared.privacy is Privacy.PRIVATE and not declared.disclosable
            item = QListWidgetItem(f"{declared.label}（非公開）" if private else declared.label, self.list)
            item.setData(_NAME, name)
            item.setCheckState(Qt.CheckState.Checked)
            if private:
                self._private.append(item)
        self.allow_private(False)
        self.list.setCurrentRow(0)

    def chosen(self) -> list[str]:
        """Return the names of the chosen attributes, in the order of the form."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked]

    @Slot(bool)
    def allow_private(self, allowed: bool) -> None:
        """Choose the 非公開 attributes and let them be chosen, or neither."""
        for item in self._private:
            flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(flags if allowed else flags & ~Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(Qt.CheckState.Checked if allowed else Qt.CheckState.Unchecked)

    def _set_all(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.flags() & Qt.ItemFlag.ItemIsEnabled:
                item.setCheckState(state)
