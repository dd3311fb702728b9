"""A postcode fills its address and an address offers its postcode, offline and off the UI thread."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from kyodo_desktop.core import postcodes
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Address
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.tasks import Tasks

FROM_POSTCODE = "郵便番号から入力しました。続きの番地を入力してください。"
FROM_ADDRESS = "住所から入力しました。"


class FormAddresses(QObject):
    """Joins each Address field with the field that it names as its ``postal_code``.

    Nothing that a person typed is replaced: only an empty field is filled, or one that still holds what was filled in.
    """

    def __init__(self, cells: Mapping[str, EntryCell], tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._cells = cells
        self._tasks = tasks
        self._filled: dict[str, str] = {}
        self._address_of = {
            cell.field.postal_code: name
            for name, cell in cells.items()
            if isinstance(cell.field, Address) and cell.field.postal_code in cells
        }
        self._postcode_of = {address: code for code, address in self._address_of.items()}

    def leave(self, attribute: str) -> None:
        """Look up what follows from a field that was just left."""
        text = self._text(attribute)
        if not text:
            return
        if attribute in self._address_of and self._may_fill(self._address_of[attribute]):
            self._tasks.compute(partial(_address_at, text), partial(self._fill_address, attribute, text), owner=self)
        elif attribute in self._postcode_of and self._may_fill(self._postcode_of[attribute]):
            self._tasks.compute(partial(_postcode_at, text), partial(self._fill_postcode, attribute, text), owner=self)

    def _fill_address(self, postcode: str, asked: str, address: str) -> None:
        if self._text(postcode) == asked:
            self._fill(self._address_of[postcode], address, FROM_POSTCODE)

    def _fill_postcode(self, address: str, asked: str, code: str) -> None:
        if self._text(address) == asked:
            self._fill(self._postcode_of[address], code, FROM_ADDRESS)

    def _fill(self, attribute: str, text: str, note: str) -> None:
        cell = self._cells[attribute]
        if text and self._may_fill(attribute) and self._text(attribute) != text:
            cell.set_value(text)
            self._filled[attribute] = text
            cell.remark(note)

    def _may_fill(self, attribute: str) -> bool:
        present = self._text(attribute)
        return not present or present == self._filled.get(attribute)

    def _text(self, attribute: str) -> str:
        try:
            return str(self._cells[attribute].value() or "")
        except FieldError:
            return str(self._cells[attribute].editor.raw())


def _address_at(postcode: str) -> str:
    place = postcodes.address_of(postcode)
    return place.address if place is not None else ""


def _postcode_at(address: str) -> str:
    """Return the postcode of an address whose neighbourhood is known; a town alone has too many."""
    for code, place in postcodes.postal_codes_of(address, limit=1):
        if place.neighborhood:
            return code
    return ""
