"""CSV and TSV in every encoding and shape that offices receive."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.spreadsheet.delimited import ENCODING_NAMES, decode, read_delimited, sniff_delimiter
from kyodo_desktop.spreadsheet.sheets import WrongFileError

ROSTER = "番号,団体名,代表者\r\n1,あすなろ会,髙橋　一郎\r\n2,ひまわり町内会,佐藤　花子\r\n"
ROWS = [["番号", "団体名", "代表者"], ["1", "あすなろ会", "髙橋　一郎"], ["2", "ひまわり町内会", "佐藤　花子"]]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ROSTER.encode(), "utf-8"),
        (ROSTER.encode("utf-8-sig"), "utf-8-sig"),
        (ROSTER.encode("cp932"), "cp932"),
        (codecs.BOM_UTF16_LE + ROSTER.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + ROSTER.encode("utf-16-be"), "utf-16-be"),
        (ROSTER.encode("utf-16-le"), "utf-16-le"),
        (ROSTER.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_is_recognised(data: bytes, encoding: str) -> None:
    sheet = read_delimited(data, "名簿")
    assert sheet.rows == ROWS
    assert sheet.encoding == encoding
    assert encoding in ENCODING_NAMES
    assert sheet.delimiter == ","
    assert not sheet.lost


kana_and_kanji = st.text(
    st.characters(codec="cp932", min_codepoint=0x3041, max_codepoint=0x9FFF), min_size=1, max_size=20
)


@given(st.lists(st.lists(kana_and_kanji, min_size=2, max_size=2), min_size=2, max_size=5))
def test_utf8_without_a_bom_is_never_taken_for_cp932(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in rows)
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(text.encode("utf-16-be"))[0] == text
    assert decode(text.encode("utf-16-le"))[0] == text


def test_a_few_unreadable_bytes_are_lost_and_listed() -> None:
    data = (ROSTER * 5).encode("cp932").replace("佐藤".encode("cp932"), b"\x81\x20", 1)
    sheet = read_delimited(data, "名簿")
    assert sheet.encoding == "cp932"
    assert [(cell.row, cell.column) for cell in sheet.lost] == [(3, 2)]
    broken = (ROSTER * 5).encode().replace("佐藤".encode(), "佐藤".encode()[:4], 1)
    assert read_delimited(broken, "名簿").encoding == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_stray_zero_is_a_lost_character_and_no_utf_16(encoding: str) -> None:
    sheet = read_delimited((ROSTER * 20).replace("佐藤", "佐\0藤", 1).encode(encoding), "名簿")
    assert sheet.encoding == encoding
    assert [(cell.row, cell.column) for cell in sheet.lost] == [(3, 2)]


def test_gaiji_of_cp932_is_listed() -> None:
    sheet = read_delimited("氏名,電話\r\n".encode("cp932") + b"\xf0\x40\x8b\xb4,1\r\n", "名簿")
    assert sheet.rows[1][0] == "\ue000橋"
    assert sheet.lost[0].lost[0].character == "\ue000"


def test_what_is_no_text_at_all_is_refused() -> None:
    with pytest.raises(WrongFileError, match="文字を読み取れません"):
        read_delimited(bytes(range(128, 256)) * 20, "名簿")


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\tc\n1\t2\t3\n", "\t"),
        ("団体名;代表者\nあ;い\n", ";"),
        ("団体名\tメモ\nあ\tい,う,え\nか\tき,く\n", "\t"),
        ("団体名\nあすなろ会\n", ","),
        ('団体名,住所\n"あ\n\tい\tう",え\n', ","),
    ],
)
def test_the_delimiter_is_the_one_that_splits_evenly(sample: str, delimiter: str) -> None:
    assert sniff_delimiter(sample) == delimiter


def test_line_breaks_inside_quotes_and_lone_carriage_returns() -> None:
    assert read_delimited('団体名,住所\r"あすなろ会\r\nの皆さん",室蘭市\rい,ろ\r'.encode(), "名簿").rows == [
        ["団体名", "住所"],
        ["あすなろ会\r\nの皆さん", "室蘭市"],
        ["い", "ろ"],
    ]


def test_ragged_and_blank_lines_keep_their_row_numbers() -> None:
    assert read_delimited(b"a,b,c\n\n1,2\n1,2,3,,\n", "x").rows == [
        ["a", "b", "c"],
        [],
        ["1", "2"],
        ["1", "2", "3", "", ""],
    ]


def test_an_unclosed_quote_is_refused_with_its_row() -> None:
    with pytest.raises(WrongFileError, match="3行目"):
        read_delimited(b'a,b\n1,2\n"3,4\n5,6\n', "x")


def test_a_stray_quote_is_read_and_noted() -> None:
    sheet = read_delimited(b'a,b\n"1"x,2\n3,4\n', "x")
    assert sheet.rows[2] == ["3", "4"]
    assert "2行目" in sheet.notes[0]


def test_a_guarded_formula_and_a_wrapped_number_come_back_as_texts() -> None:
    sheet = read_delimited("電話,メモ,値\n=\"0143221111\",'=1+1,'か\n".encode(), "x")
    assert sheet.rows[1] == ["0143221111", "=1+1", "'か"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("あいうえお".encode() * 50_000, id="one endless line"),
        pytest.param(b"a," * 20_000, id="more columns than Excel has"),
    ],
)
def test_a_line_of_no_table_is_no_fault_of_quotation_marks(data: bytes) -> None:
    with pytest.raises(WrongFileError, match="表として読めません"):
        read_delimited(data, "名簿")
