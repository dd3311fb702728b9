"""Readings proposed for the names of persons and bodies, for a person to correct.

The dictionary is SudachiDict core. It takes 0.2 s to open and 100 MB of memory that is mapped from its file, so it is
opened at the first proposal; a proposal then takes about a millisecond.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from kyodo_desktop.core.text import is_reading, kanji_shapes, normalize_width, tidy_furigana, to_hiragana

_SURNAME = ("固有名詞", "人名", "姓")
_GIVEN_NAME = ("固有名詞", "人名", "名")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LOST = re.compile("[〓\ufffd]")
_PARTS = re.compile("[0-9]+|[^0-9]+")
_READABLE_SIGNS = re.compile("[㈠-㊙㌀-㍿]|\\(.\\)")
"""㈱, ㌔ and (株), which the dictionary counts among the signs."""
_LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "えー びー しー でぃー いー えふ じー えいち あい じぇー けー える えむ えぬ おー ぴー きゅー あーる えす "
        "てぃー ゆー ぶい だぶりゅー えっくす わい ぜっと".split(),
        strict=True,
    )
)
_DIGITS = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_PLACES = ("せん", "ひゃく", "じゅう", "")
_EUPHONY = {
    "いちせん": "せん", "いちひゃく": "ひゃく", "いちじゅう": "じゅう", "さんせん": "さんぜん", "はちせん": "はっせん",
    "さんひゃく": "さんびゃく", "ろくひゃく": "ろっぴゃく", "はちひゃく": "はっぴゃく",
}  # fmt: skip


def propose(name: str) -> str:
    """Return a reading of a name in hiragana, its parts set apart as they are in the name.

    Of two parts of which the first is a surname, the second is read as a given name. Variants are read as their common
    shape. What has no reading is left out, so the proposal may be empty; it never holds anything but kana.
    """
    shapes = kanji_shapes()
    plain = normalize_width(_SELECTORS.sub("", name))
    parts = "".join(shapes.get(character, character) for character in plain).split()
    if len(parts) == 2 and (surname := _listed(parts[0], _SURNAME)):
        both = [_first_known(parts[0], surname), _first_known(parts[1], _listed(parts[1], _GIVEN_NAME))]
        return tidy_furigana(" ".join(both))
    return tidy_furigana(" ".join(_read(part) for part in parts))


def _first_known(part: str, listed: list[str]) -> str:
    """Return the reading that the analysis gives when it is among those listed, else the first listed or the former."""
    read = _read(part)
    return read if not listed or read in listed else listed[0]


def _listed(part: str, kind: tuple[str, str, str]) -> list[str]:
    """Return the readings of a part that the dictionary knows as a word of that kind."""
    return [
        to_hiragana(word.reading_form())
        for word in _dictionary().lookup(part)
        if word.part_of_speech()[1:4] == kind and word.surface() == part
    ]


def _read(part: str) -> str:
    """Return the reading of a part without spaces; nothing where a character was lost."""
    if _LOST.search(part):
        return ""
    # A tokenizer is for one thread only; to make one costs nothing.
    tokenizer = _dictionary().tokenizer()
    return "".join(
        _number(piece) if piece.isascii() and piece.isdigit() else "".join(map(_read_word, tokenizer.tokenize(piece)))
        for piece in _PARTS.findall(part)
    )


def _read_word(word: Any) -> str:
    surface = word.surface()
    if is_reading(hiragana := to_hiragana(surface)):
        return hiragana
    if surface.lower() in _LETTERS:
        return _LETTERS[surface.lower()]
    if word.part_of_speech()[0] in ("補助記号", "空白", "記号") and not _READABLE_SIGNS.fullmatch(surface):
        return ""
    reading = to_hiragana(word.reading_form())
    return reading if is_reading(reading) else ""


def _number(digits: str) -> str:
    """Return the reading of up to four digits; longer numbers are not read."""
    if len(digits) > len(_PLACES) or not int(digits):
        return ""
    spelled = zip(digits.zfill(len(_PLACES)), _PLACES, strict=True)
    reading = "".join(_DIGITS[int(digit)] + place for digit, place in spelled if digit != "0")
    for plain, spoken in _EUPHONY.items():
        reading = reading.replace(plain, spoken)
    return reading


@functools.cache
def _dictionary() -> Any:
    from sudachipy import Dictionary  # type: ignore[import-untyped]  # it ships stubs without the marker py.typed

    return Dictionary(dict="core")
