"""Records counted by the values that they share."""

from __future__ import annotations

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database.tallies import Group


def save(office: Office, name: str, year: int | None, participants: int | None) -> int:
    values = {"name": name, "form": "endorsement", "fiscal_year": year, "participants_actual": participants}
    record_id: int = office.service("projects").save("窓口", Draft(values)).snapshot.id
    return record_id


def test_records_are_counted_with_the_sums_of_their_amounts(office: Office) -> None:
    projects = office.service("projects")
    for year, participants in ((2026, 30), (2025, None), (2026, 0), (2026, 12)):
        save(office, "港の清掃", year, participants)
    projects.archive("窓口", save(office, "花いっぱい", 2026, 500), "二重の登録")
    assert projects.grouped(("fiscal_year", "form"), ("participants_actual",)) == [
        Group((2025, "endorsement"), 1, (0,), (0,)),
        Group((2026, "endorsement"), 3, (42,), (2,)),
    ]
    assert projects.grouped(("form",)) == [Group(("endorsement",), 4, (), ())]


def test_an_attribute_that_is_not_declared_is_no_sql(office: Office) -> None:
    projects = office.service("projects")
    for attributes, amounts in ((("form; DROP TABLE projects",), ()), (("form",), ("budget) --",))):
        with pytest.raises(KeyError):
            projects.grouped(attributes, amounts)
