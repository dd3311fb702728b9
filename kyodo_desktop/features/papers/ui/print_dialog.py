"""The window of F6 印刷: left what is printed, for whom and how, right the print itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import Cancelled, KnownError, WorldError
from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.features.papers.print_job import NotForAll
from kyodo_desktop.features.papers.ui.print_choices import PrintChoices, pane
from kyodo_desktop.features.papers.ui.print_maker import Made, PrintMaker
from kyodo_desktop.features.papers.ui.print_output import PrintOutput, RecordKey
from kyodo_desktop.features.papers.ui.whom import People
from kyodo_desktop.printing.fonts import MissingGlyphs
from kyodo_desktop.ui.activity_line import ActivityLine
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page_canvas import Fit
from kyodo_desktop.ui.pdf_view import PdfView
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, set_look

FIT = "print.fit"
"""What is remembered: whether whole pages are shown, or their width."""

SMALLEST = (960, 560)

MOST_CHOICES = 0.55
"""The share of the window's width that papers and options may take beside each other."""

READ_ONLY = WorldError(
    "閲覧のみで開いているため、印刷の記録を残せません。",
    safe="印刷していません。",
    next_step="記録できる端末で事務所を開いて印刷してください。白紙の様式は印刷できます。",
)


class PrintDialog(QDialog):
    """Choose a paper and Enter goes to its preview; F6 prints, F12 saves, Esc leaves.

    What is chosen is remembered for each slice. Every print and every file is recorded; printing goes on behind the
    closed window. ``made`` is the print that is shown, None while there is none.
    """

    def __init__(
        self, place: Place, slice_name: str, people: People, *, form: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.slice_name = slice_name
        self.made: Made | None = None
        self._then: Callable[[], None] | None = None
        self._has_left = False
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.output = PrintOutput(place, self)
        remembered: dict[str, Any] = place.preferences.get(self._name(), {})
        self.choices = PrintChoices(place, slice_name, people, self.output, self.columns, remembered=remembered)
        self.notices = NoticeBar(self)
        self.view = PdfView(place.tasks, self)
        self.activity = ActivityLine(self)
        self.maker = PrintMaker(place.tasks, lambda: place.office.papers, self)
        self.print_button = QPushButton("印刷（F6）(&P)", self)
        self.save_button = QPushButton("PDFで保存（F12）", self)
        self.close_button = QPushButton("閉じる（Esc）", self)
        self._lay_out()
        self._connect()
        self.view.show_nothing("印刷できるものを調べています…")
        place.tasks.read(
            partial(self._read_offer, people.current), partial(self._show_offer, form), self._refuse_offer, owner=self
        )

    # ------------------------------------------------------------------------------------------- what a person chooses

    @Slot()
    def print(self) -> None:
        """Print what is shown, as soon as it is made."""
        self._when_made(lambda made: self.output.print(made, self._record(made), self.choices.options.printer()))

    @Slot()
    def save(self) -> None:
        """Save what is shown as a file, as soon as it is made."""
        self._when_made(lambda made: self.output.save(made, self._record(made)))

    def _when_made(self, run: Callable[[Made], None]) -> None:
        """Do something with the print: at once, or when it is made."""
        self._then = None
        if self.output.is_busy:
            return
        if self.made is None:
            if not self.maker.is_settled:
                self._then = lambda: self._when_made(run)
        elif self.place.read_only and self.made.print.people:
            self.notices.show_notice(trouble(READ_ONLY, topic="output"))
        else:
            self.notices.clear_topic("output")
            run(self.made)

    @Slot()
    def _ask(self) -> None:
        """Have the print made that is chosen now."""
        self.made = self._then = None
        for topic in ("made", "output"):
            self.notices.clear_topic(topic)
        ids = self.choices.ids
        self.choices.options.take_people(0 if ids is None else len(ids))
        order = self.choices.order()
        if order is None:
            self.maker.drop()
            self.view.show_nothing("印刷する記録がありません。一覧から選ぶか、かごに入れてください。")
        else:
            self.maker.ask(order)

    @Slot()
    def _replace_missing(self) -> None:
        order = self.choices.order()
        if order is not None:
            self.maker.ask(order, replace_missing=True)

    # ---------------------------------------------------------------------------------------------- what is made of it

    def _show_made(self, made: Made) -> None:
        self.made = made
        self.view.show_pages(made.pages)
        self.notices.clear_topic("made")
        if made.print.notice:
            self.notices.show_notice(Notice(NoticeKind.INFORMATION, made.print.notice, topic="made"))
        if self._then is not None:
            self._then()

    def _show_refused(self, error: KnownError | None) -> None:
        self._then = None
        self.view.show_nothing("印刷の内容を作成できませんでした。")
        steps: list[NextStep] = []
        if isinstance(error, MissingGlyphs):
            steps.append(NextStep("〓に置き換えて作成する", self._replace_missing))
        elif isinstance(error, Cancelled):
            steps.append(NextStep("もう一度作成する", self._ask))
        elif isinstance(error, NotForAll) and error.others:
            others = partial(self.choices.print_only, error.others)
            steps.append(NextStep(f"ほかの{len(error.others):,}件だけを作成する", others))
        if error is not None:
            self.notices.show_notice(trouble(error, steps, topic="made"))

    @Slot(str)
    def _show_handed_out(self, words: str) -> None:
        self.choices.pages.forget_typed()
        self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="output"))

    @Slot(object)
    def _show_not_handed_out(self, error: KnownError) -> None:
        steps = () if self.output.printers() else (NextStep("PDFで保存する", self.save),)
        self.notices.show_notice(trouble(error, steps, topic="output"))

    def _read_offer(self, current: int | None) -> tuple[Offer, str]:
        """Return what can be printed, and who the record in front is. Runs on the database thread."""
        office = self.place.office
        rows = office.service(self.slice_name).rows([current], ("name",)) if current is not None else {}
        return office.papers.offer(self.slice_name, current), rows[current][0] if current in rows else ""

    def _show_offer(self, form: str, found: tuple[Offer, str]) -> None:
        self.choices.show_offer(*found, form)

    def _refuse_offer(self, error: KnownError) -> None:
        self.view.show_nothing("")
        self.notices.show_notice(trouble(error))

    # --------------------------------------------------------------------------------------------------------- leaving

    def reject(self) -> None:
        """Close, if nothing is lost by it."""
        if self._may_close():
            self._leave()
            super().reject()

    def _leave(self) -> None:
        """Remember what was chosen, and let what is under way end by itself; done once."""
        if not self._has_left:
            self._has_left = True
            self.place.preferences.set(self._name(), self.choices.state())
            self.place.preferences.set(FIT, self.view.canvas.fit.value)
            self.maker.drop()
            self.output.go_on_alone()

    def _may_close(self) -> bool:
        """Return whether nothing is lost by closing; ask otherwise."""
        if not self.output.is_busy and self.choices.pages.is_typed():
            steps = (
                NextStep("破棄して閉じる", self._give_up),
                NextStep("入力に戻る", self.choices.options.begin),
            )
            words = "様式に入れる内容は、印刷にだけ使い、保存しません。まだ印刷していない入力があります。"
            self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="leaving", asks=True))
            return False
        return True

    def _give_up(self) -> None:
        self.choices.pages.forget_typed()
        self.reject()

    # ---------------------------------------------------------------------------------------------------------- inside

    def _name(self) -> str:
        return f"{self.slice_name}.print"

    def _record(self, made: Made) -> RecordKey | None:
        """Return the one record that a print is about, if it is one."""
        ids = self.choices.ids
        return (self.slice_name, ids[0]) if ids is not None and len(ids) == 1 and made.print.people else None

    @Slot()
    def _go_to_view(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.print_button.setEnabled(not busy)
        self.save_button.setEnabled(not busy)

    def _connect(self) -> None:
        self.choices.changed.connect(self._ask)
        self.choices.went_on.connect(self._go_to_view)
        self.maker.made.connect(self._show_made)
        self.maker.refused.connect(self._show_refused)
        self.output.handed_out.connect(self._show_handed_out)
        self.output.refused.connect(self._show_not_handed_out)
        self.output.busy_changed.connect(self._show_busy)
        self.place.tasks.activity_changed.connect(self.activity.show_activity)
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("F6"), self, self.print)
        QShortcut(QKeySequence("F12"), self, self.save)

    def _lay_out(self) -> None:
        self.setWindowTitle("印刷")
        self.setMinimumSize(*SMALLEST)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        self.columns.setChildrenCollapsible(False)
        self.columns.addWidget(self.choices)
        self.columns.addWidget(pane(self.notices, self.view))
        self.columns.setStretchFactor(1, 1)
        column.addWidget(self.columns, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.activity)
        foot.addStretch(1)
        set_look(self.print_button, "button", "primary")
        for button, icon in ((self.print_button, "print"), (self.save_button, "save"), (self.close_button, "close")):
            button.setAutoDefault(False)
            set_icon(button, icon)
            foot.addWidget(button)
        column.addLayout(foot)
        self.view.canvas.set_fit(Fit(self.place.preferences.get(FIT, Fit.PAGE.value)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.choices.least_width(beside=True) <= self.width() * MOST_CHOICES
        width = self.choices.arrange(beside=beside, height=self.height())
        self.columns.setSizes([width, self.width() - width])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focus := self.focusWidget(), QPushButton):
            focus.click()
        elif focus is self.view.canvas:
            self.print_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._go_to_view()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close():
            self._leave()
            event.accept()
        else:
            event.ignore()


def open_print_dialog(
    place: Place,
    slice_name: str,
    *,
    current: int | None,
    listed: Sequence[int],
    basket: Sequence[int],
    form: str = "",
    parent: QWidget | None = None,
) -> PrintDialog:
    """Open the window over ``parent`` and return it.

    ``current`` is the record in front, ``listed`` the list as it stands, ``basket`` what was put aside, ``form`` the id
    of a form that is chosen already.
    """
    dialog = PrintDialog(place, slice_name, People(current, tuple(listed), tuple(basket)), form=form, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if parent is not None:
        dialog.resize(parent.size() * 0.96)
    dialog.open()
    return dialog
