"""Where the heading of a table stands: under title rows, over one to three rows, in merged cells."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.spreadsheet.headings import ROW_NUMBER_HEADINGS, HeadingWords, fold_heading
from kyodo_desktop.spreadsheet.sheets import CellRange, RawCell, Sheet, cell_text

_SEARCHED_ROWS = 60
_TALLEST = 3
_LONGEST_HEADING = 40
_KNOWN, _PART, _COUNTER, _OTHER, _NO_HEADING = 1.0, 0.7, 0.5, 0.1, -0.3


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of a table, by row number from 1, and one heading a column of the sheet.

    The texts of several rows are joined by a space (``代表者 氏名``); spaces and line breaks inside a text are dropped.
    ``score`` says how much of it was recognised; ``certain`` is False when next to nothing was.
    """

    first_row: int
    last_row: int
    headings: tuple[str, ...]
    score: float
    certain: bool


def squeeze(cell: RawCell) -> str:
    """Return the text of a cell without any space or line break."""
    return "".join(cell_text(cell).split())


def find_header(sheet: Sheet, words: HeadingWords) -> Header:
    """Return the best heading among the first 60 rows; where no word is known, the first row that looks like one."""
    grid = _spread_grid(sheet)
    familiar = [sum(1 for cell in set(line) if _weigh(cell, words) >= _PART) for line in grid]
    blocks = [
        _header(grid, top, height, words)
        for height in range(1, _TALLEST + 1)
        for top in range(len(grid) - height + 1)
        if any(familiar[top : top + height])
    ]
    # The first of the best: what fewer rows say as well is said by them.
    best = max(blocks, key=lambda header: round(header.score, 3), default=None)
    if best is None or not best.certain:
        return _plausible_header(grid, words)
    return _with_merged_rows(best, grid, sheet.merged, words)


def header_at(sheet: Sheet, first_row: int, last_row: int, words: HeadingWords) -> Header:
    """Return the heading that a person pointed out by its row numbers. Raises InputError when they are no rows."""
    if not 1 <= first_row <= last_row <= len(sheet.rows):
        raise InputError(f"見出しの行は、1から{len(sheet.rows)}までの行番号で、上の行から順に指定してください。")
    grid = _spread_grid(sheet, last_row)
    return _header(grid, first_row - 1, last_row - first_row + 1, words)


def _with_merged_rows(
    header: Header, grid: list[list[str]], merged: Sequence[CellRange], words: HeadingWords
) -> Header:
    """Return the heading with the rows above it with which one of its cells is merged, unless they are a title."""
    above = [block for block in merged if block.first_row < header.first_row <= block.last_row]
    top = min((block.first_row for block in above), default=0)
    if not top or header.last_row - top >= _TALLEST:
        return header
    taller = _header(grid, top - 1, header.last_row - top + 1, words)
    # A stamp box may be merged down beside a title; headings that are, begin with the groups of their neighbours.
    merged_headings = {grid[block.first_row - 1][block.first_column] for block in above if block.first_row == top}
    belongs = sum(_weigh(heading, words) >= _COUNTER for heading in merged_headings) > 1
    return taller if belongs or round(taller.score, 3) >= round(header.score, 3) else header


def _spread_grid(sheet: Sheet, last_row: int = 0) -> list[list[str]]:
    """Return the top of the sheet as squeezed texts, the value of merged cells in each of them."""
    top = sheet.rows[: max(_SEARCHED_ROWS + _TALLEST, last_row)]
    width = max((len(row) for row in top), default=0)
    grid = [[squeeze(cell) for cell in row] + [""] * (width - len(row)) for row in top]
    for block in sheet.merged:
        if block.first_row <= len(grid) and block.first_column < width:
            _spread(grid, block)
    return grid


def _spread(grid: list[list[str]], block: CellRange) -> None:
    value = grid[block.first_row - 1][block.first_column]
    for line in grid[block.first_row - 1 : block.last_row]:
        for column in range(block.first_column, min(block.last_column + 1, len(line))):
            line[column] = value


def _header(grid: list[list[str]], top: int, height: int, words: HeadingWords) -> Header:
    headings = tuple(_join(lines) for lines in zip(*_spread_groups(grid[top : top + height]), strict=True))
    weights = _weights(headings, words)
    known = sum(1 for weight in weights if weight == _KNOWN)
    recognised = sum(1 for weight in weights if weight >= _COUNTER)
    certain = known >= 2 or (known == 1 and recognised >= 2) or (known == 1 and len(weights) == 1)
    return Header(top + 1, top + height, headings, sum(weights), certain)


def _weights(headings: Sequence[str], words: HeadingWords) -> list[float]:
    """Return how much each heading counts; the same word under titles that nobody knows counts once."""
    weights = {heading: _weigh(heading, words) for heading in headings if heading}
    lowest = {heading.split()[-1] for heading, weight in weights.items() if weight == _KNOWN}
    counted = []
    for heading, weight in weights.items():
        if weight == _PART:
            word = heading.split()[-1]
            if word in lowest:
                continue
            lowest.add(word)
        counted.append(weight)
    return counted


def _spread_groups(lines: list[list[str]]) -> list[list[str]]:
    """Return heading rows with the text over several columns repeated where the cells were left blank, not merged.

    A blank cell takes the text to its left when both have a text below: 代表者 | (blank) over 氏名 | 電話.
    """
    spread = [list(line) for line in lines]
    for upper, lower in itertools.pairwise(spread):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and lower[column - 1] and lower[column] != lower[column - 1]:
                upper[column] = upper[column - 1]
    return spread


def _join(texts: Sequence[str]) -> str:
    """Join the texts of one column from top to bottom, each once (a cell merged downwards repeats its own)."""
    return " ".join(dict.fromkeys(text for text in texts if text))


def _weigh(heading: str, words: HeadingWords) -> float:
    """Return how much a text looks like a heading; 0 for an empty one."""
    if not heading:
        return 0.0
    if len(heading) <= _LONGEST_HEADING and words.knows(heading):
        return _KNOWN
    if len(heading) > _LONGEST_HEADING or _is_number(heading):
        return _NO_HEADING
    if words.knows_a_part(heading):
        return _PART
    return _COUNTER if fold_heading(heading) in ROW_NUMBER_HEADINGS else _OTHER


def _is_number(text: str) -> bool:
    return not any(sign.isalpha() for sign in text)


def _plausible_header(grid: list[list[str]], words: HeadingWords) -> Header:
    """Return the first row that is filled like the widest of the rows below it with short texts, else the first row."""
    widest = max((_filled(line) for line in grid), default=0)
    for top, line in enumerate(grid):
        cells = [cell for cell in line if cell]
        if len(set(cells)) >= max(2, 0.6 * widest) and not any(map(_is_number, cells)):
            return _uncertain(_header(grid, top, 1, words))
    first = next((top for top, line in enumerate(grid) if any(line)), 0)
    return _uncertain(_header(grid, first, 1, words)) if grid else Header(1, 1, (), 0.0, False)


def _filled(line: Sequence[str]) -> int:
    return sum(1 for cell in line if cell)


def _uncertain(header: Header) -> Header:
    return Header(header.first_row, header.last_row, header.headings, header.score, False)
