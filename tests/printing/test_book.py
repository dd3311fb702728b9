"""A report of many pages, read back: contents that are true, tables over pages, headings with what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.book import Book, Chapter, Contents, Cover, Diagram, Grid, Heading, Words, compose_book
from kyodo_desktop.printing.book_flow import FRAME
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import A4, Page, TextBox
from kyodo_desktop.printing.roster_layout import HeadedColumn
from tests.printing.reading import page_texts, squeezed

COLUMNS = (HeadedColumn("取組", 60), HeadedColumn("人数", 20, "right"))
CHART = Chart(Kind.BARS, ("R6", "R7", "R8"), (Series("参加者", (3, 5, 8)),), "参加者（名）", "名")


@pytest.fixture(scope="module")
def fonts() -> FontBook:
    return FontBook()


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"取組その{number}", f"{number:,}") for number in range(1, count + 1))


def drawn(book: Book, fonts: FontBook) -> tuple[bytes, list[str]]:
    data = pdf.render(compose_book(book, fonts), fonts)
    return data, [squeezed(text) for text in page_texts(data)]


def test_the_contents_name_the_page_on_which_each_part_stands(fonts: FontBook) -> None:
    inserted = Page(*A4, [TextBox(25, 20, 100, 10, "別に組んだ紙")])
    book = Book(
        "報告",
        [
            Cover("令和8年度　報告書", "ことば", "汐見野市", "令和8年11月21日"),
            Contents(),
            Chapter("第一の章", (Words("はじめに。"), Heading("長い表"), Grid(COLUMNS, rows(90)))),
            Chapter("第二の章", (Heading("図"), Diagram(CHART))),
            Chapter("第三の章", (Words("紙。"),), (inserted, inserted), (("一枚目", 0), ("二枚目", 1))),
        ],
        running="報告",
    )
    _, texts = drawn(book, fonts)
    contents = texts[1]
    for words in ("第一の章", "長い表", "第二の章", "図", "第三の章", "一枚目", "二枚目"):
        assert words in contents
    second, third = (
        next(at for at, text in enumerate(texts, 1) if at > 2 and title in text) for title in ("第二の章", "第三の章")
    )
    assert f"第二の章{second}" in contents
    assert f"第三の章{third}" in contents
    assert f"二枚目{third + 2}" in contents
    assert all(f"{number}／{len(texts)}" in text for number, text in enumerate(texts[1:], 2))
    assert "／" not in texts[0]


def test_a_long_table_has_its_head_on_every_page_and_loses_no_row(fonts: FontBook) -> None:
    groups = tuple("前半" if number < 60 else "後半" for number in range(120))
    book = Book("表", [Chapter("表の章", (Grid(COLUMNS, rows(120), groups, "※ 注"),))])
    _, texts = drawn(book, fonts)
    assert len(texts) > 2
    assert all("取組人数" in text for text in texts)
    whole = "".join(texts)
    assert [number for number in range(1, 121) if f"取組その{number}" not in whole] == []
    assert "前半（続き）" in whole
    assert "※注" in texts[-1]


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(
    fonts: FontBook, printed: Callable[[bytes], list[Any]]
) -> None:
    for lines in range(20, 44):
        words = "\n".join("文章の一行。" for _ in range(lines))
        book = Book("章", [Chapter("章", (Words(words), Heading("見出し"), Grid(COLUMNS, rows(10), beside=CHART)))])
        data, _ = drawn(book, fonts)
        found = printed(data)
        (heading,) = [text for text in found if text.text == "見出し" and text.size > 12]
        assert any(text.page == heading.page and text.text.startswith("取組その1") for text in found), lines
        assert heading.y < FRAME.foot


def test_a_table_beside_a_chart_leaves_it_the_right_half(
    fonts: FontBook, printed: Callable[[bytes], list[Any]]
) -> None:
    data, _ = drawn(Book("並び", [Chapter("章", (Grid(COLUMNS, rows(5), beside=CHART),))]), fonts)
    middle = (FRAME.left + FRAME.right) / 2
    texts = printed(data)
    assert all(text.x < middle for text in texts if text.text.startswith("取組その"))
    assert any(text.x > middle and text.text == "R8" for text in texts)


def test_words_flow_over_pages_without_loss(fonts: FontBook) -> None:
    said = "\n".join(f"第{number}段落の文章です。" * 6 for number in range(1, 60))
    _, texts = drawn(Book("文", [Chapter("章", (Words(said),))]), fonts)
    assert len(texts) > 1
    assert "".join(texts).count("。") == 59 * 6
