"""Forms under strain: every profile, the longest names, texts and lists without end, a town's habits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    Count,
    EraDate,
    Field,
    FiscalYear,
    Flag,
    Furigana,
    Name,
    Percent,
    Text,
    WeekGrid,
    Yen,
)
from kyodo_desktop.core.profiles import PROFILE_NAMES, AppealNotice, Seal, SealRule
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.forms.drawn_charts import CHART
from kyodo_desktop.printing.forms.fill import FormData, FormSetting, fill
from kyodo_desktop.printing.forms.pictures import PICTURE
from kyodo_desktop.printing.forms.reader import read_template
from kyodo_desktop.printing.forms.room import LEAST
from kyodo_desktop.printing.forms.template import Block, ChildList, Depending, FormTemplate, FormTemplates, Kept
from kyodo_desktop.printing.page import CheckBox, Document, TextBox
from kyodo_desktop.printing.page import Seal as SealItem
from tests.printing.forms.case_records import picture
from tests.printing.reading import squeezed

Setting = Callable[[str], FormSetting]
DataFor = Callable[[str], FormData]
Printed = Callable[[bytes], list[Any]]

FORMS = sorted(path.stem for path in shipped("forms").glob("*.toml"))
SHEETS = {
    "organization-sheet": 2,
    "volunteer-group-application": 2,
    "commission-contract": 2,
    "committee-rules": 2,
    "grant-minutes": 2,
}
"""Of a blank form: long contracts, rules and minutes go on to a page to be signed."""


def flows(template: FormTemplate) -> bool:
    """Return whether a form has a list of as many rows as there are, over as many sheets as that takes."""
    return bool(template.each) or any(isinstance(block, ChildList) and block.flows for block in told(template))


def told(template: FormTemplate) -> Iterator[Block]:
    """Yield the blocks of a form, those inside others too."""
    for block in template.blocks:
        inner = block
        while isinstance(inner, Depending | Kept):
            inner = inner.block
        yield inner


HAIR = 0.1
"""Millimetres."""


@pytest.mark.parametrize(("lines", "sheets", "size"), [(1, 1, 10.0), (3, 1, 9.0), (20, 2, 10.0)])
def test_a_line_too_many_takes_no_continuation_sheet(
    templates: FormTemplates, settings: Setting, data_for: DataFor, lines: int, sheets: int, size: float
) -> None:
    form = "volunteer-application"
    data = data_for(form)
    subjects = "\n".join(f"{number}つ目の特技" for number in range(lines))
    values = {**data.values, "subjects": subjects, "qualifications": None}
    document = fill(templates.get(form), replace(data, values=values), settings("muroran"))
    assert len(document.pages) == sheets
    boxes = [item for item in document.pages[0].items if isinstance(item, TextBox)]
    assert [box.size for box in boxes if "0つ目の特技" in box.text] == [size]


LONG_NAME = (
    "特定非営利活動法人髙﨑𠮷濵德葛󠄀地域のみんなでつくる花と緑とこどもの居場所づくりを応援する"
    "協働のまちづくり推進協議会みなと支部"
)
PARAGRAPHS = "花と緑のまちをつくる活動を、毎月第2土曜日に行っています（雨天中止）。\n" * 3

LONGEST: Mapping[type[Field], Callable[[Any, Words], Any]] = {
    EraDate: lambda _field, _words: dt.date(2026, 12, 31),
    Choice: lambda field, words: max(words.taxonomy(field.taxonomy).terms, key=lambda term: len(term.label)).code,
    Choices: lambda field, words: tuple(term.code for term in words.taxonomy(field.taxonomy).terms),
    WeekGrid: lambda _field, _words: ("mon-am", "sun-night"),
    Flag: lambda _field, _words: True,
    Count: lambda _field, _words: 9_999_999,
    FiscalYear: lambda _field, _words: 2035,
    Yen: lambda _field, _words: 9_999_999_999,
    Percent: lambda _field, _words: 987,
    Address: lambda _field, _words: "汐見野市" + LONG_NAME,
    Name: lambda _field, _words: LONG_NAME,
    Furigana: lambda _field, _words: (
        "みなとのはなとみどりのまちづくりをおうえんするこどものいばしょづくりきょうぎかいしぶ"
    ),
    Text: lambda field, _words: PARAGRAPHS if field.lines > 1 else LONG_NAME,
}


def longest(declared: Field, words: Words) -> Any:
    """Return the longest plausible value of a field; what is no text of its own is a telephone number."""
    return LONGEST.get(type(declared), lambda _field, _words: "0143-00-0000")(declared, words)


def fullest(template: FormTemplate, words: Words) -> FormData:
    def row(fields: Mapping[str, Field]) -> dict[str, Any]:
        values = {name: longest(declared, words) for name, declared in fields.items() if name != "disclosure"}
        drawn = {PICTURE: picture(90), CHART: Chart(Kind.BARS, ("令和7年度",), (Series("評価", (3,)),))}
        return values | {name: value for name, value in drawn.items() if name in fields}

    tables = {**template.schema.children, **template.parameters.children}
    return FormData(
        row(template.schema.fields),
        {name: [row(schema.fields)] * 30 for name, schema in tables.items()},
        {
            name: longest(declared, words)
            for name, declared in template.parameters.fields.items()
            if name not in ("procedure", "change_procedure")
        },
    )


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_keeps_to_its_sheets_under_every_profile(
    form: str, profile: str, templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    template, setting = templates.get(form), settings(profile)
    telling = replace(
        setting,
        seal=SealRule(Seal.SIGNATURE_OR_STAMP, Seal.STAMP),
        appeal_notice=replace(setting.appeal_notice, printed=True),
    )
    for data in (None, *(() if flows(template) else (data_for(form),))):
        assert len(fill(template, data, setting).pages) == SHEETS.get(form, 1)
        assert len(fill(template, data, telling).pages) == SHEETS.get(form, 1)


def test_a_certificate_is_one_sheet_however_long_the_names(templates: FormTemplates, settings: Setting) -> None:
    template, setting = templates.get("organization-certificate"), settings("standard")
    assert len(fill(template, fullest(template, setting.words), setting).pages) == 1


def overlaps(texts: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield texts whose ink lies over each other by more than a hair; ✓ stands in its □, the seal over a name.

    From the left to the right of a page, a text is compared with those only that reach as far as it begins.
    """
    for _, sheet in groupby(sorted(texts, key=attrgetter("page")), key=attrgetter("page")):
        reaching: list[Any] = []
        for one in sorted((text for text in sheet if text.text not in ("✓", "公印")), key=lambda text: text.ink[0]):
            reaching = [other for other in reaching if other.ink[2] - one.ink[0] > HAIR]
            for other in reaching:
                across = min(one.ink[2], other.ink[2]) - one.ink[0]
                down = min(one.ink[3], other.ink[3]) - max(one.ink[1], other.ink[1])
                if across > HAIR and down > HAIR:
                    yield one.text, other.text
            reaching.append(one)


