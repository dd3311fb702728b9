"""The options of rosters, labels, envelopes and cards, by keyboard, as they come out on paper and come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.features.papers.ui.bundle_options import BundleOptions
from kyodo_desktop.features.papers.ui.post_options import CardOptions, EnvelopeOptions, LabelOptions
from kyodo_desktop.features.papers.ui.print_dialog import PrintDialog
from kyodo_desktop.features.papers.ui.roster_options import RosterOptions
from kyodo_desktop.features.papers.ui.whom import People, Whom, WhomChooser
from tests.printing.reading import find, page_texts, squeezed

from .conftest import Counter

TextOf = Callable[[PrintDialog], str]
Options = TypeVar("Options", bound=QWidget)


def options_of(dialog: PrintDialog, kind: type[Options]) -> Options:
    options = dialog.choices.options
    assert isinstance(options, kind)
    return options


def pages_of(dialog: PrintDialog) -> list[str]:
    assert dialog.made is not None
    return [squeezed(text) for text in page_texts(dialog.made.print.pdf)]


@pytest.fixture
def roster(counter: Counter) -> PrintDialog:
    dialog = counter.open()
    counter.choose(dialog, "roster:organizations")
    return dialog


@pytest.fixture
def labels(counter: Counter) -> PrintDialog:
    dialog = counter.open("volunteers", basket=counter.ids("volunteers", 5))
    counter.choose(dialog, "labels:")
    return dialog


def test_space_takes_a_column_off_and_alt_moves_it(counter: Counter, roster: PrintDialog, qtbot: QtBot) -> None:
    columns = options_of(roster, RosterOptions).columns
    assert columns.columns()[:2] == ("reference", "name")
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    qtbot.keyClick(columns, Qt.Key.Key_Down)
    qtbot.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert columns.columns()[:2] == ("kind", "name")
    assert columns.currentRow() == 2, "the cursor goes with the column"
    counter.settle(roster)
    assert "No.団体の種別団体名" in pages_of(roster)[0]


def test_a_column_that_was_off_can_be_put_on(counter: Counter, roster: PrintDialog, qtbot: QtBot) -> None:
    columns = options_of(roster, RosterOptions).columns
    columns.setCurrentRow(len(columns.columns()))
    assert columns.currentItem().checkState() is Qt.CheckState.Unchecked
    added = columns.currentItem().text()
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    counter.settle(roster)
    assert added in pages_of(roster)[0]


def test_the_grouping_is_chosen_and_comes_back_with_the_columns(
    counter: Counter, roster: PrintDialog, text_of: TextOf
) -> None:
    options = options_of(roster, RosterOptions)
    assert [options.group.itemText(place) for place in range(3)] == ["五十音", "なし", "団体の種別"]
    options.group.setCurrentText("団体の種別")
    options.columns.move_current(1)
    counter.settle(roster)
    kinds = [term.label for term in counter.office.words().taxonomy("organization_kinds").terms]
    assert pages_of(roster)[0].split("有効期限")[1].startswith(tuple(kinds))
    roster.reject()
    again = counter.open()
    remembered = options_of(again, RosterOptions)
    assert remembered.group.currentText() == "団体の種別"
    assert remembered.columns.columns()[:2] == ("name", "reference")
    remembered.first.click()
    counter.settle(again)
    assert remembered.columns.columns()[:2] == ("reference", "name")
    assert "あ行" in text_of(again)


def test_a_roster_needs_a_column(counter: Counter, roster: PrintDialog) -> None:
    options = options_of(roster, RosterOptions)
    for row in range(options.columns.count()):
        options.columns.item(row).setCheckState(Qt.CheckState.Unchecked)
    counter.settle(roster)
    assert "項目を1つ以上選んでください" in roster.notices.text.text()


def test_the_list_for_visitors_has_nothing_to_choose(counter: Counter, text_of: TextOf) -> None:
    dialog = counter.open("volunteers")
    counter.choose(dialog, "roster:talent-bank")
    assert "人材バンク登録者一覧（閲覧用）" in text_of(dialog)


def test_labels_begin_at_the_cell_that_the_arrows_choose(counter: Counter, labels: PrintDialog, qtbot: QtBot) -> None:
    options = options_of(labels, LabelOptions)
    options.grid.setFocus()
    for key, start in (
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Down, 5),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, 24),
        (Qt.Key.Key_Right, 24),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_End, 24),
    ):
        qtbot.keyClick(options.grid, key)
        assert options.grid.start == start
    assert options.grid.accessibleName() == "始めの面 24面のうち24面目"
    counter.settle(labels)
    assert [page.count("様") for page in pages_of(labels)] == [1, 4]


def test_a_click_chooses_a_cell_and_another_sheet_begins_anew(
    counter: Counter, labels: PrintDialog, qtbot: QtBot
) -> None:
    options = options_of(labels, LabelOptions)
    place = options.grid.place(8).center().toPoint()
    qtbot.mouseClick(options.grid, Qt.MouseButton.LeftButton, pos=place)
    assert options.grid.start == 8
    options.paper.setCurrentIndex(1)
    assert options.grid.start == 1
    counter.settle(labels)
    assert labels.made is not None
    assert options.paper.currentText() in labels.made.print.title


def test_copies_and_the_form_of_address(counter: Counter, labels: PrintDialog) -> None:
    options = options_of(labels, LabelOptions)
    options.copies.setValue(2)
    options.honorific.setCurrentText("殿")
    counter.settle(labels)
    (page,) = pages_of(labels)
    assert page.count("殿") == 10
    assert "様" not in page
    labels.save()
    counter.settle(labels)
    assert counter.handouts()[0][3] == 5, "persons, not labels"
    labels.reject()
    again = options_of(counter.open("volunteers", basket=counter.ids("volunteers", 5)), LabelOptions)
    assert again.honorific.currentText() == "殿"
    assert again.copies.value() == 1, "the next sheet is another matter"


def test_the_offset_moves_the_print_and_is_remembered_for_printer_and_paper(
    counter: Counter, labels: PrintDialog
) -> None:
    options = options_of(labels, LabelOptions)
    name = counter.office.service("volunteers").load(counter.ids("volunteers", 1)[0])["name"]
    assert labels.made is not None
    before = find(labels.made.print.pdf, name)
    options.offset.right.setValue(1.5)
    options.offset.down.setValue(-2.0)
    counter.settle(labels)
    after = find(labels.made.print.pdf, name)
    assert (after.left - before.left, after.top - before.top) == pytest.approx((1.5, -2.0), abs=0.05)
    counter.choose(labels, "cards:")
    assert options_of(labels, CardOptions).offset.offset == (1.5, -2.0), "the same paper"
    counter.choose(labels, "envelopes:")
    assert options_of(labels, EnvelopeOptions).offset.offset == (0.0, 0.0), "fed in another way"
    counter.printers = ("二階のプリンター",)
    again = counter.open("volunteers")
    counter.choose(again, "labels:")
    assert options_of(again, LabelOptions).offset.offset == (0.0, 0.0), "another printer"


def test_labels_go_to_the_printer_that_they_were_fitted_to(counter: Counter, labels: PrintDialog) -> None:
    counter.chosen_printer = "二階のプリンター"
    labels.print()
    counter.settle(labels)
    assert "印刷位置の調整は「複合機」に合わせてあります。まだ印刷していません。" in labels.notices.text.text()
    assert counter.handouts() == []
    counter.chosen_printer = ""
    labels.print()
    counter.settle(labels)
    assert counter.asked[-1][2] == "複合機"
    assert len(counter.handouts()) == 1


def test_the_page_that_measures_the_printer(counter: Counter, labels: PrintDialog) -> None:
    options = options_of(labels, LabelOptions)
    options.offset.right.setValue(0.5)
    options.ruler.setChecked(True)
    counter.settle(labels)
    (page,) = pages_of(labels)
    assert "位置合わせ" in page
    assert "右へ+0.5mm" in page
    labels.print()
    counter.settle(labels)
    assert counter.handouts()[0][3:] == (0, None, None)


def test_envelopes_of_every_format(counter: Counter) -> None:
    dialog = counter.open()
    counter.choose(dialog, "envelopes:")
    options = options_of(dialog, EnvelopeOptions)
    sizes = set()
    for place in range(options.paper.count()):
        options.paper.setCurrentIndex(place)
        counter.settle(dialog)
        assert dialog.made is not None
        size = dialog.made.pages.sizes[0]
        sizes.add((round(size.width() / 72 * 25.4), round(size.height() / 72 * 25.4)))
    assert sizes == {(100, 148), (120, 235), (90, 205), (240, 332)}


def test_cards_begin_where_the_sheet_is_whole(counter: Counter, qtbot: QtBot) -> None:
    people = counter.ids("volunteers", 3, status=("valid",))
    dialog = counter.open("volunteers", basket=people)
    counter.choose(dialog, "cards:")
    assert dialog.choices.whom.whom is Whom.BASKET
    options = options_of(dialog, CardOptions)
    options.grid.setFocus()
    qtbot.keyClick(options.grid, Qt.Key.Key_End)
    assert options.grid.start == 10
    counter.settle(dialog)
    assert [page.count("登録証") for page in pages_of(dialog)] == [1, 2]


def test_a_bundle_is_made_for_the_one_whom_it_asks_for(counter: Counter) -> None:
    dialog = counter.open("grant_rounds")
    counter.choose(dialog, "bundle:grant-score-sheets")
    everyone = len(pages_of(dialog))
    options = options_of(dialog, BundleOptions)
    (record,) = counter.office.service("grant_rounds").load_many(counter.ids("grant_rounds", 1))
    reviewer = record.children["reviewers"][0]["name"]
    options.asked.insert(reviewer)  # keyClicks knows no Japanese
    counter.settle(dialog)
    own = pages_of(dialog)
    assert len(own) < everyone
    assert all(squeezed(reviewer) in page for page in own)
    assert not dialog.choices.whom.buttons[Whom.LISTED].isVisible(), "a bundle is about one record"


def test_a_bundle_that_asks_for_nothing_has_nothing_to_type(counter: Counter) -> None:
    dialog = counter.open("grants")
    counter.choose(dialog, "bundle:grant-dossier")
    assert not options_of(dialog, BundleOptions).asked.isVisible()
    assert "補助金一件書類綴" in pages_of(dialog)[0]


def test_only_forms_that_are_for_the_record_in_front_are_offered_filled(counter: Counter) -> None:
    (person,) = counter.ids("volunteers", 1, kind=("individual",))
    offered = counter.open("volunteers", current=person).choices.papers
    keys = {paper.key for paper in offered._papers.values()}
    assert "filled:volunteer-application" in keys
    assert "filled:volunteer-group-application" not in keys
    assert {"blank:volunteer-application", "blank:volunteer-group-application"} <= keys


def test_a_long_name_of_the_record_in_front_is_cut_and_told_whole(qtbot: QtBot) -> None:
    name = "特定非営利活動法人汐見野の里山と水辺をみんなで守り次の世代に伝える会＆なかまたち"
    chooser = WhomChooser(People(1, (1,), ()))
    qtbot.addWidget(chooser)
    chooser.resize(260, 200)
    chooser.show()
    chooser.current.say(name)
    assert chooser.current.text().startswith("この1件（特定非営利")
    assert chooser.current.text().endswith("…）")
    assert chooser.current.toolTip() == name
    assert chooser.current.accessibleName() == f"この1件（{name}）"
    chooser.resize(2000, 200)
    qtbot.waitUntil(lambda: chooser.current.text() == f"この1件（{name}）")
    assert chooser.current.toolTip() == ""
    assert chooser.current.sizeHint().width() <= chooser.current.width()
