from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.fields import Disclosure
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taxonomy import Term
from kyodo_desktop.ui.check_grid import ChoicesEditor, FlagEditor, WeekGridEditor
from kyodo_desktop.ui.choice_editor import ChoiceEditor, ChoiceLine
from kyodo_desktop.ui.record_form import RecordForm
from kyodo_desktop.ui.record_view import RecordView
from kyodo_desktop.ui.text_editors import EraDateEditor, LineEditor, Paragraphs

from .invented import CIRCLE, WORDS, circle


@pytest.fixture
def form(qtbot: QtBot) -> RecordForm:
    form = RecordForm(CIRCLE, WORDS)
    qtbot.addWidget(form)
    form.resize(900, 700)
    form.show()
    qtbot.waitExposed(form)
    form.load(None, WORDS)
    return form


def line(form: RecordForm, attribute: str) -> QLineEdit:
    target = form.cells[attribute].editor.target
    assert isinstance(target, QLineEdit)
    return target


def type_into(qtbot: QtBot, form: RecordForm, attribute: str, text: str) -> None:
    line(form, attribute).setFocus()
    line(form, attribute).selectAll()
    qtbot.keyClicks(line(form, attribute), text)


def enter(qtbot: QtBot) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Return)


def focused(form: RecordForm) -> str:
    focus = form.focusWidget()
    return next((name for name, cell in form.cells.items() if focus and cell.isAncestorOf(focus)), "")


# ------------------------------------------------------------------------------------------------------- what it shows


def test_every_field_has_an_editor_with_a_name_and_a_label(form: RecordForm) -> None:
    for attribute, declared in CIRCLE.fields.items():
        if isinstance(declared, Disclosure) or declared.derived:
            assert attribute not in form.cells
            continue
        target = form.cells[attribute].editor.target
        assert target.accessibleName().startswith(declared.label)
        assert ("必須" in target.accessibleName()) == declared.required
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy() is not None}
    assert buddies == {cell.editor.target for cell in form.cells.values()}


def test_the_sections_are_those_of_the_paper_form(form: RecordForm) -> None:
    assert list(form.sections)[:4] == ["サークル", "連絡先", "活動", "会員"]


def test_the_input_method_follows_the_field(form: RecordForm) -> None:
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert line(form, "name").testAttribute(enabled)
    for attribute in ("phone", "postal_code", "email", "established_on", "member_count", "minutes", "reference"):
        assert not line(form, attribute).testAttribute(enabled), attribute
        assert line(form, attribute).inputMethodHints() & Qt.InputMethodHint.ImhPreferLatin, attribute


def test_a_stored_record_is_shown_and_unchanged(form: RecordForm) -> None:
    form.load(circle(), WORDS)
    assert line(form, "kind").text() == "音楽・演劇"
    assert line(form, "member_count").text() == "1,234"
    assert line(form, "join_rate").text() == "62.5"
    assert form.cells["fields"].editor.raw() == ["f2", "f7"]
    assert form.cells["insured"].editor.raw() is True
    assert form.cells["availability"].editor.raw() == ["mon-am", "sat-night"]
    assert not form.is_dirty()
    assert form.problems() == []
    assert form.draft() == Draft(id=7, version=3)


@pytest.mark.parametrize("attribute", [name for name in CIRCLE.fields if name not in ("missing", "disclosure")])
def test_what_is_shown_is_read_back_as_the_same_value(form: RecordForm, attribute: str) -> None:
    stored = circle(fax="0143-22-1111")
    form.load(None, WORDS)
    form.set_extra_visible(["join_rate"])
    form.fill({attribute: stored[attribute]})
    assert form.draft().values == {attribute: stored[attribute]}


