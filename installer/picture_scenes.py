"""What each picture of the user guide shows, and how the program is brought there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from installer.still_desk import Desk
from kyodo_desktop.features.evaluations.ui.page import EvaluationPage
from kyodo_desktop.features.exchange.ui.export_dialog import ExportDialog
from kyodo_desktop.features.exchange.ui.import_dialog import ImportWindow
from kyodo_desktop.features.grants.ui.page import GrantPage
from kyodo_desktop.features.grants.ui.review_page import ReviewPage
from kyodo_desktop.features.papers.ui.paper_list import Kind, PaperList
from kyodo_desktop.features.papers.ui.print_dialog import PrintDialog
from kyodo_desktop.features.reports.ui.report_page import ReportPage

Scene = Callable[[Desk], QPixmap]

MARK = 26
"""The diameter of a number on a picture, in pixels."""

MESSY = """\
令和8年度　市民活動団体名簿,,,,,,
,,,,,,
No,団体名,フリガナ,種別,代表者,電話,設立年月日
1,浜辺の清掃隊,ﾊﾏﾍﾞﾉｾｲｿｳﾀｲ,NPO,渡邉　渚,０１４３－２２－１１１１,平成3年4月1日
2,あじさい見守り隊,ｱｼﾞｻｲﾐﾏﾓﾘﾀｲ,NPO,長谷部　美紀,0143-09-2522,H22.9.8
3,汐見台第三町内会,ｼｵﾐﾀﾞｲﾀﾞｲｻﾝﾁｮｳﾅｲｶｲ,町内会,髙橋　誠,0143-44-5555,S50.6.1
4,港の朗読会,ﾐﾅﾄﾉﾛｳﾄﾞｸｶｲ,NPO,佐藤　葉月,0143-33-2222,R5.13.1
合計,4団体,,,,,
"""
"""An office's own list, with a title, a total and a day that no calendar has."""


def first_start(desk: Desk) -> QPixmap:
    """Before there is an office."""
    return desk.window.grab()


def today(desk: Desk) -> QPixmap:
    """今日, with a draft that was left in the evening."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_F2)
    desk.fill("港の朗読会", "")
    desk.begin_next_day()
    return desk.window.grab()


def parts_of_the_window(desk: Desk) -> QPixmap:
    """A list with its record; the parts of the window are numbered."""
    page = desk.page("organizations")
    window = desk.window
    return numbered(
        window,
        (
            (window.header.search, QPoint(-MARK - 4, 0)),
            (window.header.staff, QPoint(-100, -2)),
            (window.bar, QPoint(372, 2)),
            (page.filters.search, QPoint(300, -2)),
            (page.filters.buttons["areas"], QPoint(50, -20)),
            (page.tabs, QPoint(30, 2)),
            (page.table.view, QPoint(560, 250)),
            (page.panel.title, QPoint(320, -2)),
            (page.panel.side, QPoint(180, 240)),
            (window.keys, QPoint(0, -MARK + 6)),
        ),
    )


def search_over_everything(desk: Desk) -> QPixmap:
    """Ctrl+K and a name in its common shape."""
    desk.window.go_to_search()
    desk.write("高橋")
    return desk.window.grab()


def search_in_a_list(desk: Desk) -> QPixmap:
    """A list narrowed by half-width kana."""
    desk.page("volunteers")
    desk.write("ﾜﾀﾅﾍﾞ")
    return desk.window.grab()


def filters(desk: Desk) -> QPixmap:
    """A list narrowed by its state, the menu open."""
    page = desk.page("organizations")
    button = page.filters.buttons["status"]
    menu = button.menu()
    menu.actions()[1].trigger()
    desk.settle()
    menu.popup(QPoint(0, 0))
    desk.settle()
    return with_popup(desk.window, menu, button.mapTo(desk.window, QPoint(0, button.height())))


def basket(desk: Desk) -> QPixmap:
    """Four organisations put aside with the space bar."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_Down)
    for _ in range(4):
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Down)
    return desk.window.grab()


def new_organization(desk: Desk) -> QPixmap:
    """A new organisation, typed down to its telephone."""
    desk.page("organizations")
    _type_organization(desk)
    return desk.window.grab()


def saved_organization(desk: Desk) -> QPixmap:
    """The same one, saved: it stays in front, with the way back below."""
    desk.page("organizations")
    _type_organization(desk)
    desk.press(Qt.Key.Key_F12)
    return desk.window.grab()


