"""Registration cards: ten on a sheet, everything inside its card, marks outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.cards import CARD, LEFT, TOP, CardContent, compose_cards
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import Document, Rule, TextBox
from kyodo_desktop.printing.pdf import render
from tests.printing.reading import find, page_texts

FONTS = FontBook()
CARD_CONTENT = CardContent(
    programme="まち「ピカ」パートナー",
    name="髙橋　德子",
    reference="V00001",
    valid_until=dt.date(2027, 3, 31),
    town="みなと市",
    office="市民活動センター",
    furigana="たかはし　のりこ",
    phone="0143-00-0000",
)


def names(document: Document, page: int = 0) -> list[TextBox]:
    return [item for item in document.pages[page].items if isinstance(item, TextBox) and item.text == "髙橋　德子"]


def test_ten_cards_fill_a_sheet_of_perforated_paper() -> None:
    assert 2 * LEFT + 2 * CARD[0] == 210.0
    assert 2 * TOP + 5 * CARD[1] == 297.0
    document = compose_cards([CARD_CONTENT] * 11)
    assert [len(names(document, page)) for page in range(2)] == [10, 1]
    assert document.persons == 11


def test_a_card_says_who_until_when_and_for_whom() -> None:
    (text,) = page_texts(render(compose_cards([CARD_CONTENT]), FONTS))
    for expected in (
        "まち「ピカ」パートナー",
        "髙橋　德子",
        "たかはし　のりこ",
        "V00001",
        "令和9年3月31日まで",
        "みなと市　市民活動センター",
        "電話 0143-00-0000",
    ):
        assert expected in text
    assert "登録証" in "".join(text.split())


def test_nothing_on_a_card_is_smaller_than_six_points(printed: Callable[[bytes], list[Any]]) -> None:
    long = replace(
        CARD_CONTENT,
        name="特定非営利活動法人みなとの花と緑のまちづくりを考える市民の会連絡協議会　北部地区",
        furigana="とくていひえいりかつどうほうじんみなとのはなとみどりのまちづくりをかんがえるしみんのかいれんらく",
        town="かすみがうら汐見野南伊勢町",
        office="市民活動・ボランティア・協働のまちづくり推進センター",
    )
    texts = printed(render(compose_cards([long], cut_marks=False), FONTS))
    assert min(text.size for text in texts if text.text) >= 6.0
    lines = sorted((text.ink for text in texts if text.text), key=lambda ink: ink[1])
    assert all(above[3] <= below[1] or above[2] <= below[0] or below[2] <= above[0] for above, below in pairwise(lines))


@pytest.mark.parametrize(
    ("office", "issuer"),
    [
        ("市民活動センター", "みなと市　市民活動センター"),
        ("みなと市市民活動センター", "みなと市市民活動センター"),
        ("", "みなと市"),
    ],
)
def test_the_town_is_named_once(office: str, issuer: str) -> None:
    (page,) = compose_cards([replace(CARD_CONTENT, office=office)]).pages
    assert issuer in [item.text for item in page.items if isinstance(item, TextBox)]


def test_a_card_without_a_term_says_so() -> None:
    (text,) = page_texts(render(compose_cards([replace(CARD_CONTENT, valid_until=None)]), FONTS))
    assert "期限なし" in text


def test_all_of_a_card_stays_clear_of_its_edges() -> None:
    long_name = "特定非営利活動法人みなとまちづくり協働推進ネットワーク北海道𠮷野支部"
    pdf = render(compose_cards([replace(CARD_CONTENT, name=long_name)], start_cell=10), FONTS)
    left, top = LEFT + CARD[0], TOP + 4 * CARD[1]
    for text in ("まち「ピカ」パートナー", "たかはし　のりこ", "電話 0143-00-0000", "V00001"):
        found = find(pdf, text)
        assert left + 5 < found.left
        assert found.right < left + CARD[0] - 5
        assert top + 3 < found.top
        assert found.foot < top + CARD[1] - 2
    assert long_name in "".join(page_texts(pdf)[0].split())


def test_cards_begin_at_the_chosen_cell() -> None:
    document = compose_cards([CARD_CONTENT] * 9, start_cell=3)
    first = names(document)[0]
    assert LEFT < first.x < LEFT + CARD[0]
    assert TOP + CARD[1] < first.y < TOP + 2 * CARD[1]
    assert [len(names(document, page)) for page in range(2)] == [8, 1]


@pytest.mark.parametrize("start_cell", [0, 11])
def test_a_cell_that_is_not_there_is_refused(start_cell: int) -> None:
    with pytest.raises(InputError, match="10面"):
        compose_cards([CARD_CONTENT], start_cell=start_cell)


def test_cut_marks_stand_outside_the_cards_and_only_on_plain_paper() -> None:
    marks = [item for item in compose_cards([CARD_CONTENT]).pages[0].items if isinstance(item, Rule)]
    inside = [mark for mark in marks if LEFT <= mark.x1 <= LEFT + 2 * CARD[0] and TOP <= mark.y1 <= TOP + 5 * CARD[1]]
    plain = [item for item in compose_cards([CARD_CONTENT], cut_marks=False).pages[0].items if isinstance(item, Rule)]
    assert inside == plain
    assert len(marks) - len(inside) == 2 * 3 + 2 * 6


def test_a_printer_that_is_off_is_met() -> None:
    still, moved = (names(compose_cards([CARD_CONTENT], offset=offset))[0] for offset in ((0, 0), (0.5, 1.5)))
    assert (moved.x - still.x, moved.y - still.y) == pytest.approx((0.5, 1.5))
