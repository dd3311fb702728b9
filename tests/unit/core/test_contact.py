"""Telephone numbers are hyphenated by their area codes; what is no number, postcode or address is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.area_codes import area_code_length
from kyodo_desktop.core.contact import parse_email, parse_phone, parse_postal_code, parse_url
from kyodo_desktop.core.errors import FieldError

BY_AREA_CODE = """
03-5253-5111 06-6208-8181 011-231-4111 022-261-1111 044-200-2111 045-671-2121 052-961-1111 075-222-3111 078-331-8181
04-7167-1111 04-2998-1111 0422-51-5131 042-769-9200 0428-22-1111
0143-25-2703 0144-32-6111 0299-23-1111 0258-35-1122 0166-26-1111 0154-23-5151 0155-24-4111 01547-2-2171 01586-2-2111
01634-2-2151 0126-22-3111 01267-4-3111 0138-21-3111 01392-5-3111 017-734-1111 0178-43-2111 018-863-2222 019-651-4111
025-228-1000 0254-22-3030 0256-72-1234 0257-23-5111 076-220-2111 0761-22-4111 0470-22-3111 0475-50-1111 0463-23-1111
046-823-1111 0467-61-2345 0480-22-1111 048-829-1111 04992-2-1111 053-457-2111 0539-62-2111 05979-2-1111 0597-23-1111
0721-25-1000 072-233-1101 0743-53-1121 07468-2-0001 079-221-2111 0791-43-6801 082-245-2111 0829-31-0001 0834-31-2111
08387-2-0211 0838-25-3131 08396-2-0511 083-922-4111 08477-2-1111 0847-43-7111 08512-2-2111 086-803-1000 0866-22-1111
087-839-2011 0879-26-9800 088-621-5111 0885-22-0001 092-711-4111 0920-52-1111 0930-25-1111 093-582-2222 096-328-2111
0967-22-1111 097-534-6111 0977-21-1111 098-867-0111 09802-2-2001 09912-7-1111 099-224-1111 0995-45-5111 09969-3-2111
"""


@pytest.mark.parametrize("number", BY_AREA_CODE.split())
def test_the_area_code_sets_the_hyphens(number: str) -> None:
    assert parse_phone(number.replace("-", "")) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", None),
        ("\u3000", None),
        ("なし", None),
        ("－", None),
        ("０１４３－２５－２７０３", "0143-25-2703"),
        ("0143ー25ー2703", "0143-25-2703"),
        ("0143(25)2703", "0143-25-2703"),
        ("（0143）25-2703", "0143-25-2703"),
        ("0143.25.2703", "0143-25-2703"),
        ("0143 25 2703", "0143-25-2703"),
        ("0143-252703", "0143-25-2703"),
        ("014-325-2703", "014-325-2703"),
        ("TEL 0143-25-2703", "0143-25-2703"),
        ("℡０１４３－２５－２７０３", "0143-25-2703"),
        ("FAX：0143-25-2703", "0143-25-2703"),
        ("0143-25-2703（代）", "0143-25-2703"),
        ("0143-25-2703（内線12）", "0143-25-2703 内線12"),
        ("0143252703 内線 2304", "0143-25-2703 内線2304"),
        ("+81-143-25-2703", "0143-25-2703"),
        ("+81 (0)90 1234 5678", "090-1234-5678"),
        ("143252703", "0143-25-2703"),
        ("9012345678", "090-1234-5678"),
        ("09012345678", "090-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("02012345678", "020-1234-5678"),
        ("090-12345678", "090-1234-5678"),
        ("0120123456", "0120-123-456"),
        ("0120-12-3456", "0120-12-3456"),
        ("08001234567", "0800-123-4567"),
        ("0570012345", "0570-012-345"),
    ],
)
def test_phone(typed: str, number: str | None) -> None:
    assert parse_phone(typed) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("25-2703", "0から始まっていません"),
        ("1234567890", "0から始まっていません"),
        ("0143-25-270", "9桁です。この番号は10桁のはずです"),
        ("0143-25-27033", "11桁です。この番号は10桁のはずです"),
        ("090-1234-567", "10桁です。この番号は11桁のはずです"),
        ("0143-25-2703、090-1234-5678", "2つ以上"),
        ("0143-25-2703\n0143-25-2704", "2つ以上"),
        ("0143-25-2703 / 2704", "電話番号として読めません"),
        ("不明", "電話番号として読めません"),
        ("110", "0から始まっていません"),
    ],
)
def test_no_phone(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse_phone(typed)


@given(st.from_regex("0[1-9][1-9][0-9]{7}|0[5-9]0[0-9]{8}", fullmatch=True))
def test_a_number_comes_back_as_it_was_hyphenated(digits: str) -> None:
    number = parse_phone(digits)
    assert number
    assert number.replace("-", "") == digits
    assert parse_phone(number) == number
    assert re.fullmatch("0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}", number)


@given(st.from_regex("0[1-9][0-9]{8}", fullmatch=True))
def test_an_area_code_leaves_a_local_number(digits: str) -> None:
    assert 2 <= area_code_length(digits) <= 5


@pytest.mark.parametrize("typed", ["050-0083", "0500083", "〒050-0083", "〒０５０－００８３", "050ー0083", "050 0083"])
def test_postal_code(typed: str) -> None:
    assert parse_postal_code(typed) == "050-0083"


@pytest.mark.parametrize("typed", ["", " ", "〒", "〒 -"])
def test_no_postal_code_given(typed: str) -> None:
    assert parse_postal_code(typed) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [("500083", "先頭の0が落ちていないか"), ("05000833", "数字7桁"), ("050-008A", "数字7桁"), ("050", "数字7桁")],
)
def test_wrong_postal_code(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse_postal_code(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", None),
        (" machi@example.jp ", "machi@example.jp"),
        ("ｍａｃｈｉ＠ｅｘａｍｐｌｅ．ｊｐ", "machi@example.jp"),
        ("mailto:machi@example.jp", "machi@example.jp"),
        ("old..mobile.@example.ne.jp", "old..mobile.@example.ne.jp"),
        ("A+b_c-d@sub.example.co.jp", "A+b_c-d@sub.example.co.jp"),
    ],
)
def test_email(typed: str, address: str | None) -> None:
    assert parse_email(typed) == address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("machi", "形ではありません"),
        ("machi@example", "形ではありません"),
        ("まち@example.jp", "形ではありません"),
        ("machi@-example.jp", "形ではありません"),
        ("a@example.jp, b@example.jp", "2つ以上"),
    ],
)
def test_no_email(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse_email(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", None),
        ("www.example.jp", "https://www.example.jp"),
        ("https://www.example.jp/a?b=C#d", "https://www.example.jp/a?b=C#d"),
        ("HTTP://WWW.Example.JP/Machi", "http://www.example.jp/Machi"),
        ("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ", "https://example.jp"),
        ("example.jp:8080/x", "https://example.jp:8080/x"),
        ("https://まちづくり.example.jp/", "https://まちづくり.example.jp/"),
    ],
)
def test_url(typed: str, address: str | None) -> None:
    assert parse_url(typed) == address
    assert parse_url(address or "") == address


@pytest.mark.parametrize(
    "typed", ["http:/x", "machi@example.jp", "https://localhost", "わがまち", "a b.jp", "ftp://example.jp"]
)
def test_no_url(typed: str) -> None:
    with pytest.raises(FieldError, match="アドレスの形ではありません"):
        parse_url(typed)
