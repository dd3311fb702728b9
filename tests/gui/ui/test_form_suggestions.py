"""Suggestions under a field, what the chosen one fills in, and the hidden id that goes with the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.fields import Name, Phone, RecordId, Text
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.ui.columns import columns_of
from kyodo_desktop.ui.record_form import RecordForm
from kyodo_desktop.ui.record_view import RecordView
from kyodo_desktop.ui.suggest_editor import SuggestLine

from .invented import WORDS

EVENT = Schema(
    "events",
    "催し",
    {
        "name": Name("催しの名称", required=True, group="催し"),
        "organization": Name("主催者", group="催し", suggested=True),
        "organization_id": RecordId("登録団体"),
        "representative": Name("代表者", group="催し"),
        "phone": Phone("電話番号", group="催し"),
        "note": Text("備考", group="催し", derived=True),
    },
)

CHOIR = Suggestion(
    "みずうみ合唱団",
    "C-0001　中央町",
    {"organization_id": 7, "representative": "髙橋　花子", "phone": "0143-25-2703"},
)
CLUB = Suggestion("みどり句会", "C-0002", {"organization_id": 8, "representative": "渡邉　一郎", "phone": None})


class Slice:
    """Answers at once, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Mapping[str, Any]]] = []

    def __call__(
        self,
        attribute: str,
        text: str,
        values: Mapping[str, Any],
        deliver: Callable[[Sequence[Suggestion]], None],
    ) -> None:
        self.asked.append((attribute, text, values))
        deliver([each for each in (CHOIR, CLUB) if each.text.startswith(text)])


def event(**values: Any) -> Snapshot:
    return Snapshot("events", 3, 2, {**dict.fromkeys(EVENT.fields), "name": "夏の集い", **values})


@pytest.fixture
def asked() -> Slice:
    return Slice()


@pytest.fixture
def form(qtbot: QtBot, asked: Slice) -> RecordForm:
    form = RecordForm(EVENT, WORDS)
    qtbot.addWidget(form)
    form.resize(700, 500)
    form.suggestions.suggest = asked
    form.load(None, WORDS)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.focus_on("organization")
    return form


def typed_into(form: RecordForm) -> SuggestLine:
    line = form.cells["organization"].editor.target
    assert isinstance(line, SuggestLine)
    return line


def line_of(form: RecordForm, attribute: str) -> QLineEdit:
    line = form.cells[attribute].editor.target
    assert isinstance(line, QLineEdit)
    return line


def write(line: QLineEdit, text: str) -> None:
    """Type a text over what is selected, as an input method commits it."""
    line.insert(text)
    line.textEdited.emit(line.text())


def choose(qtbot: QtBot, form: RecordForm, text: str = "み", steps: int = 1) -> None:
    line = typed_into(form)
    form.focus_on("organization")
    line.selectAll()
    write(line, text)
    for _ in range(steps):
        qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_typing_offers_names_with_what_tells_them_apart(qtbot: QtBot, form: RecordForm, asked: Slice) -> None:
    line = typed_into(form)
    write(line, "み")
    assert line.is_open()
    assert [line.popup.rows.item(row).text() for row in range(2)] == [
        "みずうみ合唱団\nC-0001　中央町",
        "みどり句会\nC-0002",
    ]
    assert asked.asked[-1][:2] == ("organization", "み")


def test_what_the_line_says_while_it_is_empty_is_read_whole_and_its_width_stays(form: RecordForm) -> None:
    line = form.cells["organization"].editor.target
    assert isinstance(line, QLineEdit)
    before = line.maximumWidth()
    assert before > line.fontMetrics().horizontalAdvance(line.placeholderText())
    line.setText("湖")
    assert line.maximumWidth() == before


def test_the_chosen_one_brings_the_rest_along_and_the_cursor_goes_on(qtbot: QtBot, form: RecordForm) -> None:
    choose(qtbot, form)
    draft = form.draft()
    assert draft.values == {
        "organization": "みずうみ合唱団",
        "organization_id": 7,
        "representative": "髙橋　花子",
        "phone": "0143-25-2703",
    }
    assert form.cells["representative"].isAncestorOf(form.focusWidget())


