"""元に戻す: one operation, whole, or a reason why not."""

from __future__ import annotations

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft


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


def test_a_change_made_since_blocks_the_undo_and_is_named(office: Office) -> None:
    service = office.service("organizations")
    saved = service.save("窓口", make(office, "青葉会")[0])
    again = Draft.of(saved.snapshot)
    again.values["notes"] = "追記"
    later = service.save("別の職員", again)
    assert saved.changes.operation_id is not None and later.changes.operation_id is not None
    with pytest.raises(InputError, match="別の職員"):
        service.undo("窓口", saved.changes.operation_id)
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
