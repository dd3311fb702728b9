"""A source of invented applications in memory whose state follows from steps, and the design of their page."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.fields import EraDate, Name, Text, Yen
from kyodo_desktop.core.lifecycle import STEPS, Lifecycle, Step, refused, standing
from kyodo_desktop.core.listing import ListQuery, ListResult, Sort
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.record_source import RecordPageDesign

from .fake_source import Changed, Happened, Stored
from .invented import WORDS

LINES = Schema(
    "request_steps",
    "手続の経過",
    {
        "step": Text("手続の記号", required=True, hidden=True),
        "words": Text("手続", required=True, derived=True, width=30),
        "happened_on": EraDate("年月日", required=True, derived=True),
        "person": Name("担当者", derived=True, width=20),
        "document_number": Text("文書番号", derived=True, width=28),
        "amount": Yen("金額", derived=True),
        "due_on": EraDate("期限", derived=True),
        "note": Text("内容", derived=True, width=40),
        "taken_back_on": EraDate("取消年月日", derived=True),
        "taken_back_reason": Text("取消の理由", derived=True, width=30),
    },
)

COSTS = Schema(
    "request_costs",
    "支出",
    {
        "item": Text("費目", required=True, width=32),
        "detail": Text("内訳", width=45),
        "budget": Yen("予算額"),
        "eligible": Yen("うち対象経費"),
        "settled": Yen("決算額"),
        "settled_eligible": Yen("決算の対象経費"),
        "note": Text("摘要", width=30),
    },
)

REQUEST = Schema(
    "requests",
    "申請",
    {
        "name": Name("事業名", required=True, group="申請", listed=True, width=60),
        "furigana": Name("ふりがな", group="申請"),
        "finished_on": EraDate("事業完了日", group="申請"),
        "state": Text("状態", group="手続", derived=True, listed=True),
        "due_what": Text("次の期限", group="手続", derived=True),
        "due_on": EraDate("期限の日", group="手続", derived=True),
        "decided_amount": Yen("決定額", group="手続", derived=True, listed=True),
    },
    {"costs": COSTS, STEPS: LINES},
)

LIFE = Lifecycle(
    "request",
    "申請",
    "received",
    (
        Step(
            "decide",
            "交付を決定する",
            "交付決定",
            ("received",),
            "decided",
            asks=("document_number", "amount", "note"),
            needs=("document_number", "amount"),
            amount="decided_amount",
            papers=("decision", "unknown"),
        ),
        Step("decline", "不交付を決定する", "不交付決定", ("received",), "declined", asks=("note",)),
        Step("correct", "補正を求める", "補正依頼", ("received",), asks=("due_on", "note"), needs=("due_on",)),
        Step("report", "実績報告を受理する", "実績報告", ("decided",), "reported", fills=("finished_on",)),
    ),
    closed=frozenset({"declined"}),
)

MARKS = {
    "received": Mark("受付", Tone.WAITING),
    "decided": Mark("交付決定", Tone.GOOD),
    "declined": Mark("不交付", Tone.QUIET),
    "reported": Mark("実績報告", Tone.SOON),
}


def request(id: int, name: str, due: dt.date | None = None, **children: tuple[Snapshot, ...]) -> Snapshot:
    values = dict.fromkeys(REQUEST.fields) | {"name": name, "furigana": name, "state": "received"}
    if due is not None:
        values |= {"due_on": due, "due_what": "補正の期限"}
    return Snapshot("requests", id, 1, values, {"costs": (), STEPS: (), **children})


class Requests:
    """Requests by id. What a step brings is worked out from the lines, as the real service does."""

    def __init__(self, *requests: Snapshot) -> None:
        self.kept = {each.id: each for each in requests}
        self.operations = 0
        self.taken: list[tuple[str, tuple[Taking, ...]]] = []
        self.hindered = ""

    @property
    def schema(self) -> Schema:
        return REQUEST

    def list_ids(self, query: ListQuery) -> ListResult:
        found = sorted(self.kept, reverse=query.descending)
        ids = array("q", [each for each in found if query.text in self.kept[each]["name"]])
        return ListResult(ids, len(ids))

    def rows(self, ids: Sequence[int], attributes: Sequence[str]) -> dict[int, tuple[Any, ...]]:
        return {id: tuple(self.kept[id].values.get(name) for name in attributes) for id in ids}

    def load(self, record_id: int) -> Snapshot:
        return self.kept[record_id]

    def load_many(self, ids: Sequence[int]) -> list[Snapshot]:
        return [self.kept[id] for id in ids]

    def history(self, record_id: int) -> Sequence[Happened]:
        return ()

    def duplicates(
        self, values: Mapping[str, Any], exclude_id: int | None = None
    ) -> list[tuple[Snapshot, tuple[str, ...]]]:
        return []

    def suggest(self, attribute: str, text: str, values: Mapping[str, Any]) -> Sequence[Any]:
        return ()

    def save(self, staff: str, draft: Draft) -> Stored:
        raise NotImplementedError

    def attachments(self, record_id: int) -> Sequence[tuple[Any, Path]]:
        return ()

    def offered(self, stored: Snapshot) -> Sequence[Step]:
        return LIFE.offered(stored["state"])

    def last_step(self, stored: Snapshot) -> Snapshot | None:
        return next((line for line in reversed(stored.children[STEPS]) if not line["taken_back_on"]), None)

    def proposal(self, stored: Snapshot, step: Step) -> Mapping[str, Any]:
        proposed: dict[str, Any] = {"happened_on": WORDS.today}
        return proposed | ({"amount": 100_000 * stored.id} if step.code == "decide" else {})

    def take(self, staff: str, takings: Sequence[Taking]) -> Changed:
        if self.hindered:
            raise InputError([Problem(self.hindered, "amount", row=0)])
        problems = []
        for row, taking in enumerate(takings):
            step, stored = LIFE.step(taking.step), self.kept[taking.record_id]
            assert step is not None
            before = standing(line.values for line in stored.children[STEPS])
            problems += [replace(each, row=row) for each in refused(step, taking.line, before)]
        if problems:
            raise InputError(problems)
        for taking in takings:
            self._add(taking)
        self.taken.append((staff, tuple(takings)))
        return self._changed([taking.record_id for taking in takings])

    def take_back(self, staff: str, record_id: int, reason: str) -> Changed:
        stored = self.kept[record_id]
        last = self.last_step(stored)
        assert last is not None
        back = {"taken_back_on": WORDS.today, "taken_back_reason": reason}
        lines = tuple(
            replace(line, values=line.values | back) if line is last else line for line in stored.children[STEPS]
        )
        self._stand(stored, lines)
        return self._changed([record_id])

    def _add(self, taking: Taking) -> None:
        stored, step = self.kept[taking.record_id], LIFE.step(taking.step)
        assert step is not None
        told = {"step": step.code, "words": step.done}
        values = dict.fromkeys(LINES.fields) | dict(taking.line) | told
        line = Snapshot("request_steps", len(stored.children[STEPS]) + 1, 1, values)
        self._stand(replace(stored, values={**stored.values, **taking.values}), (*stored.children[STEPS], line))

    def _stand(self, stored: Snapshot, lines: tuple[Snapshot, ...]) -> None:
        state = LIFE.state_after(line.values for line in lines)
        self.kept[stored.id] = replace(
            stored,
            version=stored.version + 1,
            values={**stored.values, "state": state},
            children={**stored.children, STEPS: lines},
        )

    def _changed(self, ids: Sequence[int]) -> Changed:
        self.operations += 1
        return Changed(self.operations, {"requests": frozenset(ids)})


def mark(values: Mapping[str, Any], _words: Words) -> Mark | None:
    return MARKS.get(str(values.get("state")))


DESIGN = RecordPageDesign(mark=mark, mark_reads=("state",), sort=Sort("name"))

FORMS = {
    "about": SimpleNamespace(id="about", title="調書", fits=lambda _values, _words: True, schema=REQUEST),
    "decision": SimpleNamespace(
        id="decision", title="交付決定通知書", fits=lambda _values, _words: True, schema=REQUEST
    ),
    "other": SimpleNamespace(id="other", title="登録証", fits=lambda _values, _words: True, schema=LINES),
}

OFFICE = SimpleNamespace(
    papers=SimpleNamespace(templates=lambda: SimpleNamespace(forms=FORMS)),
    profile=SimpleNamespace(lifecycles={"life": LIFE}),
)
