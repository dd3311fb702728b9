"""Every kind of field reads back what it shows and what it keeps, and refuses what it cannot hold."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kyodo_desktop.core import fields
from kyodo_desktop.core.dates import WEEK_SLOTS
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Field, Privacy, as_text
from kyodo_desktop.core.taxonomy import Taxonomy, Term, Words

TODAY = dt.date(2026, 11, 21)
KINDS = Taxonomy(
    "kinds",
    "種別",
    (Term("npo", "NPO法人", aliases=("特定非営利活動法人",)), Term("town", "町内会"), Term("arts", "学術、文化、芸術")),
)
WORDS = Words(TODAY, {"kinds": KINDS})

CODES = st.sampled_from([term.code for term in KINDS.terms])
LINES = st.text().map(lambda text: fields.Field("").parse(text, WORDS)).filter(bool)
PARAGRAPHS = st.text().map(lambda text: fields.Text("", lines=3).parse(text, WORDS)).filter(bool)
NAMES = (
    st.text(alphabet="髙﨑𠮷葛\U000e0100ABあア　 \n").map(lambda text: fields.Name("").parse(text, WORDS)).filter(bool)
)
READINGS = st.from_regex("[ぁ-んー]*[ぁ-ん](\u3000[ぁ-ん]+)?", fullmatch=True)
SLOTS = st.sets(st.sampled_from(WEEK_SLOTS), min_size=1).map(lambda chosen: tuple(s for s in WEEK_SLOTS if s in chosen))
SEVERAL = st.sets(CODES, min_size=1).map(lambda chosen: tuple(term.code for term in KINDS.terms if term.code in chosen))
LEVELS = st.dictionaries(
    st.sampled_from(["phone", "email"]), st.sampled_from([level.value for level in Privacy]), min_size=1
)

VALUES: list[tuple[Field, st.SearchStrategy[Any]]] = [
    (fields.Field("備考"), LINES),
    (fields.Text("備考"), LINES),
    (fields.Text("備考", lines=3), PARAGRAPHS),
    (fields.Name("氏名"), NAMES),
    (fields.Furigana("ふりがな"), READINGS),
    (fields.Phone("電話"), st.from_regex("0[1-9]{2}[0-9]-[2-9][0-9]-[0-9]{4}( 内線[0-9]{1,4})?", fullmatch=True)),
    (fields.PostalCode("郵便番号"), st.from_regex("[0-9]{3}-[0-9]{4}", fullmatch=True)),
    (fields.Address("住所"), LINES),
    (fields.Email("メール"), st.from_regex("[a-z0-9]+@[a-z]+\\.jp", fullmatch=True)),
    (fields.Url("ページ"), st.from_regex("https://[a-z]+\\.jp/[a-z]*", fullmatch=True)),
    (fields.Reference("整理番号"), st.from_regex("[A-Z][0-9]{1,3}-[0-9]+", fullmatch=True)),
    (fields.CorporateNumber("法人番号"), st.just("8700110005901")),
    (fields.EraDate("設立"), st.dates(dt.date(1000, 1, 1), dt.date(2200, 1, 1))),
    (fields.Count("会員数", unit="名"), st.integers(0, 9_999_999)),
    (fields.Yen("会費"), st.integers(0, 9_999_999_999)),
    (fields.Percent("加入率"), st.integers(0, 1000)),
    (fields.Hours("時間"), st.integers(0, 100_000)),
    (fields.TimeOfDay("時刻"), st.times().map(lambda time: time.strftime("%H:%M"))),
    (fields.Flag("同意", yes="同意する", no="同意しない"), st.booleans()),
    (fields.Choice("種別", taxonomy="kinds"), CODES),
    (fields.Choices("分野", taxonomy="kinds"), SEVERAL),
    (fields.WeekGrid("曜日"), SLOTS),
    (fields.FiscalYear("年度"), st.integers(1900, 2100)),
    (fields.Rate("補助率"), st.fractions(0, 1, max_denominator=1000)),
    (fields.Marks("評点"), st.lists(st.none() | st.integers(0, 1000), min_size=1).map(tuple)),
    (fields.RecordId("登録団体"), st.integers(1, 2**40)),
    (fields.Disclosure("公開"), LEVELS),
]
IDS = [type(field).__name__ + ("Lines" if getattr(field, "lines", 1) > 1 else "") for field, _ in VALUES]
READABLE, READABLE_IDS = VALUES[:-2], IDS[:-2]
"""All but the last two: which record is meant, and what one discloses, is chosen and not written."""
FEW = settings(max_examples=25)


def test_every_kind_is_here() -> None:
    declared = {kind for kind in vars(fields).values() if isinstance(kind, type) and issubclass(kind, Field)}
    assert {type(field) for field, _ in VALUES} == declared


@pytest.mark.parametrize(("field", "values"), READABLE, ids=READABLE_IDS)
@FEW
@given(data=st.data())
def test_what_is_shown_is_read_back(field: Field, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(values)
    assert field.parse(field.show(value, WORDS), WORDS) == value


@pytest.mark.parametrize(("field", "values"), VALUES, ids=IDS)
@FEW
@given(data=st.data())
def test_what_is_kept_as_json_comes_back(field: Field, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(values)
    assert field.load(json.loads(json.dumps(field.dump(value)))) == value


@pytest.mark.parametrize(("field", "values"), READABLE, ids=READABLE_IDS)
@FEW
@given(data=st.data())
def test_what_is_exported_is_read_back(field: Field, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(values)
    if isinstance(field, fields.Percent):
        assume(value == 0 or value >= 10)
    assert field.parse(field.cell(value, WORDS), WORDS) == value


@pytest.mark.parametrize(("field", "values"), VALUES, ids=IDS)
def test_nothing_is_nothing(field: Field, values: st.SearchStrategy[Any]) -> None:
    assert field.parse(None, WORDS) is None
    assert field.parse("", WORDS) is None
    assert field.show(None, WORDS) == ""
    assert field.cell(None, WORDS) is None
    assert field.load(field.dump(None)) is None


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        (fields.Name("氏名"), " 髙﨑 葛\U000e0100子 ", "髙﨑　葛\U000e0100子"),
        (fields.Furigana("ふりがな"), "ﾑﾛﾗﾝ ﾀﾛｳ", "むろらん　たろう"),
        (fields.Phone("電話"), 143252703.0, "0143-25-2703"),
        (fields.PostalCode("郵便番号"), 500083.0, "050-0083"),
        (fields.PostalCode("郵便番号"), 3150001, "315-0001"),
        (fields.CorporateNumber("法人番号"), 8700110005901.0, "8700110005901"),
        (fields.EraDate("設立"), dt.datetime(2026, 11, 21, 0, 0), TODAY),
        (fields.EraDate("設立"), TODAY, TODAY),
        (fields.EraDate("設立"), "8.11.21", TODAY),
        (fields.EraDate("設立"), 20261121.0, TODAY),
        (fields.Count("会員数", unit="名"), 12.0, 12),
        (fields.Count("会員数", unit="名"), "１２名", 12),
        (fields.Percent("加入率"), 62.5, 625),
        (fields.Hours("時間"), dt.time(2, 30), 150),
        (fields.Hours("時間"), dt.timedelta(hours=26, minutes=30), 1590),
        (fields.Hours("時間"), 2.5, 150),
        (fields.Flag("同意"), True, True),
        (fields.Flag("同意"), "○", True),
        (fields.Flag("同意"), "×", False),
        (fields.Flag("同意", yes="参加", no="不参加"), "不参加", False),
        (fields.Choice("種別", taxonomy="kinds"), "特定非営利活動法人", "npo"),
        (fields.Choice("種別", taxonomy="kinds"), "ｎｐｏ法人", "npo"),
        (fields.Choices("分野", taxonomy="kinds"), ["町内会", "npo"], ("npo", "town")),
        (fields.Choices("分野", taxonomy="kinds"), "町内会、学術、文化、芸術", ("town", "arts")),
        (fields.WeekGrid("曜日"), ["sun-night", "mon-am"], ("mon-am", "sun-night")),
        (fields.Reference("整理番号"), "ｄ０００１", "D0001"),
        (fields.Reference("整理番号"), 12.0, "12"),
        (fields.Text("備考"), "一行\n二行", "一行 二行"),
        (fields.Disclosure("公開"), {"phone": "partial"}, {"phone": "partial"}),
    ],
)
def test_read(field: Field, raw: object, value: object) -> None:
    assert field.parse(raw, WORDS) == value


@pytest.mark.parametrize(
    ("field", "raw", "said"),
    [
        (fields.Furigana("ふりがな"), "山田", "ひらがな・カタカナで"),
        (fields.Phone("電話"), 252703.0, "0から始まっていません"),
        (fields.Count("会員数", least=1, most=50), "0", "1から50まで"),
        (fields.Count("会員数", least=1, most=50), "51", "1から50まで"),
        (fields.Yen("会費"), "-1", "0から9,999,999,999まで"),
        (fields.Flag("同意", yes="同意する", no="同意しない"), "たぶん", "「同意する」か「同意しない」"),
        (fields.Choice("種別", taxonomy="kinds"), "会社", "次から選んでください：NPO法人、町内会"),
        (fields.Choice("種別", taxonomy="absent"), "会社", "選択肢にありません"),
        (fields.Disclosure("公開"), "公開", "項目ごとに"),
    ],
)
def test_refused(field: Field, raw: object, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        field.parse(raw, WORDS)


def test_shown() -> None:
    assert fields.EraDate("設立").show(TODAY, WORDS) == "令和8年11月21日"
    assert fields.Count("会員数", unit="名").show(1234, WORDS) == "1,234名"
    assert fields.Yen("会費").show(1_234_000, WORDS) == "1,234,000円"
    assert fields.Percent("加入率").show(625, WORDS) == "62.5％"
    assert fields.Hours("時間").show(150, WORDS) == "2時間30分"
    assert fields.Flag("同意").show(False, WORDS) == "無"
    assert fields.Choice("種別", taxonomy="kinds").show("town", WORDS) == "町内会"
    assert fields.Choice("種別", taxonomy="kinds").show("gone", WORDS) == "gone"
    assert fields.Choices("分野", taxonomy="kinds").show(("npo", "town"), WORDS) == "NPO法人、町内会"
    assert fields.WeekGrid("曜日").show(("mon-am", "wed-am"), WORDS) == "月・水 午前"


def test_cells_are_typed() -> None:
    assert fields.EraDate("設立").cell(TODAY, WORDS) == TODAY
    assert fields.Count("会員数").cell(12, WORDS) == 12
    assert fields.Percent("加入率").cell(625, WORDS) == 62.5
    assert fields.Hours("時間").cell(150, WORDS) == 2.5
    assert fields.Flag("同意").cell(True, WORDS) == "有"


@pytest.mark.parametrize(
    ("raw", "text"),
    [(None, ""), (True, "1"), (False, ""), (12.0, "12"), (12.5, "12.5"), (TODAY, "2026-11-21"), ("x", "x")],
)
def test_as_text(raw: object, text: str) -> None:
    assert as_text(raw) == text


def test_privacy_in_words() -> None:
    assert [level.label for level in Privacy] == ["公開", "一部公開", "非公開"]
