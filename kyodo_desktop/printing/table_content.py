"""The operators of a table's cells.

A row whose cells are all of one line and drawn by the role's own face, as almost every row is, is encoded in one pass
and formatted in one go. Where a cell is longer, or has a character from another face, what its text becomes in its
column is worked out by itself, and kept, because the cells of a roster recur.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import getitem

from kyodo_desktop.printing.encoding import DocumentFonts
from kyodo_desktop.printing.fonts import FontBook, clusters
from kyodo_desktop.printing.layout import place
from kyodo_desktop.printing.page import MM_PER_POINT, Column, FontRole, Table, TextBox

_POINTS = 1 / MM_PER_POINT

_MIDDLE = 0.38
"""How far the baseline lies below the middle of the characters, as a share of the size."""

CELL_AIR = 0.5
"""What a table keeps free above and below a text of several lines, in mm."""

_CELL_END = "\t"
_CODE_END = "|"

_ASCII = "".join(map(chr, range(0x20, 0x7F)))

_MOST_KEPT = 10_000
"""How many texts of a column are kept, so that the memory of a print is bounded."""


@dataclass(frozen=True, slots=True)
class Room:
    """A width in which one line of text stands, with what can be told without measuring.

    ``characters`` fit even when all of them are full width, ``ascii_characters`` when all of them are ASCII.
    """

    width: float
    characters: int
    ascii_characters: int

    @classmethod
    def of(cls, width: float, size: float, role: FontRole, fonts: FontBook) -> Room:
        """Return the room of ``width`` mm for type of ``size`` points."""
        widest = max(map(fonts.widths(role).__getitem__, _ASCII))
        return cls(width, int(width / (size * MM_PER_POINT)), int(width / (size * widest)))

    def surely_holds(self, text: str) -> bool:
        """Return whether a text is one line that fits for certain; False says nothing."""
        return "\n" not in text and (
            len(text) <= self.characters or (len(text) <= self.ascii_characters and text.isascii())
        )


class _Codes(dict[str, str]):
    """The codes of single characters that the role's own face draws by themselves, and a mark for the end of a cell.

    Raises KeyError for every other character.
    """

    def __init__(self, role: FontRole, document: DocumentFonts) -> None:
        super().__init__({_CELL_END: _CODE_END})
        self._encoder = document.encoder(role)
        self._own = document.own_name(role)

    def __missing__(self, character: str) -> str:
        if character < " " or len(clusters(f"\u3000{character}")) == 1:
            raise KeyError(character)  # it ends a line, or belongs to the character before it
        runs = self._encoder.runs(character)
        if len(runs) != 1 or runs[0][0] != self._own:
            raise KeyError(character)
        code = self[character] = runs[0][1]
        return code


class _Cells(dict[str, str]):
    """Operators by text for one column of equally high rows.

    They begin at the left edge of the column's room on the baseline of a single line, in the table's font and size,
    and end there.
    """

    def __init__(self, column: Column, table: Table, height: float, document: DocumentFonts) -> None:
        super().__init__()
        self._align = column.align
        self.room = Room.of(column.width - 2 * table.padding, table.size, table.font, document.fonts)
        self._table = table
        self._height = height
        self._fonts = document.fonts
        self._encoder = document.encoder(table.font)
        self._own = document.own_name(table.font)

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        operators = self[text] = self._operators(text)
        return operators

    def _operators(self, text: str) -> str:
        if not text:
            return ""
        if self._align == "left" and self.room.surely_holds(text):
            return self._shown(text)
        spare = self.room.width - self._fonts.width(text, self._table.size, self._table.font)
        if spare < 0 or "\n" in text:
            return self._several_lines(text)
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[self._align] * _POINTS
        return f" {shift:.2f} 0 Td{self._shown(text)} {-shift:.2f} 0 Td" if shift else self._shown(text)

    def _shown(self, text: str) -> str:
        runs = self._encoder.runs(text)
        if len(runs) == 1 and runs[0][0] == self._own:
            return f"<{runs[0][1]}>Tj"
        size = self._table.size
        return "".join(f" /{font} {size:g} Tf<{codes}>Tj" for font, codes in runs) + f" /{self._own} {size:g} Tf"

    def _several_lines(self, text: str) -> str:
        table = self._table
        box = TextBox(
            0.0,
            CELL_AIR,
            self.room.width,
            self._height - 2 * CELL_AIR,
            text,
            size=table.size,
            font=table.font,
            align=self._align,
            leading=table.leading,
            least_size=table.least_size,
        )
        baseline = self._height / 2 + table.size * MM_PER_POINT * _MIDDLE
        operators = []
        at_x = at_y = 0.0
        for line in place(box, self._fonts):
            x, y = round(line.x * _POINTS, 2), round((baseline - line.y) * _POINTS, 2)
            operators.append(f" {x - at_x:.2f} {y - at_y:.2f} Td")
            operators += [f" /{font} {line.size:g} Tf<{codes}>Tj" for font, codes in self._encoder.runs(line.text)]
            at_x, at_y = x, y
        operators.append(f" {-at_x:.2f} {-at_y:.2f} Td /{self._own} {table.size:g} Tf")
        return "".join(operators)


class _Rows:
    """The operators of equally high rows in some columns."""

    def __init__(self, table: Table, height: float, document: DocumentFonts) -> None:
        self._cells = tuple(_Cells(column, table, height, document) for column in table.columns)
        self._codes = _Codes(table.font, document).__getitem__
        self._shifted = [index for index, column in enumerate(table.columns) if column.align != "left"]
        rooms = [cells.room for cells in self._cells]
        self._rooms = [(room.characters, room.ascii_characters) for room in rooms]
        edges = [column.width * _POINTS for column in table.columns[:-1]]
        moves = ["", *(f" {edge:.3f} 0 Td" for edge in edges)]
        self._any = "".join(f"{move}%s" for move in moves)
        self._plain = "".join(
            f"{move}%s" if index in self._shifted else f"{move}<%s>Tj" for index, move in enumerate(moves)
        )

    def operators(self, row: Sequence[str]) -> str:
        """Return the operators of a row, to follow a move to its first baseline."""
        if len(row) != len(self._cells):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(self._cells)} columns")
        if self._one_line_each(row):
            try:
                codes = "".join(map(self._codes, _CELL_END.join(row))).split(_CODE_END)
            except KeyError:
                codes = []
            if len(codes) == len(row):
                for index in self._shifted:
                    codes[index] = self._cells[index][row[index]]
                return self._plain % tuple(codes)
        return self._any % tuple(map(getitem, self._cells, row))

    def _one_line_each(self, row: Sequence[str]) -> bool:
        """Return whether no cell that stands left needs to be measured."""
        for text, (characters, ascii_characters) in zip(row, self._rooms, strict=True):
            if len(text) > characters and (len(text) > ascii_characters or not text.isascii()):
                return False
        return True


@dataclass(slots=True)
class TableCells:
    """The cells of all tables of one document, kept by the layout of their columns."""

    document: DocumentFonts
    _kept: dict[tuple[object, ...], _Rows] = field(default_factory=dict)

    def write(
        self, table: Table, rows: Sequence[Sequence[str]], *, top: float, height: float, page_height: float
    ) -> list[str]:
        """Return the operators of equally high rows, the table's own or its header.

        ``top`` is the upper edge of the first row and ``height`` that of each, in mm. Raises ValueError when a row has
        not as many cells as there are columns.
        """
        key = (table.columns, table.size, table.font, table.padding, table.leading, table.least_size, height)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Rows(table, height, self.document)
        first = page_height - top - height / 2 - table.size * MM_PER_POINT * _MIDDLE
        left = f"1 0 0 1 {(table.x + table.padding) * _POINTS:.2f}"
        return [
            f"BT /{self.document.own_name(table.font)} {table.size:g} Tf",
            *(
                f"{left} {(first - number * height) * _POINTS:.2f} Tm{kept.operators(row)}"
                for number, row in enumerate(rows)
            ),
            "ET",
        ]
