"""A chart in the window: what is painted, what the keys and the pointer reach, what is told to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.core.charts.drawing import Label
from kyodo_desktop.core.charts.words import NOTHING
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.chart_painting import series_colours
from kyodo_desktop.ui.chart_view import ChartView
from kyodo_desktop.ui.colours import DARK, LIGHT, Colours, contrast
from kyodo_desktop.ui.theme import GRID, Mode, Size, Theme

BARS = Chart(
    Kind.BARS,
    ("まかせて", "まごころ", "人材バンク"),
    (Series("令和7年度", (12, 211, None)), Series("令和8年度", (14, 198, 35))),
    "登録者数",
    "人",
)
ROWS = Chart(Kind.ROWS, ("環境の保全", "災害救援活動"), (Series("", (16, 4)),), "分野別の団体", "団体")


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, Theme())


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(520, 320)
    made.show_chart(BARS)
    made.show()
    qtbot.waitExposed(made)
    return made


def place(view: ChartView, series: int, category: int) -> QPoint:
    """Return the middle of a figure in pixels."""
    assert view.drawing
    point = next(point for point in view.drawing.points if (point.series, point.category) == (series, category))
    scale = view.logicalDpiX() / 25.4
    middle = point.box.left + point.box.width / 2, point.box.top + point.box.height / 2
    return QPoint(GRID + round(middle[0] * scale), GRID + round(middle[1] * scale))


def painted(view: ChartView) -> set[str]:
    """Return the colours of the picture."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def test_a_chart_says_what_it_is_and_all_its_figures(view: ChartView) -> None:
    assert view.accessibleName() == "登録者数（棒グラフ）"
    assert "令和7年度：まかせて12人、まごころ211人、数値なし（人材バンク）。" in view.accessibleDescription()


def test_the_keys_go_from_figure_to_figure_and_tell_each(view: ChartView, qtbot: QtBot) -> None:
    told: list[tuple[str, tuple[int, int] | None]] = []
    view.pointed.connect(lambda *_: told.append((view.accessibleDescription(), view.current)))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
    assert told == [
        ("令和7年度、まかせて、12人", (0, 0)),
        ("令和7年度、まごころ、211人", (0, 1)),
        ("令和8年度、まごころ、198人", (1, 1)),
        ("令和8年度、人材バンク、35人", (1, 2)),
        ("令和7年度、まごころ、211人", (0, 1)),  # the nearest figure of a series that lacks this category
        ("令和7年度、まかせて、12人", (0, 0)),
    ]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current == (0, 1)


def test_rows_are_gone_through_downwards(view: ChartView, qtbot: QtBot) -> None:
    view.show_chart(ROWS)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "災害救援活動、4団体"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_opens_the_list_behind_a_figure(view: ChartView, qtbot: QtBot, key: Qt.Key) -> None:
    opened: list[tuple[int, int]] = []
    view.opened.connect(lambda series, category: opened.append((series, category)))
    qtbot.keyClick(view, key)
    assert opened == []  # on no figure yet
    view.point_to(1, 2)
    qtbot.keyClick(view, key)
    assert opened == [(1, 2)]


def test_a_click_on_a_figure_opens_its_list_and_one_beside_it_does_not(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.opened, check_params_cb=lambda series, category: (series, category) == (1, 1)):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, 1, 1))
    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=place(view, 0, 1))


def test_the_pointer_shows_a_figure_in_words(view: ChartView, qtbot: QtBot) -> None:
    spot = QPointF(place(view, 0, 1))
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, spot, view.mapToGlobal(spot), none, none, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(view.pointed):  # QTest moves the one pointer of the screen, which may stand there already
        QApplication.sendEvent(view, moved)
    assert view.current == (0, 1)
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_a_small_marker_is_hit_beside_its_edge(view: ChartView, qtbot: QtBot) -> None:
    view.show_chart(Chart(Kind.LINES, ("R6", "R7", "R8"), (Series("", (5, 9, 7)),)))
    with qtbot.waitSignal(view.opened, check_params_cb=lambda series, category: (series, category) == (0, 1)):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, 0, 1) + QPoint(8, 0))
    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, 0, 1) + QPoint(30, 0))


def test_the_figure_in_words_is_shown_only_while_the_chart_has_the_focus(qtbot: QtBot, view: ChartView) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.hasFocus)
    view.point_to(1, 1)
    assert LIGHT.cell in painted(view)
    view.clearFocus()
    assert LIGHT.cell not in painted(view)


def test_tab_comes_to_the_first_figure_and_arrows_stay_at_the_end(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    before, view = QLineEdit(), ChartView()
    column.addWidget(before)
    column.addWidget(view)
    view.show_chart(ROWS)
    around.show()
    qtbot.waitExposed(around)
    around.activateWindow()
    qtbot.waitUntil(before.hasFocus)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert view.current == (0, 0)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.current == (0, 0)


def test_another_chart_keeps_the_figure_if_it_has_it(view: ChartView) -> None:
    view.point_to(1, 2)
    view.show_chart(BARS)
    assert view.current == (1, 2)
    view.show_chart(ROWS)
    assert view.current is None
    assert view.accessibleName() == "分野別の団体（横棒グラフ）"


def test_an_empty_chart_says_so(view: ChartView, qtbot: QtBot) -> None:
    view.show_chart(Chart(Kind.LINES, ("R7", "R8"), (Series("件数", (None, None)),), "講座"))
    assert view.drawing
    assert view.drawing.notice == NOTHING
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current is None
    assert view.accessibleDescription() == f"講座（折れ線グラフ）：{NOTHING}。"


@pytest.mark.parametrize(("mode", "colours"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)], ids=["light", "dark"])
def test_a_chart_is_painted_in_the_colours_of_the_theme(
    application: QApplication, qtbot: QtBot, view: ChartView, mode: Mode, colours: Colours
) -> None:
    theme.apply(application, Theme(mode))
    qtbot.waitUntil(lambda: {colours.base, colours.text, series_colours(colours)[1]} <= painted(view))
    assert (DARK if colours is LIGHT else LIGHT).base not in painted(view)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_series_stands_out_from_the_ground(colours: Colours) -> None:
    assert all(contrast(ink, colours.base) >= 3 for ink in series_colours(colours))


def test_the_words_grow_with_the_text_size_and_the_chart_with_them(
    application: QApplication, qtbot: QtBot, view: ChartView
) -> None:
    def largest() -> float:
        assert view.drawing
        return max(mark.size for mark in view.drawing.marks if isinstance(mark, Label))

    view.resize(900, 600)
    standard, height = largest(), view.heightForWidth(520)
    theme.apply(application, Theme(size=Size.LARGEST))
    qtbot.waitUntil(lambda: largest() == pytest.approx(standard * 16 / 10.5))
    assert view.heightForWidth(520) > height


def test_a_chart_can_be_made_as_small_as_can_be(view: ChartView) -> None:
    view.point_to(0, 1)
    view.setMinimumSize(1, 1)
    view.resize(6, 4)
    assert view.drawing
    assert view.drawing.points == ()
    assert not view.grab().isNull()
