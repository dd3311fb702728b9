"""The 120 organisations of the sample office: of every kind, with some papers missing and some registrations ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.corporate_number import check_digit
from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds, fiscal_year_end
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.office.sample_names import Called, District, Inhabitants, called, sample_file
from kyodo_desktop.features.office.sample_words import first_named, known, offered

NEIGHBOURHOODS = 32
LOCAL_GROUPS = 10
GROUPS_PER_THEME = 2
"""Beside one NPO法人 for each theme."""

COMPLETE = 0.75
"""Share of organisations whose papers are all there."""


@dataclass(frozen=True, slots=True)
class _Body:
    """What makes one organisation: its name, the words that find its kind, and what it says of itself."""

    called: Called
    kinds: tuple[str, ...]
    about: Section
    posts: tuple[str, ...]
    district: District | None = None
    corporate: bool = False
    neighbourhood: bool = False
    named_members: bool = False


def sample_organizations(seed: int, today: dt.date, words: Words) -> Iterator[Draft]:
    """Yield the organisations in the order of their registration; the same ones for the same seed.

    Their references are left to the office's sequence. ``words`` should be those of the sample office's settings;
    under other words every organisation has the nearest kind, and the office's areas.
    """
    organizations = _Organizations(Random(seed), today, words)
    bodies = organizations.bodies()
    for number, body in enumerate(bodies):
        yield organizations.draft(number, body, (number + 0.5) / len(bodies))


class _Organizations:
    """Makes up organisations. What is looked up for every one of them is looked up once."""

    def __init__(self, random: Random, today: dt.date, words: Words) -> None:
        self.random = random
        self.chance = random.random
        self.people = Inhabitants(random)
        self.one_of = self.people.one_of
        self.today = today
        self.end = fiscal_year_end(today)
        self.words = words
        self.parts = sample_file("organizations")
        self.texts = self.parts.section("texts")
        self.areas = tuple(term.code for term in offered(words, "areas"))
        self.age_groups = tuple(term.code for term in offered(words, "age_groups"))
        self.events = [(event.text("kind"), event.texts("lines")) for event in self.texts.tables("events")]

    def bodies(self) -> list[_Body]:
        """Return all of them, mixed as they would come to the counter."""
        bodies = [*self._fixed(), *self._of_districts(), *self._of_themes()]
        self.random.shuffle(bodies)
        return bodies

    def _fixed(self) -> Iterator[_Body]:
        for group in self.parts.tables("fixed"):
            legal = group.text("before") if "before" in group else ""
            for name in called(group, "names"):
                yield _Body(
                    Called(legal + name.name, name.furigana),
                    group.texts("kinds"),
                    group,
                    group.texts("officers"),
                    corporate=group.flag("corporate"),
                )

    def _of_districts(self) -> Iterator[_Body]:
        districts = self.people.districts
        for key, kinds, count in (
            ("neighbourhood", ("町内会", "自治会"), NEIGHBOURHOODS),
            ("local_group", ("PTA", "ボランティア団体", "市民活動団体"), LOCAL_GROUPS),
        ):
            endings = called(self.parts, f"{key}s")
            for district, ending in self.random.sample(list(product(districts, endings)), count):
                yield _Body(
                    Called(district.called.name + ending.name, district.called.furigana + ending.furigana),
                    kinds,
                    self.parts.section(key),
                    self.texts.texts("neighbourhood_officers"),
                    district=district,
                    neighbourhood=key == "neighbourhood",
                )

    def _of_themes(self) -> Iterator[_Body]:
        motifs = called(self.parts, "motifs")
        for theme in self.parts.tables("themes"):
            group, npo = Called(*theme.text("group").split()), Called(*theme.text("npo").split())
            *group_motifs, npo_motif = self.random.sample(motifs, GROUPS_PER_THEME + 1)
            for motif in group_motifs:
                yield _Body(
                    Called(motif.name + group.name, motif.furigana + group.furigana),
                    ("ボランティア団体", "市民活動団体", "NPO"),
                    theme,
                    self.texts.texts("group_officers"),
                    named_members=True,
                )
            yield _Body(
                Called(f"特定非営利活動法人{npo_motif.name}{npo.name}", npo_motif.furigana + npo.furigana),
                ("NPO法人", "NPO", "市民活動団体"),
                theme,
                self.texts.texts("npo_officers"),
                corporate=True,
                named_members=self.chance() < 0.5,
            )

    # ------------------------------------------------------------------------------------------------- one of them

    def draft(self, number: int, body: _Body, share: float) -> Draft:
        """Return an organisation that was registered when that share of all was."""
        chance = self.chance
        kind = first_named(self.words, "organization_kinds", body.kinds)
        own = kind.extra.get("fields")
        fields = own if isinstance(own, tuple) else ()
        registered = dt.date.fromordinal(self.today.toordinal() - round((1 - share) * 15 * 365.25))
        established = registered.toordinal() - 200 - int(chance() ** 2 * 60 * 365)
        district = body.district or self.people.district()
        officers = self._officers(body.posts)
        head, contact = officers[0].values, officers[-1].values
        about = body.about
        values: dict[str, Any] = {
            "kind": kind.code,
            "name": body.called.name,
            "furigana": body.called.furigana,
            "established_on": dt.date.fromordinal(established),
            "representative_title": body.posts[0],
            "representative": head["name"],
            "representative_furigana": head["furigana"],
            "representative_phone": head["phone"],
            "postal_code": district.postal_code,
            "address": self.people.address(district),
            "phone": self.people.phone(),
            "contact": contact["name"],
            "contact_furigana": contact["furigana"],
            "contact_phone": contact["phone"],
            "activity_fields": known(self.words, "activity_fields", about.texts("fields")) or None,
            "purpose": about.text("purpose"),
            "activities": about.text("activities"),
            "areas": self._areas(district, wide=body.district is None),
            "strengths": about.text("strengths"),
            "needs": about.text("needs"),
            "registered_on": registered,
            "disclosure": self._disclosure(),
        }
        if "schedule" in about:
            values["schedule"] = about.text("schedule")
        if chance() < 0.5:
            values["fax"] = self.people.phone()
        if chance() < 0.6:
            values["email"] = f"d{number + 1:04}@example.jp"
        if chance() < 0.3:
            values["website"] = f"https://d{number + 1:04}.example.jp/"
        if body.corporate and "corporate_number" in fields:
            values["corporate_number"] = _corporate_number(number)
        if body.corporate and "competent_authority" in fields and "特定非営利" in body.called.name:
            values["competent_authority"] = "汐見野市"
        if body.neighbourhood and "households" in fields:
            values |= {
                "households": 40 + int(chance() * 400),
                "join_rate": 420 + int(chance() * 500),
                "block_count": 4 + int(chance() * 20),
            }
        draft = Draft(values, {"officers": officers})
        if body.named_members:
            draft.children["members"] = self._members()
            values["member_count"] = len(draft.children["members"])
        if not body.corporate:
            values["fee"] = self.one_of(self.texts.texts("household_fees" if body.neighbourhood else "fees"))
            values["annual_budget"] = 10_000 * (3 + int(chance() ** 2 * 180))
        self._end(values, registered)
        papers = kind.extra.get("documents")
        if isinstance(papers, tuple) and papers:
            draft.children["documents"] = self._documents(papers, registered)
        draft.children["events"] = self._events(registered)
        return draft

    def _officers(self, posts: tuple[str, ...]) -> list[Draft]:
        """Return officers in a term of two fiscal years that has begun."""
        since, _ = fiscal_year_bounds(fiscal_year(self.today) - int(self.chance() * 2))
        until = dt.date(since.year + 2, 3, 31)
        officers = []
        for post in posts:
            person = self.people.adult(self.today)
            officers.append(
                Draft(
                    {
                        "title": post,
                        "name": person.name,
                        "furigana": person.furigana,
                        "phone": self.people.mobile() if self.chance() < 0.6 else self.people.phone(),
                        "from_on": since,
                        "until_on": until,
                    }
                )
            )
        return officers

    def _members(self) -> list[Draft]:
        roles = self.texts.texts("roles")
        members = []
        for _ in range(5 + int(self.chance() * 10)):
            birth_year = self.today.year - 18 - int(self.chance() * 68)
            person = self.people.person(birth_year, self.chance() < 0.5)
            values = {"name": person.name, "furigana": person.furigana, "occupation": self.people.occupation()}
            decade = min((self.today.year - birth_year) // 10, len(self.age_groups) - 1)
            values["age_group"] = self.age_groups[decade]
            if self.chance() < 0.3:
                values["role"] = self.one_of(roles)
            members.append(Draft(values))
        return members

    def _documents(self, papers: tuple[str, ...], registered: dt.date) -> list[Draft]:
        """Return the papers that came; of one organisation in four some are awaited or were never spoken of."""
        gaps = 0 if self.chance() < COMPLETE else 1 + int(self.chance() * 3)
        missing = set(self.random.sample(papers, min(gaps, len(papers))))
        lines = []
        for paper in papers:
            if paper not in missing:
                lines.append(Draft({"kind": paper, "received_on": registered}))
            elif self.chance() < 0.5:
                lines.append(Draft({"kind": paper, "note": self.one_of(self.texts.texts("late_documents"))}))
        return lines

    def _events(self, registered: dt.date) -> list[Draft]:
        days = sorted(
            registered.toordinal() + int(self.chance() * (self.today - registered).days)
            for _ in range(1 + int(self.chance() * 5))
        )
        events = []
        for day in days:
            kind, lines = self.one_of(self.events)
            events.append(Draft({"happened_on": dt.date.fromordinal(day), "kind": kind, "text": self.one_of(lines)}))
        return events

    def _areas(self, district: District, wide: bool) -> tuple[str, ...]:
        if district.area not in self.areas:
            return (self.one_of(self.areas),)
        if wide and "everywhere" in self.areas and self.chance() < 0.5:
            return ("everywhere",)
        return (district.area,)

    def _disclosure(self) -> dict[str, str]:
        own = "private" if self.chance() < 0.7 else "partial"
        office = "public" if self.chance() < 0.7 else "partial"
        return {
            "representative": "public", "representative_phone": own, "postal_code": office, "address": office,
            "phone": office, "fax": office, "email": office, "website": "public", "contact": own,
            "contact_phone": own, "contact_email": own,
        }  # fmt: skip

    def _end(self, values: dict[str, Any], registered: dt.date) -> None:
        """Set the last day: most run to the end of this year, some end within weeks, have ended, or were withdrawn."""
        fate = self.chance()
        values["valid_until"] = self.end
        if fate < 0.1:
            values["valid_until"] = self.today + dt.timedelta(days=5 + int(self.chance() * 50))
        elif fate < 0.2:
            ended = self.end.replace(year=self.end.year - 1)
            values["valid_until"] = max(fiscal_year_end(registered), ended)
        elif fate < 0.23:
            span = (self.today - registered).days
            values["withdrawn_on"] = registered + dt.timedelta(days=int(self.chance() * span))
            values["withdrawal_reason"] = self.one_of(self.texts.texts("withdrawal_reasons"))
            values["valid_until"] = fiscal_year_end(values["withdrawn_on"])


def _corporate_number(number: int) -> str:
    """Return a number with a true check digit; no registry office has the code 9999."""
    twelve = f"999905{number + 1:06}"
    return f"{check_digit(twelve)}{twelve}"
