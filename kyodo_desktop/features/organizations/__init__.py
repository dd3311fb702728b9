"""団体."""

from kyodo_desktop.core.slice import Question, Slice, Tab

SLICE = Slice(
    name="organizations",
    tab=Tab("organizations", "団体", "organization", "kyodo_desktop.features.organizations.ui.page:build"),
    service="kyodo_desktop.features.organizations.service:OrganizationService",
    papers="kyodo_desktop.features.organizations.documents:PAPERS",
    sheets="kyodo_desktop.features.organizations.sheets:SHEETS",
    questions=(
        Question("登録の期限がまもなくの団体", {"status": ("expiring",)}),
        Question("登録の期限が切れた団体", {"status": ("expired",)}, urgent=True),
        Question("書類がそろっていない団体", {"status": ("waiting",)}, urgent=True),
    ),
    in_force={"status": ("valid", "expiring", "waiting")},
    counted="登録中の団体",
)
