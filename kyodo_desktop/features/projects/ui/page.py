"""The page 事業台帳."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.projects import rules
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.step_filters import DUE, OPEN, STATE, YEAR


def build(place: Place) -> RecordPage:
    """Return the page 事業台帳."""
    return RecordPage(place, place.office.service("projects"), DESIGN, place.office.folder.drafts)


def _extra_fields(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    return rules.extra(rules.form_of(values, words), "fields")


DESIGN = RecordPageDesign(
    filters=(
        Filter("form", "形態", taxonomy="collaboration_forms"),
        Filter("domain", "領域", taxonomy="collaboration_domains"),
        YEAR,
        OPEN,
        STATE,
        DUE,
        ARCHIVE,
    ),
    extra_fields=_extra_fields,
    looked_alike=("name",),
    begins_with=lambda words: {"fiscal_year": fiscal_year(words.today), "received_on": words.today},
)
