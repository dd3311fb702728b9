"""How one cell of a table inside a record is typed into and shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kyodo_desktop.core.fields import Choice
from kyodo_desktop.ui.child_model import ChildModel, Index, MessageRole
from kyodo_desktop.ui.choice_editor import ChoiceLine
from kyodo_desktop.ui.choice_filter import offered
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.field_editor import prepare_input
from kyodo_desktop.ui.line_readings import LineReadings
from kyodo_desktop.ui.text_editors import NameLine


class NameCell(NameLine):
    """The cell of a name on which a reading hangs.

    ``pieces`` are the kana of each piece that the input method made, and what of the name stood before it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pieces: list[tuple[str, str]] = []
        self.composed.connect(self._remember)

    @Slot(str)
    def _remember(self, piece: str) -> None:
        self.pieces.append((piece, self.text()))


class CellDelegate(QStyledItemDelegate):
    """Gives each cell the editor of its field and a coloured ground when it is wrong."""

    def __init__(self, readings: LineReadings, parent: QWidget) -> None:
        super().__init__(parent)
        self._readings = readings

    def _model(self, index: Index) -> ChildModel:
        model = index.model()
        assert isinstance(model, ChildModel)
        return model

    @Slot()
    def _take_choice(self) -> None:
        line = self.sender()
        assert isinstance(line, QWidget)
        self.commitData.emit(line)
        self.closeEditor.emit(line, QAbstractItemDelegate.EndEditHint.SubmitModelCache)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._model(index)
        declared = model.field_at(index.column())
        line: QLineEdit
        if isinstance(declared, Choice):
            line = ChoiceLine(parent)
            line.set_terms(offered(model.words.taxonomy(declared.taxonomy)))
            line.chosen.connect(self._take_choice, Qt.ConnectionType.QueuedConnection)
        elif self._readings.follows(model.attributes[index.column()]):
            line = NameCell(parent)
        else:
            line = QLineEdit(parent)
        prepare_input(line, declared)
        line.setAccessibleName(declared.label)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if isinstance(editor, ChoiceLine):
            editor.settle()
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)
        if isinstance(editor, NameCell):
            self._readings.hear(index.row(), self._model(index).attributes[index.column()], editor.pieces)
            editor.pieces.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(MessageRole):
            style: Any = option
            colours = colours_of(style.palette)
            style.backgroundBrush = QColor(colours.error_ground)
            style.text = f"■ {style.text}"
