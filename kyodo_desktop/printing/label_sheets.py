"""Sheets of labels as data: one TOML file a product, the shipped ones and those that an office adds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.printing.page import A4

_KEYS = frozenset({"name", "columns", "rows", "label", "pitch", "top", "left", "padding"})
_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A product on A4 portrait. ``label``, ``pitch`` and ``padding`` are mm across and down.

    Cells are counted from 1, along the rows from the upper left.
    """

    id: str
    name: str
    columns: int
    rows: int
    label: tuple[float, float]
    pitch: tuple[float, float]
    top: float
    left: float
    padding: tuple[float, float] = (4.0, 2.5)

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """Return the upper left corner of a cell in mm from that of the paper."""
        row, column = divmod(cell - 1, self.columns)
        return self.left + column * self.pitch[0], self.top + row * self.pitch[1]


def label_sheets(own: Path | None = None) -> dict[str, LabelSheet]:
    """Return the known sheets by their id, the name of their file; those in the folder ``own`` win.

    Raises InputError naming the file when one of them does not describe a sheet that lies on the paper.
    """
    folders = [shipped("resources", "labels"), *([own] if own else [])]
    return {path.stem: read_label_sheet(path) for folder in folders for path in sorted(folder.glob("*.toml"))}


def read_label_sheet(path: Path) -> LabelSheet:
    """Return the sheet that a file describes. Raises InputError when it is none."""
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file)
        sheet = _sheet(path.stem, entries)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"ラベル用紙の設定ファイル「{path.name}」を読めません（{error}）。"
            "同じフォルダーのほかの用紙と同じ項目を、mm単位の数字で書いてください。"
        ) from error
    right, foot = sheet.corner(sheet.cells)
    if right + sheet.label[0] > A4[0] + _SLACK or foot + sheet.label[1] > A4[1] + _SLACK:
        raise InputError(
            f"ラベル用紙の設定ファイル「{path.name}」のラベルが、A4用紙からはみ出します。"
            "面数、ラベルの大きさ、上と左の余白をmm単位で確かめてください。"
        )
    return sheet


def _sheet(identifier: str, entries: dict[str, object]) -> LabelSheet:
    unknown = entries.keys() - _KEYS
    if unknown:
        raise ValueError("、".join(sorted(unknown)))
    columns, rows = entries["columns"], entries["rows"]
    if not isinstance(columns, int) or not isinstance(rows, int) or columns < 1 or rows < 1:
        raise ValueError("columns, rows")
    return LabelSheet(
        identifier,
        str(entries["name"]),
        columns,
        rows,
        label=_pair(entries, "label"),
        pitch=_pair(entries, "pitch"),
        top=_length(entries, "top"),
        left=_length(entries, "left"),
        **({"padding": _pair(entries, "padding")} if "padding" in entries else {}),
    )


def _pair(entries: dict[str, object], key: str) -> tuple[float, float]:
    pair = entries[key]
    if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(each, int | float) for each in pair):
        raise ValueError(key)
    return float(pair[0]), float(pair[1])


def _length(entries: dict[str, object], key: str) -> float:
    length = entries[key]
    if not isinstance(length, int | float) or length < 0:
        raise ValueError(key)
    return float(length)
