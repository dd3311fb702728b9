"""Every roster of the sample office, read back from its PDF, and the choices that a person has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import Privacy
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.core.text import sort_key
from kyodo_desktop.features.papers import rosters
from kyodo_desktop.printing.slice_papers import INDEX, RosterPaper
from tests.printing.reading import page_texts, squeezed

ROSTERS = ("organizations", "members", "officers", "organizations-published", "volunteers", "insurance")
TABS = "あかさたなはまやらわ"


def text_of(office: Office, name: str, **choices: Any) -> str:
    return squeezed("\n".join(page_texts(office.papers.roster(name, **choices).draw().pdf)))


def paper_of(office: Office, name: str) -> RosterPaper:
    _, paper = office.papers.rosters()[name]
    assert isinstance(paper, RosterPaper)
    return paper


def listed(office: Office, name: str) -> Sequence[Snapshot]:
    """Return the records that a roster is offered for, in the order of their furigana."""
    slice_name, paper = office.papers.rosters()[name]
    service = office.service(slice_name)
    return service.load_many(service.list_ids(ListQuery(filters={**paper.filters, **paper.only})).ids)


def bands(text: str, words: Sequence[str]) -> dict[str, int]:
    """Return the headings across a roster in the order in which they stand, with how many rows each announces."""
    found = re.findall(rf"({'|'.join(map(re.escape, words))})([0-9]+)(?:名|団体)", text)
    return {heading: int(count) for heading, count in found}


@pytest.mark.parametrize("name", ROSTERS)
def test_a_roster_says_what_it_is_of_which_day_and_how_many_stand_on_it(sample: Office, name: str) -> None:
    paper, records = paper_of(sample, name), listed(sample, name)
    drawn = sample.papers.roster(name).draw()
    text = squeezed("\n".join(page_texts(drawn.pdf)))
    assert paper.title in text
    assert "令和8年11月21日現在" in text
    assert ("取扱注意" in text) is paper.confidential
    rows = len(records)
    if paper.lines:
        counts = [len(record.children[paper.lines]) for record in records]
        rows = sum(count or bool(paper.stand_ins) for count in counts)
    assert rows > 20
    assert f"計{rows:,}{paper.unit}" in text
    assert drawn.people == rows


@pytest.mark.parametrize("name", ["organizations", "volunteers"])
def test_every_record_that_is_in_force_stands_on_the_roster_and_no_other(sample: Office, name: str) -> None:
    text = text_of(sample, name)
    inside = {record["reference"] for record in listed(sample, name)}
    service = sample.service(name)
    everybody = service.load_many(service.list_ids(ListQuery()).ids)
    assert {record["reference"] for record in everybody if record["reference"] in text} == inside
    assert len(inside) < len(everybody)


def test_names_are_printed_as_they_were_entered(sample: Office) -> None:
    text = text_of(sample, "volunteers")
    assert all(squeezed(record["name"]) in text for record in listed(sample, "volunteers"))


def test_the_fifty_on_headings_stand_in_their_order_however_the_list_was_sorted(sample: Office) -> None:
    ids = sample.service("organizations").list_ids(ListQuery(sort="address", descending=True)).ids
    text = text_of(sample, "organizations", ids=ids)
    found = bands(text, [f"{tab}行" for tab in TABS])
    assert list(found) == [f"{tab}行" for tab in TABS if f"{tab}行" in found]
    assert len(found) > 6
    assert sum(found.values()) == len(ids)


@pytest.mark.parametrize(("group", "taxonomy"), [("kind", "organization_kinds"), ("areas", "areas")])
def test_other_headings_stand_in_the_order_of_the_office_s_words(sample: Office, group: str, taxonomy: str) -> None:
    words = [term.label for term in sample.words().taxonomy(taxonomy).terms]
    text = text_of(sample, "organizations", group=group)
    found = bands(text, words)
    assert list(found) == [word for word in words if word in found]
    assert len(found) > 3
    assert sum(found.values()) == len(listed(sample, "organizations")), "each stands under one heading"


def test_without_headings_the_order_of_the_list_is_kept(sample: Office) -> None:
    ids = sample.service("organizations").list_ids(ListQuery(sort="reference", descending=True)).ids
    text = text_of(sample, "organizations", ids=ids, group="")
    found = re.findall(r"C\d+|[A-Z]+-?\d{3,}", text)
    assert found == sorted(found, reverse=True)
    assert len(found) == len(ids)


def test_columns_are_those_that_were_chosen_in_their_order(sample: Office) -> None:
    drawn = sample.papers.roster("organizations", columns=("phone", "name"), group="")
    first = squeezed(page_texts(drawn.draw().pdf)[0])
    assert "No.電話番号団体名1" in first
    assert "代表者氏名" not in first


def test_what_a_roster_cannot_show_is_refused_by_its_name(sample: Office) -> None:
    with pytest.raises(InputError, match="名簿に出せない項目です：shoe_size"):
        sample.papers.roster("organizations", columns=("name", "shoe_size"))
    with pytest.raises(InputError, match="項目を1つ以上選んでください"):
        sample.papers.roster("organizations", columns=())
    with pytest.raises(InputError, match="「nobody」という名簿はありません。organizations、"):
        sample.papers.roster("nobody")


def test_members_stand_under_the_name_of_their_organisation(sample: Office) -> None:
    organization = next(record for record in listed(sample, "members") if record.children["members"])
    text = text_of(sample, "members", ids=[organization.id])
    count = len(organization.children["members"])
    assert f"{squeezed(organization['name'])}{count}名" in text
    assert all(squeezed(member["name"]) in text for member in organization.children["members"])


def test_the_insured_are_persons_with_the_body_that_they_belong_to(sample: Office) -> None:
    records = listed(sample, "insurance")
    group = next(record for record in records if record.children["members"])
    alone = next(record for record in records if record["kind"] != "group")
    text = text_of(sample, "insurance", ids=[group.id, alone.id])
    assert "電話番号所属団体" in text
    assert text.count(squeezed(group["name"])) == len(group.children["members"])
    assert text.count(squeezed(alone["name"])) == 1, "a person stands for nobody else"


def test_who_has_no_telephone_at_home_is_insured_with_the_mobile_one(sample: Office) -> None:
    records = [record for record in listed(sample, "insurance") if record["kind"] != "group" and record["mobile"]]
    mobile = next(record for record in records if not record["phone"])
    both = next(record for record in records if record["phone"])
    text = text_of(sample, "insurance", ids=[mobile.id, both.id])
    assert mobile["mobile"] in text
    assert both["phone"] in text
    assert both["mobile"] not in text
    beside = text_of(sample, "insurance", ids=[both.id], columns=("members.name", "members.phone", "mobile"))
    assert both["mobile"] in beside, "what stands in for nothing keeps its own column"


def test_a_list_of_persons_and_groups_counts_entries(sample: Office) -> None:
    text = text_of(sample, "volunteers", ids=[record.id for record in listed(sample, "insurance")[:3]])
    assert "計3件" in text


def test_nobody_gets_on_a_roster_who_may_not_stand_on_it(sample: Office) -> None:
    service = sample.service("volunteers")
    insured = service.list_ids(ListQuery(filters={"insured": ("yes",)})).ids[0]
    other = service.list_ids(ListQuery(filters={"insured": ("no",)})).ids[0]
    assert sample.papers.roster("insurance", ids=[insured]).draw().people == 1
    text = text_of(sample, "insurance", ids=[other])
    assert "該当するものはありません" in text
    assert squeezed(service.load(other)["name"]) not in text


def test_a_person_s_own_columns_are_not_emptied_where_they_stand_in_for_no_line(sample: Office) -> None:
    alone = next(record for record in listed(sample, "insurance") if record["kind"] != "group")
    text = text_of(sample, "insurance", ids=[alone.id], columns=("name", "address"))
    assert squeezed(alone["name"]) in text
    assert squeezed(alone["address"]) in text


def test_a_published_roster_withholds_what_a_record_does_not_publish(sample: Office) -> None:
    records = listed(sample, "organizations-published")

    level = {record.id: (record["disclosure"] or {}).get("phone") for record in records if record["phone"]}
    text = text_of(sample, "organizations-published")
    public = [record["phone"] for record in records if level.get(record.id) == Privacy.PUBLIC]
    withheld = [record["phone"] for record in records if record.id in level and level[record.id] != Privacy.PUBLIC]
    assert public
    assert withheld
    assert all(phone in text for phone in public)
    assert [phone for phone in withheld if phone in text] == []
    assert rosters.WITHHELD in text


def test_a_published_roster_offers_nothing_that_can_never_be_published(sample: Office) -> None:
    schema = sample.service("volunteers").schema
    paper = replace(paper_of(sample, "volunteers"), columns=("name",), published=True)
    offered = rosters.offered_columns(paper, schema)
    assert "phone" in offered, "a record may publish it"
    assert not {"birth_on", "notes", "emergency_name", "disclosure"} & set(offered)
    assert set(rosters.offered_groups(paper, schema)) <= {"", INDEX, *offered}


def test_a_heading_does_not_tell_what_the_row_withholds(sample: Office) -> None:
    schema = sample.service("volunteers").schema
    paper = replace(paper_of(sample, "volunteers"), columns=("name", "areas"), published=True, group=INDEX)
    reading = "たかはし　はじめ"
    record = {"id": 1, "name": "髙橋　一", "furigana": reading, "sort_key": sort_key(reading), "areas": None}
    for level, heading in ((Privacy.PUBLIC, "た行"), (Privacy.PRIVATE, rosters.OTHER)):
        source = rosters.RosterSource([{**record, "disclosure": {"name": level.value}}], {})
        assert rosters.compose(paper, schema, source, sample.words()).groups == [heading]


@pytest.mark.parametrize("name", ROSTERS)
def test_a_person_may_put_everything_on_a_roster_that_is_offered(sample: Office, name: str) -> None:
    slice_name, _ = sample.papers.rosters()[name]
    schema, paper = sample.service(slice_name).schema, paper_of(sample, name)
    columns = rosters.offered_columns(paper, schema)
    assert columns[: len(paper.columns)] == paper.columns
    assert next(iter(rosters.offered_groups(paper, schema))) == paper.group
    ids = [record.id for record in listed(sample, name)[:3]]
    text = text_of(sample, name, ids=ids, columns=columns[:12], group="")
    assert all(squeezed(rosters.heading_of(paper, schema, column))[:2] in text for column in columns[:12])
    for group in rosters.offered_groups(paper, schema):
        assert sample.papers.roster(name, ids=ids, group=group).draw().people > 0


def test_every_roster_offers_its_own_grouping_first(sample: Office) -> None:
    listed_slices = set()
    for slice_name, paper in sample.papers.rosters().values():
        if isinstance(paper, RosterPaper):
            groups = rosters.offered_groups(paper, sample.service(slice_name).schema)
            assert next(iter(groups)) == paper.group
            assert all(groups.values())
            listed_slices.add(slice_name)
    assert {"organizations", "volunteers", "projects", "grants", "meetings"} <= listed_slices


def test_more_columns_than_the_paper_has_room_for_are_told_before_anything_is_printed(sample: Office) -> None:
    paper = paper_of(sample, "volunteers")
    ids = [record.id for record in listed(sample, "volunteers")[:20]]
    columns = ("reference", "name", "birth_on", "address", "phone", "mobile", "valid_until")
    assert not sample.papers.roster("volunteers", ids=ids, columns=columns).draw().notice
    every = rosters.offered_columns(paper, sample.service("volunteers").schema)
    notice = sample.papers.roster("volunteers", ids=ids, columns=every, group="").draw().notice
    assert "携帯電話" in notice
    assert "印刷する項目を減らすか" in notice


def test_people_without_a_reading_stand_where_their_heading_stands(sample: Office) -> None:
    schema = sample.service("volunteers").schema
    paper = replace(paper_of(sample, "volunteers"), columns=("name",))
    names = ("さくら会", "亜細亜会", "Friends", "あおば会")
    records = [
        {"id": place, "name": name, "furigana": None, "sort_key": sort_key(name)} for place, name in enumerate(names)
    ]
    roster = rosters.compose(paper, schema, rosters.RosterSource(records, {}), sample.words())
    assert roster.groups == ["あ行", "さ行", rosters.OTHER, rosters.OTHER]
