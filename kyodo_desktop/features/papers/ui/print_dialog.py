"""The window of F6 印刷: left what is printed, in the middle for whom and how, right the print itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import KnownError, WorldError
from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.features.papers.ui.option_pages import OptionPages
from kyodo_desktop.features.papers.ui.paper_list import Kind, Paper, PaperList
from kyodo_desktop.features.papers.ui.print_maker import Made, PrintMaker
from kyodo_desktop.features.papers.ui.print_output import PrintOutput, RecordKey
from kyodo_desktop.features.papers.ui.whom import People, Whom, WhomChooser
from kyodo_desktop.printing.fonts import MissingGlyphs
from kyodo_desktop.ui.activity_line import ActivityLine
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble
from kyodo_desktop.ui.page_canvas import Fit
from kyodo_desktop.ui.pdf_view import PdfView
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, dress, set_look

if TYPE_CHECKING:
    from kyodo_desktop.features.papers.ui.paper_options import PaperOptions

FIT = "print.fit"
"""What is remembered: whether whole pages are shown, or their width."""

SMALLEST = (960, 560)

PAPERS, OPTIONS = 38, 64
"""The widths of the list of papers and of their options, in half-width letters."""

MOST_CHOICES = 0.55
"""The share of the window that both may take beside each other."""


class PrintDialog(QDialog):
    """Choose a paper and Enter goes to its preview; F6 prints, F12 saves, Esc leaves.

    What is chosen is remembered for each slice. Every print and every file is recorded.
    """

    def __init__(
        self, place: Place, slice_name: str, people: People, *, form: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.slice_name = slice_name
        self._form = form
        self.made: Made | None = None
        self._then: Callable[[], None] | None = None
        self._remembered: dict[str, Any] = place.preferences.get(self._name(), {})
        self.papers = PaperList(self)
        self.troubles = QLabel(self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.choices = QSplitter(Qt.Orientation.Horizontal, self.columns)
        self.whom = WhomChooser(people, self)
        self.options = QStackedWidget(self)
        self.notices = NoticeBar(self)
        self.view = PdfView(place.tasks, self)
        self.activity = ActivityLine(self)
        self.output = PrintOutput(place, self)
        self.pages = OptionPages(place, slice_name, self.output, self.options)
        self.maker = PrintMaker(place.tasks, lambda: place.office.papers, self)
        self.print_button = QPushButton("印刷（F6）(&P)", self)
        self.save_button = QPushButton("PDFで保存（F12）", self)
        self.close_button = QPushButton("閉じる（Esc）", self)
        self._lay_out()
        self._connect()
        self.view.show_nothing("印刷できるものを調べています…")
        place.tasks.read(partial(self._read_offer, people.current), self._show_offer, self._refuse_offer, owner=self)

    # ------------------------------------------------------------------------------------------- what a person chooses

    @Slot()
    def print(self) -> None:
        """Print what is shown, as soon as it is made."""
        self._when_made(lambda made: self.output.print(made, self._record(), self._options().printer()))

    @Slot()
    def save(self) -> None:
        """Save what is shown as a file, as soon as it is made."""
        self._when_made(lambda made: self.output.save(made, self._record()))

    def _when_made(self, run: Callable[[Made], None]) -> None:
        """Do something with the print: at once, or when it is made."""
        self._then = None
        if self.output.is_busy:
            return
        if self.made is not None:
            if self._may_be_recorded(self.made):
                run(self.made)
        elif not self.maker.is_settled:
            self._then = lambda: self._when_made(run)

    def _may_be_recorded(self, made: Made) -> bool:
        """Return whether the office can keep the record of a print; say so when it cannot."""
        if self.place.read_only and made.print.people:
            self.notices.show_notice(
                trouble(
                    WorldError(
                        "閲覧のみで開いているため、印刷の記録を残せません。",
                        safe="印刷していません。",
                        next_step="記録できる端末で事務所を開いて印刷してください。白紙の様式は印刷できます。",
                    ),
                    topic="output",
                )
            )
            return False
        return True

    @Slot(object)
    def _choose(self, paper: Paper) -> None:
        options = self.pages.page(paper)
        self.options.setCurrentWidget(options)
        self.whom.offer(paper.kind, self._remembered.get(f"whom {paper.key}", ""))
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Have the print made that is chosen now."""
        self.made = self._then = None
        for topic in ("made", "output"):
            self.notices.clear_topic(topic)
        ids = self.whom.ids
        options = self._options()
        options.take_people(0 if ids is None else len(ids))
        if ids is not None and not ids and self.papers.paper is not None and self.papers.paper.kind is not Kind.BLANK:
            self.maker.drop()
            self.view.show_nothing("印刷する記録がありません。一覧から選ぶか、かごに入れてください。")
            return
        self.maker.ask(options.order(ids))

    @Slot()
    def _replace_missing(self) -> None:
        self.made = None
        self.maker.ask(self._options().order(self.whom.ids), replace_missing=True)

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
        steps = []
        if isinstance(error, MissingGlyphs):
            steps.append(NextStep("〓に置き換えて作成する", self._replace_missing))
        if error is not None:
            self.notices.show_notice(trouble(error, steps, topic="made"))

    @Slot(str)
    def _show_handed_out(self, words: str) -> None:
        self.pages.forget_typed()
        self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="output"))

    @Slot(object)
    def _show_not_handed_out(self, error: KnownError) -> None:
        steps = [NextStep("PDFで保存する", self.save)] if not self.output.printers() else []
        self.notices.show_notice(trouble(error, steps, topic="output"))

    def _read_offer(self, current: int | None) -> tuple[Offer, str]:
        """Return what can be printed, and who the record in front is. Runs on the database thread."""
        office = self.place.office
        rows = office.service(self.slice_name).rows([current], ("name",)) if current is not None else {}
        return office.papers.offer(self.slice_name), rows[current][0] if current in rows else ""

    def _show_offer(self, found: tuple[Offer, str]) -> None:
        offer, name = found
        self.pages.offer = offer
        self.whom.name_current(name)
        self.troubles.setText("\n".join(offer.troubles))
        self.troubles.setVisible(bool(offer.troubles))
        self.papers.show_offer(offer)
        wanted = f"{Kind.FILLED.value}:{self._form}" if self._form else self._remembered.get("paper", "")
        self.pages.restore(self._remembered)
        self.papers.choose(wanted)
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse_offer(self, error: KnownError) -> None:
        self.view.show_nothing("")
        self.notices.show_notice(trouble(error))

    # -------------------------------------------------------------------------------------------------------- leaving

    def remember(self) -> None:
        """Keep what was chosen for the next time."""
        paper = self.papers.paper
        if paper is None:
            return
        remembered = {**self._remembered, **self.pages.state(), "paper": paper.key}
        if paper.kind is Kind.ROSTER and self.whom.whom in (Whom.LISTED, Whom.REGISTERED):
            remembered[f"whom {paper.key}"] = self.whom.whom.value
        self.place.preferences.set(self._name(), remembered)
        self.place.preferences.set(FIT, self.view.canvas.fit.value)

    def _may_close(self) -> bool:
        """Return whether nothing is lost by closing; say or ask otherwise."""
        if self.output.is_busy:
            stop = NextStep("印刷を中止する", self.output.cancel)
            words = "印刷を送っています。終わるまでお待ちください。"
            self.notices.show_notice(Notice(NoticeKind.WARNING, words, (stop,), topic="output"))
            return False
        if self.pages.is_typed():
            steps = (NextStep("破棄して閉じる", self._leave), NextStep("入力に戻る", self._options().begin))
            words = "様式に入れる内容は、印刷にだけ使い、保存しません。まだ印刷していない入力があります。"
            self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="leaving", asks=True))
            return False
        return True

    def _leave(self) -> None:
        self.pages.forget_typed()
        self.reject()

    def reject(self) -> None:
        """Close, if nothing is lost by it."""
        if self._may_close():
            self.remember()
            self.maker.drop()
            super().reject()

    # -------------------------------------------------------------------------------------------------------- inside

    def _name(self) -> str:
        return f"{self.slice_name}.print"

    def _options(self) -> PaperOptions:
        page: PaperOptions = self.options.currentWidget()  # type: ignore[assignment]  # nothing else is put into it
        return page

    def _record(self) -> RecordKey | None:
        """Return the one record that the print is about, if it is one."""
        ids = self.whom.ids
        one = ids is not None and len(ids) == 1 and self.made is not None and self.made.print.people > 0
        return (self.slice_name, ids[0]) if one and ids else None

    @Slot()
    def _go_to_view(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.print_button.setEnabled(not busy)
        self.save_button.setEnabled(not busy)

    def _connect(self) -> None:
        self.papers.chosen.connect(self._choose)
        self.papers.went_on.connect(self._go_to_view)
        self.whom.changed.connect(self._ask)
        self.pages.changed.connect(self._ask)
        self.pages.went_on.connect(self._go_to_view)
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
        self.choices.setChildrenCollapsible(False)
        self.what = _pane("印刷するもの", self.papers, self.troubles)
        self.choices.addWidget(self.what)
        self.choices.addWidget(_pane("", self.whom, self.options))
        self.columns.setChildrenCollapsible(False)
        self.columns.addWidget(self.choices)
        self.columns.addWidget(_pane("", self.notices, self.view))
        self.columns.setStretchFactor(1, 1)
        self.choices.setStretchFactor(1, 1)
        column.addWidget(self.columns, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.activity)
        foot.addStretch(1)
        for button, icon in ((self.print_button, "print"), (self.save_button, "save"), (self.close_button, "close")):
            button.setAutoDefault(False)
            foot.addWidget(button)
            if button is self.print_button:
                set_look(button, "button", "primary")
            set_icon(button, icon)
        column.addLayout(foot)
        dress(self.whom)
        self.troubles.setWordWrap(True)
        self.troubles.hide()
        set_look(self.troubles, "tone", "late")
        self.view.canvas.set_fit(Fit(self.place.preferences.get(FIT, Fit.PAGE.value)))

    def _arrange(self) -> None:
        """Put the papers beside their options, or above them where that leaves too little for the preview."""
        letter = self.fontMetrics().horizontalAdvance("0")
        beside = (PAPERS + OPTIONS) * letter <= self.width() * MOST_CHOICES
        self.choices.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self.what.setMinimumWidth(PAPERS * letter if beside else 0)
        width = (PAPERS + OPTIONS if beside else OPTIONS) * letter
        self.choices.setMinimumWidth(width)
        self.columns.setSizes([width, self.width() - width])
        self.choices.setSizes(
            [PAPERS * letter, OPTIONS * letter] if beside else [self.height() // 3, self.height() // 2]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            elif focus is self.view.canvas:
                self.print_button.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self._go_to_view()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()


def _pane(heading: str, *parts: QWidget) -> QWidget:
    """Return widgets below each other, the last but hidden ones taking what room is left."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    if heading:
        label = QLabel(heading, pane)
        set_look(label, "look", "heading")
        label.setBuddy(parts[0])
        column.addWidget(label)
    for part in parts:
        column.addWidget(part)
    return pane


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
