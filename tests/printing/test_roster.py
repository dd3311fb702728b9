"""Rosters as they come out of the printer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.fonts import FontBook, MissingGlyphs
from kyodo_desktop.printing.layout import fit
from kyodo_desktop.printing.page import Document, TextBox
from kyodo_desktop.printing.pdf import render
from kyodo_desktop.printing.roster import BINDING_MARGIN, Roster, compose_roster
from kyodo_desktop.printing.roster_layout import LEAST_SIZE, HeadedColumn
from tests.printing.reading import find, page_texts, squeezed

FONTS = FontBook()

ROWS = (
    ("V00001", "髙橋　德子", "たかはし　のりこ", "0143-00-0001", "8時間"),
    ("V00002", "𠮷田　濵", "よしだ　はま", "0143-00-0002", "12時間"),
    ("V00003", "渡邉　﨑", "わたなべ　さき", "0143-00-0003", "125時間"),
    ("V00004", "葛\U000e0100城　辻\U000e0100", "かつらぎ　つじ", "", ""),
)

ROSTER = Roster(
    title="ボランティア名簿",
    columns=(
        HeadedColumn("整理番号", 18),
        HeadedColumn("氏名", 42),
        HeadedColumn("ふりがな", 42),
        HeadedColumn("電話番号", 30),
        HeadedColumn("時間", 18, "right"),
    ),
    rows=ROWS,
    as_of=dt.date(2026, 11, 21),
    groups=("た行", "や行", "わ行", "わ行"),
    office="みなと市市民活動センター",
    subtitle="制度：まごころ",
    notes=("業務以外に使わないでください。",),
)


def printed(roster: Roster) -> bytes:
    return render(compose_roster(roster, FONTS), FONTS)


def many(count: int) -> Roster:
    rows = [(f"V{number:05}", "港　花子", "みなと　はなこ", "", "") for number in range(1, count + 1)]
    return replace(ROSTER, rows=rows, groups=())


def test_every_name_comes_out_as_it_was_written() -> None:
    (text,) = page_texts(printed(ROSTER))
    for row in ROWS:
        for cell in row:
            assert squeezed(cell) in squeezed(text)


def test_a_list_of_persons_says_its_day_its_pages_and_that_it_is_confidential() -> None:
    pages = page_texts(printed(many(100)))
    assert len(pages) == 4
    for number, text in enumerate(pages, 1):
        assert "令和8年11月21日現在" in text
        assert f"{number}／4" in text
        assert "取扱注意" in text
        assert "みなと市市民活動センター" in text
        assert "制度：まごころ" in text
        for column in ROSTER.columns:
            assert column.heading in text


def test_the_count_stands_once_below_the_last_row() -> None:
    pages = page_texts(printed(many(1_234)))
    assert "計 1,234名" in pages[-1].replace("\u3000", " ")
    assert not any("計" in text for text in pages[:-1])
    assert "※ 業務以外に使わないでください。" in pages[-1]


def test_nothing_is_marked_that_is_not_confidential() -> None:
    (text,) = page_texts(printed(replace(ROSTER, confidential=False)))
    assert "取扱注意" not in text


def test_rows_are_numbered_through_all_groups() -> None:
    (text,) = page_texts(printed(ROSTER))
    lines = [line.split() for line in text.splitlines()]
    assert [line[:2] for line in lines if len(line) > 1 and line[1].startswith("V0")] == [
        ["1", "V00001"],
        ["2", "V00002"],
        ["3", "V00003"],
        ["4", "V00004"],
    ]
    (text,) = page_texts(printed(replace(ROSTER, numbered=False)))
    assert "No." not in text


def test_headings_count_their_rows() -> None:
    (text,) = page_texts(printed(ROSTER))
    assert "た行 1名" in text
    assert "わ行 2名" in text


def test_an_empty_roster_says_so() -> None:
    (text,) = page_texts(printed(replace(ROSTER, rows=(), groups=())))
    assert "該当するものはありません。" in text
    assert "計 0名" in text.replace("\u3000", " ")
    assert "1／1" in text


@pytest.mark.parametrize("paper", ["portrait", "landscape"])
def test_the_margin_for_binding_is_left_free(paper: str) -> None:
    roster = replace(ROSTER, paper=paper)
    assert find(printed(roster), "ボランティア名簿").left == pytest.approx(BINDING_MARGIN, abs=0.3)
    assert find(printed(replace(roster, bound=False)), "ボランティア名簿").left == pytest.approx(12.0, abs=0.3)


def test_places_on_the_page() -> None:
    """What a clerk's eye and hole punch are used to; a change here is a change of the print."""
    pdf = printed(ROSTER)
    places = {text: find(pdf, text) for text in ("取扱注意", "令和8年11月21日現在", "髙橋　德子", "8時間", "1／1")}
    expected = {
        "取扱注意": (263.0, 16.7),
        "令和8年11月21日現在": (254.8, 24.8),
        "髙橋　德子": (67.8, 45.3),
        "8時間": (275.9, 45.3),
        "1／1": (151.7, 198.4),
    }
    for text, place in places.items():
        assert (place.left, place.foot) == pytest.approx(expected[text], abs=0.15), text


