"""Which attributes become columns of a file and which tables inside its further sheets: a list to tick.

What is 非公開 can be ticked only when it was asked for, a table only where the file has sheets.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.core.fields import Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.features.exchange.exporting import exportable
from kyodo_desktop.spreadsheet.export import disclosure_of
from kyodo_desktop.ui.theme import GRID

_NAME = Qt.ItemDataRole.UserRole
_IS_TABLE = Qt.ItemDataRole.UserRole + 1
_IS_PRIVATE = Qt.ItemDataRole.UserRole + 2


class ColumnList(QWidget):
    """The attributes of a schema as the form has them, then the tables inside and the 公開区分 of each record.

    At first all but 非公開 is chosen.
    """

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
        self._row = QSize(GRID, self.fontMetrics().height() + GRID // 2)
        """The size of an item: lower ones would cut the frames of their boxes."""
        self._with_private = False
        self._with_tables = True
        for name in exportable(schema):
            declared = schema.fields[name]
            self._add(name, declared.label, private=declared.privacy is Privacy.PRIVATE and not declared.disclosable)
        for name, inner in schema.children.items():
            private = all(declared.privacy is Privacy.PRIVATE for declared in inner.shown().values())
            self._add(name, inner.label, private=private, table=True)
        if openness := disclosure_of(schema):
            self._add(openness, schema.fields[openness].label, private=True, table=True)
        self._enable()
        self.list.setCurrentRow(0)

    def chosen(self) -> list[str]:
        """Return the names of the chosen attributes, in the order of the form."""
        return [str(item.data(_NAME)) for item in self._items() if _is_chosen(item) and not item.data(_IS_TABLE)]

    def chosen_tables(self) -> list[str]:
        """Return the names of what is chosen to have a sheet of its own, in the order of the form."""
        return [str(item.data(_NAME)) for item in self._items() if _is_chosen(item) and item.data(_IS_TABLE)]

    @Slot(bool)
    def allow_private(self, allowed: bool) -> None:
        """Choose what is 非公開 and let it be chosen, or neither."""
        self._with_private = allowed
        self._enable()

    def allow_tables(self, allowed: bool) -> None:
        """Choose the tables inside and let them be chosen, or neither: a file without sheets has no place for them."""
        self._with_tables = allowed
        self._enable()

    def _add(self, name: str, words: str, *, private: bool, table: bool = False) -> None:
        said = "・".join([*(["別シートの表"] if table else []), *(["非公開"] if private else [])])
        item = QListWidgetItem(f"{words}（{said}）" if said else words, self.list)
        item.setSizeHint(self._row)
        item.setData(_NAME, name)
        item.setData(_IS_TABLE, table)
        item.setData(_IS_PRIVATE, private)
        item.setCheckState(Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _enable(self) -> None:
        """Let be chosen what may be now; what could not be before is chosen."""
        for item in self._items():
            allowed = (self._with_private or not item.data(_IS_PRIVATE)) and (
                self._with_tables or not item.data(_IS_TABLE)
            )
            if allowed != bool(item.flags() & Qt.ItemFlag.ItemIsEnabled):
                flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
                item.setFlags(flags if allowed else flags & ~Qt.ItemFlag.ItemIsEnabled)
                item.setCheckState(Qt.CheckState.Checked if allowed else Qt.CheckState.Unchecked)

    def _set_all(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if item.flags() & Qt.ItemFlag.ItemIsEnabled:
                item.setCheckState(state)


def _is_chosen(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
