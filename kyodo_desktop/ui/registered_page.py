"""A page of records with a registration: beside what every register has, renewal and withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import RecordPageDesign, Written
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.register_source import RegisterSource


class RegistrationSource(RegisterSource, Protocol):
    """Keeps records with a registration. Everything is called on the database thread."""

    def renew(self, staff: str, ids: Sequence[int]) -> Written:
        """Extend registrations by one term. Raises InputError naming the one that cannot be."""
        ...


class RegisteredPage(RegisterPage):
    """The page of one slice whose records are registered for a term."""

    def __init__(
        self, place: Place, source: RegistrationSource, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__(place, source, design, drafts)
        self.registrations = source

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every register, and 更新."""
        renews = not self.place.read_only and not self.editing.is_active and bool(self.chosen_ids())
        return super().actions_by_key() | {5: KeyAction(self.renew, renews)}

    def menu_actions(self) -> list[QAction]:
        actions = super().menu_actions()
        if not self.place.read_only:
            actions.insert(0, self.menu_action("廃止・抹消する", self.withdraw, "close"))
        return actions

    @Slot()
    def renew(self) -> None:
        """Ask, then extend the registrations in the かご, or the one that is shown."""
        ids = self.chosen_ids()
        whom = f"かごの{len(ids):,}件" if len(self.basket) else f"「{self.shown_name()}」"
        self.ask(
            f"{whom}の登録を、次の期限まで更新します。",
            "更新する",
            lambda: self.write(partial(self.registrations.renew, self.place.staff(), ids), f"{whom}を更新しました。"),
        )

    @Slot()
    def withdraw(self) -> None:
        """Open the form at 廃止・抹消 with today's date; saving it ends the registration."""
        self.when_come(self._withdraw)

    def _withdraw(self) -> None:
        self.editing.begin_edit()
        if self.editing.is_active:
            form = self.panel.form
            form.set_value("withdrawn_on", self.place.words().today)
            form.focus_on("withdrawal_reason")