def wrong_entries(desk: Desk) -> QPixmap:
    """What cannot be saved, marked beside its field."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_F2)
    desk.fill("浜辺の清掃隊", "", "", "", "R8.13.1")
    desk.press(Qt.Key.Key_F12)
    return desk.window.grab()


def possible_duplicate(desk: Desk) -> QPixmap:
    """A name that is registered already."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_F2)
    desk.fill("あじさい見守り隊")
    return desk.window.grab()


def left_draft(desk: Desk) -> QPixmap:
    """What was being typed when the program ended."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_F2)
    desk.fill("港の朗読会", "")
    desk.begin_next_day()
    desk.page("organizations")
    return desk.window.grab()


def renewal(desk: Desk) -> QPixmap:
    """The question before a registration is extended."""
    desk.show(desk.page("organizations"), "D0012")
    desk.press(Qt.Key.Key_F5)
    return desk.window.grab()


def merging(desk: Desk) -> QPixmap:
    """The question before two records become one."""
    page = desk.page("organizations")
    desk.show(page, "D0024")
    desk.press(Qt.Key.Key_Space)
    desk.show(page, "D0050")
    desk.press(Qt.Key.Key_F10)
    menu = desk.opened(QMenu)
    next(action for action in menu.actions() if action.text() == "かごの1件と統合する").trigger()
    menu.close()
    desk.settle()
    return desk.window.grab()


def volunteer(desk: Desk) -> QPixmap:
    """A volunteer's record."""
    desk.show(desk.page("volunteers"), "V03632")
    return desk.window.grab()


def figures(desk: Desk) -> QPixmap:
    """Ten years of everything that is counted, with charts of the group under the cursor."""
    desk.window.go_to_tab("figures")
    desk.settle()
    return desk.window.grab()


def annual_report(desk: Desk) -> QPixmap:
    """The chapters of last year's report, and the report."""
    page = desk.window.go_to_tab("annual_reports")
    assert isinstance(page, ReportPage)
    desk.settle()
    page.sections.setCurrentRow(3)
    desk.settle()
    page.view.canvas.go_to_page(4)
    desk.settle()
    return desk.window.grab()


def print_form(desk: Desk) -> QPixmap:
    """F6: the application form of the organisation in front."""
    return _printing(desk, f"{Kind.FILLED.value}:organization-application").grab()


def print_roster(desk: Desk) -> QPixmap:
    """F6: the roster of those whose registration is in force."""
    return _printing(desk, f"{Kind.ROSTER.value}:organizations").grab()


