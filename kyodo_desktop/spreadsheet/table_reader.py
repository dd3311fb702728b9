"""A table read column by column, the records put together at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Count, Field, Yen
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.amounts import NotedAmount, in_yen, noted_amount, noted_count, unit_of
from kyodo_desktop.spreadsheet.column_values import ColumnValues, Remark, is_empty_word, read_column
from kyodo_desktop.spreadsheet.inner_rows import InnerRows
from kyodo_desktop.spreadsheet.mapping import ColumnMatch, TableMapping
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, ReadRows, RowReading
from kyodo_desktop.spreadsheet.repeats import fill_repeats
from kyodo_desktop.spreadsheet.rows import DropReason
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text
from kyodo_desktop.spreadsheet.splitting import days_taken, splitter_of
from kyodo_desktop.spreadsheet.tables import Table, TableRows
from kyodo_desktop.spreadsheet.targets import Rule, Target

NOTES = ("notes", "note")
"""The attribute of a record that takes what no other does: the first of these that it has."""


@dataclass(slots=True)
class _OwnColumn:
    """The values that one column, or a part of it, gives one attribute of the record itself."""

    match: ColumnMatch
    attribute: str
    declared: Field
    values: list[Any]


class TableReader:
    """Reads the columns of a table one by one; :meth:`rows` returns the records."""

    def __init__(
        self,
        schema: Schema,
        table: Table,
        words: Words,
        rows: TableRows,
        *,
        spellings: Mapping[str, Mapping[str, str]],
        continues: Mapping[int, int],
    ) -> None:
        """``continues`` gives, by its index, the row above with whose record a row goes on."""
        self._spellings = spellings
        self._continues = continues
        self.notes: list[str] = []
        self._schema = schema
        self._table = table
        self._words = words
        self._rows = rows
        self._columns = rows.columns
        self._own: list[_OwnColumn] = []
        self._inner = InnerRows(schema, words)
        self._problems: dict[int, list[CellRemark]] = {}
        self._remarks: dict[int, list[CellRemark]] = {}
        self._titles = (table.sheet, *(each.text for each in table.dropped if each.reason is DropReason.TITLE))
        self._carried: dict[int, list[str]] = {}
        """What amounts said beside the number, by row."""
        self._wrong: dict[int, set[str]] = {}
        """The attributes of the record itself that have a problem, by row."""

    def read(self, match: ColumnMatch) -> None:
        """Read one column into the attributes of its target."""
        target = match.target
        if target is None or not self._rows:
            return
        left = self._columns[match.column - 1] if match.column else None
        cells, remarks = fill_repeats(self._columns[match.column], left)
        self._say(remarks, match, target.attributes)
        if target.rule.fills_rows:
            add = self._inner.add_persons if target.rule is Rule.PERSONS else self._inner.add_terms
            self._say(add(target, cells), match, target.attributes)
            return
        parts = [cells] if target.rule is Rule.VALUE else self._split(match, target, cells)
        fields = self._schema.children[target.child].fields if target.child else self._schema.fields
        for attribute, part in zip(target.attributes, parts, strict=True):
            declared = fields[attribute]
            told = self._amounts(match, declared, part) if isinstance(declared, Count) else part
            if signs := self._spellings.get(attribute):
                told = [signs.get(cell.strip(), cell) if isinstance(cell, str) else cell for cell in told]
            column = read_column(declared, told, self._words)
            if target.rule is not Rule.VALUE:
                _keep_whole_proposals(column, part, cells)
            self._take(match, target, attribute, column)

    def _amounts(self, match: ColumnMatch, declared: Count, cells: Sequence[RawCell]) -> Sequence[RawCell]:
        """Return amounts in yen, counts as they are, and keep what is said beside them for the notes of the record."""
        if isinstance(declared, Yen):
            unit = unit_of(match.heading, self._titles)
            if unit != 1:
                cells, said = in_yen(declared, cells, unit)
                self.notes += [said] if said else []
        if match.target is not None and not match.target.child:
            for index, cell in enumerate(cells):
                if isinstance(cell, str) and (noted := _noted(declared, cell)):
                    self._carried.setdefault(index, []).append(f"{declared.label}：{noted.note}")
        return cells

    def _take(self, match: ColumnMatch, target: Target, attribute: str, column: ColumnValues) -> None:
        if column.note:
            self.notes.append(column.note)
        self._say(column.remarks, match, (attribute,))
        if target.child:
            self._inner.add_column(target, attribute, column.values)
        else:
            declared = self._schema.fields[attribute]
            self._own.append(_OwnColumn(match, attribute, declared, column.values))

    def _split(self, match: ColumnMatch, target: Target, cells: Sequence[RawCell]) -> list[list[RawCell]]:
        """Return a column for each attribute of a target whose cells hold several."""
        split = splitter_of(target.rule, self._words.today)
        nothing = ("",) * len(target.attributes)
        known: dict[RawCell, tuple[RawCell, ...]] = {}
        taken: dict[RawCell, str] = {}
        parts: list[tuple[RawCell, ...]] = []
        remarks: dict[int, Remark] = {}
        for index, cell in enumerate(cells):
            if is_empty_word(cell):
                parts.append(nothing)
                if word := cell_text(cell).strip():
                    remarks[index] = Remark(f"「{word}」とあるため、空欄として読みました。", is_problem=False)
                continue
            if cell not in known:
                try:
                    known[cell] = split(cell)
                    taken[cell] = days_taken(target.rule, cell, known[cell])
                except FieldError as error:
                    remarks[index] = Remark(str(error))
            if said := taken.get(cell):
                remarks[index] = Remark(said, is_problem=False)
            parts.append(known.get(cell, nothing))
        self._say(remarks, match, target.attributes)
        return [list(column) for column in zip(*parts, strict=True)]

    def _say(self, remarks: Mapping[int, Remark], match: ColumnMatch, attributes: Iterable[str]) -> None:
        """Keep remarks by row; ``attributes`` are those of which a problem takes the value away."""
        if not remarks:
            return
        target = match.target or Target(())
        place = ",".join(f"{target.child}[{target.row}].{name}" if target.child else name for name in attributes)
        column, cells = (NO_COLUMN, None) if match.column == NO_COLUMN else self._cells_of(match)
        for index, remark in remarks.items():
            text = cell_text(cells[index]) if cells else ""
            said = CellRemark(column, match.heading, text, remark.message, place, remark.proposal)
            (self._problems if remark.is_problem else self._remarks).setdefault(index, []).append(said)
            if remark.is_problem and not target.child:
                self._wrong.setdefault(index, set()).update(attributes)

    def _cells_of(self, match: ColumnMatch) -> tuple[int, Sequence[RawCell]]:
        return self._table.columns[match.column], self._columns[match.column]

    # ------------------------------------------------------------------------------------- beyond single columns

    def fill(self, attribute: str, text: str) -> None:
        """Put a constant where no column or no cell says anything. Raises FieldError when it cannot be read."""
        child, _, inner = attribute.rpartition(".")
        if child:
            self._fill_table(child, inner, text)
            return
        declared = self._schema.fields[attribute]
        value = declared.parse(text, self._words)
        shown = declared.show(value, self._words)
        own = next((own for own in self._own if own.attribute == attribute), None)
        if own is None:
            nowhere = ColumnMatch(NO_COLUMN, declared.label, Target((attribute,)), 1.0, "")
            self._own.append(_OwnColumn(nowhere, attribute, declared, [value] * len(self._rows)))
            self.notes.append(f"{declared.label}は、すべての行を「{shown}」としました。")
        elif empty := [each for each, old in enumerate(own.values) if old is None and each not in self._continues]:
            own.values = [*own.values]
            for each in empty:
                own.values[each] = value
            self.notes.append(f"{declared.label}が空欄の行は「{shown}」としました。")

    def _fill_table(self, child: str, attribute: str, text: str) -> None:
        inner = self._schema.children[child]
        declared = inner.fields[attribute]
        value = declared.parse(text, self._words)
        self._inner.fill(child, attribute, value)
        shown = declared.show(value, self._words)
        self.notes.append(f"{inner.label}の{declared.label}が書かれていない行は「{shown}」としました。")

    def carry(self) -> None:
        """Put what amounts said beside the number into the notes of their records."""
        name = next((each for each in NOTES if each in self._schema.fields), "")
        declared = self._schema.fields.get(name)
        if not self._carried or declared is None:
            return
        own = next((own for own in self._own if own.attribute == name), None)
        if own is None:
            own = _OwnColumn(ColumnMatch(NO_COLUMN, declared.label, Target((name,)), 1.0, ""), name, declared, [])
            own.values = [None] * len(self._rows)
            self._own.append(own)
        for index, said in self._carried.items():
            own.values[index] = "\n".join(filter(None, (own.values[index], *said)))

    def require(self) -> None:
        """Add a problem for each required attribute that a row leaves empty, tables inside it included."""
        for own in self._own:
            if own.declared.required and None in own.values:
                remark = Remark(f"{own.declared.label}を入力してください。")
                empty = [index for index, value in enumerate(own.values) if value is None]
                unsaid = {index: remark for index in empty if own.attribute not in self._wrong.get(index, ())}
                self._say(unsaid, own.match, (own.attribute,))
        for index, message in self._inner.missing(len(self._rows)):
            self._problems.setdefault(index, []).append(CellRemark(NO_COLUMN, "", "", message))

    def say_lost(self, mapping: TableMapping) -> None:
        """Add a note for each cell in which the file shows that characters were lost, unless it was corrected."""
        by_column = {self._table.columns[match.column]: match for match in mapping.matches if match.target}
        indexes = {number: index for index, number in enumerate(self._rows.numbers)} if self._table.lost else {}
        for lost in self._table.lost:
            match, index = by_column.get(lost.column), indexes.get(lost.row)
            if match is None or match.target is None or index is None:
                continue
            if cell_text(self._columns[match.column][index]) == lost.text:
                reasons = "".join(dict.fromkeys(character.reason for character in lost.lost))
                message = f"{reasons}正しい文字を確かめてください。"
                self._say({index: Remark(message, is_problem=False)}, match, match.target.attributes)

    # -------------------------------------------------------------------------------------------------- records

    def rows(self) -> ReadRows:
        """Return the records with all that was said of them."""
        read = ReadRows(
            self._rows, {own.attribute: own.values for own in self._own}, self._inner.rows(len(self._rows)), {}
        )
        said = self._problems.keys() | self._remarks.keys() | self._rows.notes.keys() | self._continues.keys()
        return read.changed({index: self._said_row(index, read.plain(index)) for index in sorted(said)})

    def _said_row(self, index: int, row: RowReading) -> RowReading:
        """Return a row with what was said of it."""
        for attribute in self._wrong.get(index, ()):
            row.values.pop(attribute, None)
        notes = self._remarks.get(index, [])
        if note := self._rows.notes.get(index):
            notes = [CellRemark(NO_COLUMN, "", "", note), *notes]
        row = row._replace(problems=tuple(self._problems.get(index, ())), notes=tuple(notes))
        return _going_on(row, self._continues[index]) if index in self._continues else row


def _going_on(row: RowReading, head: int) -> RowReading:
    """Return a row with nothing but its lines, and what was said of them: the rest is that of the row above."""
    problems = tuple(each for each in row.problems if not each.attribute or "[" in each.attribute)
    notes = tuple(each for each in row.notes if "[" in each.attribute)
    return row._replace(values={}, problems=problems, notes=notes, continues=head)


def _noted(declared: Count, cell: str) -> NotedAmount | None:
    """Return what a cell says beside its number, where lists are known to say more."""
    if isinstance(declared, Yen):
        return noted_amount(cell)
    return noted_count(cell, declared.unit) if declared.noted and not cell.isdecimal() else None


def _keep_whole_proposals(column: ColumnValues, part: Sequence[RawCell], cells: Sequence[RawCell]) -> None:
    """Take away the proposals that would replace a whole cell by what one part of it should have been."""
    for index, remark in column.remarks.items():
        if remark.proposal and part[index] != cells[index]:
            column.remarks[index] = replace(remark, proposal="")
