"""What the list is asked for: words, filters as buttons with boxes to tick, and conditions kept under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from kyodo_desktop.core.listing import ListQuery, Sort
from kyodo_desktop.core.slice import Filters, View
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import INDEX_TABS
from kyodo_desktop.ui.preferences import Preferences
from kyodo_desktop.ui.record_source import Filter
from kyodo_desktop.ui.theme import dress
from kyodo_desktop.ui.view_chips import view_of, without_views
from kyodo_desktop.ui.wrapping_rows import WrappingRows

WITHOUT_READING = "他"


class FilterButton(QToolButton):
    """One filter: its menu stays open while boxes are ticked, and the button says what was chosen."""

    changed = Signal()

    def __init__(self, declared: Filter, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.declared = declared
        self._labels = {term.code: term.label for term in declared.offered(words)}
        self._chosen: tuple[str, ...] = ()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = StayingMenu(self)
        for code, label in self._labels.items():
            action = self.choices.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(code)
        self.choices.triggered.connect(self._choose)
        self.setMenu(self.choices)
        self.choose(())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen codes in the order of the choices; empty for all."""
        return self._chosen

    def choose(self, codes: Sequence[str]) -> None:
        """Choose these, without sending ``changed``."""
        self._chosen = tuple(code for code in self._labels if code in codes)
        for action in self.choices.actions():
            action.setChecked(action.data() in self._chosen)
        self.setText(self.words())
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """Return what is chosen in words, such as ``種別：町内会 ほか1``."""
        if not self._chosen:
            return f"{self.declared.label}：すべて"
        more = f" ほか{len(self._chosen) - 1}" if len(self._chosen) > 1 else ""
        return f"{self.declared.label}：{self._labels[self._chosen[0]]}{more}"

    @Slot(QAction)
    def _choose(self, _action: QAction) -> None:
        self.choose([action.data() for action in self.choices.actions() if action.isChecked()])
        self.changed.emit()


