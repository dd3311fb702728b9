"""Marks that stand for another cell: 〃 and 同上 for the one above, 同左 for the one to the left."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.spreadsheet.column_values import Remark
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text

_ABOVE = frozenset('〃 ″ ” 〟 " 々 々々 仝 ゝ 同上 〃〃 同じ 上に同じ 上記同様 同 （同上） (同上)'.split())
_LEFT = frozenset("同左 左に同じ ←".split())
MARKS = frozenset(
    f"{before}{mark}{after}"
    for mark in _ABOVE | _LEFT
    for before in ("", " ", "\u3000")
    for after in ("", " ", "\u3000")
)
"""As they stand in cells, where they are often centred with spaces."""


def fill_repeats(
    cells: Sequence[RawCell], left: Sequence[RawCell] | None
) -> tuple[Sequence[RawCell], dict[int, Remark]]:
    """Return a column with its repeat marks replaced by what they stand for, and a remark for each of them.

    ``left`` is the column beside it, None at the edge. A mark with nothing to repeat is a problem.
    """
    if MARKS.isdisjoint(cells):
        return cells, {}
    filled = list(cells)
    remarks: dict[int, Remark] = {}
    above: RawCell = ""
    beside: Sequence[RawCell] = ()
    for index, cell in enumerate(cells):
        if cell not in MARKS:
            above = cell
            continue
        mark = cell_text(cell).strip()
        if mark in _LEFT and left and not beside:
            beside = fill_repeats(left, None)[0]
        value = above if mark in _ABOVE else beside[index] if beside else ""
        side = "上" if mark in _ABOVE else "左"
        filled[index] = value
        if cell_text(value).strip():
            remarks[index] = Remark(
                f"「{mark}」を、{side}のセルの「{cell_text(value)}」として読みました。", is_problem=False
            )
            above = value
        else:
            remarks[index] = Remark(f"「{mark}」とありますが、{side}のセルに値がありません。内容を入力してください。")
    return filled, remarks
