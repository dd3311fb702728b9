"""整理番号 as people type, speak and scan them. How an office writes them is its profile's matter."""

from __future__ import annotations

import re

from kyodo_desktop.core.text import normalize_width

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))


def tidy_reference(text: str) -> str:
    """Return a 整理番号 in capitals and half-width letters, without spaces and with plain hyphens; empty for none."""
    return re.sub(r"\s", "", normalize_width(text)).translate(_DASHES).upper()
