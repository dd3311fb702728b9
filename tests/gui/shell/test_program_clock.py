"""The clock that the program is given is the only one: in the services, on 今日, in what is kept and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.features.office.ui.first_start import FirstStart
from kyodo_desktop.gui import Program
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.registered_page import RegisteredPage

NOW = dt.datetime(2031, 5, 7, 9, 30)
"""A day that no test runs on."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", staff=("山田",)), FixedClock(NOW))
    return tmp_path / "office"


@pytest.fixture
def program(qtbot: QtBot, root: Path) -> Iterator[Program]:
    made = Program(root, PreferencesFile(None), clock=FixedClock(NOW))
    made.window.show()
    qtbot.waitUntil(
        lambda: made.counter is not None and made.counter.office is not None and made.counter.tasks.is_idle()
    )
    yield made
    made.close()


def office_of(program: Program) -> Office:
    assert program.counter is not None
    assert program.counter.office is not None
    return program.counter.office


def save_one(qtbot: QtBot, program: Program) -> int:
    """Save an organisation through the tasks of the window; return its id."""
    service = office_of(program).service("organizations")
    kind = service.words().taxonomy("organization_kinds").terms[0].code
    saved: list[int] = []
    assert program.counter is not None
    program.counter.tasks.write(
        lambda: service.save("山田", Draft({"kind": kind, "name": "青葉の会", "furigana": "あおばのかい"})),
        lambda result: saved.append(result.snapshot.id),
    )
    qtbot.waitUntil(lambda: bool(saved))
    return saved[0]


def test_services_count_by_it_and_keep_when_something_was_done(qtbot: QtBot, program: Program) -> None:
    service = office_of(program).service("organizations")
    assert service.words().today == NOW.date()
    happenings = service.history(save_one(qtbot, program))
    assert [happening.happened_at for happening in happenings] == [NOW]


def test_today_is_its_day(qtbot: QtBot, program: Program) -> None:
    (page,) = program.window.pages()
    qtbot.waitUntil(lambda: any("令和13年5月7日" in label.text() for label in page.findChildren(QLabel)))


def test_a_registration_ends_on_its_day(qtbot: QtBot, program: Program) -> None:
    record_id = save_one(qtbot, program)
    page = program.window.go_to_tab("organizations")
    assert isinstance(page, RegisteredPage)
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == record_id)
    page.withdraw()
    assert page.panel.form.draft().values["withdrawn_on"] == NOW.date()
    page.editing.leave()


def test_paper_bears_its_day(qtbot: QtBot, program: Program) -> None:
    save_one(qtbot, program)
    with pypdfium2.PdfDocument(office_of(program).papers.roster("organizations").draw().pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "令和13年5月7日" in "".join(text.split())


def test_the_backup_of_the_day_bears_its_day(qtbot: QtBot, root: Path) -> None:
    program = Program(root, PreferencesFile(None), clock=FixedClock(NOW))
    program.window.show()
    qtbot.waitUntil(lambda: program.counter is not None and program.counter.office is not None)
    save_one(qtbot, program)
    program.close()
    assert [path.name.split("-")[1] for path in (root / "backups").glob("auto-*")] == ["20310507"]


def test_an_office_made_in_the_window_goes_by_it(qtbot: QtBot, tmp_path: Path) -> None:
    program = Program(None, PreferencesFile(None), clock=FixedClock(NOW))
    program.window.show()
    qtbot.waitUntil(lambda: program.window.findChild(FirstStart) is not None)
    start = program.window.findChild(FirstStart)
    assert start is not None
    start.lines.cells["town"].editor.set_value("汐見野市")
    start.folder.setText(str(tmp_path / "new"))
    start.make.click()
    qtbot.waitUntil(lambda: program.counter is not None and program.counter.office is not None)
    assert office_of(program).today() == NOW.date()
    program.close()