class StayingMenu(QMenu):
    """A menu in which Space and a click tick boxes without closing it; Enter ticks and closes."""

    def _toggle(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True

    def mouseReleaseEvent(self, event: Any) -> None:
        if not self._toggle(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._toggle(self.activeAction()):
            super().keyPressEvent(event)


class SearchLine(QLineEdit):
    """The words to look for; ↓ and Enter go into the list."""

    left_for_list = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_for_list.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """``query_changed`` carries the new :class:`ListQuery`, ``beyond_told`` comes when what no button says was put into
    words. Kept conditions lie under ``NAME.conditions``.
    """

    query_changed = Signal(object)
    beyond_told = Signal()
    left_for_list = Signal()

    def __init__(
        self,
        name: str,
        filters: Sequence[Filter],
        words: Words,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        sort: Sort | None = None,
        views: Sequence[View] = (),
    ) -> None:
        super().__init__(parent)
        self._name = f"{name}.conditions"
        self._preferences = preferences
        self._views = views
        self.first = ListQuery.in_order(sort)
        """What the list is asked for at first: everything in the order of the page."""
        self._query = self.first
        self._beyond_words = ""
        self.search = SearchLine(self)
        self.search.setPlaceholderText("この一覧から検索（F3）")
        self.search.setAccessibleName("この一覧から検索")
        self.search.setClearButtonEnabled(True)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 24)
        dress(self.search)
        self.buttons = {each.name: FilterButton(each, words, self) for each in filters}
        for button in self.buttons.values():
            button.changed.connect(self._ask)
        self.clear_button = QToolButton(self)
        self.clear_button.setText("条件を消す")
        self.kept = QToolButton(self)
        self.kept.setText("保存した条件")
        self.kept.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.kept_menu = QMenu(self)
        self.kept.setMenu(self.kept_menu)
        self._rows = WrappingRows(self, self.search)
        for part in (*self.buttons.values(), self.clear_button, self.kept):
            self._rows.add(part)
        self.search.textEdited.connect(self._ask)
        self.search.left_for_list.connect(self.left_for_list)
        self.clear_button.clicked.connect(self.clear)
        self.kept_menu.aboutToShow.connect(self._fill_kept)
        self.kept_menu.triggered.connect(self._use_kept)
        self._tell_clear()

    @property
    def query(self) -> ListQuery:
        """What the list is asked for."""
        return self._query

    def set_query(self, query: ListQuery) -> None:
        """Ask for something else as a whole, and send it."""
        self.search.setText(query.text)
        for name, button in self.buttons.items():
            button.choose(query.filters.get(name, ()))
        self._set(query)

    def tell_beyond(self, words: str) -> None:
        """Say in words what the list is narrowed by for which no filter stands here, as long as it is."""
        self._beyond_words = words
        self.beyond_told.emit()

    def beyond(self) -> dict[str, tuple[str, ...]]:
        """Return the filters of the list for which no button stands here."""
        return {name: codes for name, codes in self._query.filters.items() if name not in self.buttons}

    def set_tab(self, tab: str) -> None:
        """Ask for one index tab, all if empty."""
        self._set(replace(self._query, tab=tab))

    def set_sort(self, attribute: str, descending: bool) -> None:
        """Ask for another order; for that of the page without an attribute."""
        chosen = (attribute, descending) if attribute else (self.first.sort, self.first.descending)
        self._set(replace(self._query, sort=chosen[0], descending=chosen[1]))

    @Slot(object)
    def set_view(self, filters: Filters) -> None:
        """Ask for a view in place of the present one; the words and the other filters stay."""
        self.set_query(replace(self._query, filters=without_views(self._views, self._query.filters) | dict(filters)))

    @Slot()
    def clear(self) -> None:
        """Ask for everything again; the order stays."""
        self.set_query(ListQuery(sort=self._query.sort, descending=self._query.descending))

    def is_narrowed(self) -> bool:
        """Return whether words, filters or a tab leave something out."""
        return bool(self._query.text.strip() or self._query.filters or self._query.tab)

    def words(self) -> str:
        """Return the conditions in words, such as ``協定台帳・状態：期限切れ``."""
        view = view_of(self._views, self._query.filters)
        parts = [view.label] if view is not None else []
        parts += [
            button.words()
            for name, button in self.buttons.items()
            if button.chosen and (view is None or name not in view.filters)
        ]
        text = self._query.text.strip()
        beyond = [self._beyond_words] if self._beyond_words else []
        return "・".join([*([f"「{text}」"] if text else []), *parts, *beyond])

    def _set(self, query: ListQuery) -> None:
        before, self._query = self.beyond(), query
        if self.beyond() != before:
            self._beyond_words = ""
        self._tell_clear()
        self.query_changed.emit(query)

    @Slot()
    def _ask(self) -> None:
        filters = {name: button.chosen for name, button in self.buttons.items() if button.chosen}
        self._set(replace(self._query, text=self.search.text(), filters=self.beyond() | filters))

    def _tell_clear(self) -> None:
        self.clear_button.setEnabled(self.is_narrowed())

    # Conditions kept under a name

    def _conditions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._preferences.get(self._name, [])
        return found

    @Slot()
    def _fill_kept(self) -> None:
        self.kept_menu.clear()
        for place, kept in enumerate(self._conditions()):
            self.kept_menu.addAction(str(kept["words"])).setData(("use", place))
        if not self._conditions():
            self.kept_menu.addAction("まだありません").setEnabled(False)
        self.kept_menu.addSeparator()
        words = self.words()
        keep = self.kept_menu.addAction(f"今の条件を保存：{words}" if words else "今の条件を保存")
        keep.setData(("keep", 0))
        keep.setEnabled(bool(words) and all(kept["words"] != words for kept in self._conditions()))
        if self._conditions():
            drop = self.kept_menu.addMenu("保存した条件を削除")
            for place, kept in enumerate(self._conditions()):
                drop.addAction(str(kept["words"])).setData(("drop", place))

    @Slot(QAction)
    def _use_kept(self, action: QAction) -> None:
        if action.data() is None:
            return
        what, place = action.data()
        conditions = self._conditions()
        if what == "use":
            kept = conditions[place]
            filters: Mapping[str, list[str]] = kept["filters"]
            self.set_query(
                replace(self._query, text=kept["text"], filters={name: tuple(codes) for name, codes in filters.items()})
            )
            self.tell_beyond(kept.get("beyond", ""))
        elif what == "keep":
            filters_now = {name: list(codes) for name, codes in self._query.filters.items()}
            new = {"words": self.words(), "text": self._query.text.strip(), "filters": filters_now}
            if self._beyond_words:
                new["beyond"] = self._beyond_words
            self._preferences.set(self._name, [*conditions, new])
        else:
            self._preferences.set(self._name, [kept for at, kept in enumerate(conditions) if at != place])

    def minimumSizeHint(self) -> QSize:
        # the window may become narrower than what stands in one row now
        return QSize(self.search.minimumWidth(), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a filter says what was chosen, and needs more room for it
            self._rows.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rows.arrange()


class IndexTabs(QWidget):
    """全・あ・か・さ … わ・他: one is always chosen. ``chosen`` carries its letter, empty for 全."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for letter in ("", *INDEX_TABS):
            button = QToolButton(self)
            button.setText(letter or "全")
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab stops at the chosen one only, the arrows go on
            button.setAccessibleName(f"{letter}行の見出し" if letter not in ("", WITHOUT_READING) else button.text())
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[letter] = button
        self.buttons[""].setChecked(True)
        self._group.buttonClicked.connect(self._choose)

    def choose(self, letter: str) -> None:
        """Show which tab the list is asked for."""
        self.buttons[letter].setChecked(True)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(next(letter for letter, button in self.buttons.items() if button.isChecked()))