def test_free_text_stays_and_has_no_record_behind_it(qtbot: QtBot, form: RecordForm) -> None:
    line = typed_into(form)
    write(line, "みんなの会")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.draft().values == {"organization": "みんなの会"}
    assert not line.is_open()


def test_escape_closes_the_suggestions_alone(qtbot: QtBot, form: RecordForm) -> None:
    line = typed_into(form)
    write(line, "み")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.is_open()
    assert line.text() == "み"


def test_a_click_chooses_too(qtbot: QtBot, form: RecordForm) -> None:
    line = typed_into(form)
    write(line, "み")
    rows = line.popup.rows
    place = rows.visualItemRect(rows.item(1)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert form.value("organization") == "みどり句会"
    assert form.hidden.values() == {"organization_id": 8}


def test_what_was_typed_is_not_filled_over_but_what_a_suggestion_filled_is(qtbot: QtBot, form: RecordForm) -> None:
    form.focus_on("representative")
    write(line_of(form, "representative"), "佐藤　次郎")
    choose(qtbot, form)
    assert form.value("representative") == "佐藤　次郎"
    assert form.value("phone") == "0143-25-2703"
    choose(qtbot, form, steps=2)
    assert form.value("representative") == "佐藤　次郎"
    assert form.value("phone") is None
    assert form.hidden.values() == {"organization_id": 8}


def test_loaded_values_give_way_to_those_of_another_choice(qtbot: QtBot, form: RecordForm) -> None:
    form.load(event(organization="みどり句会", organization_id=8, representative="渡邉　一郎"), WORDS)
    choose(qtbot, form)
    assert form.value("representative") == "髙橋　花子"
    assert form.draft().values["organization_id"] == 7


def test_a_name_changed_by_hand_lets_go_of_its_record(qtbot: QtBot, form: RecordForm) -> None:
    choose(qtbot, form)
    form.focus_on("organization")
    qtbot.keyClick(typed_into(form), Qt.Key.Key_End)
    write(typed_into(form), "OB会")
    assert form.draft().values["organization"] == "みずうみ合唱団OB会"
    assert "organization_id" not in form.draft().values


def test_a_stored_name_changed_by_hand_lets_go_too_and_has_it_again_when_it_is_put_back(
    qtbot: QtBot, form: RecordForm
) -> None:
    form.load(event(organization="みずうみ合唱団", organization_id=7), WORDS)
    line = typed_into(form)
    form.focus_on("organization")
    qtbot.keyClick(line, Qt.Key.Key_End)
    write(line, "2")
    assert form.draft().values == {"organization": "みずうみ合唱団2", "organization_id": None}
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert form.draft().values == {}
    assert not form.is_dirty()


def test_hidden_values_survive_a_crash_and_a_copy(qtbot: QtBot, form: RecordForm) -> None:
    choose(qtbot, form)
    state = form.raw_state()
    form.load(None, WORDS)
    form.restore(state)
    assert form.draft().values["organization_id"] == 7
    form.load(None, WORDS)
    form.fill({"organization": "みずうみ合唱団", "organization_id": 7})
    assert form.draft().values == {"organization": "みずうみ合唱団", "organization_id": 7}


def test_a_draft_of_an_older_program_is_taken_up(form: RecordForm) -> None:
    state = form.raw_state() | {"fields": {"name": "冬の集い"}}
    del state["hidden"]
    form.restore(state)
    assert form.draft().values == {"name": "冬の集い"}


def test_hidden_fields_stand_nowhere(qtbot: QtBot, form: RecordForm) -> None:
    view = RecordView(EVENT)
    qtbot.addWidget(view)
    view.load(event(organization_id=7), WORDS)
    assert "organization_id" not in view.values
    assert "organization_id" not in form.cells
    assert list(form.sections) == ["催し"]
    assert [column.attribute for column in columns_of(EVENT, WORDS)] == [
        name for name in EVENT.fields if name != "organization_id"
    ]


def test_a_record_behind_the_name_is_told(qtbot: QtBot, form: RecordForm) -> None:
    choose(qtbot, form)
    told = form.cells["organization"].findChildren(type(form.cells["organization"]._message))
    assert any("登録団体と結び付いています。" in label.text() for label in told)
