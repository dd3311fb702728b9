"""Where the files lie that ship with the program (``resources/`` and ``forms/``)."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``shipped("resources", "profiles")``.

    In an installed package they lie inside it, in a checkout beside it.
    """
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _PACKAGE.parent.joinpath(*parts)
