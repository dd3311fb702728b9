"""協働事業の台帳."""

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import Question, Slice, Tab, View

SLICE = Slice(
    name="projects",
    tab=Tab("projects", "事業台帳", "project", "kyodo_desktop.features.projects.ui.page:build"),
    service="kyodo_desktop.features.projects.service:ProjectService",
    papers="kyodo_desktop.features.projects.documents:PAPERS",
    sheets="kyodo_desktop.features.projects.sheets:SHEETS",
    details=("organization", "fiscal_year"),
    questions=(
        Question("期限を過ぎた事業の手続", {"due": ("late",)}, urgent=True),
        Question("今週が期限の事業の手続", {"due": ("today", "week")}),
    ),
    in_force={"open": ("open",)},
    counted="手続中の事業",
    sort=Sort("reference", descending=True),
    views=(
        View("endorsements", "後援・共催台帳", {"register": ("endorsement", "joint")}),
        View("agreements", "協定台帳", {"register": ("agreement",)}),
        View("commissions", "委託台帳", {"register": ("commission",)}),
        View("steering_committees", "実行委員会・協議会台帳", {"register": ("committee",)}),
    ),
)