def test_numbers_stand_under_each_other_at_the_right() -> None:
    pdf = printed(ROSTER)
    rights = {round(find(pdf, text).right, 1) for text in ("12時間", "125時間")}
    assert len(rights) == 1


def test_a_text_longer_than_its_column_is_printed_whole() -> None:
    long_text = "".join(f"{number}番目の活動の記録。" for number in range(60))
    rows = [("V00001", long_text, "x" * 90, "0143-00-0000", "1\n2\n3\n4\n5")]
    (text,) = page_texts(printed(replace(ROSTER, rows=rows, groups=())))
    found = squeezed(text)
    assert long_text in found
    assert "x" * 90 in found


def test_cells_may_hold_what_files_hold() -> None:
    rows = [("V00001", "一行目\n二行目", "タブ\tの　ある", "(括弧)\\", "")]
    (text,) = page_texts(printed(replace(ROSTER, rows=rows, groups=())))
    assert "一行目\r\n" in text
    assert "(括弧)\\" in text


def test_a_roster_says_which_columns_are_too_narrow_for_their_words() -> None:
    assert compose_roster(ROSTER, FONTS).cut == ()
    crowded = replace(ROSTER, columns=ROSTER.columns * 6, rows=[row * 6 for row in ROWS])
    assert set(compose_roster(crowded, FONTS).cut) == {"電話番号"}


def test_a_text_that_no_page_holds_is_refused_by_its_row_and_heading() -> None:
    rows = [*ROWS, ("V00005", "港　花子", "みなと　はなこ", "0143-00-0005", "活動の記録。" * 900)]
    with pytest.raises(InputError, match="「V00005」の行は「時間」が長く"):
        compose_roster(replace(ROSTER, rows=rows, groups=()), FONTS)


def test_a_long_heading_stands_in_one_line_between_the_rules() -> None:
    long_name = "特定非営利活動法人" + "みなとまちづくり応援団" * 4
    document = compose_roster(replace(ROSTER, groups=(long_name,) * 4, paper="portrait"), FONTS)
    (band,) = [item for item in document.pages[0].items if isinstance(item, TextBox) and item.text == long_name]
    assert len(fit(band, FONTS).lines) == 1
    assert fit(band, FONTS).size >= LEAST_SIZE


def test_a_character_that_no_font_has_is_named_before_anything_is_printed() -> None:
    rows = [("V00001", "港\U000f0000子", "みなと", "", "")]
    with pytest.raises(MissingGlyphs, match=r"U\+F0000"):
        printed(replace(ROSTER, rows=rows, groups=()))


def test_the_record_of_prints_learns_how_many_persons_are_on_it() -> None:
    document = compose_roster(many(57), FONTS)
    assert isinstance(document, Document)
    assert document.persons == 57


def test_a_heading_for_each_row_is_wanted() -> None:
    with pytest.raises(ValueError, match="1 group headings for 4 rows"):
        compose_roster(replace(ROSTER, groups=("あ行",)), FONTS)


def test_a_row_without_a_cell_for_each_column_is_a_fault() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        printed(replace(ROSTER, rows=[("V00001", "港　花子")], groups=()))


def test_thousands_of_rows_lose_nothing() -> None:
    roster = many(3_000)
    found = squeezed("".join(page_texts(printed(roster))))
    assert all(row[0] in found for row in roster.rows)
