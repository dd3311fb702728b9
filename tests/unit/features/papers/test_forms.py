"""Forms and the list for visitors from stored records; what is told before printing; what is offered."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.fields import Privacy
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.papers.browsing import UNNAMED
from kyodo_desktop.printing.fonts import MissingGlyphs
from tests.printing.reading import page_texts, squeezed

TALENTED = {"programme": ("talent_bank",), "status": ("valid", "expiring", "waiting")}


def test_a_form_is_filled_with_each_record_and_with_what_is_given_at_printing(sample: Office) -> None:
    ids = list(sample.service("organizations").list_ids(ListQuery()).ids[:3])
    parameters = {"document_number": "汐市活第12号", "applied_on": dt.date(2026, 11, 1)}
    drawn = sample.papers.filled_form("organization-decision", ids, parameters).draw()
    pages = [squeezed(text) for text in page_texts(drawn.pdf)]
    names = [squeezed(record["name"]) for record in sample.service("organizations").load_many(ids)]
    assert len(pages) == drawn.people == 3
    assert all(name in page for name, page in zip(names, pages, strict=True))
    assert all("汐市活第12号" in page and "令和8年11月1日" in page for page in pages)


def test_rows_that_are_given_at_printing_fill_the_form_s_own_table(sample: Office) -> None:
    (record, *_) = sample.service("organizations").list_ids(ListQuery()).ids
    changes = [{"item": "代表者", "before": "山田　太郎", "after": "山田　花子"}]
    drawn = sample.papers.filled_form("organization-change", [record], {"changes": changes}).draw()
    assert "代表者山田太郎山田花子" in squeezed(page_texts(drawn.pdf)[0])


def test_a_blank_form_names_nobody(sample: Office) -> None:
    drawn = sample.papers.blank_form("organization-application").draw()
    assert drawn.people == 0
    assert drawn.title in squeezed(page_texts(drawn.pdf)[0])


def test_a_form_without_records_or_of_an_unknown_name_is_refused(sample: Office) -> None:
    with pytest.raises(InputError, match="印刷する記録が選ばれていません"):
        sample.papers.filled_form("organization-application", []).draw()
    with pytest.raises(InputError, match="「letter」という様式はありません"):
        sample.papers.blank_form("letter")


def test_each_slice_is_offered_its_own_papers(sample: Office) -> None:
    organizations, volunteers = sample.papers.offer("organizations"), sample.papers.offer("volunteers")
    assert {form.schema.name for form in organizations.forms} == {"organizations"}
    assert {form.schema.name for form in volunteers.forms} == {"volunteers"}
    assert (organizations.has_cards, volunteers.has_cards) == (False, True)
    assert "postcard" in organizations.envelopes
    assert organizations.troubles == ()


def test_a_form_that_cannot_be_read_spoils_no_other(office: Office) -> None:
    (office.folder.forms / "organization-sheet.toml").write_text("title = 1\n", encoding="utf-8")
    offer = office.papers.offer("organizations")
    assert "organization-sheet.toml" in offer.troubles[0]
    assert "organization-application" in {form.id for form in offer.forms}
    with pytest.raises(WorldError):
        office.papers.template("organization-sheet")


def test_visitors_read_what_a_person_publishes_and_nothing_else(sample: Office) -> None:
    service = sample.service("volunteers")
    records = service.load_many(service.list_ids(ListQuery(filters=TALENTED)).ids)
    drawn = sample.papers.roster("talent-bank").draw()
    text = squeezed("\n".join(page_texts(drawn.pdf)))
    assert drawn.people == len(records) > 5
    for record in records:
        assert record["reference"] in text
        assert squeezed(record["name"]) in text
        assert not any(record[secret] and squeezed(record[secret]) in text for secret in ("address", "phone", "mobile"))
    labels = [term.label for term in sample.words().taxonomy("skills").terms]
    first = [text.index(label) for label in labels if f"{label}1ページ" in text or f"{label}2ページ" in text]
    assert first == sorted(first)


def test_what_is_not_published_is_left_to_the_counter(office: Office) -> None:
    skill, other = office.words().taxonomy("skills").terms[:2]
    published = {
        "skills": Privacy.PUBLIC,
        "subjects": Privacy.PUBLIC,
        "name": Privacy.PARTIAL,
        "career": Privacy.PRIVATE,
    }
    entered = {
        "kind": "individual",
        "name": "髙橋　德子",
        "furigana": "たかはし　のりこ",
        "skills": (skill.code, other.code),
        "subjects": "茶道の手ほどき",
        "career": "茶道教室30年",
        "disclosure": {name: level.value for name, level in published.items()},
    }
    lent = [Draft({"programme": "talent_bank"})]
    record = office.service("volunteers").save("田中", Draft(entered, {"registrations": lent})).snapshot
    drawn = office.papers.roster("talent-bank", ids=[record.id]).draw()
    text = squeezed("\n".join(page_texts(drawn.pdf)))
    assert drawn.people == 1
    assert text.count(UNNAMED) == text.count("茶道の手ほどき") == 2, "an entry under each skill"
    assert text.index(squeezed(skill.label)) < text.index(squeezed(other.label))
    assert not any(word in text for word in ("髙橋", "たかはし", "茶道教室30年"))


def test_who_publishes_nothing_is_not_on_the_list_for_visitors(office: Office) -> None:
    service = office.service("volunteers")
    skill = office.words().taxonomy("skills").terms[0]
    entered = {"kind": "individual", "name": "髙橋　德子", "skills": (skill.code,), "subjects": "茶道の手ほどき"}
    closed = {name: Privacy.PRIVATE.value for name, declared in service.schema.fields.items() if declared.disclosable}
    lent = {"registrations": [Draft({"programme": "talent_bank"})]}
    nothing = service.save("田中", Draft({**entered, "disclosure": closed}, lent)).snapshot
    (kept,) = page_texts(office.papers.roster("talent-bank", ids=[nothing.id]).draw().pdf)
    assert nothing["reference"] not in kept
    assert office.papers.roster("talent-bank", ids=[nothing.id]).draw().people == 0
    skilled = service.save("田中", Draft({**entered, "disclosure": {**closed, "skills": Privacy.PUBLIC.value}}, lent))
    drawn = office.papers.roster("talent-bank", ids=[nothing.id, skilled.snapshot.id]).draw()
    assert drawn.people == 1
    assert skilled.snapshot["reference"] in "".join(page_texts(drawn.pdf))


def test_the_list_for_visitors_takes_no_columns(sample: Office) -> None:
    with pytest.raises(InputError, match="項目と見出しは決まっています"):
        sample.papers.roster("talent-bank", columns=("phone",))


@pytest.mark.parametrize("number", ["第\U000e0fff号", "第\U0002ffff号"])
def test_characters_that_no_font_has_are_named_before_anything_is_printed(sample: Office, number: str) -> None:
    (record, *_) = sample.service("organizations").list_ids(ListQuery()).ids
    job = sample.papers.filled_form("organization-decision", [record], {"document_number": number})
    with pytest.raises(MissingGlyphs) as missing:
        job.draw()
    assert f"U+{ord(number[1]):04X}" in str(missing.value)
    assert "第〓号" in squeezed(page_texts(job.draw(replace_missing=True).pdf)[0])


def test_variants_that_are_printed_in_the_common_shape_are_told(sample: Office) -> None:
    (record, *_) = sample.service("organizations").list_ids(ListQuery()).ids
    plain = sample.papers.filled_form("organization-decision", [record], {"document_number": "第1号"}).draw()
    variant = sample.papers.filled_form(
        "organization-decision", [record], {"document_number": "第木\U000e01ef号"}
    ).draw()
    assert plain.notice == ""
    assert "「木\U000e01ef」（U+6728+U+E01EF）" in variant.notice
