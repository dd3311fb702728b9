"""The right side of a page: one record, read or edited, with its papers and its 経過 beside it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.advice_lines import AdviceLines
from kyodo_desktop.ui.colours import Mark
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.side_panel import SidePanel
from kyodo_desktop.ui.theme import GRID, set_look
from kyodo_desktop.ui.title_label import TitleLabel

if TYPE_CHECKING:
    from kyodo_desktop.ui.record_form import RecordForm
    from kyodo_desktop.ui.record_view import RecordView

WIDE = 104
"""From this width on, in half-width letters, the side panel stands beside the record; below it takes its place."""

SIDE = 34
"""The least width of the side panel beside the record, in half-width letters."""

WIDEST_SIDE = 44
"""A quarter of the record's page is the side panel's, up to this width: the longest names of forms stand in it."""

ABOVE = 5
"""The height of what stands above the form where there is no room beside it, in lines."""

ANY = 16_777_215
"""As wide or high as a widget can be."""


class RecordPanel(QWidget):
    """Shows nothing, a record to read, or the form. The form is made when it is first wanted.

    ``edit_asked``, ``save_asked`` and ``leave_asked`` come from the buttons, ``form_made`` carries the new form.
    """

    edit_asked = Signal()
    save_asked = Signal()
    leave_asked = Signal()
    form_made = Signal(object)

    def __init__(self, schema: Schema, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self._words = words
        self._view: RecordView | None = None
        self._form: RecordForm | None = None
        self._beside: QWidget | None = None
        self.side = SidePanel(self)
        self.nothing = QLabel(f"{schema.label}を一覧から選んでください。", self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self.nothing, "look", "muted")
        self.advice = AdviceLines(self)
        self.title = TitleLabel(self)
        self.mark = QLabel(self)
        self.sections = QToolButton(self)
        self.papers = QToolButton(self)
        self.edit_button = QPushButton("編集（F4）", self)
        self.save_button = QPushButton("保存（F12）", self)
        self.leave_button = QPushButton("やめる（Esc）", self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._show(self.nothing)

    @property
    def view(self) -> RecordView:
        """The sheet to read; it is made at the first call, so that the list comes first."""
        if self._view is None:
            from kyodo_desktop.ui.record_view import RecordView

            self._view = RecordView(self.schema, self)
            self.stack.addWidget(self._view)
        return self._view

    @property
    def form(self) -> RecordForm:
        """The edit form; it is made at the first call."""
        if self._form is None:
            from kyodo_desktop.ui.record_form import RecordForm

            self._form = RecordForm(self.schema, self._words, self)
            self.stack.addWidget(self._form)
            self.form_made.emit(self._form)
        return self._form

    @property
    def is_reading(self) -> bool:
        """Whether a record to read is in front."""
        return self._view is not None and self.stack.currentWidget() is self._view

    @property
    def is_editing(self) -> bool:
        """Whether the form is in front."""
        return self._form is not None and self.stack.currentWidget() is self._form

    def show_nothing(self) -> None:
        """Show that no record is chosen."""
        self.advice.show_sentences(())
        self._tell_head("", None)
        self._show(self.nothing)

    def show_record(self, snapshot: Snapshot, words: Words, extra: Collection[str], mark: Mark | None) -> None:
        """Show a record to read."""
        self.view.load(snapshot, words)
        self.view.set_extra_visible(extra)
        self._tell_head(str(snapshot.values.get("name") or self.schema.label), mark)
        self._show(self.view)

    def show_form(self, title: str) -> None:
        """Bring the form to the front; its owner has filled it."""
        self._tell_head(title, None)
        self._show(self.form)

    def put_beside(self, widget: QWidget) -> None:
        """Let a widget stand beside the form while it is filled in; above it where there is no room for both."""
        self._beside = widget
        self._row.addWidget(widget)
        self._arrange()

    def put_above(self, widget: QWidget) -> None:
        """Let a widget stand between the head and the record."""
        self._column.insertWidget(1, widget)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setContentsMargins(GRID, 0, GRID, 0)
        head.setSpacing(GRID)
        head.addWidget(self.title, 1)
        head.addWidget(self.mark)
        self.sections.setText("見出し(&H)")  # a line of 活動記録 is at the end of a form with forty fields
        self.sections.setToolTip("選んだ見出しまで移動します（Alt+H）。")
        self.sections.clicked.connect(self._open_headings)
        headings = QMenu(self)
        for heading in _headings(self.schema):
            headings.addAction(heading or self.schema.label).setData(heading)
        headings.triggered.connect(self._go_to_section)
        headings.aboutToShow.connect(self._offer_headings)
        self.sections.setMenu(headings)
        self._headings = headings
        head.addWidget(self.sections)
        self.papers.setText("書類・経過")
        self.papers.setCheckable(True)
        self.papers.toggled.connect(self._arrange)
        head.addWidget(self.papers)
        for button, name, signal in (
            (self.edit_button, "edit", self.edit_asked),
            (self.leave_button, "close", self.leave_asked),
            (self.save_button, "save", self.save_asked),
        ):
            set_icon(button, name)
            button.setAutoDefault(True)
            button.clicked.connect(signal)
            head.addWidget(button)
        set_look(self.save_button, "button", "primary")
        set_icon(self.save_button, "save")
        column.addLayout(head)
        column.addWidget(self.advice)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0)
        self.stack.addWidget(self.nothing)
        self._row.addWidget(self.stack, 1)
        self._row.addWidget(self.side)
        column.addLayout(self._row, 1)

    def _tell_head(self, title: str, mark: Mark | None) -> None:
        self.title.say(title)
        self.mark.setText(str(mark) if mark is not None else "")
        if mark is not None:
            set_look(self.mark, "tone", mark.tone.value)

    def _show(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        reads, edits = self.is_reading, self.is_editing
        self.edit_button.setVisible(reads)
        self.save_button.setVisible(edits)
        self.leave_button.setVisible(edits)
        self.sections.setVisible(reads or edits)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        wide = self.width() >= WIDE * letter
        beside = min(max(SIDE * letter, self.width() // 4), WIDEST_SIDE * letter)
        reads = self.is_reading
        self.papers.setVisible(reads and not wide)
        instead = reads and not wide and self.papers.isChecked()
        self.side.setVisible(reads and (wide or instead))
        self.stack.setVisible(not instead)
        self.side.setMinimumWidth(beside if wide else 0)
        self.side.setMaximumWidth(beside if wide else ANY)
        if self._beside is not None:
            self._beside.setVisible(self.is_editing)
            self._beside.setMinimumWidth(beside if wide else 0)
            self._beside.setMaximumWidth(beside if wide else ANY)
            above_height = ABOVE * self.fontMetrics().lineSpacing()
            self._beside.setMinimumHeight(0 if wide else above_height)
            self._beside.setMaximumHeight(ANY if wide else above_height)
            above = self.is_editing and not wide
            self._row.setDirection(QBoxLayout.Direction.BottomToTop if above else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _offer_headings(self) -> None:
        """Offer the headings that are on the sheet: those of another kind and tables without lines are not."""
        sections = (self.form if self.is_editing else self.view).sections
        for action in self._headings.actions():
            action.setVisible(not sections[action.data()].isHidden())

    @Slot()
    def _open_headings(self) -> None:
        self._headings.popup(self.sections.mapToGlobal(self.sections.rect().bottomLeft()))
        self._headings.setActiveAction(next(each for each in self._headings.actions() if each.isVisible()))

    @Slot(QAction)
    def _go_to_section(self, action: QAction) -> None:
        target = self.form if self.is_editing else self.view
        target.go_to_section(action.data())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.is_editing and not forward and self.save_button.hasFocus():
            self.form.focus_last()  # the last field leads to the button
            return True
        has_moved = super().focusNextPrevChild(forward)
        focus = self.window().focusWidget()
        if self.is_editing and focus is not None and self.form.isAncestorOf(focus):
            self.form.ensureWidgetVisible(focus)  # the form stands where its last field was
        return has_moved


def _headings(schema: Schema) -> list[str]:
    """Return the headings of groups and tables in the order of the paper form."""
    headings: list[str] = []
    for heading in dict(schema.groups()):
        headings.append(heading)
        if heading:
            headings += [child.label for child in schema.tables_after(heading).values()]
    headings += [child.label for child in schema.tables_after("").values()]
    return list(dict.fromkeys(headings))
