"""The database of one office: reading in sessions, writing in units of work."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from kyodo_desktop.core.clock import Clock
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.database.engine import open_engine
from kyodo_desktop.database.troubles import translated
from kyodo_desktop.database.work import Work


class OfficeDatabase:
    """An open ``office.db``. Thread-safe as long as a session stays in the thread that opened it."""

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self.engine = open_engine(path, read_only=read_only)

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for reading one consistent state."""
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
        with (
            translated(),
            self.engine.connect() as connection,
            connection.execution_options(immediate=True).begin(),
            Session(connection, expire_on_commit=False) as session,
        ):
            work = Work(session, staff, action, self.clock.now())
            yield work
            work.finish()
            session.flush()
            session.expunge_all()

    def close(self) -> None:
        """Let go of the file. The journal is folded into it by the last connection."""
        self.engine.dispose()
