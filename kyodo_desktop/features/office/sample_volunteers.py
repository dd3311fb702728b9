"""The volunteers of the sample office, in the proportions of a town of 行政パートナー.

Of 7,300 two groups of six do paid work, 211 people help in 13 works, some 250 lend their skills, and all others keep
the town clean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from kyodo_desktop.core.dates import WEEK_SLOTS, fiscal_year_end
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.office.sample_names import Called, District, Inhabitants, called, sample_file
from kyodo_desktop.features.office.sample_words import offered, programme

WHOLE = 7_300
PAID_GROUPS = 2
FREE_PEOPLE = 211
SKILLED_PEOPLE = 250
GROUPS = 0.045
"""Share of groups among those who keep the town clean."""

LISTED_GROUP = 12
"""Up to how many members a group names all of them."""

YEARS = 22
"""For how long the office has registered people."""

YEAR = 365.2425
CHILD = 10
"""Nobody younger is registered."""

AGES = ((15, 0.04), (25, 0.10), (35, 0.18), (45, 0.30), (55, 0.46), (65, 0.66), (75, 0.88), (85, 0.99), (92, 1.0))
"""Up to which age which share of the people is."""


def sample_volunteers(count: int, seed: int, today: dt.date, words: Words) -> Iterator[Draft]:
    """Yield ``count`` persons and groups in the order of their registration; the same ones for the same seed.

    Their references are left to the office's sequence. ``words`` should be those of the sample office's settings;
    under other words the people live in areas of the office's list.
    """
    volunteers = _Volunteers(Random(seed), today, words)
    special = volunteers.plan(count)
    for index in range(count):
        registered = volunteers.registered_on((index + volunteers.chance()) / count)
        role = special.get(index)
        if role is None:
            group = volunteers.chance() < GROUPS
            yield volunteers.cleaning_group(registered) if group else volunteers.cleaner(index, registered)
        elif role == "paid":
            yield volunteers.paid_group(registered)
        elif role == "free":
            yield volunteers.helper(index, registered)
        else:
            yield volunteers.skilled(index, registered)


class _Volunteers:
    """Makes up volunteers. What is looked up for every one of them is looked up once."""

    def __init__(self, random: Random, today: dt.date, words: Words) -> None:
        self.random = random
        self.chance = random.random
        self.people = Inhabitants(random)
        self.one_of = self.people.one_of
        self.today = today
        self.now = today.toordinal()
        self.end = fiscal_year_end(today)
        texts = sample_file("volunteers")
        self.free_works = texts.texts("free_works")
        self.paid_groups = [line.split() for line in texts.texts("paid_groups")]
        self.cleaning_places = texts.texts("cleaning_places")
        self.blocks = Called("", ""), *called(texts, "blocks")
        self.group_names = called(texts, "group_names")
        self.contact_times = texts.texts("contact_times")
        self.conditions = texts.texts("conditions")
        self.honoraria = texts.texts("honoraria")
        self.reasons = texts.texts("withdrawal_reasons")
        self.events = [line.split(" ", 1) for line in texts.texts("events")]
        self.skills = {
            term.code: (texts.section("skills").section(term.code).texts("subjects"),
                        texts.section("skills").section(term.code).texts("qualifications"))
            for term in offered(words, "skills")
            if term.code in texts.section("skills")
        }  # fmt: skip
        self.paid = programme(words, kind="work", paid=True)
        self.free = programme(words, paid=False, kind="work")
        self.cleaning = programme(words, kind="beautification")
        self.talent = programme(words, kind="talent_bank")
        self.areas = tuple(term.code for term in offered(words, "areas"))
        self.paid_made = self.helped = 0

    def plan(self, count: int) -> dict[int, str]:
        """Return what the few special ones do, by their place in the register."""
        paid, free = round(count * PAID_GROUPS / WHOLE), round(count * FREE_PEOPLE / WHOLE)
        skilled = round(count * SKILLED_PEOPLE / WHOLE)
        roles = ["paid"] * paid + ["free"] * free + ["skilled"] * skilled
        return dict(zip(self.random.sample(range(count), len(roles)), roles, strict=True))

    def registered_on(self, share: float) -> dt.date:
        """Return the day by which that share of all was registered."""
        return dt.date.fromordinal(self.now - round((1 - share) * YEARS * YEAR))

    # ------------------------------------------------------------------------------------------------- who they are

    def cleaner(self, index: int, registered: dt.date) -> Draft:
        """Return a person who keeps the town clean."""
        home = self.people.district()
        draft = self._person(index, registered, home)
        self._register(draft, self.cleaning, home.called.name + self.one_of(self.cleaning_places))
        if self.chance() < 0.08:
            self._add_activities(draft, self.cleaning, 1 + int(self.chance() * 3), people=1)
        return draft

    def helper(self, index: int, registered: dt.date) -> Draft:
        """Return a person who helps in one of the works; the works have the same number of people."""
        draft = self._person(index, registered, self.people.district())
        work = self.free_works[self.helped % len(self.free_works)]
        self.helped += 1
        self._register(draft, self.free, work)
        self._offer_time(draft)
        self._add_activities(draft, self.free, 2 + int(self.chance() * 5), people=1)
        return draft

    def skilled(self, index: int, registered: dt.date) -> Draft:
        """Return a person of the 人材バンク, with skills, times and what may be shown of it."""
        draft = self._person(index, registered, self.people.district())
        self._register(draft, self.talent, None)
        self._offer_time(draft)
        codes = self.random.sample(sorted(self.skills), min(len(self.skills), 1 + int(self.chance() * 3)))
        chosen = tuple(code for code in self.skills if code in codes)
        values = draft.values
        values["skills"] = chosen
        values["subjects"] = "\n".join(self.one_of(self.skills[code][0]) for code in chosen)
        qualifications = [self.one_of(self.skills[code][1]) for code in chosen if self.skills[code][1]]
        if qualifications and self.chance() < 0.6:
            values["qualifications"] = "、".join(qualifications)
        if self.chance() < 0.5:
            years = 1 + int(self.chance() * min(40, max(1, (self.today - values["birth_on"]).days / YEAR - 18)))
            values["career"] = f"{years}年続けている。市民活動センターの講座で講師を務めた。"
        values["conditions"] = self.one_of(self.conditions)
        values["honorarium"] = self.one_of(self.honoraria)
        phone = "partial" if self.chance() < 0.3 else "private"
        values["disclosure"] = {
            "name": "public", "address": "private", "phone": phone, "mobile": "private", "email": phone,
            "skills": "public", "subjects": "public", "qualifications": "public", "career": "partial",
            "availability": "public", "areas": "public", "conditions": "public", "honorarium": "public",
        }  # fmt: skip
        if self.chance() < 0.4:
            self._add_activities(draft, self.talent, 1 + int(self.chance() * 3), people=10 + int(self.chance() * 20))
        return draft

    def paid_group(self, registered: dt.date) -> Draft:
        """Return a group of six that does a part of the town's work for pay."""
        name, furigana, work = self.paid_groups[self.paid_made % len(self.paid_groups)]
        self.paid_made += 1
        draft = self._group(Called(name, furigana), registered, 6, named=6, home=self.people.district())
        self._register(draft, self.paid, work)
        self._offer_time(draft)
        self._add_activities(draft, self.paid, 6, people=2)
        return draft

    def cleaning_group(self, registered: dt.date) -> Draft:
        """Return a group that keeps its neighbourhood clean."""
        district, kind = self.people.district(), self.one_of(self.group_names)
        block = self.one_of(self.blocks[: district.blocks + 1])
        name = Called(
            district.called.name + block.name + kind.name,
            district.called.furigana + block.furigana + kind.furigana,
        )
        size = 5 + int(self.chance() ** 2 * 75)
        named = size if size <= LISTED_GROUP else 0
        draft = self._group(name, registered, size, named, home=district)
        self._register(draft, self.cleaning, district.called.name + self.one_of(self.cleaning_places))
        if self.chance() < 0.3:
            self._add_activities(draft, self.cleaning, 1 + int(self.chance() * 4), people=size)
        return draft

    # --------------------------------------------------------------------------------------------------- their parts

    def _person(self, index: int, registered: dt.date, home: District) -> Draft:
        chance = self.chance
        share, youngest = chance(), CHILD
        for oldest, reached in AGES:
            if share <= reached:
                break
            youngest = oldest
        birth = dt.date.fromordinal(self.now - int((youngest + 1 + chance() * (oldest - youngest)) * YEAR))
        adult = _birthday(birth, 18)
        if registered < adult <= self.today and chance() < 0.9:
            registered = dt.date.fromordinal(self.now - int(chance() * (self.now - adult.toordinal())))
        registered = max(registered, _birthday(birth, CHILD) + dt.timedelta(days=int(chance() * 300)))
        woman = chance() < 0.52
        person = self.people.person(birth.year, woman)
        values: dict[str, Any] = {
            "kind": "individual",
            "name": person.name,
            "furigana": person.furigana,
            "birth_on": birth,
            "gender": ("female" if woman else "male") if chance() < 0.96 else "undisclosed",
        }
        draft = Draft(values)
        self._live_in(values, home)
        elder = birth.year < 1965
        if chance() < (0.85 if elder else 0.25):
            values["phone"] = self.people.phone()
        if "phone" not in values or chance() < 0.6:
            values["mobile"] = self.people.mobile()
        if chance() < (0.2 if elder else 0.6):
            values["email"] = f"v{index + 1:06}@example.jp"
        if registered < adult:
            values["guardian"] = self.people.person(birth.year - 32, chance() < 0.6, person).name
            values["guardian_phone"] = self.people.mobile()
            values["guardian_consent_on"] = registered
        if adult > self.today:
            values["occupation"] = "高校生" if _birthday(birth, 16) <= self.today else "小学生・中学生"
        elif chance() < 0.5:
            values["occupation"] = "無職" if self.today.year - birth.year > 68 else self.people.occupation()
        if chance() < 0.15:
            relative, relation = self.people.relative(
                person, birth.year, woman, elder=birth.year < self.today.year - 50
            )
            values["emergency_name"] = relative.name
            values["emergency_relation"] = relation
            values["emergency_phone"] = self.people.mobile()
        self._keep(draft, registered)
        return draft

    def _group(self, name: Called, registered: dt.date, size: int, named: int, home: District) -> Draft:
        members = [self._member() for _ in range(max(1, named))]
        representative = members[0].values
        values: dict[str, Any] = {
            "kind": "group",
            "name": name.name,
            "furigana": name.furigana,
            "representative": representative["name"],
            "representative_furigana": representative["furigana"],
            "member_count": size,
            "phone": self.people.phone(),
        }
        draft = Draft(values)
        self._live_in(values, home)
        self._keep(draft, registered)
        if named:
            draft.children["members"] = members
        return draft

    def _member(self) -> Draft:
        birth = dt.date.fromordinal(self.now - int((25 + self.chance() * 60) * YEAR))
        member = self.people.person(birth.year, self.chance() < 0.5)
        return Draft(
            {
                "name": member.name,
                "furigana": member.furigana,
                "birth_on": birth,
                "phone": self.people.mobile(),
            }
        )

    def _live_in(self, values: dict[str, Any], home: District) -> None:
        values["postal_code"] = home.postal_code
        values["address"] = self.people.address(home)
        if self.chance() < 0.7:
            area = home.area if home.area in self.areas else self.one_of(self.areas)
            values["areas"] = (area,)

    def _keep(self, draft: Draft, registered: dt.date) -> None:
        """Set the days of the registration: most run to the end of this year, some have ended or end soon."""
        values, chance = draft.values, self.chance
        values["registered_on"] = values["consent_on"] = registered
        fate = chance()
        until = self.end
        if fate < 0.07:
            until = max(fiscal_year_end(registered), self.end.replace(year=self.end.year - 1 - int(chance() * 2)))
        elif fate < 0.11:
            until = max(registered, dt.date.fromordinal(self.now + int(chance() * 60)))
        values["valid_until"] = until
        if 0.11 <= fate < 0.15:
            withdrawn = registered.toordinal() + int(chance() * (self.now - registered.toordinal()))
            values["withdrawn_on"] = dt.date.fromordinal(withdrawn)
            values["withdrawal_reason"] = self.one_of(self.reasons)
            values["valid_until"] = fiscal_year_end(values["withdrawn_on"])
        elif chance() < 0.12:
            kind, text = self.one_of(self.events)
            day = dt.date.fromordinal(self.now - int(chance() * min(900, self.now - registered.toordinal())))
            draft.children["events"] = [Draft({"happened_on": day, "kind": kind, "text": text})]
        if chance() < 0.1:
            values["contact_time"] = self.one_of(self.contact_times)

    def _register(self, draft: Draft, programme: Term, work: str | None) -> None:
        values = draft.values
        line: dict[str, Any] = {"programme": programme.code, "from_on": values["registered_on"]}
        if work:
            line["work"] = work
        if "withdrawn_on" in values:
            line["until_on"] = values["withdrawn_on"]
        draft.children["registrations"] = [Draft(line)]
        values["insured"] = bool(programme.extra.get("insured")) and self.chance() < 0.93
        if values["insured"]:
            values["insured_until"] = fiscal_year_end(min(values["valid_until"], self.end))

    def _offer_time(self, draft: Draft) -> None:
        slots = self.random.sample(range(len(WEEK_SLOTS)), 2 + int(self.chance() * 6))
        draft.values["availability"] = tuple(WEEK_SLOTS[slot] for slot in sorted(slots))

    def _add_activities(self, draft: Draft, programme: Term, times: int, people: int) -> None:
        values = draft.values
        last = values["withdrawn_on"].toordinal() if "withdrawn_on" in values else self.now
        span = min(500, last - values["registered_on"].toordinal())
        work = draft.children["registrations"][0].values.get("work") or values["subjects"].split("\n")[0]
        days = sorted(last - int(self.chance() * span) for _ in range(times))
        draft.children["activities"] = [
            Draft(
                {
                    "happened_on": dt.date.fromordinal(day),
                    "programme": programme.code,
                    "work": work,
                    "minutes": 60 + 30 * int(self.chance() * 5),
                    "people": people,
                }
            )
            for day in days
        ]


def _birthday(birth: dt.date, age: int) -> dt.date:
    """Return the day on which somebody turns that age; 1 March for a child of 29 February in a common year."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return dt.date(birth.year + age, 3, 1)
