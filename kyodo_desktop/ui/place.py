"""What a page is given when it is built: the doors to everything outside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.tasks import Tasks


@dataclass(frozen=True)
class Place:
    """The office as a page sees it. ``services`` are called inside ``tasks`` only; everything else at once.

    ``say`` shows a sentence in the status line, with 元に戻す when a way back is given; ``open_record`` goes to a
    record in another tab.
    """

    tasks: Tasks
    services: Mapping[str, Any]
    words: Callable[[], Words]
    staff: Callable[[], str]
    preferences: Any
    say: Callable[[str, Callable[[], None] | None], None]
    open_record: Callable[[str, int], None]
    read_only: bool = False
