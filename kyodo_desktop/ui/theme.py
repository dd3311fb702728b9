"""How the window looks: Fusion, one palette, one font in three sizes, and the few rules of ``resources/theme``."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget

from kyodo_desktop.core.resources import shipped
from kyodo_desktop.ui.colours import DARK, LIGHT, Colours, Tone, colours_of
from kyodo_desktop.ui.preferences import Preferences

GRID = 8
"""Every distance in the window is this many pixels, its half, or a multiple."""

FONT_FAMILIES = (
    "BIZ UDGothic",
    "BIZ UDゴシック",
    "Yu Gothic UI",
    "Meiryo",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "IPAexGothic",
    "IPAmjMincho",
    "IPAmj明朝",
)
"""The face of the screen, those that stand in where it is missing, and last the one that has every kanji of names."""


STYLE = ("-style", "fusion")
"""Given to the QApplication when it is made: to name its style later costs 5 ms, because PySide then wraps QStyle."""

_DRESSED = "dressed"
_LOOKED = "looked"


class Mode(enum.StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        return {"light": "明るい", "dark": "暗い"}[self.value]


class Size(enum.StrEnum):
    """The three sizes of text."""

    STANDARD = "standard"
    LARGE = "large"
    LARGEST = "largest"

    @property
    def label(self) -> str:
        return {"standard": "標準", "large": "大", "largest": "特大"}[self.value]

    @property
    def points(self) -> float:
        return {"standard": 10.5, "large": 13.0, "largest": 16.0}[self.value]


@dataclass(frozen=True, slots=True)
class Theme:
    """What a person chose in 設定."""

    mode: Mode = Mode.LIGHT
    size: Size = Size.STANDARD

    @property
    def colours(self) -> Colours:
        return DARK if self.mode is Mode.DARK else LIGHT


def remembered(preferences: Preferences) -> Theme:
    """Return the looks that a person chose, or the first ones."""
    return Theme(Mode(preferences.get("mode", Mode.LIGHT)), Size(preferences.get("size", Size.STANDARD)))


def begin(application: QApplication, theme: Theme) -> None:
    """Give the application what its first paint needs beside its style: colours and font."""
    application.setPalette(palette(theme.colours))
    application.setFont(font(theme.size))


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole application its looks; may be called again while windows are open.

    There is no style sheet of the application: its mere presence makes each widget four times as dear to build. What
    palette and font cannot say is said by :func:`set_look` on a label or button, and by :func:`dress` on a part.
    """
    begin(application, theme)
    from kyodo_desktop.ui.icons import renew_icon

    for widget in application.allWidgets():
        if widget.property(_DRESSED):
            dress(widget)
    for widget in application.allWidgets():  # afterwards: a new style sheet brings old palettes back below it
        _renew_look(widget)
        if isinstance(widget, QAbstractButton):
            renew_icon(widget)
        for action in widget.actions():
            renew_icon(action)


def font(size: Size) -> QFont:
    """Return the face of the screen in one of the three sizes."""
    made = QFont()
    made.setFamilies(FONT_FAMILIES)
    made.setPointSizeF(size.points)
    return made


def palette(colours: Colours) -> QPalette:
    """Return the palette of Fusion in these colours."""
    role = QPalette.ColorRole
    made = QPalette()
    for colour, roles in (
        (colours.window, (role.Window, role.Button)),
        (colours.base, (role.Base,)),
        (colours.alternate, (role.AlternateBase,)),
        (colours.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (colours.muted, (role.PlaceholderText,)),
        (colours.accent, (role.Highlight, role.Accent)),
        (colours.on_accent, (role.HighlightedText,)),
        (colours.accent_text, (role.Link, role.LinkVisited)),
        (colours.cell, (role.ToolTipBase,)),
        (colours.line, (role.Mid,)),
    ):
        for each in roles:
            made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.muted))
    return made


