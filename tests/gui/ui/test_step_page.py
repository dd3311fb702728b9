"""手続 on a page: offered beside the record, taken above it by keyboard, for one or all in the かご, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.lifecycle import STEPS
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.ui.colours import Tone
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.step_entry import counted_up
from kyodo_desktop.ui.step_page import StepPage, due_mark
from kyodo_desktop.ui.tasks import Tasks

from .conftest import Remembered, Told
from .fake_source import Said, place_of
from .fake_steps import DESIGN, OFFICE, Requests, request
from .invented import WORDS

TODAY = WORDS.today


@pytest.fixture
def source() -> Requests:
    return Requests(
        request(1, "朝の清掃", due=dt.date(2026, 11, 10)),
        request(2, "昼の体操"),
        request(3, "夜の見回り"),
    )


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def printed() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def page(
    qtbot: QtBot, tasks: Tasks, told: Told, source: Requests, said: Said, printed: list[dict[str, Any]]
) -> Iterator[StepPage]:
    place = replace(
        place_of(tasks, said, Remembered()),
        office=OFFICE,
        print_papers=lambda name, **whom: printed.append({"name": name, **whom}),
    )
    page = StepPage(place, source, DESIGN)
    tasks.written.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter()
    qtbot.waitUntil(lambda: page.snapshot is not None and bool(step_links(page)))
    yield page
    assert told.bugs == []


def step_links(page: StepPage) -> list[str]:
    words = [button.text() for button in page.panel.side.buttons]
    return words[: words.index("交付決定通知書")] if "交付決定通知書" in words else []


def press(page: StepPage, key: int) -> None:
    action = page.actions_by_key()[key]
    assert action.enabled
    action.run()


def begin(qtbot: QtBot, page: StepPage, number: int = 1) -> None:
    """Open 手続 and choose a step by its number."""
    press(page, 5)
    qtbot.waitUntil(lambda: page.steps.is_open)
    qtbot.keyClick(page.steps.chooser.line, Qt.Key(Qt.Key.Key_0 + number))
    qtbot.waitUntil(lambda: page.steps.is_entering)


def write(cell: EntryCell, text: str) -> None:
    line = cell.editor.target
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)


def test_the_side_tells_the_state_the_deadline_and_what_can_be_done(page: StepPage) -> None:
    assert page.panel.side.buttons[0].text() == "交付を決定する"
    assert step_links(page) == ["交付を決定する", "不交付を決定する", "補正を求める"]
    labels = {label.text(): label for label in page.panel.side.findChildren(QLabel)}
    assert labels["■ 補正の期限　R8.11.10（11日経過）"].property("tone") == "late"
    assert labels["◆ 受付"].property("tone") == "waiting"


def test_the_forms_stand_in_the_order_in_which_the_steps_need_them(page: StepPage) -> None:
    words = [button.text() for button in page.panel.side.buttons]
    assert words.index("交付決定通知書") < words.index("調書"), "no step names the latter"


def test_a_deadline_is_told_in_the_colour_of_its_distance() -> None:
    assert due_mark("報告", dt.date(2026, 11, 20), TODAY).tone is Tone.LATE
    assert str(due_mark("報告", TODAY, TODAY)) == "▲ 報告　R8.11.21（今日）"
    assert due_mark("報告", dt.date(2026, 11, 28), TODAY).tone is Tone.SOON
    assert due_mark("報告", dt.date(2026, 11, 29), TODAY).tone is Tone.QUIET


def test_a_step_is_taken_from_f5_to_f12_by_keyboard(
    qtbot: QtBot, page: StepPage, source: Requests, said: Said, printed: list[dict[str, Any]]
) -> None:
    begin(qtbot, page)
    cells = page.steps.entry.cells
    assert list(cells) == ["happened_on", "person", "document_number", "amount", "note"]
    assert cells["happened_on"].value() == TODAY
    assert cells["person"].value() == "山田"
    assert cells["amount"].value() == 100_000
    assert cells["happened_on"].isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert cells["document_number"].isAncestorOf(page.focusWidget())
    write(cells["document_number"], "第12号")
    press(page, 12)
    qtbot.waitUntil(lambda: bool(said.words))
    line = {"happened_on": TODAY, "person": "山田", "document_number": "第12号", "amount": 100_000, "note": None}
    assert source.taken == [("山田", (Taking(1, "decide", line),))]
    assert said.words == [("「朝の清掃」の手続「交付決定」を記録しました。", ("requests", 1))]
    assert not page.steps.is_open
    notice = page.notices.notice
    assert notice is not None
    assert [step.words for step in notice.steps] == ["交付決定通知書を印刷する"]
    notice.steps[0].run()
    assert printed == [{"name": "requests", "current": 1, "listed": (1,), "basket": (), "form": "decision"}]
    qtbot.waitUntil(lambda: "実績報告を受理する" in step_links(page))


def test_what_is_missing_and_what_the_rules_refuse_is_marked_beside_its_field(
    qtbot: QtBot, page: StepPage, source: Requests, said: Said
) -> None:
    begin(qtbot, page)
    cells = page.steps.entry.cells
    press(page, 12)
    assert cells["document_number"].message == "文書番号を入力してください。"
    assert page.notices.notice is not None
    assert page.notices.notice.text == "手続を行う前に、印の付いた1か所を確かめてください。"
    write(cells["document_number"], "第12号")
    source.hindered = "算定額の80,000円を超えています。"
    press(page, 12)
    qtbot.waitUntil(lambda: cells["amount"].is_marked)
    assert cells["amount"].message == "算定額の80,000円を超えています。"
    assert page.steps.is_open
    source.hindered = ""
    press(page, 12)
    qtbot.waitUntil(lambda: bool(said.words))


def test_a_value_that_means_nothing_is_marked_at_once(qtbot: QtBot, page: StepPage) -> None:
    begin(qtbot, page)
    day = page.steps.entry.cells["happened_on"]
    write(day, "きのうごろ")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert day.is_marked


def test_escape_leaves_but_never_with_what_was_typed_unasked(qtbot: QtBot, page: StepPage, source: Requests) -> None:
    begin(qtbot, page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page.steps.is_open
    begin(qtbot, page)
    write(page.steps.entry.cells["note"], "附帯意見あり")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    notice = page.notices.notice
    assert notice is not None
    assert notice.asks
    assert page.steps.is_open
    qtbot.keyClick(page.notices.buttons[0], Qt.Key.Key_Escape)
    assert page.steps.entry.isAncestorOf(page.focusWidget())
    assert page.may_leave() is False
    qtbot.mouseClick(page.notices.buttons[0], Qt.MouseButton.LeftButton)
    page.leave_steps()
    qtbot.mouseClick(page.notices.buttons[1], Qt.MouseButton.LeftButton)
    assert not page.steps.is_open
    assert source.taken == []


def test_another_record_in_the_list_asks_for_what_was_typed(qtbot: QtBot, page: StepPage) -> None:
    begin(qtbot, page)
    write(page.steps.entry.cells["note"], "附帯意見あり")
    page.table.go_to(2)
    qtbot.waitUntil(lambda: page.notices.notice is not None)
    qtbot.mouseClick(page.notices.buttons[0], Qt.MouseButton.LeftButton)
    assert page.table.current_id() == 1
    assert page.steps.entry.cells["note"].value() == "附帯意見あり"


def test_kana_and_words_find_a_step(qtbot: QtBot, page: StepPage) -> None:
    press(page, 5)
    qtbot.waitUntil(lambda: page.steps.is_open and not page.steps.missing_readings())
    chooser = page.steps.chooser
    chooser.line.setText("ほせい")
    chooser.line.textEdited.emit("ほせい")
    assert [chooser.rows.item(row).text() for row in range(chooser.rows.count())] == [" 3　補正を求める"]
    qtbot.keyClick(chooser.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.steps.is_entering)
    assert list(page.steps.entry.cells) == ["happened_on", "person", "due_on", "note"]


def test_a_step_beside_the_record_is_entered_at_once(qtbot: QtBot, page: StepPage) -> None:
    page.panel.side.buttons[1].click()
    qtbot.waitUntil(lambda: page.steps.is_entering)
    assert page.steps.title.text() == "「朝の清掃」：不交付を決定する"
    page.steps.other_button.click()
    assert not page.steps.is_entering


def test_a_typed_attribute_that_a_step_asks_for_is_saved_along_with_it(
    qtbot: QtBot, page: StepPage, source: Requests, said: Said
) -> None:
    source.take("山田", [Taking(1, "decide", {"happened_on": TODAY, "document_number": "1", "amount": 5})])
    page.refresh(source._changed([1]))
    qtbot.waitUntil(lambda: "実績報告を受理する" in step_links(page))
    begin(qtbot, page)
    write(page.steps.entry.cells["finished_on"], "R8.11.1")
    press(page, 12)
    qtbot.waitUntil(lambda: bool(said.words))
    assert source.taken[-1][1][0].values == {"finished_on": dt.date(2026, 11, 1)}
    assert source.kept[1]["finished_on"] == dt.date(2026, 11, 1)


def test_the_last_step_is_taken_back_with_a_reason_and_stays_readable(
    qtbot: QtBot, page: StepPage, source: Requests, said: Said
) -> None:
    source.take("山田", [Taking(1, "decide", {"happened_on": TODAY, "document_number": "1", "amount": 5})])
    page.refresh(source._changed([1]))
    back = "直前の手続を取り消す…"
    qtbot.waitUntil(lambda: back in step_links(page))
    next(button for button in page.panel.side.buttons if button.text() == back).click()
    assert page.steps.takes_back
    press(page, 12)
    reason = page.steps.entry.cells["taken_back_reason"]
    assert reason.message == "取消の理由を入力してください。"
    write(reason, "金額の誤り")
    press(page, 12)
    qtbot.waitUntil(lambda: bool(said.words))
    assert said.words[0] == ("「朝の清掃」の直前の手続を取り消しました。", ("requests", source.operations))
    assert source.kept[1]["state"] == "received"
    qtbot.waitUntil(lambda: "交付を決定する" in step_links(page))
    model = page.panel.view.tables[STEPS].model
    reason_at = model.attributes.index("taken_back_reason")
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.index(0, reason_at).data() == "金額の誤り"
    assert not model.index(0, reason_at).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert page.panel.view.tables[STEPS].view.isColumnHidden(model.attributes.index("note"))


def test_steps_are_shown_in_the_form_and_never_typed(qtbot: QtBot, page: StepPage, source: Requests) -> None:
    source.take("山田", [Taking(1, "decide", {"happened_on": TODAY, "document_number": "1", "amount": 5})])
    page.refresh(source._changed([1]))
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot["state"] == "decided")
    press(page, 4)
    form = page.panel.form
    assert STEPS not in form.tables
    form.set_value("name", "朝の大清掃")
    assert STEPS not in form.draft().children
    assert not page.actions_by_key()[5].enabled


def test_the_basket_takes_a_step_for_all_with_what_each_has_alone(
    qtbot: QtBot, page: StepPage, source: Requests, said: Said, printed: list[dict[str, Any]]
) -> None:
    page.basket.put([1, 2, 3])
    begin(qtbot, page)
    entry = page.steps.entry
    assert list(entry.cells) == ["happened_on", "person", "note"]
    assert [cells["amount"].value() for cells in entry.each] == [100_000, 200_000, 300_000]
    assert entry.total.text() == "3件　計 600,000円"
    write(entry.each[0]["document_number"], "第101号")
    entry.each[0]["document_number"].editor.left.emit()
    assert [cells["document_number"].value() for cells in entry.each] == ["第101号", "第102号", "第103号"]
    write(entry.each[1]["amount"], "150000")
    assert entry.total.text() == "3件　計 550,000円"
    press(page, 12)
    qtbot.waitUntil(lambda: bool(said.words))
    assert said.words == [("3件の手続「交付決定」を記録しました。かごは空にしました。", ("requests", 1))]
    assert page.basket.ids == ()
    [(_, takings)] = source.taken
    assert [(each.record_id, each.line["document_number"], each.line["amount"]) for each in takings] == [
        (1, "第101号", 100_000),
        (2, "第102号", 150_000),
        (3, "第103号", 300_000),
    ]
    assert page.notices.notice is not None
    page.notices.notice.steps[0].run()
    assert printed[0]["basket"] == (1, 2, 3)
    back = page.notices.notice.steps[-1]
    assert back.words == "同じ3件をかごに戻す"
    back.run()
    assert page.basket.ids == (1, 2, 3)


def test_a_problem_of_one_in_the_basket_is_marked_in_its_row(qtbot: QtBot, page: StepPage) -> None:
    page.basket.put([1, 2])
    begin(qtbot, page)
    write(page.steps.entry.each[0]["document_number"], "第1号")
    press(page, 12)
    assert page.steps.entry.each[1]["document_number"].is_marked
    assert not page.steps.entry.each[0]["document_number"].is_marked


def test_the_basket_offers_what_all_can_do(qtbot: QtBot, page: StepPage, source: Requests) -> None:
    source.take("山田", [Taking(2, "decide", {"happened_on": TODAY, "document_number": "1", "amount": 5})])
    page.basket.put([1, 2])
    press(page, 5)
    qtbot.waitUntil(lambda: page.notices.notice is not None)
    assert page.notices.notice is not None
    assert page.notices.notice.text.startswith("かごの記録に共通してできる手続がありません。")


def test_while_a_step_is_entered_the_record_is_not_edited(qtbot: QtBot, page: StepPage) -> None:
    begin(qtbot, page)
    actions = page.actions_by_key()
    assert not any(actions[key].enabled for key in (2, 4, 5, 9))
    assert actions[12].label == "手続を行う"
    assert not page.panel.edit_button.isEnabled()
    page.leave_steps()
    assert page.panel.edit_button.isEnabled()


@pytest.mark.parametrize(
    ("number", "by", "further"),
    [
        ("第101号", 2, "第103号"),
        ("汐協第009号", 1, "汐協第010号"),
        ("7", 1, "8"),
        ("令8指令12", 1, "令8指令13"),
        ("なし", 1, ""),
    ],
)
def test_document_numbers_count_up(number: str, by: int, further: str) -> None:
    assert counted_up(number, by) == further
