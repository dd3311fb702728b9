"""Whether the first cells of a column hold what its heading promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import normalize

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Address, Field, Name, Percent, Phone
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.column_values import cell_reader, is_empty_word
from kyodo_desktop.spreadsheet.persons import split_title
from kyodo_desktop.spreadsheet.repeats import MARKS
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text
from kyodo_desktop.spreadsheet.splitting import (
    names_both_numbers,
    split_days,
    split_period,
    split_phone_fax,
    split_postcode,
    split_reading,
    split_terms,
)
from kyodo_desktop.spreadsheet.tables import Table
from kyodo_desktop.spreadsheet.targets import Rule, Target

_MOST = 30
_SEARCHED_ROWS = 300
_HARMLESS = (Rule.TITLE, Rule.READING, Rule.POSTCODE)
"""Ways to take a cell apart that leave one with a single attribute as it is."""
_BEHIND = 0.9
"""How well a column is one attribute at most when a cell of it holds two."""


def column_samples(table: Table, column: int) -> list[RawCell]:
    """Return up to 30 different cells of a column that say something of their own, from its first 300 rows."""
    cells = (row.cells[column] for row in table.rows[:_SEARCHED_ROWS])
    return list(dict.fromkeys(cell for cell in cells if not is_empty_word(cell) and cell not in MARKS))[:_MOST]


def counts_rows(samples: Sequence[RawCell]) -> bool:
    """Return whether cells count 1, 2, 3 … (or ①, ②, ③ …), as the number column of a list does."""
    numbers = [normalize("NFKC", cell_text(cell)).strip(" .()") for cell in samples]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def fitness(
    target: Target, schema: Schema, samples: Sequence[RawCell], words: Words, *, both_named: bool = False
) -> float:
    """Return the share of samples (0–1) that are what a target expects; 1 where there are none to look at.

    ``both_named`` tells that the heading names both attributes of a target that has two (TEL／FAX). A single name with
    its title or reading, or address with its postcode, makes a whole column of such cells: taking them apart leaves the
    other ones as they are.
    """
    if not samples:
        return 1.0
    fits = _test_of(target, schema, words, both_named=both_named)
    share = sum(map(fits, samples)) / len(samples)
    if target.rule in _HARMLESS:
        return 1.0 if share else 0.0
    if target.rule is Rule.VALUE and not target.child and _hold_more(schema.fields[target.attributes[0]], samples):
        return min(share, _BEHIND)
    return share


def _hold_more(declared: Field, samples: Sequence[RawCell]) -> bool:
    test = next((test for kind, test in _HOLDS_MORE if isinstance(declared, kind)), None)
    return test is not None and any(map(test, samples))


def _test_of(target: Target, schema: Schema, words: Words, *, both_named: bool) -> Callable[[RawCell], bool]:
    fields = schema.children[target.child].fields if target.child else schema.fields
    if target.rule is Rule.VALUE:
        return _value_test(fields[target.attributes[0]], words)
    if target.rule is Rule.PERSONS:
        return lambda cell: not _is_number(cell)
    if target.rule is Rule.TERMS:
        return _terms_test(fields[target.attributes[0]], words)
    if target.rule in (Rule.PERIOD, Rule.DAYS, Rule.UNTIL):
        return _period_test(target.rule, words)
    if target.rule is Rule.PHONE_FAX and not both_named:
        return _says_both_numbers
    # The second half of a reading, a postcode … is what tells such a column from one with a single attribute.
    return _MORE_THAN_ONE[target.rule]


def _value_test(declared: Field, words: Words) -> Callable[[RawCell], bool]:
    read = cell_reader(declared, words)
    holds_more = next((test for kind, test in _HOLDS_MORE if isinstance(declared, kind)), None)

    def fits(cell: RawCell) -> bool:
        if isinstance(declared, Percent) and isinstance(cell, float) and 0 <= cell <= 1:
            return True
        remark = read(cell)[1]
        if (remark and remark.is_problem) or (isinstance(declared, (Name, Address)) and _is_number(cell)):
            return False
        return holds_more is None or not holds_more(cell)

    return fits


def _terms_test(declared: Field, words: Words) -> Callable[[RawCell], bool]:
    def fits(cell: RawCell) -> bool:
        try:
            return bool(split_terms(declared, cell_text(cell), words))
        except FieldError:
            return False

    return fits


def _period_test(rule: Rule, words: Words) -> Callable[[RawCell], bool]:
    def fits(cell: RawCell) -> bool:
        try:
            days = (split_days if rule is Rule.DAYS else split_period)(words.today, cell)
        except FieldError:
            return False
        return all(days) if rule is Rule.UNTIL else any(days)

    return fits


def _has_both_numbers(cell: RawCell) -> bool:
    try:
        return all(split_phone_fax(cell))
    except FieldError:
        return False


def _says_both_numbers(cell: RawCell) -> bool:
    return names_both_numbers(cell) and _has_both_numbers(cell)


def _has_reading(cell: RawCell) -> bool:
    return bool(split_reading(cell)[1])


def _has_postcode(cell: RawCell) -> bool:
    return bool(split_postcode(cell)[0])


def _has_title(cell: RawCell) -> bool:
    return bool(split_title(cell_text(cell)).title)


def _is_number(cell: RawCell) -> bool:
    return cell_text(cell).strip().replace(".", "").isdecimal()


_MORE_THAN_ONE: dict[Rule, Callable[[RawCell], bool]] = {
    Rule.READING: _has_reading,
    Rule.POSTCODE: _has_postcode,
    Rule.PHONE_FAX: _has_both_numbers,
    Rule.TITLE: _has_title,
}
_HOLDS_MORE: tuple[tuple[type[Field], Callable[[RawCell], bool]], ...] = (
    (Name, lambda cell: _has_reading(cell) or _has_title(cell)),
    (Address, _has_postcode),
    (Phone, _says_both_numbers),
)
