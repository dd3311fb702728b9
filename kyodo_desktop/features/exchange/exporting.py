"""Lists of records as files: Excel, or CSV for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import Disclosure
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.spreadsheet.csv_writing import write_csv
from kyodo_desktop.spreadsheet.export import Written
from kyodo_desktop.spreadsheet.xlsx_writing import write_xlsx

Encoding = Literal["cp932", "utf-8"]
Progress = Callable[[int], None]

_RECORDS_AT_ONCE = 5000


def exportable(schema: Schema) -> tuple[str, ...]:
    """Return the attributes that a list may have as columns, in the order of the form."""
    return tuple(name for name, declared in schema.shown().items() if not isinstance(declared, Disclosure))


def export(
    service: RecordService[Any],
    ids: Sequence[int],
    path: Path,
    *,
    title: str,
    columns: Sequence[str] | None = None,
    include_private: bool = False,
    encoding: Encoding = "utf-8",
    progress: Progress | None = None,
) -> Written:
    """Write records in the order of ``ids`` to ``path``: a workbook when it ends in .xlsx, a CSV file in .csv.

    ``columns`` are attributes in their order (all, when None). Raises InputError for another ending or an attribute
    that does not exist, WorldError when the file cannot be written.
    """
    schema = service.schema
    known = exportable(schema)
    if unknown := [name for name in columns or () if name not in known]:
        raise InputError(f"「{'、'.join(unknown)}」という項目はありません。{'、'.join(known)} から選んでください。")
    records = _records(service, ids)
    words = service.words()
    match path.suffix.lower():
        case ".xlsx":
            return write_xlsx(
                path,
                schema,
                records,
                words,
                attributes=columns,
                include_private=include_private,
                title=title,
                progress=progress,
            )
        case ".csv":
            return write_csv(
                path,
                schema,
                records,
                words,
                encoding="cp932" if encoding == "cp932" else "utf-8-sig",
                attributes=columns,
                include_private=include_private,
                progress=progress,
            )
    raise InputError(f"「{path.name}」には書き出せません。ファイルの名前の終わりを .xlsx か .csv にしてください。")


def _records(service: RecordService[Any], ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield whole records a batch at a time, so that a long list needs little memory."""
    attributes = tuple(service.schema.fields)
    for start in range(0, len(ids), _RECORDS_AT_ONCE):
        batch = ids[start : start + _RECORDS_AT_ONCE]
        rows = service.rows(batch, attributes)
        for record_id in batch:
            yield dict(zip(attributes, rows[record_id], strict=True))
