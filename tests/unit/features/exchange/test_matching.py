"""Two are one, or not, or it has to be asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.exchange.matching import (
    EarlierRows,
    Finding,
    Known,
    Traits,
    Verdict,
    address_shape,
    best,
    compare,
)

BORN = dt.date(1955, 4, 1)
NOBODY = Traits(body=False, kind="individual", reading="", birth_on=None, phones=frozenset(), address="")
KNOWN = replace(
    NOBODY, reading="たかはしいちろう", birth_on=BORN, phones=frozenset({"0143-22-1111"}), address="幸町1-2"
)
BODY = Traits(body=True, kind="npo", reading="", birth_on=None, phones=frozenset({"0143-22-1111"}), address="幸町1-2")
OTHER_PHONE = frozenset({"0143-99-9999"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北海道室蘭市幸町1丁目2番3号", "幸町1-2-3"),
        ("室蘭市幸町一丁目2番地の3", "室蘭市　幸町１－２－３"),
        ("室蘭市幸町1-2-3 コーポみどり201", "室蘭市幸町1-2-3"),
        ("福島県四日市市中央町5番地", "四日市市中央町5"),
    ],
)
def test_writings_of_one_address_are_alike(one: str, other: str) -> None:
    assert address_shape(one) == address_shape(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("幸町1-23", "幸町12-3"), ("幸町1-2", "東町1-2"), ("幸町1-2-3", "幸町1-2"), ("市川市幸町1", "石川市幸町2")],
)
def test_other_addresses_are_not(one: str, other: str) -> None:
    assert address_shape(one) != address_shape(other)


def test_an_address_without_a_number_tells_nobody_apart() -> None:
    assert address_shape("室蘭市東町") == ""


@pytest.mark.parametrize(
    ("row", "stored", "in_file"),
    [
        (KNOWN, Verdict.SAME, Verdict.SAME),
        (replace(NOBODY, birth_on=BORN), Verdict.SAME, Verdict.SAME),
        (replace(NOBODY, phones=frozenset({"0143-22-1111", "090-1"})), Verdict.SAME, Verdict.SAME),
        (replace(NOBODY, address="幸町1-2", phones=OTHER_PHONE), Verdict.SAME, Verdict.SAME),
        # A birthday that differs makes two, but not where telephone or address are the same: then one may be mistyped.
        (replace(NOBODY, birth_on=dt.date(1990, 1, 1)), Verdict.OTHER, Verdict.OTHER),
        (replace(KNOWN, birth_on=dt.date(1990, 1, 1)), Verdict.PERHAPS, Verdict.PERHAPS),
        # Moved, or a namesake; two rows of one list with two telephones are two people.
        (replace(NOBODY, phones=OTHER_PHONE), Verdict.PERHAPS, Verdict.OTHER),
        (replace(NOBODY, phones=OTHER_PHONE, reading="たかはしいちろう"), Verdict.PERHAPS, Verdict.OTHER),
        # The same signs, read otherwise.
        (replace(NOBODY, reading="こうきょういちろう"), Verdict.OTHER, Verdict.OTHER),
        # Name and reading alone.
        (replace(NOBODY, reading="たかはしいちろう"), Verdict.SAME, Verdict.PERHAPS),
        (NOBODY, Verdict.PERHAPS, Verdict.PERHAPS),
        (replace(BODY, kind="individual"), Verdict.OTHER, Verdict.OTHER),
    ],
)
def test_people_of_one_name(row: Traits, stored: Verdict, in_file: Verdict) -> None:
    assert compare(row, KNOWN, stored=True)[0] is stored
    assert compare(row, KNOWN, stored=False)[0] is in_file


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (replace(BODY, phones=OTHER_PHONE, address="東町9"), Verdict.SAME),
        (replace(BODY, kind=None, phones=frozenset(), address=""), Verdict.SAME),
        (replace(BODY, kind="company"), Verdict.SAME),
        (replace(BODY, kind="company", phones=OTHER_PHONE, address=""), Verdict.PERHAPS),
    ],
)
def test_bodies_of_one_name(row: Traits, verdict: Verdict) -> None:
    assert compare(row, BODY, stored=True)[0] is verdict
    assert compare(row, BODY, stored=False)[0] is verdict


def known(number: int, traits: Traits) -> Known:
    return Known(None, number, "", "髙橋　一郎", {}, lambda _: traits)


def test_two_that_fit_equally_well_are_asked_and_both_named() -> None:
    found = best([Finding(known(row, KNOWN), Verdict.SAME, ("名前", "電話番号")) for row in (2, 3)])
    assert found is not None
    assert (found.verdict, [other.row for other in found.others]) == (Verdict.PERHAPS, [3])
    better = Finding(known(4, KNOWN), Verdict.SAME, ("名前", "電話番号", "住所"))
    assert best([found, better]) == better


dates = st.none() | st.sampled_from([BORN, dt.date(1990, 1, 1)])
people = st.builds(
    Traits,
    st.booleans(),
    st.sampled_from(["individual", "group"]),
    st.sampled_from(["", "たかはし", "こうきょう"]),
    dates,
    st.frozensets(st.sampled_from(["0143-1", "0143-2"]), max_size=2),
    st.sampled_from(["", "幸町1", "東町2"]),
)


@given(st.lists(people, max_size=6), people)
def test_rows_are_found_as_if_each_had_been_compared(earlier: list[Traits], row: Traits) -> None:
    rows = EarlierRows()
    for number, traits in enumerate(earlier):
        rows.add("高橋一郎", known(number, traits))
    verdicts = {compare(row, traits, stored=False)[0] for traits in earlier}
    found = rows.find("高橋一郎", row)
    if Verdict.SAME in verdicts:
        assert found is not None
        assert Verdict.SAME in {compare(row, each.traits, stored=False)[0] for each in (found.known, *found.others)}
    elif Verdict.PERHAPS in verdicts:
        assert found is not None
        assert found.verdict is Verdict.PERHAPS
    else:
        assert found is None
    assert rows.find("鈴木次郎", row) is None
