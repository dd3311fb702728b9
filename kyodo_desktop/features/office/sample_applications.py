"""The applications for grants of the sample office: what groups of its town want to do, with budget and receipts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.office.sample_names import sample_file
from kyodo_desktop.features.office.sample_words import known

APPLICANT = (
    *("name", "representative_title", "representative", "postal_code", "address", "phone", "email", "contact"),
    "contact_phone",
)
"""What an application says of its applicant, and by which attributes of an organisation."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One project of ``resources/sample/grants.toml`` with the organisation that applies for it."""

    about: Section
    applicant: Mapping[str, Any]

    @property
    def costs(self) -> list[tuple[str, str, int]]:
        """費目, 内訳 and yen."""
        lines = (line.split(" ") for line in self.about.texts("costs"))
        return [(category, description, int(amount)) for category, description, amount in lines]


def plans(organizations: Sequence[Mapping[str, Any]], random: Random) -> list[Plan]:
    """Return every project with an organisation of its field, as long as there are any, in an order of chance."""
    left, found = list(organizations), []
    for about in sample_file("grants").tables("plans"):
        fields = set(about.texts("fields"))
        shared = [len(fields & set(each["activity_fields"] or ())) for each in left]
        fitting = [each for each, count in zip(left, shared, strict=True) if count == max(shared)]
        applicant = fitting[int(random.random() * len(fitting))]
        left.remove(applicant)
        found.append(Plan(about, applicant))
    random.shuffle(found)
    return found


