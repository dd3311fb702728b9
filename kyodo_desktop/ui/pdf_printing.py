"""Sends the pages of a PDF to a printer, each on its own paper and to the millimetre."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.ui.pdf_pages import POINTS_PER_INCH, PdfPages
from kyodo_desktop.ui.qt_words import translate_rest

FINEST = 600
"""Dots an inch at which pages are drawn at most; a finer printer gets each dot several times."""

TOLERANCE = 2.0
"""Points by which the paper of a printer may differ from that of a page (the same paper is rounded differently)."""

MM_PER_POINT = 25.4 / POINTS_PER_INCH

Step = Callable[[int, int], None]
"""Told how many sheets of how many are sent; it may raise to stop the printing."""


@dataclass(frozen=True)
class Target:
    """Where a print goes, as a person chose it. ``name`` is that of the printer, empty for a file."""

    printer: QPrinter
    name: str


def printer_names() -> tuple[str, ...]:
    """Return the printers that this machine knows, the default one first."""
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name)))


def ask_target(parent: QWidget, title: str, pages: PdfPages, preferred: str) -> Target | None:
    """Let a person choose printer, pages and copies in the system's own window; None when they change their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if preferred:
        printer.setPrinterName(preferred)
    printer.setDocName(title)
    set_paper(printer, pages.sizes[0])
    printer.setFromTo(1, len(pages))
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"「{title}」を印刷")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, len(pages) > 1)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.setMinMax(1, len(pages))
    translate_rest(dialog)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Target(printer, printer.printerName()) if accepted else None


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages (from 0) in the order in which they are sent, as often as the printer does not repeat them."""
    numbers = list(range(count))
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        numbers = [number for number in numbers if ranges.contains(number + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    if printer.supportsMultipleCopies():
        return numbers
    copies = printer.copyCount()
    return numbers * copies if printer.collateCopies() else [number for number in numbers for _ in range(copies)]


def send(pages: PdfPages, printer: QPrinter, numbers: Sequence[int], step: Step) -> None:
    """Print pages (from 0) in their order. Runs on any thread.

    Raises WorldError when the printer does not take them, and what ``step`` raises; what was not sent by then is called
    back from the printer.
    """
    resolution = _resolution(printer)
    scale = resolution / POINTS_PER_INCH
    colour = printer.colorMode() is QPrinter.ColorMode.Color and pages.has_pictures(set(numbers))
    if not colour:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    painter = QPainter()
    try:
        for place, number in enumerate(numbers):
            step(place, len(numbers))
            image = pages.draw_for_paper(number, scale, colour=colour)
            set_paper(printer, pages.sizes[number])
            _require_paper(printer, pages.sizes[number], begun=place > 0)
            if not (printer.newPage() if place else painter.begin(printer)):
                raise _refused(printer)
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            dots = printer.resolution() / resolution
            painter.drawImage(QRectF(0, 0, image.width() * dots, image.height() * dots), image)
        step(len(numbers), len(numbers))
    except BaseException:
        if painter.isActive():
            printer.abort()
            painter.end()
        raise
    if painter.isActive() and not painter.end():
        raise _refused(printer)


def set_paper(printer: QPrinter, size: QSizeF) -> None:
    """Give the next page its paper (in points), and all of it to print on."""
    landscape = size.width() > size.height()
    upright = size.transposed() if landscape else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF()))


def _resolution(printer: QPrinter) -> float:
    """Return the dots an inch at which pages are drawn: the printer's own, or a whole part of it."""
    return printer.resolution() / -(-printer.resolution() // FINEST)


def _require_paper(printer: QPrinter, size: QSizeF, *, begun: bool) -> None:
    taken = printer.pageLayout().fullRectPoints().size()
    if abs(taken.width() - size.width()) > TOLERANCE or abs(taken.height() - size.height()) > TOLERANCE:
        width, height = round(size.width() * MM_PER_POINT), round(size.height() * MM_PER_POINT)
        raise WorldError(
            f"「{printer.printerName()}」は、この用紙（{width}×{height}mm）に対応していません。",
            safe="" if begun else "まだ何も印刷していません。",
            next_step="別のプリンターを選ぶか、PDFで保存してください。",
        )


def _refused(printer: QPrinter) -> WorldError:
    return WorldError(
        f"「{printer.printerName()}」に印刷を送れませんでした。",
        next_step="プリンターの電源、用紙、接続を確かめて、もう一度印刷してください。PDFで保存することもできます。",
    )
