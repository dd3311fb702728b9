"""What follows from a form while it is typed is asked for a moment after a key, not at every key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from kyodo_desktop.ui.record_form import RecordForm
    from kyodo_desktop.ui.record_panel import RecordPanel

FOLLOWING = 150
"""Milliseconds from a key until what follows is asked for; the keys until then are answered together."""


class FormFollower(QObject):
    """Calls ``follow`` after something was edited in the form of a panel, also while keys keep coming.

    The form may be closed by then: ``follow`` looks whether it is still edited.
    """

    def __init__(self, panel: RecordPanel, follow: Callable[[], None]) -> None:
        super().__init__(panel)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FOLLOWING)
        self._later.timeout.connect(follow)
        panel.form_made.connect(self._watch)

    @Slot(object)
    def _watch(self, form: RecordForm) -> None:
        form.edited.connect(self._note_edit)

    @Slot()
    def _note_edit(self) -> None:
        if not self._later.isActive():
            self._later.start()
