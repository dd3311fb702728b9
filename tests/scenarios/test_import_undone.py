"""An import that is taken back leaves the office as it was, to the last row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.exchange.service import Imported

ONLY_FORWARD = frozenset({"version", "updated_at"})
"""What no undo takes back, so that an open page notices."""
PEOPLE = 400


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Any:
    root = tmp_path / "office"
    create_sample(root, volunteers=PEOPLE, clock=clock)
    with Office(root, clock) as opened:
        yield opened


def stored(office: Office) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of records and lines, and what of each is searched."""
    found: dict[str, list[dict[str, Any]]] = {}
    with office.database.read() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        for name in list(names):
            if name.startswith(("organization", "volunteer")):
                rows = session.execute(text(f"SELECT * FROM {name} ORDER BY id")).mappings()
                found[name] = [{k: v for k, v in row.items() if k not in ONLY_FORWARD} for row in rows]
        entries = text("SELECT kind, record_id, sort_key, text FROM search_entries ORDER BY label")
        found["search"] = [dict(row) for row in session.execute(entries).mappings()]
    assert len(found) > 10
    return found


def said_of_all(office: Office) -> list[list[Any]]:
    """Return what the volunteers' rows say, without the numbers that are given only once."""
    given = ("id", "reference", "created_at")
    return sorted([[str(v) for k, v in row.items() if k not in given] for row in stored(office)["volunteers"]])


def import_file(office: Office, path: Path) -> Imported:
    exchange = office.exchange
    table = exchange.table("volunteers", exchange.choose_sheet("volunteers", exchange.read(path)))
    read = exchange.interpret("volunteers", table, exchange.propose("volunteers", table))
    plan = exchange.plan("volunteers", read, source=path.name)
    return exchange.carry_out("窓口", plan, plan.without_blocking({}))


def changed_roster(office: Office, path: Path) -> None:
    """Write the office's own roster with other telephones for every second person, and some people more."""
    service = office.service("volunteers")
    ids = list(service.list_ids(ListQuery()).ids)
    rows = service.rows(ids, ("reference", "name", "furigana", "kind"))
    kinds = {term.code: term.label for term in office.words().taxonomy("volunteer_kinds").terms}
    lines = ["登録番号,氏名・団体名,ふりがな,個人・団体の別,電話番号,制度"]
    for number, (reference, name, furigana, kind) in enumerate(rows[each] for each in ids):
        phone = f"0143-22-{number:04}" if number % 2 else ""
        lines.append(f"{reference},{name},{furigana or ''},{kinds[kind]},{phone},人材バンク")
    lines += [f",新人　{number}郎,しんじん　ろう,個人,0143-44-{number:04},有償" for number in range(50)]
    path.write_text("\n".join(lines), encoding="utf-8")


def test_an_import_and_its_undo_leave_the_office_as_it_was(office: Office, tmp_path: Path) -> None:
    before = stored(office)
    roster = tmp_path / "名簿.csv"
    changed_roster(office, roster)
    imported = import_file(office, roster)
    assert (imported.outcome.added, imported.outcome.blocked) == (50, 0)
    assert imported.outcome.updated > PEOPLE // 2
    assert stored(office) != before
    assert office.check() == []
    service = office.service("volunteers")
    assert len(service.search("新人")) == 50
    assert imported.changes.operation_id is not None
    service.undo("窓口", imported.changes.operation_id)
    assert stored(office) == before
    assert service.search("新人") == []
    assert office.check() == []


def test_an_undone_import_can_enter_again(office: Office, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    changed_roster(office, roster)
    first = import_file(office, roster)
    after = said_of_all(office)
    assert first.changes.operation_id is not None
    office.service("volunteers").undo("窓口", first.changes.operation_id)
    again = import_file(office, roster)
    assert again.outcome == first.outcome
    assert said_of_all(office) == after
    assert office.check() == []


def test_later_work_on_an_imported_record_is_not_lost_by_an_undo(office: Office, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    changed_roster(office, roster)
    imported = import_file(office, roster)
    service = office.service("volunteers")
    [found, *_] = service.search("新人")
    record = service.load(found)
    service.save("別の職員", Draft({"birth_on": dt.date(1990, 1, 1)}, id=record.id, version=record.version))
    assert imported.changes.operation_id is not None
    with pytest.raises(Exception, match="別の職員"):
        service.undo("窓口", imported.changes.operation_id)
    assert len(service.search("新人")) == 50
