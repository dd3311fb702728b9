"""The time of day, injected so that prints and tests are the same every time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Tells the local time. Everything that stamps or prints a date asks this."""

    def now(self) -> dt.datetime:
        """Return the local wall-clock time without a zone: an office has one counter and one zone."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the machine."""

    def now(self) -> dt.datetime:
        return dt.datetime.now().replace(microsecond=0)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved."""

    moment: dt.datetime

    def now(self) -> dt.datetime:
        return self.moment
