"""The tab ボランティア."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.validity import status_of
from kyodo_desktop.features.volunteers import rules
from kyodo_desktop.ui.colours import Mark, validity_mark
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registered_page import RegisteredPage
from kyodo_desktop.ui.registration_filters import ARCHIVE, FISCAL_YEAR, STATUS_WITHOUT_DOCUMENTS

STATUS_READS = ("valid_until", "withdrawn_on")


def build(place: Place) -> RegisteredPage:
    """Return the tab ボランティア."""
    return RegisteredPage(place, place.office.service("volunteers"), DESIGN, place.office.folder.drafts)


def _mark(values: Mapping[str, Any], words: Words) -> Mark:
    return validity_mark(status_of(words.today, *(values.get(name) for name in STATUS_READS)))


DESIGN = RecordPageDesign(
    filters=(
        Filter("programme", "制度", taxonomy="volunteer_programmes"),
        Filter("kind", "個人・団体", taxonomy="volunteer_kinds"),
        Filter("skills", "分野", taxonomy="skills"),
        Filter("areas", "地域", taxonomy="areas"),
        STATUS_WITHOUT_DOCUMENTS,
        FISCAL_YEAR,
        ARCHIVE,
    ),
    extra_fields=rules.extra_fields,
    mark=_mark,
    mark_reads=STATUS_READS,
    mark_sort="valid_until",
    looked_alike=("name", "furigana", "phone", "mobile", "address"),
    copied_without=frozenset({"reference", "registered_on", "valid_until", "withdrawn_on", "withdrawal_reason"}),
    begins_with=lambda _words: {"kind": "individual"},
)
