"""The database of one office: lists read below SQLAlchemy, records read in sessions and written in units of work."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.clock import Clock
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.database.connection import open_connection
from kyodo_desktop.database.troubles import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from kyodo_desktop.database.work import Work


class OfficeDatabase:
    """An open ``office.db``. Thread-safe as long as a session stays in the thread that opened it.

    SQLAlchemy is imported, and the declared classes are mapped, when the first session is opened: a list needs neither,
    see :mod:`kyodo_desktop.database.base`.
    """

    def __init__(
        self, path: Path, clock: Clock, *, read_only: bool = False, declare: Callable[[], None] = lambda: None
    ) -> None:
        """Open ``path``; ``declare`` imports what declares records that nothing has asked for yet."""
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self._declare = declare
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._spare: list[Any] = []

    @property
    def engine(self) -> Engine:
        """The engine of the sessions; it goes on with the connection that has read lists so far."""
        with self._lock:
            if self._engine is None:
                from kyodo_desktop.database.engine import engine_over
                from kyodo_desktop.database.mapping import map_declared

                self._declare()
                map_declared()
                self._engine = engine_over(self._connect)
            return self._engine

    @contextlib.contextmanager
    def read_rows(self) -> Iterator[Any]:
        """Open a connection of the driver for reading one consistent state."""
        with translated(), self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for reading one consistent state."""
        from sqlalchemy.orm import Session

        from kyodo_desktop.database.session_troubles import translated

        with translated(), Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextlib.contextmanager
    def write(self, staff: str, action: str) -> Iterator[Work]:
        """Open the unit of work of ``staff``; ``action`` names it in the history. Commits if the block ends cleanly.

        Raises WorldError when the office is open for reading only, and what the world did meanwhile.
        """
        if self.read_only:
            raise WorldError(
                "閲覧だけで開いているため、保存できません。", next_step="ほかの画面を閉じてから、開き直してください。"
            )
        from kyodo_desktop.database.session_troubles import translated
        from kyodo_desktop.database.work import Work

        with translated(), self.engine.connect() as connection, connection.execution_options(immediate=True).begin():
            work = Work(connection, staff, action, self.clock.now())
            yield work
            work.finish()

    def close(self) -> None:
        """Let go of the file. The journal is folded into it by the last connection."""
        if self._engine is not None:
            self._engine.dispose()
        while self._spare:
            self._spare.pop().close()

    @contextlib.contextmanager
    def _connection(self) -> Iterator[Any]:
        if self._engine is not None:
            pooled = self._engine.raw_connection()
            try:
                yield pooled.driver_connection
            finally:
                pooled.close()
        else:
            connection = self._connect()
            try:
                yield connection
            finally:
                self._spare.append(connection)

    def _connect(self) -> Any:
        try:
            return self._spare.pop()
        except IndexError:
            return open_connection(self.path, read_only=self.read_only)
