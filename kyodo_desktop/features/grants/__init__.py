"""補助金: rounds of a programme and the applications to them."""

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import Question, Slice, Tab

REVIEW = "grant_review"
"""The page 審査."""

GUIDE = "grants"
"""The page of the user guide about rounds, applications and their review."""

GRANTS = Slice(
    name="grants",
    tab=Tab("grants", "補助金の申請", "grant", "kyodo_desktop.features.grants.ui.page:build", GUIDE),
    service="kyodo_desktop.features.grants.service:GrantService",
    papers="kyodo_desktop.features.grants.documents:PAPERS",
    sheets="kyodo_desktop.features.grants.sheets:SHEETS",
    details=("organization", "round"),
    questions=(
        Question("期限を過ぎた補助金の手続", {"due": ("late",)}, urgent=True),
        Question("今週が期限の補助金の手続", {"due": ("today", "week")}),
    ),
    sort=Sort("reference", descending=True),
    in_force={"open": ("open",)},
    counted="手続中の補助金の申請",
)

ROUNDS = Slice(
    name="grant_rounds",
    tab=Tab("grant_rounds", "募集回", "calendar", "kyodo_desktop.features.grants.ui.round_page:build", GUIDE),
    service="kyodo_desktop.features.grants.round_service:GrantRoundService",
    papers="kyodo_desktop.features.grants.documents:ROUND_PAPERS",
    sheets="kyodo_desktop.features.grants.sheets:ROUND_SHEETS",
    details=("programme", "fiscal_year"),
    questions=(
        Question("期限を過ぎた募集回の手続", {"due": ("late",)}, urgent=True),
        Question("今週が期限の募集回の手続", {"due": ("today", "week")}),
    ),
    sort=Sort("reference", descending=True),
    in_force={"open": ("open",)},
    pages=(Tab(REVIEW, "審査", "star", "kyodo_desktop.features.grants.ui.review_page:build", GUIDE),),
)
