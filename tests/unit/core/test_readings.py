"""Proposed readings are right for most common names, and never anything but kana."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.core.readings import propose
from kyodo_desktop.core.text import is_reading

PEOPLE = """
高橋太郎 たかはしたろう, 髙橋　太郎 たかはし　たろう, 渡邉　花子 わたなべ　はなこ, 山﨑　健一 やまざき　けんいち,
𠮷田　美咲 よしだ　みさき, 齋藤　直樹 さいとう　なおき, 斉藤　陽子 さいとう　ようこ, 濵田　誠 はまだ　まこと,
佐々木　健 ささき　けん, 東海林　結衣 しょうじ　ゆい, 五十嵐　剛 いがらし　つよし, 小笠原　蓮 おがさわら　れん,
森　大樹 もり　だいき, 後藤　淳 ごとう　じゅん, 河野　颯太 こうの　そうた, 林　修 はやし　おさむ,
葛\U000e0100西　紀明 かさい　のりあき, 澤田　さくら さわだ　さくら, 成田　和也 なりた　かずや, 三浦　恵子 みうら　けいこ
"""
BODIES = """
東室蘭町内会 ひがしむろらんちょうないかい, 母恋自治会 ぼこいじちかい, 室蘭工業大学 むろらんこうぎょうだいがく,
特定非営利活動法人　室蘭の海 とくていひえいりかつどうほうじん　むろらんのうみ,
㈱本多建設 かぶしきがいしゃほんだけんせつ,
（株）本多建設 かぶしきがいしゃほんだけんせつ, 子育て支援サークル　たんぽぽ こそだてしえんさーくる　たんぽぽ,
環境を守る会 かんきょうをまもるかい, 手話サークル　虹 しゅわさーくる　にじ, 絵手紙同好会 えてがみどうこうかい,
NPO法人　海の学校 えぬぴーおーほうじん　うみのがっこう, 第10分団 だいじゅうぶんだん, 第300号会 だいさんびゃくごうかい,
K-POP同好会 けーぽっぷどうこうかい, ☆きらり☆ きらり, 中島町第一町会 なかじまちょうだいいちちょうかい
"""


def pairs(block: str) -> list[tuple[str, str]]:
    return [(name, reading) for line in block.split(",") for name, reading in [line.strip().split(" ")]]


@pytest.mark.parametrize("block", [PEOPLE, BODIES], ids=["people", "bodies"])
def test_four_of_five_proposals_are_right(block: str) -> None:
    wrong = [(name, propose(name)) for name, reading in pairs(block) if propose(name) != reading]
    assert len(wrong) <= len(pairs(block)) / 5, wrong


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("", ""),
        ("\u3000", ""),
        ("〓田　太郎", "たろう"),
        ("123456", ""),
        ("ジョン　スミス", "じょん　すみす"),
        ("3", "さん"),
        ("²", "に"),
        ("山田　ひなこ", "やまだ　ひなこ"),
    ],
)
def test_proposal(name: str, reading: str) -> None:
    assert propose(name) == reading


@settings(max_examples=200)
@given(st.text())
def test_a_proposal_is_kana_or_nothing(name: str) -> None:
    reading = propose(name)
    assert reading == "" or is_reading(reading)


@given(st.text(alphabet="高橋太郎々〓☆-―！ＡAa1ー・ｱﾞ㈱㌔ 　の会"))
def test_a_proposal_of_everyday_signs_is_kana_or_nothing(name: str) -> None:
    reading = propose(name)
    assert reading == "" or is_reading(reading)
    assert "きごう" not in reading


def test_two_threads_may_ask_at_once() -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.extend(propose("髙橋　太郎") for _ in range(50))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["たかはし　たろう"] * 100
