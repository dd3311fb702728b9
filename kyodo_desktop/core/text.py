"""What people write: width, kana, names, and the shape under which a text is found and sorted.

Nothing here changes a kanji that is kept: only :func:`fold` and :func:`common_shape` join variants, and what they
return is compared and searched, never shown.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo_desktop.core.resources import shipped

_HALF_KANA = re.compile("[\uff61-\uff9f]+")
_SPLIT_VOICING = re.compile("[\u3041-\u30ff][\u3099\u309a]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\uff0d\uff70"
_DASH_BETWEEN_DIGITS = re.compile(f"(?<=[0-9])[{_DASHES}](?=[0-9])")
_DASH_AFTER_KANA = re.compile(f"(?<=[\u3041-\u3096\u30fc])[{_DASHES}\uff5e\u301c]")
_TIDY_READING = re.compile("[ぁ-ゖゝゞー・]*(?:\u3000[ぁ-ゖゝゞー・]+)*")
_READING = re.compile("[ぁ-ゖゝゞー・\u3000]*[ぁ-ゖ][ぁ-ゖゝゞー・\u3000]*")

_FULL_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}
_FULL_LETTERS = {code: half for code, half in _FULL_ASCII.items() if isinstance(half, int) and chr(half).isalnum()}
_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)} | {
    ord(kana): reading for kana, reading in zip("ヷヸヹヺ", ("ゔぁ", "ゔぃ", "ゔぇ", "ゔぉ"), strict=True)
}

# ---------------------------------------------------------------------------------------------- width and spaces


def full_width_kana(text: str) -> str:
    """Return the text with half-width kana made full and kana composed with their voicing marks (ｶﾞ and か゛ → ガ).

    No other character changes: NFKC over the whole text would replace the kanji of a name (神 U+FA19 by 神 U+795E).
    """
    return _compose_kana(_HALF_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text))


def _compose_kana(text: str) -> str:
    return _SPLIT_VOICING.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), text)


def normalize_width(text: str) -> str:
    """Return the text with half-width kana made full, full-width letters, digits and signs made half.

    A full-width space becomes a plain one. Kanji, variants and variation selectors stay as they are.
    """
    return text if text.isascii() else full_width_kana(text).translate(_FULL_ASCII)


def tidy_line(text: str) -> str:
    """Return plain text on one line: spaces and line breaks collapsed to one space, none around.

    Letters and digits become half-width and kana full-width, as forms print them; full-width signs such as （）： stay
    as typed, except that any dash between two digits becomes a hyphen (４－１ー２ → 4-1-2).
    """
    line = " ".join(full_width_kana(_UNSEEN.sub("", text)).translate(_FULL_LETTERS).split())
    return _DASH_BETWEEN_DIGITS.sub("-", line)


def tidy_paragraphs(text: str) -> str:
    """Return text of several lines: every line without spaces at its end, no empty lines around, breaks as ``\\n``.

    Indents and empty lines between paragraphs stay, and so do the characters as they were typed.
    """
    lines = [_UNSEEN.sub("", line).rstrip() for line in text.replace("\x0b", "\n").splitlines()]
    return "\n".join(lines).strip("\n")


def tidy_name(text: str) -> str:
    """Return a name with every character as written; only the spaces around and between its parts are tidied.

    Spaces and line breaks between two parts become one full-width space (山田　太郎), or one plain space where both
    neighbours are plain letters or digits (Muroran Lions Club).
    """
    words = _compose_kana(_UNSEEN.sub("", text)).split()
    name = ""
    for word in words:
        if name:
            name += " " if name[-1].isascii() and word[0].isascii() else "\u3000"
        name += word
    return name


# ------------------------------------------------------------------------------------------------------ readings


def to_hiragana(text: str) -> str:
    """Return the text with katakana of any width as hiragana; everything else stays."""
    return full_width_kana(text).translate(_HIRAGANA)


def tidy_furigana(text: str) -> str:
    """Return a reading in hiragana, its parts set apart by one full-width space; ー and ・ stay.

    A hyphen or a wave typed after kana is taken for ー.
    """
    if _TIDY_READING.fullmatch(text):
        return text
    plain = "\u3000".join(to_hiragana(_UNSEEN.sub("", text)).split())
    return _DASH_AFTER_KANA.sub("ー", plain)


def is_reading(text: str) -> bool:
    """Return whether a tidied text is a reading: hiragana, ー, ・ and the space between its parts."""
    return _READING.fullmatch(text) is not None


# -------------------------------------------------------------------------------------------------------- search

_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_SOUNDS_ALIKE = _SMALL | {"ぢ": "じ", "づ": "ず", "ゐ": "い", "ゑ": "え"}
_KEPT_SIGNS = "〓"
_KEPT_CATEGORIES = frozenset("LN")


class _FoldTable(dict[int, str | None]):
    """A table for ``str.translate`` that works out a character when it first meets it; None drops it.

    An empty text would drop it too, but keep ``translate`` from its fast way through plain letters and digits.
    """

    def __missing__(self, code: int) -> str | None:
        plain = unicodedata.normalize("NFKC", chr(code).casefold()).translate(_HIRAGANA)
        folded = "".join(map(_fold_character, plain)) or None
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if character == "ー" or not (
        category[0] in _KEPT_CATEGORIES or category in ("Co", "Cn") or character in _KEPT_SIGNS
    ):
        return ""
    return _SOUNDS_ALIKE.get(character) or kanji_shapes().get(character, character)


@functools.cache
def kanji_shapes() -> dict[str, str]:
    """Return each variant of a kanji with its common shape (髙 → 高), read from ``resources/kanji``."""
    folder = shipped("resources", "kanji")
    pairs = "".join(tomllib.loads((folder / "old_forms.toml").read_text(encoding="utf-8"))["pairs"].split())
    shapes = dict(zip(pairs[::2], pairs[1::2], strict=True))
    families: list[str] = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))["families"]
    joined = {variant: family[0] for family in families for variant in family[1:]}
    shapes |= joined
    return {variant: joined.get(shape, shape) for variant, shape in shapes.items()}


@functools.cache
def _fold_table() -> _FoldTable:
    return _FoldTable()


def fold(text: str) -> str:
    """Return the shape under which a text is found; two texts that a person would call the same fold to the same.

    NFKC, lower case, katakana as hiragana, small kana as large, ぢづゐゑ as they sound, kanji in their common shape,
    variation selectors dropped; spaces, hyphens, ー, ・ and every other sign dropped, so that ０１４３－２５ and
    0143(25) fold alike. Only letters, digits and 〓 (a character that was lost) remain. Folding twice changes nothing.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_fold_table())
    while not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded).translate(_fold_table())
    return folded


