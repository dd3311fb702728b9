"""審査 of a round: marks, ranking, simulations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.text import common_shape
from kyodo_desktop.features.grants import placings, review
from kyodo_desktop.features.grants.assessment import assess
from kyodo_desktop.features.grants.checks import takes_part
from kyodo_desktop.features.grants.review import ReviewRow, ReviewSheet
from kyodo_desktop.features.grants.rules.outcome import Comparison, Placing, Ranking, compare
from kyodo_desktop.features.grants.rules.ranking import Candidate, priced, rank
from kyodo_desktop.features.grants.rules.review import Sheet, check_marks

if TYPE_CHECKING:
    from kyodo_desktop.database.work import Changes
    from kyodo_desktop.features.grants.service import GrantService

_SHOWN = (
    *("reference", "name", "organization", "organization_id", "round_id", "frame", "received_on", "accepts_part"),
    *("requested_amount", "computed_amount", "eligible_amount", "allotted_amount", "decided_amount"),
    *("years_received", "state", "result", "rank", "marks_total", "placing"),
)
_SCORES = ("reviewer", "interest", "marks", "remark")
_COSTS = ("category", "budget", "eligible", "description")
SETTLED = "審査の結果が決まっています。点数を直すときは、先に結果の手続を取り消してください。"

_INCOMES = ("category", "budget", "note")


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One reviewer's whole sheet of one application as it is entered; ``interest`` None leaves it to the round."""

    application_id: int
    reviewer: str
    marks: tuple[int | None, ...] = ()
    interest: bool | None = None
    remark: str | None = None

    @property
    def says_nothing(self) -> bool:
        return self.interest is None and not self.remark and all(mark is None for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Simulation:
    """The ranking as it stands beside the one that another budget or ceiling would give."""

    present: Ranking
    tried: Ranking
    comparison: Comparison


class ReviewService:
    """Leads the applications of a round from the committee to the letters."""

    def __init__(self, grants: GrantService) -> None:
        self.grants = grants

    # Marks

    def review(self, round_id: int, unsaved: Sequence[MarkChange] = ()) -> ReviewSheet:
        """Return the applications of a round by its reviewers; withdrawn ones are left out. By 整理番号.

        ``unsaved`` are sheets that are being typed; they stand in the place of those that were entered.
        """
        grant_round = self.round(round_id)
        rules = review.review_rules(grant_round)
        rows = self.applications(round_id)
        scores = self.grants.lines("scores", list(rows), _SCORES)
        for change in unsaved:
            scores[change.application_id] = _overlaid(scores.get(change.application_id, ()), change)
        numbers = self._organization_numbers(rows)
        sheets = []
        for record_id, values in rows.items():
            number = numbers.get(values["organization_id"])
            cells = review.cells_of(grant_round, scores.get(record_id, ()), values["organization"], number)
            sheets.append(_row(record_id, values, cells, review.score_of(rules, cells)))
        return ReviewSheet(round_id, grant_round["name"], rules, tuple(sheets))

    def enter_marks(self, staff: str, round_id: int, changes: Sequence[MarkChange]) -> Changes:
        """Enter sheets of the reviewers, in one operation; all or none. A sheet that says nothing is taken out.

        Raises InputError; ``row`` of a problem is the place of its change from 0, ``attribute`` says what is wrong.
        """
        grant_round = self.round(round_id)
        rules = review.review_rules(grant_round)
        reviewers = {common_shape(reviewer.name): reviewer.name for reviewer in rules.reviewers}
        ids = dict.fromkeys(change.application_id for change in changes)
        stored = {each.id: each for each in self.grants.load_many(list(ids))}
        problems: list[Problem] = []
        for row, change in enumerate(changes):
            record = stored.get(change.application_id)
            if record is None or record["round_id"] != round_id:
                problems.append(Problem("この募集回の申請ではありません。", "reviewer", row=row))
            elif record["result"] is not None:
                problems.append(Problem(f"「{record['name']}」は{SETTLED}", "marks", row=row))
            if common_shape(change.reviewer) not in reviewers:
                problems.append(
                    Problem(f"「{change.reviewer}」は、この募集回の審査員ではありません。", "reviewer", row=row)
                )
            elif any(mark is not None for mark in change.marks):
                found = check_marks(rules.items, Sheet(change.reviewer, change.marks))
                problems += [Problem(each.sentence, "marks", row=row) for each in found]
        if problems:
            raise InputError(problems)
        drafts = [
            _with_marks(stored[each], [c for c in changes if c.application_id == each], reviewers) for each in ids
        ]
        return self.grants.save_all(staff, "評点の入力", drafts)

    # Ranking

    def ranking(
        self,
        round_id: int,
        *,
        budget: int | None = None,
        ceiling: int | None = None,
        order: Mapping[int, int] | None = None,
        unsaved: Sequence[MarkChange] = (),
    ) -> Ranking:
        """Return the ranking of a round; ``unsaved`` are sheets that are being typed.

        What was settled stands as it was settled, whatever became of marks and rules since; ``order`` is the
        committee's place, from 1, of applications that are equal otherwise. ``budget`` tries another general budget,
        ``ceiling`` another 上限額 for what is paid from it, both in yen: then all are ranked anew, by settled scores
        where there are such.
        """
        grant_round, rows = self.round(round_id), self.applications(round_id)
        sheet = {row.application_id: row for row in self.review(round_id, unsaved).rows}
        settled = {
            record_id: placing
            for record_id, values in rows.items()
            if (placing := _settled(grant_round, record_id, values, sheet[record_id])) is not None
        }
        tries, order = budget is not None or ceiling is not None, order or {}
        candidates = [
            review.candidate(
                grant_round,
                sheet[record_id],
                values,
                order.get(record_id, values["rank"] or 0 if record_id in settled else 0),
                settled.get(record_id),
            )
            for record_id, values in rows.items()
            if tries or record_id not in settled
        ]
        if ceiling is not None:
            candidates = self._priced(grant_round, candidates, rows, ceiling)
        rules = review.ranking_rules(grant_round, budget)
        return rank(rules, candidates, () if tries else tuple(settled.values()))

    def simulate(
        self,
        round_id: int,
        *,
        budget: int | None = None,
        ceiling: int | None = None,
        order: Mapping[int, int] | None = None,
        unsaved: Sequence[MarkChange] = (),
    ) -> Simulation:
        """Return what another budget or ceiling would change, beside the present ranking."""
        present = self.ranking(round_id, order=order, unsaved=unsaved)
        if budget is None and ceiling is None:
            return Simulation(present, present, compare(present, present))
        tried = self.ranking(round_id, budget=budget, ceiling=ceiling, order=order, unsaved=unsaved)
        return Simulation(present, tried, compare(present, tried))

    # Inside

    def round(self, round_id: int) -> Snapshot:
        """Return a round."""
        return self.grants.rounds.book().of(round_id) or self.grants.rounds.load(round_id)

    def applications(self, round_id: int) -> dict[int, dict[str, Any]]:
        """Return what is shown of the applications of a round that were not withdrawn, by id, in order of 整理番号."""
        ids = self.grants.list_ids(ListQuery(filters={"round": (str(round_id),)}, sort="reference")).ids
        rows = self.grants.rows(ids, _SHOWN)
        values = {record_id: dict(zip(_SHOWN, rows[record_id], strict=True)) for record_id in ids}
        return {record_id: each for record_id, each in values.items() if takes_part(each)}

    def _organization_numbers(self, rows: Mapping[int, Mapping[str, Any]]) -> dict[int, str]:
        ids = sorted({each["organization_id"] for each in rows.values() if each["organization_id"]})
        return {each: row[0] for each, row in self.grants.organizations.rows(ids, ("reference",)).items()}

    def _priced(
        self,
        grant_round: Snapshot,
        candidates: Sequence[Candidate],
        rows: Mapping[int, Mapping[str, Any]],
        ceiling: int,
    ) -> list[Candidate]:
        """Return the candidates with the amounts that another ceiling gives to what the general budget pays."""
        expenses = self.grants.lines("expenses", list(rows), _COSTS)
        incomes = self.grants.lines("incomes", list(rows), _INCOMES)
        words = self.grants.words()
        found = []
        for each in candidates:
            values, lines = (
                rows[each.key],
                {"expenses": expenses.get(each.key, ()), "incomes": incomes.get(each.key, ())},
            )
            known = not each.frame and (lines["expenses"] or values["eligible_amount"])
            amount = assess(values, lines, grant_round, words, ceiling=ceiling).amount if known else None
            found.append(priced(each, amount) if amount else each)
        return found


def _settled(grant_round: Snapshot, record_id: int, values: Mapping[str, Any], row: ReviewRow) -> Placing | None:
    return placings.settled_placing(record_id, values, row, review.pot_of(grant_round, row.frame))


def _row(record_id: int, values: Mapping[str, Any], cells: tuple[review.Cell, ...], score: Any) -> ReviewRow:
    requested = values["requested_amount"] or 0
    computed = values["computed_amount"]
    return ReviewRow(
        application_id=record_id,
        reference=values["reference"],
        name=values["name"],
        organization=values["organization"],
        frame=values["frame"] or "",
        requested=requested,
        amount=requested if computed is None else computed,
        state=values["state"] or "",
        result=values["result"],
        cells=cells,
        score=score,
    )


def _overlaid(lines: Sequence[Mapping[str, Any]], change: MarkChange) -> list[dict[str, Any]]:
    """Return the lines of an application with one that is being typed in the place of the reviewer's."""
    shape = common_shape(change.reviewer)
    kept = [dict(line) for line in lines if common_shape(line["reviewer"]) != shape]
    typed = {"reviewer": change.reviewer, "interest": change.interest, "marks": change.marks, "remark": change.remark}
    return [*kept, typed]


def _with_marks(stored: Snapshot, changes: Sequence[MarkChange], reviewers: Mapping[str, str]) -> Draft:
    """Return an application with the sheets that were entered in the place of those before."""
    lines = {common_shape(line["reviewer"]): Draft.of(line) for line in stored.children["scores"]}
    for change in changes:
        shape = common_shape(change.reviewer)
        line = lines.setdefault(shape, Draft())
        marks = tuple(change.marks) if any(mark is not None for mark in change.marks) else None
        line.values |= {"reviewer": reviewers[shape], "interest": change.interest}
        line.values |= {"marks": marks, "remark": change.remark or None}
        if change.says_nothing:
            del lines[shape]
    return Draft(children={"scores": list(lines.values())}, id=stored.id, version=stored.version)
