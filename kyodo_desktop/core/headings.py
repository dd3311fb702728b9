"""How the headings of a table are broken into lines: between phrases and never inside a word of kana that has room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kyodo_desktop.core.line_breaking import compounds, phrases

SHORT = 6
"""Up to so many characters a heading stays in one line."""

MeasureWidth = Callable[[str], float]
"""Returns the width of a text: in mm on paper, in pixels on the screen. All widths here are in its unit."""


def heading_width(heading: str, em: float, width_of: MeasureWidth) -> float:
    """Return the width in which each paragraph of a heading stands in two lines at most, a short one in one.

    ``em`` is the width of a character. Words of kana are not cut.
    """
    return max(_two_lines(paragraph, em, width_of) for paragraph in heading.split("\n"))


def _two_lines(paragraph: str, em: float, width_of: MeasureWidth) -> float:
    whole = width_of(paragraph)
    if whole <= SHORT * em:
        return whole
    for pieces in (phrases(paragraph), _parted(paragraph)):
        cuts = range(1, len(pieces))
        if cuts:
            return min(max(width_of("".join(pieces[:at])), width_of("".join(pieces[at:]))) for at in cuts)
    return whole


def broken_heading(heading: str, room: float, width_of: MeasureWidth) -> str:
    """Return a heading with line breaks between its phrases, or the words of their kanji, for a column of ``room``.

    Where a word is wider than that, its paragraph comes back as it is.
    """
    return "\n".join(line for paragraph in heading.split("\n") for line in _lines(paragraph, room, width_of))


def _lines(paragraph: str, room: float, width_of: MeasureWidth) -> list[str]:
    if width_of(paragraph) <= room:
        return [paragraph]
    for pieces in (phrases(paragraph), _parted(paragraph)):
        if all(width_of(piece) <= room for piece in pieces):
            return [line.strip() for line in _even(pieces, room, width_of)]
    return [paragraph]


def _parted(paragraph: str) -> list[str]:
    return [part for phrase in phrases(paragraph) for part in compounds(phrase)]


def _even(pieces: Sequence[str], room: float, width_of: MeasureWidth) -> list[str]:
    """Return the pieces in as few lines as they take, those about equally long."""
    lines = _filled(pieces, room, width_of)
    least = max(map(width_of, pieces))
    ends = range(1, len(pieces) + 1)
    widths = {width_of("".join(pieces[begin:end])) for end in ends for begin in range(end)}
    tighter = (_filled(pieces, width, width_of) for width in sorted(widths) if least <= width <= room)
    return next((each for each in tighter if len(each) == len(lines)), lines)


def _filled(pieces: Sequence[str], room: float, width_of: MeasureWidth) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if width_of(lines[-1] + piece) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines
