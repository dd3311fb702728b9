"""統合: what the kept record takes over, and what stays its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.organizations.rules import required_documents


@pytest.fixture
def service(office: Office) -> RecordService[Any]:
    return office.service("organizations")


def save(
    service: RecordService[Any], name: str, lines: dict[str, list[Draft]] | None = None, **values: Any
) -> Snapshot:
    draft = Draft({"kind": "neighbourhood", "name": name} | values, lines or {})
    return service.save("窓口", draft).snapshot


@pytest.fixture(autouse=True)
def kind(office: Office) -> None:
    assert required_documents("neighbourhood", office.words())


def test_a_withdrawn_twin_does_not_withdraw_the_kept_one(service: RecordService[Any]) -> None:
    kept = save(service, "青葉会")
    gone = save(service, "青葉会", registered_on=dt.date(2020, 4, 1), withdrawn_on=dt.date(2026, 11, 1))
    merged = service.merge("窓口", kept.id, gone.id).snapshot
    assert (merged["withdrawn_on"], merged["valid_until"]) == (None, kept["valid_until"])


def test_papers_that_come_along_count_as_received(office: Office, service: RecordService[Any]) -> None:
    codes = required_documents("neighbourhood", office.words())
    papers = [Draft({"kind": code, "received_on": dt.date(2026, 11, 1)}) for code in codes]
    kept, other = save(service, "青葉会"), save(service, "青葉会", {"documents": papers})
    assert (kept["missing_documents"], other["missing_documents"]) == (len(codes), 0)
    assert service.merge("窓口", kept.id, other.id).snapshot["missing_documents"] == 0


def test_an_open_page_notices_that_only_lines_came(service: RecordService[Any]) -> None:
    kept = save(service, "青葉会")
    other = save(service, "青葉会", {"officers": [Draft({"name": "見本　一郎"})]})
    service.merge("窓口", kept.id, other.id)
    with pytest.raises(InputError, match="変更されています"):
        service.save("窓口", Draft.of(kept))
    assert [line["name"] for line in service.load(kept.id).children["officers"]] == ["見本　一郎"]


def test_a_line_that_both_have_stands_once_and_undoing_restores_both(service: RecordService[Any]) -> None:
    chair = {"title": "会長", "name": "見本　一郎"}
    ours = {"officers": [Draft(dict(chair)), Draft({"title": "会計", "name": "見本　花子"})]}
    theirs = {"officers": [Draft({"title": "監事", "name": "見本　三郎"}), Draft(dict(chair)), Draft(dict(chair))]}
    kept, other = save(service, "青葉会", ours), save(service, "青葉会", theirs)
    merged = service.merge("窓口", kept.id, other.id)

    def officers(snapshot: Snapshot) -> list[tuple[str, str]]:
        return [(line["title"], line["name"]) for line in snapshot.children["officers"]]

    assert officers(merged.snapshot) == [("会長", "見本　一郎"), ("会計", "見本　花子"), ("監事", "見本　三郎")]
    assert merged.snapshot == service.load(kept.id)
    assert officers(service.load(other.id)) == [("会長", "見本　一郎")] * 2
    assert merged.changes.operation_id is not None
    service.undo("窓口", merged.changes.operation_id)
    for before in (kept, other):
        assert service.load(before.id).children["officers"] == tuple(
            replace(line, version=before.version + 2) for line in before.children["officers"]
        )


def test_a_line_that_the_other_has_twice_comes_once(service: RecordService[Any]) -> None:
    twice = [Draft({"name": "見本　一郎"}), Draft({"name": "見本　一郎"})]
    kept, other = save(service, "青葉会"), save(service, "青葉会", {"officers": twice})
    merged = service.merge("窓口", kept.id, other.id).snapshot
    assert [line["name"] for line in merged.children["officers"]] == ["見本　一郎"]
    assert len(service.load(other.id).children["officers"]) == 1


def test_a_file_that_both_have_is_kept_once_and_undoing_restores_both(
    service: RecordService[Any], tmp_path: Path
) -> None:
    rules, copy, list_of_members = tmp_path / "規約.txt", tmp_path / "規約の写し.txt", tmp_path / "名簿.txt"
    for path, words in ((rules, "第1条"), (copy, "第1条"), (list_of_members, "一郎")):
        path.write_text(words, encoding="utf-8")
    kept, other = save(service, "青葉会"), save(service, "青葉会")
    service.attach("窓口", kept.id, rules)
    for path in (copy, list_of_members):
        service.attach("窓口", other.id, path)

    def names(record: Snapshot) -> list[str]:
        return [file.file_name for file, _ in service.attachments(record.id)]

    merged = service.merge("窓口", kept.id, other.id)
    assert (names(kept), names(other)) == (["規約.txt", "名簿.txt"], ["規約の写し.txt"])
    assert merged.changes.operation_id is not None
    service.undo("窓口", merged.changes.operation_id)
    assert (names(kept), names(other)) == (["規約.txt"], ["規約の写し.txt", "名簿.txt"])


def test_lines_that_differ_in_anything_both_stay(service: RecordService[Any]) -> None:
    kept = save(service, "青葉会", {"officers": [Draft({"title": "会長", "name": "見本　一郎"})]})
    other = save(
        service, "青葉会", {"officers": [Draft({"title": "会長", "name": "見本　一郎", "phone": "0143-00-1111"})]}
    )
    assert len(service.merge("窓口", kept.id, other.id).snapshot.children["officers"]) == 2


def test_what_is_archived_is_not_merged_again(service: RecordService[Any]) -> None:
    kept, other = save(service, "青葉会"), save(service, "若葉会")
    service.merge("窓口", kept.id, other.id)
    for pair in ((kept.id, other.id), (other.id, kept.id)):
        with pytest.raises(InputError, match="保管庫にある"):
            service.merge("窓口", *pair)
    with pytest.raises(InputError, match="同じ記録どうし"):
        service.merge("窓口", kept.id, kept.id)


@pytest.mark.parametrize(
    ("ours", "theirs", "phone", "level"),
    [
        ({"phone": "public"}, {"phone": "private"}, None, "private"),  # the number comes with its own level
        ({"phone": "public"}, {"phone": "partial"}, "0143-00-2222", "partial"),
        ({"phone": "private"}, {"phone": "public"}, "0143-00-2222", "private"),
        ({"phone": "public"}, None, None, "private"),  # what nothing is said of is private
        (None, {"phone": "public"}, None, "public"),
    ],
)
def test_nothing_becomes_more_public_by_a_merge(
    service: RecordService[Any], ours: Any, theirs: Any, phone: str | None, level: str
) -> None:
    kept = save(service, "青葉会", disclosure=ours, phone=phone)
    other = save(service, "青葉会", disclosure=theirs, phone="0143-00-1111")
    merged = service.merge("窓口", kept.id, other.id).snapshot
    assert merged["disclosure"]["phone"] == level
    assert merged["phone"] == (phone or "0143-00-1111")


def test_what_the_other_does_not_have_keeps_its_level(service: RecordService[Any]) -> None:
    kept = save(service, "青葉会", disclosure={"phone": "public"}, phone="0143-00-2222")
    other = save(service, "青葉会", disclosure={"phone": "private"})
    assert service.merge("窓口", kept.id, other.id).snapshot["disclosure"] == {"phone": "public"}


def test_the_history_tells_what_moved(service: RecordService[Any], tmp_path: Path) -> None:
    paper = tmp_path / "規約.txt"
    paper.write_text("第1条", encoding="utf-8")
    kept = save(service, "青葉会")
    other = save(service, "青葉会", {"officers": [Draft({"name": "見本　一郎"}), Draft({"name": "見本　花子"})]})
    service.attach("窓口", other.id, paper)
    service.merge("窓口", kept.id, other.id)
    assert set(service.history(kept.id)[0].lines) >= {"役員の移動", "添付の移動"}
    assert service.history(other.id)[0].lines == (f"理由：{kept['reference']}（青葉会）に統合",)
    assert service.history(other.id)[1].lines == ("添付の追加：規約.txt",)
