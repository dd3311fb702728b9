"""Small rosters for the tests of importing, and what an office holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kyodo_desktop.application import Office
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.exchange.plan import Choices, ImportPlan, PlannedRow
from kyodo_desktop.features.exchange.service import Imported
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet, find_lost

PEOPLE = "volunteers"
BODIES = "organizations"


def plan_of(office: Office, rows: Sequence[Sequence[RawCell]], records: str = PEOPLE, **defaults: str) -> ImportPlan:
    """Return the plan of a sheet whose first row is the heading; ``defaults`` by attribute."""
    exchange = office.exchange
    table = exchange.table(records, Sheet("名簿", rows, lost=find_lost(rows)))
    read = exchange.interpret(records, table, exchange.propose(records, table), defaults=defaults)
    return exchange.plan(records, read, source="名簿.xlsx")


def enter(
    office: Office,
    rows: Sequence[Sequence[RawCell]],
    records: str = PEOPLE,
    choices: Choices | None = None,
    **defaults: str,
) -> Imported:
    """Import a sheet and return what that did."""
    return office.exchange.carry_out("窓口", plan_of(office, rows, records, **defaults), choices)


def only(plan: ImportPlan) -> PlannedRow:
    """Return the one row of a plan."""
    [row] = plan.rows
    return row


def save(office: Office, records: str = PEOPLE, **values: Any) -> Snapshot:
    """Store one record; ``children`` are the tables inside it."""
    tables = values.pop("children", {})
    draft = Draft(values, {name: [Draft(line) for line in lines] for name, lines in tables.items()})
    return office.service(records).save("窓口", draft).snapshot


def person(office: Office, name: str = "髙橋　一郎", **values: Any) -> Snapshot:
    return save(office, kind="individual", name=name, **{"furigana": "たかはし　いちろう"} | values)


def body(office: Office, name: str = "みどり町内会", **values: Any) -> Snapshot:
    return save(office, BODIES, name=name, **{"kind": "neighbourhood"} | values)


def everything(office: Office, records: str = PEOPLE) -> list[Snapshot]:
    """Return all records of a slice in the order of the list."""
    service = office.service(records)
    return service.load_many(service.list_ids(ListQuery()).ids)
