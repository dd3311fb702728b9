"""What the rest of the program may print. Reading and drawing are apart, so that each runs on its own thread.

A method reads the records (on the database thread) and returns a PrintJob; the job draws (anywhere).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.profiles import Profile
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.papers import browsing, form_data, rosters
from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.features.papers.print_job import NotForAll, PrintJob, Progress
from kyodo_desktop.printing.addressee import Addressee
from kyodo_desktop.printing.binding import bind
from kyodo_desktop.printing.browsing_list import compose_browsing_list
from kyodo_desktop.printing.cards import compose_cards
from kyodo_desktop.printing.envelopes import FORMATS, Sender, compose_envelopes
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.forms.fill import FormData, FormSetting, fill
from kyodo_desktop.printing.forms.shelf import FormShelf
from kyodo_desktop.printing.forms.template import FormTemplate, FormTemplates
from kyodo_desktop.printing.label_sheets import LabelSheet, label_sheets
from kyodo_desktop.printing.labels import compose_labels, ruler_page
from kyodo_desktop.printing.page import Document
from kyodo_desktop.printing.roster import compose_roster
from kyodo_desktop.printing.slice_papers import INDEX, BrowsingPaper, Bundle, RosterPaper, SlicePapers

Offset = tuple[float, float]
"""Millimetres by which a printer's paper is off, to the right and down."""


NAMED = 5
"""Of those whose print is missing something, so many are named."""

WITHOUT_ADDRESS = "住所のない{count}件は宛名を印刷できません：{names}。住所を入力するか、選択から外してください。"
WITHOUT_POST = "「{}」の記録には住所の欄がないため、宛名を印刷できません。住所のある台帳を選んでください。"
WITHOUT_CARD = (
    "登録中の制度がない{count}件は登録証を印刷できません：{names}。"
    "「登録制度」の欄を入力するか、選択から外してください。"
)
NOT_FOR_THEM = (
    "この様式に当てはまらない記録が{count}件あります：{names}。別の様式を選ぶか、その記録を選択から外してください。"
)
NOBODY = "印刷する記録が選ばれていません。一覧から選んでください。"


