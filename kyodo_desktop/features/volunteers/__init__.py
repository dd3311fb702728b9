"""ボランティア."""

from kyodo_desktop.core.slice import Slice, Tab

SLICE = Slice(
    name="volunteers",
    tab=Tab("volunteers", "ボランティア", "volunteer", "kyodo_desktop.features.volunteers.ui.page:build"),
    service="kyodo_desktop.features.volunteers.service:VolunteerService",
    papers="kyodo_desktop.features.volunteers.documents:PAPERS",
    sheets="kyodo_desktop.features.volunteers.sheets:SHEETS",
)
