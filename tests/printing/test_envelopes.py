"""Postcards and envelopes: the postcode in its boxes, the addressee in the middle, the sender in the corner."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.envelopes import FORMATS, Sender, code_box_lefts, compose_envelopes
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import Document, Text
from kyodo_desktop.printing.pdf import render
from tests.printing.reading import find, page_texts

FONTS = FontBook()
SENDER = Sender("050-8511", "北海道みなと市幸町1番2号", "みなと市市民活動センター", "0143-00-0000")
PERSON = Addressee("123-4567", ("北海道みなと市東町4丁目29番1号",), "髙橋　德子", "様", reference="V00001")


def composed(identifier: str, addressee: Addressee = PERSON, offset: tuple[float, float] = (0.0, 0.0)) -> Document:
    return compose_envelopes(FORMATS[identifier], [addressee], SENDER, FONTS, offset=offset)


def texts(document: Document) -> list[Text]:
    return [item for item in document.pages[0].items if isinstance(item, Text)]


def test_the_boxes_of_a_postcode_lie_where_the_post_says() -> None:
    """Seven boxes, 47.7 mm together, 8 mm from the right edge; after the third a wider space."""
    lefts = code_box_lefts(100.0)
    assert lefts == pytest.approx((44.3, 51.3, 58.3, 65.9, 72.7, 79.5, 86.3))
    assert lefts[-1] + 5.7 == pytest.approx(92.0)


def test_each_digit_stands_in_the_middle_of_its_box() -> None:
    digits = [item for item in texts(composed("postcard")) if len(item.text) == 1]
    assert "".join(item.text for item in digits) == "1234567"
    for item, left in zip(digits, code_box_lefts(100.0), strict=True):
        assert (item.align, item.x) == ("center", pytest.approx(left + 5.7 / 2))
    found = find(render(composed("postcard"), FONTS), "7")
    assert found.top > 12.0
    assert found.foot < 20.0


@pytest.mark.parametrize("postal_code", ["", "050", "123-456"])
def test_a_postcode_that_is_not_whole_does_not_go_into_the_boxes(postal_code: str) -> None:
    items = texts(composed("postcard", Addressee(postal_code, ("みなと市",), "港　花子")))
    assert not any(len(item.text) == 1 for item in items)
    assert [item.text for item in items if item.text.startswith("〒")] == ([f"〒{postal_code}"] if postal_code else [])


@pytest.mark.parametrize("identifier", ["long-3", "long-4", "square-2"])
def test_an_envelope_says_the_postcode_above_the_address(identifier: str) -> None:
    items = [item.text for item in texts(composed(identifier))]
    assert items[:2] == ["〒123-4567", "北海道みなと市東町4丁目29番1号"]


@pytest.mark.parametrize(
    ("identifier", "paper"),
    [("postcard", (100, 148)), ("long-3", (120, 235)), ("long-4", (90, 205)), ("square-2", (240, 332))],
)
def test_everything_stands_on_the_paper_in_its_part(identifier: str, paper: tuple[float, float]) -> None:
    document = composed(identifier)
    assert (document.pages[0].width, document.pages[0].height) == paper
    pdf = render(document, FONTS)
    name, sender = find(pdf, "髙橋　德子　様"), find(pdf, "みなと市市民活動センター")
    middle = (name.left + name.right) / 2
    assert middle == pytest.approx(paper[0] / 2, abs=1.0)
    assert name.foot < sender.top
    assert sender.left < paper[0] / 4
    assert sender.foot < paper[1] - 5
    assert sender.right < find(pdf, "V00001").left
    assert "電話 0143-00-0000" in page_texts(pdf)[0]


def test_a_printer_that_is_off_is_met() -> None:
    still, moved = (find(render(composed("postcard", offset=offset), FONTS), "7") for offset in ((0, 0), (2.0, -1.0)))
    assert moved.left - still.left == pytest.approx(2.0, abs=0.02)
    assert moved.top - still.top == pytest.approx(-1.0, abs=0.02)


def test_a_rare_name_is_written_as_it_is() -> None:
    name = "葛\U000e0100城　𠮷子"
    (text,) = page_texts(render(composed("long-3", Addressee("123-4567", ("みなと市",), name)), FONTS))
    assert f"{name}　様" in text


def test_one_page_for_each() -> None:
    document = compose_envelopes(FORMATS["long-3"], [PERSON] * 3, SENDER, FONTS)
    assert (len(document.pages), document.persons) == (3, 3)


def test_an_address_without_room_is_named() -> None:
    with pytest.raises(InputError, match="港　花子"):
        composed("postcard", Addressee("123-4567", ("みなと市" * 300,), "港　花子"))
