"""F1: the user guide, opened at the page of the tab in front."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.resources import shipped


def open_guide(tab: str) -> None:
    """Open the guide in the machine's browser. Raises WorldError when it is not there or nothing can show it."""
    path = shipped("resources", "guide", "index.html")
    url = QUrl.fromLocalFile(str(path))
    url.setFragment(tab)
    if not path.is_file() or not QDesktopServices.openUrl(url):
        raise WorldError("手引きを開けませんでした。", next_step=f"「{path}」をブラウザーで開いてください。")
