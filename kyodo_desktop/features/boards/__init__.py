"""期限と集計 over all registers, and the tab in which those of projects and grants stand."""

from kyodo_desktop.core.slice import Tab

TAB = Tab("projects", "事業", "project", "")
"""The tab that projects and grants share."""
