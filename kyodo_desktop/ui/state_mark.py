"""How the state of a record with steps is told: the words of the state in the tone that the profile gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.colours import VALIDITY_TONES, Mark, Tone

READS = ("state",)
"""The attributes of which the mark is made."""


def state_mark(values: Mapping[str, Any], words: Words) -> Mark | None:
    """Return the mark of a state; None before there is one, quiet where the profile gives it no tone."""
    code = values.get("state")
    if not code:
        return None
    term = words.taxonomy("states").get(code)
    tone = VALIDITY_TONES.get(str(term.extra.get("tone")), Tone.QUIET) if term else Tone.QUIET
    return Mark(term.label if term else code, tone)