class PapersService:
    """The forms, rosters, labels, envelopes and cards of an office."""

    def __init__(
        self,
        services: Mapping[str, RecordService[Any]],
        papers: Mapping[str, SlicePapers],
        profile: Profile,
        office: Mapping[str, str],
        own_forms: Path,
    ) -> None:
        self.services = services
        self.papers = papers
        self.profile = profile
        self.office = office
        self.own_forms = own_forms
        self.fonts = FontBook()

    def offer(self, slice_name: str, record_id: int | None = None) -> Offer:
        """Return what can be printed of a slice, and which of its forms are for a record."""
        templates = self.templates()
        troubles = [str(error) for error in templates.broken.values()]
        papers = self.papers[slice_name]
        sheets: Mapping[str, LabelSheet] = {}
        try:
            sheets = self.label_sheets() if papers.addressee else {}
        except InputError as error:
            troubles.append(str(error))
        forms = tuple(form for form in templates.forms.values() if form.schema.name == slice_name)
        return Offer(
            forms=forms,
            rosters=papers.rosters,
            sheets=sheets,
            envelopes=FORMATS if papers.addressee else {},
            has_cards=papers.cards is not None,
            bundles=papers.bundles,
            troubles=tuple(troubles),
            fitting=frozenset(form.id for form in forms if record_id is None or not self._strangers(form, [record_id])),
        )

    # Forms

    def templates(self) -> FormTemplates:
        """Return the forms, the office's own before the shipped ones, and those that cannot be read with the reason."""
        return self._shelf.templates()

    @cached_property
    def _shelf(self) -> FormShelf:
        schemas = {name: form_data.widened(self.services[name].schema, papers) for name, papers in self.papers.items()}
        return FormShelf(shipped("forms"), self.own_forms, schemas)

    def template(self, form: str) -> FormTemplate:
        """Return one form. Raises InputError when there is none, WorldError when it cannot be read."""
        return self.templates().get(form)

    def blank_form(self, form: str) -> PrintJob:
        """Return a form to be filled in by hand."""
        template = self.template(form)
        return PrintJob(template.title, lambda _: fill(template, None, self._setting()), self.fonts)

    def filled_form(self, form: str, ids: Sequence[int], parameters: Mapping[str, Any] | None = None) -> PrintJob:
        """Return a form filled with each of the records, one after the other.

        ``parameters`` are what the form asks for at printing: values, and lists of rows for its own tables.
        """
        template = self.template(form)
        filled = self._filled(template, ids, parameters or {})

        def compose(progress: Progress) -> Document:
            setting, documents = self._setting(), []
            for done, data in enumerate(filled):
                progress(done, len(filled))
                documents.append(fill(template, data, setting))
            return _joined(documents, template.title)

        return PrintJob(template.title, compose, self.fonts)

    def bundles(self) -> dict[str, tuple[str, Bundle]]:
        """Return the bundles by name, each with the slice of the records that they are about."""
        return {bundle.name: (name, bundle) for name, papers in self.papers.items() for bundle in papers.bundles}

    def bundle(self, name: str, record_id: int, asked: str = "") -> PrintJob:
        """Return everything about one record as one document with contents.

        ``asked`` answers what the bundle asks for. Raises InputError for an unknown name or an answer of no use.
        """
        known = self.bundles()
        if name not in known:
            raise InputError(f"「{name}」という綴りはありません。{'、'.join(known)} から選んでください。")
        slice_name, bundle = known[name]
        record = self.services[slice_name].load(record_id)
        parts = bundle.parts(self.services[slice_name], record, asked)
        binder = bundle.binder(self.services[slice_name], record) if bundle.binder else None
        templates = self.templates()
        forms = {part.form: templates.get(part.form) for part in parts}
        filled = self._filled_once([(forms[part.form].schema.name, part.record_id) for part in parts])

        def compose(progress: Progress) -> Document:
            setting, documents = self._setting(), []
            for done, part in enumerate(parts):
                progress(done, len(parts))
                template = forms[part.form]
                data = form_data.of_row(filled[template.schema.name, part.record_id], template.each, part.row)
                made = fill(template, data, setting)
                documents.append(replace(made, title=part.title or made.title))
            if binder is not None:
                return binder(documents, self.fonts, self.office)
            return bind(bundle.title, f"{record['reference']}　{record['name']}", documents)

        return PrintJob(bundle.title, compose, self.fonts)

    def _filled_once(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], FormData]:
        """Return what fills the forms of records, by slice and record; the facts of each are gathered once."""
        found: dict[tuple[str, int], FormData] = {}
        for name in dict.fromkeys(name for name, _ in wanted):
            ids = list(dict.fromkeys(record_id for each, record_id in wanted if each == name))
            service = self.services[name]
            data = form_data.filled(service, self.papers[name], service.load_many(ids), {})
            found |= {(name, record_id): each for record_id, each in zip(ids, data, strict=True)}
        return found

    def _filled(self, template: FormTemplate, ids: Sequence[int], given: Mapping[str, Any]) -> list[FormData]:
        service, papers = self.services[template.schema.name], self.papers[template.schema.name]
        _refuse(self._strangers(template, ids), ids, NOT_FOR_THEM)
        return form_data.filled(service, papers, service.load_many(ids), given)

    def _strangers(self, template: FormTemplate, ids: Sequence[int]) -> dict[int, str]:
        """Return the records that a form is not for, with their names."""
        if not template.only:
            return {}
        attributes = ("name", *dict.fromkeys(name.partition(".")[0] for name in template.only))
        words = self._words()
        rows = _records(self.services[template.schema.name], ids, attributes)
        return {row["id"]: row["name"] for row in rows if not template.fits(row, words)}

    def _setting(self) -> FormSetting:
        return FormSetting(self._words(), self.office, self.profile.seal, self.profile.appeal_notice, self.fonts)

    # Rosters

    def rosters(self) -> dict[str, tuple[str, RosterPaper | BrowsingPaper]]:
        """Return the rosters by name, each with the slice that it lists."""
        return {paper.name: (name, paper) for name, papers in self.papers.items() for paper in papers.rosters}

    def roster(
        self,
        name: str,
        *,
        ids: Sequence[int] | None = None,
        query: ListQuery | None = None,
        columns: Sequence[str] | None = None,
        group: str | None = None,
    ) -> PrintJob:
        """Return a roster of the given records, of what a query finds, or of those it is offered for.

        Of those that are given only who may stand on the roster at all does.
        Raises InputError for a name, column or grouping that there is not, or no column at all.
        """
        known = self.rosters()
        if name not in known:
            raise InputError(f"「{name}」という名簿はありません。{'、'.join(known)} から選んでください。")
        slice_name, offered = known[name]
        service = self.services[slice_name]
        if ids is None:
            sort = offered.sort if isinstance(offered, RosterPaper) else ""
            ids = service.list_ids(query or ListQuery(filters={**offered.filters, **offered.only}, sort=sort)).ids
        if offered.only:
            allowed = set(service.list_ids(ListQuery(filters=offered.only)).ids)
            ids = [record_id for record_id in ids if record_id in allowed]
        if isinstance(offered, BrowsingPaper):
            if columns or group is not None:
                raise InputError(f"「{offered.title}」の項目と見出しは決まっています。指定せずに印刷してください。")
            return self._browsing_list(offered, service, ids)
        return self._roster(rosters.with_choices(offered, columns, group), service, ids)

    def _roster(self, paper: RosterPaper, service: RecordService[Any], ids: Sequence[int]) -> PrintJob:
        if not paper.columns:
            raise InputError("名簿に印刷する項目を1つ以上選んでください。")
        try:
            for column in (*paper.columns, *([paper.group] if paper.group not in ("", INDEX) else [])):
                rosters.field_of(service.schema, column)
        except KeyError as error:
            raise InputError(f"名簿に出せない項目です：{error.args[0]}") from error
        records = _records(service, ids, rosters.attributes_needed(paper))
        lines = service.lines(paper.lines, ids, rosters.line_attributes(paper)) if paper.lines else {}
        words = self._words()

        def compose(_progress: Progress) -> Document:
            source = rosters.RosterSource(records, lines)
            roster = rosters.compose(paper, service.schema, source, words)
            return compose_roster(replace(roster, office=self._office_name()), self.fonts)

        return PrintJob(paper.title, compose, self.fonts)

    def _browsing_list(self, paper: BrowsingPaper, service: RecordService[Any], ids: Sequence[int]) -> PrintJob:
        records = _records(service, ids, browsing.attributes_needed(paper))
        words = self._words()

        def compose(_progress: Progress) -> Document:
            listing = browsing.compose(paper, service.schema, records, words, self._office_name())
            people = {entry.reference for entry in listing.entries}
            return replace(compose_browsing_list(listing, self.fonts), persons=len(people))

        return PrintJob(paper.title, compose, self.fonts)

    # Post

    def label_sheets(self) -> dict[str, LabelSheet]:
        """Return the label sheets by id, the office's own added."""
        own = self.own_forms.parent / "labels"
        return label_sheets(own if own.is_dir() else None)

    def labels(
        self,
        sheet: str,
        slice_name: str,
        ids: Sequence[int],
        *,
        start_cell: int = 1,
        copies: int = 1,
        offset: Offset = (0.0, 0.0),
        honorific: str = "",
    ) -> PrintJob:
        """Return address labels. Raises InputError for a sheet that there is not."""
        found = self._sheet(sheet)
        people = self._addressees(slice_name, ids, honorific)
        return PrintJob(
            f"宛名ラベル（{found.name}）",
            lambda _: compose_labels(found, people, self.fonts, start_cell=start_cell, copies=copies, offset=offset),
            self.fonts,
        )

    def ruler(self, sheet: str, offset: Offset = (0.0, 0.0)) -> PrintJob:
        """Return a page that shows by how many millimetres a printer is off."""
        found = self._sheet(sheet)
        return PrintJob(f"位置合わせ（{found.name}）", lambda _: ruler_page(found, offset), self.fonts)

    def envelopes(
        self, envelope: str, slice_name: str, ids: Sequence[int], *, offset: Offset = (0.0, 0.0), honorific: str = ""
    ) -> PrintJob:
        """Return postcards or envelopes, one page a record. Raises InputError for a format that there is not."""
        if envelope not in FORMATS:
            raise InputError(f"「{envelope}」という用紙はありません。{'、'.join(FORMATS)} から選んでください。")
        found = FORMATS[envelope]
        people = self._addressees(slice_name, ids, honorific)
        sender = Sender(self.office["postal_code"], self.office["address"], self._office_name(), self.office["phone"])
        return PrintJob(
            f"宛名（{found.name}）",
            lambda _: compose_envelopes(found, people, sender, self.fonts, offset=offset),
            self.fonts,
        )

    def cards(
        self, slice_name: str, ids: Sequence[int], *, start_cell: int = 1, offset: Offset = (0.0, 0.0)
    ) -> PrintJob:
        """Return 登録証 as cards, ten a sheet. Raises InputError for a slice that has none."""
        papers = self.papers[slice_name]
        if papers.cards is None:
            raise InputError("この台帳に登録証カードはありません。")
        words, make = self._words(), papers.cards
        lines = self._lines(slice_name, papers.card_lines, ids)
        found = self._values(slice_name, ids)
        made = [(values, make(values, lines.get(values["id"], ()), words, self.office)) for values in found]
        _refuse({values["id"]: values["name"] for values, cards in made if not cards}, ids, WITHOUT_CARD)
        contents = [card for _, cards in made for card in cards]
        return PrintJob(
            "登録証カード",
            lambda _: replace(compose_cards(contents, start_cell=start_cell, offset=offset), persons=len(made)),
            self.fonts,
        )

    def _addressees(self, slice_name: str, ids: Sequence[int], honorific: str) -> list[Addressee]:
        make = self.papers[slice_name].addressee
        if make is None:
            raise InputError(WITHOUT_POST.format(self.services[slice_name].schema.label))
        found = {values["id"]: make(values) for values in self._values(slice_name, ids)}
        lacking = {each: to.name for each, to in found.items() if not "".join(to.address_lines).strip()}
        _refuse(lacking, ids, WITHOUT_ADDRESS)
        people = list(found.values())
        return [replace(person, honorific=honorific) for person in people] if honorific else people

    def _values(self, slice_name: str, ids: Sequence[int]) -> list[dict[str, Any]]:
        """Return the attributes of the records that still exist, in the order of ``ids``."""
        service = self.services[slice_name]
        found = _records(service, ids, tuple(service.schema.fields))
        if not found:
            raise InputError(NOBODY)
        return found

    def _lines(self, slice_name: str, inside: str, ids: Sequence[int]) -> Mapping[int, Sequence[Mapping[str, Any]]]:
        service = self.services[slice_name]
        return service.lines(inside, ids, tuple(service.schema.children[inside].fields)) if inside else {}

    def _sheet(self, sheet: str) -> LabelSheet:
        sheets = self.label_sheets()
        if sheet not in sheets:
            raise InputError(f"「{sheet}」というラベル用紙はありません。{'、'.join(sheets)} から選んでください。")
        return sheets[sheet]

    def _words(self) -> Words:
        return next(iter(self.services.values())).words()

    def _office_name(self) -> str:
        return self.office["name"] or self.office["town"]


def _records(service: RecordService[Any], ids: Sequence[int], attributes: Sequence[str]) -> list[dict[str, Any]]:
    """Return ``id`` and the named attributes of the records that still exist, in the order of ``ids``."""
    rows = service.rows(ids, attributes)
    return [{"id": i, **dict(zip(attributes, rows[i], strict=True))} for i in ids if i in rows]


def _refuse(lacking: Mapping[int, str], ids: Sequence[int], reason: str) -> None:
    """Raise NotForAll that names whose print is missing something; ``reason`` takes their number and names."""
    if lacking:
        names = "、".join(list(lacking.values())[:NAMED]) + ("ほか" if len(lacking) > NAMED else "")
        others = [record_id for record_id in ids if record_id not in lacking]
        raise NotForAll(reason.format(count=len(lacking), names=names), others)


def _joined(documents: Sequence[Document], title: str) -> Document:
    if not documents:
        raise InputError(NOBODY)
    pages = [page for document in documents for page in document.pages]
    continued = tuple(name for document in documents for name in document.continued)
    persons = sum(each.persons for each in documents)
    return replace(documents[0], title=title, pages=pages, persons=persons, continued=continued)