def style_sheet(colours: Colours) -> str:
    """Return the rules of ``resources/theme/theme.qss`` with each ``$name`` replaced by the colour of that name."""
    folder = shipped("resources", "theme")
    rules = (folder / "theme.qss").read_text(encoding="utf-8").replace("$tick", (folder / "tick.svg").as_posix())
    for name, colour in sorted(asdict(colours).items(), key=lambda pair: -len(pair[0])):
        rules = rules.replace(f"${name}", colour)
    return rules


def dress(part: QWidget) -> None:
    """Give the lines, boxes and tables inside a part of the window clear frames, light and dark.

    It costs 0.2 ms a widget: for forms and tables, not for whole pages.
    """
    part.setProperty(_DRESSED, True)
    part.setStyleSheet(style_sheet(colours_of(QApplication.palette())))


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Give a widget one of the looks, such as ``set_look(label, "tone", "late")``; an empty value takes it away.

    For labels ``look`` (heading, title, muted) and ``tone`` (see :class:`Tone`), for buttons ``button`` (primary,
    link), for frames ``notice`` (information, warning, error), for lines inside a dressed part ``wrong``.
    """
    if (widget.property(name) or "") == value:
        return
    widget.setProperty(name, value)
    if name == "wrong":
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    else:
        _renew_look(widget)


def _renew_look(widget: QWidget) -> None:
    colours = colours_of(QApplication.palette())
    if isinstance(widget, QLabel):
        _renew_label(widget, colours)
    elif isinstance(widget, QAbstractButton):
        _renew_button(widget, colours)
    elif isinstance(widget, QFrame) and widget.property("notice"):
        grounds = {
            "information": colours.information_ground,
            "warning": colours.warning_ground,
            "error": colours.error_ground,
        }
        _colour(widget, {QPalette.ColorRole.Window: grounds[widget.property("notice")]})
        widget.setAutoFillBackground(True)


def _renew_label(label: QLabel, colours: Colours) -> None:
    look, tone = label.property("look") or "", label.property("tone") or ""
    if look or tone or label.property(_LOOKED):
        label.setProperty(_LOOKED, True)
        colour = colours.of(Tone(tone)) if tone else {"heading": colours.accent_text, "muted": colours.muted}.get(look)
        _colour(label, {QPalette.ColorRole.WindowText: colour} if colour else {})
        bold = QFont()
        if look in ("heading", "title"):
            bold.setBold(True)
        label.setFont(bold)


_PRIMARY = (
    "QPushButton {{ color: {on_accent}; background: {accent}; border: 1px solid {accent}; border-radius: 3px;"
    " padding: 4px 14px; }}"
    "QPushButton:focus {{ border: 2px solid {text}; padding: 3px 13px; }}"
    "QPushButton:disabled {{ color: {muted}; background: {cell}; border-color: {line}; }}"
)
"""Fusion lightens a button's colour, so that white on the accent would no longer be legible."""

_LINK = (
    "QPushButton {{ color: {accent_text}; background: transparent; border: 1px solid transparent;"
    " border-radius: 3px; padding: 2px 4px; text-align: left; }}"
    "QPushButton:hover, QPushButton:checked {{ background: {base}; border-color: {line}; }}"
    "QPushButton:focus {{ border: 2px solid {accent_text}; padding: 1px 3px; }}"
)
"""A line that can be pressed: its words begin where those of the other lines do."""


def _renew_button(button: QAbstractButton, colours: Colours) -> None:
    kind = button.property("button") or ""
    if kind == "primary":
        button.setStyleSheet(_PRIMARY.format(**asdict(colours)))
    elif kind == "link":
        button.setStyleSheet(_LINK.format(**asdict(colours)))


def _colour(widget: QWidget, roles: dict[QPalette.ColorRole, str]) -> None:
    own = QPalette()
    for role, colour in roles.items():
        own.setColor(QPalette.ColorGroup.Active, role, QColor(colour))
        own.setColor(QPalette.ColorGroup.Inactive, role, QColor(colour))
    widget.setPalette(own)
