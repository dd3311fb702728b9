"""The projects of the sample office: of every 形態, in every state, with agreements that end soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.office_days import office_day_until
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.core.taxonomy import Term
from kyodo_desktop.features.office.sample_names import Inhabitants, sample_file
from kyodo_desktop.features.office.sample_words import OldReferences, offered
from kyodo_desktop.features.projects.service import ProjectService

MADE = "見本の作成"
SAID = (
    *("purpose", "activities", "their_role", "our_role", "cost_sharing", "responsibility", "communication"),
    *("information_sharing", "name_use", "specification", "secretariat", "accounting"),
)
"""What the projects of one 形態 have in common."""

PARTNER = ("name", "representative_title", "representative", "postal_code", "address", "phone", "email", "contact")
"""What a project says of its partner."""
_LATE, _DECLINED, _CANCELLED, _HELD_BACK = 4, 9, 13, 17
"""Places among the 後援 of one whose report is late, one that was declined, one that was taken back, and the next
application of the partner whose report is late."""


@dataclass(slots=True)
class _Project:
    """A project with the steps that were taken with it: code, day, and what was entered with it."""

    draft: Draft
    steps: list[tuple[str, dt.date, dict[str, Any]]] = field(default_factory=list)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is saved along with a step, by its code."""

    def take(self, code: str, day: dt.date, values: Mapping[str, Any] | None = None, **line: Any) -> None:
        """Add a step behind the others."""
        self.steps.append((code, max([day, *(each[1] for each in self.steps[-1:])]), line))
        self.values[code] = dict(values or {})


def make_projects(projects: ProjectService, staff: Sequence[str], seed: int) -> None:
    """Make the projects and lead them as far as their days say; the same ones for the same seed on the same day."""
    _Projects(projects, staff, Random(seed)).make()


