"""Saving, loading, listing, archiving and merging whole records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.dates import era
from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.database import records
from kyodo_desktop.features.organizations.models import Organization


def organization(**values: Any) -> Draft:
    return Draft(
        values={"kind": "npo", "name": "汐見野まちづくりの会", "furigana": "しおみのまちづくりのかい"} | values
    )


def volunteer(name: str, furigana: str, **values: Any) -> Draft:
    return Draft(values={"kind": "individual", "name": name, "furigana": furigana} | values)


def save(office: Office, draft: Draft, records: str = "organizations") -> Snapshot:
    return office.service(records).save("窓口", draft).snapshot


def kind_of(office: Office) -> str:
    return office.words().taxonomy("organization_kinds").terms[0].code


@pytest.fixture
def kind(office: Office) -> str:
    return kind_of(office)


def test_a_new_record_gets_number_dates_and_validity(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    pattern = office.profile.references["organizations"]
    assert stored["reference"] == pattern.write(1, 2026)
    assert stored["registered_on"] == dt.date(2026, 11, 21)
    assert stored["valid_until"] == dt.date(2027, 3, 31)
    assert stored.version == 1


def test_names_are_kept_to_the_character(office: Office, kind: str) -> None:
    name = "髙﨑邉𠮷濵德と葛\U000e0100の会"
    assert save(office, organization(kind=kind, name=name))["name"] == name


def test_tables_inside_are_added_changed_moved_and_removed(office: Office, kind: str) -> None:
    draft = organization(kind=kind)
    draft.children["officers"] = [
        Draft({"title": "会長", "name": "見本　一郎"}),
        Draft({"title": "会計", "name": "見本　花子"}),
    ]
    stored = save(office, draft)
    again = Draft.of(stored)
    again.children["officers"] = [
        Draft({"title": "監事", "name": "見本　三郎"}),
        again.children["officers"][1],
    ]
    again.children["officers"][1].values["title"] = "副会長"
    changed = save(office, again)
    assert [(line["title"], line["name"]) for line in changed.children["officers"]] == [
        ("監事", "見本　三郎"),
        ("副会長", "見本　花子"),
    ]
    assert changed.children["officers"][1].id == stored.children["officers"][1].id
    assert changed.version == stored.version + 1


def test_a_change_inside_a_table_alone_raises_the_version(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    again = Draft.of(stored)
    again.children["events"] = [Draft({"happened_on": dt.date(2026, 11, 21), "text": "来所"})]
    assert save(office, again).version == stored.version + 1


def test_saving_without_a_change_leaves_no_trace(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    saved = office.service("organizations").save("窓口", Draft.of(stored))
    assert not saved.changes
    assert saved.snapshot.version == stored.version
    assert len(office.service("organizations").history(stored.id)) == 1


def test_an_outdated_draft_is_refused_and_changes_nothing(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    early, late = Draft.of(stored), Draft.of(stored)
    early.values["notes"] = "先に保存"
    save(office, early)
    late.values["notes"] = "後から保存"
    with pytest.raises(InputError, match="変更されています"):
        save(office, late)
    assert office.service("organizations").load(stored.id)["notes"] == "先に保存"


def test_a_value_that_no_attribute_holds_is_a_bug_and_not_lost(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    for draft in (organization(kind=kind, name="別の会", shoe_size=26), Draft({"shoe_size": 26}, id=stored.id)):
        with pytest.raises(KeyError, match="shoe_size"):
            save(office, draft)
    assert list(office.service("organizations").list_ids(ListQuery()).ids) == [stored.id]


def test_two_drafts_of_one_record_are_both_written(office: Office, kind: str) -> None:
    service = office.service("organizations")
    stored = save(office, organization(kind=kind))
    drafts = [
        Draft({"notes": "一つ目"}, id=stored.id, version=1),
        Draft({"phone": "0143-00-1111"}, id=stored.id, version=1),
    ]
    service.save_all("窓口", "団体の取込", drafts)
    changed = service.load(stored.id)
    assert (changed["notes"], changed["phone"]) == ("一つ目", "0143-00-1111")


def test_a_write_tells_of_the_records_that_are_new_and_of_those_it_changed(office: Office, kind: str) -> None:
    service = office.service("organizations")
    entered = service.save_all("窓口", "団体の取込", [organization(kind=kind), organization(kind=kind)])
    first, second = service.list_ids(ListQuery()).ids
    assert entered.records == {"organizations": {first, second}}
    changed = Draft({"phone": "0143-22-1111"}, id=first)
    both = service.save_all("窓口", "団体の取込", [organization(kind=kind), changed])
    (third,) = set(service.list_ids(ListQuery()).ids) - {first, second}
    assert both.records == {"organizations": {first, third}}
    assert service.save("窓口", Draft({"phone": "0143-22-2222"}, id=second)).changes.records == {
        "organizations": {second}
    }


def test_a_record_that_another_changes_between_reading_and_writing_is_not_overwritten(
    office: Office, kind: str
) -> None:
    stored = save(office, organization(kind=kind))

    def change_what_another_changed() -> None:
        with office.database.write("窓口", "団体の変更") as work:
            read = records.read(work.connection, Organization, stored.id)
            work.connection.exec_driver_sql("UPDATE organizations SET version = version + 1, notes = '先に保存'")
            records.change(work, read, {"notes": "後から保存"})

    with pytest.raises(InputError, match="変更されています"):
        change_what_another_changed()
    assert office.service("organizations").load(stored.id) == stored


def test_every_missing_requirement_is_told_at_once(office: Office) -> None:
    with pytest.raises(InputError) as refused:
        save(office, Draft({"furigana": "なまえなし"}))
    assert {problem.attribute for problem in refused.value.problems} == {"kind", "name"}


def test_a_number_that_is_taken_is_refused(office: Office, kind: str) -> None:
    first = save(office, organization(kind=kind))
    with pytest.raises(InputError, match="すでに使われています"):
        save(office, organization(kind=kind, name="別の会", reference=first["reference"]))


def test_a_given_number_is_stepped_over_by_the_sequence(office: Office, kind: str) -> None:
    pattern = office.profile.references["organizations"]
    save(office, organization(kind=kind, reference=pattern.write(1, 2026)))
    assert save(office, organization(kind=kind, name="次の会"))["reference"] == pattern.write(2, 2026)


def test_lists_come_in_furigana_order_with_tabs_and_filters(office: Office) -> None:
    for name, furigana in (
        ("渡邉　健", "わたなべ　けん"),
        ("髙橋　葵", "たかはし　あおい"),
        ("阿部　光", "あべ　ひかる"),
    ):
        save(office, volunteer(name, furigana), "volunteers")
    save(office, volunteer("無読　者", ""), "volunteers")
    service = office.service("volunteers")

    def names(query: ListQuery) -> list[str]:
        ids = service.list_ids(query).ids
        rows = service.rows(ids, ("name",))
        return [rows[record_id][0] for record_id in ids]

    assert names(ListQuery())[:3] == ["阿部　光", "髙橋　葵", "渡邉　健"]
    assert names(ListQuery(tab="た")) == ["髙橋　葵"]
    assert names(ListQuery(text="高橋")) == ["髙橋　葵"]
    assert names(ListQuery(text="ﾜﾀﾅﾍﾞ")) == ["渡邉　健"]
    assert names(ListQuery(filters={"status": ("expired",)})) == []
    assert set(names(ListQuery(filters={"kind": ("individual",)}, descending=True))) == set(names(ListQuery()))


def test_status_filters_agree_with_the_rule(office: Office, kind: str, clock: FixedClock) -> None:
    from kyodo_desktop.core.validity import Status, status_of

    service = office.service("organizations")
    days = [
        None,
        dt.date(2026, 11, 20),
        dt.date(2026, 11, 21),
        dt.date(2027, 1, 20),
        dt.date(2027, 1, 21),
        dt.date(2028, 3, 31),
    ]
    for number, (until, gone) in enumerate((u, w) for u in days for w in (None, dt.date(2026, 11, 21))):
        save(
            office,
            organization(
                kind=kind, name=f"第{number}会", valid_until=until, registered_on=dt.date(2020, 4, 1), withdrawn_on=gone
            ),
        )
    everything = service.list_ids(ListQuery()).ids
    rows = service.rows(everything, ("valid_until", "withdrawn_on", "missing_documents"))
    for status in Status:
        found = set(service.list_ids(ListQuery(filters={"status": (status.value,)})).ids)
        assert found == {i for i in everything if status_of(office.today(), *rows[i]) is status}


def test_archiving_takes_a_record_out_of_list_and_search_and_back(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    service = office.service("organizations")
    service.archive("窓口", stored.id, "重複")
    assert service.history(stored.id)[0].lines == ("理由：重複",)
    assert not service.list_ids(ListQuery()).ids
    assert service.search("汐見野") == []
    assert list(service.list_ids(ListQuery(filters={"archived": ("1",)})).ids) == [stored.id]
    service.unarchive("窓口", stored.id)
    with pytest.raises(InputError, match="保管庫に入っていません"):
        service.unarchive("窓口", stored.id)
    assert service.search("汐見野") == [stored.id]


def test_merging_moves_what_hangs_on_a_record_and_is_undone_as_one(office: Office, kind: str, tmp_path: Any) -> None:
    service = office.service("organizations")
    first = organization(kind=kind)
    first.children["officers"] = [Draft({"name": "見本　一郎"})]
    second = organization(kind=kind, name="汐見野まちづくり会", phone="0143-00-1111")
    second.children["officers"] = [Draft({"name": "見本　花子"})]
    kept, merged = save(office, first), save(office, second)
    paper = tmp_path / "規約.txt"
    paper.write_text("第1条", encoding="utf-8")
    service.attach("窓口", merged.id, paper)
    before = service.load(kept.id), service.load(merged.id)

    result = service.merge("窓口", kept.id, merged.id)
    assert [line["name"] for line in result.snapshot.children["officers"]] == ["見本　一郎", "見本　花子"]
    assert result.snapshot["phone"] == "0143-00-1111"
    assert [kept_file.file_name for kept_file, _ in service.attachments(kept.id)] == ["規約.txt"]
    assert list(service.list_ids(ListQuery()).ids) == [kept.id]

    service.undo("窓口", result.changes.operation_id)
    after = service.load(kept.id), service.load(merged.id)
    assert [each.values for each in after] == [each.values for each in before]
    assert [[line.values for line in each.children["officers"]] for each in after] == [
        [line.values for line in each.children["officers"]] for each in before
    ]
    assert len(service.attachments(merged.id)) == 1
    assert service.search("0143001111") == [merged.id]


def test_the_history_says_what_changed_in_the_words_of_the_form(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    again = Draft.of(stored)
    again.values["phone"] = "0143-00-2222"
    again.children["officers"] = [Draft({"title": "会長", "name": "見本　一郎"})]
    save(office, again)
    newest, oldest = office.service("organizations").history(stored.id)
    assert oldest.action == "団体の登録"
    assert newest.action == "団体の変更"
    assert "電話番号：空欄 → 0143-00-2222" in newest.lines
    assert any(line.startswith("役員の追加：会長、見本　一郎") for line in newest.lines)


def test_a_stored_record_keeps_a_number(office: Office, kind: str) -> None:
    stored = save(office, organization(kind=kind))
    emptied = Draft.of(stored)
    emptied.values["reference"] = None
    with pytest.raises(InputError, match="登録番号を入力してください（これまでは D0001）"):
        save(office, emptied)


def test_an_attachment_is_taken_off_once(office: Office, kind: str, tmp_path: Path) -> None:
    service = office.service("organizations")
    paper = tmp_path / "規約.txt"
    paper.write_text("第1条", encoding="utf-8")
    record_id = save(office, organization(kind=kind)).id
    service.attach("窓口", record_id, paper)
    service.attach("窓口", record_id, paper)
    [(first, path), (_, same)] = service.attachments(record_id)
    assert path == same
    service.detach("窓口", first.id)
    assert len(service.attachments(record_id)) == 1
    assert path.is_file()
    with pytest.raises(InputError, match="すでに外されています"):
        service.detach("窓口", first.id)
    with pytest.raises(WorldError, match="ファイルかフォルダーがありません"):
        service.attach("窓口", record_id, tmp_path / "ない.txt")
    assert [each.name for each in office.folder.attachments.iterdir()] == [path.parent.name]


@pytest.mark.parametrize(
    ("until", "renewed"),
    [
        (dt.date(2027, 3, 31), dt.date(2028, 3, 31)),  # not yet ended: one term more
        (dt.date(2026, 11, 21), dt.date(2027, 3, 31)),  # its last day is today
        (dt.date(2020, 3, 31), dt.date(2027, 3, 31)),  # long past: a term from today
        (dt.date(2024, 2, 29), dt.date(2027, 3, 31)),
    ],
)
def test_a_renewal_lasts_to_the_end_of_a_fiscal_year(
    office: Office, kind: str, until: dt.date, renewed: dt.date
) -> None:
    service: Any = office.service("organizations")
    stored = save(office, organization(kind=kind, registered_on=dt.date(2019, 4, 1), valid_until=until))
    service.renew("窓口", [stored.id])
    assert service.load(stored.id)["valid_until"] == renewed


def test_on_its_last_day_a_registration_is_renewed_for_the_next_year(
    office: Office, kind: str, clock: FixedClock
) -> None:
    clock.moment = dt.datetime(2027, 3, 31, 17, 0)
    service: Any = office.service("organizations")
    stored = save(office, organization(kind=kind, registered_on=dt.date(2026, 4, 1), valid_until=dt.date(2027, 3, 31)))
    service.renew("窓口", [stored.id])
    assert service.load(stored.id)["valid_until"] == dt.date(2028, 3, 31)


@pytest.mark.parametrize("until", [dt.date(2027, 3, 31), dt.date(2026, 11, 21), dt.date(2020, 3, 31)])
def test_a_second_renewal_is_refused_and_told_until_when_it_is_valid(
    office: Office, kind: str, until: dt.date, clock: FixedClock
) -> None:
    service: Any = office.service("organizations")
    stored = save(office, organization(kind=kind, registered_on=dt.date(2019, 4, 1), valid_until=until))
    first = service.renew("窓口", [stored.id])
    renewed = service.load(stored.id)
    words = f"令和8年11月21日に更新済みで、{era(renewed['valid_until'])}まで有効です"
    for moment in (clock.moment, clock.moment + dt.timedelta(days=30)):
        clock.moment = moment
        with pytest.raises(InputError, match=words):
            service.renew("窓口", [stored.id])
    assert service.load(stored.id) == renewed

    clock.moment = dt.datetime(2026, 11, 21, 16, 0)
    undone = service.undo("窓口", first.operation_id)
    service.renew("窓口", [stored.id])  # what was taken back does not count
    assert service.load(stored.id)["valid_until"] == renewed["valid_until"]
    assert undone.operation_id is not None


def test_a_registration_that_has_its_next_term_is_given_no_other(office: Office, kind: str, clock: FixedClock) -> None:
    service: Any = office.service("organizations")
    days = {"registered_on": dt.date(2026, 4, 1), "valid_until": dt.date(2028, 3, 31)}
    stored = save(office, organization(kind=kind, **days))  # typed in, or brought by a list
    with pytest.raises(InputError, match="すでに令和10年3月31日まで有効です。次の更新は令和10年1月31日からできます"):
        service.renew("窓口", [stored.id])
    assert service.load(stored.id)["valid_until"] == dt.date(2028, 3, 31)
    clock.moment = dt.datetime(2027, 4, 1, 10, 0)
    service.renew("窓口", [stored.id])  # it ends with the present term now
    assert service.load(stored.id)["valid_until"] == dt.date(2029, 3, 31)


def test_a_term_that_is_about_to_end_is_renewed_again(office: Office, kind: str, clock: FixedClock) -> None:
    service: Any = office.service("organizations")
    days = {"registered_on": dt.date(2019, 4, 1), "valid_until": dt.date(2020, 3, 31)}
    stored = save(office, organization(kind=kind, **days))
    service.renew("窓口", [stored.id])
    clock.moment = dt.datetime(2027, 1, 29, 10, 0)
    with pytest.raises(InputError, match="次の更新は令和9年1月30日からできます"):
        service.renew("窓口", [stored.id])
    clock.moment = dt.datetime(2027, 1, 30, 10, 0)
    service.renew("窓口", [stored.id])
    assert service.load(stored.id)["valid_until"] == dt.date(2028, 3, 31)
    late = save(office, organization(kind=kind, name="別の会", **days))
    clock.moment = dt.datetime(2027, 3, 1, 10, 0)
    service.renew("窓口", [late.id])
    with pytest.raises(InputError, match="次の更新は令和9年3月2日から"):
        service.renew("窓口", [late.id])


def test_a_registration_that_is_named_twice_is_renewed_once(office: Office, kind: str) -> None:
    service: Any = office.service("organizations")
    stored = save(office, organization(kind=kind))
    service.renew("窓口", [stored.id, stored.id])
    assert service.load(stored.id)["valid_until"] == dt.date(2028, 3, 31)


def test_of_many_registrations_all_are_renewed_or_none(office: Office, kind: str) -> None:
    service: Any = office.service("organizations")
    until = dt.date(2027, 3, 31)
    ids = [save(office, organization(kind=kind, name=f"第{number}会", valid_until=until)).id for number in range(8)]
    service.renew("窓口", ids[:7])
    with pytest.raises(InputError) as refused:
        service.renew("窓口", ids)
    messages = [problem.message for problem in refused.value.problems]
    assert [message[:5] for message in messages[:5]] == [f"「第{number}会」" for number in range(5)]
    assert messages[5:] == [
        "ほかに2件、更新できない登録があります。",
        "まだ1件も更新していません。更新できない登録を除いて、もう一度更新してください。",
    ]
    assert service.load(ids[7])["valid_until"] == until


def test_a_withdrawal_needs_a_reason_and_a_day_that_can_be(office: Office, kind: str) -> None:
    service: Any = office.service("organizations")
    stored = save(office, organization(kind=kind))
    with pytest.raises(InputError, match="理由を入力"):
        service.withdraw("窓口", stored.id, dt.date(2026, 11, 21), "　")
    with pytest.raises(InputError, match="登録年月日より前"):
        service.withdraw("窓口", stored.id, dt.date(2026, 11, 20), "解散")
    service.withdraw("窓口", stored.id, dt.date(2026, 11, 21), "解散")
    with pytest.raises(InputError, match="すでに廃止"):
        service.withdraw("窓口", stored.id, dt.date(2026, 11, 21), "解散")
    with pytest.raises(InputError, match="更新できません"):
        service.renew("窓口", [stored.id])


def test_the_fiscal_year_filter_ends_on_31_march(office: Office, kind: str) -> None:
    service = office.service("organizations")
    days = [dt.date(2026, 3, 31), dt.date(2026, 4, 1), dt.date(2027, 3, 31), dt.date(2027, 4, 1)]
    ids = [save(office, organization(kind=kind, name=f"{day}の会", registered_on=day)).id for day in days]
    assert set(service.list_ids(ListQuery(filters={"fiscal_year": ("2026",)})).ids) == set(ids[1:3])
    assert set(service.list_ids(ListQuery(filters={"fiscal_year": ("2025", "2027")})).ids) == {ids[0], ids[3]}


def test_a_filter_takes_a_code_and_not_its_part(office: Office, kind: str) -> None:
    service = office.service("organizations")
    terms = office.words().taxonomy("activity_fields").terms
    one, other = terms[0].code, terms[1].code
    first = save(office, organization(kind=kind, activity_fields=(one,))).id
    save(office, organization(kind=kind, name="別の会", activity_fields=(other,)))
    assert list(service.list_ids(ListQuery(filters={"activity_fields": (one,)})).ids) == [first]
    assert not service.list_ids(ListQuery(filters={"activity_fields": (one[:-1],)})).ids


def test_the_insurance_filters_tell_what_is_known(office: Office) -> None:
    service = office.service("volunteers")
    today, cases = dt.date(2026, 11, 21), {}
    for insured in (True, False, None):
        for until in (None, today, today - dt.timedelta(days=1), today + dt.timedelta(days=61)):
            draft = volunteer(f"{insured} {until}", "", insured=insured, insured_until=until)
            stored = save(office, draft, "volunteers")
            cases[stored.id] = (stored["insured"], stored["insured_until"])
    running = {i for i, (insured, until) in cases.items() if insured and (until is None or until >= today)}
    assert set(service.list_ids(ListQuery(filters={"insured": ("yes",)})).ids) == running
    assert set(service.list_ids(ListQuery(filters={"insured": ("no",)})).ids) == cases.keys() - running
    ending = {i for i in running if cases[i][1] == today}
    assert set(service.list_ids(ListQuery(filters={"insurance": ("ending",)})).ids) == ending


def test_a_registration_that_is_ended_in_the_form_says_why(office: Office, kind: str) -> None:
    service = office.service("organizations")
    stored = save(office, organization(kind=kind))
    ended = Draft({"withdrawn_on": office.today()}, id=stored.id, version=stored.version)
    with pytest.raises(InputError, match="理由を入力") as refused:
        service.save("窓口", ended)
    assert refused.value.problems[0].attribute == "withdrawal_reason"
    ended.values["withdrawal_reason"] = "解散のため"
    assert service.save("窓口", ended).snapshot["withdrawn_on"] == office.today()
