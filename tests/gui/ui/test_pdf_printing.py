"""What a printer is sent: each page on its own paper, to the millimetre, as often and in the order that was asked."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import Cancelled, WorldError
from kyodo_desktop.printing.page import A4, A4_LANDSCAPE, ENVELOPE_LONG_3, POSTCARD
from kyodo_desktop.ui import pdf_printing
from kyodo_desktop.ui.pdf_pages import PdfPages

from .pdf_samples import MARK, pages, pdf

MM = 25.4 / 72


@pytest.fixture
def target(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path / "printed.pdf"


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)  # enough to measure by
    return printer


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def ink(image: QImage) -> tuple[float, float, float, float]:
    """Return left, top, right and foot of the black box on a page, in mm."""
    middle_x, middle_y = MARK[0] + MARK[2] / 2, MARK[1] + MARK[3] / 2
    dots = image.width() / 210

    def black(x: int, y: int) -> bool:
        return QColor(image.pixel(x, y)).lightness() < 128

    across = [x for x in range(image.width()) if black(x, round(middle_y * dots))]
    down = [y for y in range(round(60 * dots)) if black(round(middle_x * dots), y)]
    return across[0] / dots, down[0] / dots, (across[-1] + 1) / dots, (down[-1] + 1) / dots


def test_every_page_has_its_own_paper(target: Path) -> None:
    papers = [A4, A4_LANDSCAPE, POSTCARD, ENVELOPE_LONG_3]
    source = PdfPages(pdf(papers))
    pdf_printing.send(source, printer_to(target), range(4), silent)
    document = pypdfium2.PdfDocument(target)
    sizes = [tuple(side * MM for side in document.get_page_size(number)) for number in range(len(document))]
    document.close()
    assert sizes == [pytest.approx(paper, abs=0.5) for paper in papers]


def test_ink_lies_on_paper_where_the_document_has_it(target: Path) -> None:
    pdf_printing.send(pages(1), printer_to(target), [0], silent)
    left, top, width, height = MARK
    printed = PdfPages(target.read_bytes()).draw(0, 6.0)
    assert ink(printed) == pytest.approx((left, top, left + width, top + height), abs=0.3)


def test_what_is_printed_looks_like_what_was_shown(target: Path) -> None:
    source = pages(1)
    pdf_printing.send(source, printer_to(target), [0], silent)
    shown, printed = source.draw(0, 1.0), PdfPages(target.read_bytes()).draw(0, 1.0)
    different = sum(
        abs(QColor(shown.pixel(x, y)).lightness() - QColor(printed.pixel(x, y)).lightness()) > 160
        for x in range(printed.width())
        for y in range(250)
    )
    assert different < 20, "only the edges of letters, which are smooth on the screen, may differ"


def test_only_the_pages_that_were_chosen_in_the_printer_s_order(target: Path) -> None:
    printer = printer_to(target)
    assert pdf_printing.chosen_pages(printer, 5) == [0, 1, 2, 3, 4]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1-2,4"))
    assert pdf_printing.chosen_pages(printer, 5) == [3, 1, 0]


def test_copies_are_sent_again_where_the_printer_does_not_make_them(target: Path) -> None:
    printer = printer_to(target)
    assert not printer.supportsMultipleCopies()
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert pdf_printing.chosen_pages(printer, 2) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert pdf_printing.chosen_pages(printer, 2) == [0, 0, 1, 1]


def test_it_tells_how_many_sheets_are_sent_and_can_be_stopped(target: Path) -> None:
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        steps.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf_printing.send(pages(5), printer_to(target), range(5), step)
    assert steps == [(0, 5), (1, 5), (2, 5)]


@pytest.mark.qt_log_ignore("QPainter::begin\\(\\): Returned false", extend=True)
def test_a_printer_that_cannot_be_reached_is_told(tmp_path: Path, qapp: QApplication) -> None:
    printer = printer_to(tmp_path / "no such folder" / "printed.pdf")
    with pytest.raises(WorldError, match="印刷を送れませんでした。プリンターの電源"):
        pdf_printing.send(pages(1), printer, [0], silent)


def test_the_system_s_window_asks_for_printer_and_pages(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[tuple[str, int, int]] = []

    def look_and_leave() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, QPrintDialog)
        seen.append((window.windowTitle(), window.minPage(), window.maxPage()))
        window.reject()

    QTimer.singleShot(0, look_and_leave)
    assert pdf_printing.ask_target(parent, "会員名簿", pages(3), "") is None
    assert seen == [("「会員名簿」を印刷", 1, 3)]


class OnlyA4(QPrinter):
    """A printer with one tray."""

    def pageLayout(self) -> QPageLayout:
        layout = super().pageLayout()
        layout.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        return layout


def test_a_printer_without_the_paper_is_told_before_anything_comes_out(target: Path) -> None:
    printer = OnlyA4(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    with pytest.raises(WorldError, match=r"この用紙（100×148mm）に対応していません。まだ何も印刷していません。"):
        pdf_printing.send(pages(1, POSTCARD), printer, [0], silent)
    assert not target.exists()
