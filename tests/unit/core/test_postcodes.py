"""A postcode finds its place and an address its postcode, with the data that is installed."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby

import pytest

from kyodo_desktop.core import postcodes
from kyodo_desktop.core.postcodes import address_of, places_of, postal_codes_of
from kyodo_desktop.core.text import is_reading
from tests.cost import least_cost


@pytest.mark.parametrize("typed", ["050-0083", "0500083"])
def test_place(typed: str) -> None:
    place = address_of(typed)
    assert place
    assert (place.prefecture, place.city, place.neighborhood) == ("北海道", "室蘭市", "東町")
    assert place.address == "北海道室蘭市東町"
    assert place.kana == "ほっかいどうむろらんしひがしまち"


@pytest.mark.parametrize("unknown", ["", "9999999", "050", "abc"])
def test_no_place(unknown: str) -> None:
    assert address_of(unknown) is None
    assert places_of(unknown) == ()


def test_the_general_code_of_a_town_has_no_neighborhood() -> None:
    place = address_of("050-0000")
    assert place
    assert (place.address, place.note) == ("北海道室蘭市", "以下に掲載がない場合")


def test_a_code_of_several_neighborhoods_gives_their_town() -> None:
    places = places_of("441-1324")
    assert {"井道", "奥井道", "内井道"} <= {place.neighborhood for place in places}
    common = address_of("441-1324")
    assert common
    assert common.address == "愛知県新城市"


def test_a_code_of_two_towns_gives_their_prefecture() -> None:
    assert {place.city for place in places_of("315-0000")} == {"石岡市", "かすみがうら市"}
    common = address_of("315-0000")
    assert common
    assert common.address == "茨城県"


def test_a_big_receiver_has_its_own_code() -> None:
    place = address_of("060-8611")
    assert place
    assert place.address.startswith("北海道札幌市中央区北一条西")
    assert place.office == "札幌市役所"


def test_a_reading_that_was_broken_over_lines_is_whole() -> None:
    place = address_of("602-8368")
    assert place
    assert (place.neighborhood, place.neighborhood_kana) == ("北町", "きたまち")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("北海道室蘭市東町4丁目20-6", "050-0083"),
        ("室蘭市東町４丁目２０番６号", "050-0083"),
        ("北海道　室蘭市　幸町1-2", "051-0016"),
        ("苫小牧市旭町4-5-6", "053-0018"),
        ("茨城県石岡市石岡1-1-1", "315-0001"),
        ("石岡市大字柿岡5680-1", "315-0116"),
        ("長岡市大手通1-4-10", "940-0062"),
        ("札幌市中央区北一条西20丁目", "064-0821"),
        ("札幌市中央区北1条西２丁目", "060-0001"),
        ("札幌市中央区旭ヶ丘1", "064-0941"),
        ("札幌市中央区旭が丘1", "064-0941"),
        ("東京都府中市宮西町2-24", "183-0022"),
        ("和賀郡西和賀町穴明", "029-5503"),
        ("西和賀町穴明", "029-5503"),
        ("大和郡山市北郡山町248-4", "639-1160"),
        ("郡山市朝日1-23-7", "963-8024"),
        ("室蘭市知らない町1", "050-0000"),
    ],
)
def test_postal_code(address: str, code: str) -> None:
    assert postal_codes_of(address)[0][0] == code


def test_while_typing_the_neighborhoods_that_begin_so_are_offered() -> None:
    offered = [place.neighborhood for _, place in postal_codes_of("室蘭市港")]
    assert offered == ["港南町", "港北町", ""]


def test_a_town_name_of_two_towns_offers_both() -> None:
    assert {place.prefecture for _, place in postal_codes_of("伊達市")} == {"北海道", "福島県"}


@pytest.mark.parametrize("address", ["", "どこか", "東町4丁目", "北海道", "むろらんし"])
def test_no_town(address: str) -> None:
    assert postal_codes_of(address) == []


def test_no_more_than_asked_for_and_none_twice() -> None:
    offered = postal_codes_of("郡上市八幡町", limit=5)
    assert len(set(offered)) == len(offered) == 5


def test_the_towns_are_found_whole_without_reading_every_row() -> None:
    with closing(postcodes._open()) as database:
        rows = database.execute("SELECT prefecture, city, rowid FROM postal_data").fetchall()
    runs = [(town, [row[2] for row in run]) for town, run in groupby(rows, key=lambda row: row[:2])]
    assert list(postcodes._towns()) == [(town, run[0], run[-1]) for town, run in runs]


def test_every_neighborhood_of_a_town_finds_its_code_and_has_a_reading() -> None:
    rows = [(town, first, last) for town, first, last in postcodes._towns() if town == ("北海道", "室蘭市")]
    ((_, first, last),) = rows
    for code, _, place in postcodes._rows(first, last):
        if place.neighborhood:
            assert postal_codes_of(place.address)[0] == (f"{code[:3]}-{code[3:]}", place)
            assert is_reading(place.kana)


def test_look_ups_in_five_towns_cost_less_than_reading_every_row_once() -> None:
    postal_codes_of("室蘭市")

    def look_up() -> None:
        postcodes._rows.cache_clear()
        for address in ("室蘭市東町", "苫小牧市旭町", "石岡市石岡", "長岡市大手通", "札幌市中央区北一条西"):
            postal_codes_of(address)
            address_of("050-0083")

    def read_every_row() -> None:
        with closing(postcodes._open()) as database:
            for _ in database.execute("SELECT prefecture, city, neighborhood FROM postal_data"):
                pass

    assert least_cost(look_up) < least_cost(read_every_row)
