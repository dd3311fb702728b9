"""What a plan says of all its rows is what it says of them one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.features.exchange.plan import Action, Choices, ImportPlan, Match, Outcome, PlannedRow, PlannedRows
from kyodo_desktop.spreadsheet.records import ReadRows
from kyodo_desktop.spreadsheet.tables import TableRows
from tests.unit.features.exchange.plans import MAPPING, TABLE, chosen, plans, with_all_apart
from tests.unit.spreadsheet.office_schema import TODAY


def fate(row: PlannedRow, choices: Choices) -> str:
    """Return what becomes of one row, by the rules of docs/import.md."""
    choice = choices.get(row.number)
    if choice is None and row.source.continues and choices.get(row.source.continues) is Action.SKIP:
        choice = Action.SKIP
    if choice is Action.SKIP:
        return "left_out"
    if row.problems or (row.question and choice is None):
        return "blocked"
    return {"add": "added", "update": "updated", "skip": "unchanged"}[choice or row.action]


@given(st.data())
def test_the_outcome_counts_every_row(data: st.DataObject) -> None:
    plan = data.draw(plans())
    choices = data.draw(chosen(plan))
    fates = [fate(row, choices) for row in plan.rows]
    assert plan.outcome(choices) == Outcome(**Counter(fates))
    assert plan.blocking(choices) == [row for row, became in zip(plan.rows, fates, strict=True) if became == "blocked"]
    assert [plan.blocks(row, choices) for row in plan.rows] == [became == "blocked" for became in fates]
    plan.check(choices)


@given(st.data())
def test_nothing_blocks_once_it_is_left_out(data: st.DataObject) -> None:
    plan = data.draw(plans())
    choices = data.draw(chosen(plan))
    without = plan.without_blocking(choices)
    assert plan.blocking(without) == []
    assert without == dict(choices) | {row.number: Action.SKIP for row in plan.blocking(choices)}
    assert plan.outcome(without).blocked == 0


@given(plans())
def test_rows_are_found_by_their_number(plan: ImportPlan) -> None:
    assert list(plan.rows) == list(with_all_apart(plan).rows)
    assert [plan.rows[plan.rows.places[row.number]] for row in plan.rows] == list(plan.rows)
    assert list(plan.rows.numbers) == [row.number for row in plan.rows]
    assert all(row.is_clear and row.action is Action.ADD for row in plan.rows if row not in plan.rows.apart.values())


@given(plans())
def test_a_choice_must_be_one_that_its_row_allows(plan: ImportPlan) -> None:
    for row in plan.rows:
        if row.match is None:
            with pytest.raises(InputError, match=f"{row.number}行目には、更新する登録がありません"):
                plan.check({row.number: Action.UPDATE})
        else:
            plan.check({row.number: Action.UPDATE})
        plan.check({row.number: Action.SKIP})
        plan.check({row.number: Action.ADD})
    for number in {0, 1, 999} - set(plan.rows.numbers):
        with pytest.raises(InputError, match=f"{number}行目は、取り込む行にありません"):
            plan.check({number: Action.SKIP})


def test_a_row_that_goes_on_is_left_out_with_its_head_unless_it_was_chosen() -> None:
    read = ReadRows(TableRows((2, 3), [["a"], [""]]), {"name": ["a", None]}, (), {})
    below = PlannedRow(read[1]._replace(continues=2), Action.UPDATE, Match(None, "", "a", (), 2))
    rows = PlannedRows(read.changed({1: below.source}), {1: below})
    plan = ImportPlan("groups", "", TABLE, MAPPING, rows, {}, frozenset(), (), (), TODAY)
    assert plan.outcome({2: Action.SKIP}) == Outcome(left_out=2)
    assert plan.outcome({2: Action.SKIP, 3: Action.ADD}) == Outcome(added=1, left_out=1)
    assert plan.outcome({2: Action.ADD, 3: Action.SKIP}) == Outcome(added=1, left_out=1)
    assert plan.outcome({}) == Outcome(added=1, updated=1)