def print_labels(desk: Desk) -> QPixmap:
    """F6: address labels, from the fourth label of a sheet on."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_Down)
    for _ in range(4):
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_F6)
    window = desk.opened(PrintDialog)
    return _choose(desk, window, f"{Kind.LABELS.value}:").grab()


def importing(desk: Desk) -> QPixmap:
    """F7: a list with one wrong day."""
    assert desk.office is not None
    desk.page("organizations")
    file = desk.office / "団体名簿.csv"
    file.write_bytes(MESSY.encode("cp932"))
    desk.press(Qt.Key.Key_F7)
    window = desk.opened(ImportWindow)
    window.open(file)
    desk.settle()
    window.preview.go_to_problem(1)
    desk.settle()
    return window.grab()


def exporting(desk: Desk) -> QPixmap:
    """F8."""
    desk.page("organizations")
    desk.press(Qt.Key.Key_F8)
    return desk.opened(ExportDialog).grab()


def projects(desk: Desk) -> QPixmap:
    """The register of projects, a record read with what is not confirmed yet."""
    desk.page("projects")
    return desk.window.grab()


def grant_round(desk: Desk) -> QPixmap:
    """A round that was decided on, at a glance."""
    desk.show(desk.page("grant_rounds"), "R8-B01")
    return desk.window.grab()


def grant_application(desk: Desk) -> QPixmap:
    """An application being typed: its expenses have just become more than its income."""
    page = desk.page("grants")
    assert isinstance(page, GrantPage)
    page.editing.begin_edit()
    desk.settle()
    table = page.panel.form.tables["expenses"]
    page.panel.form.go_to_section("支出")
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, table.model.attributes.index("budget")))
    desk.write("250000")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: not page.live.isHidden() and len(page.live.findChildren(QLabel)) > 1)
    desk.settle()
    page.panel.form.go_to_section("収入")
    return desk.window.grab()


def grant_review(desk: Desk) -> QPixmap:
    """Marks on the left, the ranking with the end of the budget on the right."""
    page = desk.window.go_to_tab("grant_review")
    assert isinstance(page, ReviewPage)
    desk.settle()
    page.open_record(next(each.id for each in page.grants.rounds.book().rounds if each["reference"] == "R8-B01"))
    desk.settle()
    return desk.window.grab()


def boards(desk: Desk) -> QPixmap:
    """Deadlines over all registers, and the sums of the year."""
    desk.page("projects")
    QTest.keyClick(desk.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    return desk.window.grab()


def evaluation_sheet(desk: Desk) -> QPixmap:
    """A sheet that is being filled in, with what the last evaluation asked for above its marks."""
    page = desk.page("evaluations")
    assert isinstance(page, EvaluationPage)
    page.editing.begin_edit()
    desk.settle()
    form = page.panel.form
    form.go_to_section("前回の要望と、その後")
    form.tables["marks"].view.begin()
    desk.settle()
    return desk.window.grab()


def evaluations_side_by_side(desk: Desk) -> QPixmap:
    """The sheets of one project side by side."""
    desk.page("evaluations")
    QTest.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    return desk.window.grab()


def settings(desk: Desk) -> QPixmap:
    """設定."""
    desk.window.go_to_tab("settings")
    desk.settle()
    return desk.window.grab()


def dark_and_large(desk: Desk) -> QPixmap:
    """今日 in the dark colours and the largest text."""
    return desk.window.grab()


SCENES: Mapping[str, Scene] = {
    "first-start": first_start,
    "today": today,
    "window": parts_of_the_window,
    "search-everywhere": search_over_everything,
    "search-list": search_in_a_list,
    "filters": filters,
    "basket": basket,
    "new": new_organization,
    "saved": saved_organization,
    "wrong": wrong_entries,
    "duplicate": possible_duplicate,
    "draft": left_draft,
    "renewal": renewal,
    "merging": merging,
    "volunteer": volunteer,
    "projects": projects,
    "round": grant_round,
    "grant": grant_application,
    "review": grant_review,
    "boards": boards,
    "evaluation-sheet": evaluation_sheet,
    "comparison": evaluations_side_by_side,
    "figures": figures,
    "annual-report": annual_report,
    "print-form": print_form,
    "print-roster": print_roster,
    "print-labels": print_labels,
    "import": importing,
    "export": exporting,
    "settings": settings,
    "dark": dark_and_large,
}
"""The scenes by the names of their files."""

WITHOUT_OFFICE = frozenset({"first-start"})
LOOKS: Mapping[str, Mapping[str, str]] = {"dark": {"mode": "dark", "size": "largest"}}
"""Where the looks are not the usual ones."""


def numbered(window: QWidget, places: Sequence[tuple[QWidget, QPoint]]) -> QPixmap:
    """Return the picture of a window with 1, 2 … on widgets, each off by a distance from their upper left corner."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(MARK * 2 // 3)
    painter.setFont(font)
    for number, (widget, distance) in enumerate(places, 1):
        circle = QRect(widget.mapTo(window, QPoint(0, 0)) + distance, QSize(MARK, MARK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ad2400"))
        painter.drawEllipse(circle)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return picture


def with_popup(window: QWidget, popup: QWidget, place: QPoint) -> QPixmap:
    """Return the picture of a window with a menu over it, which is a window of its own."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(place, popup.grab())
    painter.end()
    return picture


def _type_organization(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.fill("浜辺の清掃隊", "", "npo", "", "h3.4.1", "", "", "会長", "渡邉　渚", "", "090 0001 2345", "0500083")
    desk.fill("1丁目1番1号", "0143(22)1111")


def _printing(desk: Desk, paper: str) -> PrintDialog:
    desk.page("organizations")
    desk.press(Qt.Key.Key_F6)
    return _choose(desk, desk.opened(PrintDialog), paper)


def _choose(desk: Desk, window: PrintDialog, paper: str) -> PrintDialog:
    papers = window.findChild(PaperList)
    assert papers is not None
    papers.choose(paper)
    desk.until(lambda: window.maker.is_settled)
    desk.settle()
    return window
