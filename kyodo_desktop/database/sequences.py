"""Numbers that are given once and never again (整理番号, 文書番号)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kyodo_desktop.database.mapping import Base


class Sequence(Base):
    """The last number given under a name."""

    __tablename__ = "sequences"

    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


def take(connection: Connection, name: str, count: int = 1) -> range:
    """Reserve ``count`` numbers under ``name`` and return them. They are given back if the transaction fails."""
    last = connection.scalar(select(Sequence.last).where(Sequence.name == name))
    if last is None:
        last = 0
        connection.execute(insert(Sequence), {"name": name, "last": count})
    else:
        connection.execute(update(Sequence).where(Sequence.name == name), {"last": last + count})
    return range(last + 1, last + count + 1)
