"""The one pattern of every slice: search and filters above, the list left, the record right.

The page knows no feature: a slice hands it a :class:`RecordSource` and a :class:`RecordPageDesign`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import InputError, KnownError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.ui.basket import Basket
from kyodo_desktop.ui.coming_record import ComingRecord
from kyodo_desktop.ui.filter_bar import FilterBar, IndexTabs
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.list_reader import Listed, ListReader
from kyodo_desktop.ui.messages import NoticeBar
from kyodo_desktop.ui.narrowed_line import NarrowedLine
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_editing import RecordEditing
from kyodo_desktop.ui.record_panel import RecordPanel
from kyodo_desktop.ui.record_source import Happening, RecordPageDesign, RecordSource, list_columns
from kyodo_desktop.ui.record_table import RecordTable
from kyodo_desktop.ui.side_panel import LinkBlock
from kyodo_desktop.ui.theme import GRID
from kyodo_desktop.ui.view_chips import ViewChips

LIST_SHARE = 45
"""Percent of the width that the list takes at first."""


class RecordPage(Page):
    """The page of one kind of record. ``filled`` is sent whenever the rows in sight have come.

    A slice derives from it to add keys (:meth:`actions_by_key`), what an empty list offers (:meth:`first_steps`) and
    what stands beside a record (:meth:`links_of`). ``drafts`` is the folder that keeps what is being typed.
    """

    filled = Signal()

    def __init__(
        self, place: Place, source: RecordSource, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__()
        self.place = place
        self.source = source
        self.design = design
        self.schema = source.schema
        words = place.words()
        self.columns = list_columns(design, self.schema, words)
        self.basket = Basket(self)
        self.filters = FilterBar(
            self.schema.name, design.filters, words, place.preferences, self, sort=design.sort, views=design.views
        )
        self.views = ViewChips(design.views, self) if design.views else None
        self.tabs = IndexTabs(self)
        self.lists = ListReader(source, design, self.columns, place.tasks, self)
        self.narrowed = NarrowedLine(self.filters, self.lists, self)
        self.table = RecordTable(
            self.schema.name,
            self.columns,
            self.lists.fetch,
            tasks=place.tasks,
            basket=self.basket,
            preferences=place.preferences,
            when_whole=self.lists.when_whole,
            parent=self,
        )
        self.notices = NoticeBar(self)
        self.panel = RecordPanel(self.schema, words, self)
        self.editing = RecordEditing(self, drafts)
        self.snapshot: Snapshot | None = None
        self._wanted: int | None = None
        self._beside: int | None = None
        """The record in front that is not in the list."""
        self._listed = False
        self._coming = ComingRecord(source, place.tasks, self._show_loaded, self)
        self.when_come = self._coming.when_come
        self._lay_out()
        self._connect()

    # -------------------------------------------------------------------------------------- what a slice may add

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return what the F-keys do; a slice adds printing, import and export to it."""
        writes, edits = not self.place.read_only, self.editing.is_active
        is_chosen = self.snapshot is not None or self._coming.id is not None
        return {
            2: KeyAction(self.editing.begin_new, writes and not edits),
            3: KeyAction(self.go_to_search),
            4: KeyAction(self.editing.begin_edit, writes and not edits and is_chosen),
            9: KeyAction(self.editing.begin_copy, writes and not edits and is_chosen),
            10: KeyAction(self.table.open_menu, bool(self.table.current_id())),
            12: KeyAction(self.editing.save, edits),
        }

    def first_steps(self) -> Sequence[QAction]:
        """Return what an empty list offers when nothing was ever entered, the likeliest first."""
        if self.place.read_only:
            return ()
        begin = QAction(f"{self.schema.label}を登録する（F2）", self)
        begin.triggered.connect(self.editing.begin_new)
        set_icon(begin, "new")
        return (begin,)

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return what stands beside a record above its 経過: papers, files."""
        return ()

    # ------------------------------------------------------------------------------------------ what the shell calls

    def enter(self) -> None:
        """Read the list when the page is first shown; put the cursor into its search."""
        if not self._listed:
            self._listed = True
            self.lists.ask(self.filters.query)
            self.editing.offer_drafts()
        if self.editing.is_active:
            self.panel.form.return_focus()
        else:
            self.go_to_search()

    def open_record(self, record_id: int) -> None:
        """Show a record, whatever the list is asked for; the cursor goes to it where it is listed."""
        self.editing.leave_for(partial(self._open, record_id))

    def show_list(self, filters: Mapping[str, tuple[str, ...]]) -> None:
        """Ask for the list under these filters alone."""
        self._listed = True
        self.narrowed.begin(filters)
        self.filters.set_query(replace(self.filters.first, filters=filters))
        self.table.setFocus()

    def call_list(self, words: str) -> None:
        self.narrowed.call(words)

    def refresh(self, changed: object) -> None:
        """Read the list again, and the record if it was changed and is not being edited."""
        records: Mapping[str, frozenset[int]] = getattr(changed, "records", {})
        touched = records.get(self.schema.name)
        if touched is None or not self._listed:
            return
        self.lists.ask_again()
        if self.snapshot is not None and self.snapshot.id in touched:
            if self.snapshot.id == self.table.current_id():
                self._wanted = self._wanted or self.snapshot.id
            if not self.editing.is_active and self._coming.id in (None, self.snapshot.id):
                self._coming.load(self.snapshot.id, partial(self._end_shown, self.snapshot.id))

    def may_leave(self) -> bool:
        """Return whether nothing typed would be lost; ask otherwise."""
        return self.editing.may_close()

    # ------------------------------------------------------------------------------------------------------- inside

    @Slot()
    def go_to_search(self) -> None:
        """Put the cursor into the search of this list."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a record that is in hand, such as the one just saved."""
        self.snapshot = snapshot
        words = self.place.words()
        extra = self.design.extra_fields(snapshot.values, words)
        self.panel.show_record(snapshot, words, extra, self.design.mark(snapshot.values, words))
        self.panel.advice.show_sentences(self.design.advice(snapshot.values, words))
        self.panel.side.show_links(self.links_of(snapshot))
        self.place.tasks.read(
            partial(self.source.history, snapshot.id),
            partial(self._show_history, snapshot.id),
            key=f"{self.schema.name} history",
            owner=self,
        )
        self.actions_changed.emit()

    def stay_on(self, record_id: int) -> None:
        """Put the cursor on a record when the list comes next; one that is not in it stays in front all the same."""
        self._wanted = record_id

    def _open(self, record_id: int) -> None:
        if not self.table.go_to(record_id):
            self._coming.load(record_id)
            if self._listed:
                self._beside = record_id
                self.table.go_beside()
            else:
                self.stay_on(record_id)
                self.enter()
        self.table.setFocus()

    @Slot(object)
    def _ask_list(self, query: ListQuery) -> None:
        self.tabs.choose(query.tab)
        if self.views is not None:
            self.views.show_filters(query.filters)
        self.table.header.show_sort(query.sort, query.descending)
        self.lists.ask(query, while_typing=self._wanted is None)

    @Slot(object)
    def _show_list(self, listed: Listed) -> None:
        if not listed.result.ids:
            self._tell_empty()
        wanted, self._wanted = self._kept(), None
        self._beside = wanted if wanted is not None and wanted not in listed.result.ids else None
        if self._beside is not None:
            self.table.show_beside(listed.result, listed.sums, listed.first)
        else:
            self.table.show_result(listed.result, listed.sums, wanted, listed.first)
        self.filled.emit()

    @Slot(object)
    def _show_whole_list(self, listed: Listed) -> None:
        wanted = self._kept()
        if wanted is not None and wanted in listed.result.ids:
            self._wanted = self._beside = None
        self.table.show_rest(listed.result, listed.sums, wanted)

    def _kept(self) -> int | None:
        """Return the record that stays in front, listed or not, when a list comes."""
        return self._wanted if self._wanted is not None else self._beside

    @Slot()
    def _end_beside(self) -> None:
        self._beside = None

    def _tell_empty(self) -> None:
        label = self.schema.label
        if self.filters.is_narrowed():
            show_all = QAction("条件を消してすべて表示する", self.table.empty)
            show_all.triggered.connect(self.filters.clear)
            self.table.empty.show_state(
                f"条件に合う{label}はありません。",
                f"{self.filters.words() or '条件'} に合うものがありません。読みがなや電話番号の一部でも探せます。",
                [show_all],
            )
        else:
            self.table.empty.show_state(
                f"{label}はまだ登録されていません。", "ここから始められます。", self.first_steps()
            )

    @Slot(object)
    def _go_to_current(self, record_id: int | None) -> None:
        if self.editing.is_active:
            if self.table.view.hasFocus() and record_id is not None and record_id != self.editing.record_id:
                self.editing.leave_for(partial(self._open, record_id), back=self._return_to_edited)
            return
        self._beside = None
        is_shown = self.snapshot is not None and self.snapshot.id == record_id
        if not is_shown or self._coming.id != record_id:  # else it is being read again, and its row has moved
            self._coming.rest_on(None if is_shown else record_id)
        if record_id is None:
            self._show_nothing()
        elif not is_shown:
            self.actions_changed.emit()  # the keys wait for the record that is on its way

    @Slot()
    def _return_to_edited(self) -> None:
        """Put the cursor of the list back on the record that is being edited."""
        if self.editing.record_id is not None:
            self.table.go_to(self.editing.record_id)
        self.panel.form.return_focus()

    def _show_loaded(self, snapshot: Snapshot) -> bool:
        """Show a record that has come, and return whether that is so: not over one that is being edited."""
        if not self.editing.is_active:
            self.show_snapshot(snapshot)
        return not self.editing.is_active

    def _end_shown(self, record_id: int, error: KnownError) -> None:
        """Show a record no longer that a change took away, as undo does with a new one; who did it was told so."""
        if not isinstance(error, InputError):
            self.place.tasks.tell(error)
        elif self.snapshot is not None and self.snapshot.id == record_id:
            self._wanted = self._beside = None
            self.table.go_beside()
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.snapshot = None
        self.panel.show_nothing()
        self.actions_changed.emit()

    def _show_history(self, record_id: int, happenings: Sequence[Happening]) -> None:
        if self.snapshot is not None and self.snapshot.id == record_id:
            self.panel.side.show_happenings(happenings)

    @Slot(int)
    def _open_from_list(self, _record_id: int) -> None:
        """Enter in the list goes on into the record."""
        self.panel.edit_button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _search_for(self, typed: str) -> None:
        self.go_to_search()
        self.filters.search.setText(typed)
        self.filters.search.textEdited.emit(typed)

    @Slot()
    def _tell_rows(self) -> None:
        if len(self.table.model.ids) and self.table.model.has_row(0):
            self.filled.emit()

    def _connect(self) -> None:
        self.filters.query_changed.connect(self._ask_list)
        if self.views is not None:
            self.views.chosen.connect(self.filters.set_view)
        self.table.header.show_sort(self.filters.first.sort, self.filters.first.descending)
        self.lists.asked.connect(self._end_beside)
        self.lists.listed.connect(self._show_list)
        self.lists.completed.connect(self._show_whole_list)
        self.filters.left_for_list.connect(self.table.setFocus)
        self.narrowed.lifted.connect(self.table.setFocus)
        self.tabs.chosen.connect(self.filters.set_tab)
        self.table.sort_chosen.connect(self.filters.set_sort)
        self.table.current_changed.connect(self._go_to_current)
        self.table.opened.connect(self._open_from_list)
        self.table.sought.connect(self._search_for)
        self.table.model.dataChanged.connect(self._tell_rows)
        self.panel.edit_asked.connect(self.editing.begin_edit)
        self.panel.save_asked.connect(self.editing.save)
        self.panel.leave_asked.connect(self.editing.leave)
        self.editing.changed.connect(self.actions_changed)
        self.panel.edit_button.setEnabled(not self.place.read_only)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self.filters)
        if self.views is not None:
            column.addWidget(self.views)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        left = QWidget(self.splitter)
        list_column = QVBoxLayout(left)
        list_column.setContentsMargins(0, 0, 0, 0)
        list_column.setSpacing(GRID // 2)
        list_column.addWidget(self.narrowed)
        list_column.addWidget(self.tabs)
        list_column.addWidget(self.table, 1)
        self.splitter.addWidget(left)
        right = QWidget(self.splitter)
        record_column = QVBoxLayout(right)
        record_column.setContentsMargins(0, 0, 0, 0)
        record_column.setSpacing(GRID // 2)
        record_column.addWidget(self.notices)
        record_column.addWidget(self.panel, 1)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, LIST_SHARE)
        self.splitter.setStretchFactor(1, 100 - LIST_SHARE)
        share: int = self.place.preferences.get(f"{self.schema.name}.list share", LIST_SHARE)
        self.splitter.setSizes([share * 100, (100 - share) * 100])
        self.splitter.splitterMoved.connect(self._remember_share)
        column.addWidget(self.splitter, 1)

    @Slot()
    def _remember_share(self) -> None:
        left, right = self.splitter.sizes()
        self.place.preferences.set(f"{self.schema.name}.list share", round(100 * left / max(1, left + right)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.editing.is_active:
            self.editing.leave()
        elif self.notices.notice is not None:
            self.notices.dismiss()
        elif not self.narrowed.leave():
            self.table.setFocus()
