"""The colours of the window, light and dark, and the tones in which a state is told.

The hues of the tones are those of the Color Universal Design recommendation set (ver. 4), darkened or lightened until
the contrast against every ground they stand on is at least 4.5 (WCAG 2.2, 1.4.3); a tone also has its own shape, so
that no meaning hangs on colour alone.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

if TYPE_CHECKING:
    from kyodo_desktop.core.validity import Status

LEAST_CONTRAST = 4.5


class Tone(enum.StrEnum):
    """How a state is told, beside its word."""

    GOOD = "good"
    SOON = "soon"
    LATE = "late"
    WAITING = "waiting"
    QUIET = "quiet"

    @property
    def shape(self) -> str:
        return {"good": "●", "soon": "▲", "late": "■", "waiting": "◆", "quiet": "○"}[self.value]


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as it is shown: its word, and the tone that gives it a colour and a shape."""

    word: str
    tone: Tone

    def __str__(self) -> str:
        return f"{self.tone.shape} {self.word}"


VALIDITY_TONES = {
    "valid": Tone.GOOD,
    "expiring": Tone.SOON,
    "expired": Tone.LATE,
    "waiting": Tone.WAITING,
    "withdrawn": Tone.QUIET,
}
"""The tones of 登録の状態."""


def validity_mark(status: Status) -> Mark:
    """Return how 登録の状態 is shown."""
    return Mark(status.label, VALIDITY_TONES[status.value])


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as ``#rrggbb``.

    ``window`` is the ground, ``base`` the ground of what is typed and listed, ``alternate`` every second row,
    ``cell`` the label cells of a form, ``accent`` the one accent (a fill), ``accent_text`` the accent as writing.
    ``*_ground`` are the grounds of notices.
    """

    window: str
    base: str
    alternate: str
    cell: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_text: str
    good: str
    soon: str
    late: str
    waiting: str
    quiet: str
    information_ground: str
    warning_ground: str
    error_ground: str

    def of(self, tone: Tone) -> str:
        """Return the colour of a tone."""
        colour: str = getattr(self, tone.value)
        return colour


LIGHT = Colours(
    window="#f1f3f5",
    base="#ffffff",
    alternate="#f6f8fa",
    cell="#e8ecf1",
    text="#1b2026",
    muted="#525c67",
    line="#b4bcc6",
    accent="#0b57a4",
    on_accent="#ffffff",
    accent_text="#0b57a4",
    good="#006647",
    soon="#804d00",
    late="#ad2400",
    waiting="#5f2a9c",
    quiet="#525c67",
    information_ground="#e2edf9",
    warning_ground="#fff0cf",
    error_ground="#fde6df",
)

DARK = Colours(
    window="#22262b",
    base="#181b1f",
    alternate="#1e2226",
    cell="#2c3238",
    text="#e9ecef",
    muted="#abb4be",
    line="#525b66",
    accent="#2666b0",
    on_accent="#ffffff",
    accent_text="#86bbf7",
    good="#4fcb9e",
    soon="#f3b544",
    late="#ff9373",
    waiting="#cda9f7",
    quiet="#abb4be",
    information_ground="#1d3147",
    warning_ground="#3d3012",
    error_ground="#46231a",
)


def colours_of(palette: QPalette) -> Colours:
    """Return the colours that belong to the palette of a widget: what is painted follows the theme by itself."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
