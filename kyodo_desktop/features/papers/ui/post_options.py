"""Which sheet, from which cell on, in which form of address, and how far off: labels, envelopes, cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from kyodo_desktop.features.papers.ui.paper_options import OptionSheet, Order, choose
from kyodo_desktop.features.papers.ui.print_offset import PrintOffset
from kyodo_desktop.features.papers.ui.sheet_grid import SheetGrid
from kyodo_desktop.printing import cards
from kyodo_desktop.printing.envelopes import EnvelopeFormat
from kyodo_desktop.printing.label_sheets import LabelSheet

HONORIFICS = {"": "自動（様・御中）", "様": "様", "御中": "御中", "各位": "各位", "殿": "殿"}
"""The forms of address; empty leaves it to whom it goes to."""

MOST_COPIES = 99


class LabelOptions(OptionSheet):
    """Address labels, or the page that shows how far a printer is off."""

    def __init__(
        self, slice_name: str, sheets: Mapping[str, LabelSheet], offset: PrintOffset, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._slice = slice_name
        self._sheets = sheets
        self._people = 0
        self.paper = self.add_choice("用紙", {name: sheet.name for name, sheet in sheets.items()})
        self.grid = SheetGrid(self.sheet)
        self.add("始めの面", self.grid)
        self.honorific = self.add_choice("敬称", HONORIFICS)
        self.copies = QSpinBox(self.sheet)
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setSuffix(" 枚ずつ")
        self.copies.setKeyboardTracking(False)
        self.add("同じ宛名", self.copies)
        self.offset = offset
        self.add("印刷位置の調整", offset)
        self.ruler = QCheckBox("位置合わせページ（ずれを測る）", self.sheet)
        self.ruler.setToolTip("普通紙に印刷してラベル用紙に重ね、ずれを目盛りで読みます。")
        self.column.addWidget(self.ruler)
        self.column.addStretch(1)
        offset.use_paper("A4")
        self._show_sheet()
        self.paper.currentIndexChanged.connect(self._show_sheet)
        self.copies.valueChanged.connect(self._count)
        for signal in (self.grid.changed, self.copies.valueChanged, offset.changed, self.ruler.toggled):
            signal.connect(self.changed)

    def order(self, ids: Sequence[int] | None) -> Order:
        sheet, offset = str(self.paper.currentData()), self.offset.offset
        if self.ruler.isChecked():
            return lambda papers: papers.ruler(sheet, offset)
        whose, start, copies = tuple(ids or ()), self.grid.start, self.copies.value()
        slice_name, honorific = self._slice, str(self.honorific.currentData())
        return lambda papers: papers.labels(
            sheet, slice_name, whose, start_cell=start, copies=copies, offset=offset, honorific=honorific
        )

    def take_people(self, count: int) -> None:
        self._people = count
        self._count()

    def state(self) -> Mapping[str, Any]:
        return {"sheet": self.paper.currentData(), "honorific": self.honorific.currentData()}

    def restore(self, state: Mapping[str, Any]) -> None:
        choose(self.paper, state.get("sheet"))
        choose(self.honorific, state.get("honorific"))

    def printer(self) -> str:
        return self.offset.printer

    @Slot()
    def _show_sheet(self) -> None:
        sheet = self._sheets[str(self.paper.currentData())]
        self.grid.show_sheet([(*sheet.corner(cell), *sheet.label) for cell in range(1, sheet.cells + 1)], sheet.columns)

    @Slot()
    def _count(self) -> None:
        self.grid.show_count(self._people * self.copies.value())


class EnvelopeOptions(OptionSheet):
    """Postcards and envelopes."""

    def __init__(
        self, slice_name: str, formats: Mapping[str, EnvelopeFormat], offset: PrintOffset, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._slice = slice_name
        named = {name: f"{each.name}（{each.paper[0]:g}×{each.paper[1]:g}mm）" for name, each in formats.items()}
        self.paper = self.add_choice("用紙", named)
        self.honorific = self.add_choice("敬称", HONORIFICS)
        self.offset = offset
        self.add("印刷位置の調整", offset)
        self.column.addStretch(1)
        self._use_paper()
        self.paper.currentIndexChanged.connect(self._use_paper)
        offset.changed.connect(self.changed)

    def order(self, ids: Sequence[int] | None) -> Order:
        paper, offset, whose = str(self.paper.currentData()), self.offset.offset, tuple(ids or ())
        slice_name, honorific = self._slice, str(self.honorific.currentData())
        return lambda papers: papers.envelopes(paper, slice_name, whose, offset=offset, honorific=honorific)

    def state(self) -> Mapping[str, Any]:
        return {"format": self.paper.currentData(), "honorific": self.honorific.currentData()}

    def restore(self, state: Mapping[str, Any]) -> None:
        choose(self.paper, state.get("format"))
        choose(self.honorific, state.get("honorific"))

    def printer(self) -> str:
        return self.offset.printer

    @Slot()
    def _use_paper(self) -> None:
        self.offset.use_paper(str(self.paper.currentData()))


class CardOptions(OptionSheet):
    """登録証 as cards, ten a sheet."""

    def __init__(self, slice_name: str, offset: PrintOffset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slice = slice_name
        self.grid = SheetGrid(self.sheet)
        self.add("始めの面", self.grid)
        self.offset = offset
        self.add("印刷位置の調整", offset)
        self.column.addStretch(1)
        offset.use_paper("A4")
        width, height = cards.CARD
        self.grid.show_sheet(
            [
                (cards.LEFT + column * width, cards.TOP + row * height, width, height)
                for row in range(cards.ROWS)
                for column in range(cards.COLUMNS)
            ],
            cards.COLUMNS,
        )
        self.grid.changed.connect(self.changed)
        offset.changed.connect(self.changed)

    def order(self, ids: Sequence[int] | None) -> Order:
        slice_name, whose = self._slice, tuple(ids or ())
        start, offset = self.grid.start, self.offset.offset
        return lambda papers: papers.cards(slice_name, whose, start_cell=start, offset=offset)

    def take_people(self, count: int) -> None:
        self.grid.show_count(count)

    def printer(self) -> str:
        return self.offset.printer
