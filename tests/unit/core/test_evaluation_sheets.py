"""The sheets of the profiles, and what is refused in them."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.profiles import PROFILE_NAMES, load_profile

OWN = "evaluation_sheets"


def sheet(**changes: object) -> dict[str, object]:
    """Return an office's own sheet with changes."""
    group = {
        "code": "work",
        "label": "進め方",
        "weight": 1,
        "items": [{"code": "planning", "label": "計画", "question": "計画できたか。"}],
    }
    table: dict[str, object] = {
        "label": "わが町のシート",
        "kinds": ["self"],
        "least": 1,
        "anchors": ["いいえ", "はい"],
        "reason_at": 1,
        "groups": [group],
    }
    return {OWN: {"ours": table | changes}}


@pytest.mark.parametrize("name", PROFILE_NAMES)
def test_the_sheet_of_a_town_asks_for_each_of_its_principles(name: str) -> None:
    profile = load_profile(name)
    first = next(iter(profile.evaluation_sheets.values()))
    principles = [term.code for term in profile.taxonomies["principles"].terms]
    assert first.name == "collaboration"
    assert [item.code for group in first.groups if group.code == "principles" for item in group.items] == principles
    assert {"process", "result", "plan"} & {group.code for group in first.groups}
    assert all(item.label and item.question for _, item in first.items())
    assert first.reason_at < first.most


def test_the_towns_differ_in_scale_and_weights() -> None:
    sheets = [load_profile(name).evaluation_sheets["collaboration"] for name in PROFILE_NAMES]
    told = {(each.least, each.most, tuple(group.weight for group in each.groups)) for each in sheets}
    assert len(told) == len(PROFILE_NAMES)
    assert (1, 5, (20, 20, 60)) in told


def test_marks_have_words_and_low_ones_want_a_reason() -> None:
    found = load_profile("muroran").evaluation_sheets["collaboration"]
    assert found.scale()[0] == (5, "十分にできた")
    assert found.scale()[-1] == (1, "まったくできなかった")
    assert found.anchor(3) == "ふつう"
    assert found.anchor(0) == found.anchor(6) == ""
    assert [found.needs_reason(mark) for mark in (None, 1, 2, 3)] == [False, True, True, False]


def test_sheets_are_a_list_of_choices() -> None:
    terms = load_profile("muroran").taxonomies[OWN].terms
    assert [(term.code, term.label) for term in terms] == [
        ("collaboration", "協働事業評価シート"),
        ("reflection", "ふりかえりシート"),
    ]


def test_an_office_changes_single_keys_of_a_sheet_or_brings_its_own() -> None:
    profile = load_profile("muroran", {OWN: {"collaboration": {"reason_at": 3}}})
    assert profile.evaluation_sheets["collaboration"].reason_at == 3
    assert len(list(profile.evaluation_sheets["collaboration"].items())) == 16
    own = load_profile("muroran", sheet()).evaluation_sheets
    assert list(own) == ["ours", "collaboration", "reflection"]
    assert own["ours"].most == 2


def test_a_principle_takes_its_own_question_before_the_general_one() -> None:
    group = {
        "code": "principles",
        "label": "原則",
        "weight": 1,
        "principles": True,
        "question": "「{principle}」はどうか。",
        "items": [{"code": "equality", "question": "対等か。"}],
    }
    found = load_profile("muroran", sheet(groups=[group])).evaluation_sheets["ours"]
    questions = {item.label: item.question for _, item in found.items()}
    assert questions["対等"] == "対等か。"
    assert questions["目的共有"] == "「目的共有」はどうか。"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"kinds": ["nobody"]}, "kinds"),
        ({"kinds": []}, "kinds"),
        ({"least": 3}, "least"),
        ({"anchors": ["一つ"]}, "anchors"),
        ({"reason_at": 3}, "reason_at"),
        ({"groups": []}, "groups"),
        ({"colour": "red"}, "colour"),
        ({"groups": [{"code": "a", "label": "あ", "weight": 0}]}, "items"),
        ({"groups": [{"code": "a", "label": "あ", "weight": 1, "question": "何か。"}]}, "question"),
        ({"groups": [{"code": "a", "label": "あ", "weight": 1, "principles": True}]}, "items"),
        (
            {"groups": [{"code": "a", "label": "あ", "weight": 1, "principles": True, "question": "原則はどうか。"}]},
            "question",
        ),
        (
            {
                "groups": [
                    {"code": "a", "label": "あ", "weight": 1, "items": [{"code": "x", "question": "何か。"}]},
                    {"code": "b", "label": "い", "weight": 1, "items": [{"code": "x", "question": "何か。"}]},
                ]
            },
            "groups",
        ),
        (
            {"groups": [{"code": "A", "label": "あ", "weight": 1, "items": [{"code": "x", "question": "何か。"}]}]},
            "code",
        ),
    ],
)
def test_a_wrong_sheet_names_file_and_key(changes: dict[str, object], key: str) -> None:
    with pytest.raises(WorldError, match=rf"settings\.toml.*evaluation_sheets\.ours.*{key}"):
        load_profile("muroran", sheet(**changes))
