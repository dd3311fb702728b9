"""推進計画: guidelines and plans, and the actions with their progress year by year."""

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import Question, Slice, Tab

TAB = Tab("planning", "計画・会議", "plan", "")
"""The tab that committees, meetings and plans share: beside evaluations and reports they would find no room."""

PROGRESS = "plan_progress"
"""The page 進捗の表."""

ACTIONS = Slice(
    name="plan_actions",
    tab=Tab("plan_actions", "推進計画の取組", "plan", "kyodo_desktop.features.plans.ui.action_page:build"),
    service="kyodo_desktop.features.plans.service:PlanActionService",
    papers="kyodo_desktop.features.plans.documents:PAPERS",
    sheets="kyodo_desktop.features.plans.sheets:SHEETS",
    details=("policy", "department"),
    questions=(Question("昨年度の進捗がまだの取組", {"waiting": ("last",)}),),
    sort=Sort("reference"),
    in_force={"running": ("now",)},
    pages=(Tab(PROGRESS, "進捗の表", "progress", "kyodo_desktop.features.plans.ui.progress_page:build"),),
)

PLANS = Slice(
    name="plans",
    tab=Tab("plans", "指針・計画", "plan", "kyodo_desktop.features.plans.ui.plan_page:build"),
    service="kyodo_desktop.features.plans.plan_service:PlanService",
    papers="kyodo_desktop.features.plans.documents:PLAN_PAPERS",
    sheets="kyodo_desktop.features.plans.sheets:PLAN_SHEETS",
    details=("kind", "adopted_on"),
    questions=(
        Question("見直しの期限を過ぎた指針・計画", {"review": ("late",)}, urgent=True),
        Question("1年以内に見直す指針・計画", {"review": ("soon",)}),
    ),
    in_force={"active": ("yes",)},
)
