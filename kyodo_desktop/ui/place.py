"""What a page is given when it is built: the doors to everything outside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.preferences import Preferences
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Theme


@dataclass(frozen=True)
class Place:
    """The office as a page sees it.

    ``office`` is the open ``application.Office``, a layer that pages may not import; its services are called inside
    ``tasks`` only, everything else here at once. ``say`` shows a sentence in the status line; given a slice's name and
    the id of an operation, it offers 元に戻す. ``print_papers``, ``import_file`` and ``export_list`` open the windows
    of those features for a slice.
    """

    tasks: Tasks
    office: Any
    words: Callable[[], Words]
    staff: Callable[[], str]
    preferences: Preferences
    say: Callable[..., None]
    open_record: Callable[[str, int], None]
    go_to_tab: Callable[[str], Page | None]
    apply_theme: Callable[[Theme], None]
    print_papers: Callable[..., None]
    import_file: Callable[[str], None]
    export_list: Callable[[str, Sequence[int]], None]
    read_only: bool = False
