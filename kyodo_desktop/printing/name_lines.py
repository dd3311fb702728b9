"""Names and addresses that take several lines: broken between their words, in lines of about the same length."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter

from kyodo_desktop.core.line_breaking import ends_phrase, may_break
from kyodo_desktop.printing.fonts import clusters
from kyodo_desktop.printing.layout import break_lines, broken_in_two

LEAST_PART = 2
"""A line has no fewer characters, if that is possible."""

_FREE, _PHRASE, _NUMBER, _COMPOUND, _KANJI, _WORD = 0.0, 1.0, 1.5, 2.0, 6.0, 9.0
"""What it costs to break at a space or after a legal form, after a phrase, before a number, between two words of kanji,
inside one, inside a word of kana or behind a number."""

_RAGGED = 3.0
"""What a line costs that is longer or shorter than the others, times the square of the share of its room."""

_LINE = 3.0
"""What one line more than the fewest costs."""

_FORM_ENDS = re.compile(r"(?<=法人)|(?<=会社)|(?<=組合)")
"""Where the legal form of a body ends: 特定非営利活動法人, 株式会社, 協同組合."""

_ONE = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆ヶヵ]"
_ENDS = "会者所部課室局館院校店社団園員道県府都区"
_COMPOUND_ENDS = re.compile(f"{_ONE}{{2}}(?:[{_ENDS}]|市(?!民)|町(?!内)|村)*(?=(?![{_ENDS}市町村]){_ONE}{{2}})")
"""Words of kanji in a name: two of them, with what ends the name of a place or a body (北海道, 研究所, 推進課)."""

_FLOOR_ENDS = re.compile(r"(?<=[0-9０-９][階号棟])")

_SLACK = 1e-6

_TOWNS = "市町村"
_PLACES = "都道府県市区郡町村"


@dataclass(frozen=True, slots=True)
class BrokenName:
    """The lines of a name; ``well`` says that none of them ends inside a word of kana."""

    lines: tuple[str, ...]
    well: bool


def break_name(text: str, room: float, widths: Mapping[str, float], *, glued: str = "", spare: int = 1) -> BrokenName:
    """Return a name in as few lines as it takes, or in up to ``spare`` more where its words are then kept whole.

    ``room`` is the width of a line and ``widths`` that of each cluster, in mm at one point. ``glued`` ends the text
    with a space before it (an honorific) and stands behind at least two characters of the name.
    """
    plain, _ = break_lines(text, room, 1.0, widths)
    if len(plain) == 1:
        return BrokenName((text,), well=True)
    parts = clusters(text)
    costs = _costs(text, parts, len(clusters(glued)) + 1 if glued else 0)
    tried = [_best(parts, costs, room, widths, len(plain) + more) for more in range(spare + 1)]
    found = [(cost + more * _LINE, broken) for more, (cost, broken) in enumerate(tried) if broken is not None]
    return min(found, key=itemgetter(0))[1] if found else BrokenName(tuple(line.text for line in plain), well=False)


def broken_name(text: str, width: float, size: float, widths: Mapping[str, float], *, least: int = 1) -> str:
    """Return a text with those of its paragraphs that are too long for a line broken where a reader would break them.

    ``width`` is in mm, ``size`` in points; of two lines neither has fewer than ``least`` characters.
    """
    return "\n".join(_broken(each, width, size, widths, least) for each in text.split("\n"))


def _broken(paragraph: str, width: float, size: float, widths: Mapping[str, float], least: int) -> str:
    in_two = broken_in_two(paragraph, width, size, widths, least=least)
    if in_two != paragraph:
        return in_two
    return "\n".join(break_name(paragraph, width / size, widths).lines)


def _costs(text: str, parts: list[str], kept: int) -> dict[int, float]:
    """Return what a break before each cluster costs; where none is allowed, there is nothing.

    The last ``kept`` clusters stay together with the two before them.
    """
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    forms = {found.start() for found in _FORM_ENDS.finditer(text)}
    floors = {found.start() for found in _FLOOR_ENDS.finditer(text)}
    pieces = [0, *sorted(forms | floors), len(text)]
    compounds = {found.end() for begin, end in pairwise(pieces) for found in _COMPOUND_ENDS.finditer(text, begin, end)}
    last = len(parts) - (kept + LEAST_PART if kept else 0)
    costs = {}
    for at in range(1, last + 1 if kept else len(parts)):
        before, after = parts[at - 1], parts[at]
        if before.isspace():
            continue  # the break stands before the space, which goes
        if after.isspace() or starts[at] in forms:
            costs[at] = _FREE
        elif starts[at] in floors:
            costs[at] = _PHRASE
        elif may_break(before, after):
            costs[at] = _COMPOUND if starts[at] in compounds else _cost(before[0], after[0])
    return costs


def _cost(before: str, after: str) -> float:
    """Return what a break between two characters costs."""
    both_kanji = all(re.match(_ONE, each) for each in (before, after))
    if ends_phrase(before, after) and after not in _PLACES:
        return _PHRASE
    if before in _TOWNS and both_kanji and after not in f"{_PLACES}民内":
        return _COMPOUND
    if after.isdigit() and not before.isdigit():
        return _NUMBER
    return _KANJI if both_kanji or after in _PLACES else _WORD


def _best(
    parts: list[str], costs: Mapping[int, float], room: float, widths: Mapping[str, float], lines: int
) -> tuple[float, BrokenName | None]:
    """Return the best way to so many lines with what it costs; None where there is none."""
    lengths = [widths[part] for part in parts]
    even = sum(lengths) / lines
    reached: dict[int, tuple[float, BrokenName]] = {0: (0.0, BrokenName((), well=True))}
    for _ in range(lines):
        further: dict[int, tuple[float, BrokenName]] = {}
        for start, (cost, before) in reached.items():
            for end, width in enumerate(accumulate(lengths[start:]), start + 1):
                if width > room + _SLACK:
                    break
                if end - start < LEAST_PART or not (end == len(parts) or end in costs):
                    continue
                here = costs.get(end, _FREE)
                total = cost + here + _RAGGED * ((even - width) / room) ** 2
                following = end
                while following < len(parts) and parts[following].isspace():
                    following += 1
                if following not in further or total < further[following][0]:
                    line = "".join(parts[start:end])
                    further[following] = total, BrokenName((*before.lines, line), before.well and here < _WORD)
        reached = further
    return reached.get(len(parts), (0.0, None))
