"""A service that declares what its rules look at in a new record is held to it.

An import asks such rules once for all rows that are alike in what is declared (``RecordService.examined`` and
``derived_from``): where a rule read anything else, it would answer for rows that it never saw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.fields import Choice, Count, EraDate, Field, Flag, Percent
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.slice import resolve
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.office.sample import sample_organizations, sample_settings, sample_volunteers
from kyodo_desktop.features.office.settings import read_settings
from kyodo_desktop.features.volunteers.service import VolunteerService
from kyodo_desktop.slices import SLICES

Rule = Callable[[Draft, Snapshot | None], Any]

SAMPLES: Mapping[str, Callable[[dt.date, Words], Iterator[Draft]]] = {
    "organizations": lambda today, words: sample_organizations(1, today, words),
    "volunteers": lambda today, words: sample_volunteers(150, 1, today, words),
}
DECLARED = [
    (each.name, rule, declaration)
    for each in SLICES
    for rule, declaration in (("problems", "examined"), ("derive", "derived_from"))
    if getattr(resolve(each.service), declaration) is not None
]


class Watched(dict[str, Any]):
    """Values that note which attributes are asked for, in any copy of them."""

    def __init__(self, values: Mapping[str, Any], asked: set[str]) -> None:
        super().__init__(values)
        self._all = dict(values)
        self._asked = asked

    def _everything(self) -> dict[str, Any]:
        self._asked.update(self._all)
        return self._all

    def __getitem__(self, name: str) -> Any:
        self._asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._asked.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self._asked.add(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._everything())

    def keys(self) -> Any:
        return self._everything().keys()

    def values(self) -> Any:
        return self._everything().values()

    def items(self) -> Any:
        return self._everything().items()

    def copy(self) -> Watched:
        return Watched(self._all, self._asked)

    def __or__(self, other: Any) -> Any:
        return self._everything() | other


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "事務所", read_settings(sample_settings()), clock)
    with Office(tmp_path / "事務所", clock) as opened:
        yield opened


def pool(declared: Field, today: dt.date, words: Words) -> Sequence[Any]:
    """Return values at which a rule may turn."""
    match declared:
        case EraDate():
            return [today + dt.timedelta(days=days) for days in (-15000, -6000, -400, -1, 0, 1, 400)]
        case Flag():
            return [True, False]
        case Percent() | Count():
            return [0, 1, 999, 1001]
        case Choice():
            return [term.code for term in words.taxonomy(declared.taxonomy).terms]
    return ["別の言葉"]


def drafts(office: Office, name: str) -> Iterator[Draft]:
    """Yield the records of the sample office, each also with other, wrong or missing values."""
    fields, today, words = office.service(name).schema.fields, office.today(), office.words()
    random = Random(name)
    for draft in SAMPLES[name](today, words):
        yield draft
        for _ in range(6):
            names = random.sample(list(fields), random.randint(1, 12))
            other = {each: random.choice([None, *pool(fields[each], today, words)]) for each in names}
            yield Draft(draft.values | other, draft.children)
        yield Draft({}, draft.children)


def undeclared(rule: Rule, declared: Sequence[str], made: Iterator[Draft]) -> set[str]:
    """Return what a rule looks at beyond what is declared.

    Fails when it says of a draft what it does not say of the declared attributes alone, or never looks at one of them.
    """
    asked: set[str] = set()
    answers = set()
    for draft in made:
        answer = rule(Draft(Watched(draft.values, asked), cast(Any, Watched(draft.children, asked))), None)
        alone = rule(Draft({name: draft.values.get(name) for name in declared}), None)
        assert answer == alone or not asked <= set(declared), draft
        answers.add(repr(answer))
    assert len(answers) > 3, "the drafts must not all be alike to the rule"
    assert asked >= set(declared), "what no rule looks at needs no declaration"
    return asked - set(declared)


@pytest.mark.parametrize(("name", "rule", "declaration"), DECLARED)
def test_rules_look_at_what_is_declared_alone(office: Office, name: str, rule: str, declaration: str) -> None:
    service = office.service(name)
    declared = getattr(service, declaration)
    assert set(declared) <= set(service.schema.fields)
    assert undeclared(getattr(service, rule), declared, drafts(office, name)) == set()


def test_services_declare_for_both_kinds_of_rules() -> None:
    assert {rule for _, rule, _ in DECLARED} == {"problems", "derive"}
    assert {name for name, _, _ in DECLARED} <= set(SAMPLES)
    assert RecordService.examined is RecordService.derived_from is None, "who declares nothing is asked for each row"


class Careless(VolunteerService):
    """Rules that read what the service did not declare."""

    def problems(self, draft: Draft, stored: Snapshot | None) -> list[Problem]:
        found = super().problems(draft, stored)
        if draft.values.get("withdrawn_on") and not draft.values.get("withdrawal_reason"):
            found.append(Problem("抹消の理由を入力してください。", "withdrawal_reason"))
        return found

    def derive(self, draft: Draft, stored: Snapshot | None) -> dict[str, Any]:
        return super().derive(draft, stored) | {"member_count": len(draft.children.get("members", ()))}


def test_a_rule_that_reads_more_is_found(office: Office) -> None:
    service = office.service("volunteers")
    careless = Careless(service.database, service.profile, service.attachment_folder)
    assert careless.examined is not None
    assert careless.derived_from is not None
    made = list(drafts(office, "volunteers"))
    assert undeclared(careless.problems, careless.examined, iter(made)) == {"withdrawal_reason"}
    assert undeclared(careless.derive, careless.derived_from, iter(made)) == {"members"}


@pytest.mark.parametrize(
    "copied",
    [
        lambda values: {**values},
        dict,
        lambda values: values | {},
        lambda values: {} | values,
        list,
        lambda values: list(values.items()),
        lambda values: dict(zip(values.keys(), values.values(), strict=True)),
        lambda values: values.copy().get("a"),
        lambda values: values["a"],
        lambda values: "a" in values,
    ],
)
def test_no_way_of_reading_goes_unseen(copied: Callable[[dict[str, int]], object]) -> None:
    asked: set[str] = set()
    copied(Watched({"a": 1}, asked))
    assert asked == {"a"}
