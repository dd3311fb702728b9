"""A source of invented circles in memory, and a place for a page that shows them."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.core.text import fold, index_tab
from kyodo_desktop.core.validity import Status, status_of
from kyodo_desktop.ui.colours import Mark, validity_mark
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.tasks import Tasks

from .conftest import Remembered
from .invented import CIRCLE, WORDS, circle


@dataclass(frozen=True)
class Happened:
    happened_at: dt.datetime
    staff: str
    action: str
    lines: tuple[str, ...] = ()
    undone: bool = False


@dataclass(frozen=True)
class Changed:
    operation_id: int | None
    records: Mapping[str, frozenset[int]]


@dataclass(frozen=True)
class Stored:
    snapshot: Snapshot
    changes: Changed


NAMES = (
    ("あおぞら句会", "あおぞらくかい"),
    ("湖畔合唱団", "こはんがっしょうだん"),
    ("髙橋ひろし後援会", "たかはしひろしこうえんかい"),
    ("なかよし会", "なかよしかい"),
    ("渡邉書道教室", "わたなべしょどうきょうしつ"),
)


class Circles:
    """Circles by id; every write is an operation."""

    def __init__(self, count: int) -> None:
        self.kept: dict[int, Snapshot] = {}
        self.operations = 0
        self.is_broken = False
        self.asked: list[ListQuery] = []
        self.loaded: list[int] = []
        for id in range(1, count + 1):
            name, furigana = NAMES[id % len(NAMES)]
            values = {
                "reference": f"C-{id:04}",
                "kind": ("sports", "music", "nature")[id % 3],
                "name": f"{name}{id}" if id > len(NAMES) else name,
                "furigana": furigana,
                "phone": f"0143-22-{id % 10000:04}",
                "established_on": dt.date(1990 + id % 30, 4, 1),
            }
            self.kept[id] = replace(circle(**values), id=id, version=1)

    @property
    def schema(self) -> Schema:
        return CIRCLE

    def list_ids(self, query: ListQuery) -> ListResult:
        self.asked.append(query)
        found = [each for each in self.kept.values() if self._fits(each, query)]
        found.sort(key=lambda each: str(each.values.get(query.sort or "furigana") or ""), reverse=query.descending)
        ids = array("q", [each.id for each in found])
        return ListResult(ids[: query.limit or len(ids)], len(ids))

    def _fits(self, each: Snapshot, query: ListQuery) -> bool:
        searched = fold("".join(str(each.values.get(name) or "") for name in ("name", "furigana", "phone")))
        return (
            fold(query.text) in searched
            and (not query.tab or index_tab(str(each["furigana"])) == query.tab)
            and (not query.filters.get("kind") or each["kind"] in query.filters["kind"])
        )

    def rows(self, ids: Sequence[int], attributes: Sequence[str]) -> dict[int, tuple[Any, ...]]:
        return {id: tuple(self.kept[id].values.get(name) for name in attributes) for id in ids if id in self.kept}

    def load(self, record_id: int) -> Snapshot:
        self.loaded.append(record_id)
        if record_id not in self.kept:
            raise InputError("この記録は見つかりません。一覧から選び直してください。")
        return self.kept[record_id]

    def history(self, record_id: int) -> Sequence[Happened]:
        return [
            Happened(dt.datetime(2026, 11, 20, 9, 30), "山田", "サークルの変更", ("電話番号：空欄 → 0143-22-1111",)),
            Happened(dt.datetime(2026, 4, 1, 13, 5), "佐藤", "サークルの登録"),
        ]

    def duplicates(
        self, values: Mapping[str, Any], exclude_id: int | None = None
    ) -> list[tuple[Snapshot, tuple[str, ...]]]:
        return [
            (each, ("電話番号",))
            for each in self.kept.values()
            if values.get("phone") and each["phone"] == values["phone"] and each.id != exclude_id
        ]

    def save(self, staff: str, draft: Draft) -> Stored:
        if self.is_broken:
            raise ZeroDivisionError
        if draft.id is not None and draft.id not in self.kept:
            raise InputError("この記録は見つかりません。一覧から選び直してください。")
        if draft.id is not None and self.kept[draft.id].version != draft.version:
            raise InputError("この記録は、開いた後に変更されています。")
        id = draft.id or max(self.kept, default=0) + 1
        before = self.kept[id] if draft.id else Snapshot("circles", id, 0, dict.fromkeys(CIRCLE.fields))
        values = {**before.values, "reference": before.values["reference"] or f"C-{id:04}", **draft.values}
        self.kept[id] = Snapshot("circles", id, before.version + 1, values, before.children)
        self.operations += 1
        return Stored(self.kept[id], Changed(self.operations, {"circles": frozenset({id})}))


def mark(values: Mapping[str, Any], words: Words) -> Mark:
    established = values.get("established_on")
    return validity_mark(status_of(words.today, established and established.replace(year=established.year + 20)))


DESIGN = RecordPageDesign(
    filters=(
        Filter("kind", "種別", taxonomy="kinds"),
        Filter("status", "状態", terms=lambda _words: [Term(status.value, status.label) for status in Status]),
    ),
    extra_fields=lambda values, _words: ["join_rate"] if values.get("kind") == "sports" else [],
    mark=mark,
    mark_reads=("established_on",),
    mark_sort="established_on",
    sums=lambda result: f"会員数 計 {len(result.ids) * 10:,}名",
)


@dataclass
class Said:
    """What the page said in the status line."""

    words: list[tuple[str, tuple[str, int] | None]] = field(default_factory=list)

    def __call__(self, words: str, operation: tuple[str, int] | None = None) -> None:
        self.words.append((words, operation))


def place_of(tasks: Tasks, said: Said, preferences: Remembered, *, read_only: bool = False) -> Place:
    return Place(
        tasks=tasks,
        office=None,
        words=lambda: WORDS,
        staff=lambda: "山田",
        preferences=preferences,
        say=said,
        open_record=lambda _tab, _id: None,
        go_to_tab=lambda _tab: None,
        apply_theme=lambda _theme: None,
        print_papers=lambda *_: None,
        import_file=lambda _name: None,
        export_list=lambda _name, _ids: None,
        read_only=read_only,
    )
