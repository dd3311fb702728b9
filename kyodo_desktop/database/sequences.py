"""Numbers that are given once and never again (整理番号, 文書番号)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, Session, mapped_column

from kyodo_desktop.database.mapping import Base


class Sequence(Base):
    """The last number given under a name."""

    __tablename__ = "sequences"

    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


def take(session: Session, name: str, count: int = 1) -> range:
    """Reserve ``count`` numbers under ``name`` and return them. They are given back if the transaction fails."""
    sequence = session.get(Sequence, name)
    if sequence is None:
        sequence = Sequence(name=name, last=0)
        session.add(sequence)
    first = sequence.last + 1
    sequence.last += count
    return range(first, first + count)
