"""What volunteers did in a year, from the records of their activities: who, how often, how many, how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.database.happened import Happened, Log
from kyodo_desktop.features.volunteers.models import Activity, Volunteer

HOUR = 60
"""Minutes."""

LOG = Log(Activity, Volunteer, "happened_on", "people", "minutes")


@dataclass(frozen=True, slots=True)
class Active:
    """What was recorded in each of some years, in their order.

    ``volunteers`` are registered persons and groups, each once a year; ``times`` the records; ``people`` who took part,
    counted anew each time; ``hours`` what each of them gave, added up and rounded.
    """

    volunteers: tuple[int, ...]
    times: tuple[int, ...]
    people: tuple[int, ...]
    hours: tuple[int, ...]


def active(found: Mapping[int, Happened], years: Sequence[int]) -> Active:
    """Return what happened as it is counted, year by year."""
    each = [found.get(year, Happened()) for year in years]
    return Active(
        tuple(one.records for one in each),
        tuple(one.times for one in each),
        tuple(one.people for one in each),
        tuple(round(one.minutes / HOUR) for one in each),
    )
