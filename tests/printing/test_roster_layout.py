"""Columns that fill the paper, rows that hold their texts, pages that end where a reader expects it."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.layout import fit
from kyodo_desktop.printing.page import Column, Table, TextBox
from kyodo_desktop.printing.roster_layout import (
    FONT,
    LEADING,
    LEAST_SIZE,
    MOST_LINES,
    PADDING,
    Band,
    Columns,
    Run,
    cut_columns,
    fit_columns,
    fit_headings,
    fit_rows,
    paginate,
    row_height,
)
from kyodo_desktop.printing.table_content import CELL_AIR, Room

FONTS = FontBook()

texts = st.text(alphabet="港町みなと市髙﨑葛\U000e0100𠮷0123-a.　 ", max_size=60)
short_texts = st.text(alphabet="みなと0123", max_size=12)


def table(widths: list[float], size: float = 9.0) -> Table:
    return Table(
        0.0,
        0.0,
        tuple(Column(width) for width in widths),
        (),
        size=size,
        padding=PADDING,
        leading=LEADING,
        least_size=LEAST_SIZE,
    )


@given(
    wishes=st.lists(st.floats(5, 80), min_size=1, max_size=12),
    rows=st.lists(st.lists(texts, min_size=12, max_size=12), max_size=5),
    available=st.floats(80, 273),
)
def test_columns_fill_the_paper(wishes: list[float], rows: list[list[str]], available: float) -> None:
    cells = [row[: len(wishes)] for row in rows]
    fitted = fit_columns(wishes, ["見出し"] * len(wishes), cells, available, FONTS)
    assert sum(fitted.widths) == pytest.approx(available)
    assert all(width > 0 for width in fitted.widths)


def test_a_number_keeps_its_line_and_the_address_gives_way() -> None:
    rows = [["0143-00-0000", "北海道みなと市知利別町4丁目34番15号　港ハイツ海の見える丘1203号室"]] * 20
    fitted = fit_columns([10, 100], ["電話番号", "住所"], rows, 90.0, FONTS)
    assert fitted.widths[0] - 2 * PADDING >= FONTS.width("0143-00-0000", fitted.size, FONT)
    assert fitted.size == 9.0


def test_what_is_left_over_is_shared_as_the_columns_wish() -> None:
    one, other = fit_columns([30, 60], ["あ", "い"], [["一", "二"]], 180.0, FONTS).widths
    need = FONTS.width("一", 9.0, FONT) + 2 * PADDING
    assert (other - need) / (one - need) == pytest.approx(2.0, abs=0.02)


def test_the_longest_name_of_thousands_keeps_its_line() -> None:
    rows = [["港　花子", "みなと市東町1丁目"]] * 5_000
    rows[4_321] = ["港川　千代子", "みなと市東町1丁目"]
    fitted = fit_columns([10, 160], ["氏名", "住所"], rows, 80.0, FONTS)
    assert fitted.widths[0] - 2 * PADDING >= FONTS.width("港川　千代子", 9.0, FONT)


def test_type_gets_smaller_only_where_short_texts_have_no_room() -> None:
    row = ["0143-00-0000"] * 8
    assert fit_columns([20] * 8, ["電話"] * 8, [row], 190.0, FONTS).size == 9.0
    assert fit_columns([20] * 8, ["電話"] * 8, [row], 165.0, FONTS).size == 8.0
    assert fit_columns([20] * 8, ["電話"] * 8, [row], 146.0, FONTS).size == 7.0


CROWDED = [
    "V00001",
    "S61.10.6",
    "090-0072-4784",
    "R9.3.31",
    "港川　千代子",
    "みなと市東町4丁目29番1号　港ハイツ203号室",
]


def test_names_take_more_lines_before_a_date_or_a_number_is_cut() -> None:
    row = CROWDED * 3
    fitted = fit_columns([30] * len(row), ["項目"] * len(row), [row], 225.0, FONTS)
    assert fitted.size == 7.0
    for text, width in zip(row, fitted.widths, strict=True):
        if text in CROWDED[:4]:
            assert FONTS.width(text, 7.0, FONT) <= width - 2 * PADDING, text
        else:
            assert FONTS.width("みなと", 7.0, FONT) <= width - 2 * PADDING, text
    assert cut_columns([row], table(list(fitted.widths), 7.0), FONTS) == ()


def test_columns_that_are_too_narrow_for_their_words_are_known() -> None:
    rows = [["S61.10.6", "みなと市東町", "0143-00-0000"], ["S1.1.1", "港", ""]]
    assert cut_columns(rows, table([10.0, 5.5, 20.0]), FONTS) == (0,)
    assert cut_columns(rows, table([14.0, 5.5, 12.0]), FONTS) == (2,)
    long_word = [["v0000001@example.jp"]]
    assert cut_columns(long_word, table([15.0]), FONTS) == (), "so long a word may be cut"


@given(text=texts, width=st.floats(12, 80))
def test_what_surely_has_room_has_room(text: str, width: float) -> None:
    if Room.of(width, 9.0, FONT, FONTS).surely_holds(text):
        assert FONTS.width(text, 9.0, FONT) <= width + 1e-6


@given(cells=st.lists(texts, min_size=3, max_size=3))
def test_a_row_is_high_enough_for_its_cells(cells: list[str]) -> None:
    shape = table([20.0, 35.0, 50.0])
    rows, heights = fit_rows([cells], shape, FONTS)
    for text, column in zip(rows[0], shape.columns, strict=True):
        box = TextBox(
            0,
            0,
            column.width - 2 * PADDING,
            heights[0] - 2 * CELL_AIR,
            text,
            size=9.0,
            font=FONT,
            leading=LEADING,
            least_size=LEAST_SIZE,
        )
        assert fit(box, FONTS).size >= LEAST_SIZE


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("おがさわら　ちよのすけ", "おがさわら\nちよのすけ"),
        ("港町1番 港荘2号", "港町1番\n港荘2号"),
        ("港町 1番 港荘2号", "港町 1番\n港荘2号"),
        ("コメント（事業）", "コメント\n（事業）"),
        ("行政のパートナー", "行政の\nパートナー"),
    ],
)
def test_what_takes_two_lines_is_broken_at_a_space_or_a_phrase(text: str, broken: str) -> None:
    rows, heights = fit_rows([[text]], table([22.0]), FONTS)
    assert rows == [(broken,)]
    assert heights == [row_height(9.0, 2)]


def test_a_long_cell_takes_three_lines_before_it_shrinks() -> None:
    three_lines = "み" * 18
    _, heights = fit_rows([[three_lines]], table([9.0 * 25.4 / 72 * 6 + 2 * PADDING + 0.1]), FONTS)
    assert heights == [row_height(9.0, MOST_LINES)]
    _, heights = fit_rows([[three_lines + "なと"]], table([9.0 * 25.4 / 72 * 6 + 2 * PADDING + 0.1]), FONTS)
    assert heights[0] < row_height(9.0, MOST_LINES)


@given(
    groups=st.lists(st.tuples(st.sampled_from("あかさたな"), st.integers(1, 12)), max_size=8),
    heights=st.lists(st.sampled_from([5.0, 8.0, 11.0]), min_size=100, max_size=100),
    room=st.floats(40, 120),
)
def test_pages_hold_every_row_once_and_no_more_than_they_can(
    groups: list[tuple[str, int]], heights: list[float], room: float
) -> None:
    headings = [heading for heading, count in groups for _ in range(count)]
    rows = [(str(number),) for number in range(len(headings))]
    band, end = 6.0, 9.0
    pages = paginate(rows, heights, headings, room=room, band=band, end=end)

    assert [row for page in pages for strip in page if isinstance(strip, Run) for row in strip.rows] == rows
    for number, page in enumerate(pages):
        used = sum(band if isinstance(strip, Band) else strip.height * len(strip.rows) for strip in page)
        assert used + (end if number == len(pages) - 1 else 0.0) <= room
        assert not page or isinstance(page[0], Band)
        assert not page or isinstance(page[-1], Run), "a heading stands alone at the foot"
    opened = [strip for page in pages for strip in page if isinstance(strip, Band) and not strip.continued]
    assert [(strip.heading, strip.count) for strip in opened] == [
        (heading, len(list(members))) for heading, members in groupby(headings)
    ]


def test_a_heading_goes_to_the_next_page_with_its_rows() -> None:
    rows = [(str(number),) for number in range(8)]
    pages = paginate(rows, [5.0] * 8, ["あ行"] * 4 + ["か行"] * 4, room=40.0, band=6.0, end=5.0)
    assert [[strip.heading for strip in page if isinstance(strip, Band)] for page in pages] == [["あ行"], ["か行"]]


def test_a_page_that_goes_on_repeats_its_heading() -> None:
    rows = [(str(number),) for number in range(10)]
    pages = paginate(rows, [5.0] * 10, ["あ行"] * 10, room=40.0, band=6.0, end=5.0)
    assert pages[1][0] == Band("あ行", 10, continued=True)


def test_the_last_page_is_not_left_with_the_count_alone() -> None:
    rows = [(str(number),) for number in range(8)]
    (first, last) = paginate(rows, [5.0] * 8, [], room=40.0, band=6.0, end=9.0)
    assert isinstance(first[0], Run)
    assert len(first[0].rows) == 6
    assert isinstance(last[0], Run)
    assert len(last[0].rows) == 2


def test_each_group_can_have_its_own_page() -> None:
    rows = [("1",), ("2",), ("3",)]
    pages = paginate(rows, [5.0] * 3, ["東町", "東町", "港町"], room=100.0, band=6.0, end=9.0, page_for_each_group=True)
    assert len(pages) == 2


def test_a_column_is_wide_enough_for_the_longest_word_over_it() -> None:
    named = ["年度", "まごころパートナー\n（事業）", "まごころパートナー\n（名）", "まち「ピカ」パートナー\n（名）"]
    rows = [["平成28年度", "4", "4", "319"]]
    columns = fit_columns([26.0] * 4, named, rows, 82.5, FONTS)
    broken, _ = fit_headings(named, columns, FONTS)
    assert broken[1].split("\n") == ["まごころ", "パートナー", "（事業）"]
    assert broken[3].split("\n") == ["まち「ピカ」", "パートナー", "（名）"]


def test_the_row_of_headings_is_as_high_as_its_longest_needs() -> None:
    columns = Columns((20.0, 20.0), 9.0)
    plain, low = fit_headings(["年度", "件数"], columns, FONTS)
    broken, high = fit_headings(["年度", "担当課の評価の平均"], columns, FONTS)
    assert plain == ["年度", "件数"]
    assert len(broken[1].split("\n")) > 1
    assert high > low
    assert all(FONTS.width(line, 9.0, FONT) <= 20.0 for line in broken[1].split("\n"))
