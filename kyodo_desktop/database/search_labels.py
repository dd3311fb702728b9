"""Labels: numbers in the order of a list, with gaps for what comes between.

The row number of a record in the search index is its label, so that matches come in order without being sorted. A new
record takes a label in the gap between its neighbours; where there is no room left, some neighbours move (order
maintenance by local relabelling: the longer the stretch that moves, the wider the gaps it must be given).
"""

from __future__ import annotations

GAP = 64
"""The distance of labels that are laid anew. Wider gaps make the index larger (256: +16 %, 1,024: +20 %)."""

_LEAST_GAP = 4
_FIRST_STRETCH = 8


def has_room(low: int | None, high: int | None, count: int, gap: float = 1) -> bool:
    """Return whether ``count`` labels fit between two labels, ``gap`` apart on average; an open end (None) has room."""
    return low is None or high is None or high - low >= gap * (count + 1)


def spread(low: int | None, high: int | None, count: int, centre: int) -> list[int]:
    """Return ``count`` labels between two labels that have room, both excluded, evenly spread.

    From an open end (None) labels are laid :data:`GAP` apart, with both open around ``centre``.
    """
    if low is not None and high is not None:
        return [low + (high - low) * place // (count + 1) for place in range(1, count + 1)]
    if low is not None:
        first = low + GAP
    elif high is not None:
        first = high - GAP * count
    else:
        first = centre - GAP * count // 2
    return list(range(first, first + GAP * count, GAP))


def stretch(level: int) -> tuple[int, float]:
    """Return how many neighbours on either side move at the n-th attempt (from 0), and the gap they must be given.

    That gap grows with the stretch, so that the narrower stretches inside one that was spread do not fill up at once.
    """
    return _FIRST_STRETCH * 4**level, _LEAST_GAP * 1.5**level
