"""The heading of a list: which columns, in which order, how wide; remembered from day to day."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QWidget

from kyodo_desktop.ui.preferences import Preferences
from kyodo_desktop.ui.record_model import RecordTableModel

_PADDING = 16
"""Pixels of a cell that hold no text."""


class RecordHeader(QHeaderView):
    """A click sorts (up, down, as it came), a drag moves, the context menu chooses columns.

    ``sort_chosen`` carries the attribute (empty for the order of the list) and whether it descends. The choice is
    kept under ``NAME.columns``: a list of ``attribute``, ``letters`` (the width, so that it grows with the text) and
    ``shown`` in the order of the screen.
    """

    sort_chosen = Signal(str, bool)

    def __init__(self, name: str, model: RecordTableModel, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name = f"{name}.columns"
        self._model = model
        self._preferences = preferences
        self._arranging = False
        self._sort: tuple[str, bool] = ("", False)
        self._menu: QMenu | None = None
        self.setModel(model)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.sectionClicked.connect(self._choose_sort)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(0)
        self._saving.timeout.connect(self._remember)
        self.sectionResized.connect(self._changed)
        self.sectionMoved.connect(self._changed)

    @Slot()
    def arrange(self) -> None:
        """Bring the columns into the remembered order and widths; new columns stand where they were declared."""
        self._arranging = True
        remembered: list[dict[str, Any]] = self._preferences.get(self._name, [])
        known = {each["attribute"]: each for each in remembered}
        places = {column.attribute: place for place, column in enumerate(self._model.columns, 1)}
        self.resizeSection(0, 4 * self._letter() + _PADDING)
        self.moveSection(self.visualIndex(0), 0)
        for place, column in enumerate(self._model.columns, 1):
            kept = known.get(column.attribute, {})
            self.setSectionHidden(place, not kept.get("shown", column.listed))
            self.resizeSection(place, self._pixels(kept.get("letters", column.letters)))
        order = [places[each["attribute"]] for each in remembered if each["attribute"] in places]
        for target, place in enumerate(order, 1):
            self.moveSection(self.visualIndex(place), target)
        self._arranging = False

    def shown_attributes(self) -> list[str]:
        """Return the attributes of the shown columns in the order of the screen."""
        places = sorted(range(1, self.count()), key=self.visualIndex)
        return [self._model.columns[place - 1].attribute for place in places if not self.isSectionHidden(place)]

    def columns_menu(self, parent: QWidget) -> QMenu:
        """Return a new menu 列の選択."""
        menu = QMenu("列の選択", parent)
        for place, column in enumerate(self._model.columns, 1):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(place))
            action.setData(place)
        menu.addSeparator()
        menu.addAction("列をはじめの状態に戻す")
        menu.triggered.connect(self._choose_column)
        return menu

    def sort_menu(self, parent: QWidget) -> QMenu:
        """Return a new menu 並べ替え, which does for the keys what a click on a heading does for the mouse."""
        menu = QMenu("並べ替え", parent)
        for place in sorted(range(1, self.count()), key=self.visualIndex):
            column = self._model.columns[place - 1]
            if self.isSectionHidden(place) or not column.sort_attribute:
                continue
            present = column.sort_attribute == self._sort[0]
            told = ("（降順）" if self._sort[1] else "（昇順）") if present else ""
            menu.addAction(f"{column.heading}{told}").setData(place)
        menu.triggered.connect(self._choose_sort_action)
        return menu

    def show_sort(self, attribute: str, descending: bool) -> None:
        """Show by which column the list is sorted, without asking for it."""
        self._sort = (attribute, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        sorted_by = (
            at for at, column in enumerate(self._model.columns, 1) if attribute and column.sort_attribute == attribute
        )
        place = next(sorted_by, -1)
        self.setSortIndicatorShown(place > 0)
        self.setSortIndicator(place, order)

    def _letter(self) -> int:
        """Return the width of a half-width letter; the header's own font is only right once it was shown."""
        return max(1, QFontMetrics(QApplication.font()).horizontalAdvance("0"))

    def _pixels(self, letters: float) -> int:
        return round(letters * self._letter()) + _PADDING

    @Slot(QAction)
    def _choose_sort_action(self, action: QAction) -> None:
        self._choose_sort(action.data())

    @Slot(int)
    def _choose_sort(self, section: int) -> None:
        attribute = self._model.columns[section - 1].sort_attribute if section else ""
        if not attribute:
            self.show_sort(*self._sort)
            return
        if self._sort == (attribute, False):
            self.show_sort(attribute, True)
        elif self._sort == (attribute, True):
            self.show_sort("", False)
        else:
            self.show_sort(attribute, False)
        self.sort_chosen.emit(*self._sort)

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        self._menu = self.columns_menu(self)
        self._menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._menu.popup(self.viewport().mapToGlobal(place))

    @Slot(QAction)
    def _choose_column(self, action: QAction) -> None:
        place = action.data()
        if place is None:
            self._preferences.set(self._name, [])
            self._reset_order()
            self.arrange()
            return
        if action.isChecked() or len(self.shown_attributes()) > 1:
            self.setSectionHidden(place, not action.isChecked())
        self._changed()

    def _reset_order(self) -> None:
        self._arranging = True
        for place in range(self.count()):
            self.moveSection(self.visualIndex(place), place)
        self._arranging = False

    @Slot()
    def _changed(self) -> None:
        if not self._arranging:
            self._saving.start()

    @Slot()
    def _remember(self) -> None:
        places = sorted(range(1, self.count()), key=self.visualIndex)
        self._preferences.set(
            self._name,
            [
                {
                    "attribute": self._model.columns[place - 1].attribute,
                    "letters": round(self._width_of(place) / self._letter(), 1),
                    "shown": not self.isSectionHidden(place),
                }
                for place in places
            ],
        )

    def _width_of(self, place: int) -> int:
        if self.isSectionHidden(place):
            return self._model.columns[place - 1].letters * self._letter()
        return self.sectionSize(place) - _PADDING

    def setSelectionModel(self, _selection: QItemSelectionModel) -> None:
        """Keep away from the selection of the rows: of 100,000 selected ones every cell would be asked about."""
        super().setSelectionModel(QItemSelectionModel(self._model, self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()
