"""A life that cannot be lived is refused by file and key."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.lifecycle_files import read_lifecycles
from kyodo_desktop.core.taxonomy import Taxonomy, Term

STATES = Taxonomy(
    "states",
    "手続の状態",
    (
        Term("received", "受付"),
        Term("approved", "承認"),
        Term("lost", "迷子"),
        Term("completed", "完了", extra={"closed": True}),
        Term("withdrawn", "取下げ", extra={"closed": True}),
    ),
)

APPROVE: dict[str, Any] = {
    "code": "approve",
    "label": "承認する",
    "done": "承認",
    "from": ["received"],
    "to": "approved",
    "asks": ["document_number", "amount", "note"],
    "needs": ["document_number"],
    "amount": "contract_amount",
    "adds": True,
    "also": ["paid_amount"],
    "day": "approved_on",
    "number": "approval_number",
    "sets": {"result": "adopted"},
    "fills": ["name_use"],
    "papers": ["endorsement-approval"],
    "guards": ["documents_complete"],
}
CLOSE = {"code": "close", "label": "完了にする", "done": "完了", "from": ["approved"], "to": "completed"}
REPORT = {
    "code": "report",
    "label": "報告の期限",
    "states": ["approved"],
    "of": "until_on",
    "days": 30,
    "days_of": "report_days",
    "move": "after",
    "by_year_end": True,
    "until": "close",
}
LIFE = {"label": "後援の手続", "initial": "received", "steps": [APPROVE, CLOSE], "deadlines": [REPORT]}


def layer(life: Any, source: str = "town.toml", name: str = "short") -> Section:
    return Section(source, {name: life}, "lifecycles")


def test_every_word_of_a_life_is_read() -> None:
    life = read_lifecycles([layer(LIFE)], STATES)["short"]
    assert (life.name, life.label, life.initial) == ("short", "後援の手続", "received")
    assert life.closed == {"completed", "withdrawn"}
    approve, close = life.steps
    assert (approve.code, approve.label, approve.done) == ("approve", "承認する", "承認")
    assert (approve.from_states, approve.to) == (("received",), "approved")
    assert (approve.asks, approve.needs) == (("document_number", "amount", "note"), ("document_number",))
    assert (approve.amount, approve.adds, approve.also) == ("contract_amount", True, ("paid_amount",))
    assert (approve.day, approve.number) == ("approved_on", "approval_number")
    assert (approve.sets, approve.fills) == ({"result": "adopted"}, ("name_use",))
    assert (approve.papers, approve.guards) == (("endorsement-approval",), ("documents_complete",))
    assert (close.asks, close.needs, close.amount, close.adds, close.also, close.day) == ((), (), "", False, (), "")
    (report,) = life.deadlines
    assert (report.code, report.label, report.states, report.of) == ("report", "報告の期限", ("approved",), "until_on")
    assert (report.days, report.days_of, report.move, report.by_year_end) == (30, "report_days", "after", True)
    assert report.until == "close"


def test_an_upper_layer_replaces_a_life_wholly_and_leaves_the_others() -> None:
    shorter = {**LIFE, "label": "短くした手続", "deadlines": []}
    lives = read_lifecycles([layer(LIFE), layer(LIFE, name="other"), layer(shorter, "settings.toml")], STATES)
    assert list(lives) == ["short", "other"]
    assert lives["short"].label == "短くした手続"
    assert lives["short"].deadlines == ()
    assert lives["other"].deadlines


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the life with one value replaced: ``steps.0.to`` …; None takes the key away."""
    life: dict[str, Any] = copy.deepcopy(LIFE)
    place: Any = life
    *way, last = path.split(".")
    for part in way:
        place = place[int(part)] if part.isdigit() else place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return life


@pytest.mark.parametrize(
    ("path", "value", "key", "words"),
    [
        ("state", "received", "state", "label、initial、steps、deadlines"),
        ("label", None, "label", "文字"),
        ("initial", "unknown", "initial", "「unknown」は「手続の状態」"),
        ("steps", [], "steps", "「受付」から終わりの状態"),
        ("steps.0.from", [], "steps[1].from", "この手続ができる状態"),
        ("steps.0.from", ["nowhere"], "steps[1].from", "「nowhere」は「手続の状態」"),
        ("steps.1.from", ["approved", "lost"], "steps[2].from", "「lost」には、どの手続からも進めません"),
        ("steps.0.to", "aproved", "steps[1].to", "「aproved」は「手続の状態」"),
        ("steps.1.to", "received", "steps", "から終わりの状態"),
        ("steps.0.code", "Approve", "steps[1].code", "半角の英小文字"),
        ("steps.0.code", None, "steps[1].code", "文字"),
        ("steps.1.code", "approve", "steps[2].code", "前の手続でも使っています"),
        ("steps.0.done", "", "steps[1].done", "文字"),
        (
            "steps.0.asks",
            ["document_number", "amount", "memo"],
            "steps[1].asks",
            "document_number、amount、due_on、note",
        ),
        ("steps.0.needs", ["due_on"], "steps[1].needs", "document_number、amount、note"),
        ("steps.1.needs", ["note"], "steps[2].needs", "asks に書いたもの"),
        ("steps.0.asks", ["document_number"], "steps[1].amount", "「amount」も加えて"),
        ("steps.1.number", "approval_number", "steps[2].number", "「document_number」も加えて"),
        ("steps.1.also", ["paid_amount"], "steps[2].also", "「amount」も加えて"),
        ("steps.1.adds", True, "steps[2].adds", "amount に書いて"),
        ("steps.0.amount", "契約額", "steps[1].amount", "半角の英小文字"),
        ("steps.0.guards", ["書類"], "steps[1].guards", "半角の英小文字"),
        ("steps.0.sets", {"result": 1}, "steps[1].sets.result", "文字"),
        ("steps.0.paper", "x", "steps[1].paper", "つづり"),
        ("deadlines.0.code", "", "deadlines[1].code", "文字"),
        ("deadlines.0.states", [], "deadlines[1].states", "1つ以上"),
        ("deadlines.0.states", ["soon"], "deadlines[1].states", "「soon」は「手続の状態」"),
        (
            "deadlines.0.states",
            ["withdrawn"],
            "deadlines[1].states",
            "「取下げ」になる手続が「後援の手続」にありません",
        ),
        ("deadlines.0.states", ["completed"], "deadlines[1].states", "手続の終わった状態"),
        ("deadlines.0.of", None, "deadlines[1].of", "文字"),
        ("deadlines.0.of", "終了日", "deadlines[1].of", "半角の英小文字"),
        ("deadlines.0.days", "30", "deadlines[1].days", "数字"),
        ("deadlines.0.move", "next", "deadlines[1].move", "before、after"),
        ("deadlines.0.until", "dance", "deadlines[1].until", "approve、close"),
        ("deadlines.0.day", 3, "deadlines[1].day", "つづり"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_key(path: str, value: object, key: str, words: str) -> None:
    with pytest.raises(WorldError) as caught:
        read_lifecycles([layer(LIFE), layer(changed(path, value), "settings.toml")], STATES)
    assert f"「settings.toml」の lifecycles.short.{key} を" in caught.value.happened
    assert words in caught.value.next_step
    assert caught.value.next_step.endswith("。")


def test_a_step_of_any_state_reaches_and_ends_every_state() -> None:
    steps = [APPROVE, {"code": "stop", "label": "終える", "done": "終了", "from": ["*"], "to": "completed"}]
    life = read_lifecycles([layer({**LIFE, "steps": steps, "deadlines": []})], STATES)["short"]
    assert [step.code for step in life.offered("approved")] == ["stop"]
