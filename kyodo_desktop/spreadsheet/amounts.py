"""Amounts and counts as old lists write them: with a note, in thousands of yen, or in a unit of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Yen
from kyodo_desktop.core.money import parse_integer, yen
from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text

UNITS = {"百万円": 1_000_000, "万円": 10_000, "千円": 1_000, "円": 1}
_UNIT = "|".join(UNITS)
_SAID = re.compile(rf"単位\s*[:は]?\s*({_UNIT})")
_IN_HEADING = re.compile(rf"[(\[【]\s*(?:単位\s*[:は]?\s*)?({_UNIT})\s*[)\]】]|単位\s*[:は]?\s*({_UNIT})")
_AMOUNT = re.compile(
    r"\s*(?P<number>(?:金|¥|\\)?\s*[-▲△]?\s*[0-9][0-9,]*(?:\.[0-9]+)?(?:\s*[百千万億]{1,2})?(?:\s*円)?)(?P<note>.*)",
    re.DOTALL,
)
_NOTE = re.compile(r"\s*[(\[【※*、。;]|\s*(?:うち|内|ただし|但し)|\s+[^\s0-9]|\n")
_OTHER_AMOUNT = re.compile("→|変更|訂正|修正|増額|減額")
"""Words of a note that name another amount than the one in front of it: which of the two counts is not guessed."""
_OWN_UNIT = re.compile("[円百千万億]")


@dataclass(frozen=True, slots=True)
class NotedAmount:
    """An amount with what stands behind it in its cell; in yen where it names its unit."""

    amount: int
    note: str
    names_unit: bool


def noted_amount(text: str) -> NotedAmount | None:
    """Return the amount of a cell that begins with one and goes on with a note; None for any other cell."""
    found = _AMOUNT.fullmatch(normalize_width(text).strip())
    if found is None or not _NOTE.match(found["note"]) or _OTHER_AMOUNT.search(found["note"]):
        return None
    try:
        amount = parse_integer(found["number"])
    except FieldError:
        return None
    if amount is None:
        return None
    return NotedAmount(amount, found["note"].strip(), names_unit=bool(_OWN_UNIT.search(found["number"])))


_NUMBER = re.compile(
    r"(?P<roughly>約|およそ|おおむね|概ね|延べ|のべ|計)?\s*"
    r"(?P<number>[0-9][0-9,百千万億]*\s*[^\s0-9,.()\[\]【】※*、。;→~〜/-]{0,3}?)"
    r"(?P<more>\s*(?:以上|余り?|程度|強|弱|くらい|ぐらい|前後))?(?P<note>(?:\s*[(\[【※].*)?)",
    re.DOTALL,
)


def noted_count(text: str, unit: str) -> NotedAmount | None:
    """Return the number of a cell that says more of it (約7,300名, 240名（うち学生30名）); None for any other cell.

    ``unit`` is the word behind the numbers of the column. The note has the words before and behind the number.
    """
    found = _NUMBER.fullmatch(normalize_width(text).strip())
    if found is None or _OTHER_AMOUNT.search(found["note"]):
        return None
    note = "".join(filter(None, (found["roughly"], (found["more"] or "").strip(), found["note"].strip())))
    try:
        number = parse_integer(found["number"], unit)
    except FieldError:
        return None
    return None if number is None or not note else NotedAmount(number, note, names_unit=True)


def unit_of(heading: str, titles: Iterable[str]) -> int:
    """Return how many yen a bare number of a column means: what its heading says, else what stands above the table."""
    found = _IN_HEADING.search(normalize_width(heading))
    if found:
        return UNITS[found[1] or found[2]]
    said = {match[1] for title in titles for match in _SAID.finditer(normalize_width(title))}
    return UNITS[said.pop()] if len(said) == 1 else 1


def in_yen(declared: Yen, cells: Sequence[RawCell], unit: int) -> tuple[list[RawCell], str]:
    """Return the cells with bare numbers in yen, and a sentence that says so; cells with a unit of their own stay."""
    changed, first = 0, ""
    told: list[RawCell] = []
    for cell in cells:
        noted = noted_amount(cell) if isinstance(cell, str) else None
        amount = _bare(cell) if noted is None else None if noted.names_unit else noted.amount
        if amount is None:
            told.append(cell)
            continue
        scaled = round(amount * unit)
        told.append(f"{scaled}円{_joint(noted.note)}" if noted else scaled)
        changed += 1
        first = first or f"{cell_text(cell).strip()} → {yen(scaled)}"
    word = next(word for word, value in UNITS.items() if value == unit)
    if not changed:
        return list(cells), ""
    return told, f"単位が{word}と書かれているため、{declared.label}の{changed:,}か所を円に直して読みました（{first}）。"


def _joint(note: str) -> str:
    return note if _NOTE.match(note) else f" {note}"


def _bare(cell: RawCell) -> float | None:
    """Return the number of a cell that names no unit, None for any other."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return cell
    plain = normalize_width(cell_text(cell)).replace(",", "").replace("▲", "-").replace("△", "-").strip()
    if _OWN_UNIT.search(plain):
        return None
    return float(plain) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", plain) else None
