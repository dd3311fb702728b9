"""Labels, envelopes and cards from stored records, and who is refused by name."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import Address
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.papers.print_job import NotForAll, PrintJob
from tests.printing.reading import find, page_texts, squeezed

SHEET = "a-one-28648"


def person(office: Office, name: str, *programmes: dict[str, Any], **values: Any) -> int:
    entered = {"kind": "individual", "name": name, "postal_code": "050-0083", "address": "汐見野市東町2丁目3番4号"}
    draft = Draft(entered | values, {"registrations": [Draft(dict(line)) for line in programmes]})
    return office.service("volunteers").save("田中", draft).snapshot.id


def group(office: Office, name: str, **values: Any) -> int:
    return person(office, name, kind="group", **values)


def texts(job: PrintJob) -> list[str]:
    return [squeezed(page) for page in page_texts(job.draw().pdf)]


def test_a_label_says_who_lives_where_and_how_they_are_addressed(office: Office) -> None:
    ids = [
        person(office, "髙橋　德子"),
        group(office, "みどりの会"),
        group(office, "海風の会", representative="渡邉　一"),
    ]
    (page,) = texts(office.papers.labels(SHEET, "volunteers", ids))
    for expected in ("〒050-0083", "汐見野市東町2丁目3番4号", "髙橋德子様", "みどりの会御中", "海風の会渡邉一様"):
        assert expected in page


def test_another_form_of_address_holds_for_all(office: Office) -> None:
    ids = [person(office, "髙橋　德子"), group(office, "みどりの会")]
    (page,) = texts(office.papers.labels(SHEET, "volunteers", ids, honorific="各位"))
    assert "髙橋德子各位" in page
    assert "みどりの会各位" in page
    assert "様" not in page


def test_labels_begin_where_the_sheet_is_still_whole_and_come_as_often_as_asked(office: Office) -> None:
    record = person(office, "髙橋　德子")
    pages = texts(office.papers.labels(SHEET, "volunteers", [record], start_cell=24, copies=3))
    assert [page.count("髙橋德子様") for page in pages] == [1, 2]
    assert office.papers.labels(SHEET, "volunteers", [record], copies=3).draw().people == 1


def test_those_without_an_address_are_named_and_nothing_is_printed(office: Office) -> None:
    ids = [person(office, "髙橋　德子"), *(person(office, f"住所　{number}", address=None) for number in range(1, 8))]
    with pytest.raises(InputError) as refused:
        office.papers.labels(SHEET, "volunteers", ids)
    assert str(refused.value) == (
        "住所のない7件は宛名を印刷できません：住所　1、住所　2、住所　3、住所　4、住所　5ほか。"
        "住所を入力するか、選択から外してください。"
    )
    with pytest.raises(NotForAll, match="住所のない1件は宛名を印刷できません：住所　3。") as some:
        office.papers.envelopes("postcard", "volunteers", [ids[3], ids[0]])
    assert some.value.others == (ids[0],)


def test_an_envelope_a_record_with_the_office_as_sender(office: Office) -> None:
    ids = [person(office, "髙橋　德子"), group(office, "みどりの会")]
    first, second = texts(office.papers.envelopes("long-3", "volunteers", ids))
    assert "髙橋德子様" in first
    assert "みどりの会御中" in second
    assert all("汐見野市港町1番1号市民活動センター" in page for page in (first, second))


def test_what_does_not_exist_is_refused_with_what_does(office: Office) -> None:
    record = person(office, "髙橋　德子")
    with pytest.raises(InputError, match=r"「a5」という用紙はありません。postcard、"):
        office.papers.envelopes("a5", "volunteers", [record])
    with pytest.raises(InputError, match=r"「a5」というラベル用紙はありません。a-one-"):
        office.papers.labels("a5", "volunteers", [record])
    with pytest.raises(InputError, match="印刷する記録が選ばれていません"):
        office.papers.labels(SHEET, "volunteers", [])


def test_a_card_for_each_programme_that_is_in_force(office: Office) -> None:
    first, second = office.words().taxonomy("volunteer_programmes").terms[:2]
    ids = [
        person(
            office,
            "髙橋　德子",
            {"programme": first.code, "work": "公園の清掃"},
            {"programme": first.code, "work": "花壇の手入れ", "until_on": dt.date(2026, 12, 31)},
            {"programme": second.code, "until_on": dt.date(2026, 12, 31)},
            valid_until=dt.date(2027, 3, 31),
        ),
        person(
            office,
            "渡邉　一",
            {"programme": first.code, "until_on": dt.date(2026, 11, 20)},
            {"programme": second.code},
            valid_until=dt.date(2027, 3, 31),
        ),
    ]
    drawn = office.papers.cards("volunteers", ids).draw()
    (page,) = [squeezed(text) for text in page_texts(drawn.pdf)]
    assert page.count("髙橋德子") == 2
    assert page.count("渡邉一") == 1
    assert page.count("令和9年3月31日まで") == 2, "the longest registration in a programme counts"
    assert page.count("令和8年12月31日まで") == 1, "the card ends with the programme"
    assert drawn.people == 2


def test_those_without_a_programme_in_force_get_no_card(office: Office) -> None:
    programme = office.words().taxonomy("volunteer_programmes").terms[0].code
    ids = [
        person(office, "髙橋　德子", {"programme": programme}),
        person(office, "渡邉　一", {"programme": programme, "until_on": dt.date(2026, 11, 20)}),
    ]
    with pytest.raises(InputError, match="登録中の制度がない1件は登録証を印刷できません：渡邉　一。"):
        office.papers.cards("volunteers", ids)
    with pytest.raises(InputError, match="この台帳に登録証カードはありません"):
        office.papers.cards("organizations", [1])


def test_a_sheet_of_the_office_s_own_is_offered(office: Office) -> None:
    own = office.folder.root / "labels"
    own.mkdir()
    (own / "ours.toml").write_text(
        'name = "うちの用紙"\ncolumns = 2\nrows = 5\nlabel = [90, 50]\npitch = [95, 55]\ntop = 10\nleft = 10\n',
        encoding="utf-8",
    )
    assert office.papers.offer("volunteers").sheets["ours"].name == "うちの用紙"
    (own / "ours.toml").write_text("name = 1\n", encoding="utf-8")
    offer = office.papers.offer("volunteers")
    assert offer.sheets == {}
    assert "ours.toml" in offer.troubles[0]
    assert offer.rosters, "the other papers are still there"


def test_the_ruler_names_the_sheet_and_its_offset(office: Office) -> None:
    (page,) = texts(office.papers.ruler(SHEET, (1.5, -0.5)))
    assert "位置合わせ" in page
    assert "右へ+1.5mm、下へ-0.5mm" in page


def test_an_offset_moves_everything(office: Office) -> None:
    record = person(office, "髙橋　德子")
    plain, moved = (
        find(office.papers.labels(SHEET, "volunteers", [record], offset=offset).draw().pdf, "髙橋")
        for offset in ((0.0, 0.0), (1.5, -0.5))
    )
    assert moved.left - plain.left == pytest.approx(1.5, abs=0.05)
    assert moved.top - plain.top == pytest.approx(-0.5, abs=0.05)


def test_post_is_offered_where_the_records_have_an_address(office: Office) -> None:
    for each in office.slices:
        fields = office.service(each.name).schema.fields.values()
        has_address = any(isinstance(field, Address) for field in fields)
        offer = office.papers.offer(each.name)
        assert (bool(offer.sheets), bool(offer.envelopes)) == (has_address, has_address), each.name


@pytest.mark.parametrize("records", ["figures", "meetings", "grant_rounds"])
def test_post_to_records_without_an_address_is_refused(office: Office, records: str) -> None:
    label = office.service(records).schema.label
    with pytest.raises(InputError, match=f"「{label}」の記録には住所の欄がないため、宛名を印刷できません。"):
        office.papers.labels("a-one-31512", records, [1])
    with pytest.raises(InputError, match="住所のある台帳を選んでください。"):
        office.papers.envelopes("postcard", records, [1])
