"""While a record is typed: which stored records may be the same one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind

if TYPE_CHECKING:
    from kyodo_desktop.ui.record_page import RecordPage

NAMED = 3
"""Records named in the notice; more are counted."""

TOPIC = "lookalikes"


class Lookalikes(QObject):
    """Asks the source after each entry that tells who it is, and shows the answer as a notice that disturbs nobody."""

    def __init__(self, page: RecordPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def look(self) -> None:
        """Ask about what stands in the form, unless it is what the record has anyway."""
        page = self._page
        if not page.editing.is_active:  # the cursor left the field because the form was closed
            return
        form = page.panel.form
        record_id = page.editing.record_id
        stored = page.snapshot.values if page.snapshot is not None and record_id is not None else {}
        values = {name: form.value(name) for name in page.design.looked_alike if name in form.cells}
        if all(value == stored.get(name) for name, value in values.items()):
            return
        page.place.tasks.read(
            partial(page.source.duplicates, values, record_id),
            partial(self._show, record_id),
            key=f"{page.schema.name} lookalikes",
            owner=self,
        )

    def _show(self, record_id: int | None, found: Sequence[tuple[Snapshot, tuple[str, ...]]]) -> None:
        page = self._page
        shown = page.notices.notice
        is_asked = page.editing.is_active and page.editing.record_id == record_id
        if not is_asked or (shown is not None and shown.topic != TOPIC):
            return
        if not found:
            page.notices.clear_topic(TOPIC)
            return
        named = [(snapshot, f"「{snapshot.values.get('name')}」", reasons) for snapshot, reasons in found[:NAMED]]
        told = "、".join(f"{name}（{'・'.join(reasons)}が同じ）" for _, name, reasons in named)
        more = f" ほか{len(found) - NAMED}件" if len(found) > NAMED else ""
        page.notices.show_notice(
            Notice(
                NoticeKind.INFORMATION,
                f"すでに登録されている{page.schema.label}かもしれません：{told}{more}",
                [NextStep(f"{name}を開く", partial(page.open_record, snapshot.id)) for snapshot, name, _ in named],
                topic=TOPIC,
            )
        )
