"""What is entered when a step is taken with a record, and by what a line of steps tells that it was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TAKEN_BACK = "taken_back_on"
TAKEN_BACK_REASON = "taken_back_reason"


@dataclass(frozen=True, slots=True)
class Taking:
    """A step to be taken with one record: its day, person and what it asks for, and values to save along with it."""

    record_id: int
    step: str
    line: Mapping[str, Any]
    values: Mapping[str, Any] = field(default_factory=dict)
