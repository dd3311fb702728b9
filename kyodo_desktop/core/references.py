"""整理番号 as people type, speak and scan them. How an office writes them is its profile's matter."""

from __future__ import annotations

import re

from kyodo_desktop.core.text import normalize_width

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))


def tidy_reference(text: str) -> str:
    """Return a 整理番号 in capitals and half-width letters, without spaces and with plain hyphens; empty for none."""
    return re.sub(r"\s", "", normalize_width(text)).translate(_DASHES).upper()


def counted_up(number: str, by: int) -> str:
    """Return a 文書番号 with its last number counted up, in the width and with the zeros that it has.

    室協第123号 gives 室協第124号, 第12号の1 gives 第12号の2; a text without a number stays as it is.
    """
    found = re.search(r"(\d+)(?=\D*$)", number)
    if found is None:
        return number
    counted = f"{int(found[1]) + by:0{len(found[1])}}"
    written = counted if found[1].isascii() else counted.translate(_FULL_DIGITS)
    return number[: found.start()] + written + number[found.end() :]


_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
