"""The grant rounds of the sample office, led from the call to the repayment as its clerks would have done it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.office_days import office_day_from, office_day_until
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.office.sample_applications import APPLICANT, Applications, Plan, plans
from kyodo_desktop.features.office.sample_calendar import CALL, OVER, REVIEW, RUNNING, RoundDays, round_days
from kyodo_desktop.features.office.sample_names import Inhabitants
from kyodo_desktop.features.office.sample_words import OldReferences

APPLICATIONS = {OVER: 16, RUNNING: 14, REVIEW: 15, CALL: 4}
"""Applications to a round, by how far it came."""

BUDGET = 1_300_000
"""Yen of the general budget: less than is asked for, so that every round has a 次点."""

MADE = "見本の作成"
"""The operation that stands in the history of every record of the sample."""

_DOCUMENT = "document_number"
_APPLY = ("civic_group", "neighbourhood")
"""The kinds of organisations that apply, as the sample's own profile has them."""


def make_grants(grants: GrantService, staff: Sequence[str], seed: int) -> None:
    """Make three years of rounds with their applications; the same ones for the same seed on the same day.

    The organisations must be registered already: they are who applies.
    """
    _Rounds(grants, staff, Random(seed)).make()


class _Rounds:
    def __init__(self, grants: GrantService, staff: Sequence[str], random: Random) -> None:
        self.grants = grants
        self.staff = staff
        self.random = random
        self.chance = random.random
        self.people = Inhabitants(random)
        self.applications = Applications(grants, random)
        self.words = self.applications.words
        self.today = grants.today()
        self.numbers: Counter[int] = Counter()
        references = grants.profile.references
        self.old_rounds = OldReferences(references["grant_rounds"], self.today)
        self.old_applications = OldReferences(references["grants"], self.today)
        self.late_applicant: Mapping[str, Any] | None = None

    def make(self) -> None:
        """Make the rounds one after the other, so that each knows the years before it."""
        grant_round: Snapshot | None = None
        leading = {OVER: self._lead_to_the_end, RUNNING: self._lead_to_today, REVIEW: self._lead_to_review}
        found = plans(self._organizations(), self.random)
        for place, days in enumerate(round_days(self.today)):
            grant_round = self._round(days, grant_round)
            shift = place * 7 % len(found)
            late = self.late_applicant["id"] if self.late_applicant else 0
            free = [plan for plan in found[shift:] + found[:shift] if plan.applicant["id"] != late]
            chosen = free[: APPLICATIONS[days.stage]]
            if days.stage is REVIEW:
                chosen = self._with_problems(chosen)
            ids = self._enter(chosen, grant_round, days)
            if days.stage in leading:
                leading[days.stage](grant_round, days, ids)
            else:
                self._round_step(grant_round, "open_call", days.call_from)

    def _organizations(self) -> list[dict[str, Any]]:
        """Return the organisations that may apply, in the order of their registration."""
        names = ("kind", "activity_fields", "withdrawn_on", *APPLICANT)
        ids = self.grants.organizations.list_ids(ListQuery(sort="reference")).ids
        rows = self.grants.organizations.rows(ids, names)
        found = [{"id": record_id, **dict(zip(names, rows[record_id], strict=True))} for record_id in ids]
        return [each for each in found if each["kind"] in _APPLY and each["withdrawn_on"] is None]

    # Rounds

    def _round(self, days: RoundDays, last: Snapshot | None) -> Snapshot:
        rounds = self.grants.rounds
        if last is None:
            draft = rounds.begins_with(rounds.programmes.terms[0].code, days.year, days.number)
            draft.values["budget"] = BUDGET
            draft.children["reviewers"] = self._reviewers()
        else:
            draft = rounds.copied_from(last.id, days.year)
            draft.values.pop("name")
        draft.values |= {"fiscal_year": days.year, "number": days.number, **days.values()}
        draft.values |= self.old_rounds.values(days.call_from)
        presented = days.values()["report_by"] - dt.timedelta(days=10)
        draft.values["presentation_on"] = max(presented, days.decide_by)
        return rounds.save(self.staff[0], draft).snapshot

    def _reviewers(self) -> list[Draft]:
        affiliations = self.words.section("reviewers").texts("affiliations")
        return [Draft({"name": self.people.adult(self.today).name, "affiliation": each}) for each in affiliations]

    def _round_step(self, grant_round: Snapshot, code: str, planned: dt.date, **values: Any) -> None:
        line = {"happened_on": self._day(planned)}
        self.grants.rounds.take(self.staff[0], [Taking(grant_round.id, code, line, values)], action=MADE)

    # Applications

    def _enter(self, chosen: Sequence[Plan], grant_round: Snapshot, days: RoundDays) -> list[int]:
        """Enter the applications in the order in which they came, and return their ids."""
        until = min(days.call_until, self.today)
        length = max((until - days.call_from).days, 1)
        received = sorted(self._day(days.call_from + dt.timedelta(self.random.randrange(length))) for _ in chosen)
        drafts = [
            self.applications.draft(plan, grant_round, day, scale=0.9 + 0.3 * self.chance())
            for plan, day in zip(chosen, received, strict=True)
        ]
        for draft in drafts:
            draft.values |= self.old_applications.values(draft.values["received_on"])
        if days.stage is CALL:
            drafts[-1].children["documents"] = drafts[-1].children["documents"][:3]
        if days.stage is REVIEW:
            drafts[-2].children["incomes"][1].values["budget"] += 30_000
        self.grants.save_all(self.staff[0], MADE, drafts)
        return sorted(self.grants.list_ids(ListQuery(filters={"round": (str(grant_round.id),)})).ids)

    def _with_problems(self, chosen: Sequence[Plan]) -> list[Plan]:
        """Return the plans with two applicants of whom a clerk must take care: one is late, one not registered."""
        *others, first, second, third = chosen
        unknown = {"name": self.words.text("unregistered"), "representative": self.people.adult(self.today).name}
        late = self.late_applicant or first.applicant
        return [*others, Plan(first.about, unknown), Plan(second.about, second.applicant), Plan(third.about, late)]

    # The way of a round

    def _lead_to_review(self, grant_round: Snapshot, days: RoundDays, ids: list[int]) -> None:
        """Leave the last three applications where they are: not registered, not balanced, a report is late."""
        self._round_step(grant_round, "open_call", days.call_from)
        self._round_step(grant_round, "close_call", days.call_until)
        *complete, unregistered, unbalanced, _ = ids
        due: dict[str, Any] = {
            "due_on": office_day_from(self.today + dt.timedelta(days=9)),
            "note": self.words.text("correction"),
        }
        self._take("ask_correction", [unbalanced], days.call_until, **due)
        reviewed = [*complete, unregistered]
        self._take("review", reviewed, self.today)
        self._mark(reviewed[: len(reviewed) * 2 // 3], grant_round, given=0.8)

    def _lead_to_decisions(self, grant_round: Snapshot, days: RoundDays, ids: list[int]) -> list[int]:
        """Lead a round to its decisions and the advances, and return whom something was granted; one withdraws."""
        self._round_step(grant_round, "open_call", days.call_from)
        self._round_step(grant_round, "close_call", days.call_until)
        withdrawn, *reviewed = ids
        self._take("withdraw", [withdrawn], days.call_until, note=self.words.text("withdrawn"))
        self._take("review", reviewed, days.call_until + dt.timedelta(days=3))
        self._mark(reviewed, grant_round)
        order = {record_id: place for place, record_id in enumerate(reviewed, 1)}
        held, decided = self._day(days.review_on), self._day(days.decide_by)
        self.grants.outcomes.settle_review(self.staff[0], grant_round.id, held, order=order)
        self._round_step(grant_round, "review", days.review_on, minutes=self.words.text("minutes"))
        results = self.grants.rows(reviewed, ("result",))
        granted = [each for each in reviewed if results[each][0] == "adopted"]
        others = [each for each in reviewed if results[each][0] != "adopted"]
        self.grants.outcomes.decide(self.staff[0], grant_round.id, decided, self._number(decided, len(granted)))
        self._take("refuse", others, decided)
        self._round_step(grant_round, "decide", days.decide_by)
        advanced = granted[::2]
        self._take("claim", advanced, days.decide_by + dt.timedelta(days=12))
        self._take("advance", advanced, days.decide_by + dt.timedelta(days=26), amount=self._advance)
        return granted

    def _lead_to_today(self, grant_round: Snapshot, days: RoundDays, ids: list[int]) -> None:
        """Lead a round as far as its projects are: what has ended is reported, nearly all of that settled and paid.

        One that goes on asks for a change.
        """
        granted = self._lead_to_decisions(grant_round, days, ids)
        ends = self.grants.rows(granted, ("until_on",))
        ended = sorted((ends[each][0], each) for each in granted if ends[each][0] < self.today)
        finished = [each for _, each in ended]
        self._report(finished, grant_round, 0)
        settled = finished[:-1]
        going_on = [each for each in granted if each not in finished]
        if going_on:
            self._ask_for_a_change(going_on[0], self.today - dt.timedelta(days=6))
        self._take("settle", settled, self.today - dt.timedelta(days=20), amount=self._determined)
        self._pay(settled[:-1], self.today - dt.timedelta(days=8))

    def _lead_to_the_end(self, grant_round: Snapshot, days: RoundDays, ids: list[int]) -> None:
        """Lead a round to its end: one is changed, one revoked, one pays back.

        Of last year's round one report is still late, one repayment outstanding, and one paid grant not closed yet.
        """
        granted = self._lead_to_decisions(grant_round, days, ids)
        recent = days.year == fiscal_year(self.today) - 1
        small, revoked, changed, *others = granted
        summer = days.decide_by + dt.timedelta(days=45)
        self._ask_for_a_change(changed, summer)
        self._take("change", [changed], summer + dt.timedelta(days=9), amount=self._after_change)
        self._take("cancel", [revoked], summer, note=self.words.text("revoked"))
        if recent:
            late = others.pop()
            self.late_applicant = self._applicant(late)
        finished = [small, changed, *others]
        self._report(finished, grant_round, small)
        reported = grant_round["finish_by"] + dt.timedelta(days=20)
        self._take("settle", finished, reported, amount=self._determined)
        self._pay(finished, reported + dt.timedelta(days=15))
        self._return([small, revoked], reported + dt.timedelta(days=20), received=not recent)
        waiting = {small, changed} if recent else set()
        self._close([each for each in (*finished, revoked) if each not in waiting], reported + dt.timedelta(days=50))
        self._round_step(grant_round, "present", grant_round["presentation_on"])
        self._round_step(grant_round, "settle", reported)
        if not recent:
            self._round_step(grant_round, "close", reported + dt.timedelta(days=60))

    def _ask_for_a_change(self, record_id: int, on: dt.date) -> None:
        """Take in the application of a change, with the smaller plan that comes with it."""
        self._take("request_change", [record_id], on, note=self.words.text("change"))
        smaller = self.applications.smaller(self.grants.load(record_id))
        self.grants.save_all(self.staff[1], MADE, [smaller])

    def _mark(self, ids: Sequence[int], grant_round: Snapshot, given: float = 1.0) -> None:
        """Enter the marks of the reviewers; ``given`` is the share of them that came in already."""
        drafts = []
        for stored in self.grants.load_many(ids):
            quality = 6.6 + 2.7 * self.chance()
            lines = [
                Draft(
                    {
                        "reviewer": reviewer["name"],
                        "marks": tuple(self._points(quality, item["points"]) for item in self._items(grant_round)),
                        "remark": self.applications.one_of("remarks") if self.chance() < 0.3 else None,
                    }
                )
                for reviewer in grant_round.children["reviewers"]
                if self.chance() <= given
            ]
            draft = Draft(id=stored.id, version=stored.version, children={"scores": lines})
            drafts.append(draft)
        self.grants.save_all(self.staff[1], MADE, drafts)

    def _points(self, quality: float, most: int) -> int:
        return max(1, min(most, round((quality + 1.8 * self.chance() - 0.9) * most / 10)))

    @staticmethod
    def _items(grant_round: Snapshot) -> tuple[Snapshot, ...]:
        return grant_round.children["review_items"]

    def _report(self, ids: Sequence[int], grant_round: Snapshot, small: int) -> None:
        """Enter the accounts and take the reports in; of the ``small`` one half of the plan was carried out."""
        drafts, takings = [], []
        for stored in self.grants.load_many(ids):
            finished = self._day(min(stored["until_on"], grant_round["finish_by"]))
            last = self.grants.last_step(stored)
            finished = max(finished, last["happened_on"] if last else finished)
            share = 0.45 if stored.id == small else 0.92 + 0.1 * self.chance()
            drafts.append(self.applications.result(stored, finished, share))
            outcome = self.words.text("small_outcome") if stored.id == small else self.applications.one_of("outcome")
            values = {
                "finished_on": finished,
                "participants_actual": round((stored["participants"] or 0) * share * (0.7 + 0.5 * self.chance())),
                "outcome": outcome,
                "remaining_issues": self.applications.one_of("issues"),
            }
            reported = self._day(min(finished + dt.timedelta(days=22), grant_round["report_by"]))
            takings.append(Taking(stored.id, "report", {"happened_on": max(reported, finished)}, values))
        self.grants.save_all(self.staff[1], MADE, drafts)
        self.grants.take(self.staff[1], takings, action=MADE)

    def _pay(self, ids: Sequence[int], planned: dt.date) -> None:
        rows = self.grants.rows(ids, ("unpaid_amount",))
        self._take("pay", [each for each in ids if rows[each][0]], planned, amount=lambda each: each["unpaid_amount"])

    def _return(self, ids: Sequence[int], planned: dt.date, *, received: bool) -> None:
        """Order back what was paid too much; of the first one it is received only where the round is over."""
        rows = self.grants.rows(ids, ("return_due_amount",))
        owing = [each for each in ids if rows[each][0]]
        due: dict[str, Any] = {"due_on": office_day_from(self._day(planned) + dt.timedelta(days=20))}
        self._take("order_return", owing, planned, **due)
        paying = owing if received else owing[1:]
        paid = planned + dt.timedelta(days=15)
        self._take("return_received", paying, paid, amount=lambda each: each["return_due_amount"])

    def _close(self, ids: Sequence[int], planned: dt.date) -> None:
        self._take("close", ids, planned)

    # Amounts that a step is for

    @staticmethod
    def _advance(stored: Snapshot) -> int:
        return int(stored["decided_amount"]) * 7 // 10 // 1000 * 1000

    def _after_change(self, stored: Snapshot) -> int:
        step = next(each for each in self.grants.offered(stored) if each.code == "change")
        return int(self.grants.proposal(stored, step)["amount"])

    def _determined(self, stored: Snapshot) -> int:
        found = self.grants.settlement(stored)
        return found.settlement.determined if found else stored["decided_amount"]

    # Steps

    def _take(
        self,
        code: str,
        ids: Sequence[int],
        planned: dt.date,
        *,
        amount: Callable[[Snapshot], int] | None = None,
        **line: Any,
    ) -> None:
        """Take a step with each of the applications on a day, with what the step asks for."""
        takings = []
        for stored in self.grants.load_many(ids):
            step = self._step(stored, code)
            last = self.grants.last_step(stored)
            day = max(filter(None, (self._day(planned), last and last["happened_on"])))
            told = {"happened_on": day, "person": self.staff[stored.id % len(self.staff)], **line}
            if _DOCUMENT in step.needs:
                told[_DOCUMENT] = self._number(day)
            if amount is not None:
                told["amount"] = amount(stored)
            takings.append(Taking(stored.id, code, told))
        if takings:
            self.grants.take(self.staff[0], takings, action=MADE)

    def _step(self, stored: Snapshot, code: str) -> Step:
        return next(step for step in self.grants.offered(stored) if step.code == code)

    def _applicant(self, record_id: int) -> dict[str, Any]:
        stored = self.grants.load(record_id)
        told = {name: stored[name] for name in APPLICANT if name != "name"}
        return {"id": stored["organization_id"], "name": stored["organization"], **told}

    def _number(self, day: dt.date, count: int = 1) -> str:
        """Return the 文書番号 of a letter of that day; the next ``count`` are taken."""
        year = fiscal_year(day)
        first = self.numbers[year] + 1
        self.numbers[year] += count
        return f"汐地協第{first}号"

    def _day(self, planned: dt.date) -> dt.date:
        """Return the office day on which something planned was done; nothing is done after today."""
        return office_day_until(min(planned, self.today))
