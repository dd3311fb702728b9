"""経過: what a person at the counter writes down about a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import Choice, EraDate, Text
from kyodo_desktop.database.base import Line, attribute

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class EventLine(Line):
    """One event of a record's 経過."""

    __label__ = "経過"

    happened_on: Mapped[dt.date] = attribute(EraDate("年月日", required=True))
    kind: Mapped[str | None] = attribute(Choice("区分", taxonomy="event_kinds", width=20))
    text: Mapped[str] = attribute(Text("内容", required=True, width=80))