_AT_ONCE = 500
"""Texts that are folded at once; what they become on the way stays in the processor's cache."""


def fold_each(texts: Iterable[str]) -> list[str]:
    """Return each text folded, all of them in one pass: a quarter of the time for names."""
    lines = list(texts)
    if len(lines) > _AT_ONCE:
        return [each for start in range(0, len(lines), _AT_ONCE) for each in fold_each(lines[start : start + _AT_ONCE])]
    joined = "\n".join(lines)
    if joined.count("\n") != len(lines) - 1:
        return list(map(fold, lines))
    # The wide space between the parts of names would alone make the text one that has to be normalized.
    folded = _fold_lines(joined.replace("\u3000", " "))
    while not unicodedata.is_normalized("NFKC", folded):
        folded = _fold_lines(folded)
    return folded.split("\n")


def _fold_lines(lines: str) -> str:
    """Return lines folded once; only what folding changes is translated, which is little of any name or address."""
    plain = unicodedata.normalize("NFKC", lines).replace(" ", "")
    if plain.isascii():
        return plain.translate(_fold_table_of_lines())
    return _changed_signs().sub(lambda signs: signs[0].translate(_fold_table()), plain)


@functools.cache
def _fold_table_of_lines() -> _FoldTable:
    table = _FoldTable()
    table[ord("\n")] = "\n"
    return table


@functools.cache
def _changed_signs() -> re.Pattern[str]:
    """Return a pattern of the signs that folding changes or drops, or of which that is not known beforehand."""
    kana = (chr(code) for code in range(0x3041, 0x3097))
    same = "".join(one for one in kana if _fold_table()[ord(one)] == one)
    # Kanji between two that have another shape are one range, so that the pattern stays a single class.
    variants = sorted(ord(shape) for shape in kanji_shapes() if "\u4e00" <= shape <= "\u9fff")
    bounds = zip([0x4DFF, *variants], [*variants, 0xA000], strict=True)
    kanji = "".join(f"{chr(low + 1)}-{chr(high - 1)}" for low, high in bounds if high - low > 1)
    return re.compile(f"[^\n0-9a-z{same}{kanji}]+")


def common_shape(name: str) -> str:
    """Return what two spellings of one name share, to find possible duplicates: folded, 々 written out (佐々木)."""
    return _written_out(fold(name))


def common_shapes(names: Iterable[str]) -> list[str]:
    """Return the common shape of each name, all of them in one pass."""
    return [_written_out(folded) if "々" in folded else folded for folded in fold_each(names)]


def _written_out(folded: str) -> str:
    return re.sub("(.)々", r"\1\1", folded)


# --------------------------------------------------------------------------------------------------------- order

