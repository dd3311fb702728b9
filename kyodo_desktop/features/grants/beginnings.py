"""What a new 募集回 begins with: the profile's values, or last year's round with its days moved by a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.dates import fiscal_year, years_later
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.office_days import is_office_day, office_day_from, office_day_until
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words

NOT_COPIED = frozenset({"reference", "name", "furigana", "fiscal_year", "minutes", "state", "due_on", "due_what"})
"""What a round does not take over from last year's."""

ITS_OWN = frozenset({"steps", "events"})
"""The tables that tell what happened to a round."""

PERIOD = frozenset({"start_from", "finish_by"})
"""Days that bound a period: they are no appointments and stay what they are, whatever day of the week that is."""

_SAME_WEEKDAY = dt.timedelta(weeks=52)


def from_profile(section: Section, schema: Schema, words: Words) -> Draft:
    """Return what a profile's ``[grant_rounds.PROGRAMME]`` says, read by the fields of a round and of its tables.

    Raises WorldError, which names file and key, for a key that is no field and for a value that means nothing there.
    """
    inside = {name: child for name, child in schema.children.items() if name not in ITS_OWN}
    typed = _typed(schema)
    section.allow((*typed, *inside))
    children = {
        name: [Draft(_values(table, _typed(child), words)) for table in section.tables(name)]
        for name, child in inside.items()
    }
    for name, child in inside.items():
        for table in section.tables(name):
            table.allow(tuple(child.fields))
    return Draft(_values(section, typed, words), {name: lines for name, lines in children.items() if lines})


def _typed(schema: Schema) -> dict[str, Field]:
    return {name: field for name, field in schema.fields.items() if not (field.derived or field.hidden)}


def _values(section: Section, fields: Mapping[str, Field], words: Words) -> dict[str, Any]:
    return {name: _value(section, name, field, words) for name, field in fields.items() if name in section}


def _value(section: Section, name: str, field: Field, words: Words) -> Any:
    try:
        return field.parse(section.data[name], words)
    except FieldError as error:
        section.fail(name, str(error))


def from_last_year(last: Snapshot, year: int) -> Draft:
    """Return a copy of a round for the 年度 that begins in ``year``, without what happened to it."""
    years = year - last["fiscal_year"]
    values = {
        name: _moved(name, value, years) if isinstance(value, dt.date) else value
        for name, value in last.values.items()
        if name not in NOT_COPIED
    }
    children = {
        name: [Draft(dict(line.values)) for line in lines]
        for name, lines in last.children.items()
        if name not in ITS_OWN
    }
    return Draft(values | {"fiscal_year": year}, children)


def _moved(name: str, day: dt.date, years: int) -> dt.date:
    """Return the day ``years`` later: an office day for an office day, in the same 年度; else the same weekday.

    A presentation on a Saturday stays on a Saturday.
    """
    later = years_later(day, years)
    if name in PERIOD:
        return later
    if not is_office_day(day):
        return day + _SAME_WEEKDAY * years
    moved = office_day_from(later)
    return moved if fiscal_year(moved) == fiscal_year(later) else office_day_until(later)


def days_out_of_order(values: Mapping[str, Any], fields: Mapping[str, Field]) -> list[tuple[str, str]]:
    """Return the attributes of a round's calendar whose day comes before one that must precede it, with a sentence."""
    found = []
    for earlier, later in CALENDAR:
        first, second = values.get(earlier), values.get(later)
        if first and second and second < first:
            sentence = (
                f"「{fields[later].label}」が「{fields[earlier].label}」より前になっています。日付を確かめてください。"
            )
            found.append((later, sentence))
    return found


CALENDAR = (
    ("call_from", "call_until"),
    ("call_until", "review_on"),
    ("call_until", "decide_by"),
    ("review_on", "decide_by"),
    ("start_from", "finish_by"),
    ("decide_by", "finish_by"),
    ("start_from", "report_by"),
    ("decide_by", "presentation_on"),
)
"""Which day of a round comes before which."""
