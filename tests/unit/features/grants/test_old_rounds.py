"""Rounds of past years that a list names: which are made, and that they are over."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.grants.old_rounds import COMPLETED, draft_of, old_rounds
from kyodo_desktop.features.grants.round_book import RoundBook

TODAY = dt.date(2026, 11, 21)
PROFILE = load_profile("muroran")
PROGRAMMES = PROFILE.words(TODAY).taxonomy("grant_programmes")
CODE = PROGRAMMES.terms[0].code


def book(*numbers: int) -> RoundBook:
    rounds = [
        Snapshot(
            "grant_rounds",
            number,
            1,
            {
                "programme": CODE,
                "fiscal_year": 2024,
                "number": number,
                "name": f"回{number}",
                "reference": f"B{number}",
            },
        )
        for number in numbers
    ]
    return RoundBook(rounds, PROGRAMMES)


def test_only_past_rounds_that_nobody_registered_are_made() -> None:
    texts = ["R5第1回", "令和5年度 第1回", "R6第2回", "R6", "R8第1回", "ふるさと補助金", ""]
    applications = [{"round": text, "programme": CODE} for text in texts]
    made = old_rounds(applications, book(2), TODAY)
    assert [(each.fiscal_year, each.number, each.applications) for each in made] == [(2023, 1, 2)]
    assert "申請2件" in made[0].said


def test_a_text_without_a_number_is_left_open_where_rounds_of_the_year_are_known() -> None:
    assert old_rounds([{"round": "R6", "programme": CODE}], book(1, 2), TODAY) == []
    [made] = old_rounds([{"round": "R6", "programme": CODE}], book(), TODAY)
    assert made.name == "令和6年度 第1回 まちづくり活動支援補助金"


def test_a_round_that_is_made_is_over() -> None:
    [made] = old_rounds([{"round": "R5", "programme": CODE}], book(), TODAY)
    life = PROFILE.lifecycles["grant_round"]
    draft = draft_of(made, life)
    assert life.state_after(line.values for line in draft.children["steps"]) == COMPLETED
    assert {line.values["happened_on"] for line in draft.children["steps"]} == {dt.date(2024, 3, 31)}
    assert life.way_to("nowhere") == ()
    assert life.way_to(life.initial) == ()
