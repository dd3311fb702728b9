"""団体."""

from kyodo_desktop.core.slice import Slice

SLICE = Slice(
    name="organizations",
    label="団体",
    icon="organizations",
    service="kyodo_desktop.features.organizations.service:OrganizationService",
    page="kyodo_desktop.features.organizations.ui.page:build",
    papers="kyodo_desktop.features.organizations.documents:PAPERS",
)
