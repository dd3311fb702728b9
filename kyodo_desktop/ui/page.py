"""What every page of the window is: it offers actions on the F-keys, opens records and may ask to stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class KeyAction:
    """What an F-key does on a page. ``label`` overrides the key's own words."""

    run: Callable[[], None]
    enabled: bool = True
    label: str = ""


class Page(QWidget):
    """A tab's page. ``actions_changed`` is sent when what the F-keys do here has changed."""

    actions_changed = Signal()

    def guide(self) -> str:
        """Return the page of the user guide about what is in front here; empty for that of the tab."""
        return ""

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return what the F-keys do here, by their number (2 is F2)."""
        return {}

    def enter(self) -> None:
        """Called whenever the page comes to the front: put the cursor where the hand needs it."""

    def page_named(self, name: str) -> Page:
        """Return the page of this name: a page that holds others brings that one to their front."""
        return self

    def open_record(self, record_id: int) -> None:
        """Show a record; pages without records ignore it."""

    def show_list(self, filters: Mapping[str, tuple[str, ...]]) -> None:
        """Show the list under these filters; pages without a list ignore it."""

    def call_list(self, words: str) -> None:
        """Say what the list is that was just shown, in the words of the number behind which it stands."""

    def search_for(self, text: str) -> None:
        """Type a text into the page's own search; pages without one ignore it."""

    def refresh(self, changed: object) -> None:
        """Called with what a write changed (``database.work.Changes``): read again what it touches."""

    def may_leave(self) -> bool:
        """Return whether nothing typed would be lost; a page that says no shows its question."""
        return True
