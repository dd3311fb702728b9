"""What a page of registrations does to records: renew, archive and back, merge, attach and take off, each undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.organizations.ui.page import build
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.registered_page import RegisteredPage
from kyodo_desktop.ui.tasks import Tasks


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as opened:
        kind = opened.words().taxonomy("organization_kinds").terms[0].code
        for name, furigana in (("青葉の会", "あおばのかい"), ("若葉の会", "わかばのかい")):
            opened.service("organizations").save("窓口", Draft({"kind": kind, "name": name, "furigana": furigana}))
        yield opened


@pytest.fixture
def said() -> list[tuple[str, tuple[str, int] | None]]:
    return []


@pytest.fixture
def page(qtbot: QtBot, office: Office, said: list[tuple[str, tuple[str, int] | None]]) -> Iterator[RegisteredPage]:
    def fail(error: BaseException) -> None:
        raise error

    tasks = Tasks(on_trouble=fail, on_bug=fail)
    place = Place(
        tasks=tasks,
        office=office,
        words=office.words,
        staff=lambda: "窓口",
        preferences=PreferencesFile(None),
        say=lambda words, operation=None: said.append((words, operation)),
        open_record=lambda _tab, _record_id: None,
        go_to_tab=lambda _tab: None,
        apply_theme=lambda _theme: None,
        print_papers=lambda *_arguments, **_whom: None,
        import_file=lambda _slice: None,
        export_list=lambda _slice, _ids: None,
    )
    page = build(place)
    tasks.written.connect(lambda result: page.refresh(getattr(result, "changes", result)))
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot["name"] == "青葉の会")
    yield page
    tasks.close()


def agree(page: RegisteredPage) -> None:
    """Press the button of the question that does what it asks about."""
    notice = page.notices.notice
    assert notice is not None
    assert notice.asks
    notice.steps[1].run()


def names(office: Office, **filters: tuple[str, ...]) -> list[str]:
    service = office.service("organizations")
    ids = service.list_ids(ListQuery(filters=filters)).ids
    rows = service.rows(ids, ("name",))
    return [rows[record_id][0] for record_id in ids]


def test_a_registration_is_renewed_to_the_next_term(
    qtbot: QtBot, page: RegisteredPage, office: Office, said: list[tuple[str, tuple[str, int] | None]]
) -> None:
    assert page.snapshot is not None
    page.actions_by_key()[5].run()
    agree(page)
    qtbot.waitUntil(lambda: bool(said))
    assert office.service("organizations").load(page.snapshot.id)["valid_until"] == dt.date(2028, 3, 31)
    assert said[0][0] == "「青葉の会」を更新しました。"
    assert said[0][1] is not None


def test_a_second_renewal_is_refused_beside_the_record(
    qtbot: QtBot, page: RegisteredPage, office: Office, said: list[tuple[str, tuple[str, int] | None]]
) -> None:
    for _ in range(2):
        page.actions_by_key()[5].run()
        agree(page)
        qtbot.waitUntil(lambda: bool(said))
    qtbot.waitUntil(lambda: page.notices.notice is not None)
    assert page.notices.notice is not None
    assert page.notices.notice.text == (
        "「青葉の会」は、令和8年11月21日に更新済みで、令和10年3月31日まで有効です。次の更新は令和10年1月31日からできます。"
    )
    assert len(said) == 1
    assert page.snapshot is not None
    assert office.service("organizations").load(page.snapshot.id)["valid_until"] == dt.date(2028, 3, 31)


def test_a_record_goes_into_the_archive_and_comes_back(
    qtbot: QtBot, page: RegisteredPage, office: Office, said: list[tuple[str, tuple[str, int] | None]]
) -> None:
    page.archive()
    agree(page)
    qtbot.waitUntil(lambda: len(said) == 1)
    assert names(office) == ["若葉の会"]
    page.show_list({"archived": ("yes",)})
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot["name"] == "青葉の会")
    page.unarchive()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert names(office) == ["青葉の会", "若葉の会"]
    assert names(office, archived=("yes",)) == []


def test_the_one_in_the_basket_is_merged_into_the_one_that_is_shown(
    qtbot: QtBot, page: RegisteredPage, office: Office, said: list[tuple[str, tuple[str, int] | None]]
) -> None:
    other = next(record_id for record_id in page.table.model.ids if page.snapshot and record_id != page.snapshot.id)
    page.basket.put([other])
    page.merge()
    qtbot.waitUntil(lambda: page.notices.notice is not None)
    agree(page)
    qtbot.waitUntil(lambda: bool(said))
    assert names(office) == ["青葉の会"]
    assert len(page.basket) == 0


def test_the_question_names_both_records_that_become_one(qtbot: QtBot, page: RegisteredPage) -> None:
    page.basket.put([page.table.model.ids[1]])
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot["name"] == "青葉の会")
    page.merge()
    qtbot.waitUntil(lambda: page.notices.notice is not None)
    assert page.notices.notice is not None
    assert "「若葉の会」（D0002）を「青葉の会」（D0001）に統合します。" in page.notices.notice.text


def test_the_menu_does_nothing_to_records_while_one_is_entered(qtbot: QtBot, page: RegisteredPage) -> None:
    offered = ("廃止・抹消する", "かごの1件と統合する", "保管庫に移す", "保管庫から戻す", "かごを空にする")
    menu = {action.text(): action for action in page.findChildren(QAction) if action.text() in offered}
    assert set(menu) == set(offered)
    assert all(action.isEnabled() for action in menu.values())
    page.editing.begin_new()
    menu["廃止・抹消する"].trigger()
    assert page.panel.form.value("withdrawn_on") is None, "it would end a registration that is only begun"
    assert [words for words, action in menu.items() if action.isEnabled()] == ["かごを空にする"]
    page.editing.leave()
    assert all(action.isEnabled() for action in menu.values())


def test_merging_without_one_in_the_basket_says_how(page: RegisteredPage) -> None:
    page.merge()
    assert page.notices.notice is not None
    assert "かごに入れ" in page.notices.notice.text


def test_a_file_is_attached_and_taken_off(
    qtbot: QtBot,
    page: RegisteredPage,
    office: Office,
    said: list[tuple[str, tuple[str, int] | None]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = tmp_path / "規約.txt"
    paper.write_text("第1条", encoding="utf-8")
    monkeypatch.setattr("kyodo_desktop.ui.register_page.QFileDialog.getOpenFileNames", lambda *_: ([str(paper)], ""))
    assert page.snapshot is not None
    record_id = page.snapshot.id
    page.attach()
    qtbot.waitUntil(lambda: len(said) == 1)
    qtbot.waitUntil(lambda: any(button.text().startswith("規約.txt") for button in page.panel.side.buttons))
    [(file, copy)] = office.service("organizations").attachments(record_id)
    assert copy.read_text(encoding="utf-8") == "第1条"
    page.detach(file)
    agree(page)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert office.service("organizations").attachments(record_id) == []


def test_withdrawing_opens_the_form_at_the_reason(qtbot: QtBot, page: RegisteredPage) -> None:
    page.withdraw()
    assert page.editing.is_active
    assert page.panel.form.value("withdrawn_on") == dt.date(2026, 11, 21)
    reason, sheet = page.panel.form.cells["withdrawal_reason"], page.panel.form.viewport()
    assert reason.isAncestorOf(page.focusWidget())
    assert sheet.rect().contains(reason.mapTo(sheet, reason.rect().center()))
