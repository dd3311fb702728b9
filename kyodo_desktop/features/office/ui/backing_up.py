"""A backup made by hand, from 今日 and from 設定: beside all other work, telling how far it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Progress

MAKING, CHECKING = "バックアップを作っています", "バックアップを検査しています"


class BackingUp(QObject):
    """Makes one backup at a time for a page and hands it to ``then``; 中止 leaves nothing behind."""

    def __init__(self, place: Place, then: Callable[[Any], None], page: QObject) -> None:
        super().__init__(page)
        self._place = place
        self._then = then
        self._is_under_way = False

    def begin(self) -> None:
        """Begin, unless one is under way."""
        if self._is_under_way:
            return
        self._is_under_way = True
        progress = Progress()

        def tell(done: int, total: int) -> None:
            if done < total:
                progress.step(done, total, MAKING)
            else:
                progress.step(words=CHECKING)

        self._place.tasks.compute(
            partial(self._place.office.back_up, progress=tell),
            self._then,
            on_finished=self._finish,
            label=MAKING,
            owner=self,
            progress=progress,
        )

    def _finish(self) -> None:
        self._is_under_way = False
