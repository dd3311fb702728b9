"""Searching while typing, at 100,000 people; with ``KYODO_BENCH_MILLION`` set, at 1,000,000 too."""

from __future__ import annotations

import functools
import gc
import itertools
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.duplicates import find_duplicates
from kyodo_desktop.database.engine import open_engine
from kyodo_desktop.database.search_index import Entry, driver_of
from kyodo_desktop.database.search_text import tokens
from tests.benchmarks.measure import Measurement, cpu_milliseconds, medians, percentile, wall_milliseconds

KIND = "volunteers"

SURNAMES = (
    "佐藤さとう 鈴木すずき 髙橋たかはし 高橋たかはし 田中たなか 伊藤いとう 渡邉わたなべ 渡辺わたなべ "
    "山本やまもと 中村なかむら 小林こばやし 加藤かとう 吉田よしだ 山田やまだ 佐々木ささき 山口やまぐち "
    "松本まつもと 井上いのうえ 木村きむら 林はやし 斎藤さいとう 清水しみず 山﨑やまざき 森もり 池田いけだ "
    "橋本はしもと 阿部あべ 石川いしかわ 山下やました 中島なかじま 石井いしい 小川おがわ 前田まえだ 岡田おかだ "
    "長谷川はせがわ 藤田ふじた 後藤ごとう 近藤こんどう 村上むらかみ 遠藤えんどう"
).split()
GIVEN = (
    "太た 郎ろう 一かず 次つぐ 介すけ 大だい 健けん 真ま 美み 子こ 恵え 香か 奈な 直なお 樹き 博ひろ 文ふみ "
    "和かず 幸ゆき 由ゆ 紀き 明あき 里り 沙さ 智とも 之ゆき 夫お 代よ 裕ひろ 義よし"
).split()
TOWNS = (
    "港南町 中央町 緑町 本町 東町 西町 南町 北町 栄町 幸町 旭町 寿町 高砂町 海岸町 母恋町 輪西町 知利別町 宮の森町"
).split()

QUERIES = (
    "た 高 郎 子 す たか 高橋 髙橋 佐藤 さと わた ﾜﾀ ﾜﾀﾅﾍﾞ たなか 田中 田中健 渡辺美 佐々木 ささき ささきま "
    "長谷川 はせがわ はせがわけ 林 はやし 山 山﨑 やまさき 藤 01 014 0143 01432 2703 31 港南町 本町 栄町3 "
    "高橋　健 鈴木　0143 んんん 彅"
).split(" ")
"""One to five characters of common names, of numbers and addresses, and of what is not there."""

REFERENCES = "V V0 V00 V000 V0000 V0001 V00012 v000123 000 0001 00012".split()
"""Beginnings and parts of a 整理番号, of which the shorter are those of every record."""


def people(count: int, seed: int = 1) -> Iterator[Entry]:
    """Yield invented people, the same for each seed. Surnames follow a falling frequency as real ones do."""
    chance = random.Random(seed)
    surnames = [_split(written) for written in SURNAMES]
    rare = [(a[0][0] + b[0][-1], a[1][:2] + b[1][-2:]) for a, b in itertools.product(surnames, surnames)]
    surnames += chance.sample(rare, len(rare))
    given = [_split(written) for written in GIVEN]
    for number in range(count):
        surname = surnames[min(int(chance.paretovariate(0.8)) - 1, len(surnames) - 1)]
        first, last = chance.choice(given), chance.choice(given)
        furigana = f"{surname[1]}\u3000{first[1]}{last[1]}"
        block, house = f"{chance.randrange(1, 6)}丁目", f"{chance.randrange(1, 40)}番{chance.randrange(1, 30)}号"
        yield Entry(
            kind=KIND,
            record_id=number + 1,
            sort_key=sort_key(furigana),
            reference=f"V{number:06d}",
            names=(f"{surname[0]}\u3000{first[0]}{last[0]}",),
            readings=(furigana,),
            other=(
                f"0143-{chance.randrange(20, 60)}-{chance.randrange(10000):04d}",
                f"090-{chance.randrange(10000):04d}-{chance.randrange(10000):04d}",
                f"室蘭市{chance.choice(TOWNS)}{block}{house}",
            ),
        )


