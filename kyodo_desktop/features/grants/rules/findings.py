"""What a check says of an application: in order, to be looked at, or refused."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Level(enum.StrEnum):
    """How grave a finding is."""

    OK = "ok"
    LOOK = "look"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"ok": "適", "look": "要確認", "refused": "不可"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    ``code`` is its stable name (``balance``), ``sentence`` what a clerk reads, ``yen`` the difference or amount that it
    is about, ``row`` (from 0) the line of the table it stands beside.
    """

    code: str
    level: Level
    sentence: str
    yen: int | None = None
    row: int | None = None
