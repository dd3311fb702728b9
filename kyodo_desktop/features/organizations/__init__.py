"""団体."""

from kyodo_desktop.core.slice import Slice, Tab

SLICE = Slice(
    name="organizations",
    tab=Tab("organizations", "団体", "organization", "kyodo_desktop.features.organizations.ui.page:build"),
    service="kyodo_desktop.features.organizations.service:OrganizationService",
    papers="kyodo_desktop.features.organizations.documents:PAPERS",
    sheets="kyodo_desktop.features.organizations.sheets:SHEETS",
)