def _split(written: str) -> tuple[str, str]:
    kanji = "".join(itertools.takewhile(lambda character: not "ぁ" <= character <= "ん", written))
    return kanji, written.removeprefix(kanji)


def measure() -> Iterator[Measurement]:
    """Measure the database's part of a keystroke, and what the index costs when records change."""
    sizes = (100_000, 1_000_000) if os.environ.get("KYODO_BENCH_MILLION") else (100_000,)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(Path(folder, "office.db"))
            entries = list(people(size))
            gc.freeze()  # or each take, before which rubbish is collected, would look through all of them
            with engine.begin() as connection:
                yield _build(connection, entries, Path(folder, "bare.db"))
            with engine.connect() as connection:
                yield from _keystrokes(connection, size)
                yield _duplicates(connection, entries)
            yield _saves(engine, entries)
            engine.dispose()


def _build(connection: Connection, entries: list[Entry], beside: Path) -> Measurement:
    """Measure an import's part, beside the same tokens, ready made, going into a database of their own."""
    search_index.create(connection)
    ours = cpu_milliseconds(lambda: search_index.put(connection, entries))
    texts = connection.exec_driver_sql("SELECT text FROM search_entries ORDER BY label").scalars().all()
    rows = list(enumerate(tokens(texts)))
    engine = open_engine(beside)
    with engine.begin() as bare:
        search_index.create(bare)
        limit = cpu_milliseconds(lambda: bare.exec_driver_sql("INSERT INTO search (rowid, tokens) VALUES (?, ?)", rows))
    engine.dispose()
    name = f"search index of {len(entries):,} people made"
    return Measurement(name, ours / 1000, limit / 1000, "s CPU", 2.5, "limit: FTS5 alone, tokens ready made")


def _keystrokes(connection: Connection, size: int) -> Iterator[Measurement]:
    def first_page(query: str) -> None:
        search_index.find(driver_of(connection), query, (KIND,))
        search_index.count(driver_of(connection), query, (KIND,))

    def list_page(query: str) -> None:
        search_index.find(driver_of(connection), query, (KIND,), 1001)

    target = 5 if size <= 100_000 else 10
    yield _usual(f"search: first 50 and count of {size:,}", first_page, QUERIES, target)
    yield _usual(f"search: first 1,001 of {size:,}", list_page, QUERIES, 2 * target)
    yield _usual(f"search: first 50 of {size:,} by a reference begun", first_page, REFERENCES, target)


def _duplicates(connection: Connection, entries: list[Entry]) -> Measurement:
    def look(entry: Entry) -> None:
        find_duplicates(
            driver_of(connection),
            KIND,
            name=entry.names[0],
            furigana=entry.readings[0],
            phones=entry.other[:2],
            address=entry.other[2],
        )

    return _usual(f"possible duplicates among {len(entries):,}", look, entries[:: len(entries) // 100], 5)


def _usual(name: str, ask: Callable[[Any], None], questions: Sequence[Any], target: float) -> Measurement:
    """Measure what 95 of 100 questions stay under, each taken as the median of five."""
    times = medians(5, *(functools.partial(wall_milliseconds, functools.partial(ask, asked)) for asked in questions))
    note = f"95th percentile of {len(questions)} questions, each the median of 5"
    return Measurement(name, percentile(times, 95), None, "ms", target, note)


def _saves(engine: Engine, entries: list[Entry]) -> Measurement:
    """Measure the index's part of a save: new people, and known ones with a new telephone number, in turn."""
    times = []
    newcomers = people(150, seed=2)
    for known in entries[:: len(entries) // 150][:150]:
        newcomer = next(newcomers)
        newcomer = replace(newcomer, record_id=newcomer.record_id + len(entries))
        for entry in (newcomer, replace(known, other=("0143-22-1111",))):
            with engine.begin() as connection:
                began = time.perf_counter()
                search_index.put(connection, [entry])
                times.append((time.perf_counter() - began) * 1000)
    name = f"search index of {len(entries):,} after one save"
    return Measurement(name, statistics.median(times), None, "ms", 0.6, f"median of {len(times)}, without the commit")
