"""How the window looks: Fusion, one palette, one font in three sizes, and the few rules of ``resources/theme``."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kyodo_desktop.core.resources import shipped
from kyodo_desktop.ui.colours import DARK, LIGHT, Colours
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
    """Give the application what its first paint needs: style, colours, font. :func:`apply` follows."""
    if application.style().name() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(palette(theme.colours))
    application.setFont(font(theme.size))


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole application its looks; may be called again while windows are open."""
    begin(application, theme)
    from kyodo_desktop.ui.icons import renew_icon

    application.setStyleSheet(style_sheet(theme.colours))
    for widget in application.allWidgets():
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


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Give a widget one of the looks of the style sheet, such as ``set_look(label, "tone", "late")``.

    The looks are ``look`` (heading, muted, title), ``tone``, ``wrong``, ``button`` (primary, plain) and ``notice``.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
