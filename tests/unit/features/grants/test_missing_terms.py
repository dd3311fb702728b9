"""A round that does not say by what an amount is computed computes none, and says what is missing."""

from __future__ import annotations

import pytest

from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.service import GrantService

NO_FRAME = "この募集回に部門・枠の登録がないため、補助額を計算できません。"


@pytest.fixture
def bare(rounds: GrantRoundService) -> Snapshot:
    """A round without 部門・枠."""
    return rounds.save("窓口", Draft({"programme": "civic_activity", "fiscal_year": 2026, "number": 2})).snapshot


def enter(grants: GrantService, grant_round: Snapshot, **values: object) -> Snapshot:
    draft = Draft({"round": grant_round["reference"], "name": "山の道", "organization": "山の会", **values})
    draft.children["expenses"] = [Draft({"category": "materials", "budget": 70_000})]
    return grants.save("窓口", draft).snapshot


def said(grants: GrantService, record: Snapshot) -> dict[str, str]:
    return {found.code: found.sentence for found in grants.findings_of(record)}


def test_nothing_is_computed_without_frames(grants: GrantService, bare: Snapshot) -> None:
    stored = enter(grants, bare, requested_amount=70_000)
    assert (stored["computed_amount"], stored["eligible_amount"]) == (None, 70_000)
    found = said(grants, stored)
    assert found["round"].startswith(NO_FRAME)
    assert "amount" not in found
    assert found["balance"] == "支出が収入より70,000円多くなっています。", "what needs no rate is still checked"
    assert grants.derivation(stored.values, {"expenses": [{"category": "materials", "budget": 70_000}]}) == ()


@pytest.mark.parametrize(
    ("frames", "chosen", "code", "sentence"),
    [
        ([{"name": "一般"}], "一般", "frame", "部門・枠「一般」に補助率も上限額もないため"),
        (
            [{"name": "一般", "rate": "50％"}, {"name": "特別", "rate": "80％"}],
            None,
            "frame",
            "部門・枠を選んでください",
        ),
    ],
)
def test_what_is_missing_is_named(
    grants: GrantService,
    rounds: GrantRoundService,
    bare: Snapshot,
    frames: list[dict[str, str]],
    chosen: str | None,
    code: str,
    sentence: str,
) -> None:
    fields = rounds.schema.children["frames"].fields
    lines = [{name: fields[name].parse(text, rounds.words()) for name, text in frame.items()} for frame in frames]
    rounds.save("窓口", Draft(id=bare.id, version=bare.version, children={"frames": list(map(Draft, lines))}))
    stored = enter(grants, bare)
    assert sentence in said(grants, stored)["frame"]
    assert stored["computed_amount"] is None


def test_a_fixed_amount_needs_no_rate(grants: GrantService, rounds: GrantRoundService, bare: Snapshot) -> None:
    frame = Draft({"name": "定額", "ceiling": 50_000})
    rounds.save("窓口", Draft(id=bare.id, version=bare.version, children={"frames": [frame]}))
    assert enter(grants, bare)["computed_amount"] == 50_000
