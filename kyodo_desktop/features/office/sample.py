"""The sample office: a town that does not exist, to try the program and to measure it with."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.core.resources import shipped
from kyodo_desktop.features.office.sample_committees import make_committees
from kyodo_desktop.features.office.sample_evaluations import make_evaluations
from kyodo_desktop.features.office.sample_organizations import sample_organizations
from kyodo_desktop.features.office.sample_plans import make_plans
from kyodo_desktop.features.office.sample_projects import make_projects
from kyodo_desktop.features.office.sample_reports import make_reports
from kyodo_desktop.features.office.sample_rounds import make_grants
from kyodo_desktop.features.office.sample_volunteers import sample_volunteers

__all__ = [
    "make_committees",
    "make_evaluations",
    "make_grants",
    "make_plans",
    "make_projects",
    "make_reports",
    "sample_organizations",
    "sample_settings",
    "sample_volunteers",
]


def sample_settings() -> Path:
    """Return the ``settings.toml`` of the sample office, with its town's own areas."""
    return shipped("resources", "sample", "settings.toml")
