"""What comes to a form while it is typed: readings, suggestions, addresses of postcodes, possible duplicates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from kyodo_desktop.ui.lookalikes import Lookalikes

if TYPE_CHECKING:
    from kyodo_desktop.core.suggestion import Suggestion
    from kyodo_desktop.ui.form_addresses import FormAddresses
    from kyodo_desktop.ui.record_form import RecordForm
    from kyodo_desktop.ui.record_page import RecordPage


class TypingAids(QObject):
    """Looks up behind the form of a page what it may be offered."""

    def __init__(self, page: RecordPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._tasks = page.place.tasks
        self._addresses: FormAddresses | None = None
        self._lookalikes = Lookalikes(page, self)

    def come_to(self, form: RecordForm) -> None:
        """Serve a form from now on."""
        from kyodo_desktop.ui.form_addresses import FormAddresses

        form.readings.propose = self._propose_reading
        for table in form.tables.values():
            table.view.readings.propose = self._propose_reading
        form.suggestions.suggest = self._suggest
        self._addresses = FormAddresses(form.cells, self._tasks, form)
        form.field_left.connect(self._leave_field)

    def _propose_reading(self, name: str, deliver: Callable[[str], None]) -> None:
        from kyodo_desktop.core import readings

        self._tasks.compute(partial(readings.propose, name), deliver, label="ふりがなを調べています", owner=self)

    def _suggest(
        self,
        attribute: str,
        text: str,
        values: Mapping[str, Any],
        deliver: Callable[[Sequence[Suggestion]], None],
    ) -> None:
        asked = partial(self._page.source.suggest, attribute, text, values)
        key = f"{self._page.schema.name} suggest {attribute}"
        self._tasks.read(asked, deliver, key=key, label="候補を探しています", owner=self)

    @Slot(str, object)
    def _leave_field(self, attribute: str, value: Any) -> None:
        if self._addresses is not None:
            self._addresses.leave(attribute)
        if value and attribute in self._page.design.looked_alike:
            self._lookalikes.look()
