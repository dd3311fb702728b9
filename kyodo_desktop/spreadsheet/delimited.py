"""CSV and TSV: which encoding, which delimiter, and the rows as Excel would number them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from kyodo_desktop.spreadsheet.sheets import Sheet, WrongFileError, find_lost

ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8（BOM付き）",
    "cp932": "シフトJIS",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16（ビッグエンディアン）",
}
"""How an encoding is called before a clerk."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DELIMITERS = ",\t;"
_SAMPLE = 65_536
_MOST_UNREADABLE = 0.02
"""The share of unreadable characters above which a text is not in that encoding at all."""
_MOST_STRAY_ZEROS = 0.001
"""In UTF-16 half the bytes of every delimiter, digit and line end are zero; fewer are dirt of an old program."""
_MOST_COLUMNS = 16_384
"""As many as Excel has; a longer line is that of no table."""
_COMMON = re.compile('[\r\n,\t;0-9"]')
_RAREST_COMMON = 50
"""A table of texts has at least one delimiter, digit or line end in so many characters."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_GUARDED = re.compile("^'(?=[=+\\-@\t\r\n＝＋－＠])")
_GUARD_SOMEWHERE = re.compile("(?:^|[,;\t\r\n\"])'[=+\\-@\t\r\n＝＋－＠]")
_FORMULA_TEXT = re.compile('="(?P<text>[^"]*)"')


def read_delimited(data: bytes, name: str) -> Sheet:
    """Return the sheet that the bytes of a CSV or TSV file hold, under the given name.

    A text in ``="0143"`` (Excel's way to keep a zero in CSV) loses its wrapping, and so does the apostrophe with which
    :mod:`~kyodo_desktop.spreadsheet.csv_writing` guards a text that begins like a formula. Raises WrongFileError when
    the bytes are no text, or a quotation mark is never closed.
    """
    text, encoding = decode(data)
    notes: list[str] = []
    if not text.strip():
        raise WrongFileError(
            "このファイルには何も書かれていません。", next_step="名簿が入力されたファイルを選び直してください。"
        )
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if _CONTROL.search(text):
        raise _no_table()
    delimiter = sniff_delimiter(text[:_SAMPLE])
    try:
        rows = list(_records(text, delimiter, strict=True))
    except csv.Error:
        if '"' not in text:
            raise _no_table() from None  # without quotation marks it is the length of a line that nothing divides
        rows = _read_loosely(text, delimiter, notes)
    if max(map(len, rows)) > _MOST_COLUMNS:
        raise _no_table()
    if '="' in text:
        rows = [[_unwrap(cell) for cell in row] for row in rows]
    if _GUARD_SOMEWHERE.search(text):
        rows = [[_GUARDED.sub("", cell) for cell in row] for row in rows]
    lost = find_lost(rows)
    return Sheet(name, rows, encoding=encoding, delimiter=delimiter, notes=tuple(notes), lost=lost)


def _no_table() -> WrongFileError:
    return WrongFileError(
        "このファイルは表として読めません。", next_step="Excelの表（xlsx、xls、ods）か、CSVのファイルを選んでください。"
    )


def _records(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    """Yield the records; ``newline=""`` lets a lone carriage return end a line and keeps breaks inside quotes."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _read_loosely(text: str, delimiter: str, notes: list[str]) -> list[list[str]]:
    """Return the records of a text whose quotation marks are not as they should be, noting the first such row."""
    records = _records(text, delimiter, strict=True)
    sound = 0
    try:
        for _ in records:
            sound += 1
    except csv.Error:
        pass
    unclosed = WrongFileError(
        f'{sound + 1}行目から始まる引用符（"）が閉じられていないため、そこから先を読めません。',
        next_step="Excelなどでファイルを開いてその行を直し、保存し直してください。",
    )
    if _ends_inside_quotes(text):
        raise unclosed
    notes.append(f'{sound + 1}行目の引用符（"）の使い方が正しくありません。この行から先の内容を確かめてください。')
    try:
        return list(_records(text, delimiter, strict=False))
    except csv.Error:
        raise unclosed from None


def _ends_inside_quotes(text: str) -> bool:
    return text.count('"') % 2 == 1


def _unwrap(cell: str) -> str:
    found = _FORMULA_TEXT.fullmatch(cell)
    return found["text"] if found else cell


# ------------------------------------------------------------------------------------------------------ encoding


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding, one of :data:`ENCODING_NAMES`.

    A BOM decides; zero bytes mean UTF-16, unless they are very few; otherwise UTF-8 is taken when every byte obeys it,
    then cp932. Where neither reads the whole file, the one that loses fewer characters is taken and each lost one
    becomes U+FFFD. Raises WrongFileError when too much would be lost.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_mostly(data[len(bom) :], [encoding.removesuffix("-sig")])[0], encoding
    if data.count(b"\0") > len(data) * _MOST_STRAY_ZEROS:
        return _decode_mostly(data, [_utf16_order(data)])
    for encoding in ("utf-8", "cp932"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return _decode_mostly(data, ["cp932", "utf-8"])


def _utf16_order(data: bytes) -> str:
    """Return the byte order of UTF-16 without a BOM: the one in which line ends, delimiters and digits appear.

    Raises WrongFileError when hardly any appear: the bytes are no text then.
    """
    head = data[:_SAMPLE]
    common = {order: len(_COMMON.findall(head.decode(order, errors="replace"))) for order in ("utf-16-le", "utf-16-be")}
    order = max(common, key=lambda order: common[order])
    if common[order] * _RAREST_COMMON < len(head) // 2:
        raise _no_table()
    return order


def _decode_mostly(data: bytes, encodings: list[str]) -> tuple[str, str]:
    """Return the reading with the fewest replaced characters, and its encoding."""
    readings = [(data.decode(encoding, errors="replace"), encoding) for encoding in encodings]
    text, encoding = min(readings, key=lambda reading: reading[0].count("\ufffd"))
    if text.count("\ufffd") > len(text) * _MOST_UNREADABLE:
        raise WrongFileError(
            "このファイルの文字を読み取れません。",
            next_step="Excelで開き、「名前を付けて保存」でExcelブックか「CSV UTF-8」にしてから選び直してください。",
        )
    return text, encoding


# ----------------------------------------------------------------------------------------------------- delimiter


def sniff_delimiter(sample: str) -> str:
    """Return the delimiter that splits most lines into the same number of cells; a comma when nothing tells."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> int:
    """Return how many cells beyond the first stand in the records of the commonest width."""
    widths: Counter[int] = Counter()
    try:
        for record in _records(sample, delimiter, strict=False):
            if len(record) > 1:
                widths[len(record)] += len(record) - 1
    except csv.Error:
        return 0
    return max(widths.values(), default=0)
