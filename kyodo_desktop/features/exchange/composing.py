"""What is saved when an import is carried out: the rows that enter, put together to records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from kyodo_desktop.core.schema import Draft, Schema
from kyodo_desktop.features.exchange.combining import Holding
from kyodo_desktop.features.exchange.plan import Action, Choices, ImportPlan, PlannedRow


class Composed(NamedTuple):
    """One draft to save and the number of the first row that it comes from.

    ``checked`` tells that the plan looked at it in this very form; it did not where somebody chose otherwise.
    """

    draft: Draft
    row: int
    checked: bool


@dataclass(slots=True)
class _Entry:
    """A record to be; it is no holding until a second row, or a stored record, comes to it."""

    first: PlannedRow
    holding: Holding | None = None
    numbered: bool = True


def compose(plan: ImportPlan, schema: Schema, choices: Choices) -> list[Composed]:
    """Return what the rows make under the given choices, in the order of the file."""
    entries: list[_Entry | Composed] = []
    of_record: dict[int, _Entry] = {}
    of_row: dict[int, _Entry] = {}
    joined = {number for row in plan.rows if row.match for number in (row.match.row, row.source.continues)}
    for row in plan.rows:
        action = plan.action_of(row, choices) if choices else row.action
        if action is Action.SKIP:
            continue
        number = row.source.number
        if action is Action.ADD and number not in joined and number not in choices:
            # Nearly every row of a long file is a record by itself.
            entries.append(Composed(_new_draft(row), number, checked=True))
            continue
        entry = _whom(row, of_record, of_row) if action is Action.UPDATE else None
        if entry is None:
            entry = _begin(plan, schema, row, action, of_record)
            entries.append(entry)
            if action is Action.UPDATE and row.match and row.match.record_id is None and row.match.row:
                of_row[row.match.row] = entry  # it stands for the row that it means, which was left out
        if entry.first is not row:
            entry.holding = entry.holding or Holding.new(schema, entry.first.values, entry.first.children)
        if entry.holding:
            entry.holding.lay(row.values, row.children)
        of_row[number] = entry
    return [
        each if isinstance(each, Composed) else Composed(_draft(each), each.first.number, checked=not choices)
        for each in entries
    ]


def _whom(row: PlannedRow, of_record: dict[int, _Entry], of_row: dict[int, _Entry]) -> _Entry | None:
    match = row.match
    if match is None:
        return None
    if head := of_row.get(row.source.continues):
        return head
    return of_row.get(match.row or 0) if match.record_id is None else of_record.get(match.record_id)


def _begin(plan: ImportPlan, schema: Schema, row: PlannedRow, action: Action, of_record: dict[int, _Entry]) -> _Entry:
    """Begin with a stored record, or with a new one; a number that is another's is not taken along."""
    if action is Action.UPDATE and row.match and row.match.record_id is not None:
        entry = _Entry(row, Holding.of(schema, plan.stored[row.match.record_id]))
        of_record[row.match.record_id] = entry
        return entry
    return _Entry(row, numbered=row.values.get("reference") not in plan.taken)


def _draft(entry: _Entry) -> Draft:
    draft = entry.holding.draft() if entry.holding else _new_draft(entry.first)
    if entry.numbered:
        return draft
    return replace(draft, values={name: value for name, value in draft.values.items() if name != "reference"})


def _new_draft(row: PlannedRow) -> Draft:
    """Return a draft that shares the values of its row, which storing it leaves as they are."""
    source = row.source
    if not source.children:
        return Draft(source.values)
    tables = {name: [Draft(line.copy()) for line in lines] for name, lines in source.children.items()}
    return Draft(source.values, tables)
