"""ボランティア."""

from kyodo_desktop.core.slice import Question, Slice, Tab

SLICE = Slice(
    name="volunteers",
    tab=Tab("volunteers", "ボランティア", "volunteer", "kyodo_desktop.features.volunteers.ui.page:build"),
    service="kyodo_desktop.features.volunteers.service:VolunteerService",
    papers="kyodo_desktop.features.volunteers.documents:PAPERS",
    sheets="kyodo_desktop.features.volunteers.sheets:SHEETS",
    questions=(
        Question("登録の期限がまもなくのボランティア", {"status": ("expiring",)}),
        Question("登録の期限が切れたボランティア", {"status": ("expired",)}, urgent=True),
        Question("保険の満了がまもなくのボランティア", {"insurance": ("ending",)}),
    ),
    in_force={"status": ("valid", "expiring", "waiting")},
    counted="登録中のボランティア",
)
