"""What a slice offers while a ``suggested`` attribute is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One value that is offered, what tells it from the others, and the values that come along when it is taken."""

    text: str
    detail: str = ""
    fills: Mapping[str, Any] = field(default_factory=dict)