@pytest.mark.parametrize("profile", ["muroran", "standard"])
@pytest.mark.parametrize("form", FORMS)
def test_the_longest_entries_are_all_said_inside_the_margins_and_apart(
    form: str, profile: str, templates: FormTemplates, settings: Setting, printed: Printed
) -> None:
    template, setting = templates.get(form), settings(profile)
    document = fill(template, fullest(template, setting.words), setting)
    texts = printed(pdf.render(document, setting.fonts))
    width, height = template.paper
    for text in texts:
        left, top, right, foot = text.ink
        assert template.left - 0.5 <= left, text
        assert right <= width - template.right + 0.5, text
        assert template.top - 0.5 <= top, text
        assert foot <= height - template.bottom / 2 + 0.5, text
        assert text.size >= LEAST or not text.text, text
    assert not list(overlaps(texts))
    assert LONG_NAME in "".join(text.text for text in texts).replace("　", "").replace(" ", "")


def test_a_blank_form_shows_where_to_write_and_ticks_nothing(templates: FormTemplates, settings: Setting) -> None:
    for form in FORMS:
        document = fill(templates.get(form), None, settings("muroran"))
        boxes = [item for page in document.pages for item in page.items if isinstance(item, CheckBox)]
        assert not any(box.checked for box in boxes)
        assert document.persons == 0


