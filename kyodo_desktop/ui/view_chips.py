"""The registers that are part of a list, one press away: すべて, 協定台帳, 委託台帳 …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from kyodo_desktop.core.slice import Filters, View

ALL = "すべて"


def view_of(views: Sequence[View], filters: Filters) -> View | None:
    """Return the view whose filters are among these, None when none is."""
    return next((view for view in views if view.filters and view.filters.items() <= dict(filters).items()), None)


def without_views(views: Sequence[View], filters: Filters) -> dict[str, tuple[str, ...]]:
    """Return filters without those that a view brought."""
    view = view_of(views, filters)
    return {name: codes for name, codes in filters.items() if view is None or name not in view.filters}


class ViewChips(QWidget):
    """One button a view, always one chosen. ``chosen`` carries the filters of the view, none for all."""

    chosen = Signal(object)

    def __init__(self, views: Sequence[View], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = tuple(views)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        for label in (ALL, *(view.label for view in self._views)):
            button = QToolButton(self)
            button.setText(label.replace("&", "&&"))
            button.setAccessibleName(f"台帳：{label}")
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[0].setChecked(True)
        self._group.buttonClicked.connect(self._tell)

    def show_filters(self, filters: Filters) -> None:
        """Show which view the list is asked for."""
        view = view_of(self._views, filters)
        self.buttons[0 if view is None else self._views.index(view) + 1].setChecked(True)

    def _tell(self, button: QToolButton) -> None:
        place = self.buttons.index(button)
        filters: Mapping[str, tuple[str, ...]] = self._views[place - 1].filters if place else {}
        self.chosen.emit(filters)