_VOICED = dict(
    zip("がぎぐげござじずぜぞだぢづでどばびぶべぼゔ", "かきくけこさしすせそたちつてとはひふへほう", strict=True)
)
_VOICED_FORM = {plain: voiced for voiced, plain in _VOICED.items()}
_HALF_VOICED = dict(zip("ぱぴぷぺぽ", "はひふへほ", strict=True))
_ROWS = "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ わゐゑをん"
_COLUMNS = "あかさたなはまやらわ いきしちにひみりゐ うくすつぬふむゆる えけせてねへめれゑ おこそとのほもよろを"
_TAB_OF = {kana: row[0] for row in _ROWS.split() for kana in row}
_VOWEL_OF = {kana: column[0] for column in _COLUMNS.split() for kana in column}
INDEX_TABS = (*dict.fromkeys(_TAB_OF.values()), "他")
"""The index tabs of a roster in their order; 他 holds what has no reading."""
_LONG = dict(zip("あいうえお", "\ue001\ue002\ue003\ue004\ue005", strict=True))
"""Stands for ー behind a sound with that vowel."""
_LAST = "\U0010fffd"


class _Marks(dict[int, str]):
    """A table for ``str.translate`` that gives one mark to every character it does not name."""

    def __init__(self, named: dict[str, str], other: str) -> None:
        super().__init__({ord(character): mark for character, mark in named.items()})
        self.other = other

    def __missing__(self, code: int) -> str:
        return self.other


_SOUNDS = str.maketrans(_SMALL | _VOICED | _HALF_VOICED | {long: vowel for vowel, long in _LONG.items()})
_VOICES = _Marks(dict.fromkeys(_VOICED, "1") | dict.fromkeys(_HALF_VOICED, "2"), "0")
_SIZES = _Marks(dict.fromkeys(_LONG.values(), "0") | dict.fromkeys(_SMALL, "1"), "2")
_SPELLED_OUT = re.compile("[ぁ-ゔゕゖ]+")


def sort_key(furigana: str) -> str:
    """Return a key whose order by code point (SQLite's BINARY) is the gojūon order of readings.

    Part by part (surname before given name), each compared first by its plain sounds, ー counting as the vowel before
    it, then 清音 < 濁音 < 半濁音, then ー < small < large kana (JIS X 4061:1996). Digits, letters and other writing
    follow the kana, an empty reading comes last.
    """
    key = " ".join(filter(None, map(_part_key, furigana.split())))
    return key or _LAST


def index_tab(furigana: str) -> str:
    """Return the index tab of a reading, one of :data:`INDEX_TABS`."""
    return _TAB_OF.get(sort_key(furigana)[0], "他")


@functools.lru_cache(maxsize=16_384)
def _part_key(part: str) -> str:
    """Return the key of a surname or a given name; of a hundred thousand people few bring one that is new."""
    spelled = part if _SPELLED_OUT.fullmatch(part) else _spell_out(to_hiragana(part))
    voices = spelled.translate(_VOICES).rstrip("0")
    sizes = spelled.translate(_SIZES).rstrip("2")
    return f"{spelled.translate(_SOUNDS)}!{voices},{sizes}3" if spelled else ""


def _spell_out(part: str) -> str:
    """Return a part of a reading with ー as its vowel and ゝ as the kana before it; other writing behind the kana."""
    spelled = ""
    for character in part:
        before = spelled[-1:].translate(_SOUNDS)
        if character == "ー":
            spelled += _LONG.get(_VOWEL_OF.get(before, ""), "")
        elif character in "ゝゞ":
            spelled += (_VOICED_FORM.get(before, before) if character == "ゞ" else before) if before in _TAB_OF else ""
        elif _SPELLED_OUT.fullmatch(character):
            spelled += character
        else:
            plain = unicodedata.normalize("NFKD", character.casefold())
            spelled += "".join(_after_kana(one) for one in plain if unicodedata.category(one)[0] in _KEPT_CATEGORIES)
    return spelled


def _after_kana(character: str) -> str:
    if character.isascii():
        return chr(ord(character) + 0xFEE0)
    return character if character > "ん" else "\uff5f" + character


# ----------------------------------------------------------------------------------------------- lost characters


@dataclass(frozen=True, slots=True)
class LostCharacter:
    """A character that a file could not carry. ``position`` counts from 0; ``reason`` is for the person importing."""

    position: int
    character: str
    reason: str


_LOST = re.compile(
    "(?P<geta>〓)|(?P<replaced>\ufffd)|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd])"
    # a question ends in kana, a letter or a bracket, and a web address goes on with letters
    r"|(?P<question>(?<![0-9A-Za-zぁ-んァ-ヶー)）」』/?!])\?+(?![0-9A-Za-z=?]))"
)
_REASONS = {
    "geta": "「〓」は、元の文字が失われたことを示す記号です。",
    "replaced": "読み取れなかった文字です。",
    "private": "外字（ほかのパソコンでは別の文字や空白になる文字）です。",
    "question": "「?」は、元の文字が失われた跡のようです。",
}


def lost_characters(text: str) -> tuple[LostCharacter, ...]:
    """Return the characters that the source's encoding could not carry: 〓, U+FFFD, gaiji, and ? amid a name."""
    return tuple(
        LostCharacter(found.start(), found[0], _REASONS[found.lastgroup or ""]) for found in _LOST.finditer(text)
    )