def texts_of(document: Document) -> str:
    return "\n".join(item.text for page in document.pages for item in page.items if hasattr(item, "text"))


def test_a_blank_date_is_left_open(templates: FormTemplates, settings: Setting) -> None:
    said = texts_of(fill(templates.get("organization-application"), None, settings("muroran")))
    assert "　　　　年　　月　　日" in said
    assert "令和" not in said


def ticked(document: Document) -> set[str]:
    """Return the words that stand behind a tick."""
    found = set()
    for page in document.pages:
        for box in page.items:
            if isinstance(box, CheckBox) and box.checked:
                behind = [item for item in page.items if hasattr(item, "text") and abs(item.x - box.x - 4.2) < 0.01]
                found.add(min(behind, key=lambda item: abs(item.y - box.y - 3)).text)
    return found


def test_what_a_record_names_is_ticked(templates: FormTemplates, settings: Setting, data_for: DataFor) -> None:
    setting = settings("muroran")
    application = fill(templates.get("organization-application"), data_for("organization-application"), setting)
    assert ticked(application) == {"市民活動団体（NPO）", "規約・会則"}
    change = fill(templates.get("organization-change"), data_for("organization-change"), setting)
    assert ticked(change) == {"登録事項の変更"}


def test_what_the_record_knows_is_ticked_until_another_choice_is_made_at_printing(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    template, setting = templates.get("grant-change-application"), settings("muroran")
    known = data_for("grant-change-application")
    for given, words in ((None, {"変更"}), ("中止", {"中止"})):
        data = replace(known, parameters={**known.parameters, "change_procedure": given})
        assert ticked(fill(template, data, setting)) == words
    unknown = replace(known, values={**known.values, "change_procedure": None})
    assert not ticked(fill(template, unknown, setting))


def test_a_choice_that_the_form_does_not_offer_is_shown_only_where_it_was_made(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form, setting = "organization-application", settings("muroran")
    assert "登録申請書" not in texts_of(fill(templates.get(form), None, setting)).splitlines()
    data = data_for(form)
    papers = [{"kind": "application", "received_on": dt.date(2026, 11, 1)}]
    received = replace(data, children={**data.children, "documents": papers})
    assert "登録申請書" in ticked(fill(templates.get(form), received, setting))


def test_consent_is_ticked_only_where_the_record_says_so(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form, setting = "talent-bank-sheet", settings("muroran")
    data = data_for(form)
    consented = {**data.values, "disclosure": {"name": "public", "career": "public", "subjects": "private"}}
    published = ticked(fill(templates.get(form), replace(data, values=consented), setting))
    assert {"氏名・団体名", "活動歴"} <= published
    assert "できること・指導内容" not in published
    assert "資格・免許" not in published, "what is declared for everybody was said by nobody"
    silent = {**data.values, "disclosure": None}
    offered = {"氏名・団体名", "できること・指導内容", "資格・免許", "活動歴", "謝礼"}
    assert not offered & ticked(fill(templates.get(form), replace(data, values=silent), setting))


def test_a_level_of_privacy_is_ticked_only_where_the_record_says_so(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form, setting = "organization-sheet", settings("muroran")
    data = data_for(form)
    words = {"公開", "一部公開", "非公開"}
    for chosen, shown in ((None, set()), ({"phone": "partial"}, {"一部公開"})):
        said = {**data.values, "disclosure": chosen}
        assert words & ticked(fill(templates.get(form), replace(data, values=said), setting)) == shown


LONG_NAME = "特定非営利活動法人みなと町地域まちづくり市民協働推進支援ネットワークセンターいきいき暮らし応援団連絡協議会"
LONG_ADDRESS = "北海道みなと市港町一丁目２番３号グランドシティタワーレジデンスみなとの丘ウエストウイング棟１２３４号室"


def test_the_longest_names_take_no_second_sheet(templates: FormTemplates, settings: Setting, data_for: DataFor) -> None:
    form, setting = "organization-change", settings("muroran")
    data = data_for(form)
    usual = fill(templates.get(form), data, setting)
    long = {**data.values, "name": LONG_NAME, "address": LONG_ADDRESS}
    document = fill(templates.get(form), replace(data, values=long), setting)
    assert len(document.pages) == len(usual.pages) == 1
    boxes = [item for item in document.pages[0].items if isinstance(item, TextBox)]
    (name,) = [box for box in boxes if squeezed(box.text) == LONG_NAME]
    assert 8.0 <= name.size <= templates.get(form).size
    assert "ネットワークセンター" in name.text, "no word is cut"


def test_a_long_name_keeps_its_size_where_the_sheet_has_room(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form, setting = "organization-application", settings("muroran")
    data = data_for(form)
    document = fill(templates.get(form), replace(data, values={**data.values, "name": LONG_NAME}), setting)
    boxes = [item for item in document.pages[0].items if isinstance(item, TextBox)]
    (name, *_) = [box for box in boxes if squeezed(box.text) == LONG_NAME]
    assert name.size == templates.get(form).size
    assert "\n" in name.text


def test_a_certificate_of_a_body_of_which_nobody_is_named_calls_it_itself(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form, setting = "organization-certificate", settings("muroran")
    data = data_for(form)
    nobody = {**data.values, "representative": None, "representative_title": None}
    lines = texts_of(fill(templates.get(form), replace(data, values=nobody), setting)).splitlines()
    assert "御中" in lines
    assert not any("様" in line for line in lines)
    assert any(line.strip("　") == "様" for line in texts_of(fill(templates.get(form), None, setting)).splitlines())


@pytest.mark.parametrize("form", ["committee-appointment", "meeting-notice"])
def test_who_is_not_named_yet_is_still_a_person(
    templates: FormTemplates, settings: Setting, data_for: DataFor, form: str
) -> None:
    nobody = replace(data_for(form), children={}, parameters={})
    lines = texts_of(fill(templates.get(form), nobody, settings("muroran"))).splitlines()
    assert "様" in [line.strip("　") for line in lines]
    assert not any("御中" in line for line in lines)


def test_a_code_that_the_profile_no_longer_has_is_printed_as_it_is(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form = "organization-application"
    data = data_for(form)
    changed = replace(data, values={**data.values, "kind": "guild"})
    assert "guild" in ticked(fill(templates.get(form), changed, settings("muroran")))


def test_a_long_text_goes_on_behind_the_form_without_losing_a_character(
    templates: FormTemplates, settings: Setting, data_for: DataFor, printed: Printed
) -> None:
    form, setting = "organization-application", settings("muroran")
    data = data_for(form)
    activities = "".join(f"第{number}回は、港の花壇で苗を植えました。\n" for number in range(300))
    document = fill(templates.get(form), replace(data, values={**data.values, "activities": activities}), setting)
    texts = printed(pdf.render(document, setting.fonts))
    assert len(document.pages) > 2
    assert any(text.text == "（続紙に続く）" for text in texts if text.page == 1)
    assert any(text.text == "【活動の内容】（続き）" for text in texts if text.page == 2)
    assert any(text.text == f"1／{len(document.pages)}" for text in texts)
    parts = [item.text for page in document.pages for item in page.items if "港の花壇" in getattr(item, "text", "")]
    assert "\n".join(parts) == activities.rstrip("\n")


def test_more_rows_than_the_form_has_go_on_behind_it(
    templates: FormTemplates, settings: Setting, data_for: DataFor, printed: Printed
) -> None:
    form, setting = "volunteer-group-application", settings("muroran")
    data = data_for(form)
    members = [{"name": f"会員{number:03}"} for number in range(75)]
    document = fill(templates.get(form), replace(data, children={**data.children, "members": members}), setting)
    texts = printed(pdf.render(document, setting.fonts))
    assert len(document.pages) > 2
    pages = {text.text: text.page for text in texts}
    assert [pages[f"会員{number:03}"] for number in range(20)] == [2] * 20
    assert min(pages[f"会員{number:03}"] for number in range(20, 75)) == 3
    headings = [text.page for text in texts if text.text == "生年月日"]
    assert headings == list(range(2, len(document.pages) + 1))


def test_an_item_of_which_the_record_says_nothing_is_left_out(
    templates: FormTemplates, settings: Setting, data_for: DataFor
) -> None:
    form, setting = "organization-decision", settings("muroran")
    data = data_for(form)
    assert "登録の条件" in texts_of(fill(templates.get(form), None, setting))
    assert "登録の条件" not in texts_of(fill(templates.get(form), data, setting))
    given = replace(data, parameters={**data.parameters, "conditions": "なし"})
    assert "登録の条件" in texts_of(fill(templates.get(form), given, setting))


def seals_of(document: Document) -> list[SealItem]:
    return [item for page in document.pages for item in page.items if isinstance(item, SealItem)]


def test_seals_follow_the_habit_of_the_town(templates: FormTemplates, settings: Setting) -> None:
    setting = settings("muroran")
    form = templates.get("organization-application")

    def printed_with(rule: SealRule) -> Document:
        return fill(form, None, replace(setting, seal=rule))

    assert [seal.text for seal in seals_of(printed_with(SealRule(Seal.STAMP, Seal.STAMP)))] == ["印"]
    assert not seals_of(printed_with(SealRule(Seal.NONE, Seal.STAMP)))
    signed = printed_with(SealRule(Seal.SIGNATURE_OR_STAMP, Seal.STAMP))
    assert "（自署又は記名押印）" in texts_of(signed)
    assert not seals_of(signed)
    only_here = SealRule(Seal.NONE, Seal.STAMP, {"organization-application": Seal.STAMP})
    assert len(seals_of(printed_with(only_here))) == 1


def test_the_office_seal_may_be_left_out(templates: FormTemplates, settings: Setting) -> None:
    setting = settings("muroran")
    form = templates.get("organization-decision")
    assert [seal.shape for seal in seals_of(fill(form, None, setting))] == ["square"]
    omitted = fill(form, None, replace(setting, seal=SealRule(Seal.NONE, Seal.OMITTED)))
    assert not seals_of(omitted)
    assert "（公印省略）" in texts_of(omitted)


def test_appeals_are_told_where_the_town_tells_them(templates: FormTemplates, settings: Setting) -> None:
    setting = settings("muroran")
    form = templates.get("organization-decision")
    assert "汐見野市長に審査請求" in texts_of(fill(form, None, setting))
    silent = replace(setting, appeal_notice=AppealNotice(printed=False, text="{head}"))
    assert "（教示）" not in texts_of(fill(form, None, silent))


def test_a_form_may_tell_of_appeals_against_the_habit(
    settings: Setting, schemas: Mapping[str, Schema], form_file: Callable[[str], Path]
) -> None:
    silent = replace(settings("muroran"), appeal_notice=AppealNotice(printed=False, text="{town}と{head}"))
    form = read_template(form_file('[[blocks]]\nkind = "appeal"\nprinted = true\n'), schemas)
    assert "汐見野市と汐見野市長" in texts_of(fill(form, None, silent))


def test_a_missing_word_of_the_office_leaves_its_place_empty(templates: FormTemplates, settings: Setting) -> None:
    setting = replace(settings("muroran"), office={"town": "汐見野市"})
    assert "（宛先）" in texts_of(fill(templates.get("organization-application"), None, setting))


def test_filters_and_the_row_own_names(
    settings: Setting, schemas: Mapping[str, Schema], form_file: Callable[[str], Path], data_for: DataFor
) -> None:
    form = read_template(
        form_file(
            '[[blocks]]\nkind = "paragraph"\n'
            'text = "{registered_on|short}／{registered_on|western}／{registered_on|full}／{annual_budget|yen}／'
            '{member_count|number}／{{波}}／{today|short}／{form.title}"\n'
            '[[blocks]]\nkind = "list"\nchild = "officers"\ncount = 1\n'
            'columns = [{ label = "{office.town}", value = "{title} {office.town}" }]\n'
        ),
        schemas,
    )
    said = texts_of(fill(form, data_for("organization-sheet"), settings("muroran")))
    assert "R8.11.21／2026年11月21日／令和8年11月21日（2026年）（土）／金 180,000円／24／{波}／R8.11.21／届" in said
    assert "会長 汐見野市" in said
