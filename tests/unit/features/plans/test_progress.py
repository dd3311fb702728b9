"""Progress by year: what runs, what counts, which key means which sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.features.plans.rules.marks import PROGRESS, code_of_cell, code_of_key, mark_of
from kyodo_desktop.features.plans.rules.progress import (
    WAITING,
    ActionYears,
    latest,
    tallies,
    years_of,
    years_twice,
)

WORDS = load_profile("muroran").words(dt.date(2026, 11, 21))
KINDS = WORDS.taxonomy(PROGRESS)


def action(number: int = 1, policy: str = "information", department: str = "企画課", **values: Any) -> ActionYears:
    marks = values.pop("marks", {})
    lines = {
        year: {"fiscal_year": year, "progress": code, "target": None, "result": None, "issues": None}
        for year, code in marks.items()
    }
    shown = {"from_year": 2024, "until_year": 2026, **values}
    return ActionYears(
        number, f"T{number:03}", f"取組{number}", policy=policy, department=department, lines=lines, **shown
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1", "achieved"),
        ("４", "none"),
        ("◎", "achieved"),
        ("〇", "good"),
        ("o", "good"),
        ("▲", "slow"),
        ("x", "none"),
        ("5", None),
        ("0", None),
        ("あ", None),
        ("", None),
    ],
)
def test_one_key_means_a_progress(typed: str, code: str | None) -> None:
    assert code_of_key(typed, KINDS) == code


def test_a_pasted_cell_may_say_it_in_words() -> None:
    assert [code_of_cell(text, KINDS) for text in ("おおむね順調", " △ ", "2", "", "未定")] == [
        *("good", "slow", "good"),
        *(None, None),
    ]
    assert [mark_of(code, WORDS) for code in ("achieved", "none", "unknown", None)] == ["◎", "×", "unknown", ""]


def test_an_action_counts_while_it_runs_or_where_something_was_entered() -> None:
    one = action(marks={2023: "good", 2025: "slow"})
    assert [one.counted_as(year) for year in range(2022, 2028)] == [None, "good", WAITING, "slow", WAITING, None]
    endless = action(from_year=None, until_year=None)
    assert endless.counted_as(1990) == WAITING


def test_counts_stand_by_policy_with_a_sum_over_all() -> None:
    actions = [
        action(1, "information", marks={2025: "good"}),
        action(2, "information"),
        action(3, "review", marks={2025: "good"}),
        action(4, "review", from_year=2026),
    ]
    groups = [("information", "情報"), ("conditions", "環境"), ("review", "検証")]
    found = tallies(actions, 2025, "policy", groups)
    assert [(each.label, each.counts, each.total) for each in found] == [
        ("情報", {"good": 1, WAITING: 1}, 2),
        ("検証", {"good": 1}, 1),
        ("計", {"good": 2, WAITING: 1}, 3),
    ]
    assert (found[0].codes, found[-1].codes) == ((("policy", "information"),), ())
    assert len(tallies(actions[:1], 2025, "policy", groups)) == 1


CODES = st.sampled_from([None, "achieved", "good", "slow", "none"])


@given(st.lists(st.tuples(CODES, st.sampled_from(["information", "review"]), st.integers(2023, 2026)), max_size=12))
def test_the_sums_by_policy_and_by_department_are_the_same(given_actions: list[tuple[str | None, str, int]]) -> None:
    actions = [
        action(number, policy, f"課{number % 3}", from_year=begins, marks={2025: code} if code else {})
        for number, (code, policy, begins) in enumerate(given_actions)
    ]
    by_policy = tallies(actions, 2025, "policy", [("information", "情報"), ("review", "検証")])
    by_department = tallies(actions, 2025, "department", [(f"課{number}", "") for number in range(3)])
    counted = sum(each.counted_as(2025) is not None for each in actions)
    for found in (by_policy, by_department):
        assert (found[-1].total if found else 0) == counted


def test_the_years_end_with_the_present_one_or_the_next_that_has_entries() -> None:
    assert years_of([], 2026) == [2025, 2026]
    assert years_of([action(from_year=2010)], 2026) == list(range(2021, 2027))
    assert years_of([action(marks={2027: "good", 2031: "good"})], 2026) == list(range(2024, 2028))


def test_the_latest_progress_is_of_the_last_year_that_has_one() -> None:
    lines = [{"fiscal_year": 2025, "progress": "good"}, {"fiscal_year": 2026, "progress": None}]
    assert latest(lines) == (2025, "good")
    assert latest(lines[1:]) == (None, None)
    assert years_twice([*lines, {"fiscal_year": 2025}, {}, {}]) == [2]
