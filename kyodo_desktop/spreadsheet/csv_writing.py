"""Lists as CSV files: cp932 for old programs, UTF-8 with a BOM for Excel."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from kyodo_desktop.core.fields import Cell
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.whole_file import replacing
from kyodo_desktop.spreadsheet.export import Progress, Replaced, Written, counted, export_of, is_risky

Encoding = Literal["cp932", "utf-8-sig"]

GETA = "〓"
"""What printers have always put where a character is missing."""
_TWINS = dict(zip("—–¥\xa0\u2011•·", "―－￥ -・・", strict=True))
"""Signs that cp932 carries under another number in the same or nearly the same shape (〜 and − its codec knows)."""
_CHARACTER = re.compile("[\u3041-\u30ff][\u3099\u309a]|.[\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)


def write_csv(
    path: Path,
    schema: Schema,
    records: Iterable[Mapping[str, Any]],
    words: Words,
    *,
    encoding: Encoding = "utf-8-sig",
    attributes: Sequence[str] | None = None,
    include_private: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write records (values by attribute) as a CSV file with a heading, and return what was written.

    Days are written as 2026/11/21, which Excel reads as days. A text that begins like a formula is guarded by an
    apostrophe, which reading takes off again. What cp932 cannot carry becomes 〓 (a variant of a kanji its common
    character) and each is listed in the result. Raises WorldError when the file cannot be written.
    """
    export = export_of(schema, attributes, include_private=include_private)
    written = Written(path, withheld_columns=export.withheld)
    labels = [declared.label for declared in export.columns.values()]
    with (
        replacing(path) as beside,
        beside.open("w", encoding=encoding, newline="") as stream,
    ):
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(_encodable(labels, 1, labels, encoding, written))
        for record in counted(records, progress):
            written.rows += 1
            texts = [_text(cell) for cell in export.cells(record, words, written)]
            writer.writerow(_encodable(texts, written.rows + 1, labels, encoding, written))
    return written


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if is_risky(cell) else cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, dt.date):
        return f"{cell.year}/{cell.month:02}/{cell.day:02}"
    return "" if cell is None else str(cell)


def _encodable(texts: list[str], row: int, labels: Sequence[str], encoding: Encoding, written: Written) -> list[str]:
    """Return the texts of a row as the encoding can carry them, listing what was replaced."""
    try:
        "".join(texts).encode(encoding)
    except UnicodeEncodeError:
        return [_carried(text, row, label, encoding, written) for text, label in zip(texts, labels, strict=True)]
    return texts


def _carried(text: str, row: int, label: str, encoding: Encoding, written: Written) -> str:
    carried = ""
    for found in _CHARACTER.findall(text):
        replacement = _carried_character(found, encoding)
        if replacement != unicodedata.normalize("NFC", found) and replacement != found:
            written.replaced.append(Replaced(row, label, found, replacement, text))
        carried += replacement
    return carried


def _carried_character(character: str, encoding: Encoding) -> str:
    """Return a character, or the nearest that can be carried: composed kana, a twin, a variant's base, else 〓."""
    composed = unicodedata.normalize("NFC", character) if len(character) > 1 else character
    for candidate in (character, composed, _TWINS.get(character, ""), character[0]):
        if candidate and _carries(candidate, encoding):
            return candidate
    return GETA


def _carries(text: str, encoding: Encoding) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
