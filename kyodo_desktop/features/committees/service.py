"""会議体: what the rest of the program may ask of committees and their members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, by_meaning
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.committees.models.committees import Committee
from kyodo_desktop.features.committees.rules import terms

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes

SOON_DAYS = 90
"""How long before its end a term is told of: a public call for members takes two months."""

MEMBERS = "members"


def _terms(mapped: Any, words: Words) -> Mapping[str, Any]:
    """The filter ``term``: the earliest end of a member's term lies behind (ended), within 90 days (soon), or later."""
    day, today = mapped.due_on, words.today
    soon = today + dt.timedelta(days=SOON_DAYS)
    return {"ended": day < today, "soon": day.between(today, soon), "later": day > soon}


def _activity(mapped: Any, words: Words) -> Mapping[str, Any]:
    """The filter ``active``: committees that are there today (yes), or abolished (no)."""
    abolished = mapped.abolished_on
    return {"yes": abolished.is_(None) | (abolished > words.today), "no": abolished <= words.today}


class CommitteeService(RecordService[Committee]):
    """Keeps committees with their members and the terms of each."""

    mapped = Committee
    own = RecordService.own | {"term_years", "member_count", "public_count", "due_on", "due_what"}
    conditions: ClassVar[dict[str, Condition]] = {
        "kind": any_of("kind"),
        "term": by_meaning(_terms),
        "active": by_meaning(_activity),
    }

    # What others ask

    def called(self, text: str | None) -> Snapshot | None:
        """Return the committee that a name or number means; None unless it is exactly one."""
        found = self.store.called(text) if text else []
        return self.load(found[0]) if len(found) == 1 else None

    def suggestions(self, text: str, limit: int = 8) -> list[Suggestion]:
        """Return the committees that a typed name or number may mean; taken, one brings its id."""
        if not text.strip():
            return []
        ids = self.search(text, limit)
        rows = self.rows(ids, ("reference", "name", "secretariat"))
        return [
            Suggestion(name, "　".join(filter(None, (reference, secretariat))), {"committee_id": record_id})
            for record_id, (reference, name, secretariat) in ((each, rows[each]) for each in ids)
        ]

    def in_office(self, committee_id: int, day: dt.date) -> list[Snapshot]:
        """Return the members whose term runs on a day, in the order of the roster."""
        committee = self.load(committee_id)
        return [line for line in committee.children[MEMBERS] if terms.is_in_office(line.values, day)]

    # Reappointment

    def ending_next(self, stored: Snapshot) -> tuple[dt.date | None, list[Snapshot]]:
        """Return the earliest end of a term in a committee, and the members whose term ends then."""
        day, _ = terms.next_end(line.values for line in stored.children[MEMBERS])
        ending = [
            line for line in stored.children[MEMBERS] if terms.is_standing(line.values) and line["until_on"] == day
        ]
        return day, ending if day else []

    def reappoint(self, staff: str, committee_id: int, line_ids: Collection[int]) -> Changes:
        """Give members another term behind the one that ends, in one operation; the ended one stays as history.

        The new term stands in the place of the old one, which comes right behind it. Raises InputError where the
        committee says no length of a term, or a member has no last day or has left.
        """
        committee = self.load(committee_id)
        years = committee["term_years"]
        if not years:
            raise InputError("この会議体の「任期」（年）を入力してから再任してください。")
        chosen = [line for line in committee.children[MEMBERS] if line.id in line_ids]
        refused = [line["name"] for line in chosen if not terms.is_standing(line.values) or not line["until_on"]]
        if refused or not chosen:
            names = "、".join(refused) or "委員"
            raise InputError(f"再任できる任期がありません：{names}。任期満了日と退任日を確かめてください。")
        lines = []
        for line in committee.children[MEMBERS]:
            if line.id in line_ids:
                ended, following = terms.reappointed(line.values, years)
                lines += [Draft(following), Draft({**line.values, **ended}, id=line.id)]
            else:
                lines.append(Draft.of(line))
        draft = Draft(children={MEMBERS: lines}, id=committee.id, version=committee.version)
        return self.save_all(staff, "委員の再任", [draft])

    # Rules

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        problems = terms.check(self._members(draft, stored))
        begins, ends = values.get("established_on"), values.get("abolished_on")
        if begins and ends and ends < begins:
            problems.append(Problem("廃止日が設置日より前になっています。", "abolished_on"))
        return problems

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return how many members there are and whose term ends next, after the ends of new terms were filled in."""
        values = merged_values(draft, stored)
        for line in draft.children.get(MEMBERS, ()):
            line.values |= terms.completed(line.values, values.get("term_years"))
        members = self._members(draft, stored)
        standing = [line for line in members if terms.is_standing(line)]
        day, ending = (None, []) if values.get("abolished_on") else terms.next_end(members)
        return {
            "member_count": len(standing),
            "public_count": sum(line.get("category") == terms.PUBLIC for line in standing),
            "due_on": day,
            "due_what": f"委員{len(ending)}名の任期の満了" if day else None,
        }

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        if attribute == "department":
            return [Suggestion(each) for each in self.used("department") if fold(text) in fold(each)]
        return ()

    def _members(self, draft: Draft, stored: Snapshot | None) -> list[Mapping[str, Any]]:
        return lines_after(MEMBERS, draft, stored)


def lines_after(inside: str, draft: Draft, stored: Snapshot | None) -> list[Mapping[str, Any]]:
    """Return the lines of a table inside a record as they will be after a draft is saved."""
    before = {line.id: line.values for line in stored.children[inside]} if stored else {}
    if inside in draft.children:
        return [{**before.get(line.id or 0, {}), **line.values} for line in draft.children[inside]]
    return list(before.values())
