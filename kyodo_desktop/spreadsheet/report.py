"""What is said of cells and rows, in lines for a clerk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyodo_desktop.spreadsheet.records import CellRemark, RowReading


def describe(row: RowReading, remark: CellRemark) -> str:
    """Return a problem or a note as a line for a clerk: 5行目 C列「電話番号」：…（「0143」）."""
    text = f"（「{remark.text}」）" if remark.text else ""
    place = f" {remark.place}" if remark.place else ""
    return f"{row.number}行目{place}：{remark.message}{text}"


def rows_in_words(numbers: Sequence[int], *, most: int | None = None) -> str:
    """Return where rows are, in ascending order: 2～8行目、10行目; of more than ``most`` runs the first, and ほか."""
    runs = [f"{first}～{last}行目" if first < last else f"{first}行目" for first, last in _runs(numbers)]
    return "、".join(runs[:most]) + ("ほか" if len(runs[:most]) < len(runs) else "")


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive numbers."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last