def test_a_retired_or_unknown_choice_is_kept_while_it_is_not_touched(form: RecordForm) -> None:
    form.load(circle(kind="old", fields=("f1", "lost")), WORDS)
    assert line(form, "kind").text() == "旧種別"
    assert form.cells["fields"].editor.raw() == ["f1", "lost"]
    assert not form.is_dirty()
    form.load(circle(kind="gone"), WORDS)
    assert line(form, "kind").text() == "gone"
    form.set_value("phone", "0143-22-3333")
    assert form.problems() == []
    assert form.draft().values == {"phone": "0143-22-3333"}


def test_derived_values_are_shown_and_never_saved(form: RecordForm) -> None:
    form.load(circle(), WORDS)
    assert "1件" in {label.text() for label in form.findChildren(QLabel)}
    form.set_value("phone", "")
    assert "missing" not in form.draft().values


# --------------------------------------------------------------------------------------------------------------- keys


def test_enter_goes_through_the_whole_form_and_shift_goes_back(qtbot: QtBot, form: RecordForm) -> None:
    form.focus_first()
    visited = [focused(form)]
    ended: list[bool] = []
    form.end_reached.connect(lambda: ended.append(True))
    for _ in range(40):
        enter(qtbot)
        if ended:
            break
        visited.append(focused(form))
    expected = [name for name in form.cells if name not in ("reference", "join_rate")]
    assert visited == [*expected, ""]
    assert form.tables["members"].view.hasFocus()
    qtbot.keyClick(form.tables["members"].view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def paragraphs(form: RecordForm) -> Paragraphs:
    target = form.cells["purpose"].editor.target
    assert isinstance(target, Paragraphs)
    return target


def come_to_purpose(form: RecordForm, before: str = "") -> Paragraphs:
    form.load(circle(purpose=before or None), WORDS)
    box = paragraphs(form)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    return box


def test_enter_goes_through_lines_that_nobody_touched(qtbot: QtBot, form: RecordForm) -> None:
    box = come_to_purpose(form, "合唱の練習\n発表会")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert focused(form) != "purpose"
    assert box.toPlainText() == "合唱の練習\n発表会"
    assert not form.is_dirty()


def test_enter_begins_a_line_and_on_an_empty_one_goes_on(qtbot: QtBot, form: RecordForm) -> None:
    box = come_to_purpose(form)
    qtbot.keyClicks(box, "chorus")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "concert")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (focused(form), box.toPlainText()) == ("purpose", "chorus\nconcert\n")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert focused(form) != "purpose"
    assert box.toPlainText() == "chorus\nconcert"


@pytest.mark.parametrize(
    ("modifier", "stays", "text"),
    [
        (Qt.KeyboardModifier.AltModifier, True, "chorus\n"),
        (Qt.KeyboardModifier.ControlModifier, False, "chorus"),
        (Qt.KeyboardModifier.ShiftModifier, False, "chorus"),
    ],
)
def test_enter_with_another_key_in_lines(
    qtbot: QtBot, form: RecordForm, modifier: Qt.KeyboardModifier, stays: bool, text: str
) -> None:
    box = come_to_purpose(form)
    qtbot.keyClicks(box, "chorus")
    qtbot.keyClick(box, Qt.Key.Key_Return, modifier)
    assert (focused(form) == "purpose", box.toPlainText()) == (stays, text)


def test_an_empty_line_between_paragraphs_is_kept(qtbot: QtBot, form: RecordForm) -> None:
    box = come_to_purpose(form, "合唱\n\n発表会")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (focused(form), box.toPlainText()) == ("purpose", "合唱\n\n\n発表会")


def test_a_long_name_is_seen_whole_where_there_is_room(qtbot: QtBot, form: RecordForm) -> None:
    form.resize(620, 700)  # so narrow that a name has its row for itself
    name = line(form, "name")
    form.set_value("name", "合唱団")
    qtbot.waitUntil(lambda: 0 < name.width() < 300)
    usual = name.width()
    form.set_value("name", "特定非営利活動法人")
    qtbot.waitUntil(lambda: name.width() == usual)
    form.set_value("name", "特定非営利活動法人みんなで育てる水辺の森の学校")
    qtbot.waitUntil(lambda: name.width() > name.fontMetrics().horizontalAdvance(name.text()))
    form.set_value("name", "長" * 200)
    cell = form.cells["name"]
    qtbot.waitUntil(lambda: name.width() > cell.width() - 20)
    assert form.widget().width() <= form.viewport().width()


