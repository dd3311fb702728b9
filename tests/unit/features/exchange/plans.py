"""Plans of every kind of row, made for the tests without a file or an office."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.exchange.plan import Action, Choices, ImportPlan, Match, PlannedRow, PlannedRows
from kyodo_desktop.spreadsheet.mapping import propose_mapping
from kyodo_desktop.spreadsheet.records import CellRemark, ReadRows, RowReading
from kyodo_desktop.spreadsheet.sheets import Sheet
from kyodo_desktop.spreadsheet.tables import TableRows, find_table
from tests.unit.spreadsheet.office_schema import GROUPS, TODAY, WORDS

TABLE = find_table(Sheet("一覧", [["番号", "団体名", "電話番号"], ["1", "みどりの会", ""]]), GROUPS)
MAPPING = propose_mapping(GROUPS, TABLE, WORDS)
TAKEN = "T1"
STORED = {
    record_id: Snapshot(
        "groups",
        record_id,
        5,
        dict.fromkeys(GROUPS.fields) | {"reference": f"T{record_id}", "name": f"団体{record_id}"},
        {"officers": (Snapshot("officers", 10 * record_id, 0, {"title": None, "name": "岬　花子"}),)},
    )
    for record_id in (1, 2)
}
KINDS = ("plain", "plain", "plain", "noted", "blocked", "asked", "stored", "same", "earlier", "goes on")
TAKING = ("blocked", "asked", "stored", "same")
"""Whose number may be somebody's already: any other row of that number would be asked about."""
OFFICERS = st.lists(st.sampled_from(["岬　花子", "岬　二郎"]), max_size=2)


def with_all_apart(plan: ImportPlan) -> ImportPlan:
    """Return the same plan with every row kept by itself."""
    return replace(plan, rows=PlannedRows(plan.rows.read, dict(enumerate(plan.rows))))


@st.composite
def plans(draw: st.DrawFn) -> ImportPlan:
    """Return a plan of a few rows, some of them just as they were read."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=8))
    has_tables = draw(st.booleans())
    numbers: list[int] = []
    columns: dict[str, list[Any]] = {"reference": [], "name": [], "phone": []}
    tables: list[dict[str, list[dict[str, Any]]]] = []
    for place, kind in enumerate(kinds):
        numbers.append((numbers[-1] if numbers else 1) + draw(st.integers(1, 2)))
        columns["reference"].append(draw(st.sampled_from([None, f"N{place}", TAKEN if kind in TAKING else None])))
        columns["name"].append(f"みどり{place}")
        columns["phone"].append(draw(st.sampled_from([None, "0143-22-1111", "0143-22-2222"])))
        officers = [{"name": name} for name in draw(OFFICERS)]
        tables.append({"officers": officers} if draw(st.booleans()) else {})
    rows = TableRows(numbers, [[""] for _ in numbers])
    read = ReadRows(rows, columns, tables if has_tables else (), {})
    apart = {
        place: _apart(draw, kind, read.plain(place), numbers[:place])
        for place, kind in enumerate(kinds)
        if kind != "plain"
    }
    read = read.changed({place: row.source for place, row in apart.items() if draw(st.booleans()) or row.match})
    apart = {place: row._replace(source=read[place]) for place, row in apart.items()}
    taken = frozenset({TAKEN})
    return ImportPlan("groups", "一覧.xlsx", TABLE, MAPPING, PlannedRows(read, apart), STORED, taken, (), (), TODAY)


def _apart(draw: st.DrawFn, kind: str, row: RowReading, above: list[int]) -> PlannedRow:
    remark = CellRemark(0, "団体名", "？", "読めません。", "name")
    problems = (remark,) if kind == "blocked" or draw(st.integers(0, 9)) == 0 else ()
    question = "どうしますか。" if kind == "asked" or draw(st.integers(0, 9)) == 0 else ""
    earlier = draw(st.sampled_from(above)) if above else None
    match kind:
        case "stored" | "same":
            record_id = draw(st.sampled_from(list(STORED)))
            match = Match(record_id, f"T{record_id}", "", ("名前",), earlier if draw(st.booleans()) else None)
        case "earlier" | "goes on" if earlier:
            match = Match(None, "", "", ("名前",) if kind == "earlier" else (), earlier)
            if kind == "goes on":
                row = row._replace(values={}, children={"officers": [{"name": "岬　三郎"}]}, continues=earlier)
        case _:
            return PlannedRow(row, Action.ADD, None, None, problems, question, (remark,))
    action = Action.SKIP if kind == "same" and not (problems or question) else Action.UPDATE
    return PlannedRow(row, action, match, None, problems, question)


@st.composite
def chosen(draw: st.DrawFn, plan: ImportPlan) -> Choices:
    """Return choices that the rows of a plan allow, for some of them."""
    choices = {}
    for row in plan.rows:
        allowed = [action for action in Action if plan.allows(row.number, action)]
        if draw(st.booleans()):
            choices[row.number] = draw(st.sampled_from(allowed))
    return choices
