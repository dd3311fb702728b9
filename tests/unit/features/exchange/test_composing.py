"""Records composed attribute by attribute are those composed row by row."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.new_records import NewRecords
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.exchange.combining import Holding
from kyodo_desktop.features.exchange.composing import compose
from kyodo_desktop.features.exchange.plan import Action, Choices, ImportPlan, PlannedRow, PlannedRows
from kyodo_desktop.spreadsheet.records import ReadRows
from kyodo_desktop.spreadsheet.tables import TableRows
from tests.unit.features.exchange.plans import MAPPING, TABLE, chosen, plans
from tests.unit.spreadsheet.office_schema import GROUPS, TODAY


def given_of(drafts: list[Draft]) -> list[tuple[dict[str, object], dict[str, list[Draft]]]]:
    """Return what new records hold, without what is empty."""
    return [
        (
            {name: value for name, value in draft.values.items() if value is not None},
            {name: lines for name, lines in draft.children.items() if lines},
        )
        for draft in drafts
    ]


def row_by_row(plan: ImportPlan, choices: Choices) -> list[Draft]:
    """Return what the rows make, each laid over the record that it means."""
    made: list[tuple[Holding, bool]] = []
    of_row: dict[int | None, Holding] = {}
    of_record: dict[int, Holding] = {}
    for row in plan.rows:
        action, match = plan.action_of(row, choices), row.match
        if action is Action.SKIP:
            continue
        holding = None
        if action is Action.UPDATE and match:
            known = of_row.get(match.row) if match.record_id is None else of_record.get(match.record_id)
            holding = of_row.get(row.source.continues) or known
        if holding is None and action is Action.UPDATE and match and match.record_id is not None:
            holding = of_record[match.record_id] = Holding.of(GROUPS, plan.stored[match.record_id])
            made.append((holding, True))
        if holding is None:
            holding = Holding.new(GROUPS, row.values, row.children)
            made.append((holding, row.values.get("reference") not in plan.taken))
            if action is Action.UPDATE and match and match.record_id is None:
                of_row[match.row] = holding
        else:
            holding.lay(row.values, row.children)
        of_row[row.number] = holding
    drafts = [holding.draft() for holding, _ in made]
    for draft, (_, is_numbered) in zip(drafts, made, strict=True):
        if not is_numbered:
            del draft.values["reference"]
    return drafts


@given(st.data())
def test_rows_make_what_they_make_one_by_one(data: st.DataObject) -> None:
    plan = data.draw(plans())
    choices = plan.without_blocking(data.draw(chosen(plan)))
    made = compose(plan, GROUPS, choices)
    drafts = list(made.drafts())
    assert [each.draft for each in drafts] == row_by_row(plan, choices)
    new = [each.draft for each in drafts if each.draft.id is None]
    assert given_of(list(made.new().drafts())) == given_of(new)
    assert made.new().count == len(new)
    assert [each for each in drafts if each.draft.id is not None] == [
        each for each in made.put_together() if each.draft.id is not None
    ]


def plan_of(*names: str, apart: dict[int, Action] | None = None, tables: bool = False) -> ImportPlan:
    """Return a plan of rows from 2, of which some are told apart."""
    lines = [{"officers": [{"name": f"岬　{name}"}]} for name in names] if tables else ()
    rows = TableRows(range(2, 2 + len(names)), [[name] for name in names])
    read = ReadRows(rows, {"name": list(names), "phone": [None] * len(names)}, lines, {})
    told = {place: PlannedRow(read[place], action) for place, action in (apart or {}).items()}
    return ImportPlan("groups", "", TABLE, MAPPING, PlannedRows(read, told), {}, frozenset(), (), (), TODAY)


def names_of(new: NewRecords) -> list[str]:
    return [draft.values["name"] for draft in new.drafts()]


def test_rows_that_are_all_new_share_the_columns_of_the_file() -> None:
    plan = plan_of("a", "b")
    made = compose(plan, GROUPS, {})
    assert (list(made.entries), made.put_together()) == ([0, 1], [])
    assert made.new().columns == plan.rows.read.columns
    assert made.new().columns["name"] is plan.rows.read.columns["name"]
    assert [(each.row, each.checked) for each in made.drafts()] == [(2, True), (3, True)]


def test_rows_that_are_left_out_leave_the_others_in_their_order() -> None:
    plan = plan_of("a", "b", "c", "d", apart={1: Action.SKIP, 2: Action.ADD}, tables=True)
    assert names_of(compose(plan, GROUPS, {}).new()) == ["a", "c", "d"]
    new = compose(plan, GROUPS, {2: Action.SKIP, 5: Action.SKIP}).new()
    assert (names_of(new), new.count) == (["c"], 1)
    [draft] = new.drafts()
    assert draft.children == {"officers": [Draft({"name": "岬　c"})]}
    nothing = compose(plan, GROUPS, dict.fromkeys(range(2, 6), Action.SKIP)).new()
    assert (nothing.count, list(nothing.drafts())) == (0, [])


def test_what_was_chosen_is_to_be_checked_again() -> None:
    made = compose(plan_of("a", "b", apart={0: Action.ADD}), GROUPS, {3: Action.ADD})
    assert [(each.row, each.checked) for each in made.drafts()] == [(2, True), (3, False)]
    assert [each.row for each in made.put_together()] == [3]


def test_a_number_that_is_taken_is_not_taken_along() -> None:
    plan = plan_of("a", "b")
    read = replace_columns(plan.rows.read, reference=["T1", "N1"])
    plan = replace(plan, rows=PlannedRows(read, {}), taken=frozenset({"T1"}))
    new = compose(plan, GROUPS, {2: Action.ADD, 3: Action.ADD}).new()
    assert list(new.columns["reference"]) == [None, "N1"]


def replace_columns(read: ReadRows, **columns: list[str]) -> ReadRows:
    return ReadRows(read.rows, {**read.columns, **columns}, read.tables, read.apart)


def test_lines_inside_are_copies_of_those_of_the_rows() -> None:
    plan = plan_of("a", "b", tables=True, apart={1: Action.ADD})
    made = compose(plan, GROUPS, {})
    for draft in (*made.new().drafts(), *(each.draft for each in made.drafts())):
        draft.children["officers"][0].values["name"] = "別"
    assert [row.children["officers"] for row in plan.rows] == [[{"name": "岬　a"}], [{"name": "岬　b"}]]


def test_an_attribute_that_no_column_brings_comes_from_the_rows_put_together() -> None:
    plan = plan_of("a", "b", "c")
    row = plan.rows[1].source._replace(values={"name": "b", "fee": "年1,000円"})
    plan = replace(plan, rows=PlannedRows(plan.rows.read.changed({1: row}), {1: PlannedRow(row, Action.ADD)}))
    new = compose(plan, GROUPS, {}).new()
    assert {name: list(column) for name, column in new.columns.items()} == {
        "name": ["a", "b", "c"],
        "phone": [None, None, None],
        "fee": [None, "年1,000円", None],
    }