def test_choices_are_read_whole_below_a_line_that_is_narrower(qtbot: QtBot) -> None:
    line = ChoiceLine()
    qtbot.addWidget(line)
    line.setFixedWidth(60)
    line.set_terms([Term("long", "まち「ピカ」パートナー（美化活動）"), Term("short", "短")])
    line.show()
    qtbot.waitExposed(line)
    line.open_list()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    try:
        assert popup.sizeHintForColumn(0) <= popup.viewport().width()
        assert not popup.horizontalScrollBar().isVisible()
    finally:
        popup.hide()


def test_a_name_that_is_too_long_shows_its_beginning_once_it_is_left(qtbot: QtBot, form: RecordForm) -> None:
    name = line(form, "name")
    name.setFocus()
    qtbot.waitUntil(name.hasFocus)
    type_into(qtbot, form, "name", "a" * 200)
    assert name.cursorPosition() == 200
    enter(qtbot)
    assert name.cursorPosition() == 0


def test_what_is_written_into_an_empty_field_is_seen_whole(qtbot: QtBot, form: RecordForm) -> None:
    reference = line(form, "reference")
    words = reference.placeholderText()
    qtbot.waitUntil(lambda: reference.width() > reference.fontMetrics().horizontalAdvance(words))


def is_whole(label: QLabel) -> bool:
    return label.height() >= label.heightForWidth(label.width())


def test_a_reason_that_grows_is_seen_whole(qtbot: QtBot, form: RecordForm) -> None:
    form.resize(720, 640)
    cell = form.cells["member_count"]
    for reason in ("短い。", "読めない値です。" * 8, "読めない値です。" * 12, "短い。"):
        cell.mark(reason)
        said = next(label for label in cell.findChildren(QLabel) if reason in label.text())
        qtbot.waitUntil(partial(is_whole, said))


def test_tab_does_what_enter_does(qtbot: QtBot, form: RecordForm) -> None:
    form.focus_first()
    assert focused(form) == "kind", "the office gives the number"
    qtbot.keyClick(line(form, "kind"), Qt.Key.Key_Backtab)
    qtbot.keyClick(line(form, "reference"), Qt.Key.Key_Tab)
    assert focused(form) == "kind"
    qtbot.keyClick(line(form, "kind"), Qt.Key.Key_Backtab)
    assert focused(form) == "reference"


def test_the_focused_field_is_scrolled_into_sight(qtbot: QtBot, form: RecordForm) -> None:
    form.resize(700, 300)
    line(form, "email").setFocus()
    enter(qtbot)
    enter(qtbot)
    cell = form.cells["purpose"]
    qtbot.waitUntil(
        lambda: (
            form.viewport()
            .rect()
            .intersects(cell.rect().translated(cell.mapTo(form.viewport(), cell.rect().topLeft())))
        )
    )


def test_a_heading_is_gone_to_with_the_cursor(qtbot: QtBot, form: RecordForm) -> None:
    form.resize(700, 300)
    form.go_to_section("活動")
    assert focused(form) == "fields"
    assert form.verticalScrollBar().value() == form.sections["活動"].y()


# ------------------------------------------------------------------------------------------------------------- typing


