"""会議体 and 会議: committees with their members and terms, what they talked about and decided."""

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import Question, Slice, Tab

COMMITTEES = Slice(
    name="committees",
    tab=Tab("committees", "会議体と委員", "committee", "kyodo_desktop.features.committees.ui.committee_page:build"),
    service="kyodo_desktop.features.committees.service:CommitteeService",
    papers="kyodo_desktop.features.committees.documents:PAPERS",
    sheets="kyodo_desktop.features.committees.sheets:SHEETS",
    details=("kind", "department"),
    questions=(
        Question("任期の切れた委員のいる会議体", {"term": ("ended",)}, urgent=True),
        Question("委員の任期が3か月以内に切れる会議体", {"term": ("soon",)}),
    ),
    in_force={"active": ("yes",)},
)

MEETINGS = Slice(
    name="meetings",
    tab=Tab("meetings", "会議", "meeting", "kyodo_desktop.features.committees.ui.meeting_page:build"),
    service="kyodo_desktop.features.committees.meeting_service:MeetingService",
    papers="kyodo_desktop.features.committees.documents:MEETING_PAPERS",
    sheets="kyodo_desktop.features.committees.sheets:MEETING_SHEETS",
    details=("held_on", "place"),
    questions=(
        Question("今日の会議", {"held": ("today",)}),
        Question("7日以内の会議", {"held": ("week",)}),
        Question("終わって記録のない会議", {"record": ("missing",)}),
    ),
    sort=Sort("held_on", descending=True),
    in_force={"record": ("coming",)},
)
