"""元に戻す: one operation, whole, or a reason why not."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database.audit import AuditRow


def make(office: Office, *names: str) -> list[Draft]:
    kind = office.words().taxonomy("organization_kinds").terms[0].code
    return [Draft({"kind": kind, "name": name}, {"members": [Draft({"name": f"{name}の人"})]}) for name in names]


def test_an_import_is_taken_back_whole_and_the_undo_too(office: Office) -> None:
    service = office.service("organizations")
    imported = service.save_all("窓口", "団体の取込", make(office, "青葉会", "若葉会", "双葉会"))
    assert imported.operation_id is not None
    undone = service.undo("窓口", imported.operation_id)
    assert not service.list_ids(ListQuery()).ids
    assert service.search("青葉") == []
    assert undone.operation_id is not None
    service.undo("窓口", undone.operation_id)
    assert len(service.list_ids(ListQuery()).ids) == 3
    assert len(service.search("若葉会の人")) == 1
    assert office.check() == []


def test_every_value_of_an_import_comes_back_though_its_audit_repeats_none(office: Office) -> None:
    service = office.service("organizations")
    [draft] = make(office, "青葉会")
    draft.values |= {"address": "汐見野市港町1番1号", "established_on": dt.date(2001, 4, 1)}
    imported = service.save_all("窓口", "団体の取込", [draft])
    [record_id] = service.list_ids(ListQuery()).ids
    entered = service.load(record_id)
    with office.database.read() as session:
        assert set(session.scalars(select(AuditRow.after))) == {None}
    changed = Draft.of(entered)
    changed.values["address"] = "汐見野市緑町2番2号"
    later = service.save("窓口", changed)
    said = [entry.lines for entry in service.history(record_id)]
    assert said == [("事務所の所在地：汐見野市港町1番1号 → 汐見野市緑町2番2号",), ()]
    for operation_id in (later.changes.operation_id, imported.operation_id):
        assert operation_id is not None
        undone = service.undo("窓口", operation_id)
    assert undone.operation_id is not None
    service.undo("窓口", undone.operation_id)
    back = service.load(record_id)
    assert back.values == entered.values
    assert [line.values for line in back.children["members"]] == [line.values for line in entered.children["members"]]
    assert back.version > entered.version
    assert office.check() == []


def test_a_change_made_since_blocks_the_undo_and_is_named(office: Office) -> None:
    service = office.service("organizations")
    saved = service.save("窓口", make(office, "青葉会")[0])
    again = Draft.of(saved.snapshot)
    again.values["notes"] = "追記"
    later = service.save("別の職員", again)
    assert saved.changes.operation_id is not None
    assert later.changes.operation_id is not None
    with pytest.raises(InputError) as refused:
        service.undo("窓口", saved.changes.operation_id)
    assert str(refused.value) == (
        f"「{saved.snapshot['reference']}　青葉会」が、その後の操作「団体の変更」（2026/11/21 10:00、別の職員）で"
        "変更されています。先にその操作を元に戻してください。"
    )
    service.undo("窓口", later.changes.operation_id)
    service.undo("窓口", saved.changes.operation_id)
    assert not service.list_ids(ListQuery()).ids


def test_nothing_is_undone_twice(office: Office) -> None:
    service = office.service("organizations")
    saved = service.save("窓口", make(office, "青葉会")[0])
    assert saved.changes.operation_id is not None
    service.undo("窓口", saved.changes.operation_id)
    with pytest.raises(InputError, match="すでに元に戻されています"):
        service.undo("窓口", saved.changes.operation_id)


def test_what_never_happened_is_not_undone(office: Office) -> None:
    with pytest.raises(InputError, match="見つかりません"):
        office.service("organizations").undo("窓口", 7)


def test_an_open_page_notices_an_undo(office: Office) -> None:
    service = office.service("organizations")
    first = service.save("窓口", make(office, "青葉会")[0])
    changed = Draft.of(first.snapshot)
    changed.values["notes"] = "追記"
    second = service.save("窓口", changed)
    open_page = Draft.of(second.snapshot)
    assert second.changes.operation_id is not None
    service.undo("窓口", second.changes.operation_id)
    open_page.values["notes"] = "古い画面から"
    with pytest.raises(InputError, match="変更されています"):
        service.save("窓口", open_page)


def test_a_line_that_was_removed_comes_back(office: Office) -> None:
    service = office.service("organizations")
    stored = service.save("窓口", make(office, "青葉会")[0]).snapshot
    emptied = Draft.of(stored)
    emptied.children["members"] = []
    removed = service.save("窓口", emptied)
    assert removed.snapshot.children["members"] == ()
    assert "会員の削除：青葉会の人" in service.history(stored.id)[0].lines
    assert removed.changes.operation_id is not None
    service.undo("窓口", removed.changes.operation_id)
    assert [line["name"] for line in service.load(stored.id).children["members"]] == ["青葉会の人"]
    assert len(service.search("青葉会の人")) == 1


def test_a_change_that_was_made_again_blocks_the_undo_of_what_is_older(office: Office) -> None:
    service = office.service("organizations")
    first = service.save("窓口", make(office, "青葉会")[0])
    again = Draft.of(first.snapshot)
    again.values["notes"] = "追記"
    changed = service.save("窓口", again).changes.operation_id
    assert changed is not None
    assert first.changes.operation_id is not None
    undone = service.undo("窓口", changed).operation_id
    assert undone is not None
    redone = service.undo("窓口", undone).operation_id
    with pytest.raises(InputError, match="先にその操作を元に戻して"):
        service.undo("窓口", first.changes.operation_id)
    assert service.load(first.snapshot.id)["notes"] == "追記"
    assert redone is not None
    service.undo("窓口", redone)
    service.undo("窓口", first.changes.operation_id)
    assert not service.list_ids(ListQuery()).ids


def test_a_number_that_another_record_has_by_now_blocks_the_undo(office: Office) -> None:
    service = office.service("organizations")
    one, other = make(office, "青葉会", "若葉会")
    one.values["reference"] = "A-1"
    renumbered = Draft.of(service.save("窓口", one).snapshot)
    renumbered.values["reference"] = "A-2"
    changed = service.save("窓口", renumbered)
    other.values["reference"] = "A-1"
    service.save("窓口", other)
    assert changed.changes.operation_id is not None
    with pytest.raises(InputError, match="登録番号がほかの記録と重なります"):
        service.undo("窓口", changed.changes.operation_id)
    assert service.load(changed.snapshot.id)["reference"] == "A-2"


def test_the_place_of_a_removed_line_is_not_taken_by_another(office: Office) -> None:
    service = office.service("organizations")
    one, other = (service.save("窓口", draft).snapshot for draft in make(office, "青葉会", "若葉会"))
    emptied = Draft.of(other)
    emptied.children["members"] = []
    removed = service.save("窓口", emptied).changes.operation_id
    grown = Draft.of(one)
    grown.children["members"].append(Draft({"name": "あとから来た人"}))
    service.save("窓口", grown)
    assert removed is not None
    service.undo("窓口", removed)
    assert [line["name"] for line in service.load(other.id).children["members"]] == ["若葉会の人"]
    assert [line["name"] for line in service.load(one.id).children["members"]] == ["青葉会の人", "あとから来た人"]


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_page_left_open_on_what_was_undone_hits_no_other_record(office: Office, in_bulk: bool) -> None:
    service = office.service("organizations")
    first = service.save("窓口", make(office, "青葉会")[0])
    assert first.changes.operation_id is not None
    service.undo("窓口", first.changes.operation_id)
    if in_bulk:
        service.save_all("窓口", "団体の取込", make(office, "若葉会"))
    else:
        service.save("窓口", make(office, "若葉会")[0])
    stale = Draft.of(first.snapshot)
    stale.values["notes"] = "古い画面から"
    with pytest.raises(InputError, match="見つかりません"):
        service.save("窓口", stale)
