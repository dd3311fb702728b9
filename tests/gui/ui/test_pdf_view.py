"""A PDF on the screen: where its ink stands, page by page, as large as wished, drawn only where it is seen."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kyodo_desktop.printing.page import A4, A4_LANDSCAPE, POSTCARD
from kyodo_desktop.ui.page_canvas import KEPT, ZOOMS, Fit
from kyodo_desktop.ui.pdf_pages import PdfPages
from kyodo_desktop.ui.pdf_view import PdfView
from kyodo_desktop.ui.tasks import Tasks

from .conftest import Told
from .pdf_samples import MARK, pages, pdf


@pytest.fixture
def view(tasks: Tasks, qtbot: QtBot) -> PdfView:
    made = PdfView(tasks)
    qtbot.addWidget(made)
    made.resize(640, 720)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def wait_drawn(view: PdfView, bot: QtBot) -> None:
    bot.waitUntil(lambda: view.canvas.is_drawn(view.page))


def picture(view: PdfView) -> QImage:
    return view.canvas.viewport().grab().toImage()


def blackness(image: QImage, x: float, y: float) -> bool:
    return QColor(image.pixel(round(x), round(y))).lightness() < 80


def test_ink_stands_where_it_is_on_the_paper(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(pages(1))
    wait_drawn(view, qtbot)
    image, canvas = picture(view), view.canvas
    pixels = canvas.zoom * canvas.logicalDpiX() / 25.4
    left = (canvas.viewport().width() - A4[0] * pixels) / 2
    x, y, width, height = (length * pixels for length in MARK)
    top = 8  # the air above the first page
    for inside, outside in (((2, 2), (-3, 2)), ((width - 3, height - 3), (width + 3, height - 3))):
        assert blackness(image, left + x + inside[0], top + y + inside[1])
        assert not blackness(image, left + x + outside[0], top + y + outside[1])


def test_pages_are_drawn_off_the_ui_thread(view: PdfView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: set[int] = set()
    draw = PdfPages.draw

    def watched(self: PdfPages, number: int, scale: float) -> QImage:
        threads.add(threading.get_ident())
        return draw(self, number, scale)

    monkeypatch.setattr(PdfPages, "draw", watched)
    view.show_pages(pages(2))
    wait_drawn(view, qtbot)
    assert threads
    assert threading.get_ident() not in threads


def test_keys_turn_the_pages(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(pages(5))
    assert view.number.text() == "1／5ページ"
    assert not view.previous.isEnabled()
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_End, 5),
        (Qt.Key.Key_PageDown, 5),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_PageUp, 1),
    ):
        qtbot.keyClick(view.canvas, key)
        assert view.page == page
        assert view.number.text() == f"{page}／5ページ"
        assert view.canvas.accessibleDescription() == f"5ページのうち{page}ページ目"
    view.next.click()
    assert view.page == 2


def test_scrolling_tells_the_page_in_sight(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(pages(5))
    bar = view.canvas.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert view.page == 3
    wait_drawn(view, qtbot)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Space)
    assert view.page == 4
    qtbot.keyClick(view.canvas, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.page == 3


def test_several_small_pages_in_sight_can_all_be_gone_to(view: PdfView) -> None:
    view.show_pages(pages(3, (100.0, 30.0)))
    view.canvas.set_zoom(0.5)
    assert view.canvas.verticalScrollBar().maximum() == 0
    for page in (2, 3, 1):
        view.canvas.go_to_page(page)
        assert view.page == page


def test_the_size_follows_the_window_or_the_wish(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(pages(2))
    canvas = view.canvas
    assert canvas.fit is Fit.PAGE
    assert canvas.zoom * A4[1] / 25.4 * canvas.logicalDpiY() == pytest.approx(canvas.viewport().height() - 16, abs=1)
    view.fit_width.click()
    assert canvas.fit is Fit.WIDTH
    assert canvas.horizontalScrollBar().maximum() == 0
    width = canvas.zoom
    view.resize(900, 720)
    assert canvas.zoom > width
    qtbot.keyClick(canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.fit is Fit.FREE
    assert canvas.zoom in ZOOMS
    assert not view.fit_width.isChecked()
    larger = canvas.zoom
    qtbot.keyClick(canvas, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom < larger
    assert view.size_label.text() == f"{round(canvas.zoom * 100)}％"
    qtbot.keyClick(canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.fit is Fit.PAGE


def test_enlarging_stops_at_the_ends_and_keeps_the_page(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(pages(4))
    view.canvas.go_to_page(3)
    for _ in range(20):
        view.larger.click()
    assert view.canvas.zoom == ZOOMS[-1]
    assert view.page == 3
    wait_drawn(view, qtbot)
    for _ in range(20):
        view.smaller.click()
    assert view.canvas.zoom == ZOOMS[0]
    assert view.page == 3


def test_the_wheel_turns_pages_and_with_ctrl_the_size(view: PdfView) -> None:
    view.show_pages(pages(4))
    before = view.canvas.zoom

    def turn(modifier: Qt.KeyboardModifier) -> None:
        centre = QPointF(view.canvas.viewport().rect().center())
        QApplication.sendEvent(
            view.canvas.viewport(),
            QWheelEvent(
                centre,
                view.canvas.viewport().mapToGlobal(centre),
                QPoint(),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                modifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    turn(Qt.KeyboardModifier.NoModifier)
    assert view.canvas.verticalScrollBar().value() > 0
    assert view.canvas.zoom == before
    turn(Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.zoom < before


def test_a_long_document_is_drawn_only_where_it_is_seen(
    view: PdfView, qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    draw = PdfPages.draw
    monkeypatch.setattr(PdfPages, "draw", lambda self, number, scale: asked.append(number) or draw(self, number, scale))
    view.show_pages(pages(247))
    wait_drawn(view, qtbot)
    qtbot.waitUntil(tasks.is_idle)
    assert asked[0] == 0
    assert set(asked) <= {0, 1, 2}
    asked.clear()
    view.canvas.go_to_page(200)
    assert view.number.text() == "200／247ページ"
    wait_drawn(view, qtbot)
    qtbot.waitUntil(tasks.is_idle)
    assert asked[0] == 199
    assert set(asked) <= set(range(199 - 1, 199 + KEPT + 1))
    assert not view.canvas.is_drawn(1), "what is far away is forgotten"


def test_pages_of_different_papers_stand_in_the_middle(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(PdfPages(pdf([A4, A4_LANDSCAPE, POSTCARD])))
    for page in (1, 2, 3):
        view.canvas.go_to_page(page)
        wait_drawn(view, qtbot)
    assert view.canvas.horizontalScrollBar().maximum() == 0


def test_a_renewed_document_stays_at_its_page(view: PdfView, qtbot: QtBot) -> None:
    view.show_pages(pages(5))
    view.canvas.go_to_page(4)
    view.show_pages(pages(6))
    assert view.number.text() == "4／6ページ"
    view.show_pages(pages(2))
    assert view.number.text() == "2／2ページ"
    wait_drawn(view, qtbot)


def test_without_a_document_a_sentence_stands_there(view: PdfView) -> None:
    view.show_pages(pages(2))
    view.show_nothing("印刷する記録がありません。")
    assert view.page == 0
    assert view.number.text() == ""
    assert not view.larger.isEnabled()
    assert view.canvas.accessibleDescription() == "印刷する記録がありません。"
    image = picture(view)
    ground = image.pixel(5, 5)
    assert any(image.pixel(x, image.height() // 2) != ground for x in range(image.width()))


def test_a_page_that_cannot_be_drawn_is_asked_for_once(
    view: PdfView, qtbot: QtBot, tasks: Tasks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_pages: PdfPages, number: int, _scale: float) -> QImage:
        raise ZeroDivisionError(number)

    monkeypatch.setattr(PdfPages, "draw", fail)
    view.show_pages(pages(2))
    qtbot.waitUntil(lambda: tasks.is_idle() and len(told.bugs) == 2)
    view.canvas.go_to_page(1)
    qtbot.waitUntil(tasks.is_idle)
    assert len(told.bugs) == 2


def test_every_control_has_a_name(view: PdfView) -> None:
    buttons = (view.previous, view.next, view.fit_width, view.fit_page, view.smaller, view.larger)
    assert all(button.accessibleName() for button in buttons)
    assert view.canvas.accessibleName() == "印刷の内容"
