"""What was decided on as it stood then, kept as plain values that no later change of a budget or a round reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from kyodo_desktop.core.field import Field, Storage
from kyodo_desktop.core.taxonomy import Words


@dataclass(frozen=True)
class Kept(Field):
    """Names and plain values as JSON has them; never typed and never shown as they are."""

    hidden: bool = True
    derived: bool = True
    storage: ClassVar[Storage] = Storage.JSON

    def parse(self, raw: object, words: Words) -> dict[str, Any] | None:
        return raw if isinstance(raw, dict) else None

    def show(self, value: dict[str, Any] | None, words: Words) -> str:
        return ""
