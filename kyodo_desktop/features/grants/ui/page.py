"""The page 補助金の申請."""

from __future__ import annotations

from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.step_filters import DUE, OPEN, STATE, YEAR


def build(place: Place) -> RecordPage:
    """Return the page 補助金の申請."""
    return RecordPage(place, place.office.service("grants"), DESIGN, place.office.folder.drafts)


DESIGN = RecordPageDesign(
    filters=(
        Filter("programme", "制度", taxonomy="grant_programmes"),
        YEAR,
        Filter("result", "審査の結果", taxonomy="grant_results"),
        OPEN,
        STATE,
        DUE,
        ARCHIVE,
    ),
    looked_alike=("name",),
    begins_with=lambda words: {"received_on": words.today},
)
