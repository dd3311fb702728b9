"""What every declared attribute has and can do; the kinds of attributes are in ``fields``."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import tidy_line

Cell = str | int | float | bool | dt.date | None


class Privacy(enum.StrEnum):
    """Who may read an attribute: everybody, those with a reason, or the office alone."""

    PUBLIC = "public"
    PARTIAL = "partial"
    PRIVATE = "private"

    @property
    def label(self) -> str:
        return {"public": "公開", "partial": "一部公開", "private": "非公開"}[self.value]


class Storage(enum.Enum):
    """The column type a kind needs; ``database`` maps it to its own types."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    FLAG = "flag"
    JSON = "json"


@dataclass(frozen=True)
class Field:
    """One declared attribute.

    ``group`` is the heading of the paper form it stands under, ``width`` its column on a roster in mm, ``aliases`` the
    headings under which other people's files bring it. ``listed`` shows it in the list unless a person chooses
    otherwise; ``searchable`` puts it into the search text; ``disclosable`` lets each record say 公開/一部公開/非公開
    for it, starting from ``privacy``. ``extra`` fields appear only for the kinds whose taxonomy term names them.
    ``derived`` values are computed by the slice and never typed; those that are ``imported`` may be brought by a file
    of records that lived before the program. ``hidden`` ones are kept and never shown: the id of the organisation whose
    name stands beside. While a ``suggested`` one is typed, the slice offers values that may fill others along with it.
    """

    label: str
    _: KW_ONLY
    required: bool = False
    help: str = ""
    group: str = ""
    aliases: tuple[str, ...] = ()
    privacy: Privacy = Privacy.PRIVATE
    disclosable: bool = False
    width: float = 25.0
    listed: bool = False
    searchable: bool = False
    extra: bool = False
    derived: bool = False
    imported: bool = False
    hidden: bool = False
    suggested: bool = False
    unit: str = ""

    storage: ClassVar[Storage] = Storage.TEXT
    ime: ClassVar[bool] = True
    """Whether the Japanese input method is wanted when the cursor enters."""

    def parse(self, raw: object, words: Words) -> Any:
        """Return the value that a typed text or a spreadsheet cell means, or None when it is empty.

        Raises FieldError when it means nothing of this kind.
        """
        plain = tidy_line(as_text(raw))
        return plain or None

    def show(self, value: Any, words: Words) -> str:
        """Return the value as a person reads it; empty for None."""
        return "" if value is None else str(value)

    def cell(self, value: Any, words: Words) -> Cell:
        """Return the value as a typed spreadsheet cell."""
        return self.show(value, words) or None

    def dump(self, value: Any) -> Any:
        """Return the value as JSON can hold it."""
        return value

    def load(self, value: Any) -> Any:
        """Return the value that :meth:`dump` wrote."""
        return value


def as_text(raw: object) -> str:
    """Return what a person would see in a cell: whole numbers without a point, dates in ISO."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "1" if raw else ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat()
    if isinstance(raw, dt.date):
        return raw.isoformat()
    return str(raw)
