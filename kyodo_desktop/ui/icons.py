"""Line icons in the colour of the text beside them, sharp at every scale of the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from kyodo_desktop.core.resources import shipped

SIDE = 24
"""The icons are drawn on a grid of 24 × 24 pixels."""

SCALES = (1.0, 1.5, 2.0)
"""The scales of screens for which an icon is rendered; Qt scales down the next larger one for those between."""


def icon(name: str, colour: str) -> QIcon:
    """Return ``resources/icons/NAME.svg`` drawn in one colour. Raises FileNotFoundError when there is none."""
    drawing = shipped("resources", "icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    made = QIcon()
    for scale in SCALES:
        side = round(SIDE * scale)
        sized = drawing.replace(b'width="24" height="24"', f'width="{side}" height="{side}"'.encode())
        image = QImage.fromData(sized)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made


def set_icon(target: QAbstractButton | QAction, name: str) -> None:
    """Give a button or an action an icon in the colour of its text; it follows a change of the theme."""
    target.setProperty("iconName", name)
    renew_icon(target)


def renew_icon(target: QAbstractButton | QAction) -> None:
    """Draw the icon of a target again in the present colours; nothing happens to one without an icon of ours."""
    name = target.property("iconName")
    if not name:
        return
    palette = QApplication.palette()
    role = QPalette.ColorRole
    colour = palette.color(role.HighlightedText if target.property("button") == "primary" else role.ButtonText)
    target.setIcon(icon(name, colour.name()))
    if isinstance(target, QAbstractButton):
        side = max(SIDE * 3 // 4, target.fontMetrics().height())
        target.setIconSize(QSize(side, side))