class Applications:
    """Writes applications and their results, as the groups would."""

    def __init__(self, grants: GrantService, random: Random) -> None:
        self.grants = grants
        self.chance = random.random
        self.words = sample_file("grants").section("words")

    def draft(self, plan: Plan, grant_round: Snapshot, received_on: dt.date, *, scale: float = 1.0) -> Draft:
        """Return a complete application with a balanced budget that asks for all that the rules give."""
        about, applicant = plan.about, plan.applicant
        frames = [line["name"] for line in grant_round.children["frames"]]
        frame = about.text("frame") if "frame" in about else ""
        begins = grant_round["decide_by"] + dt.timedelta(days=10 + int(self.chance() * 30))
        ends = begins + dt.timedelta(days=30 + int(self.chance() * 190))
        values: dict[str, Any] = {
            "round": grant_round["reference"],
            "frame": frame if frame in frames else frames[0],
            "received_on": received_on,
            **{name: about.text(name) for name in ("name", "furigana", "purpose", "activities", "effects")},
            **{name: about.text(name) for name in ("collaboration", "place", "audience")},
            "participants": about.number("participants", 1, 100_000),
            "activity_fields": known(self.grants.words(), "activity_fields", about.texts("fields")),
            "organization": applicant["name"],
            "organization_id": applicant.get("id"),
            **{name: applicant.get(name) for name in APPLICANT if name != "name"},
            "account": "汐見野信用金庫　本店　普通　0000" + f"{int(self.chance() * 1000):03}　{applicant['name']}",
            "from_on": min(begins, grant_round["finish_by"]),
            "until_on": min(ends, grant_round["finish_by"]),
            "accepts_part": self.chance() < 0.8,
        }
        children = self._budget(plan, values, grant_round, scale)
        children["documents"] = [
            Draft({"kind": kind, "received_on": received_on}) for kind in self._papers(grant_round)
        ]
        return Draft(values, children)

    def _papers(self, grant_round: Snapshot) -> tuple[str, ...]:
        programme = self.grants.words().taxonomy("grant_programmes").get(grant_round["programme"])
        wanted = programme.extra.get("documents", ()) if programme else ()
        return tuple(wanted) if isinstance(wanted, (list, tuple)) else ()

    def _budget(
        self, plan: Plan, values: dict[str, Any], grant_round: Snapshot, scale: float
    ) -> dict[str, list[Draft]]:
        """Return both sides of the budget, and set what is asked for: the amount that the round's rules give."""
        expenses: list[dict[str, Any]] = [
            {"category": category, "description": description, "budget": round(amount * scale, -3)}
            for category, description, amount in plan.costs
        ]
        incomes: list[dict[str, Any]] = [
            {"category": category, "budget": round(plan.about.number(key, 0, 10**7) * scale, -3), "description": what}
            for key, category, what in (
                ("fees", "participation_fees", "参加者から"),
                ("donations", "donations", "商店・企業から"),
            )
            if key in plan.about
        ]
        assessed = self.grants.assessment(
            {**values, "round_id": grant_round.id}, {"expenses": expenses, "incomes": incomes}
        )
        amount = assessed.amount.amount if assessed and assessed.amount else 0
        own = sum(line["budget"] for line in expenses) - amount - sum(line["budget"] for line in incomes)
        values["requested_amount"] = amount
        incomes = [
            {"category": "grant", "description": grant_round["name"], "budget": amount},
            {"category": "own_funds", "description": "会費から", "budget": own},
            *incomes,
        ]
        return {"incomes": list(map(Draft, incomes)), "expenses": list(map(Draft, expenses))}

    # The change

    def smaller(self, stored: Snapshot) -> Draft:
        """Return a decided application whose largest expense is cut by a third, with the grant that follows."""
        draft = Draft.of(stored)
        expenses, (grant, own, *others) = draft.children["expenses"], draft.children["incomes"]
        largest = max(expenses, key=lambda line: line.values["budget"])
        largest.values["budget"] = round(largest.values["budget"] * 2 / 3, -3)
        lines = {name: [line.values for line in draft.children[name]] for name in ("expenses", "incomes")}
        assessed = self.grants.assessment(stored.values, lines)
        computed = assessed.amount.amount if assessed and assessed.amount else stored["decided_amount"]
        amount = min(computed, stored["decided_amount"])
        given = amount + sum(line.values["budget"] for line in others)
        grant.values["budget"] = amount
        own.values["budget"] = sum(line.values["budget"] for line in expenses) - given
        return draft

    # The result

    def result(self, stored: Snapshot, finished_on: dt.date, share: float) -> Draft:
        """Return an application with its accounts and receipts, after ``share`` of the plan was spent."""
        expenses = [self._spent(line, share) for line in stored.children["expenses"]]
        receipts = [
            receipt for line in expenses for receipt in self._receipts(line.values, stored["decided_on"], finished_on)
        ]
        incomes = [
            line
            if line["category"] in ("grant", "own_funds")
            else _with(line, settled=round(line["budget"] * share, -2))
            for line in stored.children["incomes"]
        ]
        told = {**stored.children, "expenses": tuple(expenses), "incomes": tuple(incomes), "receipts": tuple(receipts)}
        found = self.grants.settlement(replace(stored, children=told))
        determined = found.settlement.determined if found else stored["decided_amount"]
        rest = sum(line["settled"] for line in expenses) - determined
        rest -= sum(line["settled"] or 0 for line in incomes if line["category"] not in ("grant", "own_funds"))
        settled = {"grant": determined, "own_funds": rest}
        draft = Draft(id=stored.id, version=stored.version)
        draft.children = {
            "expenses": list(map(Draft.of, expenses)),
            "incomes": [
                Draft.of(_with(line, settled=settled.get(line["category"], line["settled"]))) for line in incomes
            ],
            "receipts": [Draft(dict(line.values)) for line in receipts],
        }
        return draft

    def _spent(self, line: Snapshot, share: float) -> Snapshot:
        return _with(line, settled=round(line["budget"] * share * (0.94 + 0.06 * self.chance()), -1))

    def _receipts(self, expense: Mapping[str, Any], decided_on: dt.date, finished_on: dt.date) -> list[Snapshot]:
        days, total = max((finished_on - decided_on).days, 0), expense["settled"]
        first = round(total * (0.4 + 0.6 * self.chance()), -1)
        return [
            Snapshot(
                "receipts",
                0,
                0,
                {
                    "paid_on": decided_on + dt.timedelta(days=int(self.chance() * days)),
                    "category": expense["category"],
                    "payee": self.one_of("payees"),
                    "description": expense["description"],
                    "amount": amount,
                },
            )
            for amount in (first, total - first)
            if amount
        ]

    def one_of(self, key: str) -> str:
        """Return one of the words of a list."""
        texts = self.words.texts(key)
        return texts[int(self.chance() * len(texts))]


def _with(line: Snapshot, **values: Any) -> Snapshot:
    return replace(line, values={**line.values, **values})
