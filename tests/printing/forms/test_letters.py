"""Who applies, who is addressed, and how much paper that takes: long names, empty places, long towns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.forms.fill import FormData, FormSetting, fill
from kyodo_desktop.printing.forms.strips import Strip, flow
from kyodo_desktop.printing.forms.template import FormTemplates
from kyodo_desktop.printing.layout import fit
from kyodo_desktop.printing.page import Document, Rule, Text, TextBox

Setting = Callable[[str], FormSetting]
Printed = Callable[[bytes], list[Any]]

LONG = {
    "name": "特定非営利活動法人みなとの花と緑のまちづくりを考える市民の会",
    "representative_title": "代表理事（会長代行兼事務局長）",
    "representative": "髙橋　𠮷左衛門之丞",
}
LONG_TOWN = "かすみがうら汐見野南伊勢町"


def texts_of(document: Document) -> list[str]:
    """Return the texts of a document, line by line."""
    boxes = (item for page in document.pages for item in page.items if isinstance(item, TextBox))
    return [line for box in boxes for line in box.text.split("\n")]


@pytest.mark.parametrize("form", ["organization-application", "organization-change"])
def test_no_line_runs_through_the_name_of_who_applies(
    form: str, templates: FormTemplates, settings: Setting, printed: Printed
) -> None:
    setting = settings("muroran")
    document = fill(templates.get(form), FormData({**LONG, "address": LONG["name"] * 2}), setting)
    rules = [item for item in document.pages[0].items if isinstance(item, Rule) and item.dash == (0.5, 0.6)]
    assert len(rules) >= 4
    for text in printed(pdf.render(document, setting.fonts)):
        left, top, right, foot = text.ink
        crossed = [rule for rule in rules if top < rule.y1 < foot and left < rule.x2 and right > rule.x1]
        assert text.page > 1 or not text.text or not crossed, text


@pytest.mark.parametrize("form", ["organization-application", "organization-certificate"])
def test_a_name_is_parted_from_its_title_and_not_inside(form: str, templates: FormTemplates, settings: Setting) -> None:
    lines = texts_of(fill(templates.get(form), FormData(LONG), settings("muroran")))
    assert LONG["representative_title"] in lines
    assert any(line.startswith(LONG["representative"]) for line in lines)


def test_an_address_of_two_lines_is_parted_before_the_building(templates: FormTemplates, settings: Setting) -> None:
    place = {"postal_code": "050-0083", "address": "汐見野市北山町2丁目1番11号 港ビューマンション504号室"}
    lines = texts_of(fill(templates.get("organization-application"), FormData(place), settings("muroran")))
    assert {"汐見野市北山町2丁目1番11号", "港ビューマンション504号室"} <= set(lines)


def test_a_body_of_which_nobody_is_named_is_addressed_itself(templates: FormTemplates, settings: Setting) -> None:
    letter, setting = templates.get("organization-decision"), settings("muroran")
    lines = texts_of(fill(letter, FormData({"name": "汐見野花の会"}), setting))
    assert "汐見野花の会　御中" in lines
    assert not any(line.endswith("様") for line in lines)
    named = texts_of(fill(letter, FormData({"name": "汐見野花の会", "representative": "髙橋　花子"}), setting))
    assert {"汐見野花の会", "髙橋　花子　様"} <= set(named)
    assert any(line.strip("　") == "様" for line in texts_of(fill(letter, None, setting)))


def test_the_place_of_a_name_in_a_blank_title_is_left_open(templates: FormTemplates, settings: Setting) -> None:
    assert "協働事業評価シート（　　　　　　　　）" in texts_of(
        fill(templates.get("evaluation-sheet"), None, settings("muroran"))
    )


def test_a_long_audience_is_read_in_full_at_its_size(templates: FormTemplates, settings: Setting) -> None:
    audience = "市内に住むか通う小学生とその保護者、港のごみ調べに加わったことのある中学生と高校生、町内会の役員" * 2
    document = fill(templates.get("grant-summary"), FormData({"audience": audience}), settings("muroran"))
    box = next(item for item in document.pages[0].items if isinstance(item, TextBox) and item.text == audience)
    assert box.size == 9.5
    assert fit(replace(box, overflow="continue"), FontBook()).rest == ""


def test_an_empty_place_leaves_no_gap_before_what_follows(templates: FormTemplates, settings: Setting) -> None:
    lines = texts_of(
        fill(templates.get("organization-application"), FormData({"representative": "髙橋　花子"}), settings("muroran"))
    )
    assert "髙橋　花子" in lines


@pytest.mark.parametrize("form", ["organization-change", "organization-decision", "grant-decision"])
def test_a_long_town_takes_no_second_sheet(form: str, templates: FormTemplates, settings: Setting) -> None:
    setting = settings("muroran")
    office = {
        **setting.office,
        "town": LONG_TOWN,
        "head_title": f"{LONG_TOWN}長",
        "head_name": "勅使河原　龍之介衛門",
        "department": "市民生活部市民協働推進課協働のまちづくり推進係",
        "name": "市民活動・ボランティア推進センター",
    }
    assert len(fill(templates.get(form), None, replace(setting, office=office)).pages) == 1


def strip(height: float, gap: float = 0.0) -> Strip:
    return Strip(height, lambda top, _height: [Text(0.0, top, "")], gap=gap)


def tops(pages: list[list[Any]]) -> list[list[float]]:
    return [[round(item.y, 2) for item in page] for page in pages]


@pytest.mark.parametrize(
    ("room", "placed"),
    [
        (80.0, [[0.0, 30.0, 60.0]]),
        (76.0, [[0.0, 28.0, 56.0]]),
        (70.0, [[0.0, 25.0, 50.0]]),
        (69.0, [[0.0, 30.0], [0.0]]),
    ],
)
def test_the_space_between_the_parts_gives_way_before_a_further_page(room: float, placed: list[list[float]]) -> None:
    assert tops(flow([strip(20.0), strip(20.0, 10.0), strip(20.0, 10.0)], 0.0, room)) == placed


def test_a_guardian_is_named_with_a_telephone(templates: FormTemplates, settings: Setting) -> None:
    form, setting = templates.get("volunteer-application"), settings("muroran")
    assert {"氏名　", "電話　"} <= set(texts_of(fill(form, None, setting)))
    lines = texts_of(fill(form, FormData({"guardian": "濵﨑　德之進", "guardian_phone": "0143-00-0000"}), setting))
    assert {"氏名　濵﨑　德之進", "電話　0143-00-0000"} <= set(lines)