@pytest.mark.parametrize(
    ("attribute", "typed", "shown", "value"),
    [
        ("phone", "０１４３ー２５ー２７０３", "0143-25-2703", "0143-25-2703"),
        ("postal_code", "〒０５００００８１", None, None),
        ("postal_code", "0500081", "050-0081", "050-0081"),
        ("member_count", "１２３４人", "1,234", 1234),
        ("annual_budget", "12万", "120,000", 120000),
        ("minutes", "2.5", "2時間30分", 150),
        ("furigana", "ミズウミ", "みずうみ", "みずうみ"),
        ("established_on", "R8.11.21", "令和8年11月21日", dt.date(2026, 11, 21)),
        ("established_on", "20080401", "平成20年4月1日", dt.date(2008, 4, 1)),
        ("name", "  髙橋   合唱団 ", "髙橋　合唱団", "髙橋　合唱団"),
        ("kind", "2", "音楽・演劇", "music"),
        ("kind", "ong", "音楽・演劇", "music"),
    ],
)
def test_what_is_typed_is_tidied_on_leaving(
    form: RecordForm, attribute: str, typed: str, shown: str | None, value: object
) -> None:
    line(form, attribute).setText(typed)
    line(form, attribute).editingFinished.emit()
    if shown is None:
        assert line(form, attribute).text() == typed
        assert form.cells[attribute].is_marked
    else:
        assert line(form, attribute).text() == shown
        assert form.value(attribute) == value


def test_leaving_tells_the_value(qtbot: QtBot, form: RecordForm) -> None:
    type_into(qtbot, form, "postal_code", "0500081")
    with qtbot.waitSignal(form.field_left, check_params_cb=lambda name, value: name == "postal_code") as signal:
        enter(qtbot)
    assert signal.args == ["postal_code", "050-0081"]


def test_a_date_shows_what_it_means_while_it_is_typed(qtbot: QtBot, form: RecordForm) -> None:
    editor = form.cells["established_on"].editor
    assert isinstance(editor, EraDateEditor)
    type_into(qtbot, form, "established_on", "R8.11.21")
    assert editor.meaning.text() == "令和8年11月21日（2026年）（土）"
    enter(qtbot)
    assert editor.line.text() + editor.meaning.text() == "令和8年11月21日（2026年）（土）"
    editor.line.setText("令和")
    assert editor.meaning.text() == ""


