"""協働事業の評価と、その後の改善."""

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import Question, Slice, Tab

TAB = Tab("evaluations", "評価", "evaluation", "")
"""The tab that evaluations, meetings and the yearly picture share."""

COMPARISON = Tab(
    "comparison", "並べて見る", "evaluation", "kyodo_desktop.features.evaluations.ui.comparison_page:build"
)
"""What the sheets of one project say, side by side."""

EVALUATIONS = Slice(
    name="evaluations",
    tab=Tab("evaluations", "評価シート", "evaluation", "kyodo_desktop.features.evaluations.ui.page:build"),
    service="kyodo_desktop.features.evaluations.service:EvaluationService",
    papers="kyodo_desktop.features.evaluations.documents:EVALUATIONS",
    sheets="kyodo_desktop.features.evaluations.sheets:EVALUATIONS",
    details=("fiscal_year", "kind", "stage"),
    questions=(
        Question("記入の途中の評価シート", {"state": ("blank", "partial")}),
        Question("低い評点の理由がない評価シート", {"state": ("unexplained",)}, urgent=True),
    ),
    sort=Sort("reference", descending=True),
    pages=(COMPARISON,),
)

IMPROVEMENTS = Slice(
    name="improvements",
    tab=Tab("improvements", "改善の取組", "evaluation", "kyodo_desktop.features.evaluations.ui.improvement_page:build"),
    service="kyodo_desktop.features.evaluations.improvement_service:ImprovementService",
    papers="kyodo_desktop.features.evaluations.documents:IMPROVEMENTS",
    sheets="kyodo_desktop.features.evaluations.sheets:IMPROVEMENTS",
    details=("project", "owner"),
    questions=(
        Question("期限を過ぎた改善の取組", {"due": ("late",)}, urgent=True),
        Question("今週が期限の改善の取組", {"due": ("today", "week")}),
    ),
    sort=Sort("reference", descending=True),
    in_force={"open": ("open",)},
)
