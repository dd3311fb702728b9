"""The words of Qt's own windows (printing, choosing a file) in Japanese."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QGroupBox, QLabel, QWidget

REST = {
    "Double Sided Printing": "両面印刷",
    "Off": "しない",
    "Long side binding": "長辺とじ",
    "Short side binding": "短辺とじ",
    "Pages": "ページ（例：1-3,5）",
    "Page &Set:": "奇数・偶数(&S):",
}
"""What Qt's Japanese translation leaves in English."""


def speak_japanese(application: QApplication) -> None:
    """Let Qt say its own words in Japanese, from the translation that comes with it; in English where there is none."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    words = QTranslator(application)
    if words.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)


def translate_rest(window: QWidget) -> None:
    """Replace the words on a window of Qt that its translation has left in English."""
    for each in window.findChildren(QWidget):
        if isinstance(each, QAbstractButton | QLabel) and each.text() in REST:
            each.setText(REST[each.text()])
        elif isinstance(each, QGroupBox) and each.title() in REST:
            each.setTitle(REST[each.title()])
