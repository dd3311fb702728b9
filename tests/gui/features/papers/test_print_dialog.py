"""F6 from the first key to the recorded paper."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import Cancelled, WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.papers.print_job import PrintJob
from kyodo_desktop.features.papers.ui.form_options import FormOptions
from kyodo_desktop.features.papers.ui.paper_list import Kind
from kyodo_desktop.features.papers.ui.print_dialog import PrintDialog
from kyodo_desktop.features.papers.ui.roster_options import RosterOptions
from kyodo_desktop.features.papers.ui.whom import Whom
from kyodo_desktop.ui.page_canvas import Fit
from kyodo_desktop.ui.pdf_pages import PdfPages
from tests.printing.reading import page_texts, squeezed

from .conftest import Counter

TextOf = Callable[[PrintDialog], str]


def press(bot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is."""
    from PySide6.QtWidgets import QApplication

    focus = QApplication.focusWidget()
    assert focus is not None
    bot.keyClick(focus, key, modifier)


def form_of(dialog: PrintDialog) -> FormOptions:
    options = dialog.choices.options
    assert isinstance(options, FormOptions)
    return options


def step(dialog: PrintDialog, words: str) -> QPushButton:
    return next(button for button in dialog.notices.buttons if button.text() == words)


# ------------------------------------------------------------------------------------------------- by keyboard alone


