"""期限と集計 over all registers, and the tab in which those of projects and grants stand."""

from kyodo_desktop.core.slice import Tab

BOARD = "boards"
"""The page 期限と集計."""

TAB = Tab("projects", "事業", "project", "kyodo_desktop.features.boards.ui.pages:build")
"""The tab that projects and grants share."""
