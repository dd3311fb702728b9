"""Measures as a profile declares them."""

from __future__ import annotations

from typing import Any

import pytest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.measures import COMPUTATIONS, LISTS, STANDING, WORDS
from kyodo_desktop.core.profiles import PROFILE_NAMES, load_profile

MEASURE: dict[str, Any] = {"label": "出前講座", "furigana": "でまえこうざ", "group": "参加の機会", "count": "回"}


def changed(**values: Any) -> dict[str, Any]:
    return {"measures": {"lectures": {**MEASURE, **values}}}


@pytest.mark.parametrize("name", PROFILE_NAMES)
def test_every_profile_counts_its_own_programmes_and_forms(name: str) -> None:
    profile = load_profile(name)
    measures = profile.measures
    forms = {term.code for term in profile.taxonomies["collaboration_forms"].terms if not term.retired}
    assert {each.of["form"] for each in measures.values() if "form" in each.of} == forms
    programmes = {term.code for term in profile.taxonomies["volunteer_programmes"].terms}
    assert {each.of["programme"] for each in measures.values() if each.computed == "registrations"} <= programmes
    assert [term.code for term in profile.taxonomies["measures"].terms] == list(measures)


def test_a_town_names_and_drops_and_adds_measures() -> None:
    changes = changed()
    changes["measures"] |= {"town_talks": {"label": "市長室開放", "furigana": "しちょうしつかいほう"}}
    changes["measures"]["public_comments"] = {"retired": True}
    measures = load_profile("muroran", changes).measures
    assert measures["town_talks"].label == "市長室開放"
    assert measures["town_talks"].units == {"count": "回", "people": "名"}
    assert "public_comments" not in measures
    assert list(measures)[-1] == "lectures"


def test_a_measure_of_a_term_takes_its_words_and_goes_with_it() -> None:
    muroran = load_profile("muroran").measures
    assert muroran["free_work"].label == "まごころパートナー"
    assert "guide" not in muroran


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"units": "回"}, "units"),
        ({"count": ""}, "count"),
        ({"computed": "guesses"}, "computed"),
        ({"computed": "projects", "of": {"programme": "free_work"}}, "programme"),
        ({"computed": "grants", "of": {"stage": "hoped"}}, "stage"),
        ({"computed": "projects", "each": "frame"}, "each"),
        ({"computed": "projects", "of": {"form": "commission"}, "each": "form"}, "each"),
        ({"group": ""}, "group"),
    ],
)
def test_what_a_measure_cannot_mean_is_named_with_its_key(values: dict[str, Any], key: str) -> None:
    with pytest.raises(WorldError, match=rf"measures\.lectures(\.of)?\.{key}"):
        load_profile("muroran", changed(**values))


def test_a_measure_without_any_number_is_refused() -> None:
    only = {name: value for name, value in MEASURE.items() if name != "count"}
    with pytest.raises(WorldError, match="単位"):
        load_profile("muroran", {"measures": {"lectures": only}})


def test_the_arguments_of_computations_hang_together() -> None:
    assert set(STANDING) <= set(COMPUTATIONS)
    arguments = {name for names in COMPUTATIONS.values() for name in names}
    assert set(LISTS) | set(WORDS) | {"frame"} == arguments
    assert all(computed in COMPUTATIONS for known in LISTS.values() for computed in known)
