"""Writes ``resources/kanji/old_forms.toml``: the old forms of kanji that yosina knows, each with its present form.

Importing yosina costs about 100 ms, so the program reads this list instead; a test compares it with the library.
Run ``python tests/unit/core/old_forms.py`` after yosina was updated.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from yosina import TransliterationRecipe, make_transliterator

TARGET = Path(__file__).parents[3] / "resources" / "kanji" / "old_forms.toml"
PAIRS_A_LINE = 30
HEAD = """\
# Old forms of kanji, each followed by the form in use today, as the library yosina knows them.
# Written by tests/unit/core/old_forms.py; what yosina does not know is in names.toml.
"""


def kanji() -> Iterator[str]:
    """Yield every ideograph that Unicode keeps apart from the others under NFKC."""
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD)):
        for code in range(first, last + 1):
            if unicodedata.is_normalized("NFKC", chr(code)):
                yield chr(code)


def pairs() -> dict[str, str]:
    """Return old form → present form, variation selectors left out."""
    modern = make_transliterator(TransliterationRecipe(kanji_old_new=True))
    return {old: new for old in kanji() if (new := modern(old)[:1]) != old}


def document(forms: dict[str, str]) -> str:
    """Return the text of the file for what :func:`pairs` returned."""
    flat = [old + new for old, new in forms.items()]
    lines = ["".join(flat[start : start + PAIRS_A_LINE]) for start in range(0, len(flat), PAIRS_A_LINE)]
    return HEAD + "pairs = '''\n" + "\n".join(lines) + "\n'''\n"


if __name__ == "__main__":
    TARGET.write_text(document(pairs()), encoding="utf-8")
