"""What becomes of a text that is too long for its place on a form: nothing is lost, and nothing becomes too small."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.printing.fonts import clusters
from kyodo_desktop.printing.forms.blocks import text_strips
from kyodo_desktop.printing.forms.strips import Continued, Sheet
from kyodo_desktop.printing.layout import fit, text_of
from kyodo_desktop.printing.page import MM_PER_POINT, TextBox

LEAST = 6.0
"""Points: a text on a form is never set smaller, because a person past sixty could not read it."""

CUT = 8.0
"""Points: the size of what is left in a place whose text stands whole on a continuation sheet, where it has room."""

MARK = "…※"
"""Behind the beginning of such a text; its heading on the continuation sheet begins with ※, too."""


def kept_in(box: TextBox, sheet: Sheet, title: str) -> TextBox:
    """Return a box that holds its text at a readable size.

    Where that is not possible it holds the beginning, and the whole text goes to a continuation sheet under ``title``.
    """
    if "\n" not in box.text and sheet.fonts.width(box.text, box.size, box.font) <= box.width:
        return box
    if fit(box, sheet.fonts).size >= LEAST - 1e-6:
        return box
    rest = text_strips(sheet, box.text, leading=1.6, align="justify")
    sheet.continued.append(Continued(f"※【{title}】（全文）", tuple(rest), title))
    size = min(CUT, box.size, max(LEAST, box.height / MM_PER_POINT))
    return _beginning(replace(box, size=size, overflow="continue", valign="top"), sheet)


def _beginning(box: TextBox, sheet: Sheet) -> TextBox:
    """Return a box with as much of its text as stands in it before the mark; never less than one character."""
    shown = clusters(text_of(fit(box, sheet.fonts).lines).replace("\n", "　"))
    while len(shown) > 1:
        found = replace(box, text="".join(shown) + MARK)
        if not fit(found, sheet.fonts).rest:
            return found
        shown.pop()
    return replace(box, text="".join(shown) + MARK, overflow="wrap")
