"""The shipped procedures can be lived, and name what the records and the checks of their slices have."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator
from fractions import Fraction

import pytest

from kyodo_desktop.core import profiles
from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.fields import Choice, Choices, EraDate, Field, Percent, Text, Yen
from kyodo_desktop.core.layered_words import REGISTERS
from kyodo_desktop.core.lifecycle import ANY, Lifecycle
from kyodo_desktop.core.office_days import MOVES
from kyodo_desktop.core.procedures import LIVING
from kyodo_desktop.core.profiles import PROFILE_NAMES, Profile, load_profile
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Term
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.evaluations.models.improvements import Improvement
from kyodo_desktop.features.grants.models.applications import GrantApplication
from kyodo_desktop.features.grants.models.rounds import GrantRound
from kyodo_desktop.features.grants.procedure import days_of_money
from kyodo_desktop.features.projects.models import Project

TODAY = dt.date(2026, 11, 21)

GUARDS = {
    "receipts_after_decision",
    "within_decided",
    "advance_ceiling",
    "report_complete",
    "budget_balanced",
    "documents_complete",
    "previous_report_received",
}
"""The checks that the slices know."""


@functools.cache
def shipped_profile(name: str) -> Profile:
    return load_profile(name)


@pytest.fixture(params=PROFILE_NAMES)
def profile(request: pytest.FixtureRequest) -> Profile:
    return shipped_profile(request.param)


def schema_for(life: Lifecycle) -> Schema:
    if life.name == "grant_round":
        return schema_of(GrantRound)
    if life.name == "improvement":
        return schema_of(Improvement)
    return schema_of(GrantApplication if life.name.startswith("grant") else Project)


def deadline_fields(life: Lifecycle) -> dict[str, Field]:
    """What a deadline may count from: for an application also the days of its round, and those of its money."""
    own = dict(schema_for(life).fields)
    if schema_for(life) is not schema_of(GrantApplication):
        return own
    of_money = {name: EraDate(name) for name in days_of_money(life, [])}
    return {**schema_of(GrantRound).fields, **own, **of_money}


def lives() -> Iterator[Lifecycle]:
    for name in PROFILE_NAMES:
        yield from shipped_profile(name).lifecycles.values()


def forms(profile: Profile) -> tuple[Term, ...]:
    return profile.taxonomies["collaboration_forms"].terms


# ----------------------------------------------------------------------------------------------------------- lives


def test_every_form_and_programme_has_a_life(profile: Profile) -> None:
    for name in LIVING:
        for term in profile.taxonomies[name].terms:
            assert term.extra["lifecycle"] in profile.lifecycles, term.code
    assert {"cooperation", "grant", "grant_round"} <= profile.lifecycles.keys()


def test_every_state_leads_to_the_end_by_steps_of_its_own(profile: Profile) -> None:
    for life in profile.lifecycles.values():
        ending = set(life.closed)
        for _ in life.states():
            ending |= {
                code
                for step in life.steps
                if step.to in ending
                for code in step.from_states
                if code != ANY and code in life.states()
            }
        assert set(life.states()) <= ending, life.name


def test_every_state_is_used_and_coloured(profile: Profile) -> None:
    used = {state for life in profile.lifecycles.values() for state in life.states()}
    assert used == {term.code for term in profile.taxonomies["states"].terms}
    for term in profile.taxonomies["states"].terms:
        assert "tone" in term.extra
        assert not term.extra.get("closed") or term.extra["tone"] == "withdrawn"


def test_what_steps_bring_and_fill_are_attributes_of_their_kind() -> None:
    for life in lives():
        fields = schema_for(life).fields
        for step in life.steps:
            for name in (step.amount, *step.also):
                assert not name or isinstance(fields[name], Yen), (life.name, step.code, name)
            assert not step.day or isinstance(fields[step.day], EraDate), (life.name, step.code)
            assert not step.number or type(fields[step.number]) is Text, (life.name, step.code)
            assert all(fields[name].derived for name in step.brings()), (life.name, step.code)
            assert not any(fields[name].derived for name in step.fills), (life.name, step.code)


def test_what_steps_set_is_a_term_of_the_attributes_list(profile: Profile) -> None:
    for life in profile.lifecycles.values():
        for step in life.steps:
            for name, code in step.sets.items():
                field = schema_for(life).fields[name]
                assert isinstance(field, Choice)
                assert profile.taxonomies[field.taxonomy].get(code)


def test_deadlines_count_from_days() -> None:
    for life in lives():
        fields = deadline_fields(life)
        for rule in life.deadlines:
            assert isinstance(fields[rule.of], EraDate), (life.name, rule.code)
            assert not rule.days_of or rule.days_of in fields


def test_a_due_day_is_asked_for_by_those_steps_into_the_states_that_wait_for_it() -> None:
    for life in lives():
        waiting = {state for rule in life.deadlines if rule.of == "due_on" for state in rule.states}
        for step in life.steps:
            assert (step.to in waiting) is ("due_on" in step.asks), (life.name, step.code)


def test_steps_of_a_life_can_be_told_apart() -> None:
    for life in lives():
        for state in life.states():
            labels = [step.label for step in life.offered(state)]
            assert len(labels) == len(set(labels)), (life.name, state)
        assert len({step.done for step in life.steps}) == len(life.steps), life.name


DAY, LATER = dt.date(2024, 6, 3), dt.date(2024, 9, 2)


@pytest.mark.parametrize(
    ("name", "values", "state"),
    [
        ("commission", {"approved_on": DAY, "contract_amount": 100, "paid_amount": 100}, "paid"),
        ("commission", {"approved_on": DAY, "contract_amount": 100, "closed_on": LATER}, "completed"),
        ("subsidy", {"approved_on": DAY, "contract_amount": 100, "paid_amount": 100}, "paid"),
        ("agreement", {"approved_on": DAY, "approval_number": "第1号"}, "concluded"),
        ("endorsement", {"received_on": DAY}, "received"),
        ("endorsement", {"approved_on": DAY, "reported_on": LATER}, "reported"),
        ("grant", {"received_on": DAY, "result": "rejected"}, "rejected"),
        ("grant", {"received_on": DAY, "result": "rejected", "decided_on": LATER}, "refused"),
        ("grant", {"received_on": DAY, "result": "runner_up"}, "runner_up"),
        ("grant", {"received_on": DAY, "result": "adopted"}, "allotted"),
        ("grant", {"received_on": DAY, "result": "adopted", "decided_amount": 100}, "decided"),
        ("grant", {"decided_on": DAY, "decided_amount": 100, "settled_amount": 90, "settled_on": LATER}, "settled"),
        ("grant", {"decided_on": DAY, "decided_amount": 100, "settled_amount": 90, "paid_amount": 90}, "paid"),
    ],
)
def test_a_record_of_an_older_list_stands_where_its_values_say(
    name: str, values: dict[str, object], state: str
) -> None:
    life = shipped_profile("muroran").lifecycles[name]
    found = life.standing(life.steps_from(values), values, MOVES)
    assert found.state == state
    assert {name: found.values[name] for name in values if name in found.values} == {
        name: value for name, value in values.items() if name in found.values
    }


def test_guards_are_checks_that_the_slices_know() -> None:
    assert {guard for life in lives() for step in life.steps for guard in step.guards} == GUARDS


def test_a_form_keeps_the_fields_that_its_life_asks_for(profile: Profile) -> None:
    fields = schema_of(Project).fields
    for form in forms(profile):
        life = profile.lifecycles[str(form.extra["lifecycle"])]
        for name in itertools.chain.from_iterable(step.fills for step in life.steps):
            assert not fields[name].extra or name in _texts(form, "fields"), (form.code, name)


# ----------------------------------------------------------------------------------------------------------- forms


def test_forms_name_what_a_project_has(profile: Profile) -> None:
    fields = schema_of(Project).fields
    for form in forms(profile):
        own = _texts(form, "fields")
        assert all(fields[name].extra for name in own), form.code
        for name in _texts(form, "wants"):
            assert not fields[name].derived, (form.code, name)
            assert not fields[name].extra or name in own, (form.code, name)
        assert form.extra["register"] in REGISTERS
        assert str(form.extra["caution"]).endswith("。")
        assert set(_texts(form, "waived")) <= set(_texts(form, "documents"))
        assert ("waiver_years" in form.extra) is ("waived" in form.extra) is ("waived_documents" in own)
        asks = [step for step in profile.lifecycles[str(form.extra["lifecycle"])].steps if step.guards]
        assert _texts(form, "documents") or not any("documents_complete" in step.guards for step in asks), form.code


def test_every_extra_attribute_of_a_project_belongs_to_a_form() -> None:
    extra = {name for name, field in schema_of(Project).fields.items() if field.extra}
    assert extra == {
        name for town in PROFILE_NAMES for form in forms(shipped_profile(town)) for name in _texts(form, "fields")
    }


@pytest.mark.parametrize(
    ("town", "code", "register", "words"),
    [
        ("muroran", "subsidy", "subsidy", "対等"),
        ("muroran", "joint_committee", "committee", "経費の負担、役割分担"),
        ("muroran", "cooperation_agreement", "agreement", "協定書"),
        ("tomakomai", "joint_hosting", "joint", "責任"),
        ("nagaoka", "separate_roles", "cooperation", "情報を共有"),
        ("standard", "commission", "commission", "検査"),
    ],
)
def test_a_form_says_its_caution_and_its_register(town: str, code: str, register: str, words: str) -> None:
    form = shipped_profile(town).taxonomies["collaboration_forms"].get(code)
    assert form
    assert form.extra["register"] == register
    assert words in str(form.extra["caution"])


def test_a_budget_knows_the_grant_what_is_own_and_what_is_deducted(profile: Profile) -> None:
    kinds = {term.code: term.extra["kind"] for term in profile.taxonomies["income_categories"].terms}
    assert [code for code, kind in kinds.items() if kind == "grant"] == ["grant"]
    assert set(kinds.values()) == {"grant", "own", "other"}


# ---------------------------------------------------------------------------------------------------------- rounds


def values_of(section: Section, schema: Schema, profile: Profile) -> dict[str, object]:
    words = profile.words(TODAY)
    return {name: schema.fields[name].parse(raw, words) for name, raw in section.data.items() if name in schema.fields}


def test_every_programme_has_the_rules_of_a_round(profile: Profile) -> None:
    schema = schema_of(GrantRound)
    assert list(profile.grant_rounds) == [term.code for term in profile.taxonomies["grant_programmes"].terms]
    for section in profile.grant_rounds.values():
        section.allow((*schema.fields, *schema.children))
        values = values_of(section, schema, profile)
        for name, value in values.items():
            assert value is not None, name
            assert not schema.fields[name].derived
            assert not isinstance(schema.fields[name], Percent) or 0 < int(str(value)) <= 1000
        for name, child in schema.children.items():
            for table in section.tables(name):
                table.allow(tuple(child.fields))
                line = values_of(table, child, profile)
                assert all(line.get(field) is not None for field, of in child.fields.items() if of.required)
        assert list(section.tables("frames"))


def test_every_cost_of_a_round_is_said_once_and_every_category_is_spoken_of(profile: Profile) -> None:
    categories = {term.code for term in profile.taxonomies["expense_categories"].terms}
    for code, section in profile.grant_rounds.items():
        said = [table.text("category") for table in section.tables("cost_rules")]
        assert len(said) == len(set(said)), code
        assert set(said) == categories, code


def test_a_programme_with_a_review_has_items_and_one_without_has_none(profile: Profile) -> None:
    for code, section in profile.grant_rounds.items():
        programme = profile.taxonomies["grant_programmes"].get(code)
        assert programme
        life = profile.lifecycles[str(programme.extra["lifecycle"])]
        assert bool(list(section.tables("review_items"))) is (life.step("review") is not None)


def test_muroran_has_its_frames_and_the_towns_differ_in_their_rules() -> None:
    frames = {
        town: [
            (table.text("name"), table.data["rate"], table.data["ceiling"])
            for table in shipped_profile(town).grant_rounds["civic_activity"].tables("frames")
        ]
        for town in PROFILE_NAMES
    }
    assert [name for name, _, _ in frames["muroran"]] == ["一般", "地域en(えん)づくり", "周年記念"]
    assert len({str(each) for each in frames.values()}) == len(PROFILE_NAMES)
    schema = schema_of(GrantRound)
    tomakomai = shipped_profile("tomakomai")
    start_up = next(tomakomai.grant_rounds["start_up"].tables("frames"))
    assert values_of(start_up, schema.children["frames"], tomakomai)["rate"] == Fraction(1)
    ladder = next(shipped_profile("ishioka").grant_rounds["civic_activity"].tables("frames"))
    assert values_of(ladder, schema.children["frames"], tomakomai)["ladder"] == (80, 60, 40)


# ------------------------------------------------------------------------------------------- what an office changes


def test_an_office_changes_single_rules_of_a_round_and_keeps_the_others() -> None:
    changed = load_profile("muroran", {"grant_rounds": {"civic_activity": {"budget": 5_000_000}}})
    section = changed.grant_rounds["civic_activity"]
    assert section.data["budget"] == 5_000_000
    assert section.data["rounding"] == 1000
    with pytest.raises(WorldError, match=r"「settings\.toml」の grant_rounds\.civic_activity\.budget"):
        section.fail("budget", "数字を書いてください。")
    with pytest.raises(WorldError, match=r"「muroran-procedures\.toml」の grant_rounds\.civic_activity\.rounding"):
        section.fail("rounding", "数字を書いてください。")
    with pytest.raises(
        WorldError, match=r"「muroran-procedures\.toml」の grant_rounds\.civic_activity\.frames\[1\]\.x"
    ):
        next(section.tables("frames")).fail("x", "つづりを確かめてください。")


def test_an_office_replaces_a_life_and_adds_a_form_that_lives_by_it() -> None:
    life = {
        "label": "覚書の手続",
        "initial": "negotiating",
        "steps": [
            {"code": "conclude", "label": "交わす", "done": "締結", "from": ["negotiating"], "to": "completed"},
        ],
    }
    terms = {"memorandum": {"label": "覚書", "domain": "cooperation", "lifecycle": "memorandum"}}
    changed = load_profile(
        "muroran", {"lifecycles": {"memorandum": life}, "taxonomies": {"collaboration_forms": {"terms": terms}}}
    )
    assert changed.lifecycles["memorandum"].states() == ("negotiating", "completed")
    assert changed.taxonomies["collaboration_forms"].terms[-1].label == "覚書"
    assert "areas" in changed.taxonomies


def test_an_office_may_drop_a_programme_that_its_town_has() -> None:
    terms = {"flowers": {"label": "花いっぱい補助金", "lifecycle": "grant"}}
    programmes = {"use": ["flowers"], "terms": terms}
    changed = load_profile("tomakomai", {"taxonomies": {"grant_programmes": programmes}})
    assert list(changed.grant_rounds) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"taxonomies": {"collaboration_form": {}}}, "taxonomies.collaboration_form"),
        (
            {"taxonomies": {"collaboration_forms": {"terms": {"subsidy": {"lifecycle": "grants"}}}}},
            "taxonomies.collaboration_forms.terms.subsidy.lifecycle",
        ),
        (
            {"taxonomies": {"collaboration_forms": {"terms": {"subsidy": {"register": "money"}}}}},
            "taxonomies.collaboration_forms.terms.subsidy.register",
        ),
        (
            {"taxonomies": {"collaboration_forms": {"terms": {"subsidy": {"domain": "moon"}}}}},
            "taxonomies.collaboration_forms.terms.subsidy.domain",
        ),
        (
            {"taxonomies": {"collaboration_forms": {"terms": {"subsidy": {"documents": ["pledge"]}}}}},
            "taxonomies.collaboration_forms.terms.subsidy.documents",
        ),
        ({"taxonomies": {"states": {"terms": {"paid": {"tone": "red"}}}}}, "taxonomies.states.terms.paid.tone"),
        ({"taxonomies": {"states": {"terms": {"paid": {"paid": True}}}}}, "taxonomies.states.terms.paid.paid"),
        (
            {"taxonomies": {"income_categories": {"terms": {"dues": {"kind": "gift"}}}}},
            "taxonomies.income_categories.terms.dues.kind",
        ),
        ({"grant_rounds": {"flowers": {}}}, "grant_rounds.flowers"),
        ({"grant_rounds": []}, "grant_rounds"),
        ({"lifecycles": {"grant": {"name": "補助金"}}}, "lifecycles.grant.name"),
        ({"lifecycles": ""}, "lifecycles"),
    ],
)
def test_a_wrong_change_of_procedures_is_found_when_the_office_is_opened(changes: dict[str, object], key: str) -> None:
    with pytest.raises(WorldError) as caught:
        load_profile("muroran", changes)
    assert f"「settings.toml」の {key} を" in caught.value.happened


def test_a_state_that_an_office_opens_again_must_be_left_by_a_step() -> None:
    opened = {"taxonomies": {"states": {"terms": {"completed": {"closed": False}}}}}
    with pytest.raises(WorldError, match="終わりの状態"):
        load_profile("muroran", opened)


def test_the_files_of_procedures_are_not_read_with_the_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window opens before anybody asks for a project or a grant."""
    read: list[str] = []

    def noted(name: str) -> Section:
        read.append(name)
        return file(name)

    file = profiles._file
    monkeypatch.setattr(profiles, "_file", noted)
    profile = load_profile("muroran", {"office": {"town": "室蘭市"}})
    assert profile.taxonomies["states"].terms
    assert profile.words(TODAY).taxonomy("organization_kinds").terms
    assert "muroran-procedures" not in read
    assert profile.lifecycles["grant"].steps
    assert profile.taxonomies["collaboration_forms"].terms
    assert profile.grant_rounds["civic_activity"].data
    assert read.count("muroran-procedures") == 1


def test_lists_of_the_procedures_are_chosen_from_by_records(profile: Profile) -> None:
    chosen = {
        field.taxonomy
        for record in (schema_of(Project), schema_of(GrantRound), schema_of(GrantApplication))
        for schema in (record, *record.children.values())
        for field in schema.fields.values()
        if isinstance(field, (Choice, Choices))
    }
    assert chosen <= set(profile.taxonomies)


def _texts(term: Term, key: str) -> tuple[str, ...]:
    named = term.extra.get(key, ())
    assert isinstance(named, tuple)
    return named
