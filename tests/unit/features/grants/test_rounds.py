"""Rounds: what a new one begins with, what is copied of last year's, how one is found."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.profiles import PROFILE_NAMES, load_profile
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.beginnings import from_profile
from kyodo_desktop.features.grants.round_book import meaning
from kyodo_desktop.features.grants.round_service import GrantRoundService

TODAY = dt.date(2026, 11, 21)


def test_a_round_begins_with_what_the_profile_says(rounds: GrantRoundService) -> None:
    draft = rounds.begins_with("civic_activity", 2026, 2)
    assert draft.values["name"] == "令和8年度 第2回 まちづくり活動支援補助金"
    assert draft.values["budget"] == 3_000_000
    assert draft.values["advance_share"] == 800
    frames = {line.values["name"]: line.values for line in draft.children["frames"]}
    assert frames["地域en(えん)づくり"]["rate"] == Fraction(2, 3)
    assert [line.values["points"] for line in draft.children["review_items"]] == [10] * 5
    saved = rounds.save("窓口", draft).snapshot
    assert saved["state"] == "before_call"
    assert saved["reference"] == "R8-B01"


@pytest.mark.parametrize("name", PROFILE_NAMES)
def test_every_shipped_profile_says_it_in_words_that_the_fields_read(name: str, rounds: GrantRoundService) -> None:
    profile = load_profile(name)
    assert profile.grant_rounds
    for section in profile.grant_rounds.values():
        assert from_profile(section, rounds.schema, profile.words(TODAY)).children["frames"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"bugdet": 1}, "bugdet"),
        ({"budget": "たくさん"}, "budget"),
        ({"frames": [{"name": "一般", "rate": "半分くらい"}]}, "frames[1].rate"),
        ({"frames": [{"name": "一般", "roof": 3}]}, "frames[1].roof"),
        ({"state": "calling"}, "state"),
    ],
)
def test_a_wrong_value_of_a_profile_names_file_and_key(
    rounds: GrantRoundService, data: dict[str, object], said: str
) -> None:
    section = Section("settings.toml", data, "grant_rounds.civic_activity")
    with pytest.raises(WorldError, match=r"settings\.toml") as raised:
        from_profile(section, rounds.schema, rounds.words())
    assert f"grant_rounds.civic_activity.{said}" in str(raised.value)


def test_an_unknown_programme_lists_those_that_there_are(rounds: GrantRoundService) -> None:
    with pytest.raises(InputError, match="まちづくり活動支援補助金"):
        rounds.begins_with("parking", 2026, 1)


def test_last_years_round_is_copied_with_its_days_moved(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    saturday = dt.date(2027, 2, 20)
    rounds.save("窓口", Draft({"presentation_on": saturday, "minutes": "記録"}, id=grant_round.id))
    draft = rounds.copied_from(grant_round.id, 2027)
    assert draft.values["name"] == "令和9年度 第1回 まちづくり活動支援補助金"
    assert draft.values["call_from"] == dt.date(2027, 4, 6)
    assert draft.values["call_until"] == dt.date(2027, 5, 17), "15 May 2027 is a Saturday"
    assert draft.values["finish_by"] == dt.date(2028, 3, 31)
    assert draft.values["presentation_on"] == dt.date(2028, 2, 19), "a Saturday stays one"
    assert [line.values["interests"] for line in draft.children["reviewers"]][1] == "青葉の会、D0009"
    assert not {"minutes", "reference", "state"} & draft.values.keys()
    assert not {"steps", "events"} & draft.children.keys()
    copied = rounds.save("窓口", draft).snapshot
    assert len(copied.children["cost_rules"]) == len(grant_round.children["cost_rules"])


def test_a_deadline_never_moves_out_of_its_fiscal_year(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    rounds.save("窓口", Draft({"report_by": dt.date(2027, 3, 31)}, id=grant_round.id))
    draft = rounds.copied_from(grant_round.id, 2028)  # 31 March 2029 is a Saturday
    assert draft.values["report_by"] == dt.date(2029, 3, 30)


def test_a_presentation_that_was_held_is_not_due_any_more(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    held_on = dt.date(2027, 2, 20)
    rounds.save("窓口", Draft({"presentation_on": held_on}, id=grant_round.id))

    def take(*steps: str) -> None:
        for step in steps:
            rounds.take("窓口", [Taking(grant_round.id, step, {"happened_on": held_on})])

    take("open_call", "close_call", "decide", "settle")
    assert rounds.load(grant_round.id)["due_what"] == "成果報告会"
    take("present")
    assert rounds.load(grant_round.id)["due_on"] is None


def test_one_round_of_a_programme_year_and_number(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    with pytest.raises(InputError, match=grant_round["reference"]):
        rounds.save("窓口", rounds.begins_with("civic_activity", 2026, 1))
    rounds.save("窓口", Draft({"budget": 1}, id=grant_round.id))
    other = rounds.save("窓口", rounds.begins_with("civic_activity", 2026, 2)).snapshot
    with pytest.raises(InputError, match="同じ年度・回"):
        rounds.save("窓口", Draft({"number": 1}, id=other.id))


def test_days_of_the_calendar_come_in_order(rounds: GrantRoundService) -> None:
    draft = rounds.begins_with("civic_activity", 2026, 1)
    draft.values |= {"call_from": dt.date(2026, 5, 1), "call_until": dt.date(2026, 4, 1)}
    with pytest.raises(InputError, match="「募集締切日」が「募集開始日」より前") as raised:
        rounds.save("窓口", draft)
    assert raised.value.problems[0].attribute == "call_until"


def test_frames_and_reviewers_are_told_by_their_names(rounds: GrantRoundService) -> None:
    draft = rounds.begins_with("civic_activity", 2026, 1)
    draft.children["reviewers"] = [Draft({"name": "高橋 花子"}), Draft({"name": "髙橋花子"})]
    with pytest.raises(InputError, match="二つあります") as raised:
        rounds.save("窓口", draft)
    assert (raised.value.problems[0].child, raised.value.problems[0].row) == ("reviewers", 1)


def test_a_name_follows_the_number_unless_it_was_given_by_hand(
    rounds: GrantRoundService, grant_round: Snapshot
) -> None:
    changed = rounds.save("窓口", Draft({"number": 3}, id=grant_round.id)).snapshot
    assert changed["name"] == "令和8年度 第3回 まちづくり活動支援補助金"
    rounds.save("窓口", Draft({"name": "追加募集"}, id=grant_round.id))
    assert rounds.save("窓口", Draft({"number": 4}, id=grant_round.id)).snapshot["name"] == "追加募集"


@pytest.mark.parametrize(
    "text",
    [
        "R8-B01",
        "ｒ８－Ｂ０１",
        "令和8年度 第1回 まちづくり活動支援補助金",
        "令和８年度第１回",
        "2026年度 まちづくり活動支援補助金",
        "R8 第1回",
    ],
)
def test_a_round_is_found_as_people_write_it(rounds: GrantRoundService, grant_round: Snapshot, text: str) -> None:
    found = rounds.book().find(text)
    assert found is not None
    assert found.id == grant_round.id
    assert rounds.of_text(str(grant_round.id)).id == grant_round.id


def test_a_text_that_may_mean_two_rounds_finds_none(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    rounds.save("窓口", rounds.begins_with("civic_activity", 2026, 2))
    assert rounds.book().find("令和8年度") is None
    assert len(rounds.book().matching("令和8年度", TODAY)) == 2
    assert rounds.book().find("令和元年度 第1回") is None
    with pytest.raises(InputError, match=grant_round["reference"]):
        rounds.of_text("R1-B09")


def test_the_days_of_a_round_are_its_deadlines(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    assert (grant_round["due_what"], grant_round["due_on"]) == ("募集の開始", dt.date(2026, 4, 6))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("平成31年度", 2019),
        ("令和元年度", 2019),
        ("R8", 2026),
        ("昭和63年度", 1988),
        ("PR30周年記念 2026年度", 2026),
        ("PR30周年", None),
    ],
)
def test_the_year_of_a_round_is_read_of_an_era_and_not_of_any_letter(
    text: str, year: int | None, rounds: GrantRoundService
) -> None:
    assert meaning(text, rounds.programmes).fiscal_year == year
