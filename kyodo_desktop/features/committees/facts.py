"""What the papers of a committee and of a meeting may name beside their attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import era, fiscal_year_label, weekday
from kyodo_desktop.core.fields import Choice, Count, EraDate, Field, Furigana, Name, Text, TimeOfDay
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.time_of_day import clock, in_words, minutes_of
from kyodo_desktop.features.committees.rules import attendance, terms
from kyodo_desktop.printing.slice_papers import Facts, Gathered

if TYPE_CHECKING:
    from kyodo_desktop.features.committees.meeting_service import MeetingService
    from kyodo_desktop.features.committees.service import CommitteeService

COMMITTEE_FIELDS: Mapping[str, Field] = {
    "term_words": Text("委員の任期"),
    "count_words": Text("委員の数"),
}

COMMITTEE_TABLES: Mapping[str, Schema] = {
    "in_office": Schema(
        "in_office",
        "現在の委員",
        {
            "number": Count("番号"),
            "name": Name("氏名"),
            "furigana": Furigana("ふりがな"),
            "role": Choice("役職", taxonomy="committee_roles"),
            "category": Choice("区分", taxonomy="member_categories"),
            "affiliation": Text("所属・職業"),
            "appointed_on": EraDate("委嘱日"),
            "until_on": EraDate("任期満了日"),
            "terms": Text("期"),
        },
    )
}

MEETING_FIELDS: Mapping[str, Field] = {
    "year_label": Text("年度"),
    "called": Text("会議体か会議の名称"),
    "secretariat": Text("事務局"),
    "when": Text("日時"),
    "hours": Text("開会と閉会の時刻"),
    "attendance_words": Text("出席の状況"),
    "open_words": Text("公開と傍聴"),
    "next_words": Text("次回"),
    "people_words": Text("出席者の数"),
}

MEETING_TABLES: Mapping[str, Schema] = {
    "timetable": Schema(
        "timetable",
        "次第",
        {
            "number": Count("番号"),
            "starts_at": TimeOfDay("時刻"),
            "span": Text("時間"),
            "subject": Text("議題・事業"),
            "presenter": Text("説明者・団体"),
            "result": Text("結果"),
        },
    )
}


def gather_committees(service: CommitteeService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of committees as of today, in order."""
    today = service.words().today
    found = []
    for record in records:
        lines = [line.values for line in record.children["members"]]
        members = [line for line in lines if terms.is_in_office(line, today)]
        public = sum(line["category"] == terms.PUBLIC for line in members)
        values = {
            "term_words": f"{record['term_years']}年" if record["term_years"] else "",
            "count_words": f"{len(members)}名（うち公募{public}名）",
        }
        rows = [
            {
                **{name: line[name] for name in COMMITTEE_TABLES["in_office"].fields if name in line},
                "number": number,
                "terms": f"{terms.term_number(lines, line)}期目",
            }
            for number, line in enumerate(members, start=1)
        ]
        found.append(Gathered(values, {"in_office": rows}))
    return found


def gather_meetings(service: MeetingService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of meetings, in order."""
    ids = [record["committee_id"] for record in records if record["committee_id"] is not None]
    committees = {each.id: each for each in service.committees.load_many(list(dict.fromkeys(ids)))}
    kinds = service.words().taxonomy("meeting_kinds")
    found = []
    for record in records:
        committee = committees.get(record["committee_id"] or 0)
        values = {
            "year_label": fiscal_year_label(record["fiscal_year"]),
            "called": record["committee"] or kinds.label_of(record["kind"]),
            "secretariat": (committee["secretariat"] or committee["department"]) if committee else None,
            "when": when(record.values),
            "hours": hours(record.values),
            "attendance_words": attendance_words(service, record),
            "open_words": open_words(record.values),
            "next_words": f"{era(record['next_on'])}（{weekday(record['next_on'])}）" if record["next_on"] else "",
            "people_words": people_words(record.values),
        }
        found.append(Gathered(values, {"timetable": list(map(_item, *_numbered(record)))}))
    return found


def when(values: Mapping[str, Any]) -> str:
    """Return day and time of a meeting as an invitation says them."""
    day = values["held_on"]
    return f"{era(day)}（{weekday(day)}）{hours(values)}"


def hours(values: Mapping[str, Any]) -> str:
    """Return from when until when a meeting lasts; empty where the opening is not known."""
    if not values.get("begins_at"):
        return ""
    until = f"{in_words(values['ends_at'])}まで" if values.get("ends_at") else ""
    return f"{in_words(values['begins_at'])}から{until}"


def attendance_words(service: MeetingService, record: Snapshot) -> str:
    """Return how many members came, and who was away."""
    lines = [line.values for line in record.children["attendance"]]
    if not attendance.is_answered(lines):
        return ""
    words = service.words()
    away = [line["name"] for line in lines if not attendance.counts_as_present(line["attendance"], words)]
    said = f"{len(lines)}名のうち{attendance.present(lines, words)}名出席"
    return f"{said}（欠席：{'、'.join(away)}）" if away else f"{said}（欠席なし）"


def people_words(values: Mapping[str, Any]) -> str:
    """Return how many people were there: as they were counted at the door, else as the list says."""
    count = values.get("participants") if values.get("participants") is not None else values.get("present_count")
    return "" if count is None else f"{count:,}人"


def open_words(values: Mapping[str, Any]) -> str:
    """Return whether a meeting was open, and how many listened."""
    if values.get("is_open") is None:
        return ""
    if not values["is_open"]:
        return "非公開"
    return "公開" if values.get("observers") is None else f"公開（傍聴者{values['observers']}名）"


def _numbered(record: Snapshot) -> tuple[range, list[Mapping[str, Any]]]:
    lines = [line.values for line in record.children["agenda"]]
    return range(1, len(lines) + 1), lines


def _item(number: int, line: Mapping[str, Any]) -> dict[str, Any]:
    starts, minutes = line["starts_at"], line["minutes"]
    span = f"{starts}～{clock(minutes_of(starts) + minutes)}" if starts and minutes else starts or ""
    named = {name: line[name] for name in ("starts_at", "subject", "presenter", "result")}
    return {"number": number, "span": span, **named}


FACTS = Facts(COMMITTEE_FIELDS, COMMITTEE_TABLES, gather_committees)
MEETING_FACTS = Facts(MEETING_FIELDS, MEETING_TABLES, gather_meetings)