def test_from_the_list_to_the_recorded_file_without_the_mouse(counter: Counter, qtbot: QtBot, text_of: TextOf) -> None:
    current = counter.ids("organizations", 1)[0]
    name = counter.office.service("organizations").load(current)["name"]
    dialog = counter.open(current=current)
    assert dialog.choices.papers.hasFocus()
    first = dialog.choices.papers.paper
    assert first is not None
    assert first.kind is Kind.FILLED
    press(qtbot, Qt.Key.Key_Down)
    counter.settle(dialog)
    paper = dialog.choices.papers.paper
    assert paper is not None
    assert paper != first
    assert squeezed(name) in text_of(dialog)
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.view.canvas.hasFocus()
    press(qtbot, Qt.Key.Key_F12)
    counter.settle(dialog)
    path = counter.folder / f"{paper.title}_20261121.pdf"
    assert squeezed(name) in squeezed(page_texts(path.read_bytes())[0])
    assert counter.handouts() == [("山田", paper.title, path.name, 1, "organizations", current)]
    assert dialog.notices.text.text() == f"「{paper.title}」を「{path}」に保存しました。"
    assert counter.said == [dialog.notices.text.text()]
    press(qtbot, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_goes_through_the_options_before_it_comes_to_the_buttons(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open()
    for paper in ("roster:organizations", "roster:officers", "roster:organizations"):
        dialog.choices.papers.choose(paper)
        counter.settle(dialog)
    dialog.choices.papers.setFocus()
    stops: list[QWidget] = []
    while (focus := dialog.focusWidget()) is not None and focus not in stops:
        stops.append(focus)
        press(qtbot, Qt.Key.Key_Tab)
    options = dialog.choices.options
    assert isinstance(options, RosterOptions)
    assert stops[0] is dialog.choices.papers
    assert stops[1] in dialog.choices.whom.buttons.values()
    assert stops[2:7] == [options.group, options.columns, options.up, options.down, options.first]
    assert set(stops[7:]) == {dialog.view.canvas, dialog.print_button, dialog.save_button, dialog.close_button}


def test_f6_again_prints_what_is_shown(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open()
    paper = dialog.choices.papers.paper
    assert paper is not None
    press(qtbot, Qt.Key.Key_F6)
    counter.settle(dialog)
    assert counter.asked == [(paper.title, dialog.view.canvas.count, "")]
    assert counter.paper.read_bytes().startswith(b"%PDF")
    assert [handout[1:4] for handout in counter.handouts()] == [(paper.title, "プリンター", 1)]
    assert "「複合機」に送りました" in dialog.notices.text.text()


def test_enter_in_the_preview_goes_to_the_button_that_prints(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.print_button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    counter.settle(dialog)
    assert len(counter.handouts()) == 1


def test_f6_before_the_print_is_made_prints_it_when_it_is(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open()
    dialog.choices.papers.choose("roster:organizations")
    assert dialog.made is None
    press(qtbot, Qt.Key.Key_F6)
    counter.settle(dialog)
    qtbot.waitUntil(lambda: len(counter.handouts()) == 1)
    assert counter.handouts()[0][1] == "市民活動団体名簿"


def test_changing_their_mind_records_nothing(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open()
    dialog.output.ask_path = lambda _parent, _proposed: None
    dialog.output.ask_target = lambda _parent, _title, _pages, _preferred: None  # type: ignore[assignment]  # a stub
    press(qtbot, Qt.Key.Key_F12)
    press(qtbot, Qt.Key.Key_F6)
    counter.settle(dialog)
    assert counter.handouts() == []
    assert dialog.notices.notice is None


def test_pages_that_there_are_not_are_refused(counter: Counter) -> None:
    dialog = counter.open()
    target = dialog.output.ask_target(dialog, "", dialog.made.pages, "")  # type: ignore[union-attr]  # it is made
    assert target is not None
    target.printer.setPrintRange(QPrinter.PrintRange.PageRange)
    target.printer.setFromTo(7, 9)
    dialog.output.ask_target = lambda _parent, _title, _pages, _preferred: target
    dialog.print()
    assert "印刷するページを、1から1までの番号で選んでください。" in dialog.notices.text.text()
    counter.settle(dialog)
    assert counter.handouts() == []


# ------------------------------------------------------------------------------------------------------- for whom


def test_a_form_is_for_the_record_in_front_unless_others_are_chosen(
    counter: Counter, qtbot: QtBot, text_of: TextOf
) -> None:
    basket = counter.ids("organizations")[10:13]
    dialog = counter.open(basket=basket)
    assert dialog.choices.whom.whom is Whom.CURRENT
    assert dialog.choices.whom.buttons[Whom.BASKET].text() == "かご（3件）"
    assert not dialog.choices.whom.buttons[Whom.REGISTERED].isVisible()
    dialog.choices.whom.buttons[Whom.CURRENT].setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert dialog.choices.whom.whom is Whom.BASKET
    counter.settle(dialog)
    names = [record["name"] for record in counter.office.service("organizations").load_many(basket)]
    assert all(squeezed(name) in text_of(dialog) for name in names)
    dialog.save()
    counter.settle(dialog)
    assert counter.handouts()[0][3:] == (3, None, None)


def test_a_roster_is_of_all_that_are_registered(counter: Counter, text_of: TextOf) -> None:
    dialog = counter.open()
    counter.choose(dialog, "roster:organizations")
    assert dialog.choices.whom.whom is Whom.REGISTERED
    registered = counter.ids("organizations", status=("valid", "expiring", "waiting"))
    assert f"計{len(registered)}団体" in text_of(dialog)
    dialog.choices.whom.buttons[Whom.LISTED].click()
    counter.settle(dialog)
    assert "計5団体" in text_of(dialog)


def test_the_basket_comes_first_for_labels_and_rosters(counter: Counter) -> None:
    dialog = counter.open(basket=counter.ids("organizations", 3))
    for key in ("roster:organizations", "labels:", "envelopes:"):
        counter.choose(dialog, key)
        assert dialog.choices.whom.whom is Whom.BASKET


def test_a_choice_by_hand_holds_from_paper_to_paper(counter: Counter) -> None:
    dialog = counter.open(basket=counter.ids("organizations", 3))
    dialog.choices.whom.buttons[Whom.LISTED].click()
    for key in ("labels:", "filled:organization-sheet", "roster:officers"):
        counter.choose(dialog, key)
        assert dialog.choices.whom.whom is Whom.LISTED


def test_a_blank_form_is_for_nobody(counter: Counter) -> None:
    dialog = counter.open(current=None, listed=())
    assert "印刷する記録がありません" in dialog.view.canvas.empty_words
    dialog.save()
    counter.choose(dialog, "blank:organization-application")
    assert not dialog.choices.whom.isVisible()
    dialog.save()
    counter.settle(dialog)
    assert [handout[3:] for handout in counter.handouts()] == [(0, None, None)]


# ------------------------------------------------------------------------------------------- what a form asks for


def test_what_is_typed_for_a_form_is_printed(counter: Counter, qtbot: QtBot, text_of: TextOf) -> None:
    dialog = counter.open(form="organization-decision")
    assert dialog.choices.papers.paper is not None
    assert dialog.choices.papers.paper.name == "organization-decision"
    form = form_of(dialog).form
    form.focus_first()
    number = form.cells["document_number"].editor.target
    qtbot.keyClicks(number, "A-12")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(form.cells["applied_on"].editor.target, "R8.11.1")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.view.canvas.hasFocus(), "Enter goes on from the last field to the preview"
    counter.settle(dialog)
    assert "A-12" in text_of(dialog)
    assert "令和8年11月1日付けで申請のあった" in text_of(dialog)


def test_a_table_of_a_form_is_printed(counter: Counter, text_of: TextOf) -> None:
    dialog = counter.open(form="organization-change")
    form = form_of(dialog).form
    assert "変更した事項" in form.sections
    changes = form.tables["changes"].model
    for column, words in enumerate(("代表者", "山田", "髙橋")):
        changes.setData(changes.index(0, column), words, Qt.ItemDataRole.EditRole)
    counter.settle(dialog)
    assert "代表者山田髙橋" in text_of(dialog)


def test_leaving_asks_when_something_typed_was_not_printed(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open(form="organization-decision")
    form_of(dialog).form.set_value("document_number", "第1号")
    form_of(dialog).form.edited.emit()
    counter.settle(dialog)
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert [button.text() for button in dialog.notices.buttons] == ["破棄して閉じる", "入力に戻る"]
    step(dialog, "入力に戻る").click()
    dialog.save()
    counter.settle(dialog)
    dialog.reject()
    assert not dialog.isVisible(), "it was printed"


def test_giving_up_what_was_typed_closes(counter: Counter) -> None:
    dialog = counter.open(form="organization-decision")
    form_of(dialog).form.set_value("document_number", "第1号")
    dialog.reject()
    step(dialog, "破棄して閉じる").click()
    assert not dialog.isVisible()


# -------------------------------------------------------------------------------------------------- what goes wrong


def test_those_without_an_address_are_told_beside_the_preview(counter: Counter, qtbot: QtBot) -> None:
    service = counter.office.service("organizations")
    record = service.save("山田", Draft({"kind": "npo", "name": "住所のない会"})).snapshot
    dialog = counter.open(current=record.id)
    counter.choose(dialog, "labels:")
    assert "住所のない1件は宛名を印刷できません：住所のない会。" in dialog.notices.text.text()
    assert dialog.view.page == 0
    press(qtbot, Qt.Key.Key_F12)
    counter.settle(dialog)
    assert counter.handouts() == []
    counter.choose(dialog, "filled:organization-application")
    assert dialog.notices.notice is None, "the trouble goes with its paper"
    assert dialog.view.page == 1


def test_the_others_are_printed_on_request_until_something_else_is_chosen(counter: Counter, text_of: TextOf) -> None:
    service = counter.office.service("organizations")
    lacking = service.save("山田", Draft({"kind": "npo", "name": "住所のない会"})).snapshot
    others = counter.ids("organizations", 2)
    dialog = counter.open(current=lacking.id, listed=(*others, lacking.id))
    counter.choose(dialog, "labels:")
    dialog.choices.whom.buttons[Whom.LISTED].click()
    counter.settle(dialog)
    assert dialog.made is None
    step(dialog, "ほかの2件だけを作成する").click()
    counter.settle(dialog)
    assert dialog.made is not None
    assert dialog.made.print.people == 2
    assert dialog.notices.notice is None
    assert all(squeezed(service.load(each)["name"]) in text_of(dialog) for each in others)
    dialog.choices.whom.buttons[Whom.CURRENT].click()
    counter.settle(dialog)
    assert dialog.made is None
    assert [button.text() for button in dialog.notices.buttons if "件だけ" in button.text()] == []


def test_missing_characters_are_named_and_replaced_only_on_request(counter: Counter, text_of: TextOf) -> None:
    dialog = counter.open(form="organization-decision")
    form_of(dialog).form.set_value("document_number", "第\U0002ffff号")
    form_of(dialog).form.edited.emit()
    counter.settle(dialog)
    assert "U+2FFFF" in dialog.notices.text.text()
    assert dialog.made is None
    step(dialog, "〓に置き換えて作成する").click()
    counter.settle(dialog)
    assert "第〓号" in text_of(dialog)
    assert dialog.notices.notice is None


def test_a_print_that_was_stopped_can_be_made_again(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object, **_named: object) -> None:
        raise Cancelled

    dialog = counter.open()
    with monkeypatch.context() as patch:
        patch.setattr(PrintJob, "draw", stop)
        counter.choose(dialog, "roster:organizations")
    assert dialog.made is None
    assert dialog.view.page == 0
    step(dialog, "もう一度作成する").click()
    counter.settle(dialog)
    assert dialog.view.page == 1


def test_variants_in_the_common_shape_are_told(counter: Counter) -> None:
    dialog = counter.open(form="organization-decision")
    form_of(dialog).form.set_value("document_number", "第木\U000e01ef号")
    form_of(dialog).form.edited.emit()
    counter.settle(dialog)
    assert "一般の字形で印刷されます" in dialog.notices.text.text()
    assert dialog.made is not None


def test_without_a_printer_saving_is_offered(counter: Counter) -> None:
    counter.printers = ()
    dialog = counter.open()
    dialog.print()
    assert "プリンターが設定されていません" in dialog.notices.text.text()
    step(dialog, "PDFで保存する").click()
    counter.settle(dialog)
    assert counter.handouts()[0][2].endswith("_20261121.pdf")


def test_a_file_that_cannot_be_written_is_told_and_not_recorded(counter: Counter) -> None:
    dialog = counter.open()
    dialog.output.ask_path = lambda _parent, proposed: counter.folder / "ない場所" / proposed.name
    dialog.save()
    counter.settle(dialog)
    assert "書き込めません" in dialog.notices.text.text()
    assert counter.handouts() == []


def test_a_record_that_cannot_be_kept_is_told(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise WorldError("ディスクに空きがありません。")

    dialog = counter.open()
    monkeypatch.setattr(counter.office, "record_handout", refuse)
    dialog.save()
    counter.settle(dialog)
    assert "印刷の記録を残せませんでした。ディスクに空きがありません。" in dialog.notices.text.text()


def test_an_office_that_is_only_read_prints_what_names_nobody(counter: Counter) -> None:
    dialog = counter.open(read_only=True)
    dialog.save()
    assert "記録を残せません" in dialog.notices.text.text()
    counter.choose(dialog, "blank:organization-application")
    dialog.save()
    counter.settle(dialog)
    assert "保存しました" in dialog.notices.text.text()
    assert counter.handouts() == []


def test_a_form_of_the_office_that_cannot_be_read_is_named(counter: Counter) -> None:
    (counter.office.folder.forms / "letter.toml").write_text("title = 1\n", encoding="utf-8")
    dialog = counter.open()
    assert dialog.choices.troubles.isVisible()
    assert "letter.toml" in dialog.choices.troubles.text()
    assert dialog.view.page == 1


class SlowPrinter:
    """Takes pages up to one, then waits until it is let go on."""

    def __init__(self, patch: pytest.MonkeyPatch, stops_at: int) -> None:
        self.waits, self.goes_on = threading.Event(), threading.Event()
        draw = PdfPages.draw_for_paper

        def slowly(pages: PdfPages, number: int, scale: float, *, colour: bool) -> QImage:
            if number == stops_at:
                self.waits.set()
                assert self.goes_on.wait(60)
            return draw(pages, number, scale, colour=colour)

        patch.setattr(PdfPages, "draw_for_paper", slowly)


def begin_printing(counter: Counter, printer: SlowPrinter, bot: QtBot) -> PrintDialog:
    """Return a window that is sending five pages to a printer which has stopped at one of them."""
    dialog = counter.open(listed=counter.ids("organizations", 5), parent=counter.window)
    dialog.choices.whom.buttons[Whom.LISTED].click()
    counter.settle(dialog)
    dialog.print()
    bot.waitUntil(printer.waits.is_set)
    assert dialog.output.is_busy
    assert not dialog.print_button.isEnabled()
    return dialog


def test_printing_goes_on_behind_the_closed_window(
    counter: Counter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch, stops_at=3)
    dialog = begin_printing(counter, printer, qtbot)
    output = dialog.output
    dialog.reject()
    assert not dialog.isVisible()
    counter.window.show()
    counter.window.close()
    assert counter.window.isVisible(), "the program waits for it"
    assert "印刷を送っています" in counter.said[-1]
    printer.goes_on.set()
    qtbot.waitUntil(lambda: not output.is_busy)
    assert [handout[2:4] for handout in counter.handouts()] == [("プリンター", 5)]
    assert "（5ページ）を「複合機」に送りました" in counter.said[-1]
    counter.window.close()
    assert not counter.window.isVisible()


def test_printing_that_is_stopped_is_recorded_as_far_as_it_came(
    counter: Counter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch, stops_at=2)
    dialog = begin_printing(counter, printer, qtbot)
    dialog.output.cancel()
    printer.goes_on.set()
    counter.settle(dialog)
    assert "印刷を中止しました。送り終えたページは" in dialog.notices.text.text()
    assert [handout[2:4] for handout in counter.handouts()] == [("プリンター（中止）", 5)]
    assert dialog.print_button.isEnabled()


def test_printing_that_is_stopped_before_its_first_page_is_not_recorded(
    counter: Counter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = SlowPrinter(monkeypatch, stops_at=0)
    dialog = begin_printing(counter, printer, qtbot)
    output = dialog.output
    output.cancel()
    dialog.reject()
    printer.goes_on.set()
    qtbot.waitUntil(lambda: not output.is_busy)
    assert counter.said[-1] == "印刷を中止しました。", "there is no window left to say it"
    assert counter.handouts() == []


# ------------------------------------------------------------------------------------------------- the next time


def test_what_was_chosen_comes_back(counter: Counter) -> None:
    dialog = counter.open()
    counter.choose(dialog, "roster:organizations")
    dialog.choices.whom.buttons[Whom.LISTED].click()
    dialog.view.fit_width.click()
    dialog.reject()
    again = counter.open()
    assert again.choices.papers.paper is not None
    assert again.choices.papers.paper.key == "roster:organizations"
    assert again.choices.whom.whom is Whom.LISTED
    assert again.view.canvas.fit is Fit.WIDTH
    other = counter.open("volunteers")
    assert other.choices.papers.paper is not None
    assert other.choices.papers.paper.kind is Kind.FILLED, "each slice has its own"


def test_a_paper_that_is_no_longer_there_gives_way_to_the_first(counter: Counter) -> None:
    counter.preferences.set(
        "organizations.print", {"paper": "filled:gone", "options roster:members": {"columns": ["x"]}}
    )
    dialog = counter.open()
    assert dialog.choices.papers.paper is not None
    assert dialog.choices.papers.paper.kind is Kind.FILLED
    counter.choose(dialog, "roster:members")
    assert dialog.view.page == 1


@pytest.mark.parametrize("leave", [PrintDialog.close, PrintDialog.reject])
def test_a_closed_window_goes_away(counter: Counter, qtbot: QtBot, leave: Callable[[PrintDialog], object]) -> None:
    dialog = counter.open(kept=False, parent=counter.window)
    with qtbot.waitSignals([dialog.destroyed, dialog.output.destroyed]):
        leave(dialog)


def test_the_list_stops_only_at_papers(counter: Counter, qtbot: QtBot) -> None:
    dialog = counter.open("volunteers")
    press(qtbot, Qt.Key.Key_Home)
    seen = []
    for _ in range(dialog.choices.papers.count()):
        assert dialog.choices.papers.paper is not None
        if not seen or seen[-1] != dialog.choices.papers.paper:
            seen.append(dialog.choices.papers.paper)
        press(qtbot, Qt.Key.Key_Down)
    assert {paper.kind for paper in seen} == set(Kind) - {Kind.BUNDLE}, "nothing of volunteers is bound"
    assert len(seen) < dialog.choices.papers.count(), "headings are no stops"
    counter.settle(dialog)


def test_every_control_says_what_it_is(counter: Counter) -> None:
    dialog = counter.open("volunteers")
    for paper in ("filled:talent-bank-sheet", "roster:volunteers", "labels:", "envelopes:", "cards:"):
        counter.choose(dialog, paper)
        buddies = {label.buddy() for label in dialog.findChildren(QLabel)}
        for each in dialog.findChildren(QWidget):
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                inside = isinstance(each.parent(), QAbstractSpinBox | QComboBox)
                words = each.text() if isinstance(each, QAbstractButton) else ""
                assert inside or each.accessibleName() or words or each in buddies, each
