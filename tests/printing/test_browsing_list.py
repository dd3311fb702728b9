"""The list that visitors leaf through: large, in order, with an index, and nothing that was not given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.printing.browsing_list import BrowsingEntry, BrowsingList, compose_browsing_list
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.layout import fit
from kyodo_desktop.printing.page import Box, Rule, TextBox
from kyodo_desktop.printing.pdf import render
from tests.printing.reading import page_texts, squeezed

FONTS = FontBook()
ENTRY = BrowsingEntry(
    "音楽",
    "B-0001",
    "髙橋　德子",
    "たかはし　のりこ",
    "ピアノの伴奏、合唱の指導",
    (("活動できる日", "土日の午前"), ("地域", "市内全域"), ("謝礼", ""), ("条件", "会場にピアノが必要です。")),
)
LIST = BrowsingList("人材バンク閲覧用リスト", [ENTRY], dt.date(2026, 11, 21), office="みなと市")


def printed(listing: BrowsingList) -> list[str]:
    return page_texts(render(compose_browsing_list(listing, FONTS), FONTS))


def many(count: int, headings: int) -> BrowsingList:
    entries = [
        replace(ENTRY, heading=f"第{number * headings // count + 1}分野", reference=f"B-{number:04}")
        for number in range(count)
    ]
    return replace(LIST, entries=entries)


def test_an_entry_says_what_it_was_given_and_no_more() -> None:
    (text,) = printed(LIST)
    for expected in ("音楽", "B-0001", "髙橋　德子", "たかはし　のりこ", "ピアノの伴奏、合唱の指導", "土日の午前"):
        assert expected in text
    assert "謝礼" not in text, "an empty detail is left out with its label"
    assert "令和8年11月21日現在" in text
    assert "取扱注意" not in text


def test_the_index_on_the_first_page_leads_to_the_headings() -> None:
    pages = printed(many(40, 6))
    assert len(pages) > 2
    for number in range(1, 7):
        heading = f"第{number}分野"
        first = next(page for page, text in enumerate(pages, 1) if heading in text.split("ページ")[-1])
        assert f"{heading} {first}ページ" in pages[0].replace("\r\n", " ")


def test_a_page_that_goes_on_repeats_its_heading() -> None:
    pages = printed(many(30, 1))
    assert all("第1分野（続き）" in text for text in pages[1:])
    assert "（続き）" not in pages[0]
    assert "ページ" not in pages[0], "one heading needs no index"


def test_every_entry_is_there_once_and_on_one_page() -> None:
    document = compose_browsing_list(many(50, 7), FONTS)
    assert document.persons == 50
    references = []
    for page in document.pages:
        boxes = [item for item in page.items if isinstance(item, TextBox)]
        references += [box.text for box in boxes if box.text.startswith("B-")]
        assert sum(box.text.startswith("B-") for box in boxes) == sum(box.text == "土日の午前" for box in boxes)
        assert all(item.y + item.height <= 285.5 for item in page.items if isinstance(item, TextBox | Box))
        assert all(item.y2 <= 277.0 + 0.01 for item in page.items if isinstance(item, Rule))
    assert references == [f"B-{number:04}" for number in range(50)]


def test_large_type_for_readers_at_a_counter() -> None:
    (page,) = compose_browsing_list(LIST, FONTS).pages
    sizes = {item.text: fit(item, FONTS).size for item in page.items if isinstance(item, TextBox)}
    assert sizes["髙橋　德子"] == 15.0
    assert sizes["ピアノの伴奏、合唱の指導"] == 12.0
    assert sizes["土日の午前"] == 11.0


def test_a_reading_that_has_no_room_beside_the_name_stands_above_it() -> None:
    name, reading = "特定非営利活動法人みなとまちづくりネットワーク北海道", "みなとまちづくりねっとわーく" * 4
    (page,) = compose_browsing_list(replace(LIST, entries=[replace(ENTRY, name=name, furigana=reading)]), FONTS).pages
    tops = {item.text: item.y for item in page.items if isinstance(item, TextBox)}
    assert tops[reading] < tops[name]


def test_long_texts_stay_large_as_long_as_their_page_has_room() -> None:
    long = "合唱とピアノの指導をしています。" * 30
    career = "小学校で音楽を教えていました。" * 20
    entry = replace(ENTRY, summary=long, details=(*ENTRY.details, ("活動歴", career)))
    (page,) = compose_browsing_list(replace(LIST, entries=[entry]), FONTS).pages
    sizes = {item.text: fit(item, FONTS).size for item in page.items if isinstance(item, TextBox)}
    assert (sizes[long], sizes[career]) == (12.0, 11.0)


def test_where_a_page_has_no_room_the_longest_text_gives_way() -> None:
    endless, career = "合唱とピアノの指導をしています。" * 200, "小学校で音楽を教えていました。" * 5
    entry = replace(ENTRY, summary=endless, details=(*ENTRY.details, ("活動歴", career)))
    pages = compose_browsing_list(replace(LIST, entries=[entry]), FONTS).pages
    sizes = {item.text: fit(item, FONTS).size for page in pages for item in page.items if isinstance(item, TextBox)}
    assert sizes[endless] < sizes[career] == 11.0


def test_a_text_longer_than_a_page_is_printed_whole() -> None:
    summary = "".join(f"{number}年の活動。" for number in range(900))
    (text,) = printed(replace(LIST, entries=[replace(ENTRY, summary=summary)]))
    assert summary in squeezed(text)


def test_an_empty_list_says_so() -> None:
    (text,) = printed(replace(LIST, entries=()))
    assert "現在、掲載している方はいません。" in text
