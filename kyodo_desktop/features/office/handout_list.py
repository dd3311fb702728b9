"""出力の記録 as a file: for the one who answers for personal data, and for an inspection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.field import Privacy
from kyodo_desktop.core.fields import EraDate, Text, TimeOfDay
from kyodo_desktop.core.number_fields import Count
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words

if TYPE_CHECKING:
    from kyodo_desktop.database.handouts import HandedOut

TITLE = "出力の記録"

SCHEMA = Schema(
    "handouts",
    TITLE,
    {
        "day": EraDate("日", privacy=Privacy.PUBLIC),
        "time": TimeOfDay("時刻", privacy=Privacy.PUBLIC),
        "staff": Text("担当", privacy=Privacy.PUBLIC, width=20.0),
        "document": Text("内容", privacy=Privacy.PUBLIC, width=60.0),
        "destination": Text("出力先", privacy=Privacy.PUBLIC, width=50.0),
        "people": Count("件数", privacy=Privacy.PUBLIC, unit="件"),
    },
)
"""The columns on the screen and in a file. The office itself looks it up, so nothing is left out."""


def record_of(line: HandedOut) -> Mapping[str, Any]:
    """Return a handout as values by the attributes of :data:`SCHEMA`."""
    return {
        "day": line.happened_at.date(),
        "time": f"{line.happened_at:%H:%M}",
        "staff": line.staff,
        "document": line.document,
        "destination": line.destination,
        "people": line.people,
    }


def write_list(path: Path, lines: Sequence[HandedOut], words: Words) -> int:
    """Write handouts as a CSV file or a workbook, by the ending of ``path``, and return their number.

    Raises WorldError when the file cannot be written.
    """
    from kyodo_desktop.spreadsheet.csv_writing import write_csv
    from kyodo_desktop.spreadsheet.xlsx_writing import write_xlsx

    records = map(record_of, lines)
    if path.suffix.lower() == ".csv":
        return write_csv(path, SCHEMA, records, words).rows
    return write_xlsx(path, SCHEMA, records, words, title=TITLE).rows
