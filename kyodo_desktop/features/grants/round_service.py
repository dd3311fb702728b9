"""募集回: what the rest of the program may ask of the rounds of a grant programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.lifecycle import Lifecycle
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.text import fold
from kyodo_desktop.database.conditions import Condition, any_of, by_closing, by_deadline, of_number
from kyodo_desktop.database.step_service import StepService
from kyodo_desktop.features.grants.beginnings import days_out_of_order, from_last_year, from_profile
from kyodo_desktop.features.grants.models.rounds import GrantRound
from kyodo_desktop.features.grants.round_book import RoundBook, round_name

if TYPE_CHECKING:
    from kyodo_desktop.core.taxonomy import Taxonomy
    from kyodo_desktop.database.record_service import Saved
    from kyodo_desktop.database.work import Work

LIFE = "grant_round"
"""The life of every round."""

STATE_OF_ITS_OWN = frozenset({"state", "due_what", "due_on", "minutes", "notes"})
"""What of a round no application is counted by."""

CALLED_BY = ("round", "programme", "fiscal_year")
"""What an application is called by of its round."""

TOLD_BY = {
    "frames": ("部門・枠", "name"),
    "cost_rules": ("対象経費", "category"),
    "review_items": ("審査項目", "name"),
    "reviewers": ("審査員", "name"),
}
"""The tables of rules inside a round, what a line of each is called, and by what it is told from the others."""

NAMED_BY = ("programme", "fiscal_year", "number")
"""What tells a round from all others, and what its name is made of."""


class GrantRoundService(StepService[GrantRound]):
    """Keeps the rounds with the rules that hold for each."""

    mapped = GrantRound
    own = StepService.own | frozenset(NAMED_BY)
    conditions: ClassVar[dict[str, Condition]] = {
        "programme": any_of("programme"),
        "fiscal_year": of_number("fiscal_year"),
        "number": of_number("number"),
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
    }
    _book: tuple[tuple[int, ...], RoundBook] | None = None

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        return self.profile.lifecycles[LIFE]

    @property
    def programmes(self) -> Taxonomy:
        """The grant programmes of the office."""
        return self.words().taxonomy("grant_programmes")

    def book(self) -> RoundBook:
        """Return all rounds, whole; read again only after one of them changed."""
        stamp = self.stamp()
        if self._book is None or self._book[0] != stamp:
            archived = self.load_many(self.list_ids(ListQuery(filters={"archived": ("yes",)})).ids)
            self._book = stamp, RoundBook(self.load_many(self.list_ids(ListQuery()).ids), self.programmes, archived)
        return self._book[1]

    def of_text(self, text: str) -> Snapshot:
        """Return the round of a 整理番号, a name or a database id. Raises InputError when it is not exactly one."""
        book = self.book()
        found = book.find(text) or (book.of(int(text)) if text.isascii() and text.isdigit() else None)
        if found is None:
            known = "、".join(each["reference"] for each in book.rounds)
            raise InputError(f"「{text}」という募集回はありません。回の番号を指定してください（{known or '未登録'}）。")
        return found

    # A new round

    def begins_with(self, programme: str, year: int, number: int) -> Draft:
        """Return a new round of a programme with the values that the profile gives it.

        Raises WorldError, which names file and key, when the profile's values are wrong, InputError for a programme
        that the profile does not have.
        """
        if self.programmes.get(programme) is None:
            known = "、".join(term.label for term in self.programmes.terms)
            raise InputError(f"「{programme}」という制度はありません。{known} から選んでください。")
        section = self.profile.grant_rounds.get(programme)
        draft = from_profile(section, self.schema, self.words()) if section else Draft()
        draft.values |= {"programme": programme, "fiscal_year": year, "number": number}
        return self._named(draft)

    def copied_from(self, round_id: int, year: int) -> Draft:
        """Return last year's round for ``year``: days moved by a year, steps and events left out."""
        return self._named(from_last_year(self.load(round_id), year))

    def _named(self, draft: Draft) -> Draft:
        draft.values["name"] = self._name_of(draft.values)
        return draft

    def _name_of(self, values: Mapping[str, Any]) -> str | None:
        """Return what a round is called after its programme, 年度 and 回; None while one of them is missing."""
        if not all(values.get(name) for name in NAMED_BY):
            return None
        return round_name(values["programme"], values["fiscal_year"], values["number"], self.programmes)

    # Rules

    def check(self, draft: Draft, stored: Snapshot | None = None) -> list[Problem]:
        problems = super().check(draft, stored)
        if self._name_of(merged_values(draft, stored)):  # it is called after them by itself
            return [problem for problem in problems if problem.attribute != "name" or problem.child]
        return problems

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values = merged_values(draft, stored)
        problems = [Problem(said, attribute) for attribute, said in days_out_of_order(values, self.schema.fields)]
        problems += self._taken(values, stored)
        for inside, what in (("frames", "部門・枠"), ("reviewers", "審査員"), ("review_items", "審査項目")):
            problems += _twice(self.lines_after(inside, draft, stored), inside, what)
        return problems

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        derived = super().derive(draft, stored)
        values = merged_values(draft, stored)
        name, called = values.get("name"), self._name_of(values)
        if not name or fold(name) == fold(called or "") or (stored and name == self._name_of(stored.values)):
            derived["name"] = called or name
        return derived

    def follow(self, work: Work, before: Snapshot | None, after: Snapshot) -> None:
        """Compute the applications of a round anew when its rules or its days change; one that is over stays."""
        if before is not None and _rules(before) != _rules(after):
            self._count_anew(work, after, of_the_past=())

    def absorb(self, work: Work, became: Snapshot) -> None:
        """Compute the applications of both rounds anew by the rules of one; one that is over is only called by it."""
        self._count_anew(work, became, of_the_past=CALLED_BY)

    def _count_anew(self, work: Work, became: Snapshot, of_the_past: tuple[str, ...]) -> None:
        """Compute the applications of a round anew; of those that are over, only the attributes named."""
        from kyodo_desktop.database import records
        from kyodo_desktop.features.grants.service import GrantService

        grants = GrantService(self.database, self.profile, self.attachment_folder)
        grants.rounds.foresee(became)
        ids = records.ids_naming(work.connection, grants.mapped, "round_id", became.id)
        for stored in records.read_many(work.connection, grants.mapped, ids):
            snapshot, draft = stored.snapshot(), Draft(id=stored.id)
            derived = {**grants.derive(draft, snapshot), **draft.values}
            over = snapshot["state"] in grants.lifecycle(snapshot.values).closed
            names = of_the_past if over else derived
            if changed := {name: derived[name] for name in names if derived[name] != stored.row[name]}:
                records.change(work, stored, changed)

    def merge(self, staff: str, kept_id: int, merged_id: int) -> Saved:
        """Make two rounds one, as :meth:`StepService.merge` does; the applications of both are counted anew.

        Raises InputError where both rounds have a rule for the same thing and the rules differ: nobody could tell by
        which one an application was counted.
        """
        kept, merged = self.load(kept_id), self.load(merged_id)
        for inside, (what, key) in TOLD_BY.items():
            ours = {line[key]: line.values for line in kept.children[inside]}
            theirs = {line[key]: line.values for line in merged.children[inside]}
            differing = [name for name, values in theirs.items() if ours.get(name, values) != values]
            if inside == "review_items" and ours and theirs and list(ours) != list(theirs):
                differing = [name for name in (*ours, *theirs) if name not in ours or name not in theirs]
            if differing:
                named = self.schema.children[inside].fields[key].show(differing[0], self.words())
                raise InputError(
                    f"{what}「{named}」の決まりが二つの募集回で異なるため、統合できません。"
                    "どちらかの募集回を編集して同じにしてから、統合してください。"
                )
        return super().merge(staff, kept_id, merged_id)

    def foresee(self, changed: Snapshot) -> None:
        """Take a round as it will be once the write is through that changes it."""
        others = [each for each in self.book().rounds if each.id != changed.id]
        self._book = self.stamp(), RoundBook([*others, changed], self.programmes, self.book().archived)

    def forget(self) -> None:
        """Read the rounds anew: what was foreseen is stored by now, or came to nothing."""
        self._book = None

    def _taken(self, values: Mapping[str, Any], stored: Snapshot | None) -> list[Problem]:
        """Return a problem when another round has this programme, 年度 and 回."""
        if not all(values.get(name) for name in NAMED_BY):
            return []
        same = [
            each
            for each in self.book().rounds
            if all(each[name] == values[name] for name in NAMED_BY) and (stored is None or each.id != stored.id)
        ]
        if not same:
            return []
        taken = f"同じ年度・回の募集回（{same[0]['reference']}）がすでにあります。"
        return [Problem(f"{taken}回を{values['number'] + 1}などにしてください。", "number")]


def _rules(grant_round: Snapshot) -> tuple[object, ...]:
    """Return what the applications of a round are counted by: its name, days and rules, its frames and its costs."""
    values = {name: value for name, value in grant_round.values.items() if name not in STATE_OF_ITS_OWN}
    inside = [[line.values for line in grant_round.children[name]] for name in ("frames", "cost_rules")]
    return values, inside


def _twice(lines: list[Mapping[str, Any]], inside: str, what: str) -> list[Problem]:
    """Return a problem for each line whose name stands in the table already: marks and frames are told by it."""
    seen: set[str] = set()
    problems = []
    for row, line in enumerate(lines):
        name = fold(line.get("name") or "")
        if name and name in seen:
            problems.append(Problem(f"{what}「{line['name']}」が二つあります。", "name", inside, row))
        seen.add(name)
    return problems
