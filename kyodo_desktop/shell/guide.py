"""F1: the user guide, opened at the page about what is in front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.resources import shipped

FIRST_START = "start"
"""The page about what is shown while no office is open."""


def guide_page(name: str) -> Path:
    """Return the page of a tab, the guide's contents where a tab has none."""
    folder = shipped("docs", "guide")
    page = folder / f"{name}.html"
    return page if page.is_file() else folder / "index.html"


def open_guide(name: str) -> None:
    """Open a page of the guide in the machine's browser. Raises WorldError when it is not there or nothing shows it."""
    path = guide_page(name)
    if not path.is_file() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise WorldError("手引きを開けませんでした。", next_step=f"「{path}」をブラウザーで開いてください。")
