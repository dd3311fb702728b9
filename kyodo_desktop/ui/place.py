"""What a page is given when it is built: the doors to everything outside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.preferences import Preferences
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from kyodo_desktop.core.profiles import Profile
    from kyodo_desktop.core.slice import Slice


class Folders(Protocol):
    """Where the files of an office are."""

    @property
    def root(self) -> Path: ...
    @property
    def drafts(self) -> Path: ...
    @property
    def forms(self) -> Path: ...
    @property
    def backups(self) -> Path: ...


class OpenOffice(Protocol):
    """What pages may ask of the open ``application.Office``, a layer that they may not import.

    What comes from a feature is Any here, because this package knows none; the feature's own pages know what it is.
    """

    @property
    def folder(self) -> Folders: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def slices(self) -> tuple[Slice, ...]: ...
    @property
    def services(self) -> Any: ...
    @property
    def settings(self) -> Any: ...
    @property
    def papers(self) -> Any: ...
    @property
    def exchange(self) -> Any: ...
    @property
    def today_service(self) -> Any: ...
    @property
    def database(self) -> Any: ...
    def service(self, name: str) -> Any: ...
    def save_settings(self, settings: Any) -> None: ...
    def back_up(self, target: Path | None = None, progress: Any = None) -> Any: ...
    def record_handout(
        self, staff: str, document: str, destination: str, people: int, record: tuple[str, int] | None = None
    ) -> None: ...


@dataclass(frozen=True)
class Place:
    """The office as a page sees it.

    The services of ``office`` are called inside ``tasks`` only, everything else here at once. ``say`` shows a sentence
    in the status line; given a slice's name and the id of an operation, it offers 元に戻す. ``print_papers``,
    ``import_file`` and ``export_list`` open the windows of those features for a slice.
    """

    tasks: Tasks
    office: OpenOffice
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
