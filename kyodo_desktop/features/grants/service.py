"""補助金の申請: what the rest of the program may ask of applications for grants."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle, Step
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot, merged_values
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.database.conditions import Condition, above_zero, any_of, by_closing, by_deadline, of_number
from kyodo_desktop.database.step_service import StepService
from kyodo_desktop.features.grants import changing, checks, derivations, guards, placings, proposals, round_suggestions
from kyodo_desktop.features.grants.assessment import Assessment, Lines, assess, lines_of_snapshot
from kyodo_desktop.features.grants.case import Case
from kyodo_desktop.features.grants.changing import ChangeStanding
from kyodo_desktop.features.grants.deciding_plan import entered_plan, put_back
from kyodo_desktop.features.grants.glance import SEEN, Glance, glance
from kyodo_desktop.features.grants.models.applications import GrantApplication
from kyodo_desktop.features.grants.procedure import account_before, account_of, days_of_money
from kyodo_desktop.features.grants.round_book import meaning
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.rules.account import Account, EventKind
from kyodo_desktop.features.grants.rules.findings import Finding
from kyodo_desktop.features.grants.settling import Settling
from kyodo_desktop.features.organizations.service import OrganizationService

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from kyodo_desktop.database.record_service import Recogniser
    from kyodo_desktop.database.record_store import Beside
    from kyodo_desktop.database.work import Changes, Work
    from kyodo_desktop.features.grants.outcomes import OutcomeService
    from kyodo_desktop.features.grants.review_service import ReviewService
    from kyodo_desktop.features.grants.rules.derivation import Line
    from kyodo_desktop.features.grants.rules.outcome import Placing

DEFAULT_LIFE = "grant"
"""The life of applications whose programme names none."""

MONEY = ("decided_amount", "paid_amount", "unpaid_amount", "settled_amount", "return_due_amount", "returned_amount")
"""The amounts that lists may be filtered by."""

TERMS = ("call_until", "review_on", "decide_by", "start_from", "finish_by", "report_by", "report_days")
"""What of a round the deadlines of its applications count from."""

_OF_OTHERS = (
    *("reference", "name", "round_id", "programme", "fiscal_year", "years_received", "state"),
    *("decided_amount", "reported_on", "closed_on", "due_on"),
)
ROUND_FIRST = (
    "募集回「{}」がまだ登録されていないため、その手続や評点を取り込めません。"
    "先に、書き出した「募集回」の一覧を取り込むか、募集回を登録してください。その後で、この一覧をもう一度取り込んでください。"
)
"""A round that is made along with an older list has neither rules nor reviewers."""

_OF_ROUND = (STEPS, "scores")
"""The tables inside an application whose lines say nothing without its round."""

_OF_APPLICANTS = ("registered_on", "valid_until", "withdrawn_on")


class GrantService(StepService[GrantApplication]):
    """Keeps the applications and leads them from receipt to settlement."""

    mapped = GrantApplication
    own = StepService.own | {
        *("round", "round_id", "programme", "fiscal_year", "frame"),
        *("rank", "result", "marks_total", "placing"),
    }
    conditions: ClassVar[dict[str, Condition]] = {
        "round": of_number("round_id"),
        "organization": of_number("organization_id"),
        "programme": any_of("programme"),
        "frame": any_of("frame"),
        "fiscal_year": of_number("fiscal_year"),
        "result": any_of("result"),
        "money": above_zero(*MONEY),
        "state": any_of("state"),
        "open": by_closing("state"),
        "due": by_deadline("due_on"),
    }

    @functools.cached_property
    def organizations(self) -> OrganizationService:
        """The register of organisations, of which applicants are suggested."""
        return OrganizationService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def rounds(self) -> GrantRoundService:
        """The rounds to which applications are made."""
        return GrantRoundService(self.database, self.profile, self.attachment_folder)

    @functools.cached_property
    def reviews(self) -> ReviewService:
        """Marks, ranking and simulations of a round."""
        from kyodo_desktop.features.grants.review_service import ReviewService

        return ReviewService(self)

    @functools.cached_property
    def outcomes(self) -> OutcomeService:
        """内定, decisions and refusals for all applications of a round."""
        from kyodo_desktop.features.grants.outcomes import OutcomeService

        return OutcomeService(self)

    def lifecycle(self, values: Mapping[str, Any]) -> Lifecycle:
        programme = self.words().taxonomy("grant_programmes").get(values.get("programme") or "")
        name = programme.extra.get("lifecycle") if programme else None
        return self.profile.lifecycles[str(name or DEFAULT_LIFE)]

    def terms(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        grant_round = self.rounds.book().of(values.get("round_id"))
        return {name: grant_round[name] for name in TERMS} if grant_round else {}

    def following_days(self, life: Lifecycle, taken: Sequence[Mapping[str, Any]]) -> Mapping[str, dt.date | None]:
        return days_of_money(life, taken)

    # What is said of an application, stored or being typed

    def round_of(self, values: Mapping[str, Any]) -> Snapshot | None:
        """Return the round of an application: the one that was chosen, or the one that the text means."""
        book = self.rounds.book()
        return book.of(values.get("round_id")) or book.find(values.get("round"))

    def assessment(self, values: Mapping[str, Any], lines: Lines) -> Assessment | None:
        """Return how the amount comes about; None while the round is not known or nothing was planned yet."""
        grant_round = self.round_of(values)
        if grant_round is None or not (lines.get("expenses") or values.get("eligible_amount")):
            return None
        return assess(values, lines, grant_round, self.words())

    def derivation(self, values: Mapping[str, Any], lines: Lines) -> tuple[Line, ...]:
        """Return 算出の経過 of the amount, line by line; nothing before there is anything to compute with."""
        assessed = self.assessment(values, lines)
        return assessed.amount.lines if assessed and assessed.amount else ()

    def findings(self, values: Mapping[str, Any], lines: Lines, record_id: int | None = None) -> tuple[Finding, ...]:
        """Return what stands beside the cells (``checks.BESIDE``): eligibility, balance, costs, papers, receipts …

        ``lines`` are those of the tables inside, by name; nothing needs to be saved. ``record_id`` is the application
        itself where it is stored already.
        """
        grant_round = self.round_of(values)
        found = list(checks.round_findings(values, grant_round))
        if grant_round is not None:
            values = {**values, "programme": grant_round["programme"]}
            applicant, others = self._applicant(values, record_id)
            found += checks.eligibility_findings(values, grant_round, applicant, others, self.today())
        if assessed := self.assessment(values, lines):
            found += checks.budget_findings(values, assessed)
        found += checks.document_findings(values, lines, self.words())
        found += checks.receipt_findings(values, lines, grant_round)
        found += checks.change_findings(self.case_of(values, lines))
        found += checks.asset_findings(lines, grant_round)
        return tuple(found)

    def change_standing(self, values: Mapping[str, Any], lines: Lines) -> ChangeStanding:
        """Return where a change of the plan that was decided on stands, with the plan as it stands or is typed."""
        return changing.standing_of(self.case_of(values, lines))

    def wanted_documents(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the codes of the papers that go with an application; none while its programme is not known."""
        grant_round = self.round_of(values)
        return checks.wanted_documents(values if grant_round is None else grant_round.values, self.words())

    def findings_of(self, stored: Snapshot) -> tuple[Finding, ...]:
        """Return the findings of a stored application."""
        return self.findings(stored.values, lines_of_snapshot(stored), stored.id)

    def account(self, stored: Snapshot) -> Account:
        """Return how the money of an application stands."""
        return self.case(stored).account

    def case(self, stored: Snapshot) -> Case:
        """Return a stored application with its life, its money and the rules of its round."""
        return self.case_of(stored.values, lines_of_snapshot(stored))

    def case_of(self, values: Mapping[str, Any], lines: Lines) -> Case:
        """Return an application, stored or being typed, with its life, its money and the rules of its round."""
        life, grant_round = self.lifecycle(values), self.round_of(values)
        share = grant_round["advance_share"] if grant_round else None
        account = account_of(life, lines.get(STEPS, ()), 1000 if share is None else share)
        return Case(values, lines, life, account, grant_round, self.words())

    def settlement(self, stored: Snapshot) -> Settling | None:
        """Return 額の確定 as the result and the receipts give it; None without a decision or rules to settle by.

        What was paid is what was paid by then, however much came or went back since.
        """
        case = self.case(stored)
        taken = [line.values for line in stored.children[STEPS]]
        before = account_before(case.life, taken, EventKind.SETTLE, EventKind.CANCEL)
        return replace(case, account=before).settled()

    def at_a_glance(self, round_id: int) -> Glance:
        """Return how many applications of a round came how far, with how much money; each number has its list."""
        grant_round = self.rounds.book().of(round_id) or self.rounds.load(round_id)
        rows = self.rows(self.list_ids(ListQuery(filters={"round": (str(round_id),)})).ids, SEEN)
        of_frames = sum(line["budget"] or 0 for line in grant_round.children["frames"])
        seen = (dict(zip(SEEN, row, strict=True)) for row in rows.values())
        return glance(round_id, grant_round["budget"] or 0, of_frames, seen)

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Suggestion]:
        match attribute:
            case "round":
                return round_suggestions.rounds(self.rounds.book().matching(text, self.today()))
            case "frame":
                return round_suggestions.frames(self.round_of(values), text)
            case "organization":
                grant_round = self.round_of(values)
                return [self._with_years(each, grant_round) for each in self.organizations.suggestions(text)]
        return ()

    def beside(self, drafts: Iterable[Draft]) -> Sequence[Beside]:
        """Return the rounds of past years that new applications name and that are not registered."""
        from kyodo_desktop.database.record_store import Beside
        from kyodo_desktop.features.grants.old_rounds import draft_of, old_rounds

        life = self.rounds.lifecycle({})

        def making(draft: Draft) -> Callable[[Work], None]:
            return lambda work: self.rounds.foresee(self.rounds.store.insert(work, draft, self.rounds.derive))

        missing = old_rounds((draft.values for draft in drafts), self.rounds.book(), self.today())
        return [Beside(each.said, making(draft_of(each, life)), self.rounds.forget) for each in missing]

    def recogniser(self) -> Recogniser:
        book = self.rounds.book()

        def recognise(values: Mapping[str, Any]) -> dict[str, Any]:
            named, found = values.get("round"), book.find(values.get("round"))
            return {"round": found["name"]} if found and found["name"] != named else {}

        return recognise

    # Rules

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        values, grant_round = merged_values(draft, stored), self.round_of(self._with_round(draft, stored))
        found = derivations.contradictions(values, grant_round)
        if stored is None and grant_round is None and values.get("round") and any(map(draft.children.get, _OF_ROUND)):
            found.append(Problem(ROUND_FIRST.format(values["round"]), "round"))
        return found

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return everything that follows from what was entered, after the round and the applicant were looked up."""
        draft.values |= self._with_round(draft, stored)
        draft.values["organization_id"] = self.organizations.partner(draft, stored)
        values = merged_values(draft, stored)
        grant_round = self.rounds.book().of(values.get("round_id"))
        if stored is None and grant_round is not None and values.get("years_received") is None:
            draft.values["years_received"] = self.years_received(values.get("organization_id"), grant_round)
        derived = super().derive(draft, stored)
        lines = {name: self.lines_after(name, draft, stored) for name in derivations.LOOKED_AT}
        values = merged_values(draft, stored) | derived
        life = self.lifecycle(values)
        had = stored.children if stored else {}
        derived |= derivations.sums(values, lines, {name for name in lines if had.get(name)}, grant_round, self.words())
        derived |= derivations.of_the_end(values, lines, life, grant_round, self.words())
        changing.keep_plan(draft, self.case_of(values | derived, lines))
        return derived | placings.kept(draft, stored, values | derived, lambda: self._placing(draft, stored))

    def _placing(self, draft: Draft, stored: Snapshot | None) -> Placing | None:
        """Return where a stored application stands in the review of its round; None where nobody marked it."""
        round_id = stored["round_id"] if stored else None
        if stored is None or round_id is None or not self.lines_after("scores", draft, stored):
            return None
        return self.reviews.ranking(round_id).by_key.get(stored.id)

    def _with_round(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        """Return which round a draft means, with its programme and 年度; a text alone tells what it can."""
        values = merged_values(draft, stored)
        book, chosen = self.rounds.book(), draft.values.get("round_id")
        if chosen is None and stored is not None and values.get("round") == stored["round"]:
            chosen = stored["round_id"]
        grant_round = book.of(chosen) or book.find(values.get("round"))
        if grant_round is not None:
            frame = values.get("frame") or derivations.only_frame(grant_round)
            same = {name: grant_round[name] for name in ("programme", "fiscal_year")}
            return {"round": grant_round["name"], "round_id": grant_round.id, "frame": frame, **same}
        said = meaning(values.get("round") or "", self.rounds.programmes)
        year = values.get("fiscal_year") or said.fiscal_year or derivations.year_of(values)
        return {"round_id": None, "programme": values.get("programme") or said.programme, "fiscal_year": year}

    def years_received(self, organization_id: int | None, grant_round: Snapshot) -> int:
        """Return in how many years before a round its programme was granted to an organisation, as far as is known."""
        others = self._others(organization_id) if organization_id else []
        return derivations.years_before(others, grant_round)

    def _with_years(self, suggestion: Suggestion, grant_round: Snapshot | None) -> Suggestion:
        if grant_round is None:
            return suggestion
        years = self.years_received(suggestion.fills["organization_id"], grant_round)
        return Suggestion(suggestion.text, suggestion.detail, {**suggestion.fills, "years_received": years})

    def _applicant(
        self, values: Mapping[str, Any], record_id: int | None
    ) -> tuple[Mapping[str, Any] | None, list[dict[str, Any]]]:
        """Return what is registered of the applicant, and its other applications."""
        organization_id = values.get("organization_id") or self.organizations.identify(values.get("organization"))
        if organization_id is None:
            return None, []
        rows = self.organizations.rows([organization_id], _OF_APPLICANTS)
        registered = dict(zip(_OF_APPLICANTS, rows[organization_id], strict=True)) if rows else None
        return registered, self._others(organization_id, record_id)

    def _others(self, organization_id: int, record_id: int | None = None) -> list[dict[str, Any]]:
        """Return the applications of an organisation but this one."""
        ids = self.ids_with("organization_id", organization_id)
        rows = self.rows([each for each in ids if each != record_id], _OF_OTHERS)
        return [dict(zip(_OF_OTHERS, row, strict=True)) for row in rows.values()]

    # Steps

    def put_back_plan(self, staff: str, record_id: int) -> Changes:
        """Let the plan that was decided on stand again, in one operation. Raises InputError where it was not kept."""
        stored = self.load(record_id)
        entered = entered_plan(line.values for line in stored.children[STEPS])
        if entered is None:
            raise InputError(
                f"「{stored['name']}」の交付決定のときの計画が記録に残っていないため、戻せません。"
                "交付決定の書類を見て、収入と支出の予算額を入力してください。"
            )
        return self.save_all(staff, "決定時の計画に戻す", [put_back(stored, entered)])

    def hinders(self, step: Step, line: Mapping[str, Any], stored: Snapshot) -> list[Problem]:
        _, others = self._applicant(stored.values, stored.id) if step.guards else (None, [])
        overdue = tuple(checks.called(each) for each in others if checks.report_is_late(each, self.today()))
        return guards.problems_of(guards.Taken(step, line, self.case(stored), overdue))

    def proposal(self, stored: Snapshot, step: Step) -> Mapping[str, Any]:
        proposed = {
            "happened_on": self.today(),
            "amount": proposals.amount(step, self.case(stored)),
            "due_on": proposals.due_on(step, self.today()),
            "document_number": self.next_document_number() if "document_number" in step.asks else None,
        }
        return {name: value for name, value in proposed.items() if value is not None}
