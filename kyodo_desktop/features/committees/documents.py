"""What is printed of committees and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.committees import facts
from kyodo_desktop.printing.slice_papers import Bundle, BundlePart, RosterPaper, SlicePapers

if TYPE_CHECKING:
    from kyodo_desktop.features.committees.meeting_service import MeetingService

AGENDA, MINUTES, PROGRAMME, ROSTER, REPORT = (
    "meeting-agenda",
    "meeting-minutes",
    "meeting-programme",
    "committee-roster",
    "training-report",
)
"""The forms that are bound, by their ids."""


def of_meeting(service: MeetingService, record: Snapshot, _asked: str) -> list[BundlePart]:
    """Return what a meeting is given: its agenda, the roster, and the minutes of the meeting before."""
    parts = [BundlePart(PROGRAMME if record["kind"] == "presentation" else AGENDA, record.id)]
    if record["committee_id"] is not None:
        parts.append(BundlePart(ROSTER, record["committee_id"]))
    before = service.meeting_before(record)
    if before is not None:
        parts.append(BundlePart(MINUTES, before.id, f"前回の会議録（{before['name']}）"))
    return parts


PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "committee-list",
            "会議体一覧",
            ("reference", "name", "kind", "basis", "member_count", "public_count", "due_on", "secretariat"),
            unit="件",
            group="kind",
            filters={"active": ("yes",)},
            confidential=False,
        ),
        RosterPaper(
            "committee-terms",
            "委員と任期一覧",
            (
                *("name", "members.name", "members.role", "members.category", "members.affiliation"),
                *("members.appointed_on", "members.until_on", "members.ended_on", "members.ending"),
            ),
            lines="members",
            group="name",
            filters={"active": ("yes",)},
        ),
    ),
    facts=facts.FACTS,
)

MEETING_PAPERS = SlicePapers(
    rosters=(
        RosterPaper(
            "meetings",
            "会議開催一覧",
            ("reference", "held_on", "name", "kind", "place", "present_count", "participants", "is_recorded"),
            unit="回",
            group="fiscal_year",
            confidential=False,
        ),
    ),
    facts=facts.MEETING_FACTS,
    bundles=(Bundle("meeting-pack", "会議資料", of_meeting),),
)
