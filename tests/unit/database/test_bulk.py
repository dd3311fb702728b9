"""Very many new records at once: their indexes are made after them, and are whole whatever happens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import event, text

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import Cancelled
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database import indexing

READINGS = ("わたなべ", "あべ", "さとう", "いとう", "たなか")


@pytest.fixture(autouse=True)
def five_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "VERY_MANY", 5)


@pytest.fixture
def made(office: Office) -> Iterator[list[str]]:
    """The indexes that are made while the test runs."""
    names: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("CREATE INDEX"):
            names.append(statement.split()[2])

    event.listen(office.database.engine, "before_cursor_execute", note)
    yield names
    event.remove(office.database.engine, "before_cursor_execute", note)


def people(count: int) -> list[Draft]:
    return [
        Draft({"kind": "individual", "name": reading, "furigana": reading}) for reading in (READINGS * count)[:count]
    ]


def indexes(office: Office) -> set[str]:
    with office.database.read() as session:
        listed = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'volunteers'"
        return set(session.scalars(text(listed)))


def test_indexes_of_very_many_rows_are_made_after_them(office: Office, made: list[str]) -> None:
    before, volunteers = indexes(office), office.service("volunteers")
    changes = volunteers.save_all("窓口", "取込", people(5))
    assert made == ["ix_volunteers_order"]
    assert indexes(office) == before
    listed = volunteers.list_ids(ListQuery()).ids
    found = volunteers.rows(listed, ("furigana",))
    assert [found[record_id][0] for record_id in listed] == ["あべ", "いとう", "さとう", "たなか", "わたなべ"]
    assert office.check() == []
    assert changes.operation_id is not None
    volunteers.undo("窓口", changes.operation_id)
    assert len(volunteers.list_ids(ListQuery()).ids) == 0


def test_a_few_rows_beside_many_leave_the_indexes_as_they_are(office: Office, made: list[str]) -> None:
    volunteers = office.service("volunteers")
    volunteers.save_all("窓口", "取込", people(4))
    volunteers.save_all("窓口", "取込", people(3))
    volunteers.save_all("窓口", "取込", people(6))
    assert made == []


def test_an_entry_that_is_stopped_leaves_every_index(office: Office, made: list[str]) -> None:
    before, volunteers = indexes(office), office.service("volunteers")

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        volunteers.save_all("窓口", "取込", people(5), progress=stop)
    assert made == ["ix_volunteers_order"]
    assert indexes(office) == before
    assert office.check() == []


def test_a_number_that_a_later_row_brings_is_given_to_no_other(office: Office) -> None:
    volunteers = office.service("volunteers")
    pattern = office.profile.references["volunteers"]
    drafts = people(3)
    drafts[2].values["reference"] = pattern.write(1, 2026)
    volunteers.save_all("窓口", "取込", drafts)
    numbers = [volunteers.load(record_id)["reference"] for record_id in (1, 2, 3)]
    assert numbers == [pattern.write(number, 2026) for number in (2, 3, 1)]


def test_what_is_stored_leaves_its_drafts_as_they_are(office: Office) -> None:
    drafts = people(5)
    office.service("volunteers").save_all("窓口", "取込", drafts)
    assert drafts == people(5)


def test_what_is_empty_beside_what_is_filled_is_stored_as_empty(office: Office) -> None:
    volunteers = office.service("volunteers")
    values = [
        {"phone": "0143-22-2703", "birth_on": dt.date(1980, 4, 1), "member_count": 0, "notes": ""},
        {"phone": None, "birth_on": None, "member_count": None, "notes": None},
        {"phone": "", "birth_on": dt.date(1980, 4, 2), "member_count": 3, "notes": "送迎可"},
    ]
    volunteers.save_all(
        "窓口", "取込", [Draft(draft.values | more) for draft, more in zip(people(3), values, strict=True)]
    )
    stored = [volunteers.load(record_id) for record_id in (1, 2, 3)]
    assert [{name: each[name] for name in values[0]} for each in stored] == values
