"""ボランティア."""

from kyodo_desktop.core.slice import Slice

SLICE = Slice(
    name="volunteers",
    label="ボランティア",
    icon="volunteers",
    service="kyodo_desktop.features.volunteers.service:VolunteerService",
    page="kyodo_desktop.features.volunteers.ui.page:build",
    papers="kyodo_desktop.features.volunteers.documents:PAPERS",
)
