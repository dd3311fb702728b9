"""A form on paper: its template with a record's values, or blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from kyodo_desktop.core import dates
from kyodo_desktop.core.profiles import AppealNotice, SealRule
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.forms import blocks, drawn_charts, lists, party, phrases, pictures, tables
from kyodo_desktop.printing.forms.phrases import OFFICE_WORDS, Values
from kyodo_desktop.printing.forms.strips import Sheet, Strip, flow
from kyodo_desktop.printing.forms.template import (
    AppealText,
    Block,
    Charts,
    ChildList,
    Depending,
    FieldTable,
    FormTemplate,
    Issuer,
    Kept,
    ListPair,
    Party,
    Pictures,
)
from kyodo_desktop.printing.page import Box, Document, Item, Page, Text


@dataclass(frozen=True, slots=True)
class FormData:
    """What fills a form: raw values by attribute, the rows of the tables inside, and the form's own parameters."""

    values: Mapping[str, Any]
    children: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, **parameters: Any) -> Self:
        """Return the data of a stored record. A parameter that is a list of rows fills a table of the form."""
        given = {name: value for name, value in parameters.items() if isinstance(value, list)}
        rows = {name: [row.values for row in found] for name, found in snapshot.children.items()}
        single = {name: value for name, value in parameters.items() if name not in given}
        return cls(snapshot.values, {**rows, **given}, single)


@dataclass(frozen=True, slots=True)
class FormSetting:
    """What all forms of an office share. ``words`` brings the taxonomies and the day that is printed.

    ``office`` holds the words of OFFICE_WORDS; a missing one is left empty. ``seal`` and ``appeal_notice`` are the
    habits of the town's profile.
    """

    words: Words
    office: Mapping[str, str]
    seal: SealRule
    appeal_notice: AppealNotice
    fonts: FontBook


def fill(template: FormTemplate, data: FormData | None, setting: FormSetting) -> Document:
    """Return the sheets of a form; without ``data`` a blank one to write on by hand.

    A text or list that has no room goes to continuation sheets behind the form. A form that every row of a table gets
    is made for each of them in turn. Raises WorldError when the fonts are not installed.
    """
    rows = data.children.get(template.each, ()) if data is not None and template.each else ()
    if data is None or not rows:
        return _filled(template, data, setting)
    named = [{f"{template.each}.{name}": value for name, value in row.items()} for row in rows]
    made = [_filled(template, replace(data, values={**data.values, **values}), setting) for values in named]
    pages = [page for document in made for page in document.pages]
    return replace(made[0], pages=pages, continued=tuple(each for document in made for each in document.continued))


def _filled(template: FormTemplate, data: FormData | None, setting: FormSetting) -> Document:
    sheet = Sheet(template, _values(template, data, setting), setting.fonts)
    strips = [strip for block in template.blocks for strip in _strips(block, sheet, setting)]
    bottom = template.paper[1] - template.bottom
    pages = flow(strips, template.top, bottom)
    if sheet.continued:
        pages += flow(_continuation(sheet), template.top, bottom)
    numbered = [
        Page(*template.paper, items=[*_frame(template), *items, *_page_number(template, number, len(pages))])
        for number, items in enumerate(pages, start=1)
    ]
    return Document(
        template.title,
        numbered,
        author=setting.office.get("town", ""),
        subject=template.number,
        persons=0 if data is None else 1,
        continued=tuple(part.title for part in sheet.continued),
    )


def _values(template: FormTemplate, data: FormData | None, setting: FormSetting) -> Values:
    texts = {f"office.{word}": setting.office.get(word, "") for word in OFFICE_WORDS}
    today = setting.words.today
    texts |= {phrases.TITLE: template.title, phrases.NUMBER: template.number}
    texts |= {f"{phrases.TODAY}|{name}": write(today) for name, write in phrases.DATE_FILTERS.items()}
    texts[phrases.TODAY] = dates.era(today)
    if data is None:
        texts |= {name: phrases.DATE_SPACE for name in texts if name.startswith(phrases.TODAY)}
    values = Values(
        fields={**template.schema.fields, **template.parameters.fields},
        tables={**template.schema.children, **template.parameters.children},
        texts=texts,
        words=replace(setting.words, taxonomies={**setting.words.taxonomies, **template.taxonomies}),
        values=None if data is None else {**data.values, **_given(data)},
        children={} if data is None else data.children,
        hints=template.hints,
    )
    return replace(values, texts={**texts, phrases.RULE: values.write(template.rule)})


def _given(data: FormData) -> dict[str, Any]:
    """Return what was given at printing; what was left empty leaves a value of the record under its name as it is."""
    return {name: value for name, value in data.parameters.items() if value is not None or name not in data.values}


def _strips(block: Block, sheet: Sheet, setting: FormSetting) -> list[Strip]:
    """Return the strips of a block: by the town's habits, by what is filled, or by the sheet alone."""
    match block:
        case Party():
            strips = party.party(block, sheet, setting.seal.of_applicant(sheet.template.id))
        case Issuer():
            strips = blocks.issuer(block, sheet, setting.seal.office)
        case AppealText():
            printed = setting.appeal_notice.printed if block.printed is None else block.printed
            strips = blocks.appeal(setting.appeal_notice, sheet) if printed else []
        case FieldTable():
            strips = tables.field_table(block, sheet)
        case ChildList():
            strips = lists.child_list(block, sheet)
        case ListPair():
            strips = lists.list_pair(block, sheet)
        case Charts():
            strips = drawn_charts.charts(block, sheet)
        case Pictures():
            strips = pictures.pictures(block, sheet)
        case Depending():
            values = sheet.values
            filled = bool(values.rows(block.name)) or values.value(block.name) not in (None, "", ())
            strips = _strips(block.block, sheet, setting) if filled is block.filled else []
        case Kept():
            strips = [replace(strip, keep=True) for strip in _strips(block.block, sheet, setting)]
        case _:
            strips = blocks.strips_of(block, sheet)
    return strips


def _continuation(sheet: Sheet) -> list[Strip]:
    """Return the continuation sheets: the form's title and whose it is, then each part under its heading."""
    template = sheet.template
    whose = sheet.values.value("name") or ""
    strips = [
        blocks.text_strip(sheet, template.number, keep=True),
        blocks.text_strip(sheet, f"{template.title}（続紙）", size=14, align="center", gap=4.0, keep=True),
        blocks.text_strip(
            sheet, blocks.read_name(str(whose), template.width, sheet.size, sheet), align="right", gap=4.0, keep=True
        ),
    ]
    for part in sheet.continued:
        strips.append(blocks.text_strip(sheet, part.heading, gap=5.0, keep=True))
        strips += [replace(part.strips[0], gap=2.0), *part.strips[1:]]
    return strips


def _frame(template: FormTemplate) -> list[Item]:
    """Return the double frame of a certificate, 12 mm from the edges."""
    if not template.frame:
        return []
    width, height = template.paper
    return [
        Box(12.0, 12.0, width - 24.0, height - 24.0, line=1.0),
        Box(14.0, 14.0, width - 28.0, height - 28.0, line=0.3),
    ]


def _page_number(template: FormTemplate, number: int, count: int) -> list[Item]:
    if count == 1:
        return []
    width, height = template.paper
    return [Text(width / 2, height - template.bottom / 2, f"{number}／{count}", 9, align="center")]
