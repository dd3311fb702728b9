"""What is said of one cell of a row, as a line for a clerk."""

from __future__ import annotations

from kyodo_desktop.spreadsheet.records import CellRemark, RowReading


def describe(row: RowReading, remark: CellRemark) -> str:
    """Return a problem or a note as a line for a clerk: 5行目 C列「電話番号」：…（「0143」）."""
    text = f"（「{remark.text}」）" if remark.text else ""
    place = f" {remark.place}" if remark.place else ""
    return f"{row.number}行目{place}：{remark.message}{text}"
