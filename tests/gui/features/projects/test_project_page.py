"""The page 事業台帳: registers as views, what a 形態 asks for, what is still to be confirmed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.projects.ui.page import build
from kyodo_desktop.ui.step_page import StepPage
from tests.gui.features.counter_desk import CounterDesk


def project(office: Office, name: str, form: str, **values: Any) -> int:
    draft = Draft({"name": name, "form": form, "fiscal_year": 2026, "organization": f"{name}の会", **values})
    return office.service("projects").save("窓口", draft).snapshot.id


@pytest.fixture
def page(counter_desk: CounterDesk, muroran: Office) -> StepPage:
    project(muroran, "音楽祭", "endorsement", received_on=dt.date(2026, 11, 1), from_on=dt.date(2026, 11, 10))
    project(muroran, "物資の供給", "cooperation_agreement", until_on=dt.date(2027, 3, 31))
    project(muroran, "公園の管理", "commission")
    page: StepPage = counter_desk.show(build)
    return page


def listed(page: StepPage) -> list[str]:
    model = page.table.model
    at = [column.attribute for column in model.columns].index("name") + 1
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_newest_stands_first_and_each_register_is_one_press_away(page: StepPage, counter_desk: CounterDesk) -> None:
    assert listed(page) == ["公園の管理", "物資の供給", "音楽祭"]
    assert page.views is not None
    for label, names in (("協定台帳", ["物資の供給"]), ("委託台帳", ["公園の管理"]), ("後援・共催台帳", ["音楽祭"])):
        next(button for button in page.views.buttons if button.text() == label).click()
        counter_desk.settle()
        assert listed(page) == names


def test_what_is_not_confirmed_and_what_came_late_is_said_by_name(page: StepPage, counter_desk: CounterDesk) -> None:
    page.open_record(1)
    counter_desk.settle()
    told = "\n".join(page.panel.advice.sentences)
    assert "まだ空欄のもの：目的、場所、対象、名義の使用、入場料・参加費" in told
    assert "受付から実施日まで9日です" in told
    assert "名義の使用を認めるもの" in told
    assert "まだ受け取っていない書類：" in told


def test_a_form_shows_the_fields_of_its_own(page: StepPage, counter_desk: CounterDesk) -> None:
    page.open_record(1)
    counter_desk.settle()
    counter_desk.function(page, 4)
    assert page.panel.form.cells["name_use"].isVisible()
    assert not page.panel.form.cells["specification"].isVisible()
    page.panel.form.set_value("form", "commission")
    page.panel.form.cells["form"].left.emit("form")
    assert page.panel.form.cells["specification"].isVisible()
    assert not page.panel.form.cells["name_use"].isVisible()


def test_a_copy_is_of_this_year_and_has_no_days_of_the_last(page: StepPage, counter_desk: CounterDesk) -> None:
    page.open_record(1)
    counter_desk.settle()
    counter_desk.function(page, 9)
    form = page.panel.form
    assert (form.value("name"), form.value("form")) == ("音楽祭", "endorsement")
    assert (form.value("fiscal_year"), form.value("received_on"), form.value("from_on")) == (
        2026,
        dt.date(2026, 11, 21),
        None,
    )


ENDORSEMENT = ["application", "plan", "budget", "rules", "member_list"]


def kinds(page: StepPage) -> list[str]:
    return [str(line["kind"]) for line in page.panel.form.tables["documents"].model.values()]


def choose_form(page: StepPage, desk: CounterDesk, form: str) -> None:
    page.panel.form.set_value("form", form)
    page.panel.form.cells["form"].left.emit("form")
    desk.settle()


def test_a_new_project_has_a_line_for_each_paper_of_its_form(page: StepPage, counter_desk: CounterDesk) -> None:
    counter_desk.function(page, 2)
    assert kinds(page) == []
    choose_form(page, counter_desk, "endorsement")
    assert kinds(page) == ENDORSEMENT
    choose_form(page, counter_desk, "commission")
    assert kinds(page) == ["specification", "estimate"]
    table = page.panel.form.tables["documents"]
    table.view.begin()
    counter_desk.write("R8.11.20")
    counter_desk.press("Return")
    choose_form(page, counter_desk, "endorsement")
    assert kinds(page) == ["specification", "estimate"], "a line in which something was entered stays"
    page.panel.form.set_value("name", "花壇の手入れ")
    counter_desk.function(page, 12)
    assert page.snapshot is not None
    lines = [(line["kind"], line["received_on"]) for line in page.snapshot.children["documents"]]
    assert lines == [("specification", dt.date(2026, 11, 20)), ("estimate", None)]


def test_papers_that_an_earlier_approval_makes_needless_have_no_line(
    page: StepPage, counter_desk: CounterDesk, muroran: Office
) -> None:
    muroran.service("organizations").save("窓口", Draft({"name": "浜の会", "kind": "civic_group"}))
    project(
        muroran,
        "夏まつり",
        "endorsement",
        organization="浜の会",
        received_on=dt.date(2026, 5, 1),
        approved_on=dt.date(2026, 5, 20),
    )
    counter_desk.function(page, 2)
    page.panel.form.set_value("organization", "浜の会")
    choose_form(page, counter_desk, "endorsement")
    assert kinds(page) == ENDORSEMENT[:3]


def test_a_stored_project_without_papers_is_given_their_lines_until_it_is_over(
    page: StepPage, counter_desk: CounterDesk, muroran: Office
) -> None:
    page.open_record(3)
    counter_desk.settle()
    counter_desk.function(page, 4)
    counter_desk.settle()
    assert kinds(page) == ["specification", "estimate"]
    counter_desk.press("Escape")
    counter_desk.settle()
    assert not page.editing.is_active, "lines that are merely offered are no input to lose"
    over = project(muroran, "昔の後援", "endorsement", received_on=dt.date(2020, 4, 1), closed_on=dt.date(2021, 3, 31))
    service = muroran.service("projects")
    stored = service.load(over)
    assert stored["state"] in service.lifecycle(stored.values).closed
    page.open_record(over)
    counter_desk.settle()
    counter_desk.function(page, 4)
    counter_desk.settle()
    assert kinds(page) == []
