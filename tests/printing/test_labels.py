"""Address labels: the block a postman reads, in the right cell, inside its label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.addressee import FONT, LEAST_SIZE, Addressee, Place, break_address, compose_block
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.label_sheets import label_sheets
from kyodo_desktop.printing.labels import compose_labels, ruler_page
from kyodo_desktop.printing.layout import place_text
from kyodo_desktop.printing.page import MM_PER_POINT, Box, Page, Rule, Text
from kyodo_desktop.printing.pdf import render
from tests.printing.reading import find, page_texts

FONTS = FontBook()
SHEETS = label_sheets()
SHEET = SHEETS["a-one-28939"]

PERSON = Addressee("050-0083", ("北海道みなと市東町4丁目29番1号",), "髙橋　德子", "様", reference="V00001")


def texts(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def lines_of(address: str, characters: float) -> list[str]:
    """Return an address broken to lines of some full-width characters."""
    return break_address(address, characters * MM_PER_POINT + 0.001, FONTS.widths(FONT))


@pytest.mark.parametrize(
    ("address", "characters", "lines"),
    [
        ("みなと市東町4丁目29番1号", 20, ["みなと市東町4丁目29番1号"]),
        ("みなと市東町4丁目29番1号　港ハイツ203号室", 14, ["みなと市東町4丁目29番1号", "港ハイツ203号室"]),
        ("みなと市東町4丁目29番1号港ハイツ203号室", 14, ["みなと市東町4丁目29番1号", "港ハイツ203号室"]),
        ("みなと市東町4-29-1メゾン港203", 13, ["みなと市東町4-29-1", "メゾン港203"]),
        ("北海道みなと市知利別町2丁目36番26号", 14, ["北海道みなと市知利別町2丁目", "36番26号"]),
        ("千葉県市川市八幡町1丁目1番1号", 10, ["千葉県市川市八幡町", "1丁目1番1号"]),
        ("京都府京都市中京区寺町通御池上る488番地", 13, ["京都府京都市中京区", "寺町通御池上る488番地"]),
        ("みなと市　東町　本通り　三号館　別棟", 10, ["みなと市　東町", "本通り　三号館　別棟"]),
    ],
)
def test_an_address_is_broken_where_a_reader_would(address: str, characters: float, lines: list[str]) -> None:
    assert lines_of(address, characters) == lines


@given(
    address=st.text(alphabet="北海道市町村区郡丁目番号0123456789-　 港ハイツ𠮷葛", max_size=60),
    characters=st.integers(4, 30),
)
def test_no_line_of_an_address_is_too_long_and_no_character_is_lost(address: str, characters: int) -> None:
    lines = lines_of(address, characters)
    assert "".join("".join(lines).split()) == "".join(address.split())
    assert all(FONTS.width(line, 1.0, FONT) <= characters * MM_PER_POINT + 0.01 for line in lines)


@given(
    name=st.text(alphabet="特定非営利活動法人みなと髙﨑𠮷　", min_size=1, max_size=30),
    address=st.text(alphabet="北海道市町村丁目番号0123　港ハイツ", min_size=1, max_size=60),
    affiliation=st.text(alphabet="みなと町内会　会長", max_size=20),
)
def test_a_block_stays_in_its_place(name: str, address: str, affiliation: str) -> None:
    place = Place(10.0, 20.0, 56.0, 28.0, address_size=9.5, name_size=13.5)
    block = compose_block(Addressee("050-0083", (address,), name, "様", affiliation), place, FONTS)
    for line in block:
        placed = place_text(line, FONTS)
        assert placed.x >= 10.0 - 0.01
        assert placed.x + FONTS.width(line.text, line.size, FONT) <= 66.0 + 0.02
        assert line.y - line.size * 0.9 * MM_PER_POINT >= 20.0 - 0.01
        assert line.y <= 48.0
        assert line.size >= LEAST_SIZE - 0.01
    shown = "".join("".join(line.text for line in block).split())
    assert shown == "".join(f"〒050-0083{address}{affiliation}{name}様".split())


@given(streets=st.integers(1, 8), bodies=st.integers(1, 19), names=st.integers(1, 13))
def test_what_is_long_is_set_in_more_lines_before_it_is_too_small_to_read(
    streets: int, bodies: int, names: int
) -> None:
    place = Place(10.0, 20.0, 56.0, 28.0, address_size=9.5, name_size=13.5)
    addressee = Addressee(
        "050-0083", ("室蘭市海岸町三丁目" * streets,), "髙橋德子" * names, "様", "連合町内会" * bodies
    )
    try:
        block = compose_block(addressee, place, FONTS)
    except InputError:
        return  # all of it in the least size has no room any more
    assert min(line.size for line in block) >= LEAST_SIZE - 0.01


def test_what_cannot_be_read_any_more_is_refused() -> None:
    addressee = Addressee("050-0083", ("みなと市" * 200,), "髙橋　德子")
    with pytest.raises(InputError, match="髙橋　德子"):
        compose_labels(SHEET, [PERSON, addressee], FONTS)


def test_a_body_is_broken_after_its_legal_form() -> None:
    addressee = Addressee("", (), "特定非営利活動法人みなとまちづくりネットワーク", "御中")
    block = compose_block(addressee, Place(0, 0, 72, 40, 10, 15), FONTS)
    assert [line.text for line in block] == ["特定非営利活動法人", "みなとまちづくりネットワーク　御中"]


@pytest.mark.parametrize("honorific", ["様", "御中", "各位", "殿"])
def test_a_name_carries_its_honorific(honorific: str) -> None:
    block = compose_block(Addressee("", (), "港　花子", honorific), Place(0, 0, 80, 40, 10, 15), FONTS)
    assert [line.text for line in block] == [f"港　花子　{honorific}"]


def test_labels_begin_at_the_chosen_cell_and_leave_out_the_used_ones() -> None:
    document = compose_labels(SHEET, [PERSON, PERSON], FONTS, start_cell=2, skipped={3})
    names = [(round(item.x, 1), item.y) for item in texts(document.pages[0]) if "様" in item.text]
    padding = SHEET.padding[0]
    assert [x for x, _ in names] == [round(SHEET.corner(cell)[0] + padding, 1) for cell in (2, 4)]
    for (_, y), cell in zip(names, (2, 4), strict=True):
        top = SHEET.corner(cell)[1]
        assert top < y < top + SHEET.label[1]


def test_further_sheets_are_used_from_their_first_cell() -> None:
    document = compose_labels(SHEET, [PERSON] * 12, FONTS, start_cell=6, skipped={10})
    counts = [sum("様" in item.text for item in texts(page)) for page in document.pages]
    assert counts == [4, 8]
    assert document.persons == 12


def test_each_gets_as_many_copies_side_by_side() -> None:
    other = Addressee("050-0001", ("みなと市港町1番",), "港　花子")
    (page,) = compose_labels(SHEET, [PERSON, other], FONTS, copies=3).pages
    assert [item.text for item in texts(page) if "様" in item.text] == ["髙橋　德子　様"] * 3 + ["港　花子　様"] * 3


def test_a_printer_that_is_off_is_met() -> None:
    (still,), (moved,) = (
        texts(compose_labels(SHEET, [PERSON], FONTS, offset=offset).pages[0])[:1] for offset in ((0, 0), (1.5, -2.0))
    )
    assert (moved.x - still.x, moved.y - still.y) == pytest.approx((1.5, -2.0))


@pytest.mark.parametrize(
    "cells", [{"start_cell": 0}, {"start_cell": 11}, {"skipped": {11}}, {"skipped": set(range(1, 11))}]
)
def test_a_cell_that_is_not_there_is_refused(cells: dict[str, object]) -> None:
    with pytest.raises(InputError, match="10面"):
        compose_labels(SHEET, [PERSON], FONTS, **cells)  # type: ignore[arg-type]  # one of two options, by its name


def test_nobody_gives_no_sheet() -> None:
    assert compose_labels(SHEET, [], FONTS).pages == []


@pytest.mark.parametrize("identifier", sorted(SHEETS))
def test_a_label_prints_all_of_it_inside(identifier: str) -> None:
    sheet = SHEETS[identifier]
    pdf = render(compose_labels(sheet, [PERSON], FONTS, start_cell=sheet.cells), FONTS)
    left, top = sheet.corner(sheet.cells)
    for text in ("〒050-0083", "髙橋　德子　様", "V00001"):
        found = find(pdf, text)
        assert left < found.left
        assert found.right < left + sheet.label[0]
        assert top < found.top
        assert found.foot < top + sheet.label[1]


@pytest.mark.parametrize("identifier", sorted(SHEETS))
def test_the_ruler_outlines_every_label(identifier: str) -> None:
    sheet = SHEETS[identifier]
    (page,) = ruler_page(sheet, offset=(0.5, 1.0)).pages
    outlines = [(item.x, item.y, item.width, item.height) for item in page.items if isinstance(item, Box) and item.dash]
    assert outlines == [
        (sheet.corner(cell)[0] + 0.5, sheet.corner(cell)[1] + 1.0, *sheet.label) for cell in range(1, sheet.cells + 1)
    ]
    assert any(isinstance(item, Rule) and item.x2 - item.x1 == 100.0 for item in page.items), "a line of 100 mm"
    (text,) = page_texts(render(ruler_page(sheet, offset=(0.5, 1.0)), FONTS))
    assert "右へ+0.5mm、下へ+1.0mm" in text


def test_the_crosses_of_the_ruler_stand_at_the_outer_corners_with_a_tick_each_millimetre() -> None:
    (page,) = ruler_page(SHEET, offset=(0.5, 1.0)).pages
    rules = [item for item in page.items if isinstance(item, Rule)]
    first, last = SHEET.corner(1), SHEET.corner(SHEET.cells)
    far = (last[0] + SHEET.label[0], last[1] + SHEET.label[1])
    for x, y in ((first[0] + 0.5, first[1] + 1.0), (far[0] + 0.5, far[1] + 1.0)):
        across = [each for each in rules if each.y1 == each.y2 == y and (each.x1 + each.x2) / 2 == pytest.approx(x)]
        down = [each for each in rules if each.x1 == each.x2 == x and (each.y1 + each.y2) / 2 == pytest.approx(y)]
        assert max(each.x2 - each.x1 for each in across) == pytest.approx(12)
        assert max(each.y2 - each.y1 for each in down) == pytest.approx(12)
        upright = [each for each in rules if each.x1 == each.x2 and (each.y1 + each.y2) / 2 == pytest.approx(y)]
        ticks = {round(each.x1 - x): each.y2 - each.y1 for each in upright if each.y2 - each.y1 < 12}
        assert sorted(ticks) == list(range(-5, 6))
        assert ticks[5] == ticks[-5] > ticks[1] == ticks[4]


def test_every_cell_of_a_following_sheet_is_used() -> None:
    people = [PERSON] * (2 * SHEET.cells + 1)
    pages = compose_labels(SHEET, people, FONTS, start_cell=SHEET.cells).pages
    named = [sum(text.text == PERSON.reference for text in texts(page)) for page in pages]
    assert named == [1, SHEET.cells, SHEET.cells]
