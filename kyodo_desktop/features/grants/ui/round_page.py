"""The page 募集回."""

from __future__ import annotations

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.step_filters import OPEN, STATE, YEAR


def build(place: Place) -> RecordPage:
    """Return the page 募集回."""
    return RecordPage(place, place.office.service("grant_rounds"), DESIGN, place.office.folder.drafts)


DESIGN = RecordPageDesign(
    filters=(Filter("programme", "制度", taxonomy="grant_programmes"), YEAR, OPEN, STATE, ARCHIVE),
    looked_alike=("name",),
    begins_with=lambda words: {"fiscal_year": fiscal_year(words.today), "number": 1},
)
