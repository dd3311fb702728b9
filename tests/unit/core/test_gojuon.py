"""The order of readings, and the tabs of a roster."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.text import INDEX_TABS, index_tab, sort_key

ORDER = [
    "あ",
    "あい",
    "い",
    "う",
    "ヴ",
    "か",
    "が",
    "かー",
    "かあ",
    "ガア",
    "かい",
    "きょう",
    "きよう",
    "ぎょう",
    "こーひー",
    "コオヒイ",
    "すし",
    "すず",
    "すゞ",
    "たなか",
    "たなか　あい",
    "たなか　かい",
    "だなか　あい",
    "たなかまる",
    "つっか",
    "つつか",
    "はし",
    "はし　ん",
    "はじ",
    "ばし",
    "ばし　あ",
    "ばじ",
    "ぱし",
    "はしご",
    "ゐ",
    "ん",
    "漢字",
    "1",
    "2",
    "ABC",
    "abd",
    "Élan",
    "Elb",
    "Ж",
    "",
]
"""すゞ is すず written with the mark of repetition: equal in sound and voice, the large kana first read."""

READINGS = st.text(alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x30FE) | st.sampled_from("　Aa1ー"))


def test_tricky_readings() -> None:
    shuffled = ORDER.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=lambda reading: (sort_key(reading), ORDER.index(reading))) == ORDER


def test_equal_readings_have_equal_keys() -> None:
    assert sort_key("ﾜﾀﾅﾍﾞ ﾀﾛｳ") == sort_key("わたなべ　たろう") == sort_key(" ワタナベ  タロウ")


@given(READINGS, READINGS)
def test_sqlite_orders_as_python_does(one: str, other: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        ((less,),) = database.execute("SELECT ? < ?", (sort_key(one), sort_key(other)))
    assert bool(less) == (sort_key(one) < sort_key(other))


@given(READINGS, st.text(alphabet="あかさたなはまやらわんがざだばぱゃゅょっ", min_size=1))
def test_a_surname_comes_before_every_longer_one(given_name: str, surname: str) -> None:
    assert sort_key(surname) <= sort_key(f"{surname}　{given_name}") < sort_key(f"{surname}あ")


@pytest.mark.parametrize(
    ("readings", "tab"),
    [
        ("あ お ヴェ ぁ うえだ", "あ"),
        ("か が ガ ゖ ｶﾞ ごとう", "か"),
        ("さ じ ゼ", "さ"),
        ("た っ づ", "た"),
        ("な ぬの", "な"),
        ("は ば ぱ", "は"),
        ("ま", "ま"),
        ("や ゃ", "や"),
        ("ら", "ら"),
        ("わ ゎ ゐ ゑ を ん", "わ"),
        ("ABC 1 漢字 ー ・", "他"),
    ],
)
def test_tabs(readings: str, tab: str) -> None:
    assert {index_tab(reading) for reading in readings.split()} == {tab}


def test_what_has_no_reading_has_the_last_tab() -> None:
    assert index_tab("") == INDEX_TABS[-1] == "他"


@given(st.lists(READINGS))
def test_tabs_follow_the_order(readings: list[str]) -> None:
    tabs = [INDEX_TABS.index(index_tab(reading)) for reading in sorted(readings, key=sort_key)]
    assert tabs == sorted(tabs)
