"""会議: what the rest of the program may ask of meetings, their timetables and their attendance."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, by_deadline, by_meaning, of_number
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.committees.models.meetings import Meeting
from kyodo_desktop.features.committees.rules import attendance, timetable
from kyodo_desktop.features.committees.service import CommitteeService, lines_after
from kyodo_desktop.features.grants.service import GrantService

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes

PRESENTATION = "presentation"
"""The kind of meetings that has a timetable of grants."""

PRESENT = "present"
"""The 出欠 of who came in person."""

RECORD = ("minutes", "decisions", "summary", "lecture", "discussion")
"""The attributes of which one at least makes the record of a meeting."""

AGENDA, ATTENDANCE = "agenda", "attendance"

_OF_MEMBER = ("name", "role", "affiliation")
_OF_GRANT = ("reference", "name", "organization", "presentation_order")


def _record(mapped: Any, words: Words) -> Mapping[str, Any]:
    """The filter ``record``: meetings to come (coming), those over without a record (missing), or with one (there)."""
    held = mapped.held_on
    return {
        "coming": held > words.today,
        "missing": (held <= words.today) & mapped.is_recorded.is_not(True),
        "there": mapped.is_recorded.is_(True),
    }


class MeetingService(RecordService[Meeting]):
    """Keeps meetings; names, numbers and lists follow from the committee and the day."""

    mapped = Meeting
    own = RecordService.own | {"kind", "number", "held_on", "fiscal_year"}
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "committee": of_number("committee_id"),
        "fiscal_year": of_number("fiscal_year"),
        "held": by_deadline("held_on"),
        "record": by_meaning(_record),
    }

    @functools.cached_property
    def committees(self) -> CommitteeService:
        """The committees that meet."""
        return CommitteeService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def grants(self) -> GrantService:
        """The grants whose results are presented."""
        return GrantService(self.database, self.profile, self.attachment_folder)

    def today(self) -> dt.date:
        """Return the office's day."""
        return self.words().today

    def meeting_before(self, stored: Snapshot) -> Snapshot | None:
        """Return the last meeting of the same committee before this one; None where there was none."""
        if stored["committee_id"] is None:
            return None
        filters = {"committee": (str(stored["committee_id"]),)}
        ids = self.list_ids(ListQuery(filters=filters)).ids
        days = [(row[0], each) for each, row in self.rows(ids, ("held_on",)).items() if row[0] < stored["held_on"]]
        return self.load(max(days)[1]) if days else None

    # What fills the tables of a meeting

    def fill_timetable(self, staff: str, meeting_id: int) -> Changes:
        """Make the agenda of a 成果報告会 from the grants of its round, in their order of presentation, with times.

        Raises InputError where the meeting names no round, or nothing was granted in it.
        """
        stored = self.load(meeting_id)
        if stored["round_id"] is None:
            raise InputError("「報告する募集回」を入力して保存してから、発表の時間割を作ってください。")
        filters = {"round": (str(stored["round_id"]),), "money": ("decided_amount",)}
        ids = self.grants.list_ids(ListQuery(filters=filters)).ids
        if not ids:
            raise InputError("この募集回には、交付を決定した補助金がありません。募集回を確かめてください。")
        rows = self.grants.rows(ids, _OF_GRANT).values()
        grants = [dict(zip(_OF_GRANT, row, strict=True)) for row in rows]
        before = [line.values for line in stored.children[AGENDA]]
        items = timetable.presentations(grants, stored["minutes_each"], before)
        return self._store_agenda(staff, "発表の時間割の作成", stored, items)

    def time_agenda(self, staff: str, meeting_id: int) -> Changes:
        """Give every item of the agenda its time anew, from the opening and the minutes of each.

        Raises InputError where the opening is not known or there is no item.
        """
        stored = self.load(meeting_id)
        if not stored["begins_at"] or not stored.children[AGENDA]:
            raise InputError("「開会」の時刻と、次第の表を入力してから、時刻を計算してください。")
        return self._store_agenda(staff, "次第の時刻の計算", stored, [line.values for line in stored.children[AGENDA]])

    def fill_attendance(self, staff: str, meeting_id: int) -> Changes:
        """Add the members in office on the day of the meeting who are not yet on its list.

        Raises InputError where the meeting is of no committee, or nobody is missing.
        """
        stored = self.load(meeting_id)
        listed = {line["name"] for line in stored.children[ATTENDANCE]}
        missing = [each for each in self._members(stored.values) if each["name"] not in listed]
        if not missing:
            raise InputError("出欠の表に加える委員がいません。会議体と、委員の任期を確かめてください。")
        lines = [*map(Draft.of, stored.children[ATTENDANCE]), *map(Draft, missing)]
        return self._store(staff, "出欠の表への委員の追加", stored, ATTENDANCE, lines)

    def mark_present(self, staff: str, meeting_id: int) -> Changes:
        """Enter that everybody came of whom nothing is known. Raises InputError when that is nobody."""
        stored = self.load(meeting_id)
        lines = list(map(Draft.of, stored.children[ATTENDANCE]))
        open_lines = [line for line in lines if not line.values["attendance"]]
        if not open_lines:
            raise InputError("出欠の空いている人がいません。")
        for line in open_lines:
            line.values["attendance"] = PRESENT
        return self._store(staff, "出席の記録", stored, ATTENDANCE, lines)

    def _store_agenda(self, staff: str, action: str, stored: Snapshot, items: Sequence[Mapping[str, Any]]) -> Changes:
        """Store items as the agenda with their times, those that were there before as the lines that they are."""
        begins = stored["begins_at"]
        timed = timetable.with_times(items, begins) if begins else list(map(dict, items))
        ids = {line["subject"]: line.id for line in stored.children[AGENDA]}
        lines = [Draft(item, id=ids.pop(item["subject"], None)) for item in timed]
        return self._store(staff, action, stored, AGENDA, lines)

    def _store(self, staff: str, action: str, stored: Snapshot, inside: str, lines: list[Draft]) -> Changes:
        draft = Draft(children={inside: lines}, id=stored.id, version=stored.version)
        return self.save_all(staff, action, [draft])

    # Rules

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        begins, ends = values.get("begins_at"), values.get("ends_at")
        if begins and ends and ends < begins:
            return [Problem("閉会の時刻が開会より前になっています。", "ends_at")]
        return []

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return what follows from committee, day and tables; a new meeting is given its number and its members."""
        values = merged_values(draft, stored)
        committee_id = self._joined(draft, stored, "committee", self._committee_id)
        round_id = self._joined(draft, stored, "round", self._round_id)
        derived: dict[str, Any] = {"committee_id": committee_id, "round_id": round_id}
        derived["fiscal_year"] = fiscal_year(values["held_on"]) if values.get("held_on") else None
        values |= derived
        if stored is None and committee_id is not None and not values.get("number"):
            derived["number"] = values["number"] = self._next_number(committee_id, derived["fiscal_year"])
        if not values.get("name") or (stored is not None and values["name"] == self._name_of(stored.values)):
            derived["name"] = self._name_of(values) or values.get("name")
        if stored is None and not draft.children.get(ATTENDANCE):
            draft.children[ATTENDANCE] = list(map(Draft, self._members(values)))
        listed = lines_after(ATTENDANCE, draft, stored)
        words = self.words()
        derived["invited_count"] = len(listed) or None
        derived["present_count"] = attendance.present(listed, words) if attendance.is_answered(listed) else None
        derived["quorum_met"] = self._quorum(committee_id, listed)
        derived["is_recorded"] = any(values.get(name) for name in RECORD)
        return derived

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        match attribute:
            case "committee":
                return self.committees.suggestions(text)
            case "round":
                found = [each for each in self.grants.rounds.book().rounds if fold(text) in fold(each["name"])]
                return [Suggestion(each["name"], each["reference"], {"round_id": each.id}) for each in found]
        return ()

    def _joined(
        self, draft: Draft, stored: Snapshot | None, attribute: str, identify: Callable[[str | None], int | None]
    ) -> int | None:
        """Return the id that stands beside a name: chosen along with it, as before, or of the one that it means."""
        chosen: int | None = draft.values.get(f"{attribute}_id")
        named = merged_values(draft, stored).get(attribute)
        if chosen is None and stored is not None and stored[attribute] == named:
            chosen = stored[f"{attribute}_id"]
        if not named:
            return None
        return chosen if chosen is not None else identify(named)

    def _committee_id(self, named: str | None) -> int | None:
        found = self.committees.called(named)
        return found.id if found else None

    def _round_id(self, named: str | None) -> int | None:
        found = self.grants.rounds.book().find(named) if named else None
        return found.id if found else None

    def _members(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return those who belong on the list of a meeting: its committee's members in office on its day."""
        if values.get("committee_id") is None or not values.get("held_on"):
            return []
        members = self.committees.in_office(values["committee_id"], values["held_on"])
        return [{name: line[name] for name in _OF_MEMBER} for line in members]

    def _quorum(self, committee_id: int | None, listed: Sequence[Mapping[str, Any]]) -> bool | None:
        """Return whether enough members came; None where that is not asked, or not yet known."""
        if committee_id is None or not attendance.is_answered(listed):
            return None
        if not self.committees.load(committee_id)["quorum"]:
            return None
        return attendance.has_quorum(listed, self.words())

    def _next_number(self, committee_id: int, year: int | None) -> int:
        filters = {"committee": (str(committee_id),), "fiscal_year": (str(year),)}
        ids = self.list_ids(ListQuery(filters=filters)).ids
        return max((row[0] or 0 for row in self.rows(ids, ("number",)).values()), default=0) + 1

    def _name_of(self, values: Mapping[str, Any]) -> str | None:
        """Return what a meeting is called after its day, number and committee; None before the day is known."""
        if not values.get("held_on"):
            return None
        called = values.get("committee") or self.words().taxonomy("meeting_kinds").label_of(values.get("kind") or "")
        year = fiscal_year_label(fiscal_year(values["held_on"]))
        return attendance.meeting_name(year, values.get("number"), called) if called else None