def test_control_semicolon_is_today(qtbot: QtBot, form: RecordForm) -> None:
    line(form, "established_on").setFocus()
    qtbot.keyClick(line(form, "established_on"), Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert form.value("established_on") == WORDS.today
    assert form.is_dirty()


def test_a_wrong_value_is_marked_at_once_and_freed_as_soon_as_it_is_right(qtbot: QtBot, form: RecordForm) -> None:
    type_into(qtbot, form, "phone", "12")
    assert not form.cells["phone"].is_marked
    enter(qtbot)
    cell = form.cells["phone"]
    assert cell.is_marked
    assert cell.message.endswith("。")
    assert cell.message in cell.editor.target.accessibleDescription()
    assert line(form, "phone").property("wrong") == "true"
    assert focused(form) == "fax"
    type_into(qtbot, form, "phone", "0143-25-2703")
    assert not cell.is_marked


def test_saving_is_blocked_by_what_is_wrong_or_missing(form: RecordForm) -> None:
    line(form, "phone").setText("12")
    problems = form.problems()
    assert [problem.attribute for problem in problems] == ["kind", "name", "phone"]
    assert form.show_problems(problems) == []
    assert focused(form) == "kind"
    assert form.cells["name"].message == "サークル名を入力してください。"
    assert not form.cells["phone"].message.startswith("電話番号：")


def test_problems_of_no_field_are_handed_back(form: RecordForm) -> None:
    elsewhere = Problem("同じ登録番号の団体があります。")
    hidden = Problem("加入率が正しくありません。", "join_rate")
    assert form.show_problems([elsewhere, hidden, Problem("使われています。", "reference")]) == [elsewhere, hidden]
    assert form.cells["reference"].message == "使われています。"
    form.set_value("reference", "C-2")
    assert not form.cells["reference"].is_marked


# ------------------------------------------------------------------------------------------------------ choices, boxes


def test_a_choice_filters_as_typed_and_enter_takes_it_and_goes_on(qtbot: QtBot, form: RecordForm) -> None:
    editor = form.cells["kind"].editor
    assert isinstance(editor, ChoiceEditor)
    type_into(qtbot, form, "kind", "si")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.line.text() == "自然観察"
    assert form.value("kind") == "nature"
    assert focused(form) == "name"


def test_down_opens_all_choices_in_use(qtbot: QtBot, form: RecordForm) -> None:
    line(form, "kind").setFocus()
    qtbot.keyClick(line(form, "kind"), Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert form.value("kind") == "music"


def test_tab_takes_the_marked_choice(qtbot: QtBot, form: RecordForm) -> None:
    type_into(qtbot, form, "kind", "u")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert form.value("kind") == "sports"


def test_boxes_are_one_stop_with_arrows_inside(qtbot: QtBot, form: RecordForm) -> None:
    editor = form.cells["fields"].editor
    assert isinstance(editor, ChoicesEditor)
    form.cells["fields"].setFocus(Qt.FocusReason.TabFocusReason)
    first, second = list(editor.grid.boxes.values())[:2]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert form.value("fields") == ("f2",)
    enter(qtbot)
    assert focused(form) == "purpose"
    qtbot.keyClick(form.cells["purpose"].editor.target, Qt.Key.Key_Backtab)
    assert second.hasFocus()


def test_a_box_is_found_by_its_number_or_reading(qtbot: QtBot, form: RecordForm) -> None:
    editor = form.cells["fields"].editor
    assert isinstance(editor, ChoicesEditor)
    boxes = editor.grid.boxes
    form.cells["fields"].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(boxes["f1"], "6")
    assert boxes["f6"].hasFocus()
    qtbot.keyClick(boxes["f6"], Qt.Key.Key_Space)
    qtbot.keyClicks(boxes["f6"], "k")
    qtbot.keyClick(QApplication.focusWidget(), "o")
    assert boxes["f7"].hasFocus()
    assert form.value("fields") == ("f6",)


def test_a_flag_is_yes_no_or_unanswered(qtbot: QtBot, form: RecordForm) -> None:
    editor = form.cells["insured"].editor
    assert isinstance(editor, FlagEditor)
    assert form.value("insured") is None
    editor.grid.boxes["yes"].click()
    assert form.value("insured") is True
    editor.grid.boxes["no"].click()
    assert form.value("insured") is False
    editor.grid.boxes["no"].click()
    assert form.value("insured") is None


def test_the_week_is_walked_with_arrows(qtbot: QtBot, form: RecordForm) -> None:
    editor = form.cells["availability"].editor
    assert isinstance(editor, WeekGridEditor)
    form.cells["availability"].setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert form.value("availability") == ("wed-pm",)
    assert editor.grid.boxes["wed-pm"].accessibleName() == "水曜 午後"


def test_disclosure_is_stepped_beside_its_field(qtbot: QtBot, form: RecordForm) -> None:
    form.load(circle(), WORDS)
    address = form.cells["address"].disclosure
    assert address is not None
    assert address.text() == "△一部公開"
    qtbot.keyClick(line(form, "address"), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert form.is_dirty()
    assert form.draft().values == {
        "disclosure": {
            "postal_code": "private",
            "address": "private",
            "phone": "public",
            "fax": "private",
            "email": "private",
        }
    }


# ------------------------------------------------------------------------------------------------------------ readings


def compose(form: RecordForm, attribute: str, preedits: list[str], commit: str) -> None:
    target = line(form, attribute)
    for preedit in preedits:
        QApplication.sendEvent(target, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(commit)
    QApplication.sendEvent(target, event)


def test_the_reading_grows_while_the_name_is_composed(qtbot: QtBot, form: RecordForm) -> None:
    line(form, "name").setFocus()
    compose(form, "name", ["m", "み", "みz", "みず", "みずう", "みずうみ", "湖"], "湖")
    assert line(form, "furigana").text() == "みずうみ"
    compose(form, "name", [], "　")
    compose(form, "name", ["が", "がっ", "がっしょうだn", "合唱団"], "合唱団")
    assert line(form, "name").text() == "湖　合唱団"
    assert line(form, "furigana").text() == "みずうみ　がっしょうだん"


def test_a_corrected_reading_is_not_touched_again(qtbot: QtBot, form: RecordForm) -> None:
    line(form, "name").setFocus()
    compose(form, "name", ["みずうみ", "湖"], "湖")
    line(form, "furigana").setText("こ")
    compose(form, "name", ["の", "の"], "の")
    assert line(form, "furigana").text() == "こ"


def test_a_name_that_came_otherwise_is_asked_for(qtbot: QtBot, form: RecordForm) -> None:
    asked: list[tuple[str, Callable[[str], None]]] = []
    form.readings.propose = lambda name, deliver: asked.append((name, deliver))
    line(form, "name").setText("湖合唱団")
    line(form, "name").editingFinished.emit()
    name, deliver = asked[0]
    assert name == "湖合唱団"
    deliver("ミズウミガッショウダン")
    assert line(form, "furigana").text() == "みずうみがっしょうだん"
    assert form.is_dirty()


def test_a_reading_that_was_worked_out_follows_its_name_to_another(qtbot: QtBot, form: RecordForm) -> None:
    readings = {"湖": "みずうみ", "海": "うみ", "山": "やま"}
    form.readings.propose = lambda name, deliver: deliver(readings[name])
    for name, reading in (("湖", "みずうみ"), ("海", "うみ")):
        line(form, "name").setText(name)
        line(form, "name").editingFinished.emit()
        assert line(form, "furigana").text() == reading
    line(form, "furigana").setText("かい")  # corrected by hand
    line(form, "name").setText("山")
    line(form, "name").editingFinished.emit()
    assert line(form, "furigana").text() == "かい"


def test_a_late_reading_does_not_enter_another_record(qtbot: QtBot, form: RecordForm) -> None:
    asked: list[Callable[[str], None]] = []
    form.readings.propose = lambda name, deliver: asked.append(deliver)
    line(form, "name").setText("湖合唱団")
    line(form, "name").editingFinished.emit()
    form.load(None, WORDS)
    asked[0]("みずうみ")
    assert line(form, "furigana").text() == ""


# ------------------------------------------------------------------------------------------ extras, drafts, new records


def test_extra_fields_appear_for_their_kind_only(form: RecordForm) -> None:
    assert not form.cells["join_rate"].isVisible()
    line(form, "join_rate").setText("abc")
    assert "join_rate" not in {problem.attribute for problem in form.problems()}
    form.set_extra_visible(["join_rate"])
    assert form.cells["join_rate"].isVisible()
    assert "join_rate" in {problem.attribute for problem in form.problems()}


def test_what_a_field_of_another_kind_holds_stays_in_sight_and_is_saved(form: RecordForm) -> None:
    form.load(None, WORDS)
    form.set_extra_visible(["join_rate"])
    line(form, "join_rate").setText("62.5")
    form.set_extra_visible(())
    assert form.cells["join_rate"].isVisible()
    assert form.draft().values == {"join_rate": 625}


def test_what_a_field_of_another_kind_held_can_be_emptied(form: RecordForm) -> None:
    form.load(circle(), WORDS)
    form.set_extra_visible(())
    assert form.cells["join_rate"].isVisible()
    line(form, "join_rate").clear()
    form.set_extra_visible(())  # as when the cursor leaves the field
    assert form.draft().values == {"join_rate": None}
    form.load(circle(join_rate=None), WORDS)
    form.set_extra_visible(())
    assert not form.cells["join_rate"].isVisible()


def test_a_new_record_is_drafted_with_what_was_entered(form: RecordForm) -> None:
    form.fill({"kind": "music", "name": "湖合唱団", "unknown": "x"})
    draft = form.draft()
    assert draft.id is None
    assert draft.values == {"kind": "music", "name": "湖合唱団"}
    assert draft.children == {}
    assert form.problems() == []


def test_only_what_changed_is_saved(qtbot: QtBot, form: RecordForm) -> None:
    form.load(circle(), WORDS)
    type_into(qtbot, form, "phone", "0143-22-9999")
    enter(qtbot)
    line(form, "email").clear()
    draft = form.draft()
    assert draft.values == {"phone": "0143-22-9999", "email": None}
    assert (draft.id, draft.version) == (7, 3)


def test_the_state_survives_as_json_even_where_it_means_nothing(qtbot: QtBot, form: RecordForm) -> None:
    form.load(circle(), WORDS)
    type_into(qtbot, form, "phone", "12")
    form.cells["fields"].editor.set_raw(["f1"])
    qtbot.keyClick(line(form, "address"), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    form.tables["members"].model.paste(2, 0, [["新会員", "しんかいいん", "謎"]])
    state = json.loads(json.dumps(form.raw_state()))
    draft = form.draft()
    form.load(circle(), WORDS)
    assert not form.is_dirty()
    form.restore(state)
    assert form.is_dirty()
    assert line(form, "phone").text() == "12"
    assert form.cells["phone"].is_marked
    assert form.draft() == draft
    assert form.raw_state() == state


# ---------------------------------------------------------------------------------------------------------- read first


def test_the_sheet_is_read_in_the_words_of_the_form(qtbot: QtBot) -> None:
    view = RecordView(CIRCLE)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.load(circle(), WORDS)
    shown = {name: label.text() for name, label in view.values.items()}
    assert shown["established_on"] == "平成20年4月1日（2008年）（火）"
    assert shown["member_count"] == "1,234名"
    assert shown["address"] == "北海道湖畔市中央町1-2-3　〔△一部公開〕"
    assert shown["fax"] == ""
    view.set_extra_visible(())
    assert view.values["join_rate"].isVisible()  # another kind's, but something stands there
    view.load(circle(join_rate=None), WORDS)
    view.set_extra_visible(())
    assert not view.values["join_rate"].isVisible()
    view.set_extra_visible(["join_rate"])
    assert view.values["join_rate"].isVisible()
    assert view.values["name"].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert "サークル名 みずうみ合唱団" in view.accessibleDescription()
    members = view.tables["members"].model
    assert members.index(0, 3).data() == "H20.4.1"
    assert members.rowCount() == 2


def test_a_table_without_lines_is_not_shown(qtbot: QtBot) -> None:
    view = RecordView(CIRCLE)
    qtbot.addWidget(view)
    view.load(replace(circle(), children={}), WORDS)
    assert not view.tables
    view.load(circle(), WORDS)
    assert view.tables["members"].isVisibleTo(view)
    view.load(replace(circle(), children={}), WORDS)
    assert not view.tables["members"].isVisibleTo(view)


def test_the_field_that_is_typed_into_stays_in_sight_when_a_notice_comes_above(qtbot: QtBot, form: RecordForm) -> None:
    form.resize(700, 500)
    form.focus_on("member_count")
    cell = form.cells["member_count"]
    form.verticalScrollBar().setValue(cell.mapTo(form.widget(), cell.rect().bottomLeft()).y() - 495)
    form.resize(700, 400)
    bottom = cell.mapTo(form.viewport(), cell.rect().bottomLeft()).y()
    assert 0 <= bottom < form.viewport().height()


def test_fields_stand_two_in_a_row_where_there_is_room(qtbot: QtBot, form: RecordForm) -> None:
    left, right = form.cells["phone"], form.cells["fax"]
    form.resize(1400, 700)
    qtbot.waitUntil(lambda: left.y() == right.y())
    form.resize(600, 700)
    qtbot.waitUntil(lambda: left.y() < right.y())


def test_line_editors_stand_for_every_plain_kind(form: RecordForm) -> None:
    assert isinstance(form.cells["email"].editor, LineEditor)
