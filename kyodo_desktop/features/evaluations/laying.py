"""The lines of a 評価シート: one for each item of its sheet, in its words as they were then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.evaluation_sheets import EvaluationSheet
from kyodo_desktop.core.schema import Draft, Snapshot

Line = Mapping[str, Any]


def blank_lines(sheet: EvaluationSheet) -> list[dict[str, Any]]:
    """Return the lines of a sheet without marks."""
    return [
        {"item": item.code, "part": group.label, "label": item.label, "question": item.question}
        for group, item in sheet.items()
    ]


def laid(sheet: EvaluationSheet, drafts: Sequence[Draft], stored: Iterable[Snapshot]) -> list[Draft]:
    """Return a line for every item of the sheet, with what was entered for it.

    Entered lines that do not say their item are those of the sheet in its order. A marked line of an item that the
    sheet no longer has stays behind the others; one without a mark goes.
    """
    before = {line.id: line.values for line in stored}
    items = [item.code for _, item in sheet.items()]
    entered: dict[str, Draft] = {}
    others = []
    for place, draft in enumerate(drafts):
        values = {**before.get(draft.id or 0, {}), **draft.values}
        code = values.get("item") or (items[place] if place < len(items) else None)
        if code in items and code not in entered:
            entered[code] = draft
        elif values.get("mark") is not None:
            others.append(draft)
    lines = []
    for words in blank_lines(sheet):
        draft = entered.get(words["item"]) or Draft()
        had = before.get(draft.id or 0)
        draft.values |= words if had is None or had.get("item") != words["item"] else {}
        lines.append(draft)
    return [*lines, *others]


def named(sheet: EvaluationSheet | None, lines: Sequence[Line]) -> list[Line]:
    """Return lines with the code of their item; those that do not say it are those of the sheet in its order."""
    items = [item.code for _, item in sheet.items()] if sheet else []
    codes = [*items, *[None] * len(lines)]
    return [{**line, "item": line.get("item") or code} for line, code in zip(lines, codes, strict=False)]


def with_marks(drafts: Sequence[Draft], given: Sequence[int | None]) -> None:
    """Enter marks in the order of the lines; a mark that is not given leaves the line as it is."""
    for draft, mark in zip(drafts, given, strict=False):
        if mark is not None:
            draft.values["mark"] = mark


def marks_of(lines: Iterable[Line]) -> dict[str, int | None]:
    """Return the marks of a sheet by the code of their item."""
    return {line["item"]: line.get("mark") for line in lines if line.get("item")}


def reasons_of(lines: Iterable[Line]) -> dict[str, str | None]:
    """Return the reasons of a sheet by the code of their item."""
    return {line["item"]: line.get("reason") for line in lines if line.get("item")}
