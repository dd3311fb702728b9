"""手続: the steps that a record has taken. What they mean is told by :mod:`kyodo_desktop.core.lifecycle`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import EraDate, Name, Text, Yen
from kyodo_desktop.database.base import Line, attribute

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class StepLine(Line):
    """One step: what was done when, by whom, under which number, and whether it was taken back."""

    __label__ = "手続の経過"

    step: Mapped[str] = attribute(Text("手続の記号", required=True, hidden=True))
    words: Mapped[str] = attribute(Text("手続", required=True, derived=True, width=30))
    happened_on: Mapped[dt.date] = attribute(EraDate("年月日", required=True, derived=True))
    person: Mapped[str | None] = attribute(Name("担当者", derived=True, searchable=False, width=20))
    document_number: Mapped[str | None] = attribute(Text("文書番号", derived=True, width=28))
    amount: Mapped[int | None] = attribute(Yen("金額", derived=True))
    due_on: Mapped[dt.date | None] = attribute(EraDate("期限", derived=True))
    note: Mapped[str | None] = attribute(Text("内容", derived=True, width=40))
    taken_back_on: Mapped[dt.date | None] = attribute(EraDate("取消年月日", derived=True))
    taken_back_reason: Mapped[str | None] = attribute(Text("取消の理由", derived=True, width=30))
