"""A file as an import has it in hand: its sheets, the table in one of them, and what a person said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kyodo_desktop.features.exchange.inner_sheets import other_lists
from kyodo_desktop.features.exchange.service import ExchangeService
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.sheets import Sheet
from kyodo_desktop.spreadsheet.tables import Table


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it was read last. ``pointed`` are the heading's rows if a person pointed them out, ``kept`` the rows
    that were left out at first and shall enter; ``other_lists`` are sheets with such a list that is not read."""

    path: Path
    sheets: Sequence[Sheet]
    sheet: Sheet
    table: Table
    pointed: tuple[int, int] | None = None
    kept: frozenset[int] = frozenset()
    other_lists: tuple[str, ...] = ()


def open_table(
    exchange: ExchangeService,
    slice_name: str,
    path: Path,
    sheets: Sequence[Sheet],
    *,
    name: str = "",
    pointed: tuple[int, int] | None = None,
    kept: frozenset[int] = frozenset(),
) -> tuple[OpenedFile, TableMapping]:
    """Return a file with the table of one sheet (of the likeliest without a name), and what its columns seem to mean.

    Raises InputError for a sheet that there is not, WorldError when the office's memory of headings is damaged.
    """
    sheet = exchange.choose_sheet(slice_name, sheets, name)
    table = exchange.table(slice_name, sheet, header_rows=pointed, keep=sorted(kept))
    others = other_lists(exchange.schema(slice_name), sheets, sheet.name)
    return OpenedFile(path, sheets, sheet, table, pointed, kept, others), exchange.propose(slice_name, table)
