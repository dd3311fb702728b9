"""Shows a PDF itself, as it will be printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.page_canvas import Fit, PageCanvas
from kyodo_desktop.ui.pdf_pages import PdfPages
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import GRID


class PdfView(QWidget):
    """A PDF with its page number and its size above it; :meth:`show_pages` and :meth:`show_nothing` fill it."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PageCanvas(tasks, self)
        self.setFocusProxy(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        bar = QHBoxLayout()
        bar.setSpacing(GRID // 2)
        self.previous = self._button("left", "", "前のページ（PgUp）", lambda: self.canvas.go_to_page(self.page - 1))
        self.number = QLabel(self)
        self.next = self._button("right", "", "次のページ（PgDn）", lambda: self.canvas.go_to_page(self.page + 1))
        self.fit_width = self._button("", "幅に合わせる", "", lambda: self.canvas.set_fit(Fit.WIDTH))
        self.fit_page = self._button("", "ページ全体", "Ctrl+0", lambda: self.canvas.set_fit(Fit.PAGE))
        self.smaller = self._button("zoom-out", "", "縮小（Ctrl+-）", lambda: self.canvas.step_zoom(larger=False))
        self.size_label = QLabel(self)
        self.size_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("400％"))
        self.larger = self._button("zoom-in", "", "拡大（Ctrl++）", lambda: self.canvas.step_zoom(larger=True))
        for each in (self.previous, self.number, self.next):
            bar.addWidget(each)
        bar.addStretch(1)
        for each in (self.fit_width, self.fit_page, self.smaller, self.size_label, self.larger):
            bar.addWidget(each)
        for toggle in (self.fit_width, self.fit_page):
            toggle.setCheckable(True)
        column.addLayout(bar)
        column.addWidget(self.canvas, 1)
        self.canvas.page_changed.connect(self._renew)
        self.canvas.zoomed.connect(self._renew)
        self.show_nothing("")

    @property
    def page(self) -> int:
        """The page in front, from 1; 0 when nothing is shown."""
        return self.canvas.page

    def show_pages(self, pages: PdfPages) -> None:
        """Show a document; the page in front stays in front if the document has as many pages."""
        self.canvas.show_pages(pages)
        self._renew()

    def show_nothing(self, words: str) -> None:
        """Show a sentence in place of pages."""
        self.canvas.empty_words = words
        self.canvas.show_pages(None)
        self._renew()

    def _button(self, icon: str, words: str, tip: str, run: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        if icon:
            set_icon(button, icon)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(words or tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(run)
        return button

    @Slot()
    def _renew(self) -> None:
        canvas = self.canvas
        self.number.setText(f"{canvas.page:,}／{canvas.count:,}ページ" if canvas.count else "")
        self.size_label.setText(f"{round(canvas.zoom * 100)}％" if canvas.count else "")
        self.previous.setEnabled(canvas.page > 1)
        self.next.setEnabled(canvas.page < canvas.count)
        for toggle, fit in ((self.fit_width, Fit.WIDTH), (self.fit_page, Fit.PAGE)):
            toggle.setChecked(canvas.fit is fit)
            toggle.setPalette(_accented() if canvas.fit is fit else QPalette())
        for button in (self.fit_width, self.fit_page, self.smaller, self.larger):
            button.setEnabled(canvas.count > 0)


def _accented() -> QPalette:
    """Return the colours of a button that holds: a pressed one is hard to tell from the others in the dark."""
    colours = colours_of(QApplication.palette())
    made = QPalette()
    made.setColor(QPalette.ColorRole.Button, QColor(colours.information_ground))
    made.setColor(QPalette.ColorRole.ButtonText, QColor(colours.accent_text))
    return made
