"""The tables inside the records of a file: 会員1 氏名, 会員1 年代 …, or all members in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.column_values import Remark, is_empty_word
from kyodo_desktop.spreadsheet.persons import Person, is_unclear, split_persons
from kyodo_desktop.spreadsheet.records import Values
from kyodo_desktop.spreadsheet.repairs import proposal
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text
from kyodo_desktop.spreadsheet.splitting import split_terms
from kyodo_desktop.spreadsheet.targets import Target

_ONE_TERM = re.compile("[^、,，;；/／・･\n\t]+")


class InnerRows:
    """Gathers the columns of the tables inside, and gives each record its rows; rows without any value are left out."""

    def __init__(self, schema: Schema, words: Words) -> None:
        self._schema = schema
        self._words = words
        self._columns: dict[str, list[tuple[int, str, Sequence[Any]]]] = {}
        """By table: the number of the row from 0, the attribute, and its value in each record."""
        self._named: dict[str, list[list[Values]]] = {}
        """By table: the rows that one cell names in each record."""

        self._constants: dict[str, Values] = {}

    def fill(self, child: str, attribute: str, value: Any) -> None:
        """Give every row of a table this value where it has none, and a record without any row one row of it."""
        self._constants.setdefault(child, {})[attribute] = value

    def add_column(self, target: Target, attribute: str, values: Sequence[Any]) -> None:
        """Take the values that one column gives an attribute of one row in each record."""
        self._columns.setdefault(target.child, []).append((target.row, attribute, values))

    def add_persons(self, target: Target, cells: Sequence[RawCell]) -> dict[int, Remark]:
        """Take each person that a cell names as a row.

        Returns a problem for each cell with a title that is none, or whose persons cannot be told apart.
        """
        remarks: dict[int, Remark] = {}
        persons: list[list[Values]] = []
        for index, cell in enumerate(cells):
            named = () if is_empty_word(cell) else split_persons(cell_text(cell))
            if any(is_unclear(person.name) for person in named):
                persons.append([])
                remarks[index] = Remark(_unclear(cell_text(cell)))
                continue
            try:
                persons.append([self._person(target, person) for person in named])
            except FieldError as error:
                persons.append([])
                remarks[index] = Remark(str(error))
        self._named[target.child] = persons
        return remarks

    def add_terms(self, target: Target, cells: Sequence[RawCell]) -> dict[int, Remark]:
        """Take each term that a cell names as a row; return a problem for each cell with a part that is no term."""
        [attribute] = target.attributes
        declared = self._schema.children[target.child].fields[attribute]
        known: dict[str, list[Values]] = {}
        remarks: dict[int, Remark] = {}
        rows: list[list[Values]] = []
        for index, cell in enumerate(cells):
            text = "" if is_empty_word(cell) else cell_text(cell)
            try:
                if text not in known:
                    known[text] = [{attribute: code} for code in split_terms(declared, text, self._words)]
                rows.append(known[text])
            except FieldError as error:
                rows.append([])
                # What is near a cell of several terms would leave the others out.
                near = proposal(declared, text, self._words) if _ONE_TERM.fullmatch(text) else ""
                remarks[index] = Remark(str(error), proposal=near)
        self._named[target.child] = rows
        return remarks

    def _person(self, target: Target, person: Person) -> Values:
        """Return a person as a row; without a place for the title it stays before the name."""
        fields = self._schema.children[target.child].fields
        name, *title = target.attributes
        text = person.name if title or not person.title else f"{person.title}\u3000{person.name}"
        values: Values = {name: fields[name].parse(text, self._words)}
        if title and person.title:
            values[title[0]] = fields[title[0]].parse(person.title, self._words)
        return values

    def rows(self, count: int) -> list[dict[str, list[Values]]]:
        """Return the tables of each of ``count`` records, none at all when no column belongs to one."""
        tables = dict.fromkeys([*self._named, *self._columns, *self._constants])
        if not tables:
            return []
        return [{child: rows for child in tables if (rows := self._table(child, index))} for index in range(count)]

    def _table(self, child: str, index: int) -> list[Values]:
        named = self._named[child][index] if child in self._named else []
        rows = {number: dict(values) for number, values in enumerate(named)}
        for number, attribute, values in self._columns.get(child, ()):
            if values[index] is not None:
                rows.setdefault(number, {}).setdefault(attribute, values[index])
        constants = self._constants.get(child, {})
        return [constants | rows[number] for number in sorted(rows)] or ([dict(constants)] if constants else [])

    def missing(self, count: int) -> Iterator[tuple[int, str]]:
        """Yield the index of each record of which a table has a row without a required attribute, and what to say."""
        for index, tables in enumerate(self.rows(count)):
            for child, rows in tables.items():
                inner = self._schema.children[child]
                for number, values in enumerate(rows, 1):
                    for attribute, declared in inner.fields.items():
                        if declared.required and values.get(attribute) is None:
                            yield index, f"{inner.label}{number}の{declared.label}を入力してください。"


def _unclear(text: str) -> str:
    typed = " ".join(text.split())
    return f"「{typed}」は、だれの名前か読み分けられません。1人ずつ「、」か改行で区切り、名前だけを入力してください。"
