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
from kyodo_desktop.spreadsheet.export import Written, further_label, further_names
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
    tables: Sequence[str] | None = None,
    include_private: bool = False,
    encoding: Encoding = "utf-8",
    progress: Progress | None = None,
) -> Written:
    """Write records in the order of ``ids`` to ``path``: a workbook when it ends in .xlsx, a CSV file in .csv.

    ``columns`` are attributes in their order (all, when None), ``tables`` what has a sheet of its own: tables inside,
    and the 公開区分 (when None, all beside all attributes and none beside chosen ones); a CSV file has room for none.
    Raises InputError for another ending, an attribute or a table that does not exist, WorldError when the file cannot
    be written.
    """
    schema = service.schema
    _refuse_unknown(columns or (), exportable(schema), "項目")
    _refuse_unknown(tables or (), further_names(schema), "表")
    if tables is None:
        tables = further_names(schema) if columns is None else ()
    words = service.words()
    match path.suffix.lower():
        case ".xlsx":
            records = _records(service, ids, tables)
            return write_xlsx(
                path,
                schema,
                records,
                words,
                attributes=columns,
                include_private=include_private,
                title=title,
                tables=tables,
                progress=progress,
            )
        case ".csv":
            written = write_csv(
                path,
                schema,
                _records(service, ids),
                words,
                encoding="cp932" if encoding == "cp932" else "utf-8-sig",
                attributes=columns,
                include_private=include_private,
                progress=progress,
            )
            written.left_out = tuple(further_label(schema, name) for name in tables)
            return written
    raise InputError(f"「{path.name}」には書き出せません。ファイルの名前の終わりを .xlsx か .csv にしてください。")


def tables_words(written: Written) -> str:
    """Return in a sentence which sheets stand beside the list, with their rows; empty for none."""
    sheets = "、".join(f"{label} {lines:,}行" for label, lines in written.tables.items())
    return f"別のシートに、{sheets}が入っています。" if sheets else ""


def _refuse_unknown(named: Sequence[str], known: Sequence[str], what: str) -> None:
    """Raise InputError for a name that is not among the known ones."""
    unknown = [name for name in named if name not in known]
    if unknown and not known:
        raise InputError(f"「{'、'.join(unknown)}」という{what}はありません。この台帳の記録の中に{what}はありません。")
    if unknown:
        raise InputError(f"「{'、'.join(unknown)}」という{what}はありません。{'、'.join(known)} から選んでください。")


def _records(service: RecordService[Any], ids: Sequence[int], tables: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield whole records a batch at a time, so that a long list needs little memory.

    The lines of those of ``tables`` that are tables inside are there under the names of their tables.
    """
    attributes, children = tuple(service.schema.fields), service.schema.children
    for start in range(0, len(ids), _RECORDS_AT_ONCE):
        batch = ids[start : start + _RECORDS_AT_ONCE]
        rows = service.rows(batch, attributes)
        inside = {name: service.lines(name, batch, tuple(children[name].fields)) for name in tables if name in children}
        for record_id in batch:
            lines = {name: found.get(record_id, []) for name, found in inside.items()}
            yield {**dict(zip(attributes, rows[record_id], strict=True)), **lines}