class _Projects:
    def __init__(self, projects: ProjectService, staff: Sequence[str], random: Random) -> None:
        self.projects = projects
        self.staff = staff
        self.chance = random.random
        self.people = Inhabitants(random)
        self.one_of = self.people.one_of
        self.today = projects.today()
        self.principles = tuple(term.code for term in offered(projects.words(), "principles"))
        self.texts = sample_file("projects")
        self.partners = self._organizations()
        self.old = OldReferences(projects.profile.references["projects"], self.today)
        self.written = 0
        self.late: dict[str, Any] | None = None

    def make(self) -> None:
        """Enter all of them in one operation, then take their first steps, their second ones and so on."""
        made = [
            each
            for form in offered(self.projects.words(), "collaboration_forms")
            if form.code in self.texts
            for each in self._of_form(form, self.texts.section(form.code))
        ]
        made.sort(key=lambda each: each.draft.values["received_on"])
        for each in made:
            each.draft.values |= self.old.values(each.draft.values["received_on"])
        self.projects.save_all(self.staff[0], MADE, [each.draft for each in made])
        ids = sorted(self.projects.list_ids(ListQuery()).ids)
        for turn in range(max(len(each.steps) for each in made)):
            takings = [
                self._taking(record_id, each, turn)
                for record_id, each in zip(ids, made, strict=True)
                if turn < len(each.steps)
            ]
            self.projects.take(self.staff[0], takings, action=MADE)

    def _taking(self, record_id: int, project: _Project, turn: int) -> Taking:
        code, day, line = project.steps[turn]
        told = {"happened_on": day, "person": self.one_of(self.staff), **line}
        return Taking(record_id, code, told, project.values[code] if code != "amend" else {})

    def _organizations(self) -> list[dict[str, Any]]:
        service, names = self.projects.organizations, ("kind", *PARTNER)
        ids = service.list_ids(ListQuery(sort="reference")).ids
        rows = service.rows(ids, names)
        return [{"id": record_id, **dict(zip(names, rows[record_id], strict=True))} for record_id in ids]

    # The projects of one 形態

    def _of_form(self, form: Term, texts: Section) -> Iterator[_Project]:
        lines = [line.split(" ") for line in texts.texts("names")]
        for place, (name, furigana, *told) in enumerate(lines):
            values: dict[str, Any] = {"form": form.code, "name": name, "furigana": furigana}
            values |= {key: texts.text(key) for key in SAID if key in texts}
            values["domain"] = form.extra.get("domain")
            values["department"] = self.one_of(texts.texts("departments"))
            values["principles"] = self.principles if self.chance() < 0.7 else self.principles[:4]
            if texts.texts("partner"):
                values |= self._partner(texts, place if form.code == "endorsement" else -1)
            project = _Project(Draft(values))
            share = (place + 0.5) / len(lines)
            match form.code:
                case "cooperation_agreement":
                    self._agreement(project, told, place)
                case "commission":
                    self._commission(project, texts, told, share)
                case "joint_committee" | "planning_participation":
                    self._committee(project, texts, told, share)
                case _:
                    self._event(project, texts, told, share, place)
            documents = form.extra.get("documents", ())
            received = project.draft.values["received_on"]
            project.draft.children["documents"] = [
                Draft({"kind": kind, "received_on": received})
                for kind in (documents if isinstance(documents, (list, tuple)) else ())
            ]
            values["fiscal_year"] = fiscal_year(values["from_on"])
            yield project

    def _partner(self, texts: Section, place: int) -> dict[str, Any]:
        """Return who a project is for; nobody else applies who is late with a report."""
        if place == _HELD_BACK and self.late is not None:
            return _as_partner(self.late)
        kinds, word = texts.texts("partner"), texts.text("partner_word") if "partner_word" in texts else ""
        partner = self.one_of([each for each in self.partners if each["kind"] in kinds and word in each["name"]])
        if place == _LATE:
            self.late = partner
            self.partners.remove(partner)
        return _as_partner(partner)

    def _event(self, project: _Project, texts: Section, told: Sequence[str], share: float, place: int) -> None:
        """A 後援, 共催 or the like of one day: the last fifth is still to come."""
        values = project.draft.values
        place_name, audience, people, *amounts = told
        day = self.today + dt.timedelta(days=int(-470 + 560 * share))
        values |= {"place": place_name, "audience": audience, "participants": int(people)}
        values |= {"from_on": day, "until_on": day + dt.timedelta(days=int(self.chance() * 3))}
        received = self._done(day - dt.timedelta(days=48 + int(self.chance() * 20)))
        values["received_on"] = received
        if "fees" in texts:
            values["admission_fee"] = self.one_of(texts.texts("fees"))
        if amounts:
            values |= {"budget": int(amounts[0]) * 2, "our_share": int(amounts[0]), "their_share": int(amounts[0])}
        form = values["form"]
        if form == "endorsement" and place == _DECLINED:
            reason = "営利を目的とする催しのため"
            project.take(
                "decline", self._done(received + dt.timedelta(days=9)), document_number=self._number(), note=reason
            )
            return
        agreed = self._done(received + dt.timedelta(days=6 + int(self.chance() * 7)))
        if received + dt.timedelta(days=12) >= self.today or (form == "endorsement" and place == _HELD_BACK):
            return
        money: dict[str, Any] = {"amount": int(amounts[0])} if amounts else {}
        code = "start" if form == "information_exchange" else "approve"
        project.take(code, agreed, document_number=self._number(), **money)
        if form == "endorsement" and place == _CANCELLED:
            reason = "出演者の都合により中止"
            project.take(
                "cancel", self._done(agreed + dt.timedelta(days=9)), document_number=self._number(), note=reason
            )
            return
        ended = values["until_on"] + dt.timedelta(days=12 + int(self.chance() * 16))
        if ended >= self.today or (form == "endorsement" and place == _LATE):
            return
        came = round(int(people) * (0.6 + 0.6 * self.chance()))
        result = {"participants_actual": came, "outcome": texts.text("outcome")}
        project.take("report", self._done(ended), result)
        if form == "subsidy":
            project.take("settle", self._done(ended + dt.timedelta(days=9)), document_number=self._number(), **money)
            project.take("pay", self._done(ended + dt.timedelta(days=25)), **money)
        if self.chance() < 0.85:
            project.take("close", self._done(ended + dt.timedelta(days=30)))

    def _agreement(self, project: _Project, told: Sequence[str], place: int) -> None:
        """An agreement; of those from three years ago one ends in seven weeks and one ended ten days ago."""
        kind, years, term, renewed = told[0], int(told[1]), int(told[2]), told[3] == "yes"
        values = project.draft.values
        soon = {0: 50, 1: 38, 8: -10}.get(place, 100 + int(self.chance() * 200))
        ends = self.today + dt.timedelta(days=soon + 365 * (term - years if years <= term else 0))
        begins = _years_before(ends + dt.timedelta(days=1), term)
        values |= {"agreement_kind": kind, "automatic_renewal": renewed, "renewal_years": term if renewed else None}
        values |= {"from_on": begins, "until_on": ends, "received_on": self._done(begins - dt.timedelta(days=40))}
        if begins < self.today:
            concluded = self._done(begins)
            days = {"from_on": begins, "until_on": ends}
            project.take("conclude", concluded, days, document_number=self._number())
            if self.chance() < 0.4:
                project.take("amend", self._done(begins + dt.timedelta(days=160)), note="連絡先の変更")
            if ends < self.today:
                project.take("expire", self._done(ends + dt.timedelta(days=1)), note="更新しない申出があった。")

    def _commission(self, project: _Project, texts: Section, told: Sequence[str], share: float) -> None:
        """A commission of one year, from the contract to the payment."""
        method, amount = told[0], int(told[1])
        values = project.draft.values
        year = fiscal_year(self.today) - (1 if share < 0.5 else 0)
        first, last = fiscal_year_bounds(year)
        begins = min(first + dt.timedelta(days=7 + int(self.chance() * 60)), self.today)
        ends = last if share < 0.9 else min(self.today - dt.timedelta(days=3), last)
        ends = max(ends, begins)
        values |= {"from_on": begins, "until_on": ends, "received_on": self._done(begins - dt.timedelta(days=20))}
        values |= {"contract_method": method, "budget": amount, "our_share": amount}
        days = {"contract_method": method, "from_on": begins, "until_on": ends}
        project.take("contract", self._done(begins), days, document_number=self._number(), amount=amount)
        project.take("start", self._done(begins + dt.timedelta(days=2)))
        if ends >= self.today:
            if share > 0.7:
                project.take("advance", self._done(begins + dt.timedelta(days=20)), amount=amount // 2)
            return
        project.take("report", self._done(ends), {"outcome": texts.text("outcome")})
        if share > 0.9:
            return
        checked = {"inspector": self.people.adult(self.today).name, "inspection_result": texts.text("inspection")}
        due: dict[str, Any] = {"due_on": self._done(ends + dt.timedelta(days=30))}
        project.take("inspect", self._done(ends + dt.timedelta(days=7)), checked, **due)
        project.take("pay", self._done(ends + dt.timedelta(days=26)), amount=amount)
        project.take("close", self._done(ends + dt.timedelta(days=30)))

    def _committee(self, project: _Project, texts: Section, told: Sequence[str], share: float) -> None:
        """A 実行委員会 or a 市民会議: last year's with its report, this year's at work, one in preparation."""
        values = project.draft.values
        begins = fiscal_year_bounds(fiscal_year(self.today))[0]
        begins = self.today - dt.timedelta(days=430) if share < 0.4 else min(begins, self.today)
        ends = begins + dt.timedelta(days=320)
        members = {
            "chair": self.people.adult(self.today).name,
            "committee_size": int(told[0]),
            "term_until_on": ends if share < 0.8 else self.today + dt.timedelta(days=58),
        }
        values |= {"from_on": begins, "until_on": ends, **members}
        values["received_on"] = self._done(begins - dt.timedelta(days=12))
        if len(told) > 1:
            values |= {"budget": int(told[1]), "our_share": int(told[1]) // 2, "their_share": int(told[1]) // 2}
        members_of = [each for each in self.partners if each["kind"] != "citizen"]
        project.draft.children["partners"] = [
            Draft({"name": each["name"], "kind": each["kind"], "role": role})
            for role in texts.texts("roles")
            for each in (self.one_of(members_of),)
        ]
        if share > 0.85:
            return
        started = self._done(begins + dt.timedelta(days=10))
        project.take("start", started, members, document_number=self._number())
        project.take("meet", self._done(started + dt.timedelta(days=21)), note=texts.text("meeting"))
        if len(told) > 1:
            amount = int(told[1]) // 2
            project.take("decide", self._done(started + dt.timedelta(days=24)), amount=amount)
            project.take("pay", self._done(started + dt.timedelta(days=40)), amount=amount)
        if ends < self.today:
            result = {"outcome": texts.text("outcome"), "participants_actual": int(told[0])}
            project.take("report", self._done(ends + dt.timedelta(days=20)), result)

    def _number(self) -> str:
        self.written += 1
        return f"汐地協第{300 + self.written}号"

    def _done(self, planned: dt.date) -> dt.date:
        """Return the office day on which something planned was done; nothing is done after today."""
        return office_day_until(min(planned, self.today))


def _as_partner(organization: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: organization[name] for name in PARTNER if name != "name"}
    return {"organization": organization["name"], "organization_id": organization["id"], **told}


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return dt.date(day.year - years, 2, 28)
