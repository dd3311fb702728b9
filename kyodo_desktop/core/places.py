"""The two folders that ship with the program: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.core.resources import shipped


def resources() -> Path:
    """Return the folder of icons, theme, profiles, kanji variants and the sample office."""
    return shipped("resources")


def forms() -> Path:
    """Return the folder of the shipped form templates."""
    return shipped("forms")
