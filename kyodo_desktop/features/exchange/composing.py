"""What is saved when an import is carried out: the rows that enter, put together to records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from kyodo_desktop.core.new_records import NewRecords, Tables
from kyodo_desktop.core.schema import Draft, Schema
from kyodo_desktop.features.exchange.combining import Holding
from kyodo_desktop.features.exchange.plan import Action, Choices, ImportPlan, PlannedRow
from kyodo_desktop.spreadsheet.records import ReadRows, RowReading, Values


class Composed(NamedTuple):
    """One draft to save and the number of the first row that it comes from.

    ``checked`` tells that the plan looked at it in this very form; it did not where somebody chose otherwise.
    """

    draft: Draft
    row: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """What rows make: an entry for each record, in the order of the file.

    A number is a new record just as the row at that place of ``read``. Nearly every row of a long file is such a one.
    """

    read: ReadRows
    entries: Sequence[Composed | int]

    def drafts(self) -> Iterator[Composed]:
        """Yield everything that is saved, draft by draft."""
        for each in self.entries:
            if isinstance(each, int):
                yield Composed(_new_draft(self.read.plain(each)), self.read.numbers[each], checked=True)
            else:
                yield each

    def put_together(self) -> list[Composed]:
        """Return the records that are more than a row just as it was read."""
        return [each for each in self.entries if not isinstance(each, int)]

    def new(self) -> NewRecords:
        """Return the new records; those just as their rows were read share the rows' values, which storing leaves."""
        read, entries = self.read, [each for each in self.entries if isinstance(each, int) or each.draft.id is None]
        drafts = {place: each.draft for place, each in enumerate(entries) if isinstance(each, Composed)}
        tables: dict[int, Tables] = {place: draft.children for place, draft in drafts.items() if draft.children}
        if read.tables:
            rows = ((place, read.tables[each]) for place, each in enumerate(entries) if isinstance(each, int))
            tables |= {place: _lines(row) for place, row in rows if row}
        columns: dict[str, Sequence[Any]] = dict(read.columns)
        if len(entries) != len(read):  # else each row begins a new record, which has the row's place
            places = [each if isinstance(each, int) else 0 for each in entries]
            columns = {name: list(map(column.__getitem__, places)) for name, column in columns.items()}
        for name in dict.fromkeys([*columns, *(name for draft in drafts.values() for name in draft.values)]):
            columns[name] = _laid_over(columns.get(name) or [None] * len(entries), name, drafts)
        return NewRecords(len(entries), columns, tables)


def _laid_over(column: Sequence[Any], attribute: str, drafts: Mapping[int, Draft]) -> Sequence[Any]:
    """Return the column of an attribute with what drafts have at their places."""
    if not drafts:
        return column
    values = list(column)
    for place, draft in drafts.items():
        values[place] = draft.values.get(attribute)
    return values


@dataclass(slots=True)
class _Entry:
    """A record to be; it is no holding until a second row, or a stored record, comes to it."""

    first: PlannedRow
    holding: Holding | None = None
    numbered: bool = True


def compose(plan: ImportPlan, schema: Schema, choices: Choices) -> Composition:
    """Return what the rows make under the given choices."""
    rows = plan.rows
    if not rows.apart and not choices:
        return Composition(rows.read, range(len(rows)))
    entries: list[_Entry | Composed | int] = []
    of_record: dict[int, _Entry] = {}
    of_row: dict[int, _Entry] = {}
    matched = [row for row in rows.apart.values() if row.match]
    joined = {number for row in matched if row.match for number in (row.match.row, row.source.continues)}
    for index, number in enumerate(rows.numbers):
        by_itself = number not in joined and number not in choices
        if by_itself and index not in rows.apart:
            entries.append(index)
            continue
        row = rows[index]
        action = plan.action_of(row, choices)
        if action is Action.SKIP:
            continue
        if by_itself and action is Action.ADD:
            as_read = index not in rows.read.apart
            entries.append(index if as_read else Composed(_new_draft(row.source), number, checked=True))
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
    composed = [
        Composed(_draft(each), each.first.number, checked=not choices) if isinstance(each, _Entry) else each
        for each in entries
    ]
    return Composition(rows.read, composed)


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
    draft = entry.holding.draft() if entry.holding else _new_draft(entry.first.source)
    if entry.numbered:
        return draft
    return replace(draft, values={name: value for name, value in draft.values.items() if name != "reference"})


def _new_draft(row: RowReading) -> Draft:
    """Return a draft that shares the values of its row, which storing it leaves as they are."""
    return Draft(row.values, _lines(row.children))


def _lines(tables: Mapping[str, Sequence[Values]]) -> dict[str, list[Draft]]:
    return {name: [Draft(line.copy()) for line in lines] for name, lines in tables.items()}
